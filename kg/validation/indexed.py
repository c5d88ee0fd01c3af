"""The statements of one article, numbered and indexed, so that shapes look up small sets of integers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain

from kg.rdf.statements import Statement
from kg.validation.keys import statements_of
from kg.validation.shapes import class_hierarchy
from kg.vocabulary import RDF, RDFS

__all__ = ["IndexedGraph", "Values"]

Values = Mapping[int, list[int]]
"""Number of a node → numbers of what it has for a property."""

_NOTHING: Values = {}


class IndexedGraph:
    """A graph and our class hierarchy, to be asked, by numbers of terms, for what shapes ask. Not changed once made."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.numbers: dict[str, int] = {}
        """Term → number."""
        self.forward: dict[str, dict[int, list[int]]] = {}
        """Property → subject → objects."""
        self._backward: dict[str, Values] = {}
        self._instances: dict[str, frozenset[int]] = {}
        self._kept: dict[str, dict[int, object]] = {}
        self._read(statements)
        self.terms = list(self.numbers)
        """Number → term, as ``kg.validation.keys`` has it; in the order of their numbers."""

    def _read(self, statements: Iterable[Statement]) -> None:
        numbers, forward = self.numbers, self.forward
        number = numbers.setdefault
        last, near = "", -1
        for subject, predicate, value in chain(statements, _hierarchy()):
            if subject != last:  # statements mostly come subject by subject
                last, near = subject, number(subject, len(numbers))
            far = number(value[1:-1] if value[0] == "<" else value, len(numbers))
            by_subject = forward.get(predicate)
            if by_subject is None:
                forward[predicate] = {near: [far]}
            elif near not in by_subject:
                by_subject[near] = [far]
            elif far not in (known := by_subject[near]):
                known.append(far)

    def number(self, term: str) -> int | None:
        """The number of a node or value; None where the graph does not have it."""
        return self.numbers.get(term)

    def values(self, predicate: str) -> Values:
        """Who has what for a property."""
        return self.forward.get(predicate, _NOTHING)

    def inverse(self, predicate: str) -> Values:
        """Who is the value of a property, and whose."""
        if predicate not in self.forward:
            return _NOTHING
        if predicate not in self._backward:
            backward: dict[int, list[int]] = {}
            for subject, objects in self.forward[predicate].items():
                for value in objects:
                    backward.setdefault(value, []).append(subject)
            self._backward[predicate] = backward
        return self._backward[predicate]

    def step(self, predicate: str, inverse: bool) -> Values:
        """Who has what for a property, or the other way round."""
        return self.inverse(predicate) if inverse else self.values(predicate)

    def instances(self, name: str) -> frozenset[int]:
        """The nodes of a class, or of one below it (SHACL instances: https://www.w3.org/TR/shacl/#dfn-shacl-instance).

        What the graph itself says of subclasses counts too.
        """
        if name not in self._instances:
            of = self.inverse(RDF.type)
            found: set[int] = set()
            for below in self._with_below(name):
                number = self.numbers.get(below)
                found.update(of.get(number, ()) if number is not None else ())
            self._instances[name] = frozenset(found)
        return self._instances[name]

    def worths(self, work_out: Callable[[str], object]) -> dict[int, object]:
        """Number of a term → what a function makes of the term, worked out once: a document's text is asked for with
        each mention."""
        return self._kept.setdefault(work_out.__name__, _Worths(self.terms, work_out))

    def _with_below(self, name: str) -> Iterable[str]:
        stated = self.values(RDFS.subClassOf)
        if sum(map(len, stated.values())) == len(class_hierarchy()):
            return _known_below()[name]
        below: dict[str, set[str]] = defaultdict(set)
        for lower, uppers in stated.items():
            for upper in uppers:
                below[self.terms[upper]].add(self.terms[lower])
        return _reached(name, below)


class _Worths(dict[int, object]):
    def __init__(self, terms: list[str], work_out: Callable[[str], object]) -> None:
        super().__init__()
        self._terms, self._work_out = terms, work_out

    def __missing__(self, number: int) -> object:
        found = self[number] = self._work_out(self._terms[number])
        return found


@cache
def _hierarchy() -> tuple[Statement, ...]:
    return tuple(statements_of(class_hierarchy()))


@cache
def _known_below() -> Mapping[str, frozenset[str]]:
    """Class → itself and all of our classes below it."""
    below: dict[str, set[str]] = defaultdict(set)
    for lower, _, upper in _hierarchy():
        below[upper[1:-1]].add(lower)
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
