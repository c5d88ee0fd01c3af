"""How well a name fits an item, and by which names an actor may be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.link.index.keys import key_of, surname_of, unincorporated
from kg.link.ranking_kinds import GROUPS, Nature, nature_of
from kg.link.word_lists import words as word_list
from kg.model import ActorKind

if TYPE_CHECKING:
    from kg.link.entry import Entry
    from kg.model import Actor, Extraction, Mention

__all__ = ["cached_key", "long_forms", "longer_names", "name_fit", "names_of", "ways_to_ask"]

LABEL, ALIAS, SHORTENED, BEGINNING, PART, SURNAME, INEXACT, UNLIKE = 1.4, 1.0, 0.9, 0.3, -0.3, -1.8, 0.2, -4.0
"""Log odds of a name that is the label; an alias; either with a legal form to it, an alias that is the
label's first word; a name without the item's legal form; a surname; nearly the label; none of these."""
_A_WORD_MORE = 0.9
"""A name of several words seldom stands for two things."""
_NEARLY = 0.9
_LONG = 10
"""Characters from which a name that differs by a letter or two is still told from others."""
_IN_BRACKETS = re.compile(
    r"([A-Z][\w&.,'’-]*(?:[ ]+(?:(?:of|the|for|and|de|on|in|to)[ ]+)*[A-Z][\w&.'’-]*)+)\s*\(([A-Z][A-Za-z.&-]{1,9})\)"
)

_TICKER = re.compile(r"[A-Z]{1,5}\.[A-Z]{1,2}")
"""How agencies mark a company's shares: "Volkswagen AG VOWG.F"."""
_BODIES = frozenset({"Department", "Ministry"})
"""Newspapers say "Defense Department", lists "Department of Defense"."""
_PRONOUNS = word_list("pronouns")

cached_key = lru_cache(maxsize=1 << 16)(key_of)
_shortened = lru_cache(maxsize=1 << 16)(unincorporated)


def name_fit(name: str, entry: Entry) -> float:
    """How well a name fits an item's names, in log odds: at most about 3, and -4 where it does not.

    >>> from kg.link.entry import Entry
    >>> name_fit("Boeing Co", Entry("Q66", "Boeing")) > name_fit("Boing", Entry("Q66", "Boeing"))
    True
    """
    key = cached_key(name)
    label = cached_key(entry.label)
    more = _A_WORD_MORE if " " in key else 0.0
    if key == label:
        return LABEL + more
    if any(key == cached_key(alias) for alias in entry.aliases):
        cut_short = not more and label.startswith(f"{key} ") and _is_group(entry)  # "Eastern" for Eastern Airlines
        return BEGINNING if cut_short else ALIAS + more
    if key == cached_key(_before_comma(entry.label)):
        return ALIAS + more
    short = _shortened(key)
    if short == label or any(short == _shortened(cached_key(name)) for name in (entry.label, *entry.aliases)):
        told = short != key or (name.isupper() and len(key) > 2)  # "DSM" is Koninklijke DSM, "Cannon" any Cannon Inc
        return (SHORTENED if told else PART) + (_A_WORD_MORE if " " in short else 0.0)
    if key == surname_of(label):
        return SURNAME
    return INEXACT if _is_near(key, label) else UNLIKE


def _is_group(entry: Entry) -> bool:
    return nature_of(entry.types, entry.description) is Nature.ORGANIZATION


def _before_comma(label: str) -> str:
    cut = label.find(", ")
    cut = label.find(" (") if cut < 0 else cut
    return label[:cut] if cut > 0 else label


def _is_near(key: str, label: str) -> bool:
    if min(len(key), len(label)) < _LONG:
        return False
    try:
        from rapidfuzz.fuzz import ratio
    except ImportError:  # an extra: without it, names have to be spelled as the item's are
        return False
    return bool(ratio(key, label, score_cutoff=100 * _NEARLY))


def names_of(actor: Actor, mentions: Iterable[Mention], text: str) -> list[str]:
    """How the article names an actor, the fullest first: what it is called, and the words of its mentions.

    Long forms that the article gives for an acronym count as its names, and come first.
    """
    names = {actor.label, *filter(_is_proper, {" ".join(item.span.of(text).split()) for item in mentions})}
    longer = long_forms(text)
    names.update(longer[name] for name in tuple(names) if name in longer)
    if actor.kind is ActorKind.PERSON and any(" " in name for name in names):
        names = {name for name in names if " " in name}  # a surname is shared: the full name tells more
    return sorted(names, key=lambda name: (-len(name.split()), -len(name), name))


def _is_proper(words: str) -> bool:
    """Whether the words of a mention are a name: not "It", "the company" or "Mr"."""
    last = words.split()[-1]
    return (last[:1].isupper() or last[:1].isdigit()) and words not in _PRONOUNS


def longer_names(actor: Actor, extraction: Extraction) -> list[str]:
    """What the article calls a group in full elsewhere, where it was not seen that the two are one.

    "Continental", in an article that has "Continental Bank of Canada". Persons are another matter: a surname is shared.
    """
    key = cached_key(actor.label)
    if actor.kind not in GROUPS or not key or " " in key:
        return []
    return [
        other.label
        for other in extraction.actors
        if other.named and other.kind in GROUPS and f" {cached_key(other.label)} ".find(f" {key} ") >= 0
        if _shortened(cached_key(other.label)) not in (key, _shortened(key))
    ]


@lru_cache(maxsize=8)
def long_forms(text: str) -> dict[str, str]:
    """Acronyms that a text defines, with what they stand for.

    >>> long_forms("The International Monetary Fund (IMF) said")
    {'IMF': 'International Monetary Fund'}
    """
    found: dict[str, str] = {}
    for match in _IN_BRACKETS.finditer(text):
        words, short = match[1].split(), match[2]
        letters = re.sub(r"[^A-Z]", "", short)
        for start in range(len(words)):
            initials = "".join(word[0] for word in words[start:] if word[0].isupper())
            if words[start][0].isupper() and initials == letters and words[start] != "The":
                found.setdefault(short, " ".join(words[start:]))
                break
    return found


def ways_to_ask(name: str) -> Iterator[str]:
    """The name as it stands, then less what often comes with it (titles, legal forms, "'s"), or turned round.

    >>> list(ways_to_ask("Mr James Baker"))
    ['Mr James Baker', 'James Baker']
    >>> list(ways_to_ask("Goldman, Sachs and Co"))
    ['Goldman, Sachs and Co', 'goldman sachs']
    """
    yield name
    words = name.split()
    first = 0
    while first < len(words) - 1 and words[first].strip(".") in word_list("titles"):
        first += 1
    if first:
        yield " ".join(words[first:])
    if len(words) > 2 and _TICKER.fullmatch(words[-1]):
        yield from ways_to_ask(" ".join(words[:-1]))
    if name.endswith(("'s", "’s")):
        yield name[:-2]
    if words[-1] in _BODIES and len(words) > 1:
        rest = " ".join(words[first:-1])
        yield f"{words[-1]} of {rest}"
        yield f"{words[-1]} of the {rest}"
    key = cached_key(name)
    short = _shortened(key)
    if short != key:
        yield short
