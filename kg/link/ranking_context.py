"""What an article tells of who or where somebody is: the places and persons that it names, and its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from kg.link.gazetteer import load_gazetteer
from kg.link.index.keys import key_of
from kg.link.ranking_kinds import Nature, head_of, nature_of
from kg.link.word_lists import words as word_list
from kg.model import ActorKind, LinkStatus

if TYPE_CHECKING:
    from kg.link.entry import Entry
    from kg.model import Actor, Extraction, Link, Mention

__all__ = ["GEOGRAPHIC", "Context", "Surroundings", "countries_in", "countries_of", "features_of", "form_fit", "stems"]

_WORD = re.compile(r"[^\W\d_]{4,}")
_IN = re.compile(r",\s*((?:[A-Z][\w.'’-]*)(?:\s[A-Z][\w.'’-]*){0,2})")
"""Behind a place's name: what it lies in ("Salem, Ore.", "Lohn, West Germany")."""
_HOLDS = re.compile(r"((?:[A-Z][\w.'’-]*)(?:\s[A-Z][\w.'’-]*){0,2}),\s*$")
"""Before a place's name: what lies in it."""
_NEAR = 60
"""Characters on either side that tell most of what a name stands for."""
_COMMON = word_list("common_in_descriptions")
GEOGRAPHIC = frozenset({ActorKind.GEOPOLITICAL, ActorKind.PLACE})
"""Kinds of actors that are somewhere, rather than somebody."""

_FEATURES = word_list("place_classes")

WITHIN, NOT_WITHIN, SAME_COUNTRY = 2.5, -1.2, 0.9
ANOTHER_COUNTRY: Final[Mapping[Nature | None, float]] = {
    Nature.PERSON: -0.5,
    Nature.PLACE: -0.8,
    Nature.COUNTRY: 0.0,
    Nature.ORGANIZATION: -1.0,
    Nature.OTHER: -1.0,
    None: -1.0,
}
"""Against an item of a country that the article does not speak of."""
ANOTHER_STATE = -3.5
"""The same for what every state has: a ministry, a senate, an army."""
ANOTHER_FORM = -5.0
"""Against an American company for "General Electric Co Plc": a plc is British or Irish."""
_OF_STATES = word_list("state_bodies")
IN_FULL = 1.5
"""For "S.C.", where the article has "South Carolina" as well."""
A_FEATURE, A_SIBLING, A_WORD, A_NEAR_WORD = 1.2, 1.2, 0.3, 0.7
_WORDS_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of where a name stands. Without anything, items are ranked by name, kind and renown alone."""

    words: frozenset[str] = frozenset()
    """Stems of the article's words."""
    near: frozenset[str] = frozenset()
    """Stems of the words next to the name."""
    said: tuple[str, ...] = ()
    """All that the article calls the one who is meant."""
    names: frozenset[str] = frozenset()
    """Keys of all names in the article."""
    siblings: frozenset[str] = frozenset()
    """Features ("province") that several of the article's places are."""
    countries: frozenset[str] = frozenset()
    """Ids of the countries that the article speaks of, or of places in."""
    within: tuple[str, ...] = ()
    """Keys of what the text says that the place lies in: each a way to call it."""
    holding: tuple[str, ...] = ()
    """Keys of the places of which the text says that they lie in it; then of what is known of these."""
    within_country: frozenset[str] = frozenset()
    """Ids of the countries that these are in."""
    passage: str = ""
    """The words around the name, for their meaning."""
    sparse: bool = False
    """The source does not know how many wikis have a page on an item, only whether some have."""

    def coherence(self, name: str, entry: Entry) -> float:
        """How much an item has to do with the article that has the name, in log odds; 0 where nothing tells."""
        total = min(form_fit(one, entry) for one in (name, *self.said)) + (
            self._whereabouts(entry) if self.within else 0.0
        )
        if self.holds(entry.label):
            total += WITHIN
        if self.names and (label := key_of(entry.label)) in self.names and label != key_of(name):
            total += IN_FULL
        if self.countries and (told := countries_in(entry.description)):
            total += SAME_COUNTRY if told & self.countries else _abroad(entry)
        words = stems(f"{entry.label} {entry.description}") - _FEATURES if self.words else frozenset()
        shape = features_of(entry.label, entry.description)
        total += A_SIBLING * bool(shape & self.siblings)
        features = shape & self.words
        near = words & self.near
        total += A_FEATURE * bool(features) + A_NEAR_WORD * min(_WORDS_AT_MOST, len(near))
        return total + A_WORD * min(_WORDS_AT_MOST, len((words & self.words) - near))

    def holds(self, label: str) -> bool:
        """Whether what the text says to lie in the place is known to lie in one of that label."""
        return bool(self.holding) and any(f" {key_of(label)} " in f" {described} " for described in self.holding)

    def _whereabouts(self, entry: Entry) -> float:
        names = (entry.description, entry.label, *entry.aliases)
        keys = [f" {key_of(name)} " for name in names]
        if any(f" {place} " in key for place in self.within for key in keys):
            return WITHIN
        return 0.0 if self.within_country & countries_in(entry.description) else NOT_WITHIN


