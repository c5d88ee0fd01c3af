"""Run a query over all graphs of the store at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Store, Triple

from kg.errors import QueryFailedError
from kg.sparql.binding import Bindable, bind
from kg.sparql.tokens import tokens
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from kg.sparql.federation import Services

__all__ = ["Answer", "Solutions", "Term", "Triples", "run"]

Term = NamedNode | BlankNode | Literal | Triple


class Solutions(NamedTuple):
    """What a SELECT found."""

    variables: tuple[str, ...]
    """Without question marks, in the order of the query."""
    rows: list[tuple[Term | None, ...]]
    """A term for each variable, None where it has no value."""
    more: bool = False
    """Whether only the first rows were asked for, and there are others."""


class Triples(NamedTuple):
    """What a CONSTRUCT or DESCRIBE made."""

    triples: list[Triple]


Answer = Solutions | Triples | bool
"""Of SELECT; of CONSTRUCT and DESCRIBE; of ASK."""


def run(
    store: Store,
    query: str,
    values: Mapping[str, Bindable | Sequence[Bindable]] | None = None,
    *,
    source: str = "query",
    services: Services | None = None,
) -> Answer:
    """The answer to a query over all named graphs together, with these values bound to its variables.

    The prefixes of kg.vocabulary need no declaration; one in the query goes before. ``source`` names the query in
    messages. SERVICE asks the endpoints that ``services`` allow, and no others. Raises SparqlSyntaxError with line and
    column, ParameterError as ``bind`` does, and QueryFailedError where the engine cannot evaluate it, or another server
    is not allowed or does not answer.
    """
    bound = bind(query, values) if values is not None else query
    try:
        if "service" in query.lower() and any(token.is_word("SERVICE") for token in tokens(query)):
            bound = _joined(store, bound, services)
        answer = store.query(bound, prefixes=PREFIXES, use_default_graph_as_union=True)
        return _collected(answer)
    except SyntaxError as error:
        from kg.sparql.syntax import syntax_error

        raise syntax_error(error, query, source, PREFIXES) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryFailedError(
            f"the query could not be evaluated: {error}",
            remedy="If another process has just written to the store, try again.",
        ) from error


def _joined(store: Store, query: str, services: Services | None) -> str:
    """The query with the answers of other servers in it; its syntax is checked before anybody is asked."""
    from kg.sparql.federation import Services, answered_elsewhere, without_services
    from kg.sparql.remote import Remote

    Store().query(without_services(query), prefixes=PREFIXES)

    def local(select: str) -> tuple[list[str], list[tuple[Term | None, ...]]]:
        found = _collected(store.query(select, prefixes=PREFIXES, use_default_graph_as_union=True))
        assert isinstance(found, Solutions)
        return list(found.variables), found.rows

    services = services or Services()
    services.check(query, PREFIXES)
    with Remote() as remote:
        return answered_elsewhere(query, services, local, remote.select, PREFIXES)


def _collected(answer: QuerySolutions | QueryBoolean | pyoxigraph.QueryTriples) -> Answer:
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if isinstance(answer, QuerySolutions):
        return Solutions(tuple(variable.value for variable in answer.variables), [tuple(row) for row in answer])
    return Triples(list(answer))
