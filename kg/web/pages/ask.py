"""The pages to ask on: saved questions with forms, and SPARQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryTriples

from kg.errors import KgError, UsageError
from kg.queries import Catalogue, SavedQuery
from kg.queries.names import Outlet, Thing, labels
from kg.queries.values import completed_by
from kg.render.answers import compact
from kg.vocabulary import PREFIXES
from kg.web.facts import shared_label
from kg.web.listing import Slice, articles
from kg.web.naming import names_of
from kg.web.pages.answers import Cell, bars, net
from kg.web.pages.terms import terms
from kg.web.reading import Reading
from kg.web.reply import Reply, html_reply
from kg.web.saved import evaluated_saved, given_of, is_lasting
from kg.web.serving import Serving
from kg.web.sparql import Found, Operation, evaluated, is_fleeting
from kg.web.templating import local_path, page

__all__ = ["ask_page", "editor_page", "question_page"]

_OFFERED = 300
_ROWS = 200
_STARTER = """# Who says what, in which words?
SELECT ?who ?act ?what WHERE {
  ?claim kg:claimant/rdfs:label ?who ;
         kg:speechAct ?act ;
         kg:content/rdfs:label ?what ;
         kg:cueSpan ?cue .
}
LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a table."""

    columns: tuple[str, ...]
    rows: list[list[Cell]]
    more: bool
    """Whether there are further rows, which a download has."""
    truth: bool | None = None
    graph: bool = False
    """Whether it is a graph, which a download may have in other forms than an answer of rows."""
    bars: tuple[tuple[str, float, str], ...] = ()
    """Label, share of the largest, and number as written: where the answer is one of names and numbers."""
    net: str = ""
    """A drawing, where the answer says what is connected with what."""


def ask_page(reading: Reading) -> Reply:
    """The saved questions by topic."""
    topics: dict[str, list[SavedQuery]] = {}
    for query in Catalogue(reading.config.queries):
        topics.setdefault(query.topic, []).append(query)
    return html_reply(
        page("ask.html", reading.serving, topics=dict(sorted(topics.items()))), lasting=not reading.config.queries
    )


def question_page(reading: Reading, name: str, asked: Mapping[str, str]) -> Reply:
    """A saved question, its form, and the answer once all that it needs is given."""
    query = Catalogue(reading.config.queries).get(name)
    given = given_of(query, asked)
    missing = [one.name for one in query.parameters if one.required and given.get(one.name) is None]
    table, error = None, None
    if not missing:
        try:
            table = _table(evaluated_saved(reading, query, given, _ROWS + 1), reading)
        except UsageError as fault:  # a name that means nothing or too much, a date that is none
            error = fault
    return html_reply(
        page(
            "question.html",
            reading.serving,
            query_=query,
            given=given,
            table=table,
            error=error,
            started=bool(asked),
            choices=_choices(reading, query),
        ),
        lasting=is_lasting(reading, query),
    )


def _choices(reading: Reading, query: SavedQuery) -> dict[str, list[str]]:
    """What a browser may offer for names; nothing for more names than one would look through."""
    found = {}
    for parameter in query.parameters:
        if parameter.type == "iri":
            thing = completed_by(parameter.name)
            key = ("names", thing)
            found[parameter.name] = reading.kept(key, lambda kind=thing: _offered(reading, kind))  # type: ignore[misc]
    return found


def _offered(reading: Reading, thing: Thing | Outlet) -> list[str]:
    """Names of such things, those first that are most likely to be meant."""
    if thing == "actor":
        named = [one.label for one in names_of(reading)]
    elif thing == "outlet":
        outlets = reading.rows("SELECT DISTINCT ?who { ?article schema:publisher ?who }")
        named = sorted(shared_label(reading, row[0]) for row in outlets)
    elif thing == "article":
        named = [item["title"] for item in articles(reading, {}, Slice(0, _OFFERED)).items]
    else:
        named = labels("", reading.select, thing, _OFFERED)
    return list(dict.fromkeys(named))[:_OFFERED]


def editor_page(reading: Reading, query: str) -> Reply:
    """The page to write SPARQL on, and the answer to what was written."""
    table, error = None, None
    if query.strip():
        try:
            table = _table(evaluated(reading.store, Operation(query)), reading)
        except KgError as fault:
            error = fault
    return html_reply(editor_shown(reading.serving, query, table, error), lasting=not is_fleeting(query))


def editor_shown(serving: Serving, query: str, table: Table | None = None, error: KgError | None = None) -> str:
    """The editor with a query, and its answer or what is wrong with it."""
    return page(
        "sparql.html",
        serving,
        text=query or _STARTER,
        table=table,
        error=error,
        prefixes=PREFIXES,
        terms=terms(),
        asked=bool(query.strip()),
    )


def _table(found: Found, reading: Reading) -> Table:
    if isinstance(found, QueryBoolean):
        return Table((), [], False, bool(found))
    if isinstance(found, QueryTriples | list):
        triples = list(islice(found, _ROWS + 1))
        terms = [[triple.subject, triple.predicate, triple.object] for triple in triples]
        return replace(_shown(("subject", "predicate", "object"), terms, reading), graph=True)
    columns = tuple(variable.value for variable in found.variables)
    return _shown(columns, [list(row) for row in islice(found, _ROWS + 1)], reading)


def _shown(columns: tuple[str, ...], rows: list[list[object]], reading: Reading) -> Table:
    cells = [[_cell(term, reading) for term in row] for row in rows[:_ROWS]]
    return Table(columns, cells, len(rows) > _ROWS, bars=bars(columns, cells), net=net(columns, cells))


def _cell(term: object, reading: Reading) -> Cell:
    if isinstance(term, NamedNode):
        link = local_path(term.value, reading.base)
        short = term.value.removeprefix(reading.base) if term.value.startswith(reading.base) else compact(term.value)
        label = shared_label(reading, term.value) if link.startswith("/") else ""
        return Cell(short, "" if link == "#" else link, label="" if label == short.rpartition("/")[2] else label)
    if isinstance(term, Literal):
        return Cell(term.value, number=term.datatype.value.endswith(("#integer", "#decimal", "#double")))
    return Cell("" if term is None else str(term))
