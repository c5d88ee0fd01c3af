"""Words that name events: what makes them so, and what they share with the words beside them."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read
from tests.extract.readable import Took


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Two soldiers were taken hostage by gunmen in Mali.", ("ASSAULT", "taken", ["gunmen"], ["Two soldiers"])),
        ("Police took the minister into custody.", ("COERCE", "took", ["Police"], ["minister"])),
        ("Uganda opened fire on Kenya.", ("ASSAULT", "opened", ["Uganda"], ["Kenya"])),
        ("Uganda exchanged fire with Kenya.", ("ASSAULT", "exchanged", ["Uganda", "Kenya"], [])),
        ("Uganda launched a series of raids on Kenya.", ("ASSAULT", "raids", ["Uganda"], ["Kenya"])),
        ("Uganda's war against Kenya dragged on.", ("ASSAULT", "war", ["Uganda"], ["Kenya"])),
        ("Four pickets were arrested.", ("COERCE", "arrested", [], ["Four pickets"])),
        ("Uganda tried to bomb Kenya.", ("ASSAULT", "bomb", ["Uganda"], ["Kenya"])),
    ],
)
def test_an_event_by_its_words(read: Read, sentence: str, event: tuple[str, str, list[str], list[str]]) -> None:
    assert Took(*event) in read(sentence).events


def test_coordinated_verbs_share_object_and_agent(read: Read) -> None:
    took = {one.trigger: one for one in read("Gunmen shot and killed two soldiers.").events}
    assert took["shot"].recipients == took["killed"].recipients == ["two soldiers"]
    took = {one.trigger: one for one in read("Two soldiers were shot and killed by gunmen.").events}
    assert took["shot"].initiators == took["killed"].initiators == ["gunmen"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Don't shoot the soldiers!",
        "The plan did not meet the demand.",
        "Kenya beat Uganda 3-0.",
        "The lawyers released a video.",
        "An official, who asked not to be named, left.",
    ],
)
def test_what_only_looks_like_an_event_is_none(read: Read, sentence: str) -> None:
    assert read(sentence).events == []


def test_lifting_sanctions_is_an_event_apart_from_them(read: Read) -> None:
    types = {one.type for one in read("Uganda lifted its sanctions against Kenya.").events}
    assert types == {"CONCEDE", "SANCTION"}


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        ("Khan was released on bail.", [("RETREAT", "released")]),
        ("Khan was forced to resign.", [("COERCE", "forced"), ("RETREAT", "resign")]),
        ("Malaysia turned away boats of migrants.", [("COERCE", "turned")]),
        ("Miners walked off the job in Chile.", [("PROTEST", "walked")]),
        ("Uganda held the minister responsible.", []),
        ("They treated the driver like a thief.", []),
        ("The parade is in March.", []),
    ],
)
def test_what_happens_to_somebody_however_they_are_named(
    read: Read, sentence: str, events: list[tuple[str, str]]
) -> None:
    assert [(one.type, one.trigger) for one in read(sentence).events] == events
