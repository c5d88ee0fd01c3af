"""The answer to a SPARQL query, whatever its form and whichever engine gave it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

import pyoxigraph as ox

from kg.vocabulary import PREFIXES

__all__ = ["Answer", "Kind", "Term", "as_answer", "compact", "plain"]

Kind: TypeAlias = Literal["rows", "truth", "graph"]
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
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


def as_answer(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, limit: int | None = None) -> Answer:
    """What pyoxigraph returns, at most limit rows or triples of it. Nothing is read before it is asked for."""
    if isinstance(result, ox.QueryBoolean):
        return Answer("truth", truth=bool(result))
    if isinstance(result, ox.QueryTriples):
        return Answer("graph", triples=islice(result, limit))
    columns = tuple(variable.value for variable in result.variables)
    rows = (tuple(solution[column] for column in columns) for solution in islice(result, limit))
    return Answer("rows", columns, rows)


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
