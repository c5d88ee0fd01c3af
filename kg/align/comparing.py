"""All relations between two articles."""

from __future__ import annotations

from collections.abc import Iterator

from kg.align.comparing_claims import Comparing
from kg.align.comparing_events import same_event
from kg.align.found import Basis, Found, Relation
from kg.align.signs import ArticleSigns, ClaimSigns

__all__ = ["relations"]

_SAID_AGAIN = 5
"""Days after which saying something again is another event."""
_FAMILIES = (
    ("none",),
    ("demand", "ask", "propose"),
    ("threaten", "warn"),
    ("accuse",),
    ("refuse",),
    ("promise", "agree"),
)
"""Acts that news reports as events. To assert or deny something again is to do so anew."""


def relations(one: ArticleSigns, other: ArticleSigns) -> list[Found]:
    """What events and claims of two articles have to do with each other, whichever is given first."""
    earlier, later = sorted((one, other), key=lambda signs: signs.order)
    comparing = Comparing(later, earlier)
    found: list[Found] = []
    for claim in later.claims:
        for known in earlier.claims:
            relation = comparing.claims(claim, known)
            if relation is not None:
                found.append(relation)
                found.extend(_speech(claim, known, relation, later, earlier))
    found.extend(
        same
        for event in later.events
        for known in earlier.events
        if (same := same_event(event, known, later, earlier)) is not None
    )
    return sorted(_strongest(found), key=lambda one: (one.later, one.earlier, one.relation))


def _speech(
    claim: ClaimSigns, known: ClaimSigns, relation: Found, later: ArticleSigns, earlier: ArticleSigns
) -> Iterator[Found]:
    """Two articles that tell of one demand, threat or accusation tell of one speech event."""
    family = _family(claim.act)
    if relation.relation is not Relation.RESTATES or not family or family != _family(known.act):
        return
    if later.published and earlier.published and later.published - earlier.published > _SAID_AGAIN:
        return
    reasons = ("the claims that were made in them restate each other", *relation.reasons)
    yield Found(Relation.SAME_EVENT, claim.expressed, known.expressed, relation.score, Basis.CLAIM, reasons)


def _family(act: str) -> int | None:
    """Which acts two articles may call one: what one has as a threat is a warning for another."""
    return next((number for number, acts in enumerate(_FAMILIES) if act in acts), None)


def _strongest(found: list[Found]) -> list[Found]:
    """One relation for a pair."""
    best: dict[tuple[str, str], Found] = {}
    for one in found:
        known = best.get((one.later, one.earlier))
        if known is None or one.score > known.score:
            best[(one.later, one.earlier)] = one
    return list(best.values())
