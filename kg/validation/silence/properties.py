"""Which properties a query asks for: a graph without any other statements answers it the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

__all__ = ["asked_for"]


class _AnyError(Exception):
    """The answer may depend on every statement."""


@cache
def asked_for(query: str) -> frozenset[str] | None:
    """The IRIs of the properties that the statements have on which the answer depends; None where on any.

    >>> asked_for("SELECT ?s { ?s <urn:x:a>/^<urn:x:b> ?o FILTER NOT EXISTS { ?o <urn:x:c> ?s } }") == {
    ...     "urn:x:a", "urn:x:b", "urn:x:c"
    ... }
    True
    """
    from rdflib.plugins.sparql import prepareQuery

    try:
        return frozenset(_in_algebra(prepareQuery(query).algebra))
    except _AnyError:
        return None


def _in_algebra(node: Any) -> Iterator[str]:
    from rdflib.plugins.sparql.algebra import translateGroupGraphPattern
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(node, CompValue):
        if node.name == "BGP":
            for _, predicate, _ in node.triples:
                yield from _in_path(predicate)
        elif node.name == "GroupGraphPatternSub":  # in an EXISTS
            yield from _in_algebra(translateGroupGraphPattern(node))
        elif node.name in ("ServiceGraphPattern", "Graph"):
            raise _AnyError
        else:
            yield from _in_all(node.values())
    elif isinstance(node, list | tuple):
        yield from _in_all(node)


def _in_all(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        yield from _in_algebra(node)


def _in_path(path: Any) -> Iterator[str]:
    """A path of no steps at all leads from any node that the graph has to itself."""
    from rdflib import URIRef
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    if isinstance(path, URIRef):
        yield str(path)
    elif isinstance(path, InvPath):
        yield from _in_path(path.arg)
    elif isinstance(path, AlternativePath | SequencePath):
        for part in path.args:
            yield from _in_path(part)
    elif isinstance(path, MulPath) and path.mod == "+":
        yield from _in_path(path.path)
    else:
        raise _AnyError
