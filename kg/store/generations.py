"""The folder of a store: finished states that readers open, and the one that is being written.

::

    kg-store/
      PUBLISHED        the name of the finished state that readers open; replaced by renaming, which is atomic
      g-00000012/      that state. It never changes: its files are shared with the next ones by hard links
      g-00000012.use   locked, shared, by every process that reads that state, so that nobody removes it
      writing/         what a writer works on; of no worth to anyone when its writer is gone
      WRITER           locked by the writer; says who that is

A writer begins with a copy of the published state, made of hard links, and publishes a snapshot now and then. Readers
see whole articles and no errors however long it writes. Killed at any moment, it leaves the last published state: what
it had not published is as if it had never been written. The system gives up the locks of a process that ends, however
it ends; so no lock is ever stale.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import IO

from pyoxigraph import Store

from kg.errors import StoreLockedError

__all__ = ["MARK", "WRITER", "Lease", "Writing", "lease_published", "published"]

MARK = "PUBLISHED"
WRITER = "WRITER"
"""The first file that a writer makes in a new folder."""
_WRITING = "writing"
_PREFIX, _IN_USE = "g-", ".use"
_MANY = 200
"""Tables, of which each takes some 0.1 ms to open."""
_TRIES = 100
"""A state that has just been replaced may be gone before it is locked; then there is a newer one."""


def published(path: Path) -> Path | None:
    """The folder of the state that readers open; None where nothing has been published."""
    try:
        return path / (path / MARK).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None


class Lease:
    """Keeps a published state from being removed while somebody reads it."""

    def __init__(self, folder: Path, held: IO[bytes] | None) -> None:
        self.folder = folder
        self._held = held

    def tidy(self, store: Store) -> None:
        """Who reads has nothing to tidy."""

    def publish(self, store: Store) -> None:
        """Who reads has nothing to publish."""

    def end(self) -> None:
        """The state may be removed."""
        if self._held is not None:
            self._held.close()
            self._held = None


def lease_published(path: Path) -> Lease | None:
    """The published state, locked against removal; None where there is none. Raises OSError as the system does."""
    for _ in range(_TRIES):
        folder = published(path)
        if folder is None:
            return None
        try:
            held = folder.with_name(folder.name + _IN_USE).open("rb")
        except FileNotFoundError:
            if published(path) == folder:  # as after copying parts of the folder by hand
                return Lease(folder, None)
            continue
        if _lock(held, shared=True) and folder.is_dir():
            return Lease(folder, held)
        held.close()
    raise FileNotFoundError(f"no state of the store in {path} could be opened")


class Writing:
    """The right to write to a store, and what there is to know of its folder meanwhile."""

    def __init__(self, path: Path) -> None:
        """Take the right. Raises StoreLockedError where another process has it, OSError as the system does."""
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self._right = _claimed(path)
        self.folder = path / _WRITING
        """Where to write."""
        try:
            self._prepare()
        except BaseException:
            self.end()
            raise

    def _prepare(self) -> None:
        _remove(self.folder)  # of a writer that was killed
        current = published(self.path)
        if current is not None:
            _linked(current, self.folder)
        self._remove_old()

    def opened(self) -> Store:
        """The store to write to. Raises OSError as the system does."""
        return Store(str(self.folder))

    def publish(self, store: Store) -> None:
        """Let readers see what has been written; at once and as a whole."""
        current = published(self.path)
        number = 1 + (int(current.name.removeprefix(_PREFIX)) if current is not None else 0)
        folder = self.path / f"{_PREFIX}{number:08}"
        _remove(folder)  # of a writer that was killed while it made it
        store.backup(str(folder))
        _sync(folder)
        folder.with_name(folder.name + _IN_USE).touch()
        draft = self.path / f"{MARK}.new"
        with draft.open("w", encoding="ascii") as file:
            file.write(f"{folder.name}\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path / MARK)
        _sync(self.path)
        self._remove_old()

    def tidy(self, store: Store) -> None:
        """Join the tables that bulk loading has left, where they are so many that opening them would take long."""
        if sum(1 for _ in self.folder.glob("*.sst")) > _MANY:
            store.optimize()

    def end(self) -> None:
        """Give up the right; what was written and not published is gone."""
        _remove(self.folder)
        self._right.close()

    def _remove_old(self) -> None:
        """Remove the states that nobody can open any more, but for those that somebody still reads."""
        current = published(self.path)
        for folder in self.path.glob(f"{_PREFIX}*"):
            if not folder.is_dir() or folder == current:
                continue
            lease = folder.with_name(folder.name + _IN_USE)
            lease.touch()
            with lease.open("rb") as held:
                if _lock(held, shared=False):
                    _remove(folder)
                    lease.unlink(missing_ok=True)


def _claimed(path: Path) -> IO[str]:
    """The file WRITER, locked, with a line on this process in it."""
    file = (path / WRITER).open("a+", encoding="utf-8")
    if not _lock(file, shared=False):
        file.seek(0)
        said = file.read().strip()
        file.close()
        who = f"another process ({said}) writes" if said else "another process writes"
        raise StoreLockedError(
            f"{who} to the store in {path}",
            remedy="Wait until it is done, or build into another folder with --store. Queries can be asked meanwhile.",
        )
    file.truncate(0)
    import socket

    file.write(f"process {os.getpid()} on {socket.gethostname()} since {time.strftime('%Y-%m-%d %H:%M:%S')}\n")
    file.flush()
    return file


def _lock(file: IO[bytes] | IO[str], *, shared: bool) -> bool:
    """Lock an open file until it is closed; False where another process has it locked."""
    try:
        import fcntl
    except (
        ImportError
    ):  # Windows: open files cannot be removed there, and Oxigraph's own lock keeps out a second writer
        return True
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _linked(source: Path, target: Path) -> None:
    """A copy of a state. Tables of RocksDB never change, so they are linked; the few other files are copied."""
    import shutil

    target.mkdir()
    for file in source.iterdir():
        if file.suffix == ".sst":
            try:
                os.link(file, target / file.name)
                continue
            except OSError:  # a file system without hard links
                pass
        shutil.copy2(file, target / file.name)


def _sync(folder: Path) -> None:
    """Have the system write a folder's entries to the disk, where it can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(folder: Path) -> None:
    """As much of a folder as goes; whoever only reads needs no shutil, which loads all that packs files."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
