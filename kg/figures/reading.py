"""Find the figures of a text: quantity, unit, and the comparison that the words around make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kg.figures.spelling import NUMBER, value_of
from kg.model import Span

__all__ = ["Comparison", "Figure", "figures_in"]


class Comparison(StrEnum):
    """How the number that is meant stands to the one that is given."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text gives."""

    span: Span
    """The hedge, the number and what is counted, in code points of the text."""
    quantity: Decimal
    comparison: Comparison
    unit: str
    """The noun that is counted, in small letters; "percent" for shares, empty where the words give none."""
    part: bool = False
    """Of a number that was given before: "three of them", "two of its four cranes"."""


_HEDGES: Final = (
    (Comparison.AT_LEAST, r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|minimum"),
    (Comparison.AT_MOST, r"(?:no|not) more than|at most|up to|as many as|a maximum of|at the most"),
    (Comparison.MORE_THAN, r"more than|over|above|upwards? of|in excess of|well over"),
    (Comparison.FEWER_THAN, r"fewer than|less than|under|below|almost|nearly|close to"),
    (Comparison.ABOUT, r"about|around|some|roughly|approximately|an estimated|estimated|circa|or so"),
    (Comparison.EXACTLY, r"exactly|only|just|another|a further|precisely|all"),
)
_BEFORE: Final = "|".join(rf"(?P<{kind}>{words})" for kind, words in _HEDGES)
_FIGURE: Final = re.compile(
    rf"(?<![\w.,:/-])(?:(?:{_BEFORE})\s+)?(?:the\s+)?(?P<number>{NUMBER})(?![\w:/]|[.,]\d|\s*(?:[ap]\.?m\b|o[’']clock))"
    rf"(?P<after>\s+or\s+more|\s+or\s+fewer)?(?P<unit>\s*(?:%|percent\b|per\s+cent\b))?(?P<of>\s+of\s+(?:(?:them|whom|which|these|those)\b|(?:the|its|their|his|her|our)\s+(?={NUMBER})))?",
    re.IGNORECASE,
)
_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
]
_TIMES: Final = frozenset(
    ["day", "week", "month", "year", "hour", "minute", "second", "morning", "night", "weekend", "decade", "o’clock"]
)
_DETERMINERS: Final = frozenset(
    [
        "more",
        "other",
        "new",
        "further",
        "additional",
        "of",
        "its",
        "their",
        "our",
        "his",
        "her",
        "the",
        "these",
        "those",
        "them",
    ]
)
_STOP: Final = frozenset(
    [
        "were",
        "was",
        "are",
        "is",
        "be",
        "been",
        "being",
        "had",
        "have",
        "has",
        "and",
        "or",
        "but",
        "in",
        "on",
        "at",
        "by",
        "to",
        "for",
        "from",
        "with",
        "as",
        "that",
        "who",
        "which",
        "when",
        "while",
        "after",
        "before",
        "since",
        "could",
        "would",
        "will",
        "may",
        "might",
        "should",
        "did",
        "do",
        "does",
        "not",
    ]
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_REACH: Final = 5
"""Words after a number within which what is counted stands: "three Pakistani border guards"."""


def figures_in(text: str, within: Span | None = None) -> list[Figure]:
    """The figures of a text, or of a stretch of it, in order. Dates, times of day and lengths of time are none.

    >>> [(f.quantity, f.comparison.value, f.unit) for f in figures_in("At least four people died; 17 were hurt.")]
    [(Decimal('4'), 'at_least', 'people'), (Decimal('17'), 'exactly', '')]
    """
    start, end = (within.start, within.end) if within else (0, len(text))
    return list(_found(text, start, end))


def _found(text: str, start: int, end: int) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text, start, end):
        quantity = value_of(match["number"])
        if quantity is None or _is_date(text, match):
            continue
        if match["unit"]:
            unit, last = "percent", match.end("unit")
        else:
            unit, last = _unit(text, match.end(), end)
        if _singular(unit) in _TIMES or (match["number"].lower() == "one" and not _hedge(match)):
            continue  # "one" counts nothing where it stands for somebody: "one of them", "one side"
        yield Figure(Span(match.start(), last), quantity, _comparison(match), unit, part=bool(match["of"]))


def _hedge(match: re.Match[str]) -> Comparison | None:
    return next((kind for kind, _ in _HEDGES if match[kind]), None)


def _comparison(match: re.Match[str]) -> Comparison:
    after = (match["after"] or "").strip().lower()
    if after:
        return Comparison.AT_LEAST if after.endswith("more") else Comparison.AT_MOST
    return _hedge(match) or Comparison.EXACTLY


def _is_date(text: str, match: re.Match[str]) -> bool:
    """A day or a year: beside a month, or four digits that stand for a year."""
    before = _WORD.findall(text[max(0, match.start("number") - 12) : match.start("number")])
    after = _WORD.match(text, match.end() + 1)
    near = [before[-1].lower()] if before else []
    near += [after.group().lower()] if after else []
    if any((word in _MONTHS and word != "may") or (word == "may" and near.index(word) == 1) for word in near):
        return True
    number = match["number"]
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", number)) and (not after or near[-1] in _STOP) and not _hedge(match)


def _unit(text: str, start: int, end: int) -> tuple[str, int]:
    """The noun that is counted: the last word before a verb, a preposition or a mark; and where it ends."""
    last, unit = start, ""
    for count, word in enumerate(_WORD.finditer(text, start, end)):
        between = text[last : word.start()]
        low = word.group().lower()
        if count >= _REACH or between.strip() or (low in _STOP and low not in _DETERMINERS):
            break
        if low.endswith("ed") and unit:
            break  # "three people killed"
        last = word.end()
        if low not in _DETERMINERS:
            unit = low
        if _singular(low) in _TIMES:
            break
    return (unit, last) if unit else ("", start)


def _singular(word: str) -> str:
    return word.removesuffix("s")
