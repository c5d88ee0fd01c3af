"""A dump as a stream of lines that can be taken up again where it was left."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import LinkIndexError, Location, PathError

__all__ = ["FORMATS", "Dump"]

FORMATS = (".json", ".nt")
_CHUNK = 1 << 20
_HEAD = 1 << 20
_LONGEST = 1 << 26
"""Bytes to a line; the longest of Wikidata's have some 5 MB."""
_AGAIN = "Fetch the dump again (a download that was broken off can be continued), and run the same command."


class Dump:
    """A file of Wikidata's: ``.json`` or ``.nt``, plain or with ``.gz`` or ``.bz2`` behind it."""

    def __init__(self, path: Path) -> None:
        """Look at the file; PathError where it is missing, LinkIndexError where its name has another ending."""
        if not path.is_file():
            raise PathError(f"no such file: {path}", remedy="Give the path of a dump of Wikidata's.")
        endings = path.suffixes
        self.packed = endings.pop() if endings and endings[-1] in (".gz", ".bz2") else ""
        self.format = endings[-1] if endings else ""
        if self.format not in FORMATS:
            raise LinkIndexError(
                f"{path.name} does not end like a dump",
                remedy="Dumps are latest-all.json and latest-truthy.nt, each plain, .gz or .bz2.",
            )
        self.path = path
        self.size = path.stat().st_size
        self._raw: BinaryIO | None = None

    def fingerprint(self) -> str:
        """What tells this dump from another, though not a longer download from a shorter: a hash of its first MiB."""
        with self._opened() as file:
            return hashlib.sha256(file.read(_HEAD)).hexdigest()

    def read_bytes(self) -> int:
        """How much of the file, as it lies on disk, has been read: for a progress bar."""
        return self._raw.tell() if self._raw is not None and not self._raw.closed else self.size

    def batches(self, start: int = 0) -> Iterator[tuple[list[bytes], int]]:
        """Lists of whole lines, without newlines, each with the position behind the last of them.

        Positions count bytes of the unpacked text. A packed dump is unpacked again up to ``start``, but not parsed.
        Raises LinkIndexError where the file is cut short or is not packed as its name says.
        """
        with self._opened() as raw:
            self._raw = raw
            stream = self._unpacked(raw)
            position, rest = start, b""
            self._skip(stream, start)
            while chunk := self._read(stream):
                lines = (rest + chunk).split(b"\n")
                rest = lines.pop()
                if len(rest) > _LONGEST:
                    raise LinkIndexError(
                        "the file is no dump of Wikidata's: it is not one entity a line",
                        location=Location(str(self.path)),
                    )
                if lines:
                    position += sum(map(len, lines)) + len(lines)
                    yield lines, position
            if rest:
                yield [rest], position + len(rest)

    def _opened(self) -> BinaryIO:
        try:
            return self.path.open("rb")
        except OSError as error:
            raise PathError(f"cannot read {self.path}: {error.strerror}") from None

    def _unpacked(self, raw: BinaryIO) -> BinaryIO:
        if self.packed == ".gz":
            return cast("BinaryIO", gzip.GzipFile(fileobj=raw))
        return cast("BinaryIO", bz2.BZ2File(raw)) if self.packed == ".bz2" else raw

    def _skip(self, stream: BinaryIO, length: int) -> None:
        if not self.packed:
            stream.seek(length)
            return
        while length > 0:
            chunk = self._read(stream, min(length, _CHUNK))
            if not chunk:
                raise LinkIndexError(
                    f"{self.path.name} is shorter than what was read of it before",
                    remedy="Give the dump that the build began with, or start over with --restart.",
                )
            length -= len(chunk)

    def _read(self, stream: BinaryIO, length: int = _CHUNK) -> bytes:
        try:
            return stream.read(length)
        except EOFError:
            where = Location(str(self.path))
            raise LinkIndexError(
                "the dump is cut short: it ends in mid-stream", location=where, remedy=_AGAIN
            ) from None
        except (OSError, zlib.error) as error:
            raise LinkIndexError(
                f"the dump cannot be unpacked: {error}", location=Location(str(self.path)), remedy=_AGAIN
            ) from None
