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
