"""The constraints of SHACL Core that our shapes use, each a function over sets of focus nodes.

A constraint gives the numbers of the nodes at fault: the focus node, and the value that is wrong where there is one.
Section numbers are those of https://www.w3.org/TR/shacl/.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.validation.indexed import IndexedGraph
from kg.validation.keys import is_blank, is_iri, is_literal, key, literal, plain
from kg.vocabulary import XSD

__all__ = ["CONSTRAINTS", "Fault", "Present", "Term", "comparable", "is_well_formed"]

Fault = tuple[int, int | None]
"""Focus node, and the value at fault; None where it is about how many values there are."""
Present = list[tuple[int, list[int]]]
"""Focus nodes with their value nodes; those without values are left out."""
Find = Callable[[IndexedGraph, frozenset[int], Present], Iterator[Fault]]
"""Graph, focus nodes, and those that have values → the faults."""

Term = NamedNode | BlankNode | Literal
Parameter = Callable[[Term], Find]
"""Value of a SHACL parameter → the constraint."""

_REMEMBERED = 8_000
"""Literals that are remembered as what they are worth: the numbers of most places in a text are those of another."""


def _each(is_wrong: Callable[[str], bool]) -> Find:
    """A constraint on each value by itself; a value that many nodes have is looked at once."""

    def find(graph: IndexedGraph, _foci: frozenset[int], present: Present) -> Iterator[Fault]:
        terms = graph.terms
        every = {value for _, values in present for value in values}
        wrong = {value for value in every if is_wrong(terms[value])}
        if wrong:
            yield from ((focus, value) for focus, values in present for value in values if value in wrong)

    return find


def _class(of: Term) -> Find:
    """4.1.1 sh:class."""

    def find(graph: IndexedGraph, _foci: frozenset[int], present: Present) -> Iterator[Fault]:
        members = graph.instances(of.value)
        return ((focus, value) for focus, values in present for value in values if value not in members)

    return find


def _datatype(datatype: Term) -> Find:
    """4.1.2 sh:datatype: also that the literal is well-formed."""
    wanted = datatype.value
    if wanted == XSD.string:
        return _each(lambda term: not (is_literal(term) and term[-1] == '"'))
    end = f'"^^<{wanted}>'

    def is_wrong(term: str) -> bool:
        return not (is_literal(term) and term.endswith(end) and is_well_formed(literal(term)[0], wanted))

    return _each(lru_cache(_REMEMBERED)(is_wrong))


def _node_kind(kind: Term) -> Find:
    """4.1.3 sh:nodeKind."""
    allowed: dict[str, Callable[[str], bool]] = {
        "IRI": is_iri,
        "Literal": is_literal,
        "BlankNode": is_blank,
        "BlankNodeOrIRI": lambda term: not is_literal(term),
        "IRIOrLiteral": lambda term: not is_blank(term),
        "BlankNodeOrLiteral": lambda term: not is_iri(term),
    }
    is_allowed = allowed[kind.value.rpartition("#")[2]]
    return _each(lambda term: not is_allowed(term))


def _min_count(least: Term) -> Find:
    """4.2.1 sh:minCount."""
    limit = int(least.value)

    def find(_graph: IndexedGraph, foci: frozenset[int], present: Present) -> Iterator[Fault]:
        enough = {focus for focus, values in present if len(values) >= limit}
        return ((focus, None) for focus in foci - enough) if limit else iter(())

    return find


def _max_count(most: Term) -> Find:
    """4.2.2 sh:maxCount."""
    limit = int(most.value)
    return lambda _graph, _foci, present: ((focus, None) for focus, values in present if len(values) > limit)


def _limit(is_within: Callable[[int], bool]) -> Parameter:
    """4.3 sh:minInclusive and so on; what cannot be compared is at fault."""

    def constraint(limit: Term) -> Find:
        bound = key(limit)

        def is_wrong(term: str) -> bool:
            order = comparable(term, bound)
            return order is None or not is_within(order)

        return _each(is_wrong)

    return constraint


def _length(is_within: Callable[[int, int], bool]) -> Parameter:
    """4.4.1, 4.4.2 sh:minLength, sh:maxLength: blank nodes have no length."""

    def constraint(limit: Term) -> Find:
        bound = int(limit.value)

        def is_wrong(term: str) -> bool:
            return is_blank(term) or not is_within(len(plain(term)), bound)

        return _each(is_wrong)

    return constraint


def _pattern(pattern: Term) -> Find:
    """4.4.3 sh:pattern. Python's expressions are XPath's as far as our shapes go."""
    search = re.compile(pattern.value).search

    def is_wrong(term: str) -> bool:
        return is_blank(term) or search(plain(term)) is None

    return _each(is_wrong)


def _disjoint(predicate: Term) -> Find:
    """4.5.2 sh:disjoint."""

    def find(graph: IndexedGraph, _foci: frozenset[int], present: Present) -> Iterator[Fault]:
        others = graph.values(predicate.value)
        return ((focus, value) for focus, values in present for value in values if value in others.get(focus, ()))

    return find


def _less_than(is_within: Callable[[int], bool]) -> Parameter:
    """4.5.3, 4.5.4 sh:lessThan, sh:lessThanOrEquals: every value with every one of the other property."""

    def constraint(predicate: Term) -> Find:
        def find(graph: IndexedGraph, _foci: frozenset[int], present: Present) -> Iterator[Fault]:
            others = graph.values(predicate.value)
            for focus, values in present:
                for value in values:
                    orders = (comparable(graph.terms[value], graph.terms[other]) for other in others.get(focus, ()))
                    if any(order is None or not is_within(order) for order in orders):
                        yield focus, value

        return find

    return constraint


CONSTRAINTS: dict[str, Parameter] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minCount": _min_count,
    "maxCount": _max_count,
    "minInclusive": _limit(lambda order: order >= 0),
    "maxInclusive": _limit(lambda order: order <= 0),
    "minExclusive": _limit(lambda order: order > 0),
    "maxExclusive": _limit(lambda order: order < 0),
    "minLength": _length(lambda length, bound: length >= bound),
    "maxLength": _length(lambda length, bound: length <= bound),
    "pattern": _pattern,
    "disjoint": _disjoint,
    "lessThan": _less_than(lambda order: order < 0),
    "lessThanOrEquals": _less_than(lambda order: order <= 0),
}
"""Local name of a SHACL parameter that takes one term → what makes a constraint of its value."""


# --- literals

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DATE_TIME = re.compile(
    r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NUMBERS = {
    XSD.integer: _INTEGER,
    XSD.decimal: _DECIMAL,
    "http://www.w3.org/2001/XMLSchema#double": _DOUBLE,
    "http://www.w3.org/2001/XMLSchema#float": _DOUBLE,
}
"""What is compared as a number; infinity and NaN are not."""
_FORMS: dict[str, re.Pattern[str]] = {
    XSD.integer: _INTEGER,
    XSD.decimal: _DECIMAL,
    XSD.dateTime: _DATE_TIME,
    XSD.boolean: re.compile("true|false|1|0"),
}
_ANY_FORM = (XSD.string, XSD.anyURI)
DATATYPES = frozenset((*_FORMS, *_ANY_FORM))
"""Datatypes that a shape may ask for: their forms are known here."""


def is_well_formed(value: str, datatype: str) -> bool:
    """Whether what a literal says is of its datatype, as XML Schema 1.1 part 2 has it."""
    form = _FORMS.get(datatype)
    if form is None:
        return True
    if form.fullmatch(value) is None:
        return False
    return form is not _DATE_TIME or _moment(value) is not None


def comparable(one: str, other: str) -> int | None:
    """-1, 0 or 1 as SPARQL's < and = order two literals; None where they cannot be compared."""
    if not (is_literal(one) and is_literal(other)):
        return None
    first, second = _ordered(one), _ordered(other)
    if first is None or second is None or type(first) is not type(second):
        return None
    try:
        return (first > second) - (first < second)  # type: ignore[operator]  # both are of one type
    except TypeError:  # a moment with a zone and one without
        return None


@lru_cache(_REMEMBERED)
def _ordered(term: str) -> Decimal | datetime | str | None:
    value, datatype, _ = literal(term)
    if datatype in _NUMBERS:
        return Decimal(value) if _NUMBERS[datatype].fullmatch(value) else None
    if datatype == XSD.dateTime:
        return _moment(value) if _DATE_TIME.fullmatch(value) else None
    return value if datatype == XSD.string else None


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def members(values: Iterable[Term]) -> Find:
    """4.8.3 sh:in: one of these terms."""
    allowed = [key(term) for term in values]

    def find(graph: IndexedGraph, _foci: frozenset[int], present: Present) -> Iterator[Fault]:
        known = {graph.number(term) for term in allowed}
        return ((focus, value) for focus, values_ in present for value in values_ if value not in known)

    return find
