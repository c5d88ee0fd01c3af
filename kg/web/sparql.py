"""SPARQL 1.1 Protocol: queries by GET, by a form, and as a body (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, Final

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg.errors import QueryFailedError, RequestError
from kg.vocabulary import PREFIXES
from kg.web.negotiation import chosen
from kg.web.reading import Reading
from kg.web.reply import Head, Reply

__all__ = [
    "FORM",
    "GRAPH_FORMATS",
    "RESULT_FORMATS",
    "Found",
    "Operation",
    "answer",
    "answer_of",
    "evaluated",
    "form_of",
    "is_fleeting",
    "operation",
    "refuse_service",
    "text_of",
]

RESULT_FORMATS: Final = {
    "json": ("application/sparql-results+json", QueryResultsFormat.JSON),
    "xml": ("application/sparql-results+xml", QueryResultsFormat.XML),
    "csv": ("text/csv", QueryResultsFormat.CSV),
    "tsv": ("text/tab-separated-values", QueryResultsFormat.TSV),
}
"""Name → media type and Oxigraph's name; the first is the default."""
GRAPH_FORMATS: Final = {
    "turtle": ("text/turtle", RdfFormat.TURTLE),
    "ntriples": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdfxml": ("application/rdf+xml", RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
}
Found = QuerySolutions | QueryBoolean | QueryTriples | list[Triple]
"""A list of triples is what a store elsewhere gives for a graph."""
_ALIASES: Final = {"application/json": "application/sparql-results+json", "application/xml": "application/rdf+xml"}
_SERVICE: Final = re.compile("service", re.IGNORECASE | re.ASCII)
_FLEETING: Final = ("now", "rand", "uuid", "bnode")
"""Functions that give something else each time."""
_CALL: Final = re.compile(rf"\b(?:str)?(?:{'|'.join(_FLEETING)})\s*\(")
_QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
FORM: Final = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Operation:
    """A query and the dataset that it is asked of."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str = ""
    """A name of a format that goes before the Accept header; none in the protocol."""


def operation(method: str, media_type: str, parameters: Sequence[tuple[str, str]], body: bytes) -> Operation | None:
    """The query that a request asks (sections 2.1 and 2.2 of the protocol); None for none at all, which asks for the
    service description. ``body`` is empty for GET.

    Raises RequestError: 400 for what is missing, there twice, or not UTF-8, 403 for an update, 415 for a media type
    that the protocol does not know.
    """
    if method == "POST":
        kind, _, rest = media_type.partition(";")
        kind = kind.strip().lower()
        if kind == FORM:
            if any(name in ("query", "update") for name, _ in parameters):
                raise RequestError("with a form, the query goes into the form, not into the address")
            parameters = [*parameters, *form_of(body)]
        elif kind == _QUERY:
            if any(name == "query" for name, _ in parameters):
                raise RequestError("there is a query in the address and another in the body")
            parameters = [*parameters, ("query", text_of(body, rest))]
        elif kind == UPDATE:
            raise _read_only()
        else:
            raise RequestError(
                f"a query is posted as {_QUERY} or {FORM}, not as {kind or 'something without a media type'}",
                status=415,
            )
    return _operation(parameters, method)


def _operation(parameters: Sequence[tuple[str, str]], method: str) -> Operation | None:
    queries = [value for name, value in parameters if name == "query"]
    if any(name == "update" for name, _ in parameters):
        raise _read_only()
    if len(queries) > 1:
        raise RequestError("there is more than one query in the request")
    if not queries:
        if method == "GET" and not parameters:
            return None
        raise RequestError("there is no query in the request", remedy="Give it as the parameter query.")
    formats = [value for name, value in parameters if name == "format"]
    return Operation(
        queries[0],
        tuple(value for name, value in parameters if name == "default-graph-uri"),
        tuple(value for name, value in parameters if name == "named-graph-uri"),
        formats[0] if formats else "",
    )


def form_of(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form. Raises RequestError."""
    from urllib.parse import parse_qsl

    try:
        return parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=200)
    except ValueError:
        raise RequestError("the form is not percent-encoded UTF-8, or has too many fields") from None


def text_of(body: bytes, parameters: str) -> str:
    """The text of a body, which is UTF-8, whose media type has these parameters. Raises RequestError."""
    charset = re.search(r"charset\s*=\s*\"?([\w-]+)", parameters, re.IGNORECASE)
    if charset is not None and charset.group(1).lower() not in ("utf-8", "utf8"):
        raise RequestError(f"a query is UTF-8, not {charset.group(1)}", status=415)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise RequestError("the query is not UTF-8") from None


def _read_only() -> RequestError:
    return RequestError(
        "updates are not taken here",
        status=403,
        remedy="The graph changes with `kg build`, `kg link` and `kg remove`, and by updates that are posted with the "
        "token of a server that was started with --write.",
    )


