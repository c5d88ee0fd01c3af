"""Open the store in a folder, and say in plain words why that fails."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreCorruptError, StoreError, StoreMissingError
from kg.store.articles import ArticleStore
from kg.store.generations import MARK, WRITER, Lease, Writing, lease_published, published

__all__ = ["open_store"]

_BARE_MARK = "CURRENT"
"""A file that every folder of RocksDB has: a store as kg 0.1.0 laid it out."""
_FAILURES = (OSError, RuntimeError)
"""Oxigraph raises the first for what the system refuses, the second for files that do not hold what they should."""


def open_store(path: Path, *, write: bool = False, create: bool = False) -> ArticleStore:
    """Open the store in a folder: the last finished state for reading, or as the one process that may write.

    With ``create``, a store to write to is made where there is none. Raises StoreMissingError where there is none
    otherwise, StoreLockedError where another process writes, StoreCorruptError where the files are damaged, StoreError
    where the folder holds something else or may not be used.
    """
    try:
        exists = (path / MARK).is_file()
        if not exists:
            _check_that_free(path)
    except PermissionError:
        raise StoreError(f"the folder {path} may not be read", remedy="Check its owner and permissions.") from None
    if not exists and not (write and create):
        raise StoreMissingError(
            f"no store in {path}", remedy="Make it with `kg build ARTICLE`, or name another with --store."
        )
    return _to_write(path) if write else _to_read(path)


def _check_that_free(path: Path) -> None:
    """A new store would strew its files over whatever else lies in the folder."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path} is a file, and a store is a folder", remedy="Name another with --store.")
    if (path / _BARE_MARK).is_file():
        raise StoreError(
            f"the store in {path} was made by an earlier version of kg, which kept its files in another way",
            remedy="Remove the folder and build the articles anew.",
        )
    if path.is_dir() and any(path.iterdir()) and not (path / WRITER).exists():
        raise StoreError(f"the folder {path} holds other files, and no store", remedy="Name another with --store.")


def _to_write(path: Path) -> ArticleStore:
    try:
        writing = Writing(path)
    except OSError as error:
        raise _damaged(path, error) from error
    try:
        oxigraph = writing.opened()
        if published(path) is None:
            writing.publish(oxigraph)  # so that what has been made is a store, if an empty one
        return ArticleStore(oxigraph, path, writing)
    except _FAILURES as error:
        writing.end()
        raise _damaged(path, error) from error


def _to_read(path: Path) -> ArticleStore:
    lease: Lease | None = None
    try:
        lease = lease_published(path)
        if lease is None:
            raise StoreMissingError(f"no store in {path}", remedy="Make it with `kg build ARTICLE`.")
        return ArticleStore(Store.read_only(str(lease.folder)), path, lease)
    except _FAILURES as error:
        if lease is not None:
            lease.end()
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> StoreError:
    if isinstance(error, PermissionError) or "Permission denied" in str(error):
        return StoreError(f"the store in {path} may not be used: {error}", remedy="Check its owner and permissions.")
    if isinstance(error, OSError) and error.errno == 28:
        return StoreError(f"the disk is full: {path}", remedy="Make room; what is stored stays.")
    return StoreCorruptError(
        f"the store in {path} cannot be opened: {error}", remedy="Remove the folder and build the articles anew."
    )
