"""Numbers as people write them: in digits, in words, and mixed ("2.5 million", "1,200", "two dozen")."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

__all__ = ["NUMBER", "value_of"]

_UNITS: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL: Final = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
}
_SCALES: Final = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_DIGITS: Final = r"\d{1,3}(?:[,\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORDS: Final = "|".join(sorted([*_SMALL, *(f"{scale}s?" for scale in _SCALES)], key=len, reverse=True))
NUMBER: Final = rf"(?:{_DIGITS}|\b(?:{_WORDS})\b)(?:(?:[\s-]+|\s+and\s+)(?:{_WORDS})\b)*"
"""A number in a text, as a regular expression, to be used without regard to the case of letters."""


def value_of(words: str) -> Decimal | None:
    """The number that the words give; None where they give none.

    >>> [str(value_of(words)) for words in ("1,200", "twenty-three", "two hundred and five", "2.5 million", "a cat")]
    ['1200', '23', '205', '2500000.0', 'None']
    """
    parts = [part for part in re.split(r"[\s-]+", words.lower().strip()) if part not in ("", "and", "a")]
    total, group = Decimal(0), Decimal(0)
    for number, part in enumerate(parts):
        if part in _SMALL:
            group += _SMALL[part]
        elif (scale := _SCALES.get(part) or _SCALES.get(part.removesuffix("s"))) is not None:
            group = (group or Decimal(1)) * scale
            if scale >= 1_000:
                total, group = total + group, Decimal(0)
        elif number == 0 and re.fullmatch(_DIGITS, part):
            group = Decimal(re.sub(r"[,\u2009\u202f]", "", part))
        else:
            return None
    return total + group if parts else None
