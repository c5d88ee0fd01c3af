"""Markdown with and without front matter."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.errors import ArticleFormatError, DateError
from kg.model import Article
from kg.readers import ReadFailure, read

BODY = "# Talks end\n\nThe *talks* in [Istanbul](x) ended.\r\n"


def item(tmp_path: Path, text: str) -> Article | ReadFailure:
    path = tmp_path / "a.md"
    path.write_bytes(text.encode())
    (found,) = read(path)
    assert isinstance(found, Article | ReadFailure)
    return found


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_front_matter_tells_of_the_article_and_is_no_text(tmp_path: Path, newline: str) -> None:
    head = newline.join(
        ["---", "title: 'Talks: the end'", "date: 2025-10-28", "publisher: The Post", "tags: [a, b]", "---", ""]
    )
    article = item(tmp_path, head + BODY)
    assert isinstance(article, Article)
    assert article.text == BODY
    assert (article.title, article.publisher) == ("Talks: the end", "The Post")
    assert (article.published, article.published_is_date) == (datetime(2025, 10, 28, tzinfo=UTC), True)


@pytest.mark.parametrize(
    "text", [BODY, "---\n\nThe talks ended: all of them.\n\n---\nMore of it was said.", "--- the end of it"]
)
def test_what_is_no_front_matter_stays_text(tmp_path: Path, text: str) -> None:
    article = item(tmp_path, text)
    assert isinstance(article, Article)
    assert article.text == text


@pytest.mark.parametrize(
    ("head", "error"),
    [
        ("title: [unclosed", ArticleFormatError),
        ("title: [a, b]", ArticleFormatError),
        ("date: 3/4/2025", DateError),
        ("title: x\ndate: 2025-13-45", DateError),
    ],
)
def test_malformed_front_matter_is_an_error(tmp_path: Path, head: str, error: type[Exception]) -> None:
    found = item(tmp_path, f"---\n{head}\n---\n{BODY}")
    assert isinstance(found, ReadFailure)
    assert isinstance(found.error, error)
