"""Expressions of SPARQL as expressions of Python: of truth values, numbers, texts and IRIs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.validation.keys import is_iri
from kg.validation.silence.source import Bound, Source, UnknownConstructError, constant, is_variable
from kg.validation.silence.values import FUNCTIONS, worth

__all__ = ["Expressions"]

Exists = Callable[[Any, Bound], str]
"""Algebra of the group in an EXISTS, and what is bound → the expression that tells whether it has a row."""


class Expressions:
    """Makes expressions for one search."""

    def __init__(self, source: Source, exists: Exists) -> None:
        self._source = source
        self._exists = exists

    def expression(self, node: Any, bound: Bound) -> str:
        """What an expression of the algebra is worth."""
        if is_variable(node):
            return self._variable(node, bound)
        name = getattr(node, "name", None)
        if name is None:
            return self._constant(node)
        if name == "Builtin_EXISTS":
            return self._exists(node.graph, bound)
        if name == "Builtin_NOTEXISTS":
            return f"(not {self._exists(node.graph, bound)})"
        if name == "RelationalExpression":
            return self._relation(node, bound)
        if name in ("ConditionalAndExpression", "ConditionalOrExpression"):
            word = " and " if name == "ConditionalAndExpression" else " or "
            return f"({word.join(self.expression(part, bound) for part in (node.expr, *node.other))})"
        if name == "AdditiveExpression":
            return self._sum(node, bound)
        if name in FUNCTIONS:
            return self._call(node, bound)
        raise UnknownConstructError(name)

    def _variable(self, node: Any, bound: Bound) -> str:
        if str(node) not in bound:
            raise UnknownConstructError(f"?{node} may be unbound")
        name = self._source.variable(str(node))
        return f"worths[{name}]" if bound[str(node)] else name

    def _constant(self, node: Any) -> str:
        value = worth(constant(node))
        return repr(value) if type(value) in (int, str) else self._source.given("c", f"worth({constant(node)!r})")

    def _call(self, node: Any, bound: Bound) -> str:
        _, places = FUNCTIONS[node.name]
        given = [getattr(node, place) for place in places]
        flat = [part for item in given for part in (item if isinstance(item, list) else [item])]
        arguments = ", ".join(self.expression(part, bound) for part in flat)
        return f"{self._source.given('f', f'FUNCTIONS[{node.name!r}][0]')}({arguments})"

    def _relation(self, node: Any, bound: Bound) -> str:
        """A node is an IRI of the query where it has its number; literals never are (SPARQL 1.1, section 17.4.1.7)."""
        if node.op in ("IN", "NOT IN"):
            return self._listed(node, bound)
        if node.op in ("=", "!="):
            for one, other in ((node.expr, node.other), (node.other, node.expr)):
                if self._is_node(one, bound) and (iri := _iri(other)):
                    sign = "==" if node.op == "=" else "!="
                    return f"({self._source.variable(str(one))} {sign} {self._source.number(iri)})"
        compare = self._source.given("f", f"COMPARISONS[{str(node.op)!r}]")
        return f"{compare}({self.expression(node.expr, bound)}, {self.expression(node.other, bound)})"

    def _listed(self, node: Any, bound: Bound) -> str:
        iris = [_iri(other) for other in node.other]
        if self._is_node(node.expr, bound) and all(iris):
            numbers = ", ".join(self._source.number(str(iri)) for iri in iris)
            listed = self._source.once("l", f"frozenset(({numbers},))")
            word = "in" if node.op == "IN" else "not in"
            return f"({self._source.variable(str(node.expr))} {word} {listed})"
        equal = self._source.given("f", "COMPARISONS['=']")
        one = self.expression(node.expr, bound)
        found = " or ".join(f"{equal}({one}, {self.expression(other, bound)})" for other in node.other) or "False"
        return f"({found})" if node.op == "IN" else f"(not ({found}))"

    def _is_node(self, term: Any, bound: Bound) -> bool:
        return is_variable(term) and bound.get(str(term), False)

    def _sum(self, node: Any, bound: Bound) -> str:
        whole = self._source.given("f", "whole")
        terms = [f"{whole}({self.expression(term, bound)})" for term in (node.expr, *node.other)]
        signs = ["", *(f" {operator} " for operator in node.op)]
        return "(" + "".join(sign + term for sign, term in zip(signs, terms, strict=True)) + ")"


def _iri(term: Any) -> str | None:
    """A constant IRI."""
    if is_variable(term) or getattr(term, "name", None) is not None:
        return None
    text = constant(term)
    return text if is_iri(text) else None
