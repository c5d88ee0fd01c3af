"""Each figure of articles annotated whole falls when, and only when, what it measures is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.evaluation import Measures, Share, Tally
from kg.evaluation.whole import measure_article
from kg.model import Claim, EventType, Extraction, Link, LinkStatus, Polarity, SpeechAct
from tests.evaluation.made_by_hand import CLAIMS, EVENTS, GOLD, RIGHT, SECOND_TALKS, span

FIGURES = (
    *("claims", "claimant", "source", "content", "speech act", "polarity", "addressee", "chains", "denials"),
    *("events", "initiators", "recipients", "participants", "named mentions", "links"),
)


def with_claim(claim_id: str, **changes: Any) -> Extraction:
    return replace(
        RIGHT, claims=tuple(replace(claim, **changes) if claim.id == claim_id else claim for claim in CLAIMS)
    )


def without_claim(claim_id: str) -> Extraction:
    return replace(RIGHT, claims=tuple(claim for claim in CLAIMS if claim.id != claim_id))


def with_event(event_id: str, **changes: Any) -> Extraction:
    return replace(
        RIGHT, situations=tuple(replace(event, **changes) if event.id == event_id else event for event in EVENTS)
    )


def fallen(measures: Measures) -> set[str]:
    return {name for name in FIGURES if measures.figure(name) != 1}


def test_what_is_right_in_all_has_full_marks_and_no_findings() -> None:
    measures = measure_article(GOLD, RIGHT)
    assert fallen(measures) == set()
    assert measures.findings == []
    assert measures.tallies["claims"] == Tally(3, 3, 3)
    assert measures.tallies["events"] == Tally(4, 4, 4)
    assert measures.tallies["links"] == Tally(3, 3, 3)
    assert measures.shares["participants"] == Share(5, 5)


def test_nothing_found_is_all_missed_and_no_error() -> None:
    measures = measure_article(GOLD, Extraction(GOLD.article))
    assert measures.tallies["claims"] == Tally(0, 0, 3)
    assert measures.tallies["events"] == Tally(0, 0, 4)
    assert measures.shares["participants"] == Share(0, 5)
    assert measures.figure("claimant") is None
    assert {finding.kind for finding in measures.findings} == {"miss"}


@pytest.mark.parametrize(
    ("changes", "figures"),
    [
        ({"claimant": "a1"}, {"claimant"}),
        ({"speech_act": SpeechAct.ASSERT}, {"speech act"}),
        ({"polarity": Polarity.NEGATIVE}, {"polarity"}),
        ({"source": span("Turkey")}, {"source"}),
        ({"source": None}, {"source"}),
        ({"addressees": ()}, {"addressee"}),
        ({"contents": (span("seizing"),)}, {"content"}),
    ],
)
def test_one_wrong_reading_of_a_claim_lowers_its_figure_alone(changes: dict[str, Any], figures: set[str]) -> None:
    measures = measure_article(GOLD, with_claim("c2", **changes))
    assert fallen(measures) == figures
    assert [finding.of for finding in measures.findings] == list(figures)


def test_a_reading_that_the_gold_allows_too_is_right() -> None:
    assert fallen(measure_article(GOLD, with_claim("c1", speech_act=SpeechAct.REPORT))) == set()


def test_a_content_that_overlaps_by_less_than_half_is_another_claim() -> None:
    measures = measure_article(GOLD, with_claim("c3", contents=(span("Both held talks; the talks failed"),)))
    assert measures.tallies["claims"] == Tally(2, 3, 3)
    assert [(finding.kind, finding.of) for finding in measures.findings if finding.of == "claim"] == [
        ("miss", "claim"),
        ("extra", "claim"),
    ]


def test_a_claim_with_another_cue_is_another_claim() -> None:
    assert measure_article(GOLD, with_claim("c3", cue=span("held"))).tallies["claims"] == Tally(2, 3, 3)


def test_a_claim_is_found_once_however_often_it_is_given() -> None:
    doubled = replace(RIGHT, claims=(*CLAIMS, replace(CLAIMS[3], id="c9", denies=())))
    assert measure_article(GOLD, doubled).tallies["claims"] == Tally(3, 4, 3)


def test_the_articles_own_claims_are_left_out() -> None:
    assert measure_article(GOLD, without_claim("c0")).tallies["claims"] == Tally(3, 3, 3)


@pytest.mark.parametrize("missing", [False, True])
def test_an_optional_claim_counts_neither_way(missing: bool) -> None:
    claims = (*GOLD.claims[:2], replace(GOLD.claims[2], optional=True))
    found = without_claim("c3") if missing else RIGHT
    measures = measure_article(replace(GOLD, claims=claims), found)
    assert measures.tallies["claims"] == Tally(2, 2, 2)
    assert measures.findings == []


def test_a_chain_needs_both_ends_and_the_joint() -> None:
    assert fallen(measure_article(GOLD, with_claim("c1", reports=()))) == {"chains"}
    missing = measure_article(GOLD, without_claim("c1"))
    assert missing.shares["chains"] == Share(0, 1)
    assert "not found" in next(finding.got for finding in missing.findings if finding.of == "chains")


def test_a_denial_of_another_claim_is_wrong() -> None:
    assert fallen(measure_article(GOLD, with_claim("c3", denies=("c1",)))) == {"denials"}


def test_rejections_and_acceptances_are_counted_where_the_gold_has_them() -> None:
    claims = (*GOLD.claims[:2], replace(GOLD.claims[2], denies=None, rejects="c2", accepts="c1"))
    measures = measure_article(replace(GOLD, claims=claims), with_claim("c3", rejects=("c2",)))
    assert (measures.figure("rejections"), measures.figure("acceptances")) == (1, 0)
    assert measures.figure("denials") is None


def test_an_event_of_another_type_is_wrong_and_confused() -> None:
    measures = measure_article(GOLD, with_event("s2", event_type=EventType.AID))
    assert measures.tallies["events"] == Tally(3, 4, 4)
    assert measures.tallies["type AID"] == Tally(0, 1, 0)
    assert measures.confusions["event types"]["COERCE", "AID"] == 1
    assert [(one.kind, one.wanted, one.got) for one in measures.findings] == [("wrong", "COERCE", "AID")]


def test_a_type_that_the_gold_allows_is_counted_as_what_was_found() -> None:
    assert measure_article(GOLD, RIGHT).tallies["type ASSAULT"] == Tally(1, 1, 1)


def test_an_event_that_is_not_there_costs_precision() -> None:
    measures = measure_article(GOLD, with_event("s4", event_type=EventType.REJECT))
    assert measures.tallies["events"] == Tally(4, 5, 4)
    assert [(one.kind, one.of) for one in measures.findings] == [("extra", "event")]
    assert "[failed]" in measures.findings[0].words


def test_an_event_stands_for_all_places_that_speak_of_it_but_not_for_two_events() -> None:
    talks = replace(GOLD, events=(*GOLD.events[:3], replace(GOLD.events[3], same_as=None)))
    assert measure_article(talks, RIGHT).tallies["events"] == Tally(3, 3, 4)


def test_places_that_speak_of_one_event_may_be_found_apart() -> None:
    apart = replace(EVENTS[2], id="s5", trigger=SECOND_TALKS)
    found = replace(RIGHT, mentions=RIGHT.mentions[:-1], situations=(*EVENTS, apart))
    assert measure_article(GOLD, found).tallies["events"] == Tally(4, 4, 4)


def test_a_missing_participant_is_counted_by_role() -> None:
    measures = measure_article(GOLD, with_event("s1", recipients=()))
    assert fallen(measures) == {"recipients", "participants"}
    assert measures.shares["participants"] == Share(4, 5)


def test_links_are_wrong_or_missing() -> None:
    wrong = Link("a2", LinkStatus.ACCEPTED, "curated", "Q1")
    review = Link("a3", LinkStatus.TO_REVIEW, "curated", "Q43")
    measures = measure_article(GOLD, replace(RIGHT, links=(wrong, review)))
    assert measures.tallies["links"] == Tally(0, 1, 3)
    assert [(one.kind, one.got) for one in measures.findings] == [("wrong", "Q1"), ("miss", ""), ("miss", "")]


def test_speech_acts_are_tabled() -> None:
    claims: tuple[Claim, ...] = tuple(replace(claim, speech_act=SpeechAct.WARN) for claim in CLAIMS)
    table = measure_article(GOLD, replace(RIGHT, claims=claims)).confusions["speech acts"]
    assert table == {("report", "warn"): 1, ("accuse", "warn"): 1, ("deny", "warn"): 1}
