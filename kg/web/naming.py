"""The named actors and places of the graph, with all their names: what search, lists and matching look through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.vocabulary import KG_NS
from kg.web.facts import specific
from kg.web.filtering import alone
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
    shared = f"GRAPH <{reading.base}entities>"
    labelled = reading.rows(f"SELECT ?who ?label {{ {shared} {{ ?who rdfs:label ?label }} }}")
    labels = {who: label for who, label in labelled}  # noqa: C416 - rows are of any length to the type checker
    aliases: dict[str, list[str]] = defaultdict(list)
    for who, alias in reading.rows(f"SELECT ?who ?alias {{ {shared} {{ ?who skos:altLabel ?alias }} }}"):
        aliases[who].append(alias)
    classes: dict[str, set[str]] = defaultdict(set)
    for who, kind in reading.rows(f"SELECT ?who ?kind {{ {shared} {{ ?who a ?kind }} }}"):
        classes[who].add(kind.removeprefix(KG_NS))
    named = alone("DISTINCT ?who", f"{shared} {{ ?who rdfs:label ?label }}")
    counted = reading.rows(
        f"SELECT ?who (COUNT(?m) AS ?n) {{ {named} {alone('?who ?m', '?m kg:denotes ?who')} }} GROUP BY ?who"
    )
    counts = {who: int(count) for who, count in counted}
    found = [
        Known(who, label, tuple(sorted(aliases[who])), frozenset(classes[who]), counts.get(who, 0))
        for who, label in labels.items()
        if "/entity/" in who and classes[who] & {"Actor", "Place"}
    ]
    return sorted(found, key=lambda one: (-one.mentions, one.label, one.iri))
