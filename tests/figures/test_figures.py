"""Numbers as people write them, and what words make of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.figures import Comparison, Figure, clash, figures_in, span_of
from kg.figures.spelling import value_of
from kg.model import Span
from tests.align.measuring import FOLDER, relations_of_gold


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seventeen", 17),
        ("twenty-three", 23),
        ("two hundred and five", 205),
        ("1,200", 1200),
        ("40,000", 40000),
        ("three thousand four hundred", 3400),
        ("two dozen", 24),
        ("1.5 million", 1500000),
    ],
)
def test_number_words(words: str, value: int) -> None:
    assert value_of(words) == value


@pytest.mark.parametrize(
    ("text", "quantity", "comparison", "unit"),
    [
        ("At least four people were killed", 4, Comparison.AT_LEAST, "people"),
        ("No more than two people had died", 2, Comparison.AT_MOST, "people"),
        ("fewer than 400 joined", 400, Comparison.FEWER_THAN, ""),
        ("more than thirty were wounded", 30, Comparison.MORE_THAN, ""),
        ("Some 1,200 workers walked out", 1200, Comparison.ABOUT, "workers"),
        ("three Pakistani soldiers died", 3, Comparison.EXACTLY, "soldiers"),
        ("prices rose by 20 percent", 20, Comparison.EXACTLY, "percent"),
        ("50 or more villagers fled", 50, Comparison.AT_LEAST, ""),
    ],
)
def test_hedges_and_units(text: str, quantity: int, comparison: Comparison, unit: str) -> None:
    (found,) = figures_in(text)
    assert (found.quantity, found.comparison) == (quantity, comparison)
    if unit:
        assert found.unit == unit


@pytest.mark.parametrize(
    "text", ["on 4 November", "November 12", "in 2025", "two days later", "at 09:40", "one of them"]
)
def test_times_and_pronouns_are_no_figures(text: str) -> None:
    assert figures_in(text) == []


def test_a_part_of_a_number_given_before_is_told_apart() -> None:
    whole, part = figures_in("We have buried nine people, and three of them were children")
    assert (whole.part, part.part) == (False, True)


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for figure in figures_in(text):
        assert figure.span.of(text)


def made(quantity: int, comparison: Comparison) -> Figure:
    return Figure(Span(0, 1), Decimal(quantity), comparison, "people")


@given(st.integers(0, 10**6), st.sampled_from(Comparison), st.integers(0, 10**6), st.sampled_from(Comparison))
def test_two_figures_clash_where_no_number_fits_both(
    one: int, comparison: Comparison, other: int, second: Comparison
) -> None:
    first, last = made(one, comparison), made(other, second)
    assert clash(first, last) == clash(last, first)
    low, high = span_of(first.quantity, first.comparison)
    least, most = span_of(last.quantity, last.comparison)
    fits = max(low, least) <= min(high, most)
    assert clash(first, last) is (not fits) or low > high or least > most


def test_an_update_does_not_clash_and_a_denial_of_it_does() -> None:
    assert not clash(made(4, Comparison.AT_LEAST), made(9, Comparison.EXACTLY))
    assert clash(made(4, Comparison.AT_LEAST), made(2, Comparison.AT_MOST))


def test_the_annotated_figures_are_read() -> None:
    missed = []
    for wanted in relations_of_gold()["figures"]:
        text = (FOLDER / f"{wanted['article']}.txt").read_text(encoding="utf-8")
        start, end = wanted["span"]
        there = [one for one in figures_in(text) if one.span.overlaps(Span(start, end))]
        if not any((one.quantity, one.comparison) == (wanted["quantity"], wanted["comparison"]) for one in there):
            missed.append(wanted["words"])
    assert missed == []
