"""The statements of a store by property: what columns are made of."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Store

from kg.rdf.terms import SUPERCLASSES
from kg.vocabulary import KG, KG_NS, OA, RDF, RDFS

__all__ = ["Path", "Values"]

Path = Sequence[str]
"""Properties to follow one after the other."""


class Values:
    """Looks statements up by property, over all graphs; each property is read once, when it is first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, dict[str, list[str]]] = {}
        self._inverse: dict[str, dict[str, list[str]]] = {}

    def of(self, predicate: str) -> dict[str, list[str]]:
        """Subject → the values of a property, sorted, each once."""
        if predicate not in self._read:
            found: dict[str, set[str]] = {}
            for quad in self._store.quads_for_pattern(None, NamedNode(predicate), None, None):
                subject, value = quad.subject, quad.object
                if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                    found.setdefault(subject.value, set()).add(value.value)
            self._read[predicate] = {subject: sorted(values) for subject, values in found.items()}
        return self._read[predicate]

    def along(self, node: str, path: Path) -> list[str]:
        """The values at the end of a path, in the order of the way there, each once."""
        nodes = [node]
        for predicate in path:
            known = self.of(predicate)
            nodes = list(dict.fromkeys(value for one in nodes for value in known.get(one, ())))
        return nodes

    def members(self, kind: str) -> list[str]:
        """What is of a class, sorted."""
        found = self._store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(kind), None)
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)})

    def kind(self, node: str) -> str:
        """The local name of the most specific class."""
        ours = [kind for kind in self.of(RDF.type).get(node, ()) if kind.startswith(KG_NS)]
        return max(sorted(ours), key=lambda kind: len(SUPERCLASSES.get(kind, ())), default="").rpartition("#")[2]

    def label(self, node: str) -> str:
        """What something is called; the end of its IRI where nothing is said."""
        return next(iter(self.of(RDFS.label).get(node, ())), "") or node.rpartition("/")[2]

    def spans(self, node: str, predicate: str) -> list[tuple[int, int]]:
        """Where the mentions stand that a property names: code points, end-exclusive, in order."""
        starts, ends = self.of(OA.start), self.of(OA.end)
        mentions = [one for one in self.of(predicate).get(node, ()) if one in starts and one in ends]
        return sorted((int(starts[one][0]), int(ends[one][0])) for one in mentions)

    def words(self, node: str, predicate: str) -> str:
        """The words at these places, with an ellipsis between them."""
        document = next(iter(self.of(KG.appearsIn).get(node, ())), "")
        text = next(iter(self.of(KG.text).get(document, ())), "")
        return " … ".join(text[start:end] for start, end in self.spans(node, predicate))

    def inverse(self, predicate: str) -> dict[str, list[str]]:
        """Value → the subjects that have it for a property, sorted."""
        if predicate not in self._inverse:
            found: dict[str, list[str]] = {}
            for subject, values in self.of(predicate).items():
                for value in values:
                    found.setdefault(value, []).append(subject)
            self._inverse[predicate] = {value: sorted(subjects) for value, subjects in found.items()}
        return self._inverse[predicate]

    def chain(self, claim: str) -> list[str]:
        """The labels of those through whom a claim is known, from the article inwards, the claimant last."""
        way, seen = [claim], {claim}
        above = self.inverse(KG.reportsClaim)
        while following := [one for one in above.get(way[0], ()) if one not in seen]:
            seen.update(following)
            way.insert(0, min(following, key=lambda one: (one in above, one)))
        claimants = self.of(KG.claimant)
        return [self.label(who) for one in way for who in claimants.get(one, ())[:1]]
