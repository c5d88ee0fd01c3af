"""RDF terms in the one form that the store keeps, so that what is written can be compared with what is stored.

Oxigraph stores numbers and times by value, and gives them back in the canonical form of XML Schema 1.1 part 2 ("1.50"
comes back as "1.5"). Literals of text are plain xsd:string, without a language: the simplest to query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.vocabulary import KG, RDF, XSD

__all__ = [
    "SUPERCLASSES",
    "Statement",
    "Statements",
    "decimal",
    "decimal_form",
    "moment",
    "moment_form",
    "relates",
    "states",
    "string",
    "types",
]

Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""Subject, predicate, object."""
Statements = Iterator[Statement]

SUPERCLASSES: dict[str, tuple[str, ...]] = {
    KG.Person: (KG.Actor,),
    KG.Group: (KG.Actor,),
    KG.Organization: (KG.Group, KG.Actor),
    KG.Government: (KG.Organization, KG.Group, KG.Actor),
    KG.ArmedGroup: (KG.Organization, KG.Group, KG.Actor),
    KG.NewsOutlet: (KG.Organization, KG.Group, KG.Actor),
    KG.CollectiveActor: (KG.Group, KG.Actor),
    KG.UnnamedSource: (KG.Actor,),
    KG.GeopoliticalEntity: (KG.Actor, KG.Place),
    KG.Event: (KG.Situation,),
    KG.SpeechEvent: (KG.Event, KG.Situation),
    KG.State: (KG.Situation,),
    KG.MetonymicMention: (KG.Mention,),
}
"""Our classes above each class that is written. They are stated, so that plain SPARQL finds ``?x a kg:Actor``."""


@lru_cache(maxsize=1024)
def _term(iri: str) -> NamedNode:
    """An IRI; ValueError where it is not a valid one."""
    return NamedNode(iri)


def string(value: str) -> Literal:
    """A text, as it is."""
    return Literal(value)


def decimal(value: Decimal) -> Literal:
    """A decimal number without trailing zeros or exponent."""
    return Literal(decimal_form(value), datatype=_term(XSD.decimal))


def decimal_form(value: Decimal) -> str:
    """How a decimal number is written.

    >>> decimal_form(Decimal("0.90")), decimal_form(Decimal("1E+1")), decimal_form(Decimal("-0.0"))
    ('0.9', '10', '0')
    """
    lexical = f"{value:f}"
    if "." in lexical:
        lexical = lexical.rstrip("0").rstrip(".")
    return "0" if lexical in ("-0", "") else lexical


def moment(value: datetime) -> Literal:
    """A moment in UTC; one without a zone is taken as UTC."""
    return Literal(moment_form(value), datatype=_term(XSD.dateTime))


def moment_form(value: datetime) -> str:
    """How a moment is written.

    >>> moment_form(datetime(2026, 3, 9, 12, 0, 0, 500000))
    '2026-03-09T12:00:00.5Z'
    """
    value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    lexical = value.replace(tzinfo=None).isoformat()
    if "." in lexical:
        lexical = lexical.rstrip("0")
    return f"{lexical}Z"


def states(subject: str, predicate: str, *values: Literal | NamedNode) -> Statements:
    """One statement for each value."""
    for value in values:
        yield _term(subject), _term(predicate), value


def relates(subject: str, predicate: str, objects: Iterable[str]) -> Statements:
    """One statement for each IRI."""
    for iri in objects:
        yield _term(subject), _term(predicate), _term(iri)


def types(subject: str, kind: str) -> Statements:
    """The class of a thing, and our classes above it."""
    return relates(subject, RDF.type, (kind, *SUPERCLASSES.get(kind, ())))
