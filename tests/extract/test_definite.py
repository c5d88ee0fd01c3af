"""Descriptions that stand for somebody whom the article names."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


def test_the_lede_speaks_of_whom_the_next_sentence_names(read: Read) -> None:
    found = read(
        "The finance minister of Peru warned of higher prices. At a fair in Lima, Elena Marquez said bread was short."
        " The finance minister also blamed the banks."
    )
    assert [one.claimant for one in found.said] == ["Elena Marquez"] * 3


def test_the_lede_speaks_of_a_holder_of_an_office_that_is_named_later(read: Read) -> None:
    found = read("A judge said the bridge had rusted. The hearing was short. Judge Elena Marquez blamed the owner.")
    assert found.told("said").claimant == "Elena Marquez"


@pytest.mark.parametrize(
    "text",
    [
        "A judge said the bridge had rusted. Welder Juan Ortiz insisted it was new.",
        "Another judge said the bridge had rusted. Judge Elena Marquez insisted it was new.",
        "His minister said the bridge had rusted. Minister Elena Marquez insisted it was new.",
        "The judge said the bridge had rusted. Judge Ana Ruiz insisted it was new. Judge Luis Soto agreed.",
    ],
)
def test_the_lede_may_speak_of_somebody_else(read: Read, text: str) -> None:
    assert read(text).claimant("said").kind == "UnnamedSource"


@pytest.mark.parametrize(
    ("office", "description"),
    [
        ("Former governor Elena Marquez", "The governor"),
        ("Governor Elena Marquez", "The former governor"),
        ("Governor Elena Marquez", "The outgoing governor"),
        ("Prime Minister Elena Marquez", "The premier"),
    ],
)
def test_when_somebody_held_an_office_does_not_tell_them_apart(read: Read, office: str, description: str) -> None:
    found = read(f"{office} opened the fair. {description} said it was late.")
    assert found.told("said").claimant == "Elena Marquez"


def test_a_headline_speaks_of_whom_the_text_names(read: Read) -> None:
    found = read(
        "Chilean teacher blames mill for poisoned river\n\nElena Marquez, a teacher from Chile, said fish had died."
    )
    assert {one.claimant for one in found.said} == {"Elena Marquez"}


def test_a_headline_may_speak_of_somebody_else(read: Read) -> None:
    found = read(
        "Chilean teacher blames mill for poisoned river\n\nElena Marquez, a farmer from Chile, said fish had died."
    )
    assert found.told("blames").claimant != "Elena Marquez"


def test_the_ministries_of_two_states_are_two(read: Read) -> None:
    found = read("Peru's foreign ministry said talks had failed. Chile's foreign ministry said they had not.")
    assert [one.claimant for one in found.said] == ["Peru's foreign ministry", "Chile's foreign ministry"]


def test_named_ministries_of_two_states_are_two(read: Read) -> None:
    found = read("The Kenyan Foreign Ministry said talks had failed. Uganda's Foreign Ministry said they had not.")
    assert len({one.claimant for one in found.attributed}) == 2


def test_a_ministry_may_be_spelt_in_two_ways(read: Read) -> None:
    found = read("The Peruvian Ministry of Defense said a boat sank. Two sailors drowned, the defence ministry said.")
    assert len({one.claimant for one in found.attributed}) == 1
