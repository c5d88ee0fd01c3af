"""A shard's file: compressed N-Quads, article after article, each followed by all of the entities that it speaks of.

An entity is described again in every article that speaks of it: so a shard can be loaded by itself, in any order, as
if its articles had been read one by one; the compression takes most of it back.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.errors import ShardError
from kg.iris import is_document
from kg.store.bulk import ArticleLines, Description
from kg.vocabulary import KG

__all__ = ["Packer", "unpacked"]

_LINK_OF = f"> <{KG.linkOf}> <".encode()
_LEVEL = 6


class Packer:
    """Takes articles one by one, so that only the compressed ones stay in memory."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._file = gzip.GzipFile(filename="", mode="wb", fileobj=self._buffer, compresslevel=_LEVEL, mtime=0)
        self.articles = self.statements = 0

    def add(self, article: ArticleLines) -> None:
        """Take an article."""
        for lines in (article.lines, *(about.lines for about in article.entities)):
            self._file.write(lines)
            self.statements += lines.count(b"\n")
        self.articles += 1

    def packed(self) -> bytes:
        """The file: the same bytes for the same articles."""
        self._file.close()
        return self._buffer.getvalue()


def unpacked(content: bytes, base: str, name: str) -> Iterator[ArticleLines]:
    """The articles in a shard. Raises ShardError, with the shard's name, where it holds anything else."""
    lines = _lines(content, name)
    entities = f"{base}entities".encode()
    blocks = [(graph, list(block)) for graph, block in groupby(lines, key=lambda line: _graph(line, name))]
    for number, (graph, own) in enumerate(blocks):
        if graph == entities:
            if number == 0 or blocks[number - 1][0] == entities:
                raise _foreign(name, "entities that no article speaks of")
            continue
        iri = graph.decode()
        if not iri.startswith(base) or not is_document(iri):
            raise _foreign(name, f"statements in the graph {iri}")
        follows = blocks[number + 1] if number + 1 < len(blocks) else (b"", [])
        yield ArticleLines(iri, b"".join(own), _descriptions(follows[1] if follows[0] == entities else []))


def _lines(content: bytes, name: str) -> Iterator[bytes]:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            yield from file
    except (OSError, EOFError, zlib.error) as error:
        raise _foreign(name, f"what cannot be decompressed ({error})") from None


def _graph(line: bytes, name: str) -> bytes:
    at = line.rfind(b" <")
    if at < 0 or not line.startswith(b"<") or not line.endswith(b"> .\n"):
        raise _foreign(name, f"a line that is no statement as kg writes it: {line[:60]!r}")
    return line[at + 2 : -4]


def _descriptions(lines: Iterable[bytes]) -> tuple[Description, ...]:
    about = [(subject, list(block)) for subject, block in groupby(lines, key=lambda line: line[1 : line.index(b"> ")])]
    links: dict[bytes, list[str]] = {}
    for subject, told in about:
        for line in told:
            if _LINK_OF in line:
                entity = line.partition(_LINK_OF)[2].partition(b"> ")[0]
                links.setdefault(entity, []).append(subject.decode())
    return tuple(
        Description(subject.decode(), b"".join(told), tuple(sorted(links.get(subject, ())))) for subject, told in about
    )


def _foreign(name: str, what: str) -> ShardError:
    return ShardError(
        f"{name} holds {what}", remedy="Only what `kg build --shards` wrote can be loaded. Build this shard anew."
    )
