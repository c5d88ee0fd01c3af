"""What an article tells of who or where somebody is: the places and persons that it names, and its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.link.index.keys import key_of
from kg.model import ActorKind, LinkStatus

if TYPE_CHECKING:
    from kg.link.entry import Entry
    from kg.model import Actor, Extraction, Link, Mention

__all__ = ["Context", "around", "stems"]

_WORD = re.compile(r"[^\W\d_]{4,}")
_IN = re.compile(r",\s+((?:[A-Z][\w.'’-]*)(?:\s[A-Z][\w.'’-]*){0,2})")
"""Behind a place's name: what it lies in ("Salem, Ore.", "Lohn, West Germany")."""
_NEAR = 60
"""Characters on either side that tell most of what a name stands for."""
_COMMON = frozenset(
    "about after also american been before being between born city county district first former from german have "
    "into known large largest main major more most national north northern only other over part second since south "
    "southern state than that their there these they this through under united which with world years were would will".split()
)
_GEOGRAPHIC = frozenset({ActorKind.GEOPOLITICAL, ActorKind.PLACE})

WITHIN, NOT_WITHIN, SAME_COUNTRY, A_WORD, A_NEAR_WORD = 2.5, -1.2, 0.6, 0.35, 0.8
_WORDS_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of where a name stands. Without anything, items are ranked by name, kind and renown alone."""

    words: frozenset[str] = frozenset()
    """Stems of the article's words."""
    near: frozenset[str] = frozenset()
    """Stems of the words next to the name."""
    places: tuple[str, ...] = ()
    """Keys of the countries and places that are settled in the article."""
    within: tuple[str, ...] = ()
    """Keys of what the text says that the place lies in: each a way to call it."""
    sparse: bool = False
    """The source does not know how many wikis have a page on an item, only whether some have."""
    text: str = field(default="", repr=False)

    def coherence(self, entry: Entry) -> float:
        """How much an item's description has to do with the article, in log odds; 0 where nothing tells."""
        described = f" {key_of(entry.description)} "
        total = 0.0
        if self.within:
            label = f" {key_of(entry.label)} "
            names = (described, label, *(f" {key_of(alias)} " for alias in entry.aliases))
            inside = any(f" {place} " in name for place in self.within for name in names)
            total += WITHIN if inside else NOT_WITHIN
        if any(f" {place} " in described for place in self.places):
            total += SAME_COUNTRY
        told = stems(entry.description)
        near = told & self.near
        total += min(_WORDS_AT_MOST, len(near)) * A_NEAR_WORD
        return total + min(_WORDS_AT_MOST, len((told & self.words) - near)) * A_WORD


def stems(text: str) -> frozenset[str]:
    """The words that say something, in one form for singular and plural."""
    words = {word.lower() for word in _WORD.findall(text)} - _COMMON
    return frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    for ending, instead in (("ies", "y"), ("ses", "s"), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


def around(
    actor: Actor, extraction: Extraction, settled: Mapping[str, Link], *, words: frozenset[str] = frozenset()
) -> Context:
    """What the article tells of an actor; ``words`` are the stems of the whole, where the caller has them."""
    text = extraction.article.text
    mentions = [item for item in extraction.mentions if actor.id == (item.literal or item.denotes)]
    near = " ".join(
        text[max(0, item.span.start - _NEAR) : item.span.start] + " " + text[item.span.end : item.span.end + _NEAR]
        for item in mentions
    )
    within = _within(mentions, text) if actor.kind in _GEOGRAPHIC else ()
    return Context(words or stems(text), stems(near), _places(extraction, settled), within, text=text)


def _within(mentions: Sequence[Mention], text: str) -> tuple[str, ...]:
    found = (_IN.match(text, item.span.end) for item in mentions)
    return tuple(dict.fromkeys(key_of(match[1]) for match in found if match))


def _places(extraction: Extraction, settled: Mapping[str, Link]) -> tuple[str, ...]:
    keys = {}
    for actor_id, link in settled.items():
        if link.status is LinkStatus.ACCEPTED and extraction.actor(actor_id).kind in _GEOGRAPHIC:
            keys[key_of(extraction.actor(actor_id).label)] = None
            keys.update((key_of(candidate.label), None) for candidate in link.candidates if candidate.qid == link.qid)
    return tuple(key for key in keys if key)
