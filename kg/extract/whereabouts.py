"""Whom an event is aimed at, and where it was, where its verb or noun has no slot of its own for them."""

from __future__ import annotations

from kg.extract.cast import Cast
from kg.extract.tokens import Token
from kg.extract.triggers import Trigger, place_phrases
from kg.model import ActorKind, EventType

__all__ = ["ACTORS", "place_of", "places_of", "target_in_complement"]

ACTORS = frozenset(kind for kind in ActorKind if kind is not ActorKind.PLACE)


_DIRECTED = frozenset(
    {
        EventType.AGREE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.ACCUSE,
        EventType.SUPPORT,
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.AID,
        EventType.CONCEDE,
    }
)
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "prep", "advcl", "acl", "dative", "pobj"})


def target_in_complement(trigger: Trigger, initiators: list[str], cast: Cast) -> list[str]:
    """Whom the event is aimed at where no slot names them: "refused to deploy troops in Iraq", "rejected an
    Australian ultimatum"; the first named actor in what the verb takes that is not on the initiator's side."""
    if trigger.type not in _DIRECTED:
        return []
    ours = {one for actor in initiators for one in cast.side(actor)}
    tops = [c for c in trigger.token.children if c.i > trigger.token.i and c.dep in _COMPLEMENTS]
    for top in tops:
        for token in top.below(lambda t: t.dep not in ("relcl", "advcl", "parataxis", "npadvmod")):
            name = cast.name_at(token)
            if name is None or name.head is not token:
                continue
            actor = cast.named(name)
            if actor is not None and actor not in ours and cast.entries[actor].kind in ACTORS:
                cast.mention_name(name)
                return [actor]
    return []


def places_of(trigger: Trigger, cast: Cast) -> list[str]:
    """Places where the event was: behind its word, or behind the light verb above it."""
    heads = place_phrases(trigger.token)
    if trigger.clause is not None and trigger.clause is not trigger.token:
        heads += place_phrases(trigger.clause)
    found = []
    for head in heads:
        place = place_of(head, cast)
        if place is not None and place not in found:
            found.append(place)
    return found


def place_of(head: Token, cast: Cast) -> str | None:
    """The place or country that a phrase names, also in "Paktika province"."""
    name = cast.name_at(head)
    if name is None or name.demonym:
        inner = next((c for c in head.children if c.dep in ("compound", "nmod") and cast.name_at(c)), None)
        name = cast.name_at(inner) if inner is not None else None
    if name is None or name.demonym:
        return None
    actor = cast.named(name)
    if actor is not None and cast.entries[actor].kind in (ActorKind.PLACE, ActorKind.GEOPOLITICAL):
        return actor
    return None
