"""Gold files: which form each has, and the two forms that are JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import ArticleFormatError, EncodingError, KgError, Location, PathError
from kg.evaluation.annotation import annotated_article
from kg.evaluation.checking import Fields
from kg.evaluation.gold import Attribution, CodedSentence, Gold, GoldAttributions
from kg.model import Article, EventType, Span

__all__ = ["read_gold"]

_OLD_TYPES = {"DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "DEMAND": "REQUEST", "FIGHT": "ASSAULT"}
"""Types of the first PLOVER → those of the manual of 2021."""
_REMEDY = "The forms of gold are told in docs/reference/gold-format.md."


def read_gold(path: Path) -> list[Gold]:
    """All gold in a file, or in the *.gold.json of a folder, by name.

    Raises PathError, EncodingError, and ArticleFormatError with the line, or the claim or event, that is not as it
    should be.
    """
    if path.is_dir():
        files = sorted(path.glob("*.gold.json"))
        if not files:
            raise PathError(f"no *.gold.json in {path}", remedy="Name a file, or a folder with gold in it.")
        return [gold for file in files for gold in read_gold(file)]
    text = _text(path)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        if _first_line_is_json(text):
            return list(_lines(text, path))
        lines = text.splitlines() or [""]
        location = Location(str(path), error.lineno, error.colno, lines[min(error.lineno, len(lines)) - 1][:200])
        raise ArticleFormatError(f"not JSON: {error.msg}", location=location, remedy=_REMEDY) from None
    return [_gold(one, path, None) for one in (whole if isinstance(whole, list) else [whole])]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PathError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise EncodingError(f"{path} is not UTF-8", remedy="Convert it first: iconv -f ENCODING -t UTF-8.") from None


def _first_line_is_json(text: str) -> bool:
    try:
        json.loads(text.split("\n", 1)[0])
    except json.JSONDecodeError:
        return False
    return True


def _lines(text: str, path: Path) -> Iterator[Gold]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _gold(json.loads(line), path, number)
        except json.JSONDecodeError as error:
            location = Location(str(path), number, error.colno, line[:200])
            raise ArticleFormatError(f"not JSON: {error.msg}", location=location, remedy=_REMEDY) from None


def _gold(value: Any, path: Path, line: int | None) -> Gold:
    """One object, read by the form that its keys tell."""
    location = Location(str(path), line)
    fields = Fields(value, location, "the file" if line is None else "the line")
    for keys, read in _FORMS:
        if all(key in fields for key in keys):
            try:
                return read(fields, path)
            except KgError:
                raise
            except ValueError as error:
                raise ArticleFormatError(f"bad gold: {error}", location=location, remedy=_REMEDY) from None
    forms = "; or ".join(", ".join(keys) for keys, _ in _FORMS)
    raise ArticleFormatError(
        f"unknown form of gold: an object with the keys {', '.join(fields) or 'none'}",
        location=location,
        remedy=f"Gold has the keys {forms}. {_REMEDY}",
    )


def _attributions(fields: Fields, _path: Path) -> GoldAttributions:
    text = fields.string("text")
    rows = [
        Attribution(row.spans("source", text), row.spans("cue", text), row.spans("content", text))
        for row in fields.objects("attributions")
    ]
    return GoldAttributions(Article(text, id=fields.optional_string("id")), tuple(rows))


def _sentence(fields: Fields, _path: Path) -> CodedSentence:
    text = fields.string("text")
    kind = fields.string("event_plover")
    try:
        kind = EventType(_OLD_TYPES.get(kind, kind))
    except ValueError:
        raise fields.error(f"{kind!r} is no PLOVER event type") from None
    roles: dict[str, list[Span]] = {}
    for row in fields.objects("spans"):
        roles.setdefault(row.string("role"), []).append(row.span_of(row.integer("start"), row.integer("end"), text))
    return CodedSentence(
        Article(text, id=fields.optional_string("id")),
        kind,
        tuple(roles.get("SRC", ())),
        tuple(roles.get("TAR", ())),
        tuple(roles.get("SRC/TAR", ())),
    )


_FORMS: tuple[tuple[tuple[str, ...], Callable[[Fields, Path], Gold]], ...] = (
    (("claims", "events", "entities"), annotated_article),
    (("text", "attributions"), _attributions),
    (("text", "event_plover", "spans"), _sentence),
)
"""Keys that tell a form of gold → what reads it."""
