"""The named actors and places of the graph, with all their names: what search, lists and matching look through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.vocabulary import KG_NS, RDF, RDFS, SKOS
from kg.web.facts import specific
from kg.web.reading import Reading

__all__ = ["Known", "names_of"]


@dataclass(frozen=True, slots=True)
class Known:
    """An actor or place with its names."""

    iri: str
    label: str
    aliases: tuple[str, ...]
    classes: frozenset[str]
    """Local names."""
    mentions: int

    @property
    def kind(self) -> str:
        """The most specific of its classes."""
        return specific(KG_NS + name for name in self.classes)


def names_of(reading: Reading) -> Sequence[Known]:
    """All that articles share, those with most mentions first."""
    return reading.kept("named actors", lambda: _all_known(reading))


def _all_known(reading: Reading) -> list[Known]:
    labels: dict[str, str] = {}
    aliases: dict[str, list[str]] = defaultdict(list)
    classes: dict[str, set[str]] = defaultdict(set)
    rows = reading.rows(
        f"SELECT ?who ?property ?value {{ GRAPH <{reading.base}entities> {{ ?who ?property ?value "
        f"VALUES ?property {{ rdfs:label skos:altLabel <{RDF.type}> }} FILTER(CONTAINS(STR(?who), '/entity/')) }} }}"
    )
    for who, prop, value in rows:
        if prop == RDFS.label:
            labels[who] = value
        elif prop == SKOS.altLabel:
            aliases[who].append(value)
        else:
            classes[who].add(value.removeprefix(KG_NS))
    counted = reading.rows("SELECT ?who (COUNT(?m) AS ?n) { ?m kg:denotes ?who } GROUP BY ?who")
    counts = {who: int(count) for who, count in counted}
    found = [
        Known(who, label, tuple(sorted(aliases[who])), frozenset(classes[who]), counts.get(who, 0))
        for who, label in labels.items()
        if classes[who] & {"Actor", "Place"}
    ]
    return sorted(found, key=lambda one: (-one.mentions, one.label, one.iri))
