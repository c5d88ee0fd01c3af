"""Property paths as loops: from the number of a node to those that a path leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from kg.validation.indexed import IndexedGraph
from kg.validation.silence.source import Source, UnknownConstructError, indented

__all__ = ["WALKS", "leads_to", "reached", "simple_steps"]

_Reach = Callable[[IndexedGraph, int], Iterable[int]]


def simple_steps(source: Source, path: Any, *, inverse: bool) -> list[str] | None:
    """The look-ups of a property, its inverse, or alternatives of these; None for any other path."""
    from rdflib import URIRef
    from rdflib.paths import AlternativePath, InvPath

    if isinstance(path, URIRef):
        return [source.step(str(path), inverse)]
    if isinstance(path, InvPath):
        return simple_steps(source, path.arg, inverse=not inverse)
    if isinstance(path, AlternativePath):
        parts = [simple_steps(source, part, inverse=inverse) for part in path.args]
        return [step for part in parts for step in part or ()] if all(parts) else None
    return None


def reached(source: Source, path: Any, start: str, end: str, body: list[str], *, inverse: bool) -> list[str]:
    """Loops in which ``end`` is each node that the path leads to from ``start``."""
    from rdflib.paths import SequencePath

    steps = simple_steps(source, path, inverse=inverse)
    if steps is not None and len(steps) == 1:
        return [f"for {end} in {steps[0]}.get({start}, ()):", *indented(body)]
    if steps is not None:
        way = source.fresh("w")
        inner = [f"for {end} in {way}.get({start}, ()):", *indented(body)]
        return [f"for {way} in ({', '.join(steps)}):", *indented(inner)]
    if isinstance(path, SequencePath):
        first, *rest = reversed(path.args) if inverse else path.args
        if not rest:
            return reached(source, first, start, end, body, inverse=inverse)
        between = source.fresh("b")
        remaining = SequencePath(*(reversed(rest) if inverse else rest)) if len(rest) > 1 else rest[0]
        inner = reached(source, remaining, between, end, body, inverse=inverse)
        return reached(source, first, start, between, inner, inverse=inverse)
    return [f"for {end} in {_walk(source, path, inverse)}(graph, {start}):", *indented(body)]


def leads_to(source: Source, path: Any, start: str, end: str, *, inverse: bool) -> str:
    """Whether the path leads from one known node to another, as an expression."""
    steps = simple_steps(source, path, inverse=inverse)
    if steps is not None:
        return "(" + " or ".join(f"{end} in {step}.get({start}, ())" for step in steps) + ")"
    return f"{end} in {_walk(source, path, inverse)}(graph, {start})"


def _walk(source: Source, path: Any, inverse: bool) -> str:
    return source.given("r", _reach(path, inverse=inverse))


def _reach(path: Any, *, inverse: bool) -> str:
    """The expression that makes a function of a path, from those of ``WALKS``."""
    from rdflib import URIRef
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    if isinstance(path, URIRef):
        return f"one_step({str(path)!r}, {inverse})"
    if isinstance(path, InvPath):
        return _reach(path.arg, inverse=not inverse)
    if isinstance(path, AlternativePath):
        return f"any_of({', '.join(_reach(part, inverse=inverse) for part in path.args)})"
    if isinstance(path, SequencePath):
        parts = reversed(path.args) if inverse else path.args
        return f"all_of({', '.join(_reach(part, inverse=inverse) for part in parts)})"
    if isinstance(path, MulPath) and path.mod in ("*", "+"):
        return f"many_of({_reach(path.path, inverse=inverse)}, {path.mod == '*'})"
    raise UnknownConstructError(f"the path {path}")


def _one_step(name: str, inverse: bool) -> _Reach:
    return lambda graph, node: graph.step(name, inverse).get(node, ())


def _any_of(*ways: _Reach) -> _Reach:
    return lambda graph, node: [found for way in ways for found in way(graph, node)]


def _all_of(*steps: _Reach) -> _Reach:
    return lambda graph, node: _along(steps, graph, node)


def _many_of(once: _Reach, itself: bool) -> _Reach:
    return lambda graph, node: _closure(once, graph, node, itself=itself)


WALKS: dict[str, Callable[..., _Reach]] = {
    "one_step": _one_step,
    "any_of": _any_of,
    "all_of": _all_of,
    "many_of": _many_of,
}
"""What the source of a search calls to make the function of a path."""


def _along(steps: Iterable[_Reach], graph: IndexedGraph, node: int) -> Iterable[int]:
    nodes: Iterable[int] = (node,)
    for step in steps:
        nodes = [found for start in nodes for found in step(graph, start)]
    return nodes


def _closure(once: _Reach, graph: IndexedGraph, node: int, *, itself: bool) -> set[int]:
    found = {node} if itself else set()
    waiting = [node]
    while waiting:
        for reached_ in once(graph, waiting.pop()):
            if reached_ not in found:
                found.add(reached_)
                waiting.append(reached_)
    return found
