"""What somebody does in merely saying something."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("sentence", "act", "type_"),
    [
        ("Peru said Bolivia must return the ship.", "demand", "REQUEST"),
        ("Peru said it would boycott the games.", "threaten", "THREATEN"),
        ("Peru said it will attack Bolivia.", "threaten", "THREATEN"),
        ("Peru said it was ready to attack Bolivia.", "threaten", "THREATEN"),
        ("Peru said it would withdraw its troops from Bolivia.", "promise", "AGREE"),
        ("Peru said it would send food aid to Bolivia.", "promise", "AGREE"),
    ],
)
def test_the_content_tells_what_saying_does(read: Read, sentence: str, act: str, type_: str) -> None:
    found = read(sentence)
    claim = found.claim("said")
    assert claim.speech_act == act
    assert found.situations[str(claim.expressed_in)].event_type == type_


@pytest.mark.parametrize(
    "content",
    [
        "it would not boycott the games",
        "it attacked Bolivia",
        "Chile would attack Bolivia",
        "it must return the ship",
        "Bolivia returned the ship",
        "the ship would sail",
    ],
)
def test_what_is_no_deed_to_come_of_the_speaker_is_asserted(read: Read, content: str) -> None:
    assert read(f"Peru said {content}.").claim("said").speech_act == "assert"


@pytest.mark.parametrize("verb", ["denied", "confirmed", "warned"])
def test_verbs_that_say_what_they_do_are_taken_at_their_word(read: Read, verb: str) -> None:
    act = {"denied": "deny", "confirmed": "confirm", "warned": "warn"}[verb]
    assert read(f"Peru {verb} that it would boycott the games.").claim(verb).speech_act == act


@pytest.mark.xfail(strict=True, reason="the content's head is have, and it is looked for above the head")
def test_has_to_is_an_obligation_like_must(read: Read) -> None:
    assert read("Peru says Bolivia has to return the ship.").claim("says").speech_act == "demand"


def test_planning_an_attack_is_no_promise(read: Read) -> None:
    found = read("Oman plans to attack Qatar.")
    assert [one.type for one in found.speech_events] != ["AGREE"]


@pytest.mark.parametrize(
    ("sentence", "act", "type_"),
    [
        ("Peru called the ruling “a disgrace”.", "condemn", "ACCUSE"),
        ("Peru described the envoy as a proven liar.", "condemn", "ACCUSE"),
        ("Peru described the ruling as historic.", "praise", "SUPPORT"),
        ("Peru described the situation as dangerous.", "assert", None),
        ("Peru described the camp of the terrorist as a small school.", "assert", None),
    ],
)
def test_what_somebody_calls_a_thing_condemns_or_praises_it(
    read: Read, sentence: str, act: str, type_: str | None
) -> None:
    found = read(sentence)
    (claim,) = found.attributed
    assert claim.speech_act == act
    assert found.situations[str(claim.expressed_in)].event_type == type_


@pytest.mark.parametrize(
    ("sentence", "cue", "accused"),
    [
        ("Peru claimed that Bolivia imprisoned the envoy.", "claimed", [["Bolivia"]]),
        ("Peru said that Bolivia imprisoned the envoy.", "said", []),
        ("Peru claimed that it imprisoned the envoy.", "claimed", []),
        ("Peru claimed that Bolivia sheltered the envoy.", "claimed", []),
    ],
)
def test_claiming_that_others_did_harm_accuses_them(
    read: Read, sentence: str, cue: str, accused: list[list[str]]
) -> None:
    found = read(sentence)
    assert [one.recipients for one in found.speech_events] == accused
    assert found.claim(cue).speech_act == "assert"


@pytest.mark.parametrize(
    "charge",
    [
        "Peru said Bolivia had bribed the judges.",
        "Peru claimed that Bolivia conspired with smugglers.",
        "Peru said Bolivia was behind the raid.",
        "Peru said Bolivia was responsible for the raid.",
        "Peru said Bolivia's president was a liar.",
    ],
)
def test_who_says_that_others_did_wrong_accuses_them(read: Read, charge: str) -> None:
    found = read(charge)
    accused = [one for one in found.extraction.situations if one.event_type == "ACCUSE"]
    assert [found.labels(one.initiators) for one in accused] == [["Peru"]]


@pytest.mark.parametrize(
    "said",
    [
        "Peru said Bolivia had not bribed the judges.",
        "Peru said it had violated the rules.",
        "Peru said Bolivia was responsible for two dams.",
        "Peru asked whether Bolivia bribed the judges.",
    ],
)
def test_other_sayings_accuse_nobody(read: Read, said: str) -> None:
    assert [one for one in read(said).extraction.situations if one.event_type == "ACCUSE"] == []
