"""What became of the articles of a build: counted, written to a file, and summed up; no article is kept in memory."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from kg.cli.settings import Settings

if TYPE_CHECKING:
    from kg.pipeline import BuildResult

__all__ = ["Tally", "number"]


class Tally:
    """Counts results, and writes a line of JSON for each where a file is given."""

    def __init__(self, report: str | None, *, with_unchanged: bool) -> None:
        """Open the file of the report. Raises PathError where it cannot be written."""
        self.outcomes: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.exit_code = 0
        """The worst that happened to an article: 4, 3, 1, else 0."""
        self.unchanged: set[str] = set()
        """The IRIs of unchanged articles, where somebody wants to know them."""
        self._with_unchanged = with_unchanged
        self._file = _opened(report) if report else None

    def __enter__(self) -> Tally:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, result: BuildResult) -> None:
        """Count a result."""
        from kg.pipeline import exit_code

        outcome = result.outcome.value
        self.exit_code = max(self.exit_code, exit_code([result]))
        if outcome != "skipped":
            self.outcomes[outcome] += 1
        if outcome == "stored":
            self.counts.update(result.counts)
        if outcome == "unchanged" and self._with_unchanged and result.iri:
            self.unchanged.add(result.iri)
        if self._file is not None:
            self._file.write(json.dumps(as_object(result), ensure_ascii=False) + "\n")
            self._file.flush()  # so that the report of a build that is killed tells how far it came

    def summarize(self, settings: Settings) -> None:
        """Say what happened, and what can be done next."""
        outcomes = self.outcomes.copy()
        stored = outcomes.pop("stored", 0)
        line = f"Stored {number(stored, 'article')}"
        if stored:
            line += " with " + ", ".join(number(count, name[:-1]) for name, count in self.counts.items())
        others = ", ".join(f"{count:,} {word}" for word, count in outcomes.items())
        where = settings.config.endpoint or settings.config.store
        settings.note(f"{line}{f'; {others}' if others else ''}.  [{where}]")
        if stored or outcomes.get("unchanged"):
            settings.note(
                "Next:  kg query    kg query disputes    kg query chains    kg show NAME    kg export -o graph.ttl"
            )


def as_object(result: BuildResult) -> dict[str, Any]:
    """A result as a line of the report says it."""
    line: dict[str, Any] = {"source": result.source, "outcome": result.outcome.value}
    if result.iri is not None:
        line["article"] = result.iri
    if result.counts:
        line["counts"] = result.counts
    if result.error is not None:
        error = result.error
        line["error"] = {
            "code": error.code,
            "message": error.message,
            "place": None if error.location is None else str(error.location),
            "remedy": error.remedy,
        }
    if result.report is not None and result.report.findings:
        line["findings"] = [
            {"severity": finding.severity.value, "shape": finding.shape_name, "message": finding.message}
            for finding in result.report.findings
        ]
    if result.kept is not None:
        line["kept"] = str(result.kept)
    if result.files:
        line["files"] = list(result.files)
    return line


def number(count: int, word: str) -> str:
    """The count with its noun: "1 article", "2,000 articles"."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _opened(path: str) -> IO[str]:
    try:
        return Path(path).open("w", encoding="utf-8")
    except OSError as error:
        from kg.errors import PathError

        raise PathError(
            f"cannot write the report to {path}: {error.strerror or error}", remedy="Name another file with --report."
        ) from None
