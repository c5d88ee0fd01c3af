"""Where shards lie: a folder, or whatever fsspec knows an address for (s3://, gs://, abfs://, …)."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import Any, Protocol

from kg.errors import MissingExtraError, ShardError

__all__ = ["Place", "place_of"]


class Place(Protocol):
    """Holds files under plain names. What is written appears whole or not at all."""

    address: str

    def read(self, name: str) -> bytes | None:
        """What a file holds; None where there is none. Raises ShardError where it cannot be read."""

    def size(self, name: str) -> int | None:
        """How many bytes a file has; None where there is none. Raises ShardError where that cannot be told."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file, in place of one of that name. Raises ShardError where that fails."""

    def tidy(self) -> None:
        """Remove what writers left that were killed."""


def place_of(address: str) -> Place:
    """The place at an address: a path, or a URL. Raises MissingExtraError, ShardError where it cannot be used."""
    return _Bucket(address) if "://" in address else _Folder(address)


class _Folder:
    """A folder, on this machine or shared by several."""

    def __init__(self, address: str) -> None:
        self._path = Path(address).absolute()
        self.address = str(self._path)

    def read(self, name: str) -> bytes | None:
        try:
            return (self._path / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(self.address, name, error) from error

    def size(self, name: str) -> int | None:
        try:
            return (self._path / name).stat().st_size
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(self.address, name, error) from error

    def write(self, name: str, content: bytes) -> None:
        draft = self._path / f".{name}.{uuid.uuid4().hex}.part"
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # a name that is there after a power cut stands for the whole file
            draft.replace(self._path / name)
        except OSError as error:
            raise _unusable(self.address, name, error) from error

    def tidy(self) -> None:
        for draft in self._path.glob(".*.part"):
            draft.unlink(missing_ok=True)


class _Bucket:
    """An object store: what is put there appears when it is complete."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        try:
            from fsspec.core import url_to_fs  # type: ignore[import-untyped]
        except ImportError:
            raise MissingExtraError(
                f"{address} needs fsspec", remedy="pip install 'news-kg[distributed]', or name a folder."
            ) from None
        try:
            self._files: Any
            self._files, self._path = url_to_fs(self.address)
        except ImportError as error:
            raise MissingExtraError(f"{address} cannot be used: {error}", remedy="Install what it names.") from None
        except (ValueError, OSError) as error:
            raise ShardError(f"{address} cannot be used: {error}", remedy="Name a folder, or an address.") from error

    def read(self, name: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(f"{self._path}/{name}"))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(self.address, name, error) from error

    def size(self, name: str) -> int | None:
        try:
            return int(self._files.size(f"{self._path}/{name}"))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(self.address, name, error) from error

    def write(self, name: str, content: bytes) -> None:
        try:
            self._files.pipe_file(f"{self._path}/{name}", content)
        except OSError as error:
            raise _unusable(self.address, name, error) from error

    def tidy(self) -> None:
        """Nothing: what was not completed never appeared."""


def _unusable(address: str, name: str, error: OSError) -> ShardError:
    return ShardError(
        f"{name} in {address} cannot be read or written: {error.strerror or error}",
        remedy="Is the place there, may it be used, and is there room? The same command goes on where this one ended.",
    )
