"""The first rows of a long answer, without working out the rest.

The rows of some saved queries come in an order that one of their variables gives: article by article in the order of
headlines, or time by time. Such a query can be asked about some articles or times at a time: the answer to the first
hundred is how the answer to all begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from kg.sparql.binding import Bindable
from kg.sparql.running import Answer, Solutions, Term, Triples, run
from kg.vocabulary import KG, RDFS, SCHEMA, SEM

if TYPE_CHECKING:
    from kg.sparql.federation import Services

__all__ = ["ORDERS", "First", "first"]

_DATES: Final = frozenset({"__since_datetime", "__until_datetime"})
_MOST: Final = 1_000
"""Keys that are asked about at once: with more, Oxigraph begins at what is most frequent in the store instead."""
_PUBLISHED: Final = f"""?article <{SCHEMA.datePublished}> ?published .
  FILTER(!BOUND(?__since_datetime) || ?published >= ?__since_datetime)
  FILTER(!BOUND(?__until_datetime) || ?published <= ?__until_datetime)"""


class _Order(NamedTuple):
    """An order of rows, and the variable whose values have it."""

    variable: str
    """What the query is asked about: its values are told to each group that it stands in."""
    keys: str
    """SELECT of the values of that variable, then of what they are sorted by. Without ORDER BY that is text."""
    of_a_time: str
    """A pattern that takes those away that ``since`` and ``until`` leave out."""
    rows: int
    """How many a key has, about: by that it is guessed how many keys are to be asked about first."""


ORDERS: Final[Mapping[str, _Order]] = {
    "article": _Order(
        "__article_iri",
        f"SELECT ?article ?headline {{ ?article a <{KG.Document}> ; <{RDFS.label}> ?headline %s }}",
        f". {_PUBLISHED}",
        rows=5,
    ),
    "source": _Order(
        "__source_iri",
        f"SELECT ?source ?headline {{ GRAPH ?article {{ ?source a <{KG.UnnamedSource}> }} "
        f"?article <{RDFS.label}> ?headline %s }}",
        f". {_PUBLISHED}",
        rows=1,
    ),
    "time": _Order(
        "timex",
        f"""SELECT ?expression ?when ?latest {{ ?expression a <{KG.TemporalExpression}>
  OPTIONAL {{ ?expression <{SEM.hasEarliestBeginTimeStamp}> ?begin }}
  OPTIONAL {{ ?expression <{SEM.hasEarliestEndTimeStamp}> ?firstEnd }}
  OPTIONAL {{ ?expression <{SEM.hasLatestEndTimeStamp}> ?end }}
  OPTIONAL {{ ?expression <{SEM.hasLatestBeginTimeStamp}> ?lastBegin }}
  BIND(COALESCE(?begin, ?firstEnd, ?lastBegin, ?end) AS ?when) BIND(COALESCE(?end, ?lastBegin, "") AS ?latest) %s }}
ORDER BY DESC(BOUND(?when)) ?when ?latest""",
        """FILTER(!BOUND(?__since_datetime) || COALESCE(?end, ?lastBegin) >= ?__since_datetime)
  FILTER(!BOUND(?__until_datetime) || COALESCE(?begin, ?firstEnd) <= ?__until_datetime)""",
        rows=1,
    ),
}
"""What a header may say after ``by``: the rows of the query come in that order. ``article``: of headlines, those of
``?__article_iri``; ``source``: the same, for a query that begins at the unnamed source ``?__source_iri``, of which an
article has few; ``time``: from the earliest, as temporal expressions ``?timex`` are, those without bounds last.
"""


class First(NamedTuple):
    """How much of an answer is wanted."""

    most: int | None = None
    """Rows or triples; None for all."""
    by: str | None = None
    """In which of the ``ORDERS`` the rows come."""


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
    # who or what else is named narrows the question more than the order does
    if wanted.by is not None and isinstance(store, Store) and _DATES.issuperset(given):
        return _in_order(store, query, given, wanted.most, ORDERS[wanted.by], source)
    found = run(store, query, values, source=source, services=services)
    if isinstance(found, Solutions):
        return Solutions(found.variables, found.rows[: wanted.most], len(found.rows) > wanted.most)
    return Triples(found.triples[: wanted.most]) if isinstance(found, Triples) else found


def _in_order(
    store: Store,
    query: str,
    values: Mapping[str, Bindable | Sequence[Bindable]],
    most: int,
    order: _Order,
    source: str,
) -> Solutions:
    """The first rows, found by asking about some keys at a time."""
    keys = _keys(store, order, values)
    rows: list[tuple[Term | None, ...]] = []
    start, size = 0, most // order.rows + 10
    while True:
        end = _end_of(keys, start + min(size, _MOST))
        are_all = end - start == len(keys) and not values  # of some days there are few
        some = {} if are_all else {order.variable: [one.iri for one in keys[start:end]]}
        found = run(store, query, {**values, **some}, source=source)
        assert isinstance(found, Solutions), "a query with pages selects rows"
        rows += found.rows
        if len(rows) > most or end == len(keys):
            return Solutions(found.variables, rows[:most], len(rows) > most)
        start, size = end, _next_size(most - len(rows), len(rows), end)


class _Key(NamedTuple):
    iri: NamedNode
    place: tuple[str | None, ...]
    """What it is sorted by."""


def _keys(store: Store, order: _Order, values: Mapping[str, Bindable | Sequence[Bindable]]) -> list[_Key]:
    """What the query can be asked about, in the order of the rows."""
    found = run(store, order.keys % (order.of_a_time if values else ""), values)
    assert isinstance(found, Solutions)
    keys = (
        _Key(iri, tuple(one.value if isinstance(one, Literal) else None for one in place))
        for iri, *place in found.rows
        if isinstance(iri, NamedNode)
    )
    if "ORDER BY" in order.keys:
        return list(dict.fromkeys(keys))
    return sorted(set(keys), key=lambda key: (key.place, key.iri.value))  # as SPARQL does, in a tenth of the time


def _end_of(keys: Sequence[_Key], end: int) -> int:
    """An end no earlier than that, between two places in the order: what has the same place is asked about together,
    because other things sort its rows, and a query that gives each row once may have one row for them all.
    """
    while 0 < end < len(keys) and keys[end].place == keys[end - 1].place:
        end += 1
    return min(end, len(keys))


def _next_size(wanted: int, found: int, asked: int) -> int:
    """How many keys hold the rows that are still wanted, if those to come are like those that were asked about."""
    return int(1.2 * wanted * asked / found) + 10 if found else 8 * asked
