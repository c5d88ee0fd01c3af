"""Occurrences and disputes: the connected parts of what alignment found, kept up to date where something changed."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from kg.align.writing import alignment_graph, dispute_quads, occurrence_quads
from kg.vocabulary import KG, RDFS, SCHEMA

__all__ = ["Parts"]


class Parts:
    """The connected parts of a store's alignment as it is after a change."""

    def __init__(self, store: Store, base: str, removed: set[Quad], added: set[Quad]) -> None:
        self._store, self._base = store, base
        self._graph = NamedNode(alignment_graph(base))
        self._removed = removed
        self._beside: dict[tuple[str, str], set[str]] = {}
        for quad in added:
            if quad.predicate.value in (KG.sameEventAs, KG.contradicts):
                one, other = _iri(quad.subject), _iri(quad.object)
                self._beside.setdefault((quad.predicate.value, one), set()).add(other)
                self._beside.setdefault((quad.predicate.value, other), set()).add(one)

    def renewed(self, nodes: set[str]) -> tuple[set[Quad], set[Quad]]:
        """What is stored of the parts that these nodes belong to, and what holds now."""
        old: set[Quad] = set()
        new: set[Quad] = set()
        for relation in (KG.sameEventAs, KG.contradicts):
            seen: set[str] = set()
            for node in sorted(nodes):
                if node not in seen:
                    part = self._part(node, relation)
                    seen |= part
                    old |= {quad for member in part for quad in self._stored(member, relation)}
                    if len(part) > 1:
                        new |= set(self._made(part, relation))
        return old, new

    def _part(self, node: str, relation: str) -> set[str]:
        part, ahead = {node}, [node]
        while ahead:
            for other in self._neighbours(ahead.pop(), relation):
                if other not in part:
                    part.add(other)
                    ahead.append(other)
        return part

    def _neighbours(self, node: str, relation: str) -> set[str]:
        predicate, term = NamedNode(relation), NamedNode(node)
        found = set(self._beside.get((relation, node), ()))
        for quad in self._store.quads_for_pattern(term, predicate, None, self._graph):
            if quad not in self._removed:
                found.add(_iri(quad.object))
        for quad in self._store.quads_for_pattern(None, predicate, term, self._graph):
            if quad not in self._removed:
                found.add(_iri(quad.subject))
        return found

    def _stored(self, member: str, relation: str) -> Iterator[Quad]:
        term = NamedNode(member)
        if relation == KG.sameEventAs:
            for quad in self._store.quads_for_pattern(term, NamedNode(KG.occurrence), None, self._graph):
                yield quad
                yield from self._store.quads_for_pattern(NamedNode(_iri(quad.object)), None, None, self._graph)
        else:
            for quad in self._store.quads_for_pattern(None, NamedNode(KG.involvesClaim), term, self._graph):
                yield from self._store.quads_for_pattern(quad.subject, None, None, self._graph)

    def _made(self, part: set[str], relation: str) -> Iterator[Quad]:
        first = min(part)
        if relation == KG.sameEventAs:
            return occurrence_quads(part, self._label(min(part, key=self._told)), self._base)
        over = next((_iri(quad.object) for claim in sorted(part) for quad in self._contents(claim)), "")
        return dispute_quads(part, over, self._label(over or first), self._base)

    def _told(self, node: str) -> tuple[str, str]:
        """When the article of a situation was published: the first one to tell of an event names it."""
        document = NamedNode(node.partition("/situation/")[0])
        dates = self._store.quads_for_pattern(document, NamedNode(SCHEMA.datePublished), None, document)
        return (min((str(getattr(quad.object, "value", "")) for quad in dates), default="9999"), node)

    def _contents(self, claim: str) -> list[Quad]:
        found = self._store.quads_for_pattern(NamedNode(claim), NamedNode(KG.content), None, None)
        return sorted(found, key=lambda quad: _iri(quad.object))

    def _label(self, node: str) -> str:
        labels = self._store.quads_for_pattern(NamedNode(node), NamedNode(RDFS.label), None, None)
        return min((str(getattr(quad.object, "value", "")) for quad in labels), default="")


def _iri(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value
