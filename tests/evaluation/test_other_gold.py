"""Attributions as spans, and sentences coded with one event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.evaluation import Attribution, CodedSentence, GoldAttributions, Share, Tally
from kg.evaluation.attributions import measure_attributions, outermost
from kg.evaluation.sentences import measure_sentence
from kg.model import EventType, Situation
from tests.evaluation.made_by_hand import CLAIMS, EVENTS, GOLD, RIGHT, span

SPANS = GoldAttributions(
    GOLD.article,
    (
        Attribution((span("The Gazette"),), (span("says"),), (span("Lisbon accused"), span("Turkey of seizing ships"))),
        Attribution((span("Ankara"),), (span("denied"),), (span("the charge"),)),
    ),
)
SENTENCE = CodedSentence(GOLD.article, EventType.ACCUSE, (span("Lisbon"),), (span("Turkey"),), ())


def test_only_outermost_claims_are_attributions() -> None:
    assert [one.cue for one in outermost(RIGHT)] == [(span("says"),), (span("denied"),)]


def test_attributions_are_right_with_content_and_source() -> None:
    measures = measure_attributions(SPANS, RIGHT)
    assert measures.tallies["attributions"] == measures.tallies["attributions, exact"] == Tally(2, 2, 2)
    assert measures.tallies["content words"] == Tally(8, 8, 8)
    assert measures.findings == []


def test_a_wrong_source_leaves_the_content_found() -> None:
    claims = (*CLAIMS[:3], replace(CLAIMS[3], source=span("Turkey")))
    measures = measure_attributions(SPANS, replace(RIGHT, claims=claims))
    assert measures.tallies["attributions"] == Tally(1, 2, 2)
    assert measures.tallies["attributions, whatever the source"] == Tally(2, 2, 2)
    assert measures.shares["source of matched attributions"] == Share(1, 2)
    assert [(one.wanted, one.got) for one in measures.findings] == [("Ankara", "Turkey")]


def test_attributions_missed_and_extra_are_told() -> None:
    claims = (CLAIMS[0], replace(CLAIMS[1], contents=(span("Both held talks"),)))
    measures = measure_attributions(SPANS, replace(RIGHT, claims=claims))
    assert measures.tallies["attributions"] == Tally(0, 1, 2)
    assert [one.kind for one in measures.findings] == ["miss", "miss", "extra"]


def test_a_sentence_with_the_right_event_counts_once() -> None:
    measures = measure_sentence(SENTENCE, RIGHT)
    assert measures.tallies["event types"] == Tally(1, 3, 1)
    assert measures.tallies["type CONSULT"] == Tally(0, 1, 0)
    assert measures.shares["triples"] == Share(1, 1)


@pytest.mark.parametrize("spoilt", [replace(EVENTS[0], initiators=("a1",)), replace(EVENTS[0], recipients=("a1",))])
def test_a_triple_needs_source_and_target(spoilt: Situation) -> None:
    measures = measure_sentence(SENTENCE, replace(RIGHT, situations=(spoilt, *EVENTS[1:])))
    assert measures.figure("event types") == 0.5
    assert measures.shares["triples"] == Share(0, 1)


def test_a_mutual_event_asks_for_either_among_its_initiators() -> None:
    mutual = CodedSentence(GOLD.article, EventType.CONSULT, (), (), (span("Lisbon"), span("Turkey")))
    assert measure_sentence(mutual, RIGHT).shares["triples"] == Share(1, 1)
    nobody = replace(EVENTS[2], initiators=("a1",))
    assert measure_sentence(mutual, replace(RIGHT, situations=(nobody,))).shares["triples"] == Share(0, 1)


def test_a_sentence_without_event_is_a_miss() -> None:
    measures = measure_sentence(SENTENCE, replace(RIGHT, situations=()))
    assert measures.tallies["event types"] == Tally(0, 0, 1)
    assert measures.confusions["event types"] == {("ACCUSE", "none"): 1}
    assert [one.got for one in measures.findings] == ["none"]
