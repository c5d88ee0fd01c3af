"""The tables of an index, and of one that is still being built.

An index is an SQLite database in two tables that are sorted by what they are asked for: the items by number, their
names by key, best known first. While it is built, a file of its own takes rows as they come, with how far the dump has
been read, in one transaction: killed at any moment, a build goes on from there. The index is made of that file at the
end, sorted, and appears under its name complete or not at all.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.link.index.item import Item
from kg.link.index.keys import keys_of

__all__ = ["APPLICATION", "FORMAT", "Partial", "read_meta", "unsealed"]

APPLICATION = 0x6B67_6C69
""" "kgli": what SQLite's header says that the file is (https://www.sqlite.org/fileformat.html#application_id)."""
FORMAT = 1
"""Version of the tables; a program reads indexes of its own version and of older ones."""

_META = "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
_ITEM = "(id INTEGER {0}, label TEXT, description TEXT, aliases TEXT, types TEXT, sitelinks INTEGER)"
_NAME = "(key TEXT, prior INTEGER, item INTEGER{0})"


class Partial:
    """The file that takes the rows of a build under way."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = sqlite3.connect(path, isolation_level=None)
        run = self._database.execute
        run("PRAGMA journal_mode = WAL")  # survives a kill, and one write is one write
        run("PRAGMA synchronous = OFF")  # what is lost when the power fails is built again
        run(_META)
        run("CREATE TABLE IF NOT EXISTS item " + _ITEM.format(""))
        run("CREATE TABLE IF NOT EXISTS name " + _NAME.format(""))

    def meta(self) -> dict[str, Any]:
        """What is noted of the build: its dump and selection, and how far it has come."""
        return read_meta(self._database)

    def add(self, items: Iterable[Item], progress: Mapping[str, Any]) -> None:
        """Write items, and how far the dump has been read with them, in one transaction."""
        rows, names = [], []
        for number, label, description, aliases, types, sitelinks in items:
            rows.append((number, label, description, "\n".join(aliases), " ".join(types), sitelinks))
            prior = -sitelinks
            for key in keys_of(label, aliases, types):
                names.append((key, prior, number))
        run = self._database
        run.execute("BEGIN")
        run.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?)", rows)
        run.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
        _write_meta(run, progress)
        run.execute("COMMIT")

    def seal(self, path: Path, meta: Mapping[str, Any]) -> None:
        """Make the index: sorted, in a file of its own, which then takes the place of ``path``."""
        fresh = path.with_name(path.name + ".new")
        fresh.unlink(missing_ok=True)
        run = self._database.execute
        with _sorting_beside(path):
            run("ATTACH ? AS fresh", (str(fresh),))
            for pragma in ("journal_mode = OFF", "synchronous = OFF", f"application_id = {APPLICATION}"):
                run(f"PRAGMA fresh.{pragma}")
            run(f"PRAGMA fresh.user_version = {FORMAT}")
            run("BEGIN")
            self._sort()
            count = run("SELECT count(*) FROM fresh.item").fetchone()[0]
            names = run("SELECT count(*) FROM fresh.name").fetchone()[0]
            most = run("SELECT max(sitelinks) FROM fresh.item").fetchone()[0]
            counted = {"items": count, "names": names, "most_sitelinks": most}
            _write_meta(self._database, {**meta, **counted}, "fresh.meta")
            run("COMMIT")
            run("DETACH fresh")
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
        self.remove()

    def _sort(self) -> None:
        run = self._database.execute
        run(_META.replace("meta", "fresh.meta", 1))
        run("CREATE TABLE fresh.item " + _ITEM.format("PRIMARY KEY") + " WITHOUT ROWID")
        run("INSERT OR REPLACE INTO fresh.item SELECT * FROM main.item ORDER BY id, rowid")
        run("CREATE TABLE fresh.name " + _NAME.format(", PRIMARY KEY (key, prior, item)") + " WITHOUT ROWID")
        run("INSERT OR IGNORE INTO fresh.name SELECT key, prior, item FROM main.name ORDER BY key, prior, item")
        twice = "SELECT (SELECT count(*) FROM main.item) - (SELECT count(*) FROM fresh.item)"
        if run(twice).fetchone()[0]:
            # An item that the dump tells of twice counts as it was told last.
            run(
                "DELETE FROM fresh.name WHERE NOT EXISTS "
                "(SELECT 1 FROM fresh.item WHERE id = fresh.name.item AND sitelinks = -fresh.name.prior)"
            )

    def close(self) -> None:
        """Leave the file as it is, for a later run."""
        self._database.close()

    def remove(self) -> None:
        """The build is over, or not wanted any more."""
        self._database.close()
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)


def unsealed(path: Path) -> Path:
    """Where the build of an index lies while it is under way."""
    return path.with_name(path.name + ".partial")


def read_meta(database: sqlite3.Connection) -> dict[str, Any]:
    """The table of what is noted of an index."""
    return {key: json.loads(value) for key, value in database.execute("SELECT key, value FROM meta ORDER BY key")}


def _write_meta(database: sqlite3.Connection, values: Mapping[str, Any], table: str = "meta") -> None:
    rows = [(key, json.dumps(value, sort_keys=True)) for key, value in values.items()]
    database.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", rows)


@contextmanager
def _sorting_beside(path: Path) -> Iterator[None]:
    """Let SQLite sort where the index will lie: the folder for temporary files is often too small."""
    before = os.environ.get("SQLITE_TMPDIR")
    os.environ["SQLITE_TMPDIR"] = str(path.parent.resolve())
    try:
        yield
    finally:
        if before is None:
            del os.environ["SQLITE_TMPDIR"]
        else:
            os.environ["SQLITE_TMPDIR"] = before
