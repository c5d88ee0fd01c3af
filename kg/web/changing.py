"""Changes over HTTP, for those who show the token: SPARQL 1.1 Update, and writing by the Graph Store Protocol.

Each request is one change: readers see all of it or nothing. Nothing is fetched from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import Location, QueryFailedError, RequestError, SparqlSyntaxError, StoreLockedError
from kg.vocabulary import PREFIXES
from kg.web.reading import Reading
from kg.web.reply import Head, Reply
from kg.web.sparql import FORM, GRAPH_FORMATS, UPDATE, form_of, text_of

__all__ = ["change_graph", "update", "update_of"]

_FORMATS: Final = dict(GRAPH_FORMATS.values())
_PLACE: Final = re.compile(r"error at (\d+):(\d+)")
_ELSEWHERE: Final = re.compile("load|service", re.IGNORECASE | re.ASCII)


def update_of(media_type: str, parameters: Sequence[tuple[str, str]], body: bytes) -> str | None:
    """The update that is posted (section 2.2 of the protocol); None where it is no update.

    Raises RequestError: 400 for what is there twice, or names a dataset, which an update does by itself.
    """
    kind, _, charset = media_type.partition(";")
    kind = kind.strip().lower()
    if kind == FORM:
        parameters = [*parameters, *form_of(body)]
        updates = [value for name, value in parameters if name == "update"]
        if not updates:
            return None
    elif kind == UPDATE:
        updates = [text_of(body, charset), *(value for name, value in parameters if name == "update")]
    else:
        return None
    if len(updates) > 1 or any(name == "query" for name, _ in parameters):
        raise RequestError("a request is one update, and no query")
    if any(name.startswith("using-") for name, _ in parameters):
        raise RequestError("which graphs an update looks at stands in the update itself", remedy="Write USING <IRI>.")
    return updates[0]


def update(reading: Reading, text: str) -> Reply:
    """Run SPARQL Update. Raises SparqlSyntaxError, QueryFailedError, RequestError (503) while a build writes."""
    _refuse_elsewhere(text)
    with _written(reading) as store:
        try:
            store.update(text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise _syntax_error(error, text) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryFailedError(f"the update could not be run: {error}") from None
    return Reply(Head(204))


def change_graph(reading: Reading, method: str, name: str, media_type: str, body: bytes) -> Reply:
    """PUT, POST or DELETE a graph (sections 5.3 to 5.5): 201 where it is new, else 204.

    Raises RequestError: 404 for a graph that is not there, 415 and 400 for a body that cannot be read, 503 while a
    build writes.
    """
    graph = NamedNode(name)
    quads = [] if method == "DELETE" else _parsed(body, media_type, graph)
    with _written(reading) as store:
        known = next(store.quads_for_pattern(None, None, None, graph), None) is not None
        if method == "DELETE" and not known:
            raise RequestError(f"there is no graph {name}", status=404)
        clear = "" if method == "POST" else f"DROP SILENT GRAPH {graph} ;\n"
        lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
        store.update(f"{clear}INSERT DATA {{ GRAPH {graph} {{ {lines} }} }}")
    return Reply(Head(204 if known else 201))


def _parsed(body: bytes, media_type: str, graph: NamedNode) -> list[Quad]:
    kind = media_type.partition(";")[0].strip().lower()
    form: RdfFormat | None = _FORMATS.get(kind)
    if form is None:
        raise RequestError(
            f"a graph is not read from {kind or 'something without a media type'}",
            status=415,
            remedy=f"Send it as one of: {', '.join(_FORMATS)}.",
        )
    try:
        found = list(parse(body, format=form, base_iri=graph.value, rename_blank_nodes=True))
    except (SyntaxError, ValueError) as error:
        raise RequestError(f"the graph cannot be read: {error}") from None
    return [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in found]


@contextmanager
def _written(reading: Reading) -> Iterator[Any]:
    """The store, to write to; what was written shows when all went well, else nothing of it does."""
    from kg.store import open_configured

    try:
        articles = open_configured(reading.config, write=True)
    except StoreLockedError:
        raise RequestError(
            "the store is being written to, by a build perhaps", status=503, remedy="Ask again in a while."
        ) from None
    with articles:  # an update that fails has changed nothing
        yield articles.oxigraph
    reading.forget()


def _refuse_elsewhere(text: str) -> None:
    """Raise QueryFailedError where an update asks another server, by LOAD or SERVICE.

    As for queries, the parser decides: the update is run on an empty store, with other letters in the place of those
    of the two words. Where it then does not parse, one of them was a keyword.
    """
    try:
        Store().update(_ELSEWHERE.sub(lambda word: "z" * len(word.group()), text), prefixes=PREFIXES)
    except SyntaxError as error:
        from kg.sparql.tokens import tokens

        if any(token.is_word("LOAD") or token.is_word("SERVICE") for token in tokens(text)):
            raise QueryFailedError(
                "LOAD and SERVICE are off: this server asks no other in your name",
                remedy="Fetch the graph yourself, and PUT it to /graphs?graph=IRI.",
            ) from None
        raise _syntax_error(error, text) from None
    except (OSError, RuntimeError, ValueError):
        return  # it parses; what it wants is not in an empty store


def _syntax_error(error: SyntaxError, text: str) -> SparqlSyntaxError:
    found = _PLACE.search(str(error))
    if found is None:
        return SparqlSyntaxError(f"the update does not parse: {error}", location=Location("update"))
    line, column = int(found.group(1)), int(found.group(2))
    lines = text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    return SparqlSyntaxError("the update does not parse", location=Location("update", line, column, shown))
