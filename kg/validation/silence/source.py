"""The source of one search while it is being put together: names of variables, and what is looked up beforehand."""

from __future__ import annotations

from typing import Any

__all__ = ["Bound", "Source", "UnknownConstructError", "constant", "indented", "is_variable"]

Bound = dict[str, bool]
"""Variables that are bound; true where it is to the number of a term of the graph, false where to a computed value."""


class UnknownConstructError(Exception):
    """A construct that is not known here."""


class Source:
    """Names in the source, and the lines before the first loop, which each search runs once."""

    def __init__(self) -> None:
        self.before: list[str] = []
        self.given_names: list[str] = []
        """Lines that name what all searches of the constraint use."""
        self._known: dict[object, str] = {}
        self._names: dict[str, int] = {}

    def variable(self, name: str) -> str:
        """How a variable of the query is called."""
        return self._known.setdefault(("variable", name), "") or self._called(("variable", name), "v")

    def fresh(self, letter: str) -> str:
        """A name that nothing has."""
        number = self._names[letter] = self._names.get(letter, -1) + 1
        return f"{letter}{number}"

    def once(self, letter: str, value: str) -> str:
        """The name of something that is worked out before the first loop."""
        if value not in self._known:
            self._called(value, letter)
            self.before.append(f"{self._known[value]} = {value}")
        return self._known[value]

    def given(self, letter: str, value: str) -> str:
        """The name of what an expression of Python is worth, once for all searches."""
        name = self.fresh(letter)
        self.given_names.append(f"{name} = {value}")
        return name

    def number(self, term: str) -> str:
        """The number of a term that stands in the query; -1 where the graph does not have it."""
        return self.once("n", f"number({term!r}, -1)")

    def step(self, predicate: str, inverse: bool) -> str:
        """Who has what for a property, or the other way round."""
        return self.once("s", f"step({predicate!r}, {inverse})")

    def _called(self, key: object, letter: str) -> str:
        self._known[key] = self.fresh(letter)
        return self._known[key]


def is_variable(term: Any) -> bool:
    """Whether a term of the query is a variable."""
    from rdflib import Variable

    return isinstance(term, Variable)


def constant(term: Any) -> str:
    """The text of a constant of the query, as ``kg.validation.keys`` has it."""
    from rdflib import Literal, URIRef

    if isinstance(term, URIRef):
        return str(term)
    if isinstance(term, Literal) and term.language is None:
        from pyoxigraph import Literal as Written
        from pyoxigraph import NamedNode

        return str(Written(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None))
    raise UnknownConstructError(f"the term {term!r}")


def indented(lines: list[str]) -> list[str]:
    """The lines as a block below another."""
    return [f"    {line}" for line in lines]