def form_fit(name: str, entry: Entry) -> float:
    """Against a company of another country than the legal form in the name belongs to, in log odds.

    >>> from kg.link.entry import Entry
    >>> form_fit("General Electric Co Plc", Entry("Q54173", "General Electric", "American conglomerate")) < -1
    True
    """
    home = _home_of(key_of(name).rpartition(" ")[2])
    told = countries_in(entry.description) if home else frozenset()
    return ANOTHER_FORM if told and told.isdisjoint(home) else 0.0


@cache
def _home_of(form: str) -> frozenset[str]:
    table = files(__package__).joinpath("words", "legal_form_countries.tsv").read_text(encoding="utf-8")
    rows = dict(line.split("\t") for line in table.splitlines()[1:])
    countries = rows.get(form, "").split("|")
    return frozenset(entity.key for name in countries if name for entity in load_gazetteer().named(name))


def features_of(label: str, description: str) -> frozenset[str]:
    """What sort of a place it is, where its name or description says so: "province"."""
    return stems(f"{label} {head_of(description)}") & _FEATURES


def _abroad(entry: Entry) -> float:
    nature = nature_of(entry.types, entry.description)
    if nature is not Nature.PERSON and stems(f"{entry.label} {head_of(entry.description)}") & _OF_STATES:
        return ANOTHER_STATE
    return ANOTHER_COUNTRY[nature]


@lru_cache(maxsize=1 << 14)
def countries_in(description: str) -> frozenset[str]:
    """Ids of the countries that a description names, or whose people ("American politician").

    >>> sorted(countries_in("city in Argentina")), sorted(countries_in("Pakistani politician"))
    (['Q414'], ['Q843'])
    """
    gazetteer = load_gazetteer()
    found = (match.entity for match in gazetteer.matches(description))
    return frozenset(key for entity in found for key in (entity.key, entity.country) if key and _is_country(key))


def _is_country(key: str) -> bool:
    entity = load_gazetteer().entity(key)
    return entity is not None and entity.kind is ActorKind.GEOPOLITICAL


@lru_cache(maxsize=1 << 14)
def stems(text: str) -> frozenset[str]:
    """The words that say something, in one form for singular and plural."""
    words = {word.lower() for word in _WORD.findall(text)} - _COMMON
    return frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    for ending, instead in (("ies", "y"), ("ses", "s"), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


class Surroundings:
    """An article, laid out once so that each of its actors can be looked at quickly."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.text = extraction.article.text
        self.words = stems(self.text)
        self.names = frozenset(key_of(actor.label) for actor in extraction.actors if actor.named)
        self._mentions: dict[str, list[Mention]] = {}
        for item in extraction.mentions:
            self._mentions.setdefault(item.literal or item.denotes, []).append(item)

    def mentions(self, actor: Actor) -> Sequence[Mention]:
        """Where the article names an actor, or means it by other words."""
        return self._mentions.get(actor.id, ())

    def around(self, actor: Actor, start: Context) -> Context:
        """What the article tells of an actor, over what ``start`` does."""
        text, mentions = self.text, self.mentions(actor)
        spans = [item.span for item in mentions]
        near = " ".join(
            text[max(0, one.start - _NEAR) : one.start] + " " + text[one.end : one.end + _NEAR] for one in spans
        )
        return replace(
            start,
            words=self.words,
            near=stems(near),
            passage=near,
            names=self.names,
            within=_within(mentions, text) if actor.kind in GEOGRAPHIC else (),
            holding=_holding(mentions, text),
        )


def _within(mentions: Sequence[Mention], text: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for item in mentions:
        if match := _IN.match(text, item.span.end):
            words = match[1].split()
            for count in range(len(words), 0, -1):  # "Salem, Ore. The" is in Ore.
                found[key_of(" ".join(words[:count]))] = None
    return tuple(found)


def _holding(mentions: Sequence[Mention], text: str) -> tuple[str, ...]:
    found = (
        _HOLDS.search(text, max(0, item.span.start - _NEAR), item.span.start)
        for item in mentions
        if "," in text[max(0, item.span.start - 2) : item.span.start]
    )
    return tuple(dict.fromkeys(key_of(match[1]) for match in found if match))


def countries_of(actor: Actor, link: Link) -> frozenset[str]:
    """Ids of the country that an accepted link is to, or to something in; none for other links."""
    if link.status is not LinkStatus.ACCEPTED or link.qid is None:
        return frozenset()
    entity = load_gazetteer().entity(actor.known or "") or load_gazetteer().entity(link.qid)
    if entity is not None:
        known = frozenset(key for key in (entity.key, entity.country) if key and _is_country(key))
        if known:
            return known
    if actor.kind in GEOGRAPHIC and link.candidates:
        return countries_in(link.candidates[0].description)
    return frozenset()
