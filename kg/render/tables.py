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

_NARROW = 9
"""A column whose cells are all this short is never folded."""
_WIDE = 28
"""A column that has one value longer than this in all rows stands above the table."""


def write_table(columns: Sequence[str], rows: Sequence[Sequence[str]], out: TextIO, width: int) -> None:
    """A table that fits the width: what is long is folded between words.

    A column in which every row has the same words, such as the one article of a store, stands above the table when
    there are several rows.
    """
    page = StringIO()
    console = Console(file=page, width=width, highlight=False, legacy_windows=False, force_terminal=out.isatty())
    constant = _constant_columns(columns, rows)
    for index in constant:
        console.print(Text.assemble((f"{columns[index]}: ", "bold"), rows[0][index]))
    table = Table(show_edge=False, pad_edge=False, box=_box(out), header_style="bold")
    for index, column in enumerate(columns):
        if index not in constant:
            longest = max(len(row[index]) for row in rows)
            table.add_column(column, overflow="fold", no_wrap=longest <= _NARROW)
    for row in rows:
        table.add_row(*(Text(cell) for index, cell in enumerate(row) if index not in constant))
    console.print(table)
    out.writelines(line.rstrip() + "\n" for line in page.getvalue().splitlines())


def _constant_columns(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    if len(rows) < 2 or len(columns) < 4:
        return []
    return [
        index for index in range(len(columns)) if len(rows[0][index]) > _WIDE and len({row[index] for row in rows}) == 1
    ]


def _box(out: TextIO) -> box.Box:

    encoding = (getattr(out, "encoding", None) or sys.getdefaultencoding()).lower()
    return box.SIMPLE_HEAD if encoding.startswith("utf") else box.ASCII
