"""How a query is put together, and how much each part of it finds by itself.

Oxigraph's Python package gives no query plan. What mostly makes a query slow can be told without: a part that matches
much and hangs together with the rest by nothing, or by what only a later part binds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Store

from kg.errors import QueryFailedError
from kg.sparql.running import Solutions, run
from kg.vocabulary import PREFIXES

__all__ = ["explanation"]

_NAMES = {
    "LeftJoin": "optionally",
    "Union": "either, or",
    "Minus": "less what matches",
    "Graph": "in a graph",
    "Group": "grouped",
    "OrderBy": "sorted",
    "Distinct": "each row once",
    "Extend": "computed",
    "ToMultiSet": "subquery or VALUES",
    "Slice": "limited",
    "ServiceGraphPattern": "on another server",
}
"""Operators of the SPARQL algebra (SPARQL 1.1 Query Language, section 18.2) that shape a query, in words."""
_PASSED_OVER = ("Extend", "AggregateJoin", "Project", "SelectQuery", "AskQuery", "ConstructQuery", "DescribeQuery")


def explanation(store: Store, query: str, *, source: str = "query") -> str:
    """The parts of a query, as an indented tree; before each pattern, how many matches it has by itself.

    Raises SparqlSyntaxError as ``run`` does, and QueryFailedError where the query cannot be taken apart.
    """
    run(Store(), query, source=source)  # tells what is wrong with it, as when it is run
    from rdflib import Graph
    from rdflib.namespace import NamespaceManager
    from rdflib.plugins.sparql import prepareQuery

    names = NamespaceManager(Graph(bind_namespaces="none"))
    for prefix, iri in PREFIXES.items():
        names.bind(prefix, iri)
    try:
        algebra = prepareQuery(query, initNs=PREFIXES).algebra
    except Exception as error:
        raise QueryFailedError(f"the query cannot be taken apart: {error}") from error
    graphs = _count(store, "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    head = f"over {len(store):,} triples in {graphs:,} graphs, as if they were one\n{'matches':>12}"
    return "\n".join((head, *_tree(algebra, 0, names, store)))


def _tree(part: Any, depth: int, names: Any, store: Store) -> Iterator[str]:
    """Lines of a part and all within it, in the order in which they are written."""
    kind = getattr(part, "name", None)
    if kind == "BGP":
        for triple in part.triples:
            yield _pattern(triple, depth, names, store)
        return
    if kind == "LeftJoin":
        yield from _tree(part.p1, depth, names, store)
        yield f"{'':12}  {'  ' * depth}{_NAMES[kind]}"
        yield from _tree(part.p2, depth + 1, names, store)
        return
    if kind in _NAMES and kind not in _PASSED_OVER:
        yield f"{'':12}  {'  ' * depth}{_NAMES[kind]}"
        depth += 1
    if kind == "Filter":
        yield from _tree(part.p, depth, names, store)
        for inner in _exists(part.expr):
            yield f"{'':12}  {'  ' * depth}{'where none' if inner.name.endswith('NOTEXISTS') else 'where some'}"
            yield from _tree(inner.graph, depth + 1, names, store)
        return
    for name in ("p", "p1", "p2", "part"):
        inner = part.get(name) if hasattr(part, "get") else None
        for one in inner if isinstance(inner, list) else [inner]:
            if getattr(one, "name", None):
                yield from _tree(one, depth, names, store)


def _exists(expression: Any) -> Iterator[Any]:
    """The EXISTS and NOT EXISTS in an expression."""
    if getattr(expression, "name", "") in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        yield expression
    elif hasattr(expression, "values"):
        for inner in expression.values():
            for one in inner if isinstance(inner, list) else [inner]:
                yield from _exists(one)


def _pattern(triple: tuple[Any, Any, Any], depth: int, names: Any, store: Store) -> str:
    shown = " ".join(term.n3(names) for term in triple)
    found = _count(store, f"SELECT (COUNT(*) AS ?n) {{ {' '.join(term.n3() for term in triple)} }}")
    return f"{found:12,}  {'  ' * depth}{shown}"


def _count(store: Store, query: str) -> int:
    answer = run(store, query)
    assert isinstance(answer, Solutions)
    return int(getattr(answer.rows[0][0], "value", "0"))
