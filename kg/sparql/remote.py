"""Send a SELECT to a SPARQL endpoint (SPARQL 1.1 Protocol) and read its answer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, Triple, parse_query_results

from kg.errors import MissingExtraError, QueryFailedError

if TYPE_CHECKING:
    import httpx

__all__ = ["Remote"]

_Term = NamedNode | BlankNode | Literal | Triple
_SECONDS = 65.0
"""The public query service of Wikidata ends a query after 60 seconds."""
_TRIES = 3
_LONGEST_PAUSE = 120.0
"""Seconds: who is asked to wait longer is told so, rather than made to."""


class Remote:
    """Endpoints, asked one query at a time. Close it when done, or use it as a context."""

    def __init__(self) -> None:
        """Raises MissingExtraError where httpx is not installed."""
        try:
            import httpx
        except ImportError:
            raise MissingExtraError("asking another server needs httpx", remedy="pip install httpx") from None
        from kg import __version__

        agent = f"news-kg/{__version__} (https://w3id.org/news-kg/)"
        self._client: httpx.Client = httpx.Client(timeout=_SECONDS, headers={"User-Agent": agent})

    def __enter__(self) -> Remote:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._client.close()

    def select(self, endpoint: str, query: str) -> tuple[list[str], list[tuple[_Term | None, ...]]]:
        """The variables and rows of a SELECT. Blank nodes become IRIs below the endpoint, so that they can be joined
        (RDF 1.1 Concepts, section 3.5).

        Raises QueryFailedError where there is no answer, or none that can be read.
        """
        body = self._answer(endpoint, query)
        try:
            found = parse_query_results(body, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise _failed(endpoint, f"gave an answer that is no SPARQL result: {error}") from None
        if not isinstance(found, QuerySolutions):
            raise _failed(endpoint, "gave no table of solutions")
        names = [variable.value for variable in found.variables]
        try:
            return names, [tuple(_named(term, endpoint) for term in row) for row in found]
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise _failed(endpoint, f"gave an answer that is no SPARQL result: {error}") from None

    def _answer(self, endpoint: str, query: str) -> bytes:
        import httpx

        for attempt in range(1, _TRIES + 1):
            try:
                response = self._client.post(
                    endpoint, data={"query": query}, headers={"Accept": "application/sparql-results+json"}
                )
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise _failed(endpoint, f"cannot be reached: {error}") from None
            if response.status_code == httpx.codes.OK:
                return response.content
            pause = _pause(response)
            if pause is None or pause > _LONGEST_PAUSE or attempt == _TRIES:
                raise _failed(endpoint, f"answered {response.status_code}: {' '.join(response.text.split())[:300]}")
            time.sleep(pause)
        raise AssertionError("unreachable")


def _pause(response: httpx.Response) -> float | None:
    """Seconds after which the server wants to be asked again; None where that would not help."""
    if response.status_code not in (429, 503):
        return None
    try:
        return float(response.headers.get("Retry-After", "5"))
    except ValueError:
        return None


def _named(term: _Term | None, endpoint: str) -> _Term | None:
    return NamedNode(f"{endpoint}/.well-known/genid/{term.value}") if isinstance(term, BlankNode) else term


def _failed(endpoint: str, what: str) -> QueryFailedError:
    return QueryFailedError(f"{endpoint} {what}", remedy="Is the address right, and the network there?")
