"""Web archives (WARC, ISO 28500): the articles in the pages that were fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ArticleFormatError, EmptyArticleError, KgError, Location, MissingExtraError
from kg.model import Article
from kg.readers.outcome import ReadFailure
from kg.readers.pages import read_page

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

__all__ = ["read_web_archive"]

_PAGES = ("text/html", "application/xhtml+xml")


def read_web_archive(path: Path) -> Iterator[Article | ReadFailure]:
    """The articles in a .warc or .warc.gz file, record by record, with the addresses that they were fetched from.

    Pages without an article in them, errors of servers, pictures and the like are passed over. The date of a record is
    that of fetching, not of publication, and so is no date of the article.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise MissingExtraError("web archives need the package warcio", remedy="pip install warcio") from None
    source = str(path)
    with path.open("rb") as file:
        records = iter(ArchiveIterator(file))
        while True:
            try:
                record = next(records)
                found = _page_in(record, source)
            except StopIteration:
                return
            except (ArchiveLoadFailed, EOFError, ValueError, AttributeError) as error:  # the last, of cut-off headers
                yield ReadFailure(source, _damaged(source, error))
                return
            if found is not None:
                yield found


def _page_in(record: ArcWarcRecord, source: str) -> Article | ReadFailure | None:
    """The article in a record; None where it is no page, or one without an article."""
    if record.rec_type != "response" or record.http_headers is None:
        return None
    kind = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    if record.http_headers.get_statuscode() != "200" or kind not in _PAGES:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI")
    place = f"{source}:{url}"
    try:
        article = read_page(record.content_stream().read(), place)
    except EmptyArticleError:
        return None
    except KgError as error:
        return ReadFailure(place, error)
    return replace(article, url=article.url or url)


def _damaged(source: str, error: Exception) -> ArticleFormatError:
    return ArticleFormatError(
        f"the archive is not whole, or no WARC: {error}",
        location=Location(source),
        remedy="What came before in it has been read. `warcio check` tells more.",
    )
