"""Where quotation marks pair, and where they do not."""

from __future__ import annotations

import pytest

from kg.extract.quotes import find_quotations


def quoted(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in find_quotations(text).found]


@pytest.mark.parametrize(
    "marks",
    ["“”", '""', "«»", "»«", "„“", "‟”", "‘’", "''", ("``", "''"), ("''", "''"), "″″"],
)
def test_every_style_of_marks_pairs(marks: tuple[str, str] | str) -> None:
    opening, closing = marks
    assert quoted(f"She said {opening}go home{closing} twice.") == ["go home"]


def test_the_span_holds_the_marks_and_the_inner_span_does_not() -> None:
    text = "He said “no” again."
    (quotation,) = find_quotations(text).found
    assert quotation.span.of(text) == "“no”"
    assert quotation.inner.of(text) == "no"
    assert quotation.closed


@pytest.mark.parametrize(
    "text",
    [
        "The workers' union met in the '90s.",
        "It's the Joneses' dog, isn't it?",
        "He won't, 'cause he can't.",
        "rock 'n roll and rock 'n roll",
        "",
        "no marks",
    ],
)
def test_apostrophes_quote_nothing(text: str) -> None:
    assert quoted(text) == []


def test_single_marks_inside_double_ones_are_part_of_the_quotation() -> None:
    assert quoted("\"He told me 'never again' and left,\" she said.") == ["He told me 'never again' and left,"]


def test_an_apostrophe_does_not_close_single_marks() -> None:
    assert quoted("'We don't know,' she said.") == ["We don't know,"]


def test_a_mark_that_never_closes_quotes_to_the_end_of_its_paragraph() -> None:
    text = 'Roth said: "The bridge is safe.\nThe town was quiet.'
    (quotation,) = find_quotations(text).found
    assert quotation.inner.of(text) == "The bridge is safe."
    assert not quotation.closed


def test_a_lone_closing_mark_quotes_nothing() -> None:
    assert quoted('The bridge is safe" she said.') == []


def test_an_unbalanced_mark_costs_no_other_paragraph() -> None:
    assert quoted('A 6" pipe burst.\n"We are wet," said Lena Roth.') == ["We are wet,"]


def test_paragraphs_of_one_speech_each_open_and_the_last_closes() -> None:
    text = '"One.\n"Two.\n"Three."'
    found = find_quotations(text).found
    assert [(one.inner.of(text), one.closed, one.paragraph) for one in found] == [
        ("One.", False, 0),
        ("Two.", False, 1),
        ("Three.", True, 2),
    ]


def test_marks_with_nothing_between_them_quote_nothing() -> None:
    assert quoted('He typed "" and left.') == []


def test_the_quotation_at_a_place_is_found_by_its_marks_too() -> None:
    text = 'Ann: "yes" or "no"'
    quotations = find_quotations(text)
    first, second = quotations.found
    assert [quotations.at(offset) for offset in (4, 5, 9, 10, 14, 17)] == [None, first, first, None, second, second]


def test_a_speech_whose_paragraphs_were_run_together_opens_again() -> None:
    text = 'He said: "It is cold. "We must go. "Now," and left.'
    assert quoted(text) == ["It is cold.", "We must go.", "Now,"]
