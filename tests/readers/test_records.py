"""JSON and JSON Lines: one bad record is named and does not stop the others."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ArticleFormatError, DateError, EncodingError, KgError
from kg.model import Article
from kg.readers import ReadFailure, read

GOOD = {
    "text": "The talks in Istanbul ended.",
    "id": "x1",
    "title": "Talks end",
    "published": "2025-10-28T14:30:00+05:00",
    "publisher": "The Post",
    "url": "https://example.org/1",
    "language": "en-GB",
    "mentions": [{"other": "keys"}],
}


def items(path: Path) -> list[Any]:
    return list(read(path))


def test_all_keys_are_taken_and_others_ignored(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(GOOD))
    assert items(path) == [
        Article(
            text="The talks in Istanbul ended.",
            id="x1",
            title="Talks end",
            published=datetime(2025, 10, 28, 9, 30, tzinfo=UTC),
            publisher="The Post",
            url="https://example.org/1",
            language="en-GB",
            source=str(path),
        )
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path, name: str) -> None:
    lines = [json.dumps(GOOD), "{not json", "", '{"title": "no text"}', json.dumps(GOOD), "\xff"]
    content = "\n".join(lines).encode("latin-1")
    path = tmp_path / name
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    found = items(path)
    assert [type(item) for item in found] == [Article, ReadFailure, ReadFailure, Article, ReadFailure]
    assert [item.source for item in found if isinstance(item, ReadFailure)] == [f"{path}:{n}" for n in (2, 4, 6)]
    assert isinstance(found[-1].error, EncodingError)


def test_a_line_separator_within_a_text_does_not_end_the_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "The talks\u2028ended.\x85"}, ensure_ascii=False), encoding="utf-8")
    assert items(path)[0].text == "The talks\u2028ended.\x85"


def test_a_syntax_error_is_shown_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{\n  "text": nope\n}')
    error = items(path)[0].error
    assert isinstance(error, ArticleFormatError)
    assert (error.location.line, error.location.column) == (2, 11)
    assert "^" in str(error)


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ({"text": 7}, "'text'"),
        ({"text": None}, "'text'"),
        ({"title": "x"}, "'text'"),
        ({"text": "The talks ended.", "id": [7]}, "'id'"),
        ({"text": "The talks ended.", "id": True}, "'id'"),
        ({"text": "The talks ended.", "title": ["x"]}, "'title'"),
        ({"text": "The talks ended.", "published": 2025}, "'published'"),
        ({"text": "The talks ended. \ud800"}, "surrogate"),
        ({"text": "The talks ended.", "title": "\udfff"}, "'title'"),
        ({"text": "The talks ended. \0"}, "NUL"),
        (["The talks ended."], "a string"),
        ("The talks ended.", "a string"),
        (7, "a number"),
    ],
)
def test_what_is_no_article_is_named(tmp_path: Path, record: Any, key: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(record))
    (item,) = items(path)
    assert isinstance(item, ReadFailure)
    assert isinstance(item.error, ArticleFormatError)
    assert key in item.error.message


def test_a_number_may_be_an_id(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": "The talks ended.", "id": 7}))
    (item,) = items(path)
    assert isinstance(item, Article)
    assert item.id == "7"


def test_null_and_empty_values_count_as_absent(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": "The talks ended.", "title": None, "publisher": " ", "published": ""}))
    article = items(path)[0]
    assert (article.title, article.publisher, article.published) == (None, None, None)


def test_a_date_that_is_none_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": "The talks ended.", "published": "3/4/2025"}))
    assert isinstance(items(path)[0].error, DateError)


def test_a_truncated_archive_gives_what_it_holds_and_then_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    whole = gzip.compress("\n".join(json.dumps({**GOOD, "id": str(n)}) for n in range(500)).encode())
    path.write_bytes(whole[: len(whole) // 2])
    *articles, last = items(path)
    assert all(isinstance(item, Article) for item in articles)
    assert isinstance(last, ReadFailure)
    assert isinstance(last.error, ArticleFormatError)


@pytest.mark.parametrize("content", ["[" * 200_000, '{"text": ' + "9" * 5_000 + "}", "[1, 2"])
def test_hostile_json_is_an_orderly_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content)
    assert isinstance(items(path)[0].error, KgError)
