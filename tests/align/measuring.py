"""Measure alignment against the annotated storylines, from whatever somebody found in the articles."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.align.found import Found, Relation
from kg.evaluation.gold import AnnotatedArticle, Gold
from kg.evaluation.overlap import align, characters, dice
from kg.evaluation.reading import read_gold
from kg.iris import Names
from kg.model import Claim, Extraction, Situation, Span

FOLDER = Path(__file__).parent.parent / "gold" / "storyline"
Ref = tuple[str, str]
"""Article and id of its gold: ("port_agency", "c3")."""


@dataclass
class Tally:
    """Pairs: right of those found, and found of those there are."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    reachable: int = 0
    """Pairs of the gold both ends of which the extractor found at all."""
    unjudged: int = 0
    """Found pairs with an end that the gold does not have."""

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + len(self.missed))

    @property
    def recall_of_reachable(self) -> float:
        return self.right / max(1, self.reachable)

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f} ({self.right}/{self.right + len(self.wrong)}, {self.unjudged} unjudged)  "
            f"R {self.recall:.3f} (of {self.right + len(self.missed)})  of reachable {self.recall_of_reachable:.3f}"
        )


def annotated() -> dict[str, AnnotatedArticle]:
    """The articles with their annotation, by name."""
    files = sorted(FOLDER.glob("*_*.gold.json"))
    golds: Iterable[Gold] = (gold for file in files for gold in read_gold(file))
    return {gold.article.id or "": gold for gold in golds if isinstance(gold, AnnotatedArticle)}


def relations_of_gold() -> dict[str, Any]:
    """What holds between the articles."""
    told: dict[str, Any] = json.loads((FOLDER / "relations.gold.json").read_text(encoding="utf-8"))
    return told


def named(gold: AnnotatedArticle, extraction: Extraction, base: str) -> dict[str, set[str]]:
    """Node in the graph → the gold's claims and events that it is."""
    names = Names(extraction, base)
    found = [claim for claim in extraction.claims if claim.cue is not None and claim.contents]
    pairs = align(gold.claims, found, _likeness, 0.5)
    known: dict[str, set[str]] = defaultdict(set)
    for number, place in pairs.items():
        known[names.iri(found[place].id)].add(gold.claims[number].id)
    places: dict[str, set[Span]] = {one.id: {one.trigger} for one in extraction.situations}
    for mention in extraction.mentions:
        if mention.denotes in places:
            places[mention.denotes].add(mention.span)
    for event in gold.events:
        for situation, spans in places.items():
            if any(span.overlaps(event.trigger) for span in spans):
                known[names.iri(situation)].add(event.id)
    for one in extraction.situations:
        if not known.get(names.iri(one.id)):
            within = [event.id for event in gold.events if _worded(one, extraction).contains(event.trigger)]
            if len(within) == 1:  # "were on strike": the trigger found is the verb, that of the gold the noun
                known[names.iri(one.id)].add(within[0])
    return known


def _worded(situation: Situation, extraction: Extraction) -> Span:
    """The words of a situation around its trigger."""
    text, label = extraction.article.text, situation.label
    at = text.rfind(label, 0, situation.trigger.start + len(label))
    span = Span(max(at, 0), max(at, 0) + len(label))
    return span if at >= 0 and span.contains(situation.trigger) else situation.trigger


def _likeness(gold: Any, found: Claim) -> float | None:
    assert found.cue is not None
    return dice(characters(gold.contents), characters(found.contents)) if gold.cue_head.overlaps(found.cue) else None


def measure_claims(found: Iterable[Found], known: Mapping[str, set[Ref]], told: dict[str, Any]) -> Tally:
    """Relations of attributed claims: type for type, those of which careful readers are sure."""
    gold: dict[frozenset[Ref], dict[str, Any]] = {}
    for one in told["claim_relations"]:
        gold[frozenset((_ref(one["from"]), _ref(one["to"])))] = one
    tally, seen = Tally(), set()
    for relation in found:
        if relation.relation is Relation.SAME_EVENT:
            continue
        pairs = [frozenset((a, b)) for a in known.get(relation.later, ()) for b in known.get(relation.earlier, ())]
        tally.unjudged += not pairs
        for pair in pairs:
            if pair in seen:
                continue
            seen.add(pair)
            wanted = gold.get(pair)
            if wanted is not None and wanted.get("sure") is False:
                continue
            if wanted is not None and relation.relation in (wanted["type"], *wanted.get("type_alt", ())):
                tally.right += 1
            else:
                tally.wrong.append(f"{_shown(pair)}: {relation.relation} for {wanted and wanted['type']} {relation}")
    refs = {ref for some in known.values() for ref in some}
    for pair, wanted in gold.items():
        if wanted.get("sure") is not False:
            tally.reachable += pair <= refs
            if pair not in seen:
                tally.missed.append(f"{_shown(pair)}: {wanted['type']} ({wanted['reason']})")
    return tally


def measure_events(found: Iterable[Found], known: Mapping[str, set[Ref]], told: dict[str, Any]) -> Tally:
    """Pairs of events of different articles, where the places of one article that speak of one event count once."""
    cluster: dict[Ref, str] = {}
    open_: dict[Ref, set[str]] = defaultdict(set)
    for one in told["same_event"]:
        for member in one["members"]:
            cluster[_ref(member)] = one["id"]
        for member in one["also"]:
            open_[_ref(member)].add(one["id"])
    unsure = {frozenset(map(_ref, pair)) for pair in told["unsure_events"]}
    tally, right, wrong = Tally(), set(), set()
    for relation in found:
        if relation.relation is not Relation.SAME_EVENT:
            continue
        pairs = [(a, b) for a in known.get(relation.later, ()) for b in known.get(relation.earlier, ())]
        tally.unjudged += not pairs
        same = {(cluster[a], *sorted((a[0], b[0]))) for a, b in pairs if a in cluster and cluster[a] == cluster.get(b)}
        if same:
            right |= same
        elif pairs and not any(_is_open(a, b, cluster, open_) or frozenset((a, b)) in unsure for a, b in pairs):
            wrong.add((*min(pairs), str(relation)))
    gold, reachable, refs = set(), set(), {ref for some in known.values() for ref in some}
    for (a, name), (b, other) in combinations(sorted(cluster.items()), 2):
        if name == other and a[0] != b[0]:
            gold.add((name, *sorted((a[0], b[0]))))
            if a in refs and b in refs:
                reachable.add((name, *sorted((a[0], b[0]))))
    tally.right, tally.reachable = len(right), len(reachable)
    tally.wrong = [str(one) for one in sorted(wrong)]
    tally.missed = [str(one) for one in sorted(gold - right)]
    return tally


def _is_open(one: Ref, other: Ref, cluster: Mapping[Ref, str], open_: Mapping[Ref, set[str]]) -> bool:
    """Whether the pair counts neither way: parts of one event, or negated, or left open."""
    first = open_.get(one, set()) | ({cluster[one]} if one in cluster else set())
    second = open_.get(other, set()) | ({cluster[other]} if other in cluster else set())
    return bool(first & second)


def _ref(told: Mapping[str, str]) -> Ref:
    return told["article"], told.get("claim") or told["event"]


def _shown(pair: frozenset[Ref]) -> str:
    return " – ".join("/".join(ref) for ref in sorted(pair))
