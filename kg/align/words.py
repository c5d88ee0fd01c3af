"""What a stretch of text is about: the things that its words name, and the other words that carry meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["Words", "concept_kind", "governed_country", "is_light", "stem", "words_of"]

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_LONGEST: Final = 3
"""Words of the longest entry in the table of concepts."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text, without the empty ones."""

    concepts: frozenset[str]
    """What the words name: "attack", "inquiry". The table of concepts says which word names what."""
    stems: frozenset[str]
    """The other words, without their endings."""
    turned: bool = False
    """A word says that the thing is not so ("his guns had been silent")."""
    refers: bool = False
    """It stands for an earlier claim ("the accusation")."""
    unknown: bool = False
    """It speaks of what nobody could establish."""
    places: tuple[tuple[str, int], ...] = ()
    """Each concept with the offset of the word that names it, in order."""


def words_of(text: str, *, start: int = 0, beside: frozenset[str] = frozenset()) -> Words:
    """The words of a text that begins at that offset of its article; beside are the article's words, in small letters,
    which tell the senses of a word apart: a strike of dockers is no strike of artillery.

    >>> found = words_of("having shelled the Afghan town")
    >>> sorted(found.concepts), sorted(found.stems)
    (['attack'], ['afghan', 'town'])
    """
    found = list(_WORD.finditer(text.replace("’", "'")))
    low = [match.group().lower().removesuffix("'s").removesuffix("n't") for match in found]
    concepts: list[tuple[str, int]] = []
    stems: set[str] = set()
    does: set[str] = set()
    number = 0
    while number < len(low):
        length, concept = _concept(low, number, beside)
        if concept:
            concepts.append((concept, start + found[number].start()))
            number += length
            continue
        word = low[number]
        turn = _turns().get(word)
        if turn:
            does.add(turn)
        elif word not in _empty() and len(word) > 1:
            stems.add(stem(word))
        number += 1
    return Words(
        frozenset(concept for concept, _ in concepts),
        frozenset(stems),
        "deny" in does,
        "refers" in does and not concepts,
        "unknown" in does,
        tuple(concepts),
    )


def _concept(low: list[str], number: int, beside: frozenset[str]) -> tuple[int, str | None]:
    for length in range(min(_LONGEST, len(low) - number), 0, -1):
        for concept, needed in _concepts().get("_".join(low[number : number + length]), ()):
            if not needed or needed & beside:
                return length, concept
    return 1, None


def stem(word: str) -> str:
    """A word without the endings of number and tense: a rough cut that is the same for forms of one word.

    >>> stem("officers"), stem("placed"), stem("placing"), stem("parties")
    ('officer', 'plac', 'plac', 'party')
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def concept_kind(concept: str) -> str:
    """The kind of a concept: "harm", "toll", "meeting" …; empty for what is none."""
    return _kinds().get(concept, "")


def governed_country(qid: str) -> str:
    """The Wikidata id of the country that a group rules; its own id where it rules none."""
    return _rulers().get(qid, qid)


def _rows(name: str) -> Iterator[list[str]]:
    lines = (files("kg.align") / "lexicon" / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    yield from rows[1:]


@cache
def _concepts() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Word → what it names, with the words that must stand beside it; senses that ask for some go first."""
    senses: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for concept, _, words, *beside in _rows("concepts.tsv"):
        needed = frozenset(" ".join(beside).split())
        for word in words.split():
            known = senses.setdefault(word, [])
            known.insert(0 if needed else len(known), (concept, needed))
    return senses


@cache
def _kinds() -> dict[str, str]:
    return {concept: kind for concept, kind, *_ in _rows("concepts.tsv")}


@cache
def _turns() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("turns.tsv")}


@cache
def _rulers() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("rulers.tsv")}


def is_light(word: str) -> bool:
    """Whether a verb names nothing by itself: "was", "held", "began"."""
    return word.lower() in _word_list("light.txt")


def _empty() -> frozenset[str]:
    return _word_list("empty.txt")


@cache
def _word_list(name: str) -> frozenset[str]:
    return frozenset((files("kg.align") / "lexicon" / name).read_text(encoding="utf-8").split())
