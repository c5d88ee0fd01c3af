"""An index that is asked for names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import LinkIndexError
from kg.link.entry import Entry
from kg.link.index.keys import key_of
from kg.link.index.tables import APPLICATION, FORMAT, read_meta

__all__ = ["Index", "open_index"]

_MOST = 60
"""Entries for one name. There are towns by the hundred that share theirs; the best known come first."""
_LONG, _ALIKE, _BEGINNINGS, _NEAREST = 10, 4, 2000, 3
"""Characters of names that may be inexact, those of them that have to agree, keys to look at, keys to take."""
_NEARLY = 90
"""Of 100: how alike keys have to be."""
_BUILD = "Build one with `kg link index build DUMP -o FILE`."
_ENTRY = "SELECT id, label, description, aliases, types, sitelinks FROM item "
_NAMED = (
    "SELECT i.id, i.label, i.description, i.aliases, i.types, i.sitelinks "
    "FROM name AS n CROSS JOIN item AS i ON i.id = n.item WHERE n.key = ? ORDER BY n.prior, n.item LIMIT ?"
)


class Index:
    """Wikidata items by name, from a file that ``build_index`` made. It is a ``kg.link.entry.Source``."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self.meta: dict[str, Any] = read_meta(database)
        """What is noted of it: source, date, selection, items, names."""
        self._database = database

    @property
    def name(self) -> str:
        """What a link says of where it comes from: "index wikidata.sqlite of 2025-11-02"."""
        return f"index {self.path.name} of {self.meta['date']}"

    @property
    def sparse(self) -> bool:
        """Whether its dump does not tell how many wikis have a page on an item, but at most whether one has."""
        return int(self.meta.get("most_sitelinks", 0)) <= 1

    def named(self, name: str) -> tuple[Entry, ...]:
        """The items that a name may stand for, best known first, the first sixty; empty where there is none.

        The name is compared by its key (``kg.link.index.keys``); persons are found by their surname as well.
        """
        key = key_of(name)
        return tuple(map(_entry, self._database.execute(_NAMED, (key, _MOST)))) if key else ()

    def near(self, name: str) -> tuple[Entry, ...]:
        """The items with a long name that differs from this one by a letter or two, the nearest first.

        Needs ``rapidfuzz``, without which nothing is found. Looks among the names that begin alike: errors there are
        rare, and searching all would take a hundred times as long.
        """
        key = key_of(name)
        if len(key) < _LONG:
            return ()
        try:
            from rapidfuzz import process
            from rapidfuzz.fuzz import ratio
        except ImportError:
            return ()
        like = process.extract(
            key, self.beginning(key[:_ALIKE], _BEGINNINGS), scorer=ratio, score_cutoff=_NEARLY, limit=_NEAREST
        )
        return tuple(entry for found, _, _ in like for entry in self.named(found))

    def knows(self, key: str) -> bool:
        """Whether an item has a name with that key (as ``key_of`` makes it)."""
        return self._database.execute("SELECT 1 FROM name WHERE key = ? LIMIT 1", (key,)).fetchone() is not None

    def beginning(self, key: str, most: int = 200) -> tuple[str, ...]:
        """Keys that begin with those characters, in order: for longest matches, suggestions and inexact names."""
        rows = self._database.execute(
            "SELECT DISTINCT key FROM name WHERE key >= ? AND key < ? LIMIT ?", (key, key + "\U0010ffff", most)
        )
        return tuple(row[0] for row in rows)

    def entry(self, qid: str) -> Entry | None:
        """The item with that id, such as "Q843"; None where it is not in the index."""
        if not qid[1:].isdecimal():
            return None
        row = self._database.execute(_ENTRY + "WHERE id = ?", (int(qid[1:]),)).fetchone()
        return _entry(row) if row else None

    def entries(self) -> Iterator[Entry]:
        """All items, by number."""
        return map(_entry, self._database.execute(_ENTRY + "ORDER BY id"))

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def open_index(path: str | Path) -> Index:
    """Open an index for asking; LinkIndexError where there is none, the file is none, or made by a later version."""
    path = Path(path)
    if not path.is_file():
        begun = path.with_name(path.name + ".partial").exists()
        remedy = "Its build was broken off: run the same build command again to go on." if begun else _BUILD
        raise LinkIndexError(f"there is no index of Wikidata items at {path}", remedy=remedy)
    database: sqlite3.Connection | None = None
    try:
        database = _connected(path)
        application = database.execute("PRAGMA application_id").fetchone()[0]
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if application == APPLICATION and version <= FORMAT:
            return Index(path, database)
    except sqlite3.Error as error:
        if database is not None:
            database.close()
        raise LinkIndexError(f"{path} is not an index of Wikidata items: {error}", remedy=_BUILD) from None
    database.close()
    if application != APPLICATION:
        raise LinkIndexError(f"{path} is a database, and not an index of Wikidata items", remedy=_BUILD)
    raise LinkIndexError(
        f"{path} was made by a later version of kg (its tables are version {version}, known is {FORMAT})",
        remedy="Use that version, or build the index again.",
    )


def _connected(path: Path) -> sqlite3.Connection:
    # Immutable: the file never changes under its name, so no locks and no look at whether it has changed.
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    database = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
    database.execute("PRAGMA mmap_size = 1073741824")
    return database


def _entry(row: tuple[int, str, str, str, str, int]) -> Entry:
    number, label, description, aliases, types, sitelinks = row
    return Entry(
        f"Q{number}",
        label,
        description,
        tuple(aliases.split("\n")) if aliases else (),
        tuple(types.split(" ")) if types else (),
        sitelinks,
    )
