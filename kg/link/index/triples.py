"""Wikidata's truthy N-Triples, as items.

The format: https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format. What is said of an item stands together:
a header, labels and statements, then the pages on it in the wikis.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.link.index.item import Item, Selection

__all__ = ["TripleReader"]

_ENTITY = b"<http://www.wikidata.org/entity/Q"
_PAGE = (b"<https://www.wikidata.org/wiki/Special:EntityData/Q", b"<http://www.wikidata.org/wiki/Special:EntityData/Q")
_LABEL = b"<http://www.w3.org/2000/01/rdf-schema#label>"
_ALIAS = b"<http://www.w3.org/2004/02/skos/core#altLabel>"
_DESCRIPTION = b"<http://schema.org/description>"
_TYPE = b"<http://www.wikidata.org/prop/direct/P31>"
_ABOUT = b"<http://schema.org/about>"
_SITELINKS = b"<http://wikiba.se/ontology#sitelinks>"
_WORDED = frozenset({_LABEL, _ALIAS, _DESCRIPTION})
_LITERAL = re.compile(rb'"((?:[^"\\]|\\.)*)"@([A-Za-z0-9-]+) *\.\s*$')
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


class _Drafted:
    """What is known so far of the item that the lines are about."""

    __slots__ = ("aliases", "descriptions", "labels", "number", "pages", "sitelinks", "types")

    def __init__(self, number: int) -> None:
        self.number = number
        self.labels: dict[str, str] = {}
        self.descriptions: dict[str, str] = {}
        self.aliases: list[tuple[str, str]] = []
        self.types: list[str] = []
        self.pages = 0
        self.sitelinks: int | None = None


class TripleReader:
    """Makes items of lines; the last item of a batch is held back, for more may be said of it in the next."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._languages = (*selection.languages, "mul")
        self._draft: _Drafted | None = None
        self.held = self.held_lines = 0
        """Bytes of the lines, with their newlines, from the beginning of the item that is held back; and how many."""
        self.bad: list[int] = []
        """Which lines of the last batch, counted from 0, were no triples."""

    def items(self, lines: Sequence[bytes]) -> list[Item]:
        """The wanted items that are told to the end within these lines."""
        done: list[Item] = []
        self.bad = []
        for at, line in enumerate(lines):
            parts = line.split(b" ", 2)
            if len(parts) != 3 or not line.startswith((b"<", b"_:")):
                if line and not line.isspace() and line[:1] != b"#":
                    self.bad.append(at)
            elif (number := _subject(parts)) is not None:
                if self._draft is None or number != self._draft.number:
                    self._finish(done)
                    self._draft, self.held = _Drafted(number), 0
                    self.held_lines = 0
                try:
                    self._note(self._draft, parts)
                except (ValueError, IndexError):
                    self.bad.append(at)
            self.held += len(line) + 1
            self.held_lines += 1
        return done

    def rest(self) -> list[Item]:
        """The item that was held back, after the last line."""
        done: list[Item] = []
        self._finish(done)
        self._draft, self.held, self.held_lines = None, 0, 0
        return done

    def _note(self, draft: _Drafted, parts: Sequence[bytes]) -> None:
        subject, predicate, rest = parts
        if predicate in _WORDED:
            self._note_words(draft, predicate, rest)
        elif predicate == _TYPE:
            if rest.startswith(_ENTITY):
                draft.types.append("Q" + rest[len(_ENTITY) : rest.index(b">")].decode())
        elif predicate == _SITELINKS:
            draft.sitelinks = int(rest.split(b'"')[1])
        elif predicate == _ABOUT and not subject.startswith(_PAGE):
            draft.pages += 1

    def _note_words(self, draft: _Drafted, predicate: bytes, rest: bytes) -> None:
        match = _LITERAL.match(rest)
        if match is None:
            raise ValueError
        language = match[2].decode()
        if language not in self._languages:
            return
        words = _unescaped(match[1].decode())
        if predicate == _LABEL:
            draft.labels[language] = words
        elif predicate == _ALIAS:
            draft.aliases.append((language, words))
        else:
            draft.descriptions[language] = words

    def _finish(self, done: list[Item]) -> None:
        draft, selection = self._draft, self._selection
        if draft is None or not draft.labels:
            return
        sitelinks = draft.pages if draft.sitelinks is None else draft.sitelinks
        if sitelinks < selection.min_sitelinks:
            return
        if selection.classes and set(selection.classes).isdisjoint(draft.types):
            return
        labels = [draft.labels[item] for item in self._languages if item in draft.labels]
        described = next((draft.descriptions[item] for item in self._languages if item in draft.descriptions), "")
        by_language = sorted(draft.aliases, key=lambda alias: self._languages.index(alias[0]))
        names = [*(words for _, words in by_language), *labels[1:]]
        done.append((draft.number, labels[0], described, names, draft.types, sitelinks))


def _subject(parts: Sequence[bytes]) -> int | None:
    """The number of the item that a triple belongs to: its subject, or what a page is about."""
    subject = parts[0]
    for start in (_ENTITY, *_PAGE):
        if subject.startswith(start):
            return _number(subject[len(start) : -1])
    if parts[1] == _ABOUT and parts[2].startswith(_ENTITY):
        return _number(parts[2][len(_ENTITY) : parts[2].find(b">")])
    return None


def _number(digits: bytes) -> int | None:
    return int(digits) if digits.isdigit() else None


def _unescaped(words: str) -> str:
    r"""A literal without its escapes.

    >>> _unescaped(r"C\u00f3rdoba \"x\"")
    'Córdoba "x"'
    """
    if "\\" not in words:
        return words
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _SHORT.get(m[3], m[3]), words)
