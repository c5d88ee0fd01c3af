"""Known names in a text: the longest match, whole words only, by a trie over words.

Upper and lower case count ("us" is not "US"), with one exception: a headline in capitals. Quotation marks used as
apostrophes, odd hyphens, line breaks within a name and missing accents do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from kg.link.guards import blocked
from kg.link.tables import Demonyms, Row, read_demonyms, read_rows, variants
from kg.link.words_of import Word, first_word, words_of
from kg.model import KnownEntity, NameMatch, Span

__all__ = ["PackGazetteer", "load_gazetteer"]

_SHORTEST_IN_CAPITALS = 4
"""Shorter names would be taken for acronyms."""


Form = Literal["name", "demonym"]
_Name = tuple[str, KnownEntity, Form]


@dataclass(slots=True)
class _Node:
    """A position in the trie, reached by the words so far."""

    after: dict[str, _Node] = field(default_factory=dict)
    found: list[tuple[KnownEntity, Form]] = field(default_factory=list)
    """Whom the words so far name, the most likely first."""


class PackGazetteer:
    """The names of the curated pack.

    Names are kept by their first word, and laid out as a trie only when a text has that word.
    """

    def __init__(self, rows: Iterable[Row], demonyms: Iterable[Demonyms] = ()) -> None:
        self._entities: dict[str, KnownEntity] = {}
        self._review: set[str] = set()
        self._names: dict[str, list[_Name]] = {}
        self._tries: dict[str, _Node] = {}
        for row in rows:
            entity = row.entity
            self._entities.setdefault(entity.key, entity)
            if row.trust == "review":
                self._review.add(entity.key)
            self._file(entity.label, entity, "name")
            for alias in entity.aliases:
                self._file(alias, entity, "name")
        for item in demonyms:
            for word in item.words:
                self._file(word, self._entities[item.country], "demonym")

    def entity(self, key: str) -> KnownEntity | None:
        """The entity with that key, or None."""
        return self._entities.get(key)

    def named(self, name: str) -> tuple[KnownEntity, ...]:
        """All entities of which that is a full name, the most likely first; demonyms are not names."""
        words = words_of(name)
        node = self._trie(words[0].text) if words else None
        for word in words[1:]:
            node = node.after.get(word.step) if node else None
        return tuple(entity for entity, form in node.found if form == "name") if node else ()

    def needs_review(self, key: str) -> bool:
        """Whether the evidence for its id is too thin to accept the link without a look."""
        return key in self._review

    def cues(self, key: str) -> tuple[str, ...]:
        """Words without which nobody means that entity by a name it shares; none for most."""
        return _cues().get(key, ())

    def matches(self, text: str) -> Sequence[NameMatch]:
        """The longest, non-overlapping known names in the text, in order; spans without article and possessive."""
        words = words_of(text)
        found: list[NameMatch] = []
        at = 0
        while at < len(words):
            first = words[at].text
            length, node = self._longest(words, at) if first in self._names else (0, None)
            if node is None:
                at += 1
                continue
            entity, form = node.found[0]
            if not blocked(words, at, at + length, entity):
                found.append(NameMatch(Span(words[at].start, words[at + length - 1].end), entity, form))
            at += length
        return found

    def _longest(self, words: list[Word], at: int) -> tuple[int, _Node | None]:
        node = self._trie(words[at].text)
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

    def _file(self, name: str, entity: KnownEntity, form: Form) -> None:
        for variant in (name,) if name.isascii() else variants(name):
            first = first_word(variant)
            self._names.setdefault(first, []).append((variant, entity, form))
            capitals = variant.upper()
            if capitals != variant and len(variant) >= _SHORTEST_IN_CAPITALS:
                self._names.setdefault(first.upper(), []).append((capitals, entity, form))

    def _trie(self, first: str) -> _Node | None:
        """Where all names lead that begin with that word."""
        if first not in self._tries and first in self._names:
            root = _Node()
            for name, entity, form in self._names[first]:
                node = root
                for word in words_of(name)[1:]:
                    node = node.after.setdefault(word.step, _Node())
                if (entity, form) not in node.found:
                    node.found.append((entity, form))
            self._tries[first] = root
        return self._tries.get(first)


@cache
def _cues() -> dict[str, tuple[str, ...]]:
    table = files(__package__).joinpath("words", "cues.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines()[1:])
    return {key: tuple(words.split("|")) for key, words in rows}


@cache
def load_gazetteer() -> PackGazetteer:
    """The gazetteer of the curated pack, read once."""
    return PackGazetteer(read_rows(), read_demonyms())
