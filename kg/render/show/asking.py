"""Small questions about one node, asked of the store."""

from __future__ import annotations

from collections.abc import Sequence

from kg.queries.names import Select
from kg.vocabulary import PREFIXES

__all__ = ["Asker"]

_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())


class Asker:
    """Asks about nodes in short patterns, in which prefixes are known."""

    def __init__(self, select: Select) -> None:
        self._select = select

    def rows(self, variables: str, pattern: str, order: str | None = None) -> list[Sequence[str]]:
        """The distinct rows of those variables ("?who ?act"), in the order of the variables or of another expression.

        What the order names is among the variables, as SELECT DISTINCT asks for.
        """
        query = f"{_PROLOGUE} SELECT DISTINCT {variables} {{ {pattern} }} ORDER BY {order or variables}"
        return list(self._select(query))

    def values(self, pattern: str) -> list[str]:
        """The distinct values of ?v in a pattern, sorted."""
        return [row[0] for row in self.rows("?v", pattern)]

    def codes(self, pattern: str) -> list[str]:
        """The same for coded values and classes: their local names."""
        return [value.rpartition("#")[2] for value in self.values(pattern)]
