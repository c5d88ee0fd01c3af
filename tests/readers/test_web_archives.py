import gzip
from pathlib import Path

import pytest

from kg.errors import ArticleFormatError, UsageError
from kg.model import Article
from kg.readers import ReadFailure, read

STORY = "The minister said on Monday that the talks would go on, and that nobody had been told to leave the city."
PAGE = f"<html><head><title>Talks</title></head><body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>"


def archive(path: Path, *pages: tuple[str, str, str, str], gzipped: bool = True) -> Path:
    """An archive of responses: address, status, content type, body."""
    records = [record("warcinfo", "application/warc-fields", "software: test\r\n")]
    for url, status, kind, body in pages:
        response = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}"
        records.append(record("response", "application/http; msgtype=response", response, url))
    path.write_bytes(b"".join(gzip.compress(each) if gzipped else each for each in records))
    return path


def record(kind: str, content_type: str, block: str, url: str = "") -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}WARC-Date: 2026-03-09T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(block.encode())}\r\n\r\n{block}\r\n\r\n"
    ).encode()


@pytest.mark.parametrize("gzipped", [True, False])
def test_pages_become_articles_with_the_address_they_were_fetched_from(tmp_path: Path, gzipped: bool) -> None:
    path = archive(
        tmp_path / ("news.warc.gz" if gzipped else "news.warc"),
        ("https://example.org/1", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://example.org/logo.png", "200 OK", "image/png", "x"),
        ("https://example.org/gone", "404 Not Found", "text/html", PAGE),
        ("https://example.org/menu", "200 OK", "text/html", "<html><body><a>Home</a></body></html>"),
        ("https://example.org/2", "200 OK", "text/html", PAGE.replace("Monday", "Tuesday")),
        gzipped=gzipped,
    )
    articles = list(read(path))
    assert [article.url for article in articles if isinstance(article, Article)] == [
        "https://example.org/1",
        "https://example.org/2",
    ]
    first = articles[0]
    assert isinstance(first, Article)
    assert (STORY in first.text, first.title, first.published) == (True, "Talks", None)


def test_an_archive_that_is_cut_off_gives_what_came_before_and_a_failure(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "news.warc.gz",
        ("https://example.org/1", "200 OK", "text/html", PAGE),
        ("https://example.org/2", "200 OK", "text/html", PAGE),
    )
    plain = gzip.decompress(path.read_bytes())
    cut = tmp_path / "cut.warc"
    cut.write_bytes(plain[: plain.rindex(b"WARC/1.0") + 40])
    found = list(read(cut))
    assert isinstance(found[0], Article)
    assert [item.error.code for item in found[1:] if isinstance(item, ReadFailure)] == ["KG022"]


def test_a_file_that_is_no_archive_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "news.warc"
    path.write_text("no archive at all\n")
    (found,) = read(path)
    assert isinstance(found, ReadFailure)
    assert isinstance(found.error, ArticleFormatError)


def test_a_title_does_not_fit_a_whole_archive(tmp_path: Path) -> None:
    path = archive(tmp_path / "news.warc.gz", ("https://example.org/1", "200 OK", "text/html", PAGE))
    with pytest.raises(UsageError, match="several"):
        read(path, title="Talks")
