"""Statements as text: what an article's graph is made of, written and validated without a term object for each word.

An IRI stands as such in the first two places and between angle brackets in the third; a literal as N-Triples has it, in
the one form that the store keeps (see ``kg.rdf.terms``). So two statements are the same where their texts are, and a
line of N-Quads is put together by joining.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from decimal import Decimal

from pyoxigraph import NamedNode

from kg.rdf.terms import SUPERCLASSES, decimal_form, moment_form
from kg.vocabulary import RDF, XSD

__all__ = [
    "Statement",
    "Statements",
    "checked",
    "decimal",
    "integer",
    "lines",
    "moment",
    "nodes",
    "relates",
    "states",
    "string",
    "types",
    "uri_literal",
]

Statement = tuple[str, str, str]
"""Subject and predicate as IRIs; object as N-Triples writes it."""
Statements = Iterator[Statement]

_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')
_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **{ord(char): f"\\{sign}" for char, sign in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)},
}
"""What Oxigraph escapes in literals, and how (RDF 1.2 N-Triples, canonical form)."""


def string(value: str) -> str:
    """A text, as it is.

    >>> string('He said "no".')
    '"He said \\\\"no\\\\"."'
    """
    return f'"{value.translate(_ESCAPES)}"' if _ESCAPED.search(value) else f'"{value}"'


def uri_literal(value: str) -> str:
    """A web address as a value: people write addresses that are no valid IRIs."""
    return f"{string(value)}^^<{XSD.anyURI}>"


def integer(value: int) -> str:
    """A whole number."""
    return f'"{value}"^^<{XSD.integer}>'


def decimal(value: Decimal) -> str:
    """A decimal number without trailing zeros or exponent."""
    return f'"{decimal_form(value)}"^^<{XSD.decimal}>'


def moment(value: datetime) -> str:
    """A moment in UTC; one without a zone is taken as UTC."""
    return f'"{moment_form(value)}"^^<{XSD.dateTime}>'


def states(subject: str, predicate: str, *values: str) -> Statements:
    """One statement for each literal."""
    for value in values:
        yield subject, predicate, value


def relates(subject: str, predicate: str, objects: Iterable[str]) -> Statements:
    """One statement for each IRI."""
    for iri in objects:
        yield subject, predicate, f"<{iri}>"


def types(subject: str, kind: str) -> Statements:
    """The class of a thing, and our classes above it."""
    return relates(subject, RDF.type, (kind, *SUPERCLASSES.get(kind, ())))


def nodes(statements: Collection[Statement]) -> set[str]:
    """The IRIs that statements have as subjects and objects."""
    found = {subject for subject, _, _ in statements}
    found.update([value[1:-1] for _, _, value in statements if value[0] == "<"])
    return found


def checked(statements: set[Statement], iris: Iterable[str]) -> tuple[Statement, ...]:
    """The statements in order; ``iris`` are their nodes. Raises ValueError where one is not valid."""
    for iri in iris:
        NamedNode(iri)
    return tuple(sorted(statements))


def lines(statements: Iterable[Statement], graph: str) -> bytes:
    """The statements as N-Quads, as Oxigraph writes them; in this order."""
    end = f" <{graph}> .\n"
    return "".join([f"<{subject}> <{predicate}> {value}{end}" for subject, predicate, value in statements]).encode()
