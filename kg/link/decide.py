"""What the curated pack says: which Wikidata item each named actor or place of an article is, or that it is not known.

Countries and territories are told apart from the rest, so that a reader sees what a link rests on. A wrong link is
worse than none, so whatever is ambiguous goes to review with its candidates. ``kg.link.layers`` asks others before and
after.
"""

from __future__ import annotations

import re
from decimal import Decimal

from kg.link.gazetteer import PackGazetteer, load_gazetteer
from kg.model import Actor, ActorKind, Candidate, Extraction, KnownEntity, Link, LinkStatus

__all__ = ["link", "linkable"]

_CURATED = Decimal("0.95")
_BY_CONTEXT = Decimal("0.8")
_UNSURE = Decimal("0.5")
_TERRITORIES = "territory"
_PACK = "curated"
_UNLINKED = frozenset({ActorKind.UNNAMED_SOURCE, ActorKind.COLLECTIVE})


def linkable(actor: Actor) -> bool:
    """Whether it may be an item of Wikidata: it has a name."""
    return actor.named and actor.kind not in _UNLINKED


def link(extraction: Extraction, gazetteer: PackGazetteer | None = None) -> list[Link]:
    """One Link for each named actor and place, in the order of the actors; unnamed ones get none."""
    gazetteer = load_gazetteer() if gazetteer is None else gazetteer
    countries = {actor.id: _countries_of(actor, gazetteer) for actor in extraction.actors}
    found = []
    for actor in extraction.actors:
        if linkable(actor):
            # Its own first guess is no evidence: "Georgia" would always be the country.
            others = {country for name, named in countries.items() if name != actor.id for country in named}
            found.append(_decide(actor, extraction, gazetteer, others))
    return found


def _decide(actor: Actor, extraction: Extraction, gazetteer: PackGazetteer, countries: set[str]) -> Link:
    known = gazetteer.entity(actor.known) if actor.known else None
    if known is None:
        return Link(actor.id, LinkStatus.NIL, "none")
    rivals = _rivals(known, actor, extraction, gazetteer)
    if len(rivals) > 1:
        return _among(actor, rivals, countries)
    if known.qid is None:
        return Link(actor.id, LinkStatus.NIL, _PACK)
    if gazetteer.needs_review(known.key):
        return Link(actor.id, LinkStatus.TO_REVIEW, _PACK, None, _UNSURE, (_candidate(known, _UNSURE),))
    method = _TERRITORIES if known.kind is ActorKind.GEOPOLITICAL else _PACK
    return Link(actor.id, LinkStatus.ACCEPTED, method, known.qid, _CURATED, (_candidate(known, _CURATED),))


def _rivals(
    known: KnownEntity, actor: Actor, extraction: Extraction, gazetteer: PackGazetteer
) -> tuple[KnownEntity, ...]:
    """Whom the actor's names stand for as well, the first guess included; alone where the article is once explicit.

    "Congo" may be either; "the Democratic Republic of the Congo" in the same article settles it.
    """
    text = extraction.article.text
    others: dict[KnownEntity, None] = {known: None}
    for name in _names_of(actor, extraction):
        meant = [entity for entity in gazetteer.named(name) if entity is known or _speaks_for(entity, text, gazetteer)]
        if meant == [known]:
            return (known,)
        others.update(dict.fromkeys(meant))
    return tuple(others)


def _names_of(actor: Actor, extraction: Extraction) -> set[str]:
    text = extraction.article.text
    said = {item.span.of(text) for item in extraction.mentions if actor.id == (item.literal or item.denotes)}
    return said or {actor.label}


def _speaks_for(entity: KnownEntity, text: str, gazetteer: PackGazetteer) -> bool:
    """Whether a rival deserves a thought: always, but for one that only counts where words of its own turn up."""
    cues = gazetteer.cues(entity.key)
    return not cues or any(re.search(rf"\b{re.escape(cue)}\b", text) for cue in cues)


def _among(actor: Actor, rivals: tuple[KnownEntity, ...], countries: set[str]) -> Link:
    """Accept the one whose country the article speaks of, if it is the only one; else leave it to a person."""
    if not any(entity.qid for entity in rivals):
        return Link(actor.id, LinkStatus.NIL, _PACK)
    near = [entity for entity in rivals if entity.country in countries]
    if len(near) == 1 and near[0].qid and all(entity.country for entity in rivals):
        found = near[0]
        candidates = tuple(_candidate(item, _BY_CONTEXT if item is found else _UNSURE) for item in rivals if item.qid)
        return Link(actor.id, LinkStatus.ACCEPTED, "curated, by country", found.qid, _BY_CONTEXT, candidates)
    candidates = tuple(_candidate(item, _UNSURE) for item in rivals if item.qid)
    return Link(actor.id, LinkStatus.TO_REVIEW, _PACK, None, _UNSURE, candidates)


def _countries_of(actor: Actor, gazetteer: PackGazetteer) -> set[str]:
    entity = gazetteer.entity(actor.known) if actor.known else None
    return {entity.key} if entity is not None and entity.kind is ActorKind.GEOPOLITICAL else set()


def _candidate(entity: KnownEntity, score: Decimal) -> Candidate:
    return Candidate(entity.qid or "", score, entity.label, entity.description or "")
