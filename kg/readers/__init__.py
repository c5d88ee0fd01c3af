"""Files to articles: what a path holds, one article after the other, and what could not be read.

The text of an article is kept exactly as it came: no character is added, removed or normalised, because every claim
points to its words by their offsets.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kg.errors import ArticleFormatError, KgError, Location, PathError, UsageError
from kg.model import Article
from kg.readers.dates import parse_date
from kg.readers.language import check_english, language_of
from kg.readers.outcome import ReadFailure, Skipped
from kg.readers.pages import read_page
from kg.readers.prose import read_markdown, read_text
from kg.readers.records import is_json, lines_of, read_json, read_json_lines
from kg.readers.web_archives import read_web_archive

__all__ = ["FORMATS", "ReadFailure", "Skipped", "check_english", "language_of", "parse_date", "read"]

_SINGLE: dict[str, Callable[[bytes, str], Article]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_page,
    ".htm": read_page,
}
_LINES = (".jsonl", ".jsonl.gz")
_ARCHIVES = (".warc", ".warc.gz")
FORMATS: tuple[str, ...] = (*_SINGLE, ".json", *_LINES, *_ARCHIVES)
"""Endings of files that can be read."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What the user says of the article, over what the file says."""

    published: datetime | None = None
    published_is_date: bool = False
    publisher: str | None = None
    title: str | None = None
    url: str | None = None

    def apply(self, article: Article) -> Article:
        if self.published is not None:
            article = replace(article, published=self.published, published_is_date=self.published_is_date)
        return replace(
            article,
            publisher=self.publisher or article.publisher,
            title=self.title or article.title,
            url=self.url or article.url,
        )


def read(
    path: str | Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
    force: bool = False,
) -> Iterator[Article | ReadFailure | Skipped]:
    """The articles in a file, in a folder and its folders, or on standard input ("-"), one by one.

    ``published``, ``publisher``, ``title`` and ``url`` go over what the file says; title and url only fit a single
    article. ``force`` lets texts pass that are not English.

    What is wrong with one article comes as a ReadFailure, in its place; files of a folder that have no reader come
    last, as one Skipped. Raises PathError where the path itself cannot be read, DateError for ``published``, and
    UsageError for a title or url of many articles; all before the first article.
    """
    when, is_date = parse_date(published) if published else (None, False)
    given = _Given(when, is_date, publisher, title, url)
    place = None if str(path) == "-" else _existing(Path(path))
    if (title or url) and place is not None and (place.is_dir() or _ending(place) in (*_LINES, *_ARCHIVES)):
        raise UsageError(
            f"--title and --url describe one article, and {place} holds several",
            remedy="Give them in the file: a .jsonl line may have title, published, publisher and url.",
        )
    return _checked(_stdin() if place is None else _at(place), given, force)


def _checked(
    items: Iterator[Article | ReadFailure | Skipped], given: _Given, force: bool
) -> Iterator[Article | ReadFailure | Skipped]:
    for item in items:
        if not isinstance(item, Article):
            yield item
            continue
        source = item.source or "-"
        try:
            if not force:
                check_english(item.text, source, item.language)
            yield given.apply(item)
        except KgError as error:
            yield ReadFailure(source, error)


def _existing(path: Path) -> Path:
    try:
        if path.is_dir() or path.is_file():
            return path
        problem = "is neither a file nor a folder" if path.exists() else "does not exist"
    except (OSError, ValueError) as error:
        problem = f"cannot be read: {error}"
    raise PathError(f"{str(path)!r} {problem}", remedy="Check the name; - reads standard input.")


def _at(path: Path) -> Iterator[Article | ReadFailure | Skipped]:
    if path.is_dir():
        yield from _folder(path)
    else:
        yield from _file(path)


def _folder(folder: Path) -> Iterator[Article | ReadFailure | Skipped]:
    skipped = []
    for path in _files_below(folder):
        if isinstance(path, ReadFailure):
            yield path
        elif _ending(path) in FORMATS:
            yield from _file(path)
        else:
            skipped.append(str(path))
    if skipped:
        yield Skipped(str(folder), tuple(skipped))


def _files_below(folder: Path) -> Iterator[Path | ReadFailure]:
    """All files, sorted by path, without hidden ones. Links to folders are not followed: they may go in a circle.

    Of a folder only the names are kept in memory.
    """
    try:
        names = sorted(item.name for item in folder.iterdir() if not item.name.startswith("."))
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for name in names:
        item = folder / name
        if item.is_dir():
            if not item.is_symlink():
                yield from _files_below(item)
        else:
            yield item


def _unreadable(path: Path, error: OSError) -> ReadFailure:
    problem = PathError(f"cannot be read: {error.strerror or error}", location=Location(str(path)))
    return ReadFailure(str(path), problem)


def _file(path: Path) -> Iterator[Article | ReadFailure]:
    source, ending = str(path), _ending(path)
    try:
        if ending in _LINES:
            yield from read_json_lines(path)
        elif ending in _ARCHIVES:
            yield from read_web_archive(path)
        elif ending == ".json":
            yield from read_json(path.read_bytes(), source)
        elif ending in _SINGLE or not path.suffix:
            yield _SINGLE.get(ending, read_text)(path.read_bytes(), source)
        else:
            yield ReadFailure(source, _no_reader(path))
    except KgError as error:
        yield ReadFailure(source, error)
    except OSError as error:
        yield _unreadable(path, error)


def _no_reader(path: Path) -> ArticleFormatError:
    return ArticleFormatError(
        f"there is no reader for {path.suffix} files",
        location=Location(str(path)),
        remedy=f"kg reads {', '.join(FORMATS)}; if it is plain text, pipe it: kg build - < {path.name}",
    )


def _ending(path: Path) -> str:
    name = path.name.lower()
    return next((ending for ending in (".jsonl.gz", ".warc.gz") if name.endswith(ending)), path.suffix.lower())


def _stdin() -> Iterator[Article | ReadFailure]:
    """Standard input: JSON, JSON Lines, a web page or plain text, told by how it begins."""
    content = sys.stdin.buffer.read()
    opening = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    try:
        if opening.startswith((b"{", b"[")) and is_json(content):
            yield from read_json(content, "-")
        elif opening.startswith(b'{"'):
            yield from lines_of(io.BytesIO(content), "-")
        elif opening.startswith((b"<!doctype html", b"<html")):
            yield read_page(content, "-")
        else:
            yield read_text(content, "-")
    except KgError as error:
        yield ReadFailure("-", error)
