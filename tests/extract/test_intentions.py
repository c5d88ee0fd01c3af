"""What somebody wants or is ready to do."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


def _typed(read: Read, sentence: str) -> set[tuple[str, str]]:
    found = read(sentence)
    return {(one.type, one.trigger) for one in (*found.events, *found.speech_events)}


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Uganda wants to resolve the dispute with Kenya.", ("AGREE", "wants")),
        ("Uganda is ready to talk to Kenya.", ("AGREE", "ready")),
        ("Uganda is prepared to attack Kenya.", ("THREATEN", "prepared")),
        ("Uganda is prepared to respond to any attack.", ("THREATEN", "prepared")),
    ],
)
def test_readiness_is_a_commitment_or_a_threat(read: Read, sentence: str, event: tuple[str, str]) -> None:
    assert event in _typed(read, sentence)


@pytest.mark.parametrize(
    "sentence", ["Uganda wants Kenya to resolve the dispute.", "Uganda wants to win.", "Uganda is ready to sing."]
)
def test_other_wishes_are_no_events(read: Read, sentence: str) -> None:
    assert not {"wants", "ready"} & {trigger for _, trigger in _typed(read, sentence)}
