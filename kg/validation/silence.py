"""Whether a SPARQL constraint finds nothing, told without SPARQL: nearly always it does not.

Handing an article to a SPARQL engine and asking forty questions takes longer than all of SHACL Core. So the pattern of
each constraint is compiled to nested loops over the index, which tell whether it has a row for any focus node. Only
where it has one, or where that cannot be told here, is the query asked, and makes the results.

The loops answer exactly or not at all: a construct that is not known makes the query be asked always, and a value whose
comparison is not known (a language tag, a number against a text) makes it be asked this time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.validation.indexed import IndexedGraph
from kg.validation.shapes import SparqlCheck
from kg.vocabulary import XSD

__all__ = ["is_compiled", "is_silent"]

_Row = list[Any]
"""What variables are bound to: the number of a term, or a computed value in a tuple."""
_Test = Callable[[IndexedGraph, _Row], bool]
"""Whether there is a row that goes on from this one."""
_Value = Callable[[IndexedGraph, _Row], Any]
_Reach = Callable[[IndexedGraph, int], Iterable[int]]
_Bound = dict[str, bool]
"""Variables that are bound; true where it is to a term of the graph."""
_Then = Callable[[_Bound], _Test]


class _UnknownError(Exception):
    """A construct that is not known here."""


class _UnsureError(Exception):
    """A value whose comparison is not known here."""


def is_silent(graph: IndexedGraph, check: SparqlCheck, foci: Iterable[int]) -> bool:
    """Whether the constraint certainly finds nothing wrong with these nodes."""
    compiled = _compiled(check.pattern)
    if compiled is None:
        return False
    test, width = compiled
    row: _Row = [None] * width
    try:
        for focus in foci:
            row[0] = focus
            if test(graph, row):
                return False
    except _UnsureError:
        return False
    return True


def is_compiled(check: SparqlCheck) -> bool:
    """Whether it can be told at all that the constraint finds nothing."""
    return _compiled(check.pattern) is not None


@cache
def _compiled(pattern: str) -> tuple[_Test, int] | None:
    """The test, and how many variables it has."""
    from rdflib.plugins.sparql import prepareQuery

    compiling = _Compiling()
    try:
        test = compiling.pattern(prepareQuery(pattern).algebra, {"this": True}, lambda _: _found)
    except _UnknownError:
        return None
    return test, len(compiling.slots)


def _found(_graph: IndexedGraph, _row: _Row) -> bool:
    return True


class _Compiling:
    """From the algebra of a query to nested functions; each calls what comes after it for every row it finds."""

    def __init__(self) -> None:
        self.slots = {"this": 0}

    def slot(self, variable: str) -> int:
        return self.slots.setdefault(str(variable), len(self.slots))

    def pattern(self, node: Any, bound: _Bound, then: _Then) -> _Test:
        """The test for a part of the algebra, with what comes after it."""
        match node.name:
            case "SelectQuery" | "Project" | "Distinct" | "ToMultiSet":
                return self.pattern(node.p, bound, then)
            case "Join":
                return self.pattern(node.p1, bound, lambda more: self.pattern(node.p2, more, then))
            case "Union":
                one, other = self.pattern(node.p1, bound, then), self.pattern(node.p2, bound, then)
                return lambda graph, row: one(graph, row) or other(graph, row)
            case "LeftJoin":  # OPTIONAL takes no row away
                return self.pattern(node.p1, bound, then)
            case "Filter":
                return self.pattern(node.p, bound, lambda more: self._filter(node.expr, more, then))
            case "Extend":
                return self.pattern(node.p, bound, lambda more: self._bind(node, more, then))
            case "BGP":
                return self._triples(list(node.triples), bound, then)
        raise _UnknownError(node.name)

    def _filter(self, expression: Any, bound: _Bound, then: _Then) -> _Test:
        holds, go_on = self.expression(expression, bound), then(bound)
        return lambda graph, row: holds(graph, row) and go_on(graph, row)

    def _bind(self, node: Any, bound: _Bound, then: _Then) -> _Test:
        value, slot = self.expression(node.expr, bound), self.slot(node.var)
        go_on = then({**bound, str(node.var): False})

        def test(graph: IndexedGraph, row: _Row) -> bool:
            row[slot] = (value(graph, row),)
            return go_on(graph, row)

        return test

    def _triples(self, triples: list[Any], bound: _Bound, then: _Then) -> _Test:
        """The triple that is bound most comes first."""
        if not triples:
            return then(bound)
        first = max(triples, key=lambda triple: self._is_known(triple[0], bound) + self._is_known(triple[2], bound))
        rest = [triple for triple in triples if triple is not first]
        return self._triple(first, bound, lambda more: self._triples(rest, more, then))

    def _is_known(self, term: Any, bound: _Bound) -> int:
        return not _is_variable(term) or str(term) in bound

    def _triple(self, triple: Any, bound: _Bound, then: _Then) -> _Test:
        subject, path, value = triple
        if self._is_known(subject, bound):
            return self._from(subject, value, _reach(path, inverse=False), bound, then)
        if self._is_known(value, bound):
            return self._from(value, subject, _reach(path, inverse=True), bound, then)
        raise _UnknownError("a triple that nothing leads to")

    def _from(self, near: Any, far: Any, reach: _Reach, bound: _Bound, then: _Then) -> _Test:
        start = self._node(near, bound)
        if self._is_known(far, bound):
            end, go_on = self._node(far, bound), then(bound)

            def check(graph: IndexedGraph, row: _Row) -> bool:
                node = start(graph, row)
                if node is None or (last := end(graph, row)) is None:
                    return False
                return last in reach(graph, node) and go_on(graph, row)

            return check
        slot = self.slot(far)
        go_on = then({**bound, str(far): True})

        def search(graph: IndexedGraph, row: _Row) -> bool:
            node = start(graph, row)
            if node is None:
                return False
            for row[slot] in reach(graph, node):  # noqa: SIM110 - each value is put in its place first
                if go_on(graph, row):
                    return True
            return False

        return search

    def _node(self, term: Any, bound: _Bound) -> Callable[[IndexedGraph, _Row], int | None]:
        if not _is_variable(term):
            constant = _constant(term)
            return lambda graph, _row: graph.number(constant)
        if not bound[str(term)]:
            raise _UnknownError("a computed value in a triple")
        slot = self.slot(term)
        return lambda _graph, row: row[slot]

    # --- expressions

    def expression(self, node: Any, bound: _Bound) -> _Value:
        """What an expression is worth; truth values, numbers, texts and IRIs."""
        if _is_variable(node):
            return self._variable(node, bound)
        name = getattr(node, "name", None)
        if name is None:
            constant = _worth(_constant(node))
            return lambda _graph, _row: constant
        if name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            return self._exists(node, bound, wanted=name == "Builtin_EXISTS")
        if name == "RelationalExpression":
            return self._relation(node, bound)
        if name in ("ConditionalAndExpression", "ConditionalOrExpression"):
            parts = [self.expression(part, bound) for part in (node.expr, *node.other)]
            return _joined(parts, decides=name == "ConditionalOrExpression")
        if name == "AdditiveExpression":
            return self._sum(node, bound)
        if name in _FUNCTIONS:
            function, names = _FUNCTIONS[name]
            given = [getattr(node, key) for key in names]
            flat = [part for item in given for part in (item if isinstance(item, list) else [item])]
            arguments = [self.expression(part, bound) for part in flat]
            return lambda graph, row: function(*(argument(graph, row) for argument in arguments))
        raise _UnknownError(name)

    def _variable(self, node: Any, bound: _Bound) -> _Value:
        if str(node) not in bound:
            raise _UnknownError(f"?{node} may be unbound")
        slot = self.slot(node)
        if bound[str(node)]:
            return lambda graph, row: _worth_of(graph, row[slot])
        return lambda _graph, row: row[slot][0]

    def _exists(self, node: Any, bound: _Bound, *, wanted: bool) -> _Value:
        from rdflib.plugins.sparql.algebra import translateGroupGraphPattern

        inner = node.graph
        if inner.name == "GroupGraphPatternSub":
            inner = translateGroupGraphPattern(inner)
        test = self.pattern(inner, bound, lambda _: _found)
        return lambda graph, row: test(graph, row) is wanted

    def _relation(self, node: Any, bound: _Bound) -> _Value:
        one = self.expression(node.expr, bound)
        if node.op in ("IN", "NOT IN"):
            wanted = node.op == "IN"
            listed = [None if _is_variable(other) else _worth(_constant(other)) for other in node.other]
            if all(type(item) is _Iri for item in listed):
                return _listed(one, frozenset(listed), wanted)
            others = [self.expression(other, bound) for other in node.other]
            return lambda graph, row: any(_equal(one(graph, row), item(graph, row)) for item in others) is wanted
        other, compare = self.expression(node.other, bound), _COMPARISONS[node.op]
        return lambda graph, row: compare(one(graph, row), other(graph, row))

    def _sum(self, node: Any, bound: _Bound) -> _Value:
        first = self.expression(node.expr, bound)
        signs = [1 if operator == "+" else -1 for operator in node.op]
        others = [self.expression(other, bound) for other in node.other]

        def value(graph: IndexedGraph, row: _Row) -> Any:
            terms = [_number(other(graph, row)) for other in others]
            return _number(first(graph, row)) + sum(sign * term for sign, term in zip(signs, terms, strict=True))

        return value


def _joined(parts: list[_Value], *, decides: bool) -> _Value:
    """AND and OR: the first that is worth ``decides`` decides."""

    def value(graph: IndexedGraph, row: _Row) -> bool:
        for part in parts:  # asked for every pair of nodes, where a generator costs more than its parts
            if bool(part(graph, row)) is decides:
                return decides
        return not decides

    return value


def _listed(one: _Value, allowed: frozenset[Any], wanted: bool) -> _Value:
    """IN and NOT IN a list of IRIs."""

    def value(graph: IndexedGraph, row: _Row) -> bool:
        item = one(graph, row)
        if type(item) is not _Iri:
            raise _UnsureError
        return (item in allowed) is wanted

    return value


def _reach(path: Any, *, inverse: bool) -> _Reach:
    """From the number of a node to those that a property path leads to."""
    from rdflib import URIRef
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    if isinstance(path, URIRef):
        name = str(path)
        return lambda graph, node: graph.step(name, inverse).get(node, ())
    if isinstance(path, InvPath):
        return _reach(path.arg, inverse=not inverse)
    if isinstance(path, AlternativePath):
        ways = [_reach(part, inverse=inverse) for part in path.args]
        return lambda graph, node: [reached for way in ways for reached in way(graph, node)]
    if isinstance(path, SequencePath):
        steps = [_reach(part, inverse=inverse) for part in (reversed(path.args) if inverse else path.args)]
        return lambda graph, node: _along(steps, graph, node)
    if isinstance(path, MulPath) and path.mod in ("*", "+"):
        once = _reach(path.path, inverse=inverse)
        return lambda graph, node: _closure(once, graph, node, itself=path.mod == "*")
    raise _UnknownError(f"the path {path}")


def _along(steps: list[_Reach], graph: IndexedGraph, node: int) -> Iterable[int]:
    nodes: Iterable[int] = (node,)
    for step in steps:
        nodes = [reached for start in nodes for reached in step(graph, start)]
    return nodes


def _closure(once: _Reach, graph: IndexedGraph, node: int, *, itself: bool) -> set[int]:
    found = {node} if itself else set()
    waiting = [node]
    while waiting:
        for reached in once(graph, waiting.pop()):
            if reached not in found:
                found.add(reached)
                waiting.append(reached)
    return found


def _is_variable(term: Any) -> bool:
    from rdflib import Variable

    return isinstance(term, Variable)


def _constant(term: Any) -> NamedNode | Literal:
    from rdflib import Literal as RdflibLiteral
    from rdflib import URIRef

    if isinstance(term, URIRef):
        return NamedNode(str(term))
    if isinstance(term, RdflibLiteral) and term.language is None:
        return Literal(str(term), datatype=NamedNode(str(term.datatype or XSD.string)))
    raise _UnknownError(f"the term {term!r}")


class _Iri(str):
    """An IRI, which is no text to SPARQL."""

    __slots__ = ()


def _worth_of(graph: IndexedGraph, number: int) -> Any:
    """What a term of the graph is worth, worked out once: a document's text is asked for with each mention."""
    worths = graph.worths
    worth = worths.get(number)
    if worth is None:
        worth = worths[number] = _worth(graph.terms[number])
    return worth


