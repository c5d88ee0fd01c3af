"""How well alignment does on the annotated storylines, end to end: the bars lie just below what is reached."""

from __future__ import annotations

from tests.align import storyline
from tests.align.measuring import measure_claims, measure_events, relations_of_gold


def test_pairs_of_one_event_are_found_and_few_others() -> None:
    tally = measure_events(storyline.found(), storyline.known(), relations_of_gold())
    assert tally.precision >= 0.93, tally.wrong
    assert tally.recall >= 0.60, tally.missed


def test_relations_of_claims_are_found_and_few_others() -> None:
    tally = measure_claims(storyline.found(), storyline.known(), relations_of_gold())
    assert tally.precision >= 0.88, tally.wrong
    assert tally.recall >= 0.70, tally.missed


def test_every_relation_tells_why_and_how_sure_it_is() -> None:
    for one in storyline.found():
        assert one.reasons
        assert 0 < one.score <= 1
