"""The rows of a query as typed columns: a column is of numbers, times or truths where all of its values are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from pyoxigraph import Literal

from kg.frames.tables import Kind
from kg.sparql import Solutions, Term
from kg.vocabulary import XSD

__all__ = ["columns_of"]

_INTEGERS = frozenset(XSD.integer.replace("integer", name) for name in ("integer", "int", "long", "nonNegativeInteger"))
_DECIMALS = _INTEGERS | {XSD.decimal, XSD.decimal.replace("decimal", "double"), XSD.decimal.replace("decimal", "float")}


def columns_of(found: Solutions) -> tuple[dict[str, list[Any]], dict[str, Kind]]:
    """Variable → its values, None where it has none; and variable → the kind of its values."""
    cells: dict[str, list[Any]] = {}
    kinds: dict[str, Kind] = {}
    for place, name in enumerate(found.variables):
        terms = [row[place] for row in found.rows]
        kind, convert = _kind(terms)
        values = [None if term is None else convert(_plain(term)) for term in terms]
        cells[name], kinds[name] = values, kind
    return cells, kinds


def _kind(terms: Sequence[Term | None]) -> tuple[Kind, Callable[[str], Any]]:
    there = [term for term in terms if term is not None]
    types = {term.datatype.value if isinstance(term, Literal) else "" for term in there}
    plain = [_plain(term) for term in there]
    if not there:
        return "text", str
    if types <= _INTEGERS and all(abs(int(value)) < 2**63 for value in plain):
        return "integer", int
    if types <= _DECIMALS:
        return "decimal", float
    if types == {XSD.boolean}:
        return "truth", lambda value: value in ("true", "1")
    if types == {XSD.dateTime} and all(_moment(value) is not None for value in plain):
        return "time", _moment
    return "text", str


def _plain(term: Term) -> str:
    value = getattr(term, "value", None)
    return value if isinstance(value, str) else str(term)


def _moment(stamp: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