def _worth(term: Any) -> Any:
    """IRIs as such, texts as str, whole numbers as int; anything else is not compared here."""
    if isinstance(term, NamedNode):
        return _Iri(term.value)
    if isinstance(term, Literal) and term.language is None:
        datatype = term.datatype.value
        try:
            if datatype == XSD.string:
                return term.value
            if datatype == XSD.integer and term.value.lstrip("+-").isascii():
                return int(term.value)
        except ValueError:
            pass
    return _NotCompared(term)


class _NotCompared:
    """A term whose value is not looked at here; only its text is known."""

    def __init__(self, term: Any) -> None:
        self.term = term


def _equal(one: Any, other: Any) -> bool:
    if type(one) is not type(other) or isinstance(one, _NotCompared):
        raise _UnsureError
    return bool(one == other)


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def test(one: Any, other: Any) -> bool:
        if type(one) is not type(other) or type(one) not in (int, str):
            raise _UnsureError
        return compare(one, other)

    return test


def _number(value: Any) -> int:
    if type(value) is not int:
        raise _UnsureError
    return value


def _text(value: Any) -> str:
    if type(value) is not str:
        raise _UnsureError
    return value


def _str(value: Any) -> str:
    if type(value) is _Iri:
        return str(value)
    if type(value) is int:  # as Oxigraph writes numbers
        return str(value)
    return _text(value)


