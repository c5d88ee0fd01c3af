"""What became of articles that were read: stored, many at once, or kept apart with the reason."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from kg.errors import KgError
from kg.memory import give_back
from kg.quarantine import Quarantine
from kg.store import ArticleStore
from kg.store.bulk import ArticleLines
from kg.validation import ValidationReport

__all__ = ["BuildResult", "Outcome", "Storing", "Written", "exit_code"]

_MOST = 64
"""Articles that are stored at once beside a language model: they are lost together when the process is killed."""
_MOST_APART = 256
"""The same where other processes read. The store joins its tables half as often, which took a fifth of a build."""
_BYTES = 125_000
"""Of statements for each of those, about: the store takes some three times as much while it puts them in order."""
_LONGEST = 5.0
"""Seconds that an article waits to be stored: readers see none of it sooner, and a few at a time cost twice as much."""
_PUBLISHED_EVERY = 5.0
"""Seconds from one state that readers see to the next; each takes some 20 ms."""


class Outcome(StrEnum):
    """What became of one article."""

    STORED = "stored"
    UNCHANGED = "unchanged"
    INVALID = "invalid"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one article, or of files that were left out."""

    source: str
    outcome: Outcome
    iri: str | None = None
    error: KgError | None = None
    """Why it failed."""
    report: ValidationReport | None = None
    """Why it is invalid, or what the shapes warn of."""
    counts: dict[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    """The files of a folder that there is no reader for."""
    kept: Path | None = None
    """Of an invalid article, the file with the report, beside its graph."""


@dataclass(frozen=True, slots=True)
class Written:
    """An article that has been read and written as RDF, as it travels between processes."""

    lines: ArticleLines
    report: ValidationReport
    counts: dict[str, int]


class Storing:
    """Stores articles as they come, in batches that grow: the first result is there at once."""

    def __init__(self, store: ArticleStore, *, is_apart: bool = False) -> None:
        """``is_apart`` tells that other processes read: this one then has memory to store more at once."""
        self._store = store
        self._most = _MOST_APART if is_apart else _MOST
        self._quarantine = Quarantine(store.path)
        self._results: list[BuildResult] = []
        self._waiting: list[ArticleLines] = []
        self._bytes = 0
        self._size = 1
        self._since = self._published = time.monotonic()

    def add(self, result: BuildResult, written: Written | None) -> list[BuildResult]:
        """Take what has been read; the results that are settled by now, in order."""
        if result.outcome is Outcome.STORED and written is not None:
            self._waiting.append(written.lines)
            self._bytes += len(written.lines.lines)
        elif result.outcome is Outcome.INVALID and written is not None:
            kept = self._quarantine.keep(written.lines, result.source, written.report)
            result = replace(result, kept=kept)
        self._results.append(result)
        is_little = len(self._waiting) < self._size and self._bytes < _BYTES * self._most
        if self._waiting and is_little and time.monotonic() - self._since < _LONGEST:
            return []
        self._size = min(self._most, 2 * self._size) if self._waiting else self._size
        return self.store()

    def store(self) -> list[BuildResult]:
        """Store what waits. Raises StoreError where the disk does not take it."""
        waiting, self._waiting = self._waiting, []
        results, self._results = self._results, []
        self._bytes = 0
        if waiting:
            self._store.put_articles(waiting)
            for lines in waiting:
                self._quarantine.release(lines.iri)
            if time.monotonic() - self._published > _PUBLISHED_EVERY:
                self._store.publish()
                self._store.give_back()
                self._published = time.monotonic()
            give_back()
        self._since = time.monotonic()
        return results


def exit_code(results: Iterable[BuildResult]) -> int:
    """What the command ends with: the worst that happened to an article (4, 3, 1), else 0."""
    codes = Counter(
        result.error.exit_code if result.error else 1
        for result in results
        if result.outcome in (Outcome.FAILED, Outcome.INVALID)
    )
    return max(codes, default=0)
