"""What of events is taken for granted, and what is only weighed, hoped or feared."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    "sentence",
    [
        "Uganda decided to stop the bombing of Kenya.",
        "Peru demanded an end to the bombing of Kenya.",
        "Peru would respond to the bombing of Kenya.",
        "Peru may leave after the bombing of Kenya.",
    ],
)
def test_what_is_stopped_answered_or_over_took_place(read: Read, sentence: str) -> None:
    assert "bombing" in {one.trigger for one in read(sentence).events}


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru spoke of a possible attack on Kenya.",
        "Peru spoke of the threat of an attack on Kenya.",
        "Peru demanded an end to any attack on Kenya.",
        "Peru spoke of the risk of war against Kenya.",
    ],
)
def test_what_is_only_possible_did_not_take_place(read: Read, sentence: str) -> None:
    assert not {"attack", "war"} & {one.trigger for one in read(sentence).events}
