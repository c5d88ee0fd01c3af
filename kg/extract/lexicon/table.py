"""Reading a table of the lexicon: tab-separated, UTF-8, ``#`` comments, one header line, rows in ascending order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from importlib.resources import files
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
    readers = [cells.get(column, str) for column in columns]
    lines = _lines(text)
    number, header = next(lines, (1, ""))
    if header.split("\t") != columns:
        raise _error(f"the header should read {' '.join(columns)}", name, number, header)
    rows: list[Row] = []
    last: list[str] = []
    for number, line in lines:
        raw = line.split("\t")
        if len(raw) != len(columns):
            raise _error(f"{len(raw)} columns instead of {len(columns)}", name, number, line)
        if not raw[0] or raw[:key] <= last:
            raise _error("rows must ascend, and none may stand twice", name, number, line)
        last = raw[:key]
        try:
            rows.append(row(*[reader(cell) for reader, cell in zip(readers, raw, strict=True)]))
        except (KeyError, ValueError) as error:
            raise _error(f"a cell holds what it may not: {error}", name, number, line) from error
    return rows


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are not comments or empty, with their numbers from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#"):
            yield number, line


def _error(what: str, name: str, number: int, line: str) -> InternalError:
    return InternalError(f"the lexicon is malformed: {what}", location=Location(name, number, 1, line))
