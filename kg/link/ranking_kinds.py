"""What sort of thing an item is, by its classes or its description, and whether an actor can be one.

Classes say it best, and many items state one that no list has; the first noun of the description then does ("city in
Argentina", "American politician").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from kg.model import ActorKind

if TYPE_CHECKING:
    from kg.link.entry import Entry

__all__ = ["GROUPS", "Nature", "fit", "head_of", "nature_of"]


class Nature(StrEnum):
    """The sorts of things that matter for who or where an actor can be."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    COUNTRY = "country"
    OTHER = "other"


GROUPS = (
    ActorKind.GROUP,
    ActorKind.ORGANIZATION,
    ActorKind.GOVERNMENT,
    ActorKind.ARMED_GROUP,
    ActorKind.NEWS_OUTLET,
)
"""Kinds of actors that are more than one person."""
_OF_PERSON: Final[Mapping[Nature | None, float]] = {
    Nature.PERSON: 1.2,
    None: -0.5,
    Nature.ORGANIZATION: -3.0,
    Nature.PLACE: -4.0,
    Nature.COUNTRY: -3.0,
    Nature.OTHER: -4.0,
}
_OF_GROUP: Final[Mapping[Nature | None, float]] = {
    Nature.ORGANIZATION: 1.2,
    None: -0.5,
    Nature.PERSON: -3.0,
    Nature.PLACE: -3.0,
    Nature.COUNTRY: -2.5,
    Nature.OTHER: -3.0,
}
_OF_PLACE: Final[Mapping[Nature | None, float]] = {
    Nature.PLACE: 0.8,
    Nature.COUNTRY: 1.2,
    None: -0.5,
    Nature.ORGANIZATION: -2.0,
    Nature.PERSON: -4.0,
    Nature.OTHER: -3.5,
}
_FIT: Final[Mapping[ActorKind, Mapping[Nature | None, float]]] = {
    ActorKind.PERSON: _OF_PERSON,
    ActorKind.GEOPOLITICAL: _OF_PLACE,
    ActorKind.PLACE: _OF_PLACE,
    **dict.fromkeys(GROUPS, _OF_GROUP),
}
_COMMON_NOUN = -3.5
"""Wikidata writes what has no proper name with a small letter."""
_HEAD = re.compile(
    r"[,;:(]|\s(?:of|in|on|at|from|for|and|or|by|to|with|between|within|that|which|who|whose|based|located|situated"
    r"|founded|headquartered|operated|owned|published|known|near|under|since|built|formed|established|used|set|as)\s"
)
_LIFE = re.compile(r"\((?:born |b\. |c\. )?\d{3,4}[^)]*\)|\bborn (?:in )?\d{4}|\b\d{3,4}\s?[–-]\s?\d{4}\)")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def fit(kind: ActorKind | None, entry: Entry) -> float:
    """How well an item suits an actor of that kind, in units of log odds: above 0 it does, below -2 hardly.

    Without a kind, only what nobody speaks of by name ("other") is held against an item.
    """
    if entry.label[:1].islower():
        return _COMMON_NOUN
    nature = nature_of(entry.types, entry.description)
    fits = _FIT.get(kind) if kind is not None else None
    if fits is None:
        return -2.0 if nature is Nature.OTHER else 0.0
    return fits[nature]


@lru_cache(maxsize=1 << 16)
def nature_of(types: tuple[str, ...], description: str) -> Nature | None:
    """What sort of thing has these classes and that description; None where neither tells.

    >>> nature_of((), "American multinational electronics company")
    <Nature.ORGANIZATION: 'organization'>
    >>> nature_of((), "county seat of Harris County, Texas")
    <Nature.PLACE: 'place'>
    """
    classes = _classes()
    for item in types:
        if item in classes:
            return classes[item]
    if _LIFE.search(description):
        return Nature.PERSON
    words = [word.lower() for word in _WORD.findall(head_of(description))]
    nouns = _nouns()
    for word in reversed(words):
        found = nouns.get(word) or nouns.get(word.removesuffix("s"))
        if found is not None:
            return found
    return None


def head_of(description: str) -> str:
    """The description's first noun phrase.

    >>> head_of("county seat of Harris County, Texas")
    'county seat'
    """
    return _HEAD.split(description, maxsplit=1)[0]


@cache
def _classes() -> dict[str, Nature]:
    lines = files(__package__).joinpath("words", "classes.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {cls: Nature(nature) for cls, nature, _ in (line.split("\t") for line in lines)}


@cache
def _nouns() -> dict[str, Nature]:
    lines = files(__package__).joinpath("words", "natures.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    # The first row that has a word counts: a "producer" is a person, though companies are called so as well.
    found: dict[str, Nature] = {}
    for nature, words in rows:
        for word in words.split():
            found.setdefault(word.lower(), Nature(nature))
    return found
