"""The store as a worker sees it: the last published state, looked up anew for each request."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.sparql.binding import Bindable, bind
from kg.store import ArticleStore, open_configured, open_store
from kg.store.generations import published
from kg.vocabulary import PREFIXES
from kg.web.serving import Serving

__all__ = ["Reading"]

_T = TypeVar("_T")
_MOMENT = 2.0
"""Seconds."""
_KEPT = 2_000
"""Results that are kept for a state of the store; most are labels."""


class Reading:
    """The last published state of the store, and what has been worked out from it."""

    def __init__(self, serving: Serving) -> None:
        self.serving = serving
        self.config = serving.config
        self._store: ArticleStore | None = None
        self._state: Path | None = None
        self._kept: dict[Hashable, Any] = {}
        self._looked = 0.0

    def refresh(self) -> None:
        """Turn to the state that was published last. Raises StoreError where there is none, or it cannot be opened."""
        if self.config.endpoint:
            self._refresh_elsewhere()
            return
        state = published(self.config.store)
        if self._store is not None and state is not None and state == self._state:
            return
        self.close()
        self._store = open_store(self.config.store)
        self._state = state

    def _refresh_elsewhere(self) -> None:
        """A server does not tell whether anything has changed: what was worked out holds for a moment."""
        if self._store is None:
            self._store = open_configured(self.config)
        if monotonic() - self._looked > _MOMENT:
            self.forget()

    def forget(self) -> None:
        """Work everything out anew."""
        self._kept.clear()
        self._looked = monotonic()

    def close(self) -> None:
        """Let go of the store's files."""
        if self._store is not None:
            self._store.close()
        self._store, self._state = None, None
        self._kept.clear()

    @property
    def articles(self) -> ArticleStore:
        """The articles of the store."""
        if self._store is None:
            self.refresh()
        assert self._store is not None
        return self._store

    @property
    def store(self) -> Store:
        """The store itself."""
        return self.articles.oxigraph

    @property
    def base(self) -> str:
        """The IRI below which resources are named."""
        return self.config.base

    @property
    def state(self) -> str:
        """The name of the published state: another one when anything has changed."""
        return self._state.name if self._state is not None else ""

    def kept(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What ``make`` gave for this state of the store."""
        found: _T = self._kept.pop(key) if key in self._kept else make()
        self._kept[key] = found  # at the end, as the one used last
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return found

    def rows(
        self, query: str, values: Mapping[str, Bindable | Sequence[Bindable]] | None = None
    ) -> list[tuple[str, ...]]:
        """The rows of a SELECT over all graphs together, as plain values; "" for what has none.

        The query is ours, and what comes from outside is among the values, which are bound as terms.
        """
        bound = bind(query, values) if values else query
        found = self.store.query(bound, prefixes=PREFIXES, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        return [tuple("" if term is None else _value(term) for term in row) for row in found]

    def select(self, query: str) -> list[tuple[str, ...]]:
        """The same without values: what ``kg.queries.names`` and ``kg.render.show`` look names up with."""
        return self.rows(query)

    def objects(self, subject: str, predicate: str) -> list[str]:
        """The values of a property, sorted."""
        found = self.store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)
        return sorted({_value(quad.object) for quad in found})

    def subjects(self, value: str, predicate: str) -> list[str]:
        """Whatever has that IRI for a property, sorted."""
        found = self.store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value), None)
        return sorted({_value(quad.subject) for quad in found})

    def has(self, subject: str, predicate: str) -> bool:
        """Whether a property has any value."""
        found = self.store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)
        return next(iter(found), None) is not None

    def one(self, subject: str, predicate: str) -> str:
        """The first value of a property, or an empty text."""
        return next(iter(self.objects(subject, predicate)), "")


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
