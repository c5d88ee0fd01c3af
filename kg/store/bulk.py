"""Store many articles at once, by Oxigraph's bulk loader.

A transaction for each article costs three times as much. The bulk loader has none, and needs none here: what it writes
is published as a whole (kg.store.generations), or not at all. An article that is stored already, or that says something
new of an entity, is put by itself as kg.store.change does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple, Protocol

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.iris import entities_graph
from kg.store.change import replace_article
from kg.vocabulary import KG, RDF

__all__ = ["ArticleLines", "Description", "as_lines", "put_all"]

_TYPE, _DOCUMENT, _LINK_OF = NamedNode(RDF.type), NamedNode(KG.Document), NamedNode(KG.linkOf)
_FEWEST = 8
"""Articles that the bulk loader is used for; each time it leaves four files or more, which are never joined again."""
_REMEMBERED = 10_000
"""Entities whose description is remembered, by its hash; some 2 MB."""


class Description(NamedTuple):
    """All statements with one subject in the graph of entities."""

    subject: str
    lines: bytes
    """N-Quads, sorted."""
    links: tuple[str, ...]
    """The IRIs of its links, sorted; each is described by itself."""

    def digest(self) -> bytes:
        """The same for the same description; empty where there is none."""
        if not self.lines and not self.links:
            return b""
        return blake2b(b"".join([self.lines, *(f"<{link}>".encode() for link in self.links)]), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class ArticleLines:
    """An article's graph as N-Quads: what travels between processes, and what the bulk loader reads."""

    iri: str
    lines: bytes
    """What the article says."""
    entities: tuple[Description, ...]
    """The whole description of every shared entity that it speaks of."""


class Described(Protocol):
    """What can be written as lines; ``kg.rdf.ArticleGraph`` is one."""

    @property
    def iri(self) -> str:
        """The article's IRI, which is that of its named graph."""

    @property
    def own_lines(self) -> bytes:
        """What the article says, as N-Quads."""

    def descriptions(self) -> Iterable[tuple[str, bytes, tuple[str, ...]]]:
        """What a Description is made of, for each subject in the graph of entities."""


def as_lines(graph: Described) -> ArticleLines:
    """The graph of an article, serialized."""
    return ArticleLines(graph.iri, graph.own_lines, tuple(Description(*about) for about in graph.descriptions()))


def put_all(store: Store, articles: Sequence[ArticleLines], known: dict[str, bytes]) -> None:
    """Put articles in place of what is stored of them.

    ``known`` is what the store says of entities, as far as it was looked up: subject → hash of its description. It
    belongs to the one who writes to the store, and is kept up to date here.
    """
    pending = _Pending(store, known)
    for article in articles:
        if article.iri in pending.articles or not pending.add(article):
            pending.load()
            known.clear()
            quads = list(parse(article.lines, format=RdfFormat.N_QUADS))
            entities = [quad for about in article.entities for quad in parse(about.lines, format=RdfFormat.N_QUADS)]
            replace_article(store, article.iri, quads, entities)
    pending.load()
    if len(known) > _REMEMBERED:
        known.clear()


class _Pending:
    """Articles that are new, and the entities that are new in them, until they are loaded."""

    def __init__(self, store: Store, known: dict[str, bytes]) -> None:
        self._store = store
        self._known = known
        self.articles: set[str] = set()
        self._lines: list[bytes] = []

    def add(self, article: ArticleLines) -> bool:
        """Whether the article could be added: it is new, and what it says of entities is new or nothing new."""
        graph = NamedNode(article.iri)
        if Quad(graph, _TYPE, _DOCUMENT, graph) in self._store:
            return False
        shared = NamedNode(entities_graph(article.iri))
        new = []
        for about in article.entities:
            said = about.digest()
            stored = self._known.get(about.subject) or self._stored(about.subject, shared).digest()
            if not stored:
                new.append(about)
            elif stored != said:
                return False
            self._known[about.subject] = said
        self._lines += [article.lines, *(about.lines for about in new)]
        self.articles.add(article.iri)
        return True

    def _stored(self, subject: str, shared: NamedNode) -> Description:
        entity = NamedNode(subject)
        links = [str(quad.subject)[1:-1] for quad in self._store.quads_for_pattern(None, _LINK_OF, entity, shared)]
        lines = _sorted_lines(self._store.quads_for_pattern(entity, None, None, shared))
        return Description(subject, lines, tuple(sorted(links)))

    def load(self) -> None:
        """Write what is pending."""
        if self._lines:
            few = len(self.articles) < _FEWEST
            load = self._store.load if few else self._store.bulk_load
            load(b"".join(self._lines), format=RdfFormat.N_QUADS, lenient=True)  # kg.rdf has looked at each IRI
        self._lines.clear()
        self.articles.clear()


def _sorted_lines(quads: Iterable[Quad]) -> bytes:
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(lines.splitlines(keepends=True)))
