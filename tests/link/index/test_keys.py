from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.index.keys import key_of, keys_of, surname_of, unincorporated


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "us"),
        ("N.J", "N. J."),
        ("The Boeing Company", "boeing company"),
        ("São Paulo", "SAO PAULO"),
        ("O’Brien", "O'Brien"),
        ("Jean-Pierre", "Jean Pierre"),
        ("AT&T", "AT & T"),
        ("J.F. Kennedy", "J. F. Kennedy"),
        ("Łódź", "Lodz"),
        ("Straße", "STRASSE"),
    ],
)
def test_ways_to_write_a_name_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Iran", "Iraq"), ("Theresa", "resa"), ("किताब", "कतब")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@given(st.text())
def test_a_key_is_its_own_key_but_for_a_leading_article(name: str) -> None:
    key = key_of(name)
    if not key.startswith("the ") and key.isascii():
        assert key_of(key) == key


@given(st.text())
def test_keys_have_no_spaces_to_spare(name: str) -> None:
    key = key_of(name)
    assert key == " ".join(key.split(" ")).strip() and "  " not in key


def test_a_persons_surname_is_a_key_and_a_towns_last_word_is_none() -> None:
    assert "asif" in keys_of("Khawaja Muhammad Asif", (), ("Q5",))
    assert "fe" not in keys_of("Santa Fe", (), ("Q515",))


def test_what_tells_a_label_from_others_may_be_left_out() -> None:
    assert "springfield" in keys_of("Springfield, Illinois", (), ())
    assert "mercury" in keys_of("Mercury (planet)", (), ())


def test_a_company_is_found_without_its_legal_form() -> None:
    assert "dsm" in keys_of("Koninklijke DSM", (), ())
    assert unincorporated("goldman sachs and co") == "goldman sachs"


def test_surnames_keep_their_particles_and_lose_what_follows() -> None:
    assert surname_of("sammy davis jr") == "davis"
    assert surname_of("vincent van gogh") == "van gogh"
