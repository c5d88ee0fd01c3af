"""Names in a text that only the index knows, next to those of the curated pack.

A language model splits long names and runs them together with their neighbours; a name that is filed in an index, word
for word, is found as it stands. Only names of several words are taken: single ones stand for too many things.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.link.index.keys import LEGAL, key_of
from kg.link.ranking_kinds import Nature, nature_of
from kg.link.word_lists import words as word_list
from kg.link.words_of import Word, words_of
from kg.model import ActorKind, Gazetteer, KnownEntity, NameMatch, Span

if TYPE_CHECKING:
    from kg.link.index.opened import Index

__all__ = ["IndexGazetteer"]

_LONGEST = 7
"""Words and punctuation marks to a name."""
_INSIDE = frozenset({"'", "&", ",", "-", ".", "and", "de", "del", "for", "in", "la", "of", "on", "the", "to"})
"""What may stand between the words of a name that have capitals."""
_FEATURES = word_list("place_features")
"""What a place's name may end in, with or without a capital."""
_KINDS: Final = {
    Nature.ORGANIZATION: ActorKind.ORGANIZATION,
    Nature.PLACE: ActorKind.PLACE,
    Nature.COUNTRY: ActorKind.GEOPOLITICAL,
}
_COMPANY = ActorKind.ORGANIZATION
_PREFIX = "name:"
_JOINTS = frozenset("-'&.")
_BEFORE_LEGAL = frozenset({"and", "&", ","})
_SHORT = 3
"""Letters of words that may have a capital and be no part of the name behind them."""


class IndexGazetteer:
    """The names of a gazetteer, and those of several words in an index. It is a ``kg.model.Gazetteer``.

    Who is meant by a name of the index is not said: its entity has no item, and linking decides.
    """

    def __init__(self, gazetteer: Gazetteer, index: Index) -> None:
        self._gazetteer = gazetteer
        self._index = index
        self._kinds: dict[str, ActorKind | None] = {}

    def matches(self, text: str) -> Sequence[NameMatch]:
        """The longest, non-overlapping known names in the text, in order; a longer one hides what it contains."""
        words = words_of(text)
        known = [_in_full(one, text, words) for one in self._gazetteer.matches(text)]
        more = [found for found in self._in_index(text, words) if _is_free(found.span, known)]
        left = [one for one in known if not any(found.span.overlaps(one.span) for found in more)]
        return sorted([*left, *more], key=lambda match: match.span)

    def entity(self, key: str) -> KnownEntity | None:
        """The entity with that key, where the gazetteer has it; names of the index stand for nobody yet."""
        return self._gazetteer.entity(key)

    def _in_index(self, text: str, words: Sequence[Word]) -> list[NameMatch]:
        found: list[NameMatch] = []
        at = 0
        while at < len(words):
            match = self._longest(text, words, at) if _begins_a_name(words, at) else None
            if match is None:
                at += 1
                continue
            found.append(match)
            while at < len(words) and words[at].start < match.span.end:
                at += 1
        return found

    def _longest(self, text: str, words: Sequence[Word], at: int) -> NameMatch | None:
        for end in range(_reach(words, at), at + 1, -1):
            if not _ends_a_name(words, end):
                continue
            span = Span(words[at].start, words[end - 1].end)
            name = " ".join(span.of(text).split())
            key = key_of(name)
            if " " in key and (kind := self._kind(key)) is not None and ("," not in name or kind is _COMPANY):
                if kind is _COMPANY:
                    span = Span(span.start, words[_with_legal_form(words, end) - 1].end)
                return NameMatch(span, KnownEntity(_PREFIX + key, name, kind))
        return None

    def _kind(self, key: str) -> ActorKind | None:
        """What the best known bearer of a name is; None where there is none, or a person or a mere thing bears it."""
        if key not in self._kinds:
            entries = [entry for entry in self._index.named(key) if not entry.label[:1].islower()]
            nature = nature_of(entries[0].types, entries[0].description) if entries else None
            self._kinds[key] = _KINDS.get(nature) if nature is not None else None
        return self._kinds[key]


def _reach(words: Sequence[Word], at: int) -> int:
    """Where the words end that may be one name."""
    end = at + 1
    while end < len(words) and end - at < _LONGEST and not words[end].breaks:
        word = words[end].text
        if not (word[0].isupper() or word[0].isdigit() or word in _INSIDE or word in _FEATURES):
            break
        end += 1
    return end


def _ends_a_name(words: Sequence[Word], end: int) -> bool:
    """Whether a name can end before that word: not within one, nor with a small word."""
    last = words[end - 1].text
    if not (last[0].isupper() or last[0].isdigit() or last in _FEATURES):
        return False
    after = words[end] if end < len(words) else None
    return after is None or not after.glued or not after.text[0].isalnum()


def _begins_a_name(words: Sequence[Word], at: int) -> bool:
    """Whether a name can begin with that word: with a capital, and not in the middle of a longer one."""
    if not words[at].text[0].isupper():
        return False
    before = words[at - 1] if at else None
    if before is None or words[at].breaks:
        return True
    if words[at].glued:
        return before.text not in _JOINTS
    # "Financial Services", in "Avco Financial Services"; though "In Santa Fe" and "US Steel" may begin so.
    return not before.text[0].isupper() or len(before.text) <= _SHORT or before.text in word_list("titles")


def _in_full(match: NameMatch, text: str, words: Sequence[Word]) -> NameMatch:
    """A known company's name with its legal form: "CBS Inc"."""
    if match.entity.kind not in (_COMPANY, ActorKind.NEWS_OUTLET) or match.form != "name":
        return match
    end = bisect_left(words, match.span.end, key=lambda word: word.start)
    whole = _with_legal_form(words, end)
    if whole == end:
        return match
    span = Span(match.span.start, words[whole - 1].end)
    if match.entity.kind is _COMPANY:
        return replace(match, span=span)
    # CBS Inc is the company, not the newsroom.
    name = " ".join(span.of(text).split())
    return NameMatch(span, KnownEntity(_PREFIX + key_of(name), name, _COMPANY))


def _with_legal_form(words: Sequence[Word], end: int) -> int:
    """Where a company's name ends, its legal form included: "Morgan Stanley and Co Inc"."""
    at = end
    while (
        at < len(words)
        and not words[at].breaks
        and (words[at].text.lower() in LEGAL or words[at].text in _BEFORE_LEGAL)
    ):
        if words[at].text in _BEFORE_LEGAL:
            at += 1
            continue
        if not words[at].text[0].isupper():
            break
        at += 1
        end = at
    return end


def _is_free(span: Span, known: Sequence[NameMatch]) -> bool:
    """Whether a name hides nothing but what it contains and is longer than."""
    return all(span.contains(one.span) and span != one.span for one in known if span.overlaps(one.span))
