"""When two spans, or two names, count as the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, TypeVar

from kg.model import Span

__all__ = ["align", "characters", "dice", "jaccard", "same_name", "word_spans", "words_in"]

_Left = TypeVar("_Left")
_Right = TypeVar("_Right")
_WORD: Final = re.compile(r"\w+(?:[’'\-]\w+)*|[$%]")
"""A word of no tokenizer in particular, so that no system is favoured by its own."""


def characters(spans: Iterable[Span]) -> frozenset[int]:
    """The offsets that the spans cover.

    >>> sorted(characters([Span(1, 3), Span(2, 4)]))
    [1, 2, 3]
    """
    return frozenset(offset for span in spans for offset in range(span.start, span.end))


def word_spans(text: str) -> list[Span]:
    """The words of a text."""
    return [Span(match.start(), match.end()) for match in _WORD.finditer(text)]


def words_in(spans: Iterable[Span], words: Sequence[Span]) -> frozenset[int]:
    """The words, by their number, that the spans touch."""
    return frozenset(number for span in spans for number, word in enumerate(words) if span.overlaps(word))


def dice(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """F1 of one set against the other (Sørensen-Dice); 1 where both are empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def jaccard(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    """What two sets share, of all they have; 1 where both are empty."""
    return len(one & other) / len(one | other) if one or other else 1.0


def align(
    gold: Sequence[_Left],
    found: Sequence[_Right],
    likeness: Callable[[_Left, _Right], float | None],
    least: float,
) -> dict[int, int]:
    """One-to-one pairs, the most alike first; likeness is None where two cannot be a pair. Gold number → found number.

    Of pairs that are equally alike, the later in both lists goes first: an arbitrary rule, but always the same.
    """
    scores = (
        (likeness(one, other), number, place) for number, one in enumerate(gold) for place, other in enumerate(found)
    )
    candidates = [(score, number, place) for score, number, place in scores if score is not None and score >= least]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, place in sorted(candidates, reverse=True):
        if number not in pairs and place not in taken:
            pairs[number] = place
            taken.add(place)
    return pairs


def same_name(one: str, other: str) -> bool:
    """Whether two names are close enough to be taken for one: a half of their words, or one within the other.

    >>> same_name("the Taliban", "Taliban government"), same_name("Kabul", "Paktika")
    (True, False)
    """
    first, second = _name_words(one), _name_words(other)
    if not first or not second:
        return False
    return first <= second or second <= first or jaccard_of(first, second) >= 0.5


def jaccard_of(one: frozenset[str], other: frozenset[str]) -> float:
    """As jaccard, of words."""
    return len(one & other) / len(one | other)


def _name_words(name: str) -> frozenset[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)).lower()
    plain = re.sub(r"^(?:the|a|an) ", "", plain)
    return frozenset(re.findall(r"[a-z0-9]+", plain))
