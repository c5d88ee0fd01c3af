"""Known names in a text: the longest match, whole words only, by a trie over words.

Upper and lower case count ("us" is not "US"), with one exception: a headline in capitals. Quotation marks used as
apostrophes, odd hyphens, line breaks within a name and missing accents do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from kg.link.guards import blocked
from kg.link.tables import Row, read_demonyms, read_rows, variants
from kg.link.words_of import Word, words_of
from kg.model import KnownEntity, NameMatch, Span

__all__ = ["PackGazetteer", "load_gazetteer"]

_SHORTEST_IN_CAPITALS = 4
"""Shorter names would be taken for acronyms."""


@dataclass(slots=True)
class _Node:
    """A position in the trie, reached by the words so far."""

    after: dict[str, _Node] = field(default_factory=dict)
    found: list[tuple[KnownEntity, Literal["name", "demonym"]]] = field(default_factory=list)
    """Whom the words so far name, the most likely first."""


class PackGazetteer:
    """The names of the curated pack."""

    def __init__(self, rows: Iterable[Row], demonyms: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        self._entities: dict[str, KnownEntity] = {}
        self._review: set[str] = set()
        self._root = _Node()
        rows = list(rows)
        for row in rows:
            self._entities.setdefault(row.entity.key, row.entity)
            if row.trust == "review":
                self._review.add(row.entity.key)
        for row in rows:
            for name in row.names:
                self._add(name, row.entity, "name")
        for country, words in demonyms:
            for word in words:
                self._add(word, self._entities[country], "demonym")

    def entity(self, key: str) -> KnownEntity | None:
        """The entity with that key, or None."""
        return self._entities.get(key)

    def named(self, name: str) -> tuple[KnownEntity, ...]:
        """All entities of which that is a full name, the most likely first; demonyms are not names."""
        node: _Node | None = self._root
        for word in words_of(name):
            node = node.after.get(word.step) if node else None
        return tuple(entity for entity, form in node.found if form == "name") if node else ()

    def needs_review(self, key: str) -> bool:
        """Whether the evidence for its id is too thin to accept the link without a look."""
        return key in self._review

    def matches(self, text: str) -> Sequence[NameMatch]:
        """The longest, non-overlapping known names in the text, in order; spans without article and possessive."""
        words = words_of(text)
        found: list[NameMatch] = []
        at = 0
        while at < len(words):
            length, node = self._longest(words, at)
            if node is None:
                at += 1
                continue
            entity, form = node.found[0]
            if not blocked(words, at, at + length, entity):
                found.append(NameMatch(Span(words[at].start, words[at + length - 1].end), entity, form))
            at += length
        return found

    def _longest(self, words: list[Word], at: int) -> tuple[int, _Node | None]:
        node = self._root.after.get(" " + words[at].text)
        best: tuple[int, _Node | None] = (0, None)
        length = 1
        while node is not None:
            if node.found:
                best = (length, node)
            if at + length >= len(words) or words[at + length].breaks:
                break
            node = node.after.get(words[at + length].step)
            length += 1
        return best

    def _add(self, name: str, entity: KnownEntity, form: Literal["name", "demonym"]) -> None:
        for variant in variants(name):
            self._insert(variant, entity, form)
            capitals = variant.upper()
            if capitals != variant and sum(char.isalpha() for char in variant) >= _SHORTEST_IN_CAPITALS:
                self._insert(capitals, entity, form)

    def _insert(self, name: str, entity: KnownEntity, form: Literal["name", "demonym"]) -> None:
        node = self._root
        for word in words_of(name):
            node = node.after.setdefault(word.step, _Node())
        if (entity, form) not in node.found:
            node.found.append((entity, form))


@lru_cache(maxsize=1)
def load_gazetteer() -> PackGazetteer:
    """The gazetteer of the curated pack, read once."""
    return PackGazetteer(read_rows(), ((item.country, item.words) for item in read_demonyms()))
