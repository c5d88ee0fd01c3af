"""What is asked: each saved query over all articles, and where it can be narrowed, about one actor or one article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from kg.queries import Catalogue, SavedQuery
from kg.queries.values import terms
from kg.sparql import bind
from kg.vocabulary import KG, PREFIXES, RDF

__all__ = ["Question", "questions"]

_RANK = 20
"""The actor that is asked about is the one that so many are spoken of more often than."""


class Question(NamedTuple):
    """A query with its values bound."""

    name: str
    about: str
    """"all", "an actor" or "an article"."""
    text: str
    """SPARQL with its prefixes, for any engine: of a query that has pages, the first."""
    saved: SavedQuery
    given: dict[str, str]
    """Name of a parameter → what somebody would type."""
    values: dict[str, NamedNode | Literal]


def questions(store: Store) -> Iterator[Question]:
    """All of them, but for those that ask other servers."""
    actor, article = _actor(store), _article(store)
    for query in Catalogue():
        if "SERVICE" in query.text:
            continue
        names = {parameter.name for parameter in query.parameters}
        required = {parameter.name for parameter in query.parameters if parameter.required}
        if not required:
            yield _question("all", query, {}, store)
        if "actor" in names:
            yield _question("an actor", query, {"actor": actor}, store)
        if "article" in names and not required:
            yield _question("an article", query, {"article": article}, store)


def _question(about: str, query: SavedQuery, given: dict[str, str], store: Store) -> Question:
    values = terms(query.parameters, given, store)
    text = bind(query.text, values) + (f"LIMIT {query.pagination}" if query.pagination else "")
    prefixes = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items() if f"{prefix}:" in text)
    return Question(query.name, about, f"{prefixes} {text}", query, given, values)


def _actor(store: Store) -> str:
    counting = (
        f"SELECT ?a (COUNT(*) AS ?n) {{ ?m <{KG.denotes}> ?a . ?a <{KG.wikidata}> ?w }} "
        f"GROUP BY ?a ORDER BY DESC(?n) ?a OFFSET {_RANK} LIMIT 1"
    )
    [row] = store.query(counting, use_default_graph_as_union=True)  # type: ignore[misc]
    return str(row["a"].value)


def _article(store: Store) -> str:
    documents = store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(KG.Document), None)
    return min(quad.subject.value for quad in documents if isinstance(quad.subject, NamedNode))
