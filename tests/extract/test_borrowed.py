"""Whose deed an event is where the words around it say so."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read
from tests.extract.readable import Took


def _event(read: Read, sentence: str, trigger: str) -> Took:
    return next(one for one in read(sentence).events if one.trigger == trigger)


@pytest.mark.parametrize(
    ("sentence", "trigger", "initiators"),
    [
        ("Kenya blamed the raid on Uganda.", "raid", ["Uganda"]),
        ("Kenya accused Uganda of the raid.", "raid", ["Uganda"]),
        ("Uganda was behind the raid.", "raid", ["Uganda"]),
        ("Uganda claimed responsibility for the raid.", "raid", ["Uganda"]),
    ],
)
def test_an_event_is_the_deed_of_who_is_said_to_be_answerable(
    read: Read, sentence: str, trigger: str, initiators: list[str]
) -> None:
    assert _event(read, sentence, trigger).initiators == initiators


def test_who_was_killed_in_an_attack_was_killed_by_the_attackers(read: Read) -> None:
    sentence = "Four soldiers were killed in an attack by Ugandan troops."
    assert _event(read, sentence, "killed") == Took("ASSAULT", "killed", ["Ugandan troops"], ["Four soldiers"])
    assert _event(read, sentence, "attack") == Took("ASSAULT", "attack", ["Ugandan troops"], ["Four soldiers"])


def test_raids_kill_for_those_who_fly_them(read: Read) -> None:
    assert _event(read, "A night of Israeli air raids killed four soldiers.", "killed").initiators == ["Israel"]


def test_who_leaves_after_talks_took_part_in_them(read: Read) -> None:
    assert _event(read, "Uganda agreed after talks with Kenya.", "talks").initiators == ["Kenya", "Uganda"]


def test_who_makes_an_effort_is_who_helps(read: Read) -> None:
    found = _event(read, "Uganda continued its efforts to rescue survivors.", "rescue")
    assert found == Took("AID", "rescue", ["Uganda"], ["survivors"])


@pytest.mark.parametrize("sentence", ["Four soldiers were killed in a crash.", "The flood killed four soldiers."])
def test_whom_an_accident_kills_nobody_attacked(read: Read, sentence: str) -> None:
    assert read(sentence).events == []


def test_who_acts_around_an_attack_attacks(read: Read) -> None:
    found = read("Uganda used rockets during an attack on Kenya.")
    assert found.labels(found.event("attack").initiators) == ["Uganda"]


def test_of_whom_more_is_demanded_is_whom_the_same_claimant_just_accused(read: Read) -> None:
    found = read("Khan accused the Acme company of breaking a deal and demanded a rise of 20 percent.")
    assert found.addressees("demanded") == found.addressees("accused")


def test_an_inquiry_is_not_whom_it_is_demanded_of(read: Read) -> None:
    found = read("Peru demanded an independent inquiry.")
    assert found.addressees("demanded") == []


def test_the_sides_are_not_the_outlet_or_who_speaks_of_them(read: Read) -> None:
    text = "Peru accused Chile of fraud. Chile denied it, the Halden agency reported. Peru called that a lie."
    assert read(f"{text} Turkey urged both sides to talk.").addressees("urged") == ["Peru", "Chile"]
