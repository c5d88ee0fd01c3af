"""Align the articles of a store: all that are new or have changed, or one, against those that are there.

::

    article's graph ──> signs ──> keys ──> articles that share some ──> relations ──> <base>alignment
                          └── kept in <base>alignment-index, so that stored articles need not be read again

The outcome of two articles depends on the two alone. Occurrences and disputes are the connected parts of what was
found, so it does not matter in which order articles came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.align.changing import exchange, remove_graph
from kg.align.comparing import relations
from kg.align.found import Found, Relation
from kg.align.keys import keys_of, keys_to_ask
from kg.align.parts import Parts
from kg.align.reading import read_signs
from kg.align.signs import ArticleSigns, from_json
from kg.align.writing import alignment_graph, found_quads, index_graph, sign_quads
from kg.vocabulary import KG, RDF

__all__ = ["Aligned", "Alignment"]

_MOST: Final = 24
"""Articles that one is compared with at most: those with which it shares the rarest names."""
_COMMON: Final = 2_000
"""Articles under one key, above which the key tells nothing."""
_REMEMBERED: Final = 4_000
"""Articles whose signs are kept in memory; some 40 MB."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """What aligning one article brought."""

    iri: str
    compared: int
    """Articles that it was compared with."""
    found: tuple[Found, ...]


class Alignment:
    """The alignment of a store that is open for writing."""

    def __init__(self, store: Store, base: str) -> None:
        """Base is the IRI below which the store's resources are named."""
        self._store = store
        self._base = base
        self._graph, self._index = NamedNode(alignment_graph(base)), NamedNode(index_graph(base))
        self._known: dict[str, ArticleSigns] = {}

    def due(self, among: Iterable[str] | None = None) -> list[str]:
        """The articles, or those among some, that are new or were read again since they were aligned."""
        documents = self._documents() if among is None else sorted(set(among))
        return [iri for iri in documents if self._state(iri) != self._value(iri, KG.signedState)]

    def knows(self, iri: str) -> bool:
        """Whether an article has been aligned."""
        return bool(self._value(iri, KG.signedState))

    def gone(self) -> list[str]:
        """Articles that were aligned and have been removed."""
        there = set(self._documents())
        aligned = {
            quad.subject.value
            for quad in self._store.quads_for_pattern(None, NamedNode(KG.signedState), None, self._index)
            if isinstance(quad.subject, NamedNode)
        }
        return sorted(aligned - there)

    def align(self, iri: str) -> Aligned:
        """Align one stored article with those aligned before, in place of what was found of it."""
        signs = read_signs(self._store, iri)
        candidates = self._candidates(signs)
        found = [one for other in candidates for one in relations(signs, self._signs(other))]
        added = {
            *sign_quads(signs, keys_of(signs), self._state(iri), self._base),
            *found_quads(found, self._base),
        }
        self._known[iri] = signs
        self._replace(iri, added, found)
        return Aligned(iri, len(candidates), tuple(found))

    def forget(self, iri: str) -> None:
        """Remove all that was found of an article."""
        self._known.pop(iri, None)
        self._replace(iri, set(), ())

    def clear(self) -> int:
        """Remove the alignment; how many relations there were."""
        count = sum(1 for _ in self._store.quads_for_pattern(None, NamedNode(KG.relation), None, self._graph))
        for graph in (self._graph, self._index):
            remove_graph(self._store, graph)
        self._known.clear()
        return count

    def _documents(self) -> list[str]:
        found = self._store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(KG.Document), None)
        return sorted(quad.subject.value for quad in found if isinstance(quad.subject, NamedNode))

    def _state(self, iri: str) -> str:
        """What tells whether an article was read again: its text and its reader."""
        node = NamedNode(iri)
        values = [
            quad.object.value
            for predicate in (KG.textHash, KG.extractor)
            for quad in self._store.quads_for_pattern(node, NamedNode(predicate), None, node)
            if isinstance(quad.object, Literal)
        ]
        return " ".join(values)

    def _value(self, iri: str, predicate: str) -> str:
        for quad in self._store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, self._index):
            if isinstance(quad.object, Literal):
                return quad.object.value
        return ""

    def _candidates(self, signs: ArticleSigns) -> list[str]:
        """The articles to compare with: those that share the most; a rare key counts for more than a common one."""
        weights: Counter[str] = Counter()
        for key in sorted(keys_to_ask(signs)):
            there = list(self._under(key))
            if there and len(there) < _COMMON:
                for iri in there:
                    weights[iri] += 1000 // len(there)
        weights.pop(signs.iri, None)
        ranked = sorted(weights, key=lambda iri: (-weights[iri], iri))
        return ranked[:_MOST]

    def _under(self, key: str) -> Iterator[str]:
        for quad in self._store.quads_for_pattern(None, NamedNode(KG.alignmentKey), Literal(key), self._index):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value

    def _signs(self, iri: str) -> ArticleSigns:
        known = self._known.get(iri)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[iri] = from_json(self._value(iri, KG.signs))
        return known

    # --- writing

    def _replace(self, iri: str, added: set[Quad], found: Iterable[Found]) -> None:
        """Put what was found of an article in place of what was found before, and renew the parts it belongs to."""
        removed = set(self._about(iri))
        touched = {node for one in found for node in (one.later, one.earlier)}
        touched |= {
            term.value
            for quad in removed
            if quad.predicate.value in (KG.sameEventAs, KG.contradicts)
            for term in (quad.subject, quad.object)
            if isinstance(term, NamedNode)
        }
        parts = Parts(self._store, self._base, removed - added, added - removed)
        old, new = parts.renewed(touched)
        removed, added = (removed | old), (added | new)
        exchange(self._store, removed - added, added - removed)

    def _about(self, iri: str) -> Iterator[Quad]:
        document = NamedNode(iri)
        yield from self._store.quads_for_pattern(document, None, None, self._index)
        for quad in self._store.quads_for_pattern(None, NamedNode(KG.alignedIn), document, self._graph):
            yield from self._one(quad.subject)
        known = self._value(iri, KG.signs)  # the article itself may be gone, or read anew
        for claim in from_json(known).claims if known else ():
            for given in self._store.quads_for_pattern(NamedNode(claim.iri), NamedNode(KG.figure), None, self._graph):
                yield given
                assert isinstance(given.object, NamedNode)
                yield from self._store.quads_for_pattern(given.object, None, None, self._graph)

    def _one(self, alignment: object) -> Iterator[Quad]:
        """An alignment, and the relation that it explains."""
        assert isinstance(alignment, NamedNode)
        about = list(self._store.quads_for_pattern(alignment, None, None, self._graph))
        yield from about
        ends = [quad.object for quad in about if quad.predicate.value == KG.aligns]
        for one in ends:
            for other in ends:
                if one != other and isinstance(one, NamedNode) and isinstance(other, NamedNode):
                    for quad in self._store.quads_for_pattern(one, None, other, self._graph):
                        if quad.predicate.value.rpartition("#")[2] in list(Relation):
                            yield quad
