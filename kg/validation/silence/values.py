"""What terms are worth in an expression, and what comparisons and functions make of it; UnsureError where not known."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from kg.validation.keys import is_iri, is_literal, literal
from kg.vocabulary import XSD

__all__ = ["COMPARISONS", "FUNCTIONS", "Iri", "UnsureError", "number", "worth"]


class UnsureError(Exception):
    """A value whose comparison is not known here."""


class Iri(str):
    """An IRI, which is no text to SPARQL."""

    __slots__ = ()


class NotCompared:
    """A term whose value is not looked at here."""


_WHOLE = f'"^^<{XSD.integer}>'
"""How whole numbers end."""


def worth(term: str) -> Any:
    """IRIs as such, texts as str, whole numbers as int; anything else is not compared here."""
    if is_iri(term):
        return Iri(term)
    if is_literal(term):
        if term.endswith(_WHOLE):
            return _whole(term)
        value, datatype, _ = literal(term)
        if datatype == XSD.string:
            return value
    return NotCompared()


@lru_cache(8_000)
def _whole(term: str) -> Any:
    value = literal(term)[0]
    try:
        return int(value) if value.lstrip("+-").isascii() else NotCompared()
    except ValueError:
        return NotCompared()


def number(value: Any) -> int:
    """A whole number."""
    if type(value) is not int:
        raise UnsureError
    return value


def _equal(one: Any, other: Any) -> bool:
    if type(one) is not type(other) or type(one) is NotCompared:
        raise UnsureError
    return bool(one == other)


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def test(one: Any, other: Any) -> bool:
        if type(one) is not type(other) or type(one) not in (int, str):
            raise UnsureError
        return compare(one, other)

    return test


def _text(value: Any) -> str:
    if type(value) is not str:
        raise UnsureError
    return value


def _str(value: Any) -> str:
    if type(value) is Iri or type(value) is int:  # numbers as Oxigraph writes them
        return str(value)
    return _text(value)


def _substr(text: Any, start: Any, length: Any) -> str:
    if type(text) is not str or number(start) < 1 or number(length) < 0:
        raise UnsureError
    return text[start - 1 : start - 1 + length]


def _regex(text: Any, pattern: Any) -> bool:
    return re.search(_text(pattern), _text(text)) is not None


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": _equal,
    "!=": lambda one, other: not _equal(one, other),
    "<": _ordered(lambda one, other: one < other),
    "<=": _ordered(lambda one, other: one <= other),
    ">": _ordered(lambda one, other: one > other),
    ">=": _ordered(lambda one, other: one >= other),
}
"""SPARQL's operator → what tells it of two values."""
FUNCTIONS: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "Builtin_STR": (_str, ("arg",)),
    "Builtin_STRLEN": (lambda text: len(_text(text)), ("arg",)),
    "Builtin_SUBSTR": (_substr, ("arg", "start", "length")),
    "Builtin_CONCAT": (lambda *texts: "".join(map(_text, texts)), ("arg",)),
    "Builtin_SHA256": (lambda text: hashlib.sha256(_text(text).encode()).hexdigest(), ("arg",)),
    "Builtin_STRSTARTS": (lambda text, start: _text(text).startswith(_text(start)), ("arg1", "arg2")),
    "Builtin_REGEX": (_regex, ("text", "pattern")),
}
"""rdflib's name of a function → the function, and where its arguments stand in the algebra."""
