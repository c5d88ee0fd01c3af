"""Web pages: the article's text without menus and advertisements, and what the page says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kg.errors import DateError, EmptyArticleError, Location
from kg.model import Article
from kg.readers.dates import parse_date
from kg.readers.decoding import decode
from kg.readers.records import checked_text

__all__ = ["read_page"]

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 4096
_FEWEST_WORDS = 5
"""Less than a sentence is what is left of a menu."""
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//meta[@name='date' or @name='pubdate' or @name='DC.date.issued']/@content",
)
_SITES = ("//meta[@property='og:site_name']/@content", "//meta[@name='application-name']/@content")
_URLS = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_TITLES = ("//meta[@property='og:title']/@content", "//h1", "//title")


@dataclass(slots=True)
class _Told:
    """What the page says of itself; only what is marked as such, never what could be guessed from its words."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: datetime | None = None
    is_date: bool = False


def read_page(content: bytes, source: str) -> Article:
    """The article in a web page. ``Article.text`` is what was extracted; offsets are offsets into that.

    Raises EncodingError, and EmptyArticleError where the page has no article in it.
    """
    import trafilatura

    declared = _CHARSET.search(content[:_HEAD])
    page = decode(content, source, declared[1].decode("ascii", "replace") if declared else None)
    tree = trafilatura.load_html(page) if page.strip() else None
    if tree is None:
        raise _no_article(source)
    told = _told(tree)
    text = trafilatura.extract(tree, include_comments=False, include_tables=False)
    if not text or len(text.split()) < _FEWEST_WORDS:
        raise _no_article(source)
    return Article(
        text=checked_text(text, source),
        title=told.title,
        published=told.published,
        published_is_date=told.is_date,
        publisher=told.publisher,
        url=told.url,
        language=told.language,
        source=source,
    )


def _no_article(source: str) -> EmptyArticleError:
    return EmptyArticleError(
        "there is no article in this page",
        location=Location(source),
        remedy="If you see one in a browser, save its text as .txt.",
    )


def _told(tree: Any) -> _Told:
    told = _Told(
        title=_first(tree, _TITLES),
        publisher=_first(tree, _SITES),
        url=_first(tree, _URLS),
        language=_first(tree, ("/html/@lang",)),
    )
    dates = list(_all(tree, _DATES))
    for record in _linked_data(tree):
        dates.append(str(record.get("datePublished", "")))
        publisher = record.get("publisher")
        if told.publisher is None and isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            told.publisher = publisher["name"].strip() or None
    for date in dates:
        # A page may state its date in several ways; the first that is one counts, and the others are not errors.
        try:
            told.published, told.is_date = parse_date(date)
            break
        except DateError:
            continue
    return told


def _first(tree: Any, paths: tuple[str, ...]) -> str | None:
    return next(_all(tree, paths), None)


def _all(tree: Any, paths: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        for found in tree.xpath(path):
            text = found if isinstance(found, str) else found.text_content()
            text = " ".join(text.split())
            if text:
                yield text


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            records = json.loads(script)
        except (ValueError, RecursionError):
            continue
        graph = records.get("@graph", [records]) if isinstance(records, dict) else records
        yield from (record for record in graph if isinstance(record, dict))
