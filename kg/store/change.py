"""Work out what has to be removed from the store and added to it, and do both as one transaction.

One SPARQL Update request is one transaction in Oxigraph: it is applied as a whole or not at all. Nothing can change
between working it out and applying it, because one process at a time may write. Only what differs is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from kg.iris import entities_graph, is_document
from kg.vocabulary import KG, VAL

__all__ = ["Writable", "replace_article"]

_LINK_OF, _CANDIDATE, _STATUS = NamedNode(KG.linkOf), NamedNode(KG.candidate), NamedNode(KG.status)
_ACCEPTED = NamedNode(VAL.accepted)

_Term = NamedNode | BlankNode | Literal | Triple
_Node = NamedNode | BlankNode | Triple


class Writable(Protocol):
    """What can be put into the store; ``kg.rdf.ArticleGraph`` is one."""

    @property
    def iri(self) -> str:
        """The article's IRI, which is that of its named graph."""

    @property
    def quads(self) -> Sequence[Quad]:
        """What the article says, in its graph."""

    @property
    def entities(self) -> Sequence[Quad]:
        """The whole description of every shared entity that it speaks of, in the graph of entities."""


def replace_article(store: Store, article: str, own: Iterable[Quad], entities: Iterable[Quad]) -> None:
    """Put these quads in place of what is stored of an article; with none, remove it.

    The description of an entity takes the place of the one that is stored, so that new names and links come in.
    """
    change = _Change(store, NamedNode(article), set(own), set(entities))
    removed, added = change.removed(), change.added()
    update = [
        f"{verb} DATA {{\n{_graphs(quads)}}}" for verb, quads in (("DELETE", removed), ("INSERT", added)) if quads
    ]
    if update:
        store.update(" ;\n".join(update))


class _Change:
    def __init__(self, store: Store, article: NamedNode, own: set[Quad], entities: set[Quad]) -> None:
        self._store = store
        self._article = article
        self._shared = NamedNode(entities_graph(article.value))
        self._stored = set(store.quads_for_pattern(None, None, None, article))
        self._own = own
        self._entities = entities

    def added(self) -> set[Quad]:
        """What is new."""
        return (self._own - self._stored) | {quad for quad in self._entities if quad not in self._store}

    def removed(self) -> set[Quad]:
        """What is stored and does not hold any more."""
        described = {quad.subject for quad in self._entities}
        affected = described | self._forgotten()
        links = {link for entity in affected for link in self._links(entity)}
        affected |= links | {item for link in links for item in self._items_of(link, links)}
        stored = {quad for subject in affected for quad in self._about(subject)}
        return (self._stored - self._own) | (stored - self._entities)

    def _about(self, subject: _Node) -> Iterator[Quad]:
        return self._store.quads_for_pattern(subject, None, None, self._shared)

    def _forgotten(self) -> set[_Node]:
        """The entities that this article spoke of, it does so no more, and neither does any other."""
        dropped = _terms(self._stored) - _terms(self._own)
        return {
            term
            for term in dropped
            if not isinstance(term, Literal) and any(self._about(term)) and not self._is_spoken_of(term)
        }

    def _is_spoken_of(self, entity: _Node) -> bool:
        """Whether another article has the entity as subject or object of a statement."""
        as_object = self._store.quads_for_pattern(None, None, entity, None)
        as_subject = self._store.quads_for_pattern(entity, None, None, None)
        for quad in chain(as_object, as_subject):
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph != self._article and is_document(graph.value):
                return True
        return False

    def _links(self, entity: _Node) -> Iterator[_Node]:
        for quad in self._store.quads_for_pattern(None, _LINK_OF, entity, self._shared):
            yield quad.subject

    def _items_of(self, link: _Node, links: set[_Node]) -> Iterator[_Node]:
        """The candidates whose labels are stated for this link and those that change with it, and for no other."""
        for quad in self._store.quads_for_pattern(link, _CANDIDATE, None, self._shared):
            item = quad.object
            if isinstance(item, NamedNode) and not self._is_under_review(item, links):
                yield item

    def _is_under_review(self, item: NamedNode, without: set[_Node]) -> bool:
        for quad in self._store.quads_for_pattern(None, _CANDIDATE, item, self._shared):
            link = quad.subject
            if link not in without and Quad(link, _STATUS, _ACCEPTED, self._shared) not in self._store:
                return True
        return False


def _terms(quads: set[Quad]) -> set[_Term]:
    return {term for quad in quads for term in (quad.subject, quad.object)}


def _graphs(quads: set[Quad]) -> str:
    """The quads as SPARQL's GRAPH blocks. N-Triples lines are SPARQL, with the same escapes."""
    graphs: dict[str, list[Triple]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(quad.triple)
    return "".join(
        f"GRAPH {graph} {{\n{(serialize(triples, format=RdfFormat.N_TRIPLES) or b'').decode()}}}\n"
        for graph, triples in graphs.items()
    )
