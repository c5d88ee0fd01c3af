"""Reading a table of the lexicon: tab-separated, UTF-8, ``#`` comments, one header line, rows in ascending order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from importlib.resources import files
from operator import itemgetter, lt
from typing import Any, TypeVar

from kg.errors import InternalError, Location

__all__ = ["Cell", "choice", "choices", "flag", "grade", "items", "parse_table", "read_table", "sequence", "word"]

Cell = Callable[[str], Any]
"""Turns the text of a cell into a value; raises KeyError or ValueError for what may not stand there."""
Row = TypeVar("Row")
_Choice = TypeVar("_Choice", bound=StrEnum)


def word(cell: str) -> str:
    """A word or words; ValueError for none.

    >>> word("say")
    'say'
    """
    if not cell:
        raise ValueError("empty")
    return cell


def choice(values: type[_Choice]) -> Callable[[str], _Choice]:
    """A cell that holds one of the values."""
    return {member.value: member for member in values}.__getitem__


def sequence(values: type[_Choice]) -> Callable[[str], tuple[_Choice, ...]]:
    """A cell that holds some of the values, with commas, each once, in an order that matters."""
    one = choice(values)

    @cache
    def some(cell: str) -> tuple[_Choice, ...]:
        return tuple(one(part) for part in items(cell))

    return some


def choices(values: type[_Choice]) -> Callable[[str], frozenset[_Choice]]:
    """A cell that holds some of the values, with commas, each once, in any order."""
    ordered = sequence(values)

    @cache
    def some(cell: str) -> frozenset[_Choice]:
        return frozenset(ordered(cell))

    return some


@cache
def items(cell: str) -> tuple[str, ...]:
    """A cell that holds a list with commas, perhaps empty; ValueError where one stands twice or is empty.

    >>> items("on,against")
    ('on', 'against')
    """
    parts = tuple(cell.split(",")) if cell else ()
    if len(set(parts)) < len(parts) or "" in parts:
        raise ValueError("an item is empty or stands twice")
    return parts


flag = {"yes": True, "no": False}.__getitem__
grade = {"1": 1, "2": 2, "3": 3}.__getitem__


def read_table(name: str, row: type[Row], cells: Mapping[str, Cell], key: int) -> list[Row]:
    """The rows of a table that lies beside this file; see parse_table."""
    return parse_table(files(__package__).joinpath(name).read_text(encoding="utf-8"), name, row, cells, key)


def parse_table(text: str, name: str, row: type[Row], cells: Mapping[str, Cell], key: int) -> list[Row]:
    """The rows of a table, as ``row`` objects.

    ``cells`` says how to read each column that is not plain text. The first ``key`` columns tell rows apart, and rows
    ascend in them. InternalError, with file and line, where the table is not so: the tables are part of the program.
    """
    columns = [field.name for field in fields(row)]  # type: ignore[arg-type]
    lines = [line for line in enumerate(text.split("\n"), 1) if line[1] and not line[1].startswith("#")]
    if not lines or lines[0][1].split("\t") != columns:
        raise _error(f"the header should read {' '.join(columns)}", name, *(lines or [(1, "")])[0])
    raw = [line.split("\t") for _, line in lines[1:]]
    _check_form(raw, lines[1:], name, len(columns), key)
    if not raw:
        return []
    readers = [cells.get(column) for column in columns]
    # Column by column, because the lexicon is loaded at every start: it takes less than half the time.
    values = [
        map(read, column) if read else column for read, column in zip(readers, zip(*raw, strict=True), strict=True)
    ]
    try:
        return list(map(row, *values))
    except (KeyError, ValueError) as error:
        raise _error(f"a cell holds what it may not: {error}", name, *_culprit(raw, lines[1:], readers)) from error


def _check_form(raw: list[list[str]], lines: list[tuple[int, str]], name: str, width: int, key: int) -> None:
    """InternalError unless every row has all columns, and the rows ascend."""
    keys = [row[:key] for row in raw]
    if {len(row) for row in raw} <= {width} and all(map(lt, keys, keys[1:])) and all(map(itemgetter(0), raw)):
        return
    last: list[str] = []
    for row, line in zip(raw, lines, strict=True):
        if len(row) != width:
            raise _error(f"{len(row)} columns instead of {width}", name, *line)
        if not row[0] or row[:key] <= last:
            raise _error("rows must ascend, and none may stand twice", name, *line)
        last = row[:key]


def _culprit(raw: list[list[str]], lines: list[tuple[int, str]], readers: list[Cell | None]) -> tuple[int, str]:
    """The first line with a cell that cannot be read."""
    for row, line in zip(raw, lines, strict=True):
        for read, cell in zip(readers, row, strict=True):
            try:
                if read:
                    read(cell)
            except (KeyError, ValueError):
                return line
    raise AssertionError("there is one, or this were not called")


def _error(what: str, name: str, number: int, line: str) -> InternalError:
    return InternalError(f"the lexicon is malformed: {what}", location=Location(name, number, 1, line))
