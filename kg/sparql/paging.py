"""The first rows of a long answer, without working out the rest.

A saved query whose rows come article by article, in the order of headlines, can be asked about some articles at a time:
the answer to the first hundred is how the answer to all begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from kg.sparql.binding import Bindable
from kg.sparql.running import Answer, Solutions, Term, Triples, run
from kg.vocabulary import KG, RDFS, SCHEMA

if TYPE_CHECKING:
    from kg.sparql.federation import Services

__all__ = ["ARTICLE", "First", "first"]

ARTICLE: Final = "__article_iri"
"""The variable that stands for the article in the saved queries."""
_DATES: Final = frozenset({"__since_datetime", "__until_datetime"})
_FIRST: Final = 100
"""Articles that are asked about first; how many come next depends on what is found in these."""
_HEADLINES: Final = f"SELECT ?article ?headline {{ ?article a <{KG.Document}> ; <{RDFS.label}> ?headline }}"
_HEADLINES_OF_A_TIME: Final = f"""SELECT ?article ?headline {{
  ?article a <{KG.Document}> ; <{RDFS.label}> ?headline ; <{SCHEMA.datePublished}> ?published .
  FILTER(!BOUND(?__since_datetime) || ?published >= ?__since_datetime)
  FILTER(!BOUND(?__until_datetime) || ?published <= ?__until_datetime) }}"""


class First(NamedTuple):
    """How much of an answer is wanted."""

    most: int | None = None
    """Rows or triples; None for all."""
    by_article: bool = False
    """Whether rows come in the order of the articles' headlines, and ``?__article_iri`` is the article of a row."""


def first(
    store: Store,
    query: str,
    values: Mapping[str, Bindable | Sequence[Bindable]] | None = None,
    wanted: First = First(),  # noqa: B008 - a tuple
    *,
    source: str = "query",
    services: Services | None = None,
) -> Answer:
    """As much of the answer as is wanted. Arguments, and what it raises, are those of ``run``."""
    if wanted.most is None:
        return run(store, query, values, source=source, services=services)
    given = values or {}
    # who or what else is named narrows the question more than articles do
    if wanted.by_article and isinstance(store, Store) and _DATES.issuperset(given):
        return _by_article(store, query, given, wanted.most, source)
    found = run(store, query, values, source=source, services=services)
    if isinstance(found, Solutions):
        return Solutions(found.variables, found.rows[: wanted.most], len(found.rows) > wanted.most)
    return Triples(found.triples[: wanted.most]) if isinstance(found, Triples) else found


def _by_article(
    store: Store, query: str, values: Mapping[str, Bindable | Sequence[Bindable]], most: int, source: str
) -> Solutions:
    """The first rows, found by asking about some articles at a time."""
    articles = _by_headline(store, values)
    rows: list[tuple[Term | None, ...]] = []
    start, size = 0, _FIRST
    while True:
        end = _end_of(articles, start + size)
        some = {} if start == 0 and end == len(articles) else {ARTICLE: [one.iri for one in articles[start:end]]}
        found = run(store, query, {**values, **some}, source=source)
        assert isinstance(found, Solutions), "a query with pages selects rows"
        rows += found.rows
        if len(rows) > most or end == len(articles):
            return Solutions(found.variables, rows[:most], len(rows) > most)
        start, size = end, _next_size(most - len(rows), len(rows), end)


class _Headed(NamedTuple):
    headline: str
    iri: NamedNode


def _by_headline(store: Store, values: Mapping[str, Bindable | Sequence[Bindable]]) -> list[_Headed]:
    """The articles in the order that SPARQL gives them: by code points of the headline."""
    found = run(store, _HEADLINES_OF_A_TIME if values else _HEADLINES, values)
    assert isinstance(found, Solutions)
    articles = {
        _Headed(headline.value, article)
        for article, headline in found.rows
        if isinstance(article, NamedNode) and isinstance(headline, Literal)
    }
    return sorted(articles, key=lambda one: (one.headline, one.iri.value))


def _end_of(articles: Sequence[_Headed], end: int) -> int:
    """An end no earlier than that, between two headlines: articles with the same one are asked about together, because
    a query that gives each row once may have one row for them all.
    """
    while 0 < end < len(articles) and articles[end].headline == articles[end - 1].headline:
        end += 1
    return min(end, len(articles))


def _next_size(wanted: int, found: int, asked: int) -> int:
    """How many articles hold the rows that are still wanted, if those to come are like those that were asked about."""
    return int(1.2 * wanted * asked / found) + 10 if found else 8 * asked
