"""Web pages: the article without the rest, and what the page says of itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.errors import EmptyArticleError, EncodingError
from kg.model import Article
from kg.readers import ReadFailure, read

PARAGRAPHS = (
    "<p>The talks in Istanbul ended on Monday without an agreement, said a spokesman for the ministry.</p>"
    "<p>“We will return,” he told reporters – but he did not say when the next round would be.</p>"
)


def page(head: str = "", body: str = PARAGRAPHS) -> str:
    return (
        f"<!DOCTYPE html><html lang='en'><head>{head}</head><body><nav><a href='/'>Our newsletter</a></nav>"
        f"<article><h1>Talks end</h1>{body}</article><footer>All rights reserved</footer></body></html>"
    )


def item(tmp_path: Path, content: str | bytes) -> Article | ReadFailure:
    path = tmp_path / "a.html"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read(path)
    assert isinstance(found, Article | ReadFailure)
    return found


def article(tmp_path: Path, content: str | bytes) -> Article:
    found = item(tmp_path, content)
    assert isinstance(found, Article), found
    return found


def test_menus_and_footers_are_no_text(tmp_path: Path) -> None:
    text = article(tmp_path, page()).text
    assert "“We will return,” he told reporters – but he did not say when" in text
    assert "newsletter" not in text
    assert "rights reserved" not in text


def test_what_the_page_says_of_itself_is_kept(tmp_path: Path) -> None:
    head = (
        "<title>Talks end | The Post</title><meta property='og:title' content='Talks end'>"
        "<meta property='og:site_name' content='The Post'><link rel='canonical' href='https://example.org/1'>"
        "<meta property='article:published_time' content='2025-06-12T16:45:00+03:00'>"
    )
    found = article(tmp_path, page(head))
    assert (found.title, found.publisher, found.url) == ("Talks end", "The Post", "https://example.org/1")
    assert (found.published, found.published_is_date) == (datetime(2025, 6, 12, 13, 45, tzinfo=UTC), False)


def test_linked_data_is_read_where_there_are_no_other_marks(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2025-06-12", '
        '"publisher": {"name": "The Post"}}]}</script><script type="application/ld+json">{broken</script>'
    )
    found = article(tmp_path, page(head))
    assert (found.publisher, found.published, found.published_is_date) == (
        "The Post",
        datetime(2025, 6, 12, tzinfo=UTC),
        True,
    )


def test_a_date_is_never_guessed_from_the_words(tmp_path: Path) -> None:
    found = article(tmp_path, page(body=PARAGRAPHS + "<p>On 3 March 2019 the ministry said the same thing again.</p>"))
    assert found.published is None


def test_a_date_that_cannot_be_understood_is_left_out(tmp_path: Path) -> None:
    head = "<meta property='article:published_time' content='last Tuesday'>"
    assert article(tmp_path, page(head)).published is None


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    found = article(
        tmp_path, page("<meta charset='windows-1250'>", PARAGRAPHS.replace("ministry", "Łódź office")).encode("cp1250")
    )
    assert "Łódź office" in found.text


def test_a_page_in_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    found = item(tmp_path, page("<meta charset='x-none'>", "<p>Łódź Kraków Gdańsk ąęś</p>").encode("cp1250"))
    assert isinstance(found, ReadFailure)
    assert isinstance(found.error, EncodingError)


@pytest.mark.parametrize(
    "content", ["<html></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "   "]
)
def test_a_page_without_an_article_is_an_error(tmp_path: Path, content: str) -> None:
    found = item(tmp_path, content)
    assert isinstance(found, ReadFailure)
    assert isinstance(found.error, EmptyArticleError)
