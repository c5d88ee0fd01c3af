"""The triples of one article, numbered and indexed, so that a shape is checked by looking up small sets of numbers.

Hashing a term of pyoxigraph costs more than everything that is done with it afterwards; so it is done once for each
place that the term stands in, and the checks see integers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.validation.shapes import class_hierarchy
from kg.vocabulary import RDF, RDFS

__all__ = ["IndexedGraph", "Values"]

Term = NamedNode | BlankNode | Literal
Values = Mapping[int, list[int]]
"""Number of a node → numbers of what it has for a property."""

_NOTHING: Values = {}


class IndexedGraph:
    """A graph and our class hierarchy, to be asked, by numbers of terms, for what shapes ask. Not changed once made."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._numbers: dict[object, int] = {}
        self.terms: list[Term] = []
        """Number → term."""
        self.forward: dict[int, dict[int, list[int]]] = {}
        """Property → subject → objects."""
        self._backward: dict[int, Values] = {}
        self._instances: dict[str, frozenset[int]] = {}
        self.worths: dict[int, object] = {}
        """Number of a term → what it is worth in an expression; for those who work that out, to keep it."""
        self._steps: dict[tuple[str, bool], Values] = {}
        self._read(triples)

    def _read(self, triples: Iterable[Triple]) -> None:
        numbers, seen = self._numbers, set()
        for triple in chain(triples, class_hierarchy()):
            subject, predicate, value = triple.subject, triple.predicate, triple.object
            numbered = (
                numbers.setdefault(subject, len(numbers)),
                numbers.setdefault(predicate, len(numbers)),
                numbers.setdefault(value, len(numbers)),
            )
            seen.add(numbered)
        self.terms = list(numbers)  # type: ignore[arg-type]  # in the order of their numbers
        forward: dict[int, dict[int, list[int]]] = {}
        for subject_, predicate_, value_ in seen:
            forward.setdefault(predicate_, {}).setdefault(subject_, []).append(value_)
        self.forward = forward

    def number(self, term: object) -> int | None:
        """The number of a term; None where the graph does not have it."""
        return self._numbers.get(term)

    def values(self, predicate: NamedNode) -> Values:
        """Who has what for a property."""
        number = self._numbers.get(predicate)
        return _NOTHING if number is None else self.forward.get(number, _NOTHING)

    def inverse(self, predicate: NamedNode) -> Values:
        """Who is the value of a property, and whose."""
        number = self._numbers.get(predicate)
        if number is None or number not in self.forward:
            return _NOTHING
        if number not in self._backward:
            backward: dict[int, list[int]] = {}
            for subject, objects in self.forward[number].items():
                for value in objects:
                    backward.setdefault(value, []).append(subject)
            self._backward[number] = backward
        return self._backward[number]

    def step(self, name: str, inverse: bool) -> Values:
        """Who has what for the property of that name, or the other way round."""
        found = self._steps.get((name, inverse))
        if found is None:
            property_ = NamedNode(name)
            found = self._steps[name, inverse] = self.inverse(property_) if inverse else self.values(property_)
        return found

    def instances(self, name: str) -> frozenset[int]:
        """The nodes of a class, or of one below it (SHACL instances: https://www.w3.org/TR/shacl/#dfn-shacl-instance).

        What the graph itself says of subclasses counts too.
        """
        if name not in self._instances:
            of = self.inverse(NamedNode(RDF.type))
            found: set[int] = set()
            for below in self._with_below(name):
                number = self._numbers.get(NamedNode(below))
                found.update(of.get(number, ()) if number is not None else ())
            self._instances[name] = frozenset(found)
        return self._instances[name]

    def _with_below(self, name: str) -> Iterable[str]:
        stated = self.values(NamedNode(RDFS.subClassOf))
        if sum(map(len, stated.values())) == len(class_hierarchy()):
            return _known_below()[name]
        below: dict[str, set[str]] = defaultdict(set)
        for lower, uppers in stated.items():
            for upper in uppers:
                below[self.terms[upper].value].add(self.terms[lower].value)
        return _reached(name, below)


@cache
def _known_below() -> Mapping[str, frozenset[str]]:
    """Class → itself and all of our classes below it."""
    below: dict[str, set[str]] = defaultdict(set)
    for triple in class_hierarchy():
        below[_value(triple.object)].add(_value(triple.subject))
    return _Classes({name: frozenset(_reached(name, below)) for name in below})


class _Classes(dict[str, frozenset[str]]):
    def __missing__(self, name: str) -> frozenset[str]:
        return frozenset({name})


def _reached(name: str, below: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {name}, [name]
    while waiting:
        for lower in below.get(waiting.pop(), ()):
            if lower not in found:
                found.add(lower)
                waiting.append(lower)
    return found


def _value(term: object) -> str:
    return str(getattr(term, "value", term))
