"""Articles as JSON: one object or a list of them in a .json file, one object a line in .jsonl and .jsonl.gz."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from kg.errors import ArticleFormatError, EmptyArticleError, KgError, Location, PathError
from kg.model import Article
from kg.readers.dates import parse_date
from kg.readers.decoding import decode
from kg.readers.outcome import ReadFailure

__all__ = ["article_from", "checked_text", "is_json", "lines_of", "read_json", "read_json_lines", "read_json_text"]

_STRINGS = ("id", "title", "published", "publisher", "url", "language")
_REMEDY = 'An article is an object such as {"text": "…", "title": "…", "published": "2025-10-28"}; only text is needed.'


def read_json(content: bytes, source: str) -> Iterator[Article | ReadFailure]:
    """The articles of a .json file. Raises EncodingError and ArticleFormatError where the file as a whole is wrong."""
    yield from read_json_text(decode(content, source), source)


def read_json_text(text: str, source: str) -> Iterator[Article | ReadFailure]:
    """The articles in a JSON text; one that is wrong is a failure, and the others go on."""
    value = _parse(text, source)
    if not isinstance(value, list):
        yield article_from(value, source)
        return
    for number, item in enumerate(value, start=1):
        place = f"{source}[{number}]"
        try:
            yield article_from(item, place)
        except KgError as error:
            yield ReadFailure(place, error)


def read_json_lines(path: Path) -> Iterator[Article | ReadFailure]:
    """The articles of a .jsonl or .jsonl.gz file, read line by line; empty lines are passed over."""
    source = str(path)
    try:
        with _open(path) as file:
            yield from lines_of(file, source)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        damaged = ArticleFormatError(
            f"the file is not whole: {error}", location=Location(source), remedy="Get it anew; gzip -t checks it."
        )
        yield ReadFailure(source, damaged)
    except OSError as error:
        yield ReadFailure(source, PathError(f"cannot be read: {error.strerror or error}", location=Location(source)))


def lines_of(file: IO[bytes], source: str) -> Iterator[Article | ReadFailure]:
    """The articles in an open file of JSON Lines."""
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        place = f"{source}:{number}"
        try:
            text = decode(line.rstrip(b"\r\n"), place)
            yield article_from(_parse(text, source, number), place)
        except KgError as error:
            yield ReadFailure(place, error)


def is_json(content: bytes) -> bool:
    """Whether the bytes as a whole are one JSON value."""
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def article_from(value: Any, source: str) -> Article:
    """The article that a parsed JSON object describes; other keys than ours are ignored.

    Raises ArticleFormatError naming the key that is missing or wrong, DateError, and EmptyArticleError.
    """
    if not isinstance(value, dict):
        raise ArticleFormatError(
            f"{_a_kind(value)} where an article object should be", location=Location(source), remedy=_REMEDY
        )
    if "text" not in value:
        raise ArticleFormatError("the key 'text' is missing", location=Location(source), remedy=_REMEDY)
    if not isinstance(value["text"], str):
        raise ArticleFormatError(
            f"'text' should be a string, not {_a_kind(value['text'])}", location=Location(source), remedy=_REMEDY
        )
    text = checked_text(value["text"], source)
    known = {key: _string(value, key, source) for key in _STRINGS}
    published = known.pop("published")
    when, is_date = parse_date(published) if published else (None, False)
    return Article(text=text, published=when, published_is_date=is_date, source=source, **known)


def checked_text(text: str, source: str) -> str:
    """The text as it is. Raises EmptyArticleError, and ArticleFormatError for characters that no graph can hold."""
    if not text.strip():
        raise EmptyArticleError("there is no text in it", location=Location(source))
    _storable(text, "text", source)
    return text


def _string(value: dict[str, Any], key: str, source: str) -> str | None:
    item = value.get(key)
    if item is None:
        return None
    if key == "id" and isinstance(item, int) and not isinstance(item, bool):
        return str(item)
    if not isinstance(item, str):
        raise ArticleFormatError(
            f"{key!r} should be a string, not {_a_kind(item)}", location=Location(source), remedy=_REMEDY
        )
    _storable(item, key, source)
    return item.strip() or None


def _storable(text: str, key: str, source: str) -> None:
    for name, found in (("a NUL", text.find("\0")), ("half a surrogate pair", _lone_surrogate(text))):
        if found >= 0:
            raise ArticleFormatError(
                f"{key!r} holds {name} (U+{ord(text[found]):04X}) at character {found}, which is not text",
                location=Location(source),
                remedy="Remove it, or make the file anew from its source.",
            )


def _lone_surrogate(text: str) -> int:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return error.start
    return -1


def _parse(text: str, source: str, line: int | None = None) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        row = error.lineno if line is None else line
        shown = error.doc.splitlines()[error.lineno - 1] if error.doc.strip() else ""
        where = Location(source, row, error.colno, shown if len(shown) <= 200 else None)
        raise ArticleFormatError(f"not JSON: {error.msg}", location=where, remedy=_REMEDY) from None
    except (RecursionError, ValueError) as error:
        raise ArticleFormatError(f"not JSON that can be read: {error}", location=Location(source, line)) from None


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb")) if path.suffix.lower() == ".gz" else path.open("rb")


def _a_kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a truth value", type(None): "null"}
    return names.get(type(value), "a number")
