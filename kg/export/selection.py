"""Choose what is exported, and put it in order."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.align.writing import index_graph
from kg.config import DEFAULT_BASE
from kg.iris import entities_graph, is_document
from kg.rdf.terms import SUPERCLASSES
from kg.store import ArticleStore, StoredArticle
from kg.vocabulary import KG, OA, RDF, RDFS

__all__ = ["QUOTE_LENGTH", "Part", "Selection"]

QUOTE_LENGTH = 90
"""Code points. Without the text, only quotations up to this length stay: a label's length, less than most sentences."""

_TYPE = f"<{RDF.type}>".encode()
_FIRST = {_TYPE: 0, f"<{RDFS.label}>".encode(): 1}
_INDEX = index_graph("/")
"""The end of the name of what alignment keeps for itself: it can be made again, and tells readers nothing."""
_THREADS = 4
"""That read graphs from the store; with more, putting them in order is what takes the time."""
_DIGITS = re.compile(rb"(\d+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A named graph, or the part of it that is exported."""

    name: str
    quads: list[Quad]


class Selection:
    """All of the store, or one article with the entities that it speaks of.

    What articles have to do with each other goes with all of them, and with none by itself.
    """

    def __init__(self, store: ArticleStore, article: StoredArticle | None = None, *, with_text: bool = True) -> None:
        self._store: Store = store.oxigraph
        self._article = article
        self._with_text = with_text

    @property
    def with_text(self) -> bool:
        """Whether the texts of articles and long quotations are in it."""
        return self._with_text

    @property
    def is_partial(self) -> bool:
        """Whether it is one article only."""
        return self._article is not None

    def lines(self) -> Iterator[tuple[str, list[bytes]]]:
        """One graph after the other, by name, and what it holds as N-Triples in order: subjects by name and place,
        types first. What the engine writes by itself takes half as long as what goes through objects of Python.
        """
        if self._article is not None:
            name = self._article.iri
            own = self._graph(name)
            yield name, self._lines(own)
            shared = self._entities_in(own)
            if shared:
                yield entities_graph(name), self._lines(shared)
            return
        names = self._names()
        if self._with_text:
            yield from zip(names, map(_ordered, _ahead(self._dump, names)), strict=True)
        else:
            yield from ((name, self._lines(self._graph(name))) for name in names)

    def parts(self) -> Iterator[Part]:
        """The same as statements."""
        for name, lines in self.lines():
            graph = f"<{name}> .".encode()
            text = b"\n".join(line[:-1] + graph for line in lines)
            yield Part(name, list(parse(text, RdfFormat.N_QUADS, lenient=True)))

    def articles(self) -> Iterator[Part]:
        """The graphs of articles only, by name, whole and in no order."""
        names = [self._article.iri] if self._article is not None else filter(is_document, self._names())
        for name in names:
            yield Part(name, self._graph(name))

    @cached_property
    def base(self) -> str:
        """The IRI below which things are named: that of the first article."""
        first = next(filter(is_document, [self._article.iri] if self._article else self._names()), None)
        return entities_graph(first).removesuffix("entities") if first else DEFAULT_BASE

    @cached_property
    def entities(self) -> list[Quad]:
        """The descriptions of all shared entities."""
        return self._graph(f"{self.base}entities")

    def _names(self) -> list[str]:
        names = (graph.value for graph in self._store.named_graphs() if isinstance(graph, NamedNode))
        return sorted(name for name in names if not name.endswith(_INDEX))

    def _dump(self, name: str) -> bytes:
        return self._store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(name)) or b""

    def _graph(self, name: str) -> list[Quad]:
        return list(self._store.quads_for_pattern(None, None, None, NamedNode(name)))

    def _entities_in(self, own: Iterable[Quad]) -> list[Quad]:
        """The descriptions of what the article speaks of, with links, and the labels of their candidates."""
        graph = NamedNode(f"{self.base}entities")
        found: dict[Quad, None] = {}
        for term in {term for quad in own for term in (quad.subject, quad.object)}:
            if not isinstance(term, NamedNode):
                continue
            found.update(dict.fromkeys(self._store.quads_for_pattern(term, None, None, graph)))
            for link in self._store.quads_for_pattern(None, NamedNode(KG.linkOf), term, graph):
                for quad in self._store.quads_for_pattern(link.subject, None, None, graph):
                    found[quad] = None
                    if quad.predicate.value == KG.candidate and isinstance(quad.object, NamedNode):
                        found.update(dict.fromkeys(self._store.quads_for_pattern(quad.object, None, None, graph)))
        return list(found)

    def _lines(self, quads: Iterable[Quad]) -> list[bytes]:
        if not self._with_text:
            quads = (quad for quad in quads if not _is_text(quad))
        return _ordered(serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"")


def _ahead(read: Callable[[str], bytes], names: Iterable[str]) -> Iterator[bytes]:
    """What is read for each name, in order; the next ones are read meanwhile, for which the engine needs no Python."""
    threads = min(_THREADS, os.cpu_count() or 1)
    with ThreadPoolExecutor(threads) as pool:
        coming: deque[Future[bytes]] = deque()
        for name in names:
            coming.append(pool.submit(read, name))
            if len(coming) > 2 * threads:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()


def _is_text(quad: Quad) -> bool:
    value = quad.object
    if not isinstance(value, Literal):
        return False
    return quad.predicate.value == KG.text or (quad.predicate.value == OA.exact and len(value.value) > QUOTE_LENGTH)


def _ordered(text: bytes) -> list[bytes]:
    """Lines of N-Triples by subject, with the numbers in names as numbers; then by predicate, types and label first;
    then by object.
    """
    by_subject: dict[bytes, list[tuple[int, bytes, int, bytes, bytes]]] = {}
    for line in text.removesuffix(b"\n").split(b"\n") if text else ():
        subject, predicate, value = line.split(b" ", 2)
        kind = len(SUPERCLASSES.get(value[1:-3].decode(), ())) if predicate == _TYPE else 0
        by_subject.setdefault(subject, []).append((_FIRST.get(predicate, 2), predicate[1:-1], -kind, value, line))
    return [row[-1] for subject in sorted(by_subject, key=_natural) for row in sorted(by_subject[subject])]


def _natural(name: bytes) -> list[bytes | int]:
    """So that #char=9,12 comes before #char=10,11."""
    pieces = _DIGITS.split(name.strip(b"<>"))
    return [int(piece) if number % 2 else piece for number, piece in enumerate(pieces)]
