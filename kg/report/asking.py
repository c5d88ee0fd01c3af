"""Questions about nodes, asked of the store a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.queries.names import Select
from kg.vocabulary import PREFIXES

__all__ = ["Asker"]

_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
_BATCH = 200
"""Nodes that one query names: some servers take no longer ones."""


class Asker:
    """Asks in short patterns, in which prefixes are known."""

    def __init__(self, select: Select) -> None:
        self._select = select

    def rows(self, variables: str, pattern: str, most: int | None = None) -> list[tuple[str, ...]]:
        """The distinct rows of those variables ("?who ?act"), in their order; "" where one is not bound."""
        limit = f" LIMIT {most}" if most is not None else ""
        query = f"{_PROLOGUE} SELECT DISTINCT {variables} {{ {pattern} }} ORDER BY {variables}{limit}"
        return [tuple(row) for row in self._select(query)]

    def values(self, pattern: str, most: int | None = None) -> list[str]:
        """The distinct values of ?v in a pattern, sorted."""
        return [row[0] for row in self.rows("?v", pattern, most)]

    def about(self, nodes: Iterable[str], variables: str, pattern: str) -> list[tuple[str, ...]]:
        """The distinct rows of a pattern over these nodes, each of which is ?it; sorted."""
        known: Sequence[str] = sorted(set(nodes))
        found: set[tuple[str, ...]] = set()
        for start in range(0, len(known), _BATCH):
            listed = " ".join(f"<{iri}>" for iri in known[start : start + _BATCH])
            found.update(self.rows(variables, f"VALUES ?it {{ {listed} }} {pattern}"))
        return sorted(found)
