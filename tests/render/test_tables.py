from __future__ import annotations

import io

import pytest

from kg.render.tables import write_table

LONG = "any cooperation with the Taliban government is conditional on concrete actions against armed groups"


def table(columns: list[str], rows: list[list[str]], width: int = 80) -> list[str]:
    out = io.StringIO()
    write_table(columns, rows, out, width)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_page(width: int) -> None:
    lines = table(["claimant", "act", "words"], [["Pakistan", "emphasize", LONG], ["Taliban", "deny", "x"]], width)
    assert max(map(len, lines)) <= width


def test_no_word_is_lost_and_none_is_broken() -> None:
    lines = table(["claimant", "words"], [["Pakistan", LONG], ["Taliban", LONG]], 50)
    assert [" ".join(line[11:].split()) for line in lines[2:]].count("") == 0
    assert " ".join(" ".join(line[11:] for line in lines[2:]).split()) == f"{LONG} {LONG}"


def test_names_beside_long_columns_stay_whole() -> None:
    lines = table(["to", "act", "words"], [["Afghanistan", "warn", LONG], ["negotiations", "deny", LONG]], 50)
    assert any(line.startswith("Afghanistan ") for line in lines)
    assert any(line.startswith("negotiations ") for line in lines)


@pytest.mark.parametrize("width", range(20, 100, 7))
def test_nothing_is_cropped_however_many_columns_there_are(width: int) -> None:
    long = "internationalisation of communication"
    lines = table(list("abcde"), [[long] * 5, [f"{long} "] * 5], width)
    letters = "".join("".join(lines[2:]).split())
    assert len(letters) == 10 * len(long.replace(" ", ""))
    assert max(map(len, lines)) <= width


def test_what_is_the_same_in_all_rows_stands_above() -> None:
    headline = "Grain ships divide Portugal and Turkey"
    lines = table(["a", "b", "c", "article"], [["1", "2", "3", headline], ["4", "5", "6", headline]])
    assert lines[0] == f"article: {headline}"
    assert sum(headline in line for line in lines) == 1


def test_one_row_that_fits_is_a_table() -> None:
    assert table(["a", "b"], [["1", "2"]])[0].split() == ["a", "b"]


def test_one_row_that_is_too_wide_is_written_as_lines() -> None:
    lines = table(["who", "words", "none", "article"], [["Pakistan", LONG, "", LONG]])
    assert lines[0] == "who      Pakistan"
    assert lines[1].startswith("words    any cooperation")
    assert not any(line.startswith("none") for line in lines)
    assert max(map(len, lines)) <= 80


def test_brackets_in_words_are_no_markup() -> None:
    assert "[bold]x[/bold]" in "\n".join(table(["words"], [["[bold]x[/bold]"]]))
