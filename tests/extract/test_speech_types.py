"""What events promises, requests and talk are."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Uganda vowed to attack Kenya.", "THREATEN"),
        ("Uganda vowed never to pay Kenya.", "REJECT"),
        ("Uganda pledged to help Kenya.", "AGREE"),
    ],
)
def test_a_promise_is_what_is_promised(read: Read, sentence: str, kind: str) -> None:
    assert [one.type for one in read(sentence).speech_events] == [kind]


@pytest.mark.parametrize(
    "sentence", ["Uganda regretted the decision.", "“We are glad,” the minister said, speaking to reporters."]
)
def test_regret_and_talk_to_reporters_are_no_events(read: Read, sentence: str) -> None:
    found = read(sentence)
    assert [one for one in (*found.events, *found.speech_events) if one.type is not None] == []
