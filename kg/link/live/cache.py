"""Answers of live services, kept on disk with the time when they were given; and which service wants to be left alone.

A question is kept as a digest of what was sent, so that neither names that somebody looked up nor keys in an address
stand in the file in clear. Only answers that were understood are kept. Several processes may use one file.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import weakref
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

__all__ = ["AnswerCache", "default_cache_folder"]

_FILE: Final = "answers-1.sqlite"
"""The number changes with the form of the file: a cache is made anew rather than converted."""
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS answers (question BLOB PRIMARY KEY, given REAL NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS pauses (place TEXT PRIMARY KEY, until REAL NOT NULL);
"""
_TURN: Final = "turn.sqlite"
_WAIT = 5.0
"""Seconds to wait for another process that writes."""
_PATIENCE = 180.0
"""Seconds to wait for another process that asks: longer than the longest question may take."""
_T = TypeVar("_T")


def default_cache_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Where the system keeps what can be made again: KG_CACHE, else the user's cache folder.

    >>> default_cache_folder({"KG_CACHE": "/somewhere"}).as_posix()
    '/somewhere'
    """
    environment = os.environ if environment is None else environment
    if environment.get("KG_CACHE"):
        return Path(environment["KG_CACHE"])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "news-kg"
    if sys.platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"]) / "news-kg" / "Cache"
    root = Path(environment.get("XDG_CACHE_HOME") or "")
    # The XDG specification has a relative path ignored.
    return (root if root.is_absolute() else Path.home() / ".cache") / "news-kg"


class AnswerCache:
    """A file of answers. What goes wrong with it costs the cache, never the answer."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without a folder, answers are kept in memory as long as the process runs."""
        self._path = None if folder is None else folder / _FILE
        self._connection = self._open()
        self._closing = weakref.finalize(self, self._connection.close)  # for who forgets to

    @property
    def path(self) -> Path | None:
        """The file, None where answers are kept in memory."""
        return self._path

    def get(self, question: bytes, not_before: float) -> bytes | None:
        """The answer to a question that was given at that time (seconds since 1970) or later."""

        def read(connection: sqlite3.Connection) -> bytes | None:
            sql = "SELECT body FROM answers WHERE question = ? AND given >= ?"
            row = connection.execute(sql, (question, not_before)).fetchone()
            return zlib.decompress(row[0]) if row else None

        return self._try(read, None)

    def put(self, question: bytes, body: bytes, given: float) -> None:
        """Keep an answer, in place of an older one."""

        def write(connection: sqlite3.Connection) -> None:
            row = (question, given, zlib.compress(body, 1))
            connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)

        self._try(write, None)

    def forget(self, before: float) -> int:
        """Remove the answers that were given before that time; how many there were."""
        return self._try(lambda db: db.execute("DELETE FROM answers WHERE given < ?", (before,)).rowcount, 0)

    def pause(self, place: str, until: float) -> None:
        """Remember, for later runs too, that a service wants no questions until that time (seconds since 1970)."""
        self._try(lambda db: db.execute("INSERT OR REPLACE INTO pauses VALUES (?, ?)", (place, until)), None)

    def paused(self, place: str) -> float:
        """The time until which a service wants to be left alone; 0 where it never said so."""

        def read(connection: sqlite3.Connection) -> float:
            row = connection.execute("SELECT until FROM pauses WHERE place = ?", (place,)).fetchone()
            return float(row[0]) if row else 0.0

        return self._try(read, 0.0)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the only right to ask a service, among all processes that share the folder."""
        if self._path is None:
            yield
            return
        # An open transaction is a lock that all systems have and that ends with its process.
        token = sqlite3.connect(self._path.with_name(_TURN), timeout=_PATIENCE, isolation_level=None)
        try:
            with suppress(sqlite3.Error):  # who has waited that long goes on, one question at a time
                token.execute("BEGIN EXCLUSIVE")
            yield
        finally:
            token.close()

    def close(self) -> None:
        """Close the file. Answers that were kept in memory are gone."""
        self._closing()

    def _try(self, work: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        """Work on the file as one transaction; a file that cannot be used is as good as an empty one."""
        try:
            with self._connection as connection:
                return work(connection)
        except (sqlite3.Error, zlib.error):
            return otherwise

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            return _connect(":memory:")
        try:
            # Whom somebody looks up is nobody else's business.
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return _connect(self._path)
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error) or "malformed" in str(error):
                with suppress(OSError, sqlite3.Error):
                    self._path.unlink()
                    return _connect(self._path)
        except OSError:
            pass
        self._path = None
        return _connect(":memory:")


def _connect(path: Path | str) -> sqlite3.Connection:
    # The transport sees to it that one thread at a time is at work.
    connection = sqlite3.connect(path, timeout=_WAIT, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_TABLES)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
