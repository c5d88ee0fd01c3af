"""Who speaks for whom: claims by side, and who accuses whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.report.articles import ArticleGraph
from kg.report.asking import Asker
from kg.report.dossier import Accusation, Side, Statement, Subject
from kg.vocabulary import KG

__all__ = ["NOBODY", "Sides", "accusations"]

_STEPS = 4
"""From a person to a ministry to a government to a country."""
_MOST_SIDES = 12
_HOSTILE = {"accuse": "accuses", "condemn": "accuses", "threaten": "threatens"}
OUTLETS, NOBODY, OTHERS = "The outlets’ own words", "Speakers whose side nobody tells", "Other sides"
OPPOSING = "What is set against these claims"


class Sides:
    """The side of every actor: the last of those that it acts for or is affiliated with, else itself.

    What articles do not share ("a spokesman") and what belongs to nobody is no side of its own.
    """

    def __init__(self, actors: Iterable[str], ask: Asker) -> None:
        self._next: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._follow(set(actors), ask)

    def _follow(self, actors: set[str], ask: Asker) -> None:
        known: set[str] = set()
        frontier = actors
        for _ in range(_STEPS):
            for iri, label in ask.about(frontier, "?it ?label", "?it rdfs:label ?label"):
                self._labels.setdefault(iri, " ".join(label.split()))
            known |= frontier
            rows = []
            for weight, term in enumerate(("kg:actsFor", "kg:affiliatedWith")):
                rows += [
                    (it, weight, "/entity/" not in to, to)
                    for it, to in ask.about(frontier, "?it ?to", f"?it {term} ?to")
                ]
            for it, _, _, to in sorted(
                rows
            ):  # acting for goes before belonging to, what has a name before what has none
                if it != to:
                    self._next.setdefault(it, to)
            frontier = {self._next[it] for it in frontier if it in self._next} - known
            if not frontier:
                break

    def of(self, actor: str) -> str:
        """The IRI of the side; "" where nobody tells it."""
        seen = [actor]
        while (following := self._next.get(seen[-1])) and following not in seen:
            seen.append(following)
        return next((iri for iri in reversed(seen) if "/entity/" in iri), "")

    def label(self, side: str) -> str:
        """What a side is called."""
        return self._labels.get(side) or NOBODY

    def grouped(self, told: Sequence[Statement], subject: Subject) -> tuple[Side, ...]:
        """The statements by side: the subject's own first, then those with most; the outlets' own words last."""
        by_side: dict[str, list[Statement]] = {}
        for one in told:
            if not one.opposing:
                by_side.setdefault(self.of(one.claimant) if one.attributed else OUTLETS, []).append(one)
        own = {self.of(node) for node in subject.nodes} if subject.kind == "actor" else set()
        narrator, nobody = by_side.pop(OUTLETS, []), by_side.pop("", [])
        ranked = sorted(by_side, key=lambda side: (side not in own, -len(by_side[side]), self.label(side), side))
        found = [Side(self.label(side), tuple(by_side[side])) for side in ranked[:_MOST_SIDES]]
        rest = [one for side in ranked[_MOST_SIDES:] for one in by_side[side]]
        rest.sort(key=lambda one: one.number)
        found.append(Side(OTHERS, tuple(rest), "Each of them makes fewer claims than those above."))
        found.append(Side(NOBODY, tuple(nobody), "The articles do not tell for whom they speak."))
        found.append(Side(OUTLETS, tuple(narrator), "What the articles say without attributing it to anybody."))
        against = tuple(one for one in told if one.opposing)
        found.append(Side(OPPOSING, against, "Told here only because they stand against others in a dispute."))
        return tuple(side for side in found if side.statements)


def accusations(told: Sequence[Statement], graphs: Mapping[str, ArticleGraph], sides: Sides) -> tuple[Accusation, ...]:
    """Accusations, threats and denials, from side to side; those with most claims first.

    What is told only because it stands against others in a dispute is answered here, and does not accuse.
    """
    documents = list(graphs)
    by_iri = {one.iri: one for one in told}
    found: dict[tuple[str, str, str], tuple[list[Statement], list[str]]] = {}
    for one in (one for one in told if not one.opposing):
        graph = graphs[documents[one.source - 1]]
        for kind, whom in _directed(one, graph, by_iri):
            pair = (_name(one.claimant, graph, sides), _name(whom, graph, sides))
            if pair[0] != pair[1]:
                statements, names = found.setdefault((kind, *pair), ([], []))
                if one not in statements:
                    statements.append(one)
                if (label := graph.label(whom)) not in names:
                    names.append(label)
    made = [
        Accusation(kind, side, against, tuple(statements), tuple(names))  # type: ignore[arg-type]
        for (kind, side, against), (statements, names) in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (_KINDS.index(one.kind), -len(one.statements), one.side, one.against)))


_KINDS = ("accuses", "threatens", "denies")


def _directed(one: Statement, graph: ArticleGraph, told: Mapping[str, Statement]) -> list[tuple[str, str]]:
    """What a claim does to whom: an accusation to whom it is addressed, or else who does what it speaks of."""
    found = []
    kind = _HOSTILE.get(one.act)
    if kind and one.polarity != "negative" and one.attributed:
        addressed = graph.all(one.iri, KG.addressee)
        doers = [who for situation in graph.all(one.iri, KG.content) for who in graph.all(situation, KG.initiator)]
        whom = addressed or (doers if kind == "accuses" else [])
        found += [(kind, who) for who in dict.fromkeys(whom) if who != one.claimant]
    for how, other in one.answers:
        if how in ("denies", "rejects") and other in told:
            found.append(("denies", told[other].claimant))
    return found


def _name(actor: str, graph: ArticleGraph, sides: Sides) -> str:
    side = sides.of(actor)
    return sides.label(side) if side else graph.label(actor)
