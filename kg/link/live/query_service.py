"""Wikidata's Query Service, or any SPARQL endpoint that holds data of Wikidata's form.

Names, ids and scoped snapshots of items. The service stops a query after 60 seconds; what is longer is asked for in
pages, smaller ones where a page still takes too long. https://www.wikidata.org/wiki/Wikidata:SPARQL_query_service.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from kg.errors import AnswerTooLargeError, ConfigError, ServiceAnswerError, ServiceError, ServiceTimeoutError
from kg.link.entry import Entry
from kg.link.live.items import ANY_LANGUAGE, batches, best_known_first, is_qid, qid_of
from kg.link.live.question import Question, excerpt, service_url
from kg.link.live.transport import Transport
from kg.sparql.running import Solutions

__all__ = ["WIKIDATA_QUERIES", "QueryService"]

WIKIDATA_QUERIES: Final = "https://query.wikidata.org/sparql"
_PATIENCE: Final = 65.0
"""Seconds: a little more than the service's own limit, so that it may say itself that it was reached."""
_LONGEST_GET: Final = 1500
"""Characters; longer queries go as a form."""
_PAGE: Final = 5000
_SMALLEST_PAGE: Final = 50
_AT_ONCE: Final = 100
"""How many items are described by one query."""
_PREFIXES: Final = """\
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_SITELINKS: Final = "wikibase:sitelinks|^schema:about/wikibase:sitelinks"
"""Stated of the item in the Query Service, of the page on it in dumps."""
_FACTS: Final = {
    "label": "rdfs:label",
    "alias": "skos:altLabel",
    "description": "schema:description",
    "type": "wdt:P31",
    "sitelinks": _SITELINKS,
}
_WORDS: Final = frozenset({"label", "alias", "description"})
_RESULTS: Final = "application/sparql-results+json"
_GAVE_UP: Final = (b"TimeoutException", b"timeout", b"timed out", b"too long", b"operation has been cancelled")


class QueryService:
    """A source of items. Each method may raise whatever ``Transport.ask`` does."""

    def __init__(
        self, transport: Transport, endpoint: str = WIKIDATA_QUERIES, *, language: str = "en", limit: int = 50
    ) -> None:
        """``limit``: how many items a name may find. Raises ConfigError where the address is none."""
        self._transport = transport
        self._endpoint = service_url(endpoint)
        self._languages = (language, ANY_LANGUAGE)
        self._limit = limit
        self._name = f"query service {urlsplit(endpoint).hostname}, {transport.today}"

    @property
    def name(self) -> str:
        """What a link says of where it comes from."""
        return self._name

    def select(self, query: str) -> Solutions:
        """The rows that a SELECT finds. Prefixes have to be declared: only Wikidata's own service knows its own."""
        asked = (("query", query),)
        short = len(query) <= _LONGEST_GET
        question = Question(self._endpoint, asked if short else (), None if short else asked, _RESULTS, _PATIENCE)
        return self._transport.ask(question, _read, _refusal)

    def pages(self, query: str, *, order: str, size: int = _PAGE) -> Iterator[Solutions]:
        """The rows of a SELECT without ORDER BY and LIMIT, page by page, in the order of a variable such as "?item".

        A page that takes too long or is too large is asked for again at half the size.
        """
        offset = 0
        while True:
            try:
                page = self.select(f"{query}\nORDER BY {order}\nLIMIT {size}\nOFFSET {offset}")
            except (ServiceTimeoutError, AnswerTooLargeError):
                if size <= _SMALLEST_PAGE:
                    raise
                size = max(_SMALLEST_PAGE, size // 2)
                continue
            if not page.rows:  # a short page may be all that the service gives at once, and not the end
                return
            yield page
            offset += len(page.rows)

    def named(self, name: str) -> tuple[Entry, ...]:
        """The items that have exactly that label or alias, best known first."""
        text = " ".join(name.split())
        if not text:
            return ()
        names = " ".join(str(Literal(text, language=language)) for language in self._languages)
        found = self.select(
            f"{_PREFIXES}SELECT DISTINCT ?item WHERE {{ VALUES ?name {{ {names} }} "
            f"{{ ?item rdfs:label ?name }} UNION {{ ?item skos:altLabel ?name }} }} LIMIT {self._limit}"
        )
        return best_known_first(self.entities(_items(found)).values())

    def entities(self, qids: Iterable[str]) -> dict[str, Entry]:
        """Asked id → item, those of which nothing is known left out."""
        found: dict[str, Entry] = {}
        for batch in batches(dict.fromkeys(qid for qid in qids if is_qid(qid)), _AT_ONCE):
            facts: dict[str, _Facts] = {}
            for item, what, value in self.select(self._describing(batch)).rows:
                qid = qid_of(item.value) if isinstance(item, NamedNode) else None
                if qid is not None and isinstance(what, Literal) and isinstance(value, Literal | NamedNode):
                    facts.setdefault(qid, _Facts()).note(what.value, value)
            found.update((qid, facts[qid].entry(qid, self._languages)) for qid in batch if qid in facts)
        return found

    def snapshot(
        self,
        *,
        classes: Iterable[str] = (),
        country: str | None = None,
        subclasses: bool = True,
        min_sitelinks: int = 0,
        page: int = _PAGE,
    ) -> Iterator[Entry]:
        """All items of those classes (and of their subclasses), of a country (P17, P27), or both, by IRI.

        Raises ConfigError where neither is given, or something else than ids of items.
        """
        kinds = tuple(classes)
        if not kinds and country is None:
            raise ConfigError(
                "a snapshot of everything is a dump", remedy="Name a class or a country, or index a dump."
            )
        for qid in (*kinds, *([country] if country is not None else [])):
            if not is_qid(qid):
                raise ConfigError(f"{qid!r} is not the id of an item", remedy="Write it like Q843.")
        parts = []
        if kinds:
            path = "wdt:P31/wdt:P279*" if subclasses else "wdt:P31"
            parts.append(f"VALUES ?class {{ {_terms(kinds)} }} ?item {path} ?class .")
        if country is not None:
            parts.append(f"?item wdt:P17|wdt:P27 wd:{country} .")
        if min_sitelinks:
            parts.append(f"?item {_SITELINKS} ?sitelinks . FILTER(?sitelinks >= {min_sitelinks})")
        query = f"{_PREFIXES}SELECT DISTINCT ?item WHERE {{ {' '.join(parts)} }}"
        for found in self.pages(query, order="?item", size=page):
            yield from self.entities(_items(found)).values()

    def _describing(self, qids: Iterable[str]) -> str:
        """One row a fact: columns beside each other would be multiplied with each other.

        The items stand in every part: engines do not reliably carry them into a UNION.
        """
        languages = ", ".join(f'"{language}"' for language in self._languages)
        items = _terms(qids)
        parts = []
        for what, predicate in _FACTS.items():
            spoken = f"FILTER(LANG(?value) IN ({languages})) " if what in _WORDS else ""
            parts.append(f'{{ VALUES ?item {{ {items} }} ?item {predicate} ?value . {spoken}BIND("{what}" AS ?what) }}')
        return f"{_PREFIXES}SELECT ?item ?what ?value WHERE {{ {' UNION '.join(parts)} }}"


class _Facts:
    """What is told of one item."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str], list[str]] = {}
        self._types: list[str] = []
        self._sitelinks = 0

    def note(self, what: str, value: Literal | NamedNode) -> None:
        """Take in one fact."""
        if isinstance(value, NamedNode):
            if what == "type" and (qid := qid_of(value.value)):
                self._types.append(qid)
        elif what == "sitelinks":
            self._sitelinks = int(value.value) if value.value.isdecimal() else 0
        else:
            self._words.setdefault((what, value.language or ""), []).append(value.value)

    def entry(self, qid: str, languages: Iterable[str]) -> Entry:
        """The item, named in the first of those languages that it has a name in. The order of rows does not matter."""
        labels, aliases, descriptions = (
            [word for language in languages for word in sorted(self._words.get((what, language), ()))]
            for what in ("label", "alias", "description")
        )
        label = labels[0] if labels else qid
        names = dict.fromkeys(name for name in (*labels, *aliases) if name != label)
        types = tuple(sorted(set(self._types), key=lambda one: int(one[1:])))
        return Entry(qid, label, descriptions[0] if descriptions else "", tuple(names), types, self._sitelinks)


def _terms(qids: Iterable[str]) -> str:
    return " ".join(f"wd:{qid}" for qid in qids)


def _items(found: Solutions) -> list[str]:
    terms = (row[0] for row in found.rows)
    return [qid for term in terms if isinstance(term, NamedNode) and (qid := qid_of(term.value))]


def _read(body: bytes) -> Solutions:
    try:
        answer = parse_query_results(body, QueryResultsFormat.JSON)
        if isinstance(answer, QuerySolutions):
            return Solutions(tuple(one.value for one in answer.variables), [tuple(row) for row in answer])
    except (SyntaxError, ValueError) as error:
        if _gave_up(body[-20_000:]):  # it had begun to answer, and ends in the traces of the exception
            raise _too_long() from None
        raise ServiceAnswerError(
            f"no SPARQL results that can be read ({excerpt(str(error))}): {excerpt(body) or 'nothing at all'}"
        ) from None
    raise ServiceAnswerError("yes or no in place of rows: the query is no SELECT")


def _refusal(status: int, body: bytes) -> ServiceError | None:
    if status in (408, 504) or (status in (500, 503) and _gave_up(body)):
        return _too_long()
    if status == 400:
        return ServiceAnswerError(f"the service does not take the query: {excerpt(body)}")
    return None


def _gave_up(body: bytes) -> bool:
    return any(sign in body for sign in _GAVE_UP)


def _too_long() -> ServiceTimeoutError:
    return ServiceTimeoutError(
        "the service stopped the query, which took too long", remedy="Ask for less at once, or later."
    )
