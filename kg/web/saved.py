"""Saved queries over HTTP: each is a call, its parameters those of the address."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from functools import partial
from typing import IO

from pyoxigraph import QuerySolutions, Store

from kg.errors import RequestError
from kg.queries import Catalogue, SavedQuery
from kg.queries.values import terms
from kg.sparql.binding import bind
from kg.sparql.paging import First, first
from kg.sparql.running import Solutions
from kg.web.reading import Reading
from kg.web.reply import Head, Reply
from kg.web.sparql import Found, Operation, answer_of, evaluated, is_fleeting

__all__ = ["answer_saved", "evaluated_saved", "given_of", "harmless", "is_lasting", "spreadsheet"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would compute (OWASP, "CSV Injection")."""


def given_of(query: SavedQuery, asked: Mapping[str, str]) -> dict[str, str | None]:
    """The values of a query's parameters; what is empty is not given."""
    return {one.name: asked.get(one.name) or asked.get(one.name.replace("_", "-")) or None for one in query.parameters}


def evaluated_saved(
    reading: Reading, query: SavedQuery, given: Mapping[str, str | None], most: int | None = None
) -> Found:
    """What a saved query finds; of one that has pages, at most so many rows.

    Raises ParameterError, UnknownNameError, and what ``evaluated`` raises.
    """
    values = terms(query.parameters, given, reading.store)
    if most is None or query.pagination is None:
        return evaluated(reading.store, Operation(bind(query.text, values)), source=query.name)
    page = first(reading.store, query.text, values, First(most, query.by), source=query.name)
    assert isinstance(page, Solutions), "a query with pages selects rows"
    return _as_found(page)


def _as_found(page: Solutions) -> Found:
    """Rows as the engine gives them, which knows all the formats that they are written in."""
    names = " ".join(f"?{name}" for name in page.variables)
    rows = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in page.rows)
    return Store().query(f"SELECT {names} {{ VALUES ({names}) {{ {rows} }} }}")


def answer_saved(reading: Reading, name: str, asked: Mapping[str, str], accept: str) -> Reply:
    """The answer of the API: as the protocol writes it, in the format that is asked for."""
    query = Catalogue(reading.config.queries).get(name)
    known = {"format", *(["limit"] if query.pagination else [])}
    known |= {one.name for one in query.parameters} | {one.name.replace("_", "-") for one in query.parameters}
    for other in asked:
        if other not in known:
            raise RequestError(
                f"the query {name} has no parameter {other[:50]!r}", remedy=f"It has: {', '.join(sorted(known))}."
            )
    found = evaluated_saved(reading, query, given_of(query, asked), _most(query, asked))
    return answer_of(found, asked.get("format", ""), accept, lasting=is_lasting(reading, query))


def _most(query: SavedQuery, asked: Mapping[str, str]) -> int | None:
    """How many rows are asked for; None for all."""
    given = asked.get("limit") or str(query.pagination or "all")
    if query.pagination is None or given == "all":
        return None
    if re.fullmatch("[1-9][0-9]{0,6}", given) is None:
        raise RequestError(f"limit is a number of rows, or all, not {given[:50]!r}")
    return int(given)


def is_lasting(reading: Reading, query: SavedQuery) -> bool:
    """Whether a saved query has the same answer as long as the store is the same; a user's own file may change."""
    return not reading.config.queries and not is_fleeting(query.text)


def spreadsheet(reading: Reading, name: str, asked: Mapping[str, str]) -> Reply:
    """The answer to a saved query, or to the SPARQL in ``asked["query"]``, as a table for spreadsheets: CSV in UTF-8
    with a mark that says so, in which no cell is computed.
    """
    if name:
        query = Catalogue(reading.config.queries).get(name)
        found = evaluated_saved(reading, query, given_of(query, asked))
    else:
        found = evaluated(reading.store, Operation(asked.get("query", "")))
    if not isinstance(found, QuerySolutions):
        raise RequestError("only an answer of rows makes a table", remedy="Download it as JSON or Turtle.")
    headers = {"Content-Disposition": f'attachment; filename="{name or "answer"}.csv"'}
    return Reply(Head(200, "text/csv; charset=utf-8", headers), write=partial(_write_rows, found))


def _write_rows(found: QuerySolutions, file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow([harmless(variable.value) for variable in found.variables])
    for row in found:
        rows.writerow(["" if term is None else harmless(_plain(term)) for term in row])
    text.detach()


def _plain(term: object) -> str:
    value = getattr(term, "value", None)
    return value if isinstance(value, str) else str(term)


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows and does not compute: plain numbers stay, others get an apostrophe.

    >>> harmless("=1+1"), harmless("-4.5"), harmless("Pakistan")
    ("'=1+1", '-4.5', 'Pakistan')
    """
    if not cell.startswith(_FORMULA):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