def answer(reading: Reading, asked: Operation, accept: str) -> Reply:
    """The answer, written as it is found."""
    return answer_of(evaluated(reading.store, asked), asked.format, accept, lasting=not is_fleeting(asked.query))


def is_fleeting(query: str) -> bool:
    """Whether a query may have another answer each time, of the same store.

    >>> is_fleeting("SELECT (NOW() AS ?now) {}"), is_fleeting("SELECT ?know { ?s ?p ?know }")
    (True, False)
    """
    small = query.lower()  # looking for words alone takes a tenth of the time
    return any(name in small for name in _FLEETING) and _CALL.search(small) is not None


def answer_of(found: Found, form: str, accept: str, *, lasting: bool = False) -> Reply:
    """What was found, in the format of that name, or else in what the Accept header likes most."""
    if isinstance(found, QueryTriples | list):
        name = _format(form, GRAPH_FORMATS, accept)
        media_type, graph_format = GRAPH_FORMATS[name]
        return Reply(_head(media_type, lasting), write=partial(_write_graph, found, graph_format))
    name = _format(form, RESULT_FORMATS, accept)
    if isinstance(found, QueryBoolean) and name in ("csv", "tsv"):
        return Reply(_head(RESULT_FORMATS[name][0], lasting), f"{str(bool(found)).lower()}\n".encode())
    media_type, results_format = RESULT_FORMATS[name]
    return Reply(_head(media_type, lasting), write=partial(_write_results, found, results_format))


def _head(media_type: str, lasting: bool) -> Head:
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Head(200, media_type + charset, {"Vary": "Accept"}, lasting)


def _write_results(found: QuerySolutions | QueryBoolean, form: QueryResultsFormat, file: IO[bytes]) -> None:
    found.serialize(file, form)


def _write_graph(found: QueryTriples | list[Triple], form: RdfFormat, file: IO[bytes]) -> None:
    if isinstance(found, list):
        serialize(found, file, form)
    else:
        found.serialize(file, form)


def _format(name: str, formats: Mapping[str, tuple[str, object]], accept: str) -> str:
    if name:
        if name not in formats:
            raise RequestError(
                f"this answer is not written as {name!r}", remedy=f"Formats are: {', '.join(formats)}.", status=406
            )
        return name
    for alias, kind in _ALIASES.items():
        accept = accept.replace(alias, kind)
    media_type = chosen(accept, [media_type for media_type, _ in formats.values()])
    return next(name for name, (known, _) in formats.items() if known == media_type)


def evaluated(store: Store, asked: Operation, *, source: str = "query") -> Found:
    """What the store gives for a query. The dataset of the request goes before that of the query (section 2.1.4).

    Raises SparqlSyntaxError, RequestError for a graph's IRI that is none, QueryFailedError, also for SERVICE: no
    request leaves this server in somebody's name.
    """
    refuse_service(asked.query)
    try:
        if asked.default_graphs or asked.named_graphs:
            if not isinstance(store, Store):
                raise RequestError(
                    "the graphs of a store elsewhere are not chosen in the address", remedy="Write FROM <IRI>."
                )
            defaults, named = _iris(asked.default_graphs), _iris(asked.named_graphs)
            return store.query(asked.query, prefixes=PREFIXES, default_graph=[*defaults], named_graphs=[*named])
        union = not _has_from(asked.query)
        return store.query(asked.query, prefixes=PREFIXES, use_default_graph_as_union=union)
    except SyntaxError as error:
        from kg.sparql.syntax import syntax_error

        raise syntax_error(error, asked.query, source, PREFIXES) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryFailedError(f"the query could not be evaluated: {error}") from None


def _has_from(query: str) -> bool:
    from kg.sparql.tokens import tokens

    return "from" in query.lower() and any(token.is_word("FROM") for token in tokens(query))


def _iris(names: Sequence[str]) -> list[NamedNode]:
    try:
        return [NamedNode(name) for name in names]
    except ValueError:
        raise RequestError("the name of a graph is not an absolute IRI") from None


def refuse_service(query: str) -> None:
    """Raise QueryFailedError where a query asks another server.

    The engine would send the request itself. Where the letters of SERVICE stand in a string, a comment or a name, the
    query parses as well with other letters in their place, and where they are the keyword it does not: the parser that
    would read the keyword decides, so that nothing can be hidden from it.
    """
    if "service" not in query.lower():
        return
    try:
        Store().query(_SERVICE.sub("zzrvice", query), prefixes=PREFIXES)
    except SyntaxError as error:
        if _mentions_service(query):
            raise QueryFailedError(
                "SERVICE is off: this server asks no other in your name",
                remedy="`kg sparql --allow-service URL` asks the servers that you allow.",
            ) from None
        from kg.sparql.syntax import syntax_error

        raise syntax_error(error, query, "query", PREFIXES) from None


def _mentions_service(query: str) -> bool:
    from kg.sparql.tokens import tokens

    return any(token.is_word("SERVICE") for token in tokens(query))
