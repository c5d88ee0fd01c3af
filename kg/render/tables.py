"""Tables for a terminal. Imported only where there is one, because rich takes its time to load."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import StringIO
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["write_table"]

_WORD = 16
"""Words up to this length are not broken, where the page is wide enough for them."""
_WIDE = 28
"""A column that has one value longer than this in all rows stands above the table."""
_GAP = 3
"""Characters between two columns."""


def write_table(columns: Sequence[str], rows: Sequence[Sequence[str]], out: TextIO, width: int) -> None:
    """A table that fits the width: what is long is folded between words.

    A column in which every row has the same words, such as the one article of a store, stands above the table. A single
    row that is too wide is written as lines of name and value.
    """
    page = StringIO()
    console = Console(file=page, width=width, highlight=False, legacy_windows=False, force_terminal=out.isatty())
    above = _constant_columns(columns, rows)
    if len(rows) == 1 and _natural_width(columns, rows[0]) > width:
        _write_record(columns, rows[0], console)
    else:
        for index in above:
            console.print(Text.assemble((f"{columns[index]}: ", "bold"), rows[0][index]))
        console.print(_table(columns, rows, above, out, width))
    out.writelines(line.rstrip() + "\n" for line in page.getvalue().splitlines())


def _table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], above: Sequence[int], out: TextIO, width: int
) -> Table:
    table = Table(show_edge=False, pad_edge=False, box=_box(out), header_style="bold")
    shown = [index for index in range(len(columns)) if index not in above]
    for index, narrowest in zip(shown, _narrowest([_longest_word(index, rows) for index in shown], width), strict=True):
        table.add_column(columns[index], overflow="fold", min_width=narrowest)
    for row in rows:
        table.add_row(*(Text(row[index]) for index in shown))
    return table


def _longest_word(index: int, rows: Sequence[Sequence[str]]) -> int:
    return max((len(word) for row in rows for word in row[index].split()), default=1)


def _narrowest(words: Sequence[int], width: int) -> list[int]:
    """The least width of each column: its longest word, or as much of that as the page has room for."""
    for longest in range(_WORD, 0, -1):
        widths = [min(longest, word) for word in words]
        if sum(widths) + _GAP * (len(words) - 1) <= width:
            return widths
    return [1] * len(words)


def _write_record(columns: Sequence[str], row: Sequence[str], console: Console) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for column, cell in zip(columns, row, strict=True):
        if cell:
            grid.add_row(column, Text(cell))
    console.print(grid)


def _natural_width(columns: Sequence[str], row: Sequence[str]) -> int:
    return sum(max(len(column), len(cell)) + _GAP for column, cell in zip(columns, row, strict=True)) - _GAP


def _constant_columns(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    if len(rows) < 2 or len(columns) < 4:
        return []
    return [
        index for index in range(len(columns)) if len(rows[0][index]) > _WIDE and len({row[index] for row in rows}) == 1
    ]


def _box(out: TextIO) -> box.Box:

    encoding = (getattr(out, "encoding", None) or sys.getdefaultencoding()).lower()
    return box.SIMPLE_HEAD if encoding.startswith("utf") else box.ASCII
