"""What alignment finds between two articles: a relation, how sure it is, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Basis", "Found", "Relation"]


class Relation(StrEnum):
    """How something in one article stands to something in another. Values are local names of properties."""

    SAME_EVENT = "sameEventAs"
    RESTATES = "restates"
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class Basis(StrEnum):
    """What a relation rests on."""

    WORDING = "wording"
    POLARITY = "polarity"
    NUMBER = "number"
    PARTICIPANT = "participant"
    PLACE_AND_TIME = "place and time"
    PARTIES = "parties"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Found:
    """A relation. It goes from the later article to the earlier."""

    relation: Relation
    later: str
    earlier: str
    score: float
    """From 0 to 1."""
    basis: Basis
    reasons: tuple[str, ...]
    """In words, for people."""
