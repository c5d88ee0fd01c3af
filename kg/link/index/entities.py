"""Lines of Wikidata's JSON dump, as items.

The format: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html. One array, one entity a line. Most
lines of a dump are not wanted; what can be told from their bytes is told before they are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from kg.link.index.item import Item, Selection

loads: Callable[[bytes], Any]
try:
    from orjson import loads
except ImportError:  # several times slower, and nothing else is different
    from json import loads

__all__ = ["PARSER", "EntityReader", "loads"]

PARSER = str(loads.__module__).partition(".")[0]
_ALL_LANGUAGES = "mul"
"""Wikidata's label for all languages that have none of their own; many persons have no other any more."""
_SITE = b'"site"'
_P31 = re.compile(rb'"P31":\s*(\[)\s*\{\s*"mainsnak"')
_NEXT = re.compile(rb'\],\s*"P\d+":\s*\[\s*\{\s*"mainsnak"')
"""Where the statements of one property end and those of the next begin; qualifiers and references have no mainsnak."""
_LAST = re.compile(rb"\]\s*\},\s*$")
_BRACKETS = frozenset({b"", b"[", b"]"})
_NOT_AN_ENTITY = (ValueError, KeyError, TypeError, AttributeError, IndexError)


class EntityReader:
    """Makes items of lines."""

    held = held_lines = 0
    """No line is kept for later: an item is one line."""

    def __init__(self, selection: Selection) -> None:
        self._read = _reader(selection)
        self.bad: list[int] = []
        """Which lines of the last batch, counted from 0, were no entities."""

    def items(self, lines: Sequence[bytes]) -> list[Item]:
        """The wanted items among the lines."""
        done: list[Item] = []
        self.bad = []
        read = self._read
        for at, line in enumerate(lines):
            if line[-1:] == b",":
                line = line[:-1]
            if len(line) < 3:
                if line.strip() not in _BRACKETS:
                    self.bad.append(at)
                continue
            try:
                item = read(line)
            except _NOT_AN_ENTITY:
                item = self._again(line.strip().removeprefix(b"[").removesuffix(b"]").rstrip(b", "), at)
            if item is not None:
                done.append(item)
        return done

    def rest(self) -> list[Item]:
        """Nothing: no item is held back."""
        return []

    def _again(self, line: bytes, at: int) -> Item | None:
        """A line that has the array's brackets or white space around its entity; else it is noted as bad."""
        try:
            return self._read(line) if line else None
        except _NOT_AN_ENTITY:
            self.bad.append(at)
            return None


def _reader(selection: Selection) -> Callable[[bytes], Item | None]:
    classes = frozenset(selection.classes)
    marks = [f'"{name}"'.encode() for name in classes]
    least = selection.min_sitelinks
    named = _namer((*selection.languages, _ALL_LANGUAGES))

    def read(line: bytes) -> Item | None:
        if marks and not any(mark in line for mark in marks):
            return None
        if least and line.count(_SITE) < least:
            return None
        entity, statements, sitelinks = _parts(line)
        qid = entity["id"]
        if qid[0] != "Q" or sitelinks < least:
            return None
        types = _types(statements) if statements else []
        if classes and classes.isdisjoint(types):
            return None
        return named(int(qid[1:]), entity, types, sitelinks)

    return read


def _parts(line: bytes) -> tuple[dict[str, Any], list[dict[str, Any]] | None, int]:
    """The entity, with at least its names; its statements of P31; the count of its sitelinks.

    Statements make up most of a line, and only those of P31 are wanted, so the others are not parsed. A quotation mark
    within a string has a backslash before it, so what looks like a key is one. Lines that are made otherwise than
    Wikidata's are parsed whole.
    """
    claims = line.find(b'"claims":')
    sites = line.find(b'"sitelinks":', claims)
    if claims > 0 and sites > 0 and line[-1:] == b"}" and line.rfind(b'"aliases":', 0, claims) > 0:
        start = _P31.search(line, claims, sites)
        if start is not None:
            end = _NEXT.search(line, start.end(), sites) or _LAST.search(line, start.end(), sites)
            if end is not None:
                head = loads(line[:claims].rstrip(b", ") + b"}")
                return head, loads(line[start.start(1) : end.start() + 1]), line.count(_SITE, sites)
        elif line.find(b'"P31"', claims, sites) < 0:
            return loads(line[:claims].rstrip(b", ") + b"}"), None, line.count(_SITE, sites)
    entity = loads(line)
    stated = entity.get("claims")
    return entity, stated.get("P31") if stated else None, len(entity.get("sitelinks") or ())


def _namer(languages: Sequence[str]) -> Callable[[int, dict[str, Any], list[str], int], Item | None]:
    """Takes the names in these languages out of an entity; None where it has no label in any of them."""

    def named(number: int, entity: dict[str, Any], types: list[str], sitelinks: int) -> Item | None:
        labels = entity["labels"]
        if not labels:  # an empty object is written as [] in older dumps
            return None
        aliases = entity.get("aliases")
        label, names = "", []
        for language in languages:
            if language in labels:
                name = labels[language]["value"]
                if label:
                    names.append(name)
                label = label or name
            if aliases and language in aliases:
                names += [alias["value"] for alias in aliases[language]]
        if not label:
            return None
        description = ""
        if descriptions := entity.get("descriptions"):
            for language in languages:
                if language in descriptions:
                    description = descriptions[language]["value"]
                    break
        return number, label, description, names, types, sitelinks

    return named


def _types(statements: list[dict[str, Any]]) -> list[str]:
    """The values of P31 that hold: the preferred ones, or all that are not deprecated."""
    preferred: list[str] = []
    normal: list[str] = []
    for statement in statements:
        snak = statement["mainsnak"]
        rank = statement.get("rank", "normal")
        if snak["snaktype"] == "value" and rank != "deprecated":
            (preferred if rank == "preferred" else normal).append(snak["datavalue"]["value"]["id"])
    return preferred or normal
