"""The last step of ``kg build``: what the articles that it stored have to do with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.settings import Settings

if TYPE_CHECKING:
    from kg.config import Config
    from kg.pipeline import BuildResult
    from kg.store import ArticleStore

__all__ = ["Aligning"]

_FEW = 100
"""Articles that are aligned unasked. Each costs about as much as reading it, and only one process can do it."""


class Aligning:
    """Remembers what was stored, and aligns it when it is asked for, or little."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._wanted = config.align
        self._there: set[str] = set()

    def add(self, result: BuildResult) -> None:
        """Take note of an article that is in the store."""
        if result.iri is None or result.outcome not in ("stored", "unchanged") or self._wanted is False:
            return
        if self._wanted or len(self._there) <= _FEW:
            self._there.add(result.iri)

    def run(self, store: ArticleStore, settings: Settings) -> None:
        """Align what is due of it, and say what was found."""
        if not self._there or (self._config.endpoint and not self._wanted):
            return  # a server is asked some hundred questions for an article
        if not self._wanted and len(self._there) > _FEW:
            settings.note("Many articles at once are not compared with each other unasked: that is for `kg align`.")
            return
        from kg.align import Alignment
        from kg.cli.align import align_these, told_of

        alignment = Alignment(store.oxigraph, self._config.base)
        due = alignment.due(self._there)
        found = align_these(alignment, due, settings, store.publish)
        if found:
            settings.note(f"Compared with other articles: {told_of(found)}.")
