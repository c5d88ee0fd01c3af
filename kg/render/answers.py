"""The answer to a SPARQL query, ready to be written, and how its terms look to people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pyoxigraph as ox

from kg.sparql import Answer as Found
from kg.sparql import Term, Triples
from kg.vocabulary import PREFIXES

__all__ = ["Answer", "Kind", "Term", "as_answer", "compact", "plain"]

Kind: TypeAlias = Literal["rows", "truth", "graph"]
_SHORTENED = {namespace: prefix for prefix, namespace in PREFIXES.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows for SELECT, a truth for ASK, a graph for CONSTRUCT and DESCRIBE."""

    kind: Kind
    columns: tuple[str, ...] = ()
    """Names of the variables, without question marks."""
    rows: Iterable[Sequence[Term | None]] = ()
    truth: bool = False
    triples: Iterable[ox.Triple] = ()


def as_answer(found: Found) -> Answer:
    """What was found."""
    if isinstance(found, bool):
        return Answer("truth", truth=found)
    if isinstance(found, Triples):
        return Answer("graph", triples=found.triples)
    return Answer("rows", found.variables, found.rows)


def compact(iri: str) -> str:
    """An IRI as prefix:name where it lies directly in a namespace that kg knows.

    >>> compact("http://www.wikidata.org/entity/Q843"), compact("https://w3id.org/news-kg/id/entity/Q843")
    ('wd:Q843', 'https://w3id.org/news-kg/id/entity/Q843')
    """
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _SHORTENED.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and cut < len(iri) else iri


def plain(term: Term | None) -> str:
    """A term for people: the words of a literal, the short form of an IRI, nothing for what is not bound."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return compact(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)
