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


def test_words_are_not_cut_off() -> None:
    lines = table(["claimant", "words"], [["Pakistan", LONG]], 40)
    assert " ".join(" ".join(line[11:] for line in lines[2:]).split()) == LONG


def test_what_is_the_same_in_all_rows_stands_above() -> None:
    headline = "Grain ships divide Portugal and Turkey"
    lines = table(["a", "b", "c", "article"], [["1", "2", "3", headline], ["4", "5", "6", headline]])
    assert lines[0] == f"article: {headline}"
    assert sum(headline in line for line in lines) == 1


def test_one_row_keeps_all_its_columns() -> None:
    assert "article" in table(["a", "b", "c", "article"], [["1", "2", "3", LONG]])[0]


def test_brackets_in_words_are_no_markup() -> None:
    assert "[bold]x[/bold]" in "\n".join(table(["words"], [["[bold]x[/bold]"]]))
