"""The sentence around a stretch of text, found without a language model: reports must not wait for one to load."""

from __future__ import annotations

import re

from kg.validation.findings import Sentence

__all__ = ["sentence_around"]

_LONGEST = 320
"""Code points of a sentence that is shown whole; of longer ones, what is near the words."""
_END = re.compile(
    r"""
    (?<!\b[A-Z]) (?<!\b(?:Mr|Ms|Dr|St|No|Lt)) (?<!\b(?:Mrs|Gen|Col|Sen|Rep|Gov|Sgt|Rev|Jan|Feb|Apr|Aug|Oct|Nov|Dec))
    [.!?…]+ ["'”’»)\]]*    # what ends a sentence, and quotation marks and brackets that close after it
    (?= \s+ ["'“‘«(\[]* [^\Wa-z] )  # before a capital letter, a digit, or a script without capitals
    | \n\s*\n | \n(?=\S)
    """,
    re.VERBOSE,
)


def sentence_around(text: str, start: int, end: int) -> Sentence:
    """The sentence or sentences that the code points from start to end (exclusive) stand in.

    >>> found = sentence_around("Talks ended. Mr. Asif warned of war. Trade stopped.", 22, 28)
    >>> found.text, found.words
    ('Mr. Asif warned of war.', 'warned')
    """
    first = max((match.end() for match in _END.finditer(text, 0, len(text)) if match.end() <= start), default=0)
    after = next((match.end() for match in _END.finditer(text) if match.end() >= end), len(text))
    while first < start and text[first].isspace():
        first += 1
    last = max(end, first + len(text[first:after].rstrip()))
    if last - first > _LONGEST:
        first, last = _near(text, start, end, first, last)
    return Sentence(text[first:last], start - first, end - first, first)


def _near(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """A part of a long sentence, cut between words, with the stretch in its middle."""
    margin = max(0, (_LONGEST - (end - start)) // 2)
    left, right = max(first, start - margin), min(last, end + margin)
    while first < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < last and not text[right].isspace():
        right -= 1
    return left, right
