"""A text cut into words and punctuation marks, in the form in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Word", "first_word", "words_of"]

_TOKEN = re.compile(r"[\w\u0300-\u036f]+|[^\w\s]")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})


@dataclass(slots=True)
class Word:
    """A word or punctuation mark of the text; offsets in code points, end-exclusive."""

    text: str
    """With apostrophes, hyphens and accents in one form."""
    start: int
    end: int
    glued: bool
    """Nothing stands between it and the word before."""
    breaks: bool
    """An empty line stands between it and the word before."""

    @property
    def step(self) -> str:
        """How a trie of names calls it."""
        return self.text if self.glued else " " + self.text


def first_word(text: str) -> str:
    """The first word of the text, as ``words_of`` would give it; empty where there is none."""
    match = _TOKEN.search(text)
    if match is None:
        return ""
    word = match.group()
    return word if word.isascii() else _one_form(word)


def words_of(text: str) -> list[Word]:
    """The words and punctuation marks of the text, in order.

    >>> [word.text for word in words_of("N’Djamena, Chad")]
    ['N', "'", 'Djamena', ',', 'Chad']
    """
    words = []
    end = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        if not word.isascii():
            word = _one_form(word)
        start = match.start()
        glued = start == end and start > 0
        words.append(Word(word, start, match.end(), glued, not glued and text.count("\n", end, start) > 1))
        end = match.end()
    return words


def _one_form(word: str) -> str:
    return unicodedata.normalize("NFC", word).translate(_PLAIN)
