"""Counting, overlaps and names, and how an evaluation is shown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation import Measures, Share, Tally, as_json, as_text, evaluate
from kg.evaluation.overlap import align, dice, jaccard, same_name, word_spans
from kg.model import Extraction
from tests.evaluation.made_by_hand import GOLD, RIGHT

numbers = st.sets(st.integers(0, 20))
counts = st.integers(0, 50)
tallies = st.builds(Tally, counts, counts, counts)


def test_figures_of_nothing_are_zero() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1, Share().value) == (0, 0, 0, 0)


def test_f1_is_the_harmonic_mean() -> None:
    tally = Tally(right=2, found=3, gold=8)
    assert tally.f1 == pytest.approx(2 / (1 / tally.precision + 1 / tally.recall))


@given(st.lists(tallies), st.lists(tallies))
def test_sums_do_not_depend_on_how_articles_are_grouped(one: list[Tally], other: list[Tally]) -> None:
    def of(parts: list[Tally]) -> Measures:
        measures = Measures()
        for part in parts:
            measures.count("x", part.right, part.found, part.gold)
        return measures

    assert Measures.sum([of(one), of(other)]).tallies.get("x") == of([*one, *other]).tallies.get("x")


@given(numbers, numbers)
def test_overlaps_are_symmetric_and_bounded(one: set[int], other: set[int]) -> None:
    for likeness in (dice, jaccard):
        assert 0 <= likeness(one, other) == likeness(other, one) <= 1
        assert likeness(one, one) == 1
    assert jaccard(one, other) <= dice(one, other)


@given(st.lists(st.floats(0, 1), max_size=5), st.lists(st.floats(0, 1), max_size=5))
def test_pairs_are_one_to_one(gold: list[float], found: list[float]) -> None:
    pairs = align(gold, found, lambda one, other: 1 - abs(one - other), 0.5)
    assert len(set(pairs.values())) == len(pairs)
    assert all(abs(gold[number] - found[place]) <= 0.5 for number, place in pairs.items())


def test_the_most_alike_are_paired_first() -> None:
    assert align([1.0, 5.0], [4.0, 5.0], lambda one, other: 1 / (1 + abs(one - other)), 0.1) == {1: 1, 0: 0}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Taliban", "Taliban government", True),
        ("A spokesman", "spokesman for the ministry", True),
        ("Zürich", "Zurich", True),
        ("opposition senators", "opposition leader", False),
        ("Portugal", "Turkey", False),
        ("the", "the", True),
        ("…", "…", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_words_keep_hyphens_and_apostrophes() -> None:
    text = "Ex-governor’s 5% cut"
    assert [span.of(text) for span in word_spans(text)] == ["Ex-governor’s", "5", "%", "cut"]


def test_text_shows_all_figures_and_on_demand_what_was_missed() -> None:
    evaluation = evaluate([GOLD], lambda article: Extraction(article))
    assert "claims" in as_text(evaluation)
    assert "miss claim" not in as_text(evaluation)
    shown = as_text(evaluation, show=True)
    assert "miss claim [ships] says | Lisbon accused Turkey of seizing ships\n    it is: The Gazette: report" in shown
    assert "COERCE" in shown


def test_text_has_one_line_for_each_article() -> None:
    shown = as_text(evaluate([GOLD, GOLD], lambda _article: RIGHT), show=True)
    assert [line.split() for line in shown.splitlines() if line.startswith("ships")] == [
        ["ships", "1.000", "1.000"]
    ] * 2
    assert shown.startswith("2 articles\n")


def test_json_has_the_same_figures() -> None:
    found = json.loads(as_json(evaluate([GOLD], lambda _article: RIGHT), show=True))
    assert found["total"]["tallies"]["claims"] == {
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "right": 3,
        "found": 3,
        "gold": 3,
    }
    assert found["articles"]["ships"]["shares"]["chains"]["value"] == 1
    assert found["findings"] == []


def test_the_mean_of_articles_is_another_than_the_figure_of_all() -> None:
    answers = iter([RIGHT, Extraction(GOLD.article)])
    evaluation = evaluate([GOLD, GOLD], lambda _article: next(answers))
    assert evaluation.macro("claims") == 0.5
    assert evaluation.total.tallies["claims"].f1 == pytest.approx(2 / 3)
    assert evaluation.macro("nothing") == 0
