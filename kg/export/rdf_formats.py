"""RDF, by Oxigraph's serializers. They write prefixes in an order that changes from run to run, so that the head of a
document is ours; the rest follows the order of the quads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import RawIOBase
from typing import IO, Any, cast

from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse, serialize

from kg.export.selection import Selection
from kg.vocabulary import PREFIXES

__all__ = ["write_nquads", "write_ntriples", "write_rdfxml", "write_trig", "write_turtle"]

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold, not even escaped (section 2.2)."""
_XML_HEAD = re.compile(rb"\A<\?xml[^>]*>\s*<rdf:RDF[^>]*>\n")
_TURTLE_HEAD = re.compile(rb"\A(?:@(?:prefix|base) [^\n]*\n)*(?=[^@]|\Z)")


def write_turtle(selection: Selection, file: IO[bytes]) -> None:
    """Turtle: one graph after the other, as one."""
    triples = (triple for lines in _lines(selection) for triple in parse(lines, RdfFormat.N_TRIPLES, lenient=True))
    _write(triples, RdfFormat.TURTLE, file, _turtle_head(selection), selection.base)


def write_trig(selection: Selection, file: IO[bytes]) -> None:
    """TriG: Turtle with the named graphs."""
    _write(_quads(selection), RdfFormat.TRIG, file, _turtle_head(selection), selection.base)


def write_ntriples(selection: Selection, file: IO[bytes]) -> None:
    """N-Triples: a triple a line."""
    for lines in _lines(selection):
        file.write(lines)


def write_nquads(selection: Selection, file: IO[bytes]) -> None:
    """N-Quads: a triple and its graph a line."""
    for name, lines in selection.lines():
        graph = f"<{name}> .\n".encode()
        file.write(b"".join(line[:-1] + graph for line in lines))


def write_rdfxml(selection: Selection, file: IO[bytes]) -> None:
    """RDF/XML. A character that XML cannot hold becomes U+FFFD, one for one, so that offsets still fit."""
    spaces = "".join(f'\n\txmlns:{prefix}="{namespace}"' for prefix, namespace in sorted(PREFIXES.items()))
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'
    _write((_for_xml(triple) for triple in _triples(selection)), RdfFormat.RDF_XML, file, head, None)


def _lines(selection: Selection) -> Iterator[bytes]:
    return (b"".join(line + b"\n" for line in lines) for _, lines in selection.lines())


def _quads(selection: Selection) -> Iterator[Quad]:
    return (quad for part in selection.parts() for quad in part.quads)


def _triples(selection: Selection) -> Iterator[Triple]:
    return (quad.triple for quad in _quads(selection))


def _turtle_head(selection: Selection) -> str:
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))
    return f"@base <{selection.base}> .\n{prefixes}\n"


def _for_xml(triple: Triple) -> Triple:
    value = triple.object
    if not isinstance(value, Literal) or not _NOT_XML.search(value.value):
        return triple
    clean = Literal(_NOT_XML.sub("\ufffd", value.value), datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, clean)


def _write(
    statements: Iterable[Triple] | Iterable[Quad], form: RdfFormat, file: IO[bytes], head: str, base: str | None
) -> None:
    body = _Body(file, head.encode(), _XML_HEAD if form == RdfFormat.RDF_XML else _TURTLE_HEAD)
    serialize(statements, cast(IO[bytes], body), form, prefixes=PREFIXES, base_iri=base)
    body.finish()


class _Body(RawIOBase):
    """A file that puts our head in the place of the serializer's."""

    def __init__(self, file: IO[bytes], head: bytes, pattern: re.Pattern[bytes]) -> None:
        super().__init__()
        self._file = file
        self._head = head
        self._pattern = pattern
        self._start: bytes | None = b""
        """What has come while the serializer's head may still go on."""

    def write(self, chunk: Any) -> int:
        """Take what the serializer has written."""
        if self._start is None:
            self._file.write(chunk)
        else:
            self._start += chunk
            if len(self._start) > _HEAD_LENGTH:
                self.finish()
        return len(chunk)

    def finish(self) -> None:
        """Write what has been held back."""
        if self._start is not None:
            self._file.write(self._head + self._pattern.sub(b"", self._start, count=1))
            self._start = None


_HEAD_LENGTH = 2 * sum(len(prefix) + len(namespace) + 32 for prefix, namespace in PREFIXES.items())
"""Bytes; more than the serializers' heads take."""
