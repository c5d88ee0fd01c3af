"""Building an index: from a dump, in batches, each written with how far the dump has been read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from kg.errors import LinkIndexError, Location
from kg.link.index.dump import Dump
from kg.link.index.entities import EntityReader
from kg.link.index.item import Item, Selection
from kg.link.index.tables import Partial, unsealed
from kg.link.index.triples import TripleReader

__all__ = ["Built", "Progress", "build_index", "open_partial"]

_ROWS = 20_000
"""Items to a transaction: a few seconds' work, which is what a kill costs."""
_PATIENCE = 100
"""So many bad lines and no good one: the file is no dump."""
_UNWRITTEN = 1 << 28
"""Bytes of the unpacked dump to a transaction, where few items are wanted."""


class _Reader(Protocol):
    held: int
    held_lines: int
    bad: list[int]

    def items(self, lines: Sequence[bytes]) -> list[Item]: ...

    def rest(self) -> list[Item]: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come."""

    read: int
    """Bytes of the dump as it lies on disk."""
    size: int
    items: int


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a build."""

    path: Path
    items: int
    lines: int
    bad: tuple[int, ...]
    """Numbers of the lines that could not be read, the first hundred, from 1."""
    bad_count: int
    resumed_at: int
    """Byte of the unpacked dump at which an earlier build was taken up; 0 where this one did it all."""


def build_index(
    dump: Path,
    path: Path,
    selection: Selection | None = None,
    *,
    restart: bool = False,
    report: Callable[[Progress], None] = lambda _progress: None,
) -> Built:
    """Make an index of a dump of Wikidata's; one that was broken off goes on where it was.

    Raises PathError, and LinkIndexError where the file is no dump, is cut short, or where what lies beside ``path`` is
    a build from another dump or with another selection (``restart`` throws that away).
    """
    selection = Selection() if selection is None else selection
    source = Dump(dump)
    about = {"dump": source.fingerprint(), "selection": selection.as_record()}
    partial = open_partial(path, about, restart=restart)
    try:
        return _Build(source, selection, partial, report).run(path)
    except sqlite3.Error as error:
        raise LinkIndexError(f"cannot write {path}: {error}", remedy="Is there room on the disk?") from error
    finally:
        partial.close()


def open_partial(path: Path, about: Mapping[str, Any], *, restart: bool) -> Partial:
    """The file of the build, which is new or was begun with the same things; LinkIndexError where it was not."""
    place = unsealed(path)
    try:
        partial = Partial(place)
        if restart:
            partial.remove()
            partial = Partial(place)
        begun = partial.meta()
    except sqlite3.Error as error:
        remedy = "Choose another place with -o, or start over with --restart."
        raise LinkIndexError(f"cannot write {place}: {error}", remedy=remedy) from None
    if not begun:
        partial.add((), {**about, "position": 0, "kept": 0, "lines": 0, "bad": [], "bad_count": 0, "date": _today()})
    elif differing := [name for name, value in about.items() if begun.get(name) != value]:
        partial.close()
        raise LinkIndexError(
            f"{place.name} is a build that was broken off, with another {' and '.join(differing)}",
            remedy="Give the same dump and options to go on with it, or --restart to throw it away.",
        )
    return partial


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"


class _Build:
    """One run over a dump, from where an earlier one was left."""

    def __init__(self, dump: Dump, selection: Selection, partial: Partial, report: Callable[[Progress], None]) -> None:
        self._dump, self._partial, self._report = dump, partial, report
        self._reader: _Reader = EntityReader(selection) if dump.format == ".json" else TripleReader(selection)
        begun = partial.meta()
        self._start = self._written = int(begun["position"])
        self._kept, self._lines = int(begun["kept"]), int(begun["lines"])
        self._bad: list[int] = begun["bad"]
        self._bad_count = int(begun["bad_count"])
        self._waiting: list[Item] = []

    def run(self, path: Path) -> Built:
        position = self._start
        for lines, position in self._dump.batches(self._start):
            self._waiting += self._reader.items(lines)
            self._note_bad()
            self._lines += len(lines)
            if len(self._waiting) >= _ROWS or position - self._written >= _UNWRITTEN:
                self._write(position)
            self._report(Progress(self._dump.read_bytes(), self._dump.size, self._kept + len(self._waiting)))
        self._waiting += self._reader.rest()
        self._write(position)
        if not self._kept:
            self._partial.remove()
            raise self._empty()
        about = self._partial.meta()
        kept = ("dump", "selection", "date")
        self._partial.seal(path, {"source": self._dump.path.name, **{name: about[name] for name in kept}})
        return Built(path, self._kept, self._lines, tuple(self._bad), self._bad_count, self._start)

    def _note_bad(self) -> None:
        bad = self._reader.bad
        if not bad:
            return
        self._bad_count += len(bad)
        self._bad += [self._lines + at + 1 for at in bad[: _PATIENCE - len(self._bad)]]
        if self._bad_count >= _PATIENCE and not self._kept and not self._waiting:
            self._partial.remove()
            raise self._no_dump()

    def _write(self, position: int) -> None:
        """All that waits, and where to go on: at the beginning of the item that the reader holds back."""
        self._written = position - self._reader.held
        self._kept += len(self._waiting)
        progress = {
            "position": self._written,
            "kept": self._kept,
            "lines": self._lines - self._reader.held_lines,
            "bad": self._bad,
            "bad_count": self._bad_count,
        }
        self._partial.add(self._waiting, progress)
        self._waiting = []

    def _no_dump(self) -> LinkIndexError:
        form = "an entity in JSON" if self._dump.format == ".json" else "a triple"
        return LinkIndexError(
            f"the file is no dump of Wikidata's: its lines are not {form} each",
            location=Location(str(self._dump.path), self._bad[0]),
            remedy="Dumps are latest-all.json.gz and latest-truthy.nt.gz, or .bz2, or unpacked.",
        )

    def _empty(self) -> LinkIndexError:
        if self._bad_count:
            return self._no_dump()
        return LinkIndexError(
            f"nothing to put into an index: no item in {self._dump.path.name} is wanted",
            remedy="Look at --language, --class and --min-sitelinks.",
        )
