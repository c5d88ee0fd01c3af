"""Who there is to speak of. Few are spoken of often and most hardly ever, as in any news: the weight of the one of rank
r is r to the power of -1.1 (G. K. Zipf, Human Behavior and the Principle of Least Effort, 1949)."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import accumulate
from typing import Generic, TypeVar

from kg.link import load_gazetteer
from kg.link.tables import read_demonyms, read_rows
from kg.model import ActorKind

__all__ = ["Deed", "Known", "World", "Zipf"]

_EXPONENT = 1.1
_PEOPLE = 20_000
_OUTLETS = 160
_T = TypeVar("_T")


class Zipf(Generic[_T]):
    """Draws things, the first most often."""

    def __init__(self, things: Sequence[_T]) -> None:
        self._things = things
        self._sums = list(accumulate((rank + 1) ** -_EXPONENT for rank in range(len(things))))

    def draw(self, chance: random.Random) -> _T:
        """One of them."""
        return self._things[min(bisect(self._sums, chance.random() * self._sums[-1]), len(self._things) - 1)]


@dataclass(frozen=True, slots=True)
class Known:
    """An actor or place with a name."""

    label: str
    kind: ActorKind
    key: str | None = None
    """The gazetteer's, where it knows the name."""
    role: str | None = None
    """As it stands before the name of whom it is held for: "spokesman for"."""
    country: Known | None = None
    """Of a ministry; of an outlet None."""
    ministry: Known | None = None
    """Of a person."""
    capital: Known | None = None
    """Of a country."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to accuse somebody of: the verb in three forms, and what it is done to."""

    base: str
    past: str
    gerund: str
    object: str
    event_type: str


class World:
    """Everybody there is; the seed decides who is spoken of most."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(f"world {seed}")
        words = _words()
        countries = _countries(chance)
        self.countries = Zipf(countries)
        self.places = Zipf(_places(chance))
        ministries = {
            country.label: [
                Known(f"{_demonyms()[country.key or '']} {name}", ActorKind.GOVERNMENT, country=country)
                for name in words["ministry"]
            ]
            for country in countries
        }
        self.people = Zipf([_person(chance, words, self.countries, ministries) for _ in range(_PEOPLE)])
        cities = [country.capital.label for country in countries if country.capital]
        papers = [f"{city} {name}" for city in cities for name in words["paper"]]
        self.outlets = Zipf([Known(label, ActorKind.NEWS_OUTLET) for label in chance.sample(papers, _OUTLETS)])
        self.groups = Zipf(
            [Known(f"{city} {name}", ActorKind.ARMED_GROUP) for city in cities[:40] for name in words["group"]]
        )
        self.deeds = _deeds()


def _rows_of(name: str) -> list[list[str]]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def _words() -> dict[str, list[str]]:
    return {kind: words.split("|") if "|" in words else words.split() for kind, words in _rows_of("names.tsv")}


def _deeds() -> list[Deed]:
    return [Deed(*row) for row in _rows_of("deeds.tsv")[1:]]


def _demonyms() -> dict[str, str]:
    """Key of a country → the adjective to it."""
    return {item.country: item.words[0] for item in read_demonyms() if item.words}


def _countries(chance: random.Random) -> list[Known]:
    """Countries that a capital and an adjective are known of, so that sentences can vary; in the seed's order."""
    rows = list(read_rows())
    capitals = {row.entity.country: row.entity for row in rows if row.entity.is_capital}
    adjectives = _demonyms()
    found = [
        Known(
            row.entity.label,
            row.entity.kind,
            row.entity.key,
            capital=Known(capital.label, capital.kind, capital.key),
        )
        for row in rows
        if row.table == "countries"
        and row.entity.key in adjectives
        and (capital := capitals.get(row.entity.key)) is not None
        and _is_clear(capital.label)
        and _is_clear(row.entity.label)
    ]
    chance.shuffle(found)
    return found


def _places(chance: random.Random) -> list[Known]:
    found = [
        Known(row.entity.label, row.entity.kind, row.entity.key)
        for row in read_rows()
        if row.table in ("regions", "places") and row.entity.kind is ActorKind.PLACE and _is_clear(row.entity.label)
    ]
    chance.shuffle(found)
    return found


def _is_clear(name: str) -> bool:
    """Whether the name means one thing only."""
    return len(load_gazetteer().named(name)) == 1


def _person(
    chance: random.Random, words: dict[str, list[str]], countries: Zipf[Known], ministries: dict[str, list[Known]]
) -> Known:
    ministry = chance.choice(ministries[countries.draw(chance).label])
    family = chance.choice(words["family"])
    if chance.random() < 0.5:  # two names for a family are as common, and there have to be enough
        family += f"-{chance.choice(words['family'])}"
    name = f"{chance.choice(words['given'])} {family}"
    return Known(name, ActorKind.PERSON, role=chance.choice(words["role"]), ministry=ministry)
