"""Tell whether two situations of different articles are one event.

What they are (the concept that the trigger names) has to be the same; of place, day and parties, enough has to agree
and nothing may speak against it. Harm is told by its place and day: who did it is often what the articles disagree on.
Everything else is told by its parties and by what else the two articles have in common.
"""

from __future__ import annotations

from typing import Final

from kg.align.found import Basis, Found, Relation
from kg.align.signs import ArticleSigns, EventSigns
from kg.align.words import concept_kind

__all__ = ["common_names", "days_apart", "same_event"]

_NEAR: Final = 30
"""Days between two reports of one event, at most."""
_LASTING: Final = frozenset({"ceasefire", "agreement", "stoppage", "relief", "concealment"})
"""What one story hardly has two of."""
_ONE_STORY: Final = 2.5
_RELATED: Final = 2.0
"""Common names that make two articles speak of one matter: two names of people or towns, or four countries."""


def same_event(one: EventSigns, other: EventSigns, later: ArticleSigns, earlier: ArticleSigns) -> Found | None:
    """The finding that they are one, or None. ``one`` is of the later article."""
    if not one.concept or one.concept != other.concept or one.speech or other.speech:
        return None
    if one.planned != other.planned or one.round != other.round or _speaks_against(one, other, later, earlier):
        return None
    labels = earlier.labels | later.labels
    reasons = [f"both speak of {one.concept}"]
    score = 0.4
    places = one.places & other.places
    if places:
        score += 0.25
        reasons.append(f"both at {', '.join(sorted(labels.get(key, key) for key in places))}")
    if one.days and other.days:
        score += 0.2
        reasons.append("on the same day" if one.days == other.days else "on days that fit")
    sides = one.sides & other.sides
    if sides:
        score += 0.1
        reasons.append(f"both with {', '.join(sorted(labels.get(key, key) for key in sides))}")
    common = common_names(later, earlier)
    if common >= _RELATED:
        score += 0.05
        reasons.append("the articles have other names in common")
    if not _is_enough(one, bool(places), bool(one.days and other.days), bool(sides), common):
        return None
    basis = Basis.PLACE_AND_TIME if places else Basis.PARTIES
    return Found(Relation.SAME_EVENT, one.iri, other.iri, round(score, 2), basis, tuple(reasons))


def common_names(one: ArticleSigns, other: ArticleSigns) -> float:
    """How much two articles have in common: the weights of the names that both have."""
    return sum(weight for name, weight in one.names.items() if name in other.names)


def days_apart(one: tuple[int, int] | None, other: tuple[int, int] | None) -> int | None:
    """Days between two times, 0 where they overlap; None where one is not known."""
    if one is None or other is None:
        return None
    return max(0, one[0] - other[1], other[0] - one[1])


def _speaks_against(one: EventSigns, other: EventSigns, later: ArticleSigns, earlier: ArticleSigns) -> bool:
    if one.places and other.places and not one.places & other.places:
        return True
    if (days_apart(one.days, other.days) or 0) > 1:
        return True
    if later.published and earlier.published and abs(later.published - earlier.published) > _NEAR:
        return True
    return any(
        days is not None and published is not None and days[0] > published + 1 and concept_kind(event.concept) == "harm"
        for event, days, published in ((one, other.days, later.published), (other, one.days, earlier.published))
    )  # an article cannot have told of what came after it


def _is_enough(one: EventSigns, place: bool, day: bool, sides: bool, common: float) -> bool:
    if concept_kind(one.concept) in ("harm", "toll"):
        return place
    if one.concept in _LASTING:
        return common >= _ONE_STORY
    return (place and (day or sides)) or (day and common >= _RELATED and (sides or common >= _ONE_STORY))