def _substr(text: Any, start: Any, length: Any) -> str:
    start, length = _number(start), _number(length)
    if start < 1 or length < 0:
        raise _UnsureError
    return _text(text)[start - 1 : start - 1 + length]


def _regex(text: Any, pattern: Any) -> bool:
    return re.search(_text(pattern), _text(text)) is not None


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": _equal,
    "!=": lambda one, other: not _equal(one, other),
    "<": _ordered(lambda one, other: one < other),
    "<=": _ordered(lambda one, other: one <= other),
    ">": _ordered(lambda one, other: one > other),
    ">=": _ordered(lambda one, other: one >= other),
}
_FUNCTIONS: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "Builtin_STR": (_str, ("arg",)),
    "Builtin_STRLEN": (lambda text: len(_text(text)), ("arg",)),
    "Builtin_SUBSTR": (_substr, ("arg", "start", "length")),
    "Builtin_CONCAT": (lambda *texts: "".join(map(_text, texts)), ("arg",)),
    "Builtin_SHA256": (lambda text: hashlib.sha256(_text(text).encode()).hexdigest(), ("arg",)),
    "Builtin_STRSTARTS": (lambda text, start: _text(text).startswith(_text(start)), ("arg1", "arg2")),
    "Builtin_REGEX": (_regex, ("text", "pattern")),
}
