"""Plain text and Markdown, kept exactly. Markdown may open with front matter, which is no part of the text."""

from __future__ import annotations

import re

from kg.errors import ArticleFormatError, Location
from kg.model import Article
from kg.readers.dates import parse_date
from kg.readers.decoding import decode
from kg.readers.records import checked_text

__all__ = ["read_markdown", "read_text"]

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEYS = ("id", "title", "published", "publisher", "url", "language")
_OURS = re.compile(rf"^(?:{'|'.join(_KEYS)}|date)[ \t]*:", re.MULTILINE)


def read_text(content: bytes, source: str) -> Article:
    """The article in a text file, character for character. Raises EncodingError and EmptyArticleError."""
    return Article(text=checked_text(decode(content, source), source), source=source)


def read_markdown(content: bytes, source: str) -> Article:
    """The article in a Markdown file; YAML between two lines of --- at its top tells title, published and so on.

    Markup is kept: what the article says is not separated from how it is set. Raises EncodingError,
    EmptyArticleError, DateError, and ArticleFormatError for front matter that is not well-formed.
    """
    text = decode(content, source)
    match = _FRONT_MATTER.match(text)
    if match is None or not _OURS.search(match["yaml"]):
        return Article(text=checked_text(text, source), source=source)
    told = _front_matter(match["yaml"], source)
    published = told.pop("published", None) or told.pop("date", None)
    when, is_date = parse_date(published) if published else (None, False)
    return Article(
        text=checked_text(text[match.end() :], source),
        published=when,
        published_is_date=is_date,
        source=source,
        **{key: told.get(key) for key in _KEYS if key != "published"},
    )


def _front_matter(text: str, source: str) -> dict[str, str]:
    import yaml

    try:
        # Plain strings only: YAML would make numbers of titles and guess at dates.
        told = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = Location(source, mark.line + 2, mark.column + 1) if mark else Location(source)
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise ArticleFormatError(f"the front matter is malformed: {problem}", location=where) from None
    if not isinstance(told, dict):
        raise ArticleFormatError("the front matter is not a list of keys and values", location=Location(source))
    return {key: _string(key, told[key], source) for key in (*_KEYS, "date") if told.get(key)}


def _string(key: str, value: object, source: str) -> str:
    if not isinstance(value, str):
        raise ArticleFormatError(f"{key!r} in the front matter should be one string", location=Location(source))
    return value.strip()
