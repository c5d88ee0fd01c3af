"""Nouns as cues."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Ghana's demand for an apology was ignored.",
            ("Ghana", "demand", "positive", "Ghana's", "demand", "an apology"),
        ),
        (
            "Ghana's offer to mediate came late.",
            ("Ghana", "propose", "positive", "Ghana's", "offer", "to mediate"),
        ),
        (
            "Allegations by Ghana that votes were bought shook the town.",
            ("Ghana", "accuse", "positive", "Ghana", "Allegations", "votes were bought"),
        ),
        (
            "Togo's president made a promise to hold elections.",
            ("Togo's president", "promise", "positive", "Togo's president", "made a promise", "to hold elections"),
        ),
        (
            "The claim that votes were bought is false.",
            ("unnamed source", "assert", "positive", None, "claim", "votes were bought"),
        ),
    ],
)
def test_a_noun_of_saying_with_content_is_a_claim(read: Read, sentence: str, said: tuple[str, ...]) -> None:
    assert read(sentence).said == [said]


@pytest.mark.parametrize("sentence", ["The demand for rice rose.", "Three reports were lost.", "A request was made."])
def test_a_noun_of_saying_without_claimant_or_content_is_none(read: Read, sentence: str) -> None:
    assert read(sentence).said == []


@pytest.mark.xfail(strict=True, reason="a that-clause behind warning is not taken for its content")
@pytest.mark.parametrize(
    ("sentence", "claimant"),
    [
        ("The chairman issued a warning that the leak would spread.", "chairman"),
        ("A warning by the army that rebels were near caused panic.", "army"),
    ],
)
def test_a_warning_that_is_a_claim(read: Read, sentence: str, claimant: str) -> None:
    assert [(one.claimant, one.act, one.cue) for one in read(sentence).said] == [(claimant, "warn", "warning")]


def test_expressing_concern_is_one_claim(read: Read) -> None:
    assert len(read("The chairman expressed concern about the leak.").said) == 1


@pytest.mark.parametrize(
    "sentence", ["There is no evidence that the vaccine is harmful.", "Nobody heard any claim that it rained."]
)
def test_where_there_is_no_evidence_nobody_claims(read: Read, sentence: str) -> None:
    assert read(sentence).said == []


def test_a_party_before_the_noun_makes_the_claim(read: Read) -> None:
    assert read("The inquiry prompted union claims of a witch-hunt.").told("claims").claimant == "union"


def test_calls_that_are_ignored_were_made_by_somebody(read: Read) -> None:
    assert read("The boat ignored orders to stop.").told("orders").content == "to stop"


def test_allegations_need_no_that(read: Read) -> None:
    found = read("Khan has denied allegations he asked for the case to be dropped.")
    assert found.claim("has denied").denies == (found.claim("allegations").id,)


def test_who_pleads_not_guilty_denies_the_charges(read: Read) -> None:
    found = read("Khan pleaded not guilty to charges of fraud.")
    assert found.claim("pleaded").denies == (found.claim("charges").id,)
