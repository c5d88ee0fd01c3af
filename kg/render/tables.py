"""Tables for a terminal. Imported only where there is one, because rich takes its time to load."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import StringIO
from typing import TextIO

from rich import box
from rich.cells import cell_len
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
    cells = [[columns[index], *(row[index] for row in rows)] for index in shown]
    for index, wide in zip(shown, _widths(cells, width - _GAP * (len(shown) - 1)), strict=True):
        table.add_column(columns[index], overflow="fold", width=wide)
    for row in rows:
        table.add_row(*(Text(row[index]) for index in shown))
    return table


def _widths(cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """The width of each column: what it needs, or as much as is left where all are cut to one width.

    A column whose longest word is wider than that keeps the word whole, as long as there is room. Left to itself, rich
    breaks names in narrow columns, and crops cells where it is told not to.
    """
    needed = [max(map(cell_len, column)) for column in cells]
    words = [max((cell_len(word) for cell in column for word in cell.split()), default=1) for column in cells]
    for whole in range(_WORD, 0, -1):
        least = [min(whole, word) for word in words]
        if sum(least) <= room:
            break
    for cap in range(max(needed), 0, -1):
        widths = [max(low, min(high, cap)) for low, high in zip(least, needed, strict=True)]
        if sum(widths) <= room:
            return widths
    return least


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
