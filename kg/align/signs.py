"""What alignment knows of an article: signs by which its events and claims are told to be those of another article.

Signs are made of the article's graph alone, so that the relation of two articles does not depend on what else is
stored, nor on the order in which they came. They are kept beside the graph as JSON, so that comparing a new article
with stored ones reads a few lines instead of their graphs.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any

from kg.figures import Comparison

__all__ = ["ArticleSigns", "ClaimSigns", "EventSigns", "FigureSigns", "as_json", "from_json"]


@dataclass(frozen=True, slots=True)
class FigureSigns:
    """A number in a claim."""

    start: int
    end: int
    """Code points of the article's text, end-exclusive."""
    words: str
    quantity: str
    """A decimal number."""
    comparison: str
    unit: str
    """What is counted, as worded."""
    counted: str
    """The concept under which it is counted: "death", "injury", "stoppage" …"""
    part: bool = False

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.quantity)

    @property
    def bound(self) -> Comparison:
        """How the number that is meant stands to it."""
        return Comparison(self.comparison)


@dataclass(frozen=True, slots=True)
class EventSigns:
    """A situation of the article."""

    iri: str
    label: str
    kind: str
    """PLOVER type, or empty."""
    concept: str
    """What its trigger or its type names; empty where neither is known."""
    places: frozenset[str]
    sides: frozenset[str]
    """Whom the participants belong to."""
    days: tuple[int, int] | None
    """First and last day that it may be on, as proleptic Gregorian ordinals."""
    planned: bool = False
    """Demanded, threatened, promised or hypothetical: not said to be."""
    round: str = ""
    """"second", "next": which of several."""
    speech: bool = False


@dataclass(frozen=True, slots=True)
class ClaimSigns:
    """A claim of the article."""

    iri: str
    claimant: str
    sides: frozenset[str]
    """Whom the claimant belongs to; itself where to nobody."""
    unnamed: bool
    own: bool
    """The article's own voice."""
    act: str
    negative: bool
    """It says that the thing is not so, or will not be."""
    concepts: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]
    """Shared entities that the content names."""
    doers: frozenset[str]
    """Who is said to have done the harm."""
    addressees: frozenset[str]
    place: str
    """Where the harm or toll is that it speaks of."""
    day: int | None
    figures: tuple[FigureSigns, ...] = ()
    expressed: str = ""
    """The speech event."""
    expressed_kind: str = ""
    """Its PLOVER type."""
    contents: tuple[str, ...] = ()
    """The situations that it speaks of."""
    through: frozenset[str] = frozenset()
    """First words of the names of the outlets that pass it on."""
    passes_on: bool = False
    """It reports what another says, and says nothing itself."""
    words: str = ""
    """Of the content, for explanations."""


@dataclass(frozen=True, slots=True)
class ArticleSigns:
    """All of an article."""

    iri: str
    published: int | None
    """Day, as ordinal."""
    at: str
    """Date and time of publication as stored; empty where not known."""
    publisher: str
    """First word of the publisher's name, in small letters."""
    names: dict[str, float]
    """Shared entities it speaks of → how telling each is: countries and the like tell less."""
    labels: dict[str, str]
    """What those are called by whom sides and places are told, for explanations."""
    events: tuple[EventSigns, ...]
    claims: tuple[ClaimSigns, ...]

    @property
    def order(self) -> tuple[str, str]:
        """By which of two articles the earlier is told; an undated one goes last."""
        return (self.at or "9999", self.iri)


def as_json(signs: ArticleSigns) -> str:
    """The signs in one line; sets are sorted, so that equal signs give equal lines."""
    return json.dumps(asdict(signs), ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=sorted)


def from_json(line: str) -> ArticleSigns:
    """The signs that ``as_json`` wrote."""
    told = json.loads(line)
    events = tuple(_made(EventSigns, event) for event in told.pop("events"))
    claims = tuple(
        _made(ClaimSigns, {**claim, "figures": tuple(FigureSigns(**figure) for figure in claim["figures"])})
        for claim in told.pop("claims")
    )
    return ArticleSigns(**told, events=events, claims=claims)


def _made(kind: Any, told: dict[str, Any]) -> Any:
    """Lists become what the class has: sets and tuples."""
    for field in fields(kind):
        value = told[field.name]
        if isinstance(value, list):
            told[field.name] = frozenset(value) if str(field.type).startswith("frozenset") else tuple(value)
    return kind(**told)
