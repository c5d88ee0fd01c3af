"""An index of a part of Wikidata, from a query service: all items of some classes, or of a country."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.errors import LinkIndexError
from kg.link.entry import Entry
from kg.link.index.build import Built, Progress
from kg.link.index.item import Item
from kg.link.index.tables import Partial, unsealed

__all__ = ["index_entries"]

_ROWS = 5_000


def index_entries(
    entries: Iterable[Entry],
    path: Path,
    source: str,
    selection: dict[str, Any],
    *,
    report: Callable[[Progress], None] = lambda _progress: None,
) -> Built:
    """Make an index of items as they are told, such as by ``QueryService.snapshot``.

    ``source`` and ``selection`` are noted in it. Broken off, it starts over: what a service answered is kept on disk,
    and is not asked for again. Raises LinkIndexError where there are no items, or the file cannot be written, and
    whatever reading the items raises.
    """
    count = 0
    try:
        partial = Partial(unsealed(path))
        partial.remove()
        partial = Partial(unsealed(path))
        try:
            waiting: list[Item] = []
            for entry in entries:
                waiting.append(_item(entry))
                count += 1
                if len(waiting) >= _ROWS:
                    partial.add(waiting, {})
                    waiting = []
                report(Progress(0, 0, count))
            partial.add(waiting, {})
            if count:
                date = f"{datetime.now(UTC):%Y-%m-%d}"
                partial.seal(path, {"source": source, "selection": selection, "date": date})
        finally:
            partial.remove()
    except sqlite3.Error as error:
        raise LinkIndexError(f"cannot write {path}: {error}", remedy="Is there room on the disk?") from error
    if not count:
        raise LinkIndexError(
            f"nothing to put into an index: {source} has no such items", remedy="Look at --class and --country."
        )
    return Built(path, count, count, (), 0, 0)


def _item(entry: Entry) -> Item:
    return int(entry.qid[1:]), entry.label, entry.description, entry.aliases, entry.types, entry.sitelinks
