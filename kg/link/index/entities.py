"""Lines of Wikidata's JSON dump, as items.

The format: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html. One array, one entity a line. Most
lines of a dump are not wanted; what can be told from their bytes is told before they are parsed.
"""

from __future__ import annotations

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
        if least and line.count(b'"site"') < least:
            return None
        entity = loads(line)
        qid = entity["id"]
        if qid[0] != "Q":
            return None
        sitelinks = len(entity.get("sitelinks") or ())
        if sitelinks < least:
            return None
        claims = entity.get("claims")
        statements = claims.get("P31") if claims else None
        types = _types(statements) if statements else []
        if classes and classes.isdisjoint(types):
            return None
        return named(int(qid[1:]), entity, types, sitelinks)

    return read


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
