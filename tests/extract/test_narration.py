"""What the article says in its own voice."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read
from tests.extract.readable import Readable


def own(found: Readable) -> list[tuple[str, str, str]]:
    """Polarity, realis and words of the article's claims that pass nothing on."""
    return [(str(c.polarity), str(c.realis), found.content_words(c)) for c in found.own if not c.reports]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("It rained.", [("positive", "actual", "It rained")]),
        ("It did not rain.", [("negative", "actual", "It did not rain")]),
        ("It will rain.", [("positive", "future", "It will rain")]),
        ("It might rain.", [("positive", "hypothetical", "It might rain")]),
        (
            "It rained and the river rose.",
            [("positive", "actual", "It rained"), ("positive", "actual", "the river rose")],
        ),
        (
            "The river rose because it rained.",
            [("positive", "actual", "The river rose"), ("positive", "actual", "it rained")],
        ),
        ("A victory for the farmers", [("positive", "actual", "A victory for the farmers")]),
    ],
)
def test_each_clause_is_a_claim_of_the_article(read: Read, sentence: str, claims: list[tuple[str, str, str]]) -> None:
    assert own(read(sentence)) == claims


def test_a_condition_is_not_asserted(read: Read) -> None:
    found = read("The road will close if it rains.")
    (claim,) = found.own
    assert found.content_words(claim).startswith("The road will close")
    assert found.conditions(claim) == ["rains"]


def test_what_somebody_else_says_is_passed_on_and_not_asserted(read: Read) -> None:
    found = read("Elena Marquez said that the harbour was shut.")
    (claim,) = found.own
    assert (claim.speech_act, claim.polarity, claim.certainty) == ("report", "positive", "certain")
    assert found.cues(claim.reports) == ["said"]
    assert [found.situations[one].kind for one in claim.content] == ["SpeechEvent"]
    assert found.content_words(claim) == "Elena Marquez said | the harbour was shut"


def test_what_a_third_party_says_is_passed_on_by_who_reports_it(read: Read) -> None:
    found = read("A spokesman said witnesses claimed that the brakes failed.")
    assert [found.cues(claim.reports) for claim in found.own] == [["said"]]


def test_what_the_article_adds_to_anothers_words_is_its_own(read: Read) -> None:
    found = read("Elena Marquez, who built the harbour, said it was shut. The gates were open.")
    assert own(found)[-1] == ("positive", "actual", "The gates were open")


def test_events_named_in_passing_are_the_articles(read: Read) -> None:
    found = read("After the attack by Uganda on Kenya, prices rose.")
    attack = found.event("attack")
    assert [claim.polarity for claim in found.own if attack.id in claim.content] == ["positive"]


def test_events_named_in_passing_are_the_claimants_inside_their_words(read: Read) -> None:
    found = read("Chile said prices rose after the attack by Uganda on Kenya.")
    assert found.event("attack").id in found.claim("said").content
    assert not any(found.event("attack").id in claim.content for claim in found.own)


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru accused Bolivia of shelling a village.",
        "Peru denied that it had shelled a village.",
        "Peru demanded that Bolivia withdraw its troops.",
        "Peru threatened to attack Bolivia.",
    ],
)
def test_the_article_vouches_for_nothing_that_others_claim(read: Read, sentence: str) -> None:
    found = read(sentence)
    speech = {one.id for one in found.extraction.situations if one.kind == "SpeechEvent"}
    assert all(set(claim.content) <= speech for claim in found.own)


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister might say that the port is safe.",
        "If the minister says that the port is safe, the ships will come.",
        "The minister never said that the port is safe.",
        "No minister said that the port is safe.",
        "The minister wants to say that the port is safe.",
        "It is unclear whether the port is safe.",
        "The minister does not believe that the port is safe.",
        "The minister would not confirm that the port is safe.",
    ],
)
def test_the_article_does_not_assert_what_nobody_said(read: Read, sentence: str) -> None:
    assert ("positive", "actual", "the port is safe") not in own(read(sentence))


@pytest.mark.xfail(strict=True, reason="a noun that is the subject of a light verb inside a denial makes no event")
def test_the_article_does_not_vouch_for_talks_that_are_denied(read: Read) -> None:
    found = read("Bolivia denied that talks with Peru had been held.")
    talks = found.event("talks")
    assert not any(talks.id in claim.content and claim.polarity == "positive" for claim in found.own)


@pytest.mark.xfail(strict=True, reason="the verb that lends itself to the cue is read as a clause of its own")
@pytest.mark.parametrize(
    "sentence",
    ["The clerk continued to insist that the roof leaked.", "Togo's president made a promise to hold elections."],
)
def test_the_verb_beside_the_cue_is_no_claim_of_its_own(read: Read, sentence: str) -> None:
    assert own(read(sentence)) == []


def test_the_article_does_not_assert_what_a_thing_suggests(read: Read) -> None:
    assert ("positive", "actual", "the port is safe") not in own(read("The move suggests that the port is safe."))


def test_a_claim_inside_anothers_object_is_no_mention_of_the_articles(read: Read) -> None:
    found = read("The Senate approved a bill that critics say weakens the courts.")
    assert found.told("say").claimant == "critics"
    assert [claim.rule for claim in found.own] == ["narrator:report"]
