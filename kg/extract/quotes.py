"""Where the quotation marks are: pairs, quotations that run on over paragraphs, and marks that never close."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg.extract.parse import paragraphs, smooth
from kg.model import Span

__all__ = ["Quotation", "Quotations", "find_quotations"]

_DOUBLE = re.compile(r"\"|''")
# A single mark opens before a word and after white space or an opening bracket; it closes after a word or stop and
# before white space or punctuation. What stands between letters is an apostrophe.
_SINGLE_OPEN = re.compile(r"(?:^|(?<=[\s(\[—–\"]))'(?=[^\s'])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…])'(?=[\s.,;:!?)\]—–\"]|$)")
_ELISION = re.compile(r"'(?:\d\ds?|tis|twas|em|til|cause|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks; code points."""

    span: Span
    inner: Span
    """Without the marks."""
    paragraph: int
    closed: bool = True
    """False where the paragraph ends first: the quotation may go on in the next."""


class Quotations:
    """All quotations of a text, in order; those inside others are left out."""

    def __init__(self, found: list[Quotation]) -> None:
        self.found = found
        self._starts = [quotation.span.start for quotation in found]

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds this code point, its marks included."""
        position = bisect_right(self._starts, offset) - 1
        if position >= 0 and offset < self.found[position].span.end:
            return self.found[position]
        return None


def find_quotations(text: str) -> Quotations:
    """The quotations of a text, double marks before single ones, paragraph by paragraph.

    An unbalanced mark costs no more than its own paragraph: it quotes to the paragraph's end where it opens one, and
    is passed over elsewhere.
    """
    plain = smooth(text)
    found: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs(plain)):
        doubles = _paired(plain, start, end, number)
        singles = _singles(text, plain, start, end, number)
        found.extend(doubles)
        found.extend(one for one in singles if not any(one.span.overlaps(other.span) for other in doubles))
    return Quotations(sorted(found, key=lambda quotation: quotation.span))


def _paired(plain: str, start: int, end: int, number: int) -> list[Quotation]:
    found: list[Quotation] = []
    marks = [match.span() for match in _DOUBLE.finditer(plain, start, end)]
    position = 0
    while position < len(marks):
        first, last = marks[position], marks[position + 1] if position + 1 < len(marks) else None
        if last is not None and not _begins_anew(plain, first, last):
            if last[0] > first[1]:
                found.append(Quotation(Span(first[0], last[1]), Span(first[1], last[0]), number))
            position += 2
            continue
        until = end if last is None else last[0] - 1
        if _opens(plain, start, first) and until - first[1] > 1:
            found.append(Quotation(Span(first[0], until), Span(first[1], until), number, closed=False))
        position += 1
    return found


def _begins_anew(plain: str, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether a mark in an open quotation opens another: as where paragraphs of one speech have been run together."""
    before, after = plain[last[0] - 2 : last[0]], plain[last[1] : last[1] + 1]
    return last[0] - first[1] > 2 and before[-1] == " " and before[0] in ".?!" and after.isupper()


def _opens(plain: str, start: int, mark: tuple[int, int]) -> bool:
    """Whether a lone mark begins a quotation: at the paragraph's start, or after a space and before a word."""
    before = plain[mark[0] - 1 : mark[0]] if mark[0] > start else " "
    after = plain[mark[1] : mark[1] + 1]
    return before in " (,:—–" and after not in ("", " ", ",", ".")


def _singles(text: str, plain: str, start: int, end: int, number: int) -> list[Quotation]:
    found: list[Quotation] = []
    position = start
    piece = plain[:end]
    while opening := _SINGLE_OPEN.search(piece, position, end):
        position = opening.end()
        if _ELISION.match(piece, opening.start()):
            continue
        closing = _SINGLE_CLOSE.search(piece, position + 1, end)
        if closing is None:
            if text[opening.start()] == "‘":
                found.append(Quotation(Span(opening.start(), end), Span(position, end), number, closed=False))
            break
        if closing.start() > position:
            found.append(Quotation(Span(opening.start(), closing.end()), Span(position, closing.start()), number))
        position = closing.end()
    return found
