"""From the algebra of a query to a function of nested loops, which stops at the first row.

Each part of the pattern is given what comes after it, and puts that into its innermost loop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from kg.validation.indexed import IndexedGraph
from kg.validation.silence.expressions import Expressions
from kg.validation.silence.paths import WALKS, leads_to, reached, simple_steps
from kg.validation.silence.source import Bound, Source, UnknownConstructError, constant, indented, is_variable
from kg.validation.silence.values import COMPARISONS, FUNCTIONS, number, worth
from kg.vocabulary import KG, OA, RDF

__all__ = ["Search", "search_from", "source_of"]

Search = Callable[[IndexedGraph, Iterable[int]], bool]
"""Whether there is a row for any of these focus nodes. Raises UnsureError where that cannot be told."""
_Then = Callable[[Bound], list[str]]
_FOUND = ["return True"]
_SHARED = {OA.hasSource, KG.appearsIn, RDF.type}
"""Properties with few values, each of which very many nodes have."""


def source_of(pattern: str) -> str:
    """The source of the search for a row of a query about $this. Raises UnknownConstructError for what is not known."""
    from rdflib.plugins.sparql import prepareQuery

    patterns = _Patterns()
    this = patterns.source.variable("this")
    body = patterns.pattern(prepareQuery(pattern).algebra, {"this": True}, lambda _: _FOUND)
    lines = [
        *patterns.source.given_names,
        "def search(graph, foci):",
        *indented(["number, step, worths = graph.numbers.get, graph.step, graph.worths(worth)"]),
        *indented(patterns.source.before),
        *indented([f"for {this} in foci:", *indented(body), "return False"]),
    ]
    return "\n".join(lines)


def search_from(source: str) -> Search:
    """The search that the source is of. Raises UnknownConstructError where it has too many parts."""
    names: dict[str, Any] = {
        **WALKS,
        "FUNCTIONS": FUNCTIONS,
        "COMPARISONS": COMPARISONS,
        "whole": number,
        "worth": worth,
    }
    try:
        code = compile(source, "<constraint>", "exec")
    except SyntaxError:  # Python nests twenty loops at most
        raise UnknownConstructError("a pattern of very many parts") from None
    exec(code, names)  # made of our own shapes, and of nothing else
    search: Search = names["search"]
    return search


class _Patterns:
    def __init__(self) -> None:
        self.source = Source()
        self._expressions = Expressions(self.source, self._exists)

    def pattern(self, node: Any, bound: Bound, then: _Then) -> list[str]:
        """The lines for a part of the algebra, with what comes after it."""
        match node.name:
            case "SelectQuery" | "Project" | "Distinct" | "ToMultiSet":
                return self.pattern(node.p, bound, then)
            case "Join":
                return self.pattern(node.p1, bound, lambda more: self.pattern(node.p2, more, then))
            case "Union":
                return [*self.pattern(node.p1, bound, then), *self.pattern(node.p2, bound, then)]
            case "LeftJoin":  # OPTIONAL takes no row away
                return self.pattern(node.p1, bound, then)
            case "Filter":
                return self.pattern(node.p, bound, lambda more: self._filter(node.expr, more, then))
            case "Extend":
                return self.pattern(node.p, bound, lambda more: self._bind(node, more, then))
            case "BGP":
                return self._triples(list(node.triples), bound, then)
        raise UnknownConstructError(node.name)

    def _filter(self, expression: Any, bound: Bound, then: _Then) -> list[str]:
        return [f"if {self._expressions.expression(expression, bound)}:", *indented(then(bound))]

    def _bind(self, node: Any, bound: Bound, then: _Then) -> list[str]:
        value, name = self._expressions.expression(node.expr, bound), self.source.variable(str(node.var))
        return [f"{name} = {value}", *then({**bound, str(node.var): False})]

    def _triples(self, triples: list[Any], bound: Bound, then: _Then) -> list[str]:
        """The triple that is bound most comes first; of several, one that does not lead to all that an article has."""
        if not triples:
            return then(bound)
        first = max(triples, key=lambda triple: _promise(triple, bound))
        rest = [triple for triple in triples if triple is not first]
        return self._triple(first, bound, lambda more: self._triples(rest, more, then))

    def _triple(self, triple: Any, bound: Bound, then: _Then) -> list[str]:
        near, far, path, inverse = _directed(triple, bound)
        start = self._node(near, bound)
        if _is_known(far, bound):
            end = self._node(far, bound)
            return [f"if {leads_to(self.source, path, start, end, inverse=inverse)}:", *indented(then(bound))]
        end = self.source.variable(str(far))
        return reached(self.source, path, start, end, then({**bound, str(far): True}), inverse=inverse)

    def _node(self, term: Any, bound: Bound) -> str:
        if not is_variable(term):
            return self.source.number(constant(term))
        if not bound[str(term)]:
            raise UnknownConstructError("a computed value in a triple")
        return self.source.variable(str(term))

    def _exists(self, group: Any, bound: Bound) -> str:
        """A function of its own, of what is bound in it; a single look-up where one triple is asked for."""
        from rdflib.plugins.sparql.algebra import translateGroupGraphPattern

        if group.name == "GroupGraphPatternSub":
            group = translateGroupGraphPattern(group)
        if found := self._has_any(group, bound):
            return found
        body = [*self.pattern(group, bound, lambda _: _FOUND), "return False"]
        used = set(re.findall(r"\bv\d+\b", "\n".join(body)))
        given = [name for name in map(self.source.variable, bound) if name in used]
        name = self.source.fresh("e")
        self.source.before += [f"def {name}({', '.join(given)}):", *indented(body)]
        return f"{name}({', '.join(given)})"

    def _has_any(self, group: Any, bound: Bound) -> str | None:
        """Whether a node has any value for a property, where nothing else is asked."""
        if group.name != "BGP" or len(group.triples) != 1:
            return None
        near, far, path, inverse = _directed(group.triples[0], bound)
        steps = None if _is_known(far, bound) or far == near else simple_steps(self.source, path, inverse=inverse)
        if steps is None:
            return None
        start = self._node(near, bound)
        return "(" + " or ".join(f"{start} in {step}" for step in steps) + ")"


def _is_known(term: Any, bound: Bound) -> bool:
    return not is_variable(term) or str(term) in bound


def _promise(triple: Any, bound: Bound) -> tuple[int, bool]:
    subject, path, value = triple
    known = _is_known(subject, bound), _is_known(value, bound)
    return sum(known), known != (False, True) or str(path) not in _SHARED


def _directed(triple: Any, bound: Bound) -> tuple[Any, Any, Any, bool]:
    """Where a triple is begun, where it leads, its path, and whether that is gone through backwards."""
    subject, path, value = triple
    if _is_known(subject, bound):
        return subject, value, path, False
    if _is_known(value, bound):
        return value, subject, path, True
    raise UnknownConstructError("a triple that nothing leads to")
