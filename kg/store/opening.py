"""Open the store in a folder, and say in plain words why that fails."""

from __future__ import annotations

import time
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreCorruptError, StoreError, StoreLockedError, StoreMissingError
from kg.store.articles import ArticleStore

__all__ = ["open_store"]

_MARK = "CURRENT"
"""A file that every RocksDB folder has."""
_LOCK = "LOCK"
"""The first file that RocksDB makes in a new folder."""
_TRIES = 5
"""A read that falls in the middle of another process's writing can miss a file that has just been replaced."""
_PAUSE = 0.05
"""Seconds from one try to the next."""
_FAILURES = (OSError, RuntimeError)
"""Oxigraph raises the first for what the system refuses, the second for files that do not hold what they should."""


def open_store(path: Path, *, write: bool = False, create: bool = False) -> ArticleStore:
    """Open the store in a folder: for reading, or as the one process that may write.

    With ``create``, a store to write to is made where there is none. Raises StoreMissingError where there is none
    otherwise, StoreLockedError where another process writes, StoreCorruptError where the files are damaged, StoreError
    where the folder holds something else or may not be used.
    """
    try:
        exists = (path / _MARK).is_file()
        if not exists:
            _check_that_free(path)
    except PermissionError:
        raise StoreError(f"the folder {path} may not be read", remedy="Check its owner and permissions.") from None
    if exists:
        return ArticleStore(_to_write(path) if write else _to_read(path), path)
    if not (write and create):
        raise StoreMissingError(
            f"no store in {path}", remedy="Make it with `kg build ARTICLE`, or name another with --store."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    return ArticleStore(_to_write(path), path)


def _check_that_free(path: Path) -> None:
    """A new store would strew its files over whatever else lies in the folder."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, and a store is a folder", remedy="Name another with --store.")
    if path.is_dir() and any(path.iterdir()) and not (path / _LOCK).exists():
        raise StoreError(f"the folder {path} holds other files, and no store", remedy="Name another with --store.")


def _to_write(path: Path) -> Store:
    try:
        return Store(str(path))
    except _FAILURES as error:
        if _LOCK in str(error):
            raise StoreLockedError(
                f"another process writes to the store in {path}",
                remedy="Wait until it is done, or build into another folder with --store.",
            ) from None
        raise _damaged(path, error) from error


def _to_read(path: Path) -> Store:
    for attempt in range(1, _TRIES + 1):
        try:
            return Store.read_only(str(path))
        except _FAILURES as error:
            if attempt == _TRIES:
                raise _damaged(path, error) from error
            time.sleep(_PAUSE)
    raise AssertionError("unreachable")


def _damaged(path: Path, error: Exception) -> StoreError:
    if isinstance(error, PermissionError) or "Permission denied" in str(error):
        return StoreError(f"the store in {path} may not be used: {error}", remedy="Check its owner and permissions.")
    return StoreCorruptError(
        f"the store in {path} cannot be opened: {error}",
        remedy="If another process is writing to it, try again in a moment. "
        "If not, remove the folder and build the articles anew.",
    )
