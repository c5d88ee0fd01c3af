"""Articles whose graph breaks a shape: kept beside the store with the report, never in it.

::

    kg-store/quarantine/
      0123456789abcdef.nq      the graph that was made
      0123456789abcdef.json    source, and what the shapes say of it
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.store.bulk import ArticleLines
from kg.validation import ValidationReport, render_report

__all__ = ["Quarantine", "Quarantined"]


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An article that is not stored."""

    iri: str
    source: str
    """Where it was read from."""
    violations: int
    report: Path
    """The file with the report, as `kg validate --format json` writes it."""


class Quarantine:
    """The folder of such articles. It belongs to the one process that writes to the store."""

    def __init__(self, store: Path | None) -> None:
        """Below the folder of a store; None for a store in memory, of which nothing is kept."""
        self._folder = None if store is None else store / "quarantine"

    def keep(self, lines: ArticleLines, source: str, report: ValidationReport) -> Path | None:
        """Keep an article and its report in place of what was kept of it; the file with the report."""
        if self._folder is None:
            return None
        self._folder.mkdir(parents=True, exist_ok=True)
        graph, written = self._files(lines.iri)
        graph.write_bytes(b"".join([lines.lines, *(about.lines for about in lines.entities)]))
        document = {"article": lines.iri, "source": source, **json.loads(render_report(report, "json"))}
        draft = written.with_suffix(".new")
        draft.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        draft.replace(written)
        return written

    def release(self, iri: str) -> None:
        """The article is stored, or no more wanted: nothing is kept of it."""
        if self._folder is not None and self._folder.is_dir():
            for file in self._files(iri):
                file.unlink(missing_ok=True)

    def __iter__(self) -> Iterator[Quarantined]:
        """What is kept, by file name."""
        if self._folder is None:
            return
        for file in sorted(self._folder.glob("*.json")):
            said = json.loads(file.read_text(encoding="utf-8"))
            yield Quarantined(said["article"], said["source"], said["violations"], file)

    def _files(self, iri: str) -> tuple[Path, Path]:
        assert self._folder is not None
        name = iri.rpartition("/")[2]
        return self._folder / f"{name}.nq", self._folder / f"{name}.json"
