"""Capitals that stand for their states."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("sentence", "capital", "state"),
    [
        ("Lima rejected the plan.", "Lima", "Peru"),
        ("The plan was rejected by Lima.", "Lima", "Peru"),
        ("Talks with Kabul failed.", "Kabul", "Afghanistan"),
        ("Nairobi is willing to talk to rebels.", "Nairobi", "Kenya"),
        ("Islamabad's policy failed.", "Islamabad", "Pakistan"),
        ("Norway rejected Ankara's demand for a refund.", "Ankara", "Turkey"),
        ("Kenya accused Kampala of spying.", "Kampala", "Uganda"),
    ],
)
def test_a_capital_that_acts_stands_for_its_state(read: Read, sentence: str, capital: str, state: str) -> None:
    found = read(sentence)
    assert found.metonyms == [(capital, state, capital)]
    assert found.kind(state) == "GeopoliticalEntity"
    assert found.kind(capital) == "Place"


@pytest.mark.parametrize(
    ("sentence", "capital"),
    [
        ("The plan was drawn up in Kabul.", "Kabul"),
        ("Kabul's airspace was closed.", "Kabul"),
        ("Kabul is quiet tonight.", "Kabul"),
        ("The bombing in Kabul killed nine people.", "Kabul"),
        ("The minister flew from Lima to Quito.", "Lima"),
        ("A Lima bakery won the prize.", "Lima"),
        ("Diplomats in Nairobi said the talks failed.", "Nairobi"),
        ("Lima was flooded.", "Lima"),
    ],
)
def test_a_capital_where_things_happen_is_a_city(read: Read, sentence: str, capital: str) -> None:
    found = read(sentence)
    assert found.metonyms == []
    assert found.denoted(capital) == [capital]


def test_a_document_from_the_capital_speaks_for_the_state_and_a_paper_with_its_name_does_not(read: Read) -> None:
    found = read("A Kabul statement said that the border was closed. The Yaren Southern Bulletin reported two deaths.")
    assert found.metonyms == [("Kabul", "Afghanistan", "Kabul")]
    assert [claim.claimant for claim in found.said] == ["Afghanistan", "Yaren Southern Bulletin"]


def test_the_state_makes_the_claim_with_the_capitals_words(read: Read) -> None:
    found = read("Lima rejected the plan.")
    assert found.said[0][:5] == ("Peru", "refuse", "negative", "Lima", "rejected")


def test_both_of_two_capitals_stand_for_their_states(read: Read) -> None:
    assert read("Tension between Paris and Berlin grew.").metonyms == [
        ("Paris", "France", "Paris"),
        ("Berlin", "Germany", "Berlin"),
    ]


def test_another_city_stands_for_no_state(read: Read) -> None:
    found = read("Karachi rejected the plan.")
    assert "Pakistan" not in found.actors
    assert found.told("rejected").claimant == "Karachi"


def test_a_country_that_is_hit_through_its_region_is_mentioned_there(read: Read) -> None:
    found = read("Peru spoke of talks after the invasions of Dagestan.")
    assert sorted(found.denoted("Dagestan")) == ["Dagestan", "Russia"]
    assert found.metonyms == [("Dagestan", "Russia", "Dagestan")]
