"""Names found in texts: the longest match, whole words, and what only looks like a known name."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link import load_gazetteer
from kg.model import ActorKind

GAZETTEER = load_gazetteer()


def found(text: str) -> list[tuple[str, str]]:
    return [(match.span.of(text), match.entity.label) for match in GAZETTEER.matches(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Taliban and Pakistan in Istanbul", ["Taliban", "Pakistan", "Istanbul"]),
        ("the Tehrik-i-Taliban Pakistan (TTP)", ["Tehrik-i-Taliban Pakistan", "TTP"]),
        ("in Paktika province", ["Paktika province"]),
        ("Islamabad’s request, Kabul's airspace", ["Islamabad", "Kabul"]),
        ("New Mexico is not Mexico, nor is Mexico City", ["New Mexico", "Mexico", "Mexico City"]),
        ("N’Djamena and Côte d'Ivoire", ["N’Djamena", "Côte d'Ivoire"]),
        ("Bogota or Bogotá", ["Bogota", "Bogotá"]),
        ("the U.S., the UN and the EU", ["U.S.", "UN", "EU"]),
        ("a U.S.-led force, anti-Pakistan groups", ["U.S.", "Pakistan"]),
        ("North\nKorea", ["North\nKorea"]),
        ("talks in Guinea-Bissau", ["Guinea-Bissau"]),
        ("Washington, D.C., on Monday", ["Washington, D.C."]),
    ],
)
def test_the_longest_name_is_found_without_article_and_possessive(text: str, names: list[str]) -> None:
    assert [name for name, _ in found(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "they told us who it was",
        "turkey and polish remover, china plates",
        "Pakistanization",
        "Iran_contra",
        "Ivory\n\nCoast",
        "Michael Jordan won",
        "Michael J. Jordan won",
        "Chad Smith drums",
        "Denzel Washington acts",
        "Mr. Jordan and Mrs Ireland left",
        "Guinea pigs squeal",
        "Georgia Meloni spoke",
        "Israel Katz spoke",
        "The Times Square crowd",
        "The Sun King fell",
        "WE TOLD US ALL",
        "the Ministry of Foreign Affairs",
        "the Liberation Front",
    ],
)
def test_what_is_no_known_name_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("PAKISTAN ACCUSES TALIBAN", ["Pakistan", "Taliban"]),
        ("in Jordan Thursday", ["Jordan"]),
        ("Israel Prime Minister", ["Israel"]),
        ("Turkiye and Türkiye", ["Turkey", "Turkey"]),
        ("the Islamic Emirate", ["Afghanistan"]),
        ("The Times reported", ["The Times"]),
        ("the Washington Post", ["The Washington Post"]),
    ],
)
def test_a_name_stands_for_its_entity(text: str, labels: list[str]) -> None:
    assert [label for _, label in found(text)] == labels


def test_a_demonym_points_to_its_country() -> None:
    matches = GAZETTEER.matches("Afghan traders and Pakistanis and a Dutchman")
    assert [(match.form, match.entity.label) for match in matches] == [
        ("demonym", "Afghanistan"),
        ("demonym", "Pakistan"),
        ("demonym", "Netherlands"),
    ]


def test_kinds_are_those_of_the_model() -> None:
    kinds = {
        match.entity.label: match.entity.kind for match in GAZETTEER.matches("Taliban, Pakistan, Kabul, Reuters, NATO")
    }
    assert kinds == {
        "Taliban": ActorKind.ARMED_GROUP,
        "Pakistan": ActorKind.GEOPOLITICAL,
        "Kabul": ActorKind.PLACE,
        "Reuters": ActorKind.NEWS_OUTLET,
        "NATO": ActorKind.ORGANIZATION,
    }


def test_a_capital_leads_to_its_country() -> None:
    (match,) = GAZETTEER.matches("Islamabad")
    assert match.entity.is_capital
    assert GAZETTEER.entity(match.entity.country or "") == GAZETTEER.named("Pakistan")[0]


def test_entities_are_looked_up_by_key() -> None:
    assert GAZETTEER.entity("Q843") is not None
    assert GAZETTEER.entity("Q0") is None


def test_a_name_of_several_is_told_to_be_so() -> None:
    assert {entity.key for entity in GAZETTEER.named("Congo")} == {"Q974", "Q971"}
    assert GAZETTEER.named("Afghan") == ()
    assert GAZETTEER.named("") == ()


@given(
    st.text()
    | st.lists(st.sampled_from(["Pakistan", "the", "Taliban", "’s", "-", "\n", "U.S.", "é", "𝔘"])).map("".join)
)
def test_matches_are_in_order_and_do_not_overlap_whatever_the_text(text: str) -> None:
    matches = GAZETTEER.matches(text)
    for before, after in itertools.pairwise(matches):
        assert before.span.end <= after.span.start
    for match in matches:
        assert match.span.end <= len(text)
        assert match.span.of(text).strip() == match.span.of(text)


@given(st.sampled_from(["Pakistan", "Taliban", "Islamabad", "Tehrik-i-Taliban Pakistan", "U.S."]), st.text(max_size=40))
def test_offsets_are_code_points(name: str, before: str) -> None:
    text = f"{before}\n\n{name}\n\n"
    at = len(before) + 2
    assert (at, at + len(name)) in [(match.span.start, match.span.end) for match in GAZETTEER.matches(text)]
