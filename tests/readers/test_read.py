"""Files, folders and standard input: each article as it stands, each failure in its place."""

from __future__ import annotations

import gzip
import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import (
    ArticleFormatError,
    DateError,
    EmptyArticleError,
    EncodingError,
    KgError,
    LanguageError,
    PathError,
    UsageError,
)
from kg.model import Article
from kg.readers import FORMATS, ReadFailure, Skipped, read

TEXT = "The talks in Istanbul ended without an agreement.\r\n\r\n“No,” he said – that’s all… 𝔘\t\n "
STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


def one(path: Path, **told: str) -> Article:
    (item,) = read(path, **told)
    assert isinstance(item, Article), item
    return item


def failure(path: Path) -> KgError:
    (item,) = read(path)
    assert isinstance(item, ReadFailure), item
    assert str(path) in item.source
    return item.error


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT", "without_ending"])
def test_prose_is_kept_character_for_character(tmp_path: Path, name: str) -> None:
    article = one(written(tmp_path, name, TEXT))
    assert article.text == TEXT
    assert article.source == str(tmp_path / name)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=STORABLE)
@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.jsonl", "a.jsonl.gz"])
def test_any_text_comes_back_as_it_was_or_fails_in_an_orderly_way(tmp_path: Path, name: str, text: str) -> None:
    content = text if name == "a.txt" else json.dumps({"text": text}, ensure_ascii=False)
    path = tmp_path / name
    path.write_bytes(gzip.compress(content.encode()) if name.endswith(".gz") else content.encode())
    (item,) = read(path, force=True)
    if isinstance(item, Article):
        assert item.text == text.removeprefix("\ufeff") if name == "a.txt" else item.text == text
    else:
        assert isinstance(item, ReadFailure)
        assert isinstance(item.error, EmptyArticleError) or (name == "a.txt" and isinstance(item.error, EncodingError))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), name=st.sampled_from(["a" + ending for ending in FORMATS]))
def test_any_bytes_give_an_article_or_an_error_of_ours(tmp_path: Path, content: bytes, name: str) -> None:
    for item in read(written(tmp_path, name, content)):
        assert isinstance(item, Article) or isinstance(item.error, KgError)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", "\ufeff"), ("utf-16-le", "\ufeff"), ("utf-16-be", "\ufeff"), ("utf-32-le", "\ufeff")],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(tmp_path: Path, encoding: str, mark: str) -> None:
    assert one(written(tmp_path, "a.txt", (mark + TEXT).encode(encoding))).text == TEXT


def test_typographic_marks_in_the_windows_encoding_are_understood(tmp_path: Path) -> None:
    text = "“The talks failed,” said a man who didn’t give his name – and left. " * 3
    assert one(written(tmp_path, "a.txt", text.encode("cp1252"))).text == text


@pytest.mark.parametrize(
    "content",
    [
        "Café Łódź Kraków".encode("cp1250"),
        "“The talks failed,” he said in Bogotá and left for the border.".encode("mac_roman"),
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n",
        b"text with \0 in it",
        "Переговоры завершились".encode("cp1251"),
        "\ufeffabc".encode("utf-16-le") + b"\xd8",
    ],
)
def test_what_is_no_text_for_sure_is_refused_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    error = failure(written(tmp_path, "a.txt", content))
    assert isinstance(error, EncodingError)
    assert error.remedy


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", ""), ("a.txt", " \n\t"), ("a.json", '{"text": " "}'), ("a.html", "")]
)
def test_no_text_is_an_error(tmp_path: Path, name: str, content: str) -> None:
    assert isinstance(failure(written(tmp_path, name, content)), EmptyArticleError)


def test_another_language_is_refused_unless_forced(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Die Gespräche endeten ohne Einigung zwischen den Parteien.")
    assert isinstance(failure(path), LanguageError)
    (item,) = read(path, force=True)
    assert isinstance(item, Article)


def test_what_the_user_says_goes_over_what_the_file_says(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", json.dumps({"text": TEXT, "title": "A", "publisher": "B"}))
    article = one(path, title="C", published="2025-10-28", url="https://example.org/a")
    assert (article.title, article.publisher, article.url) == ("C", "B", "https://example.org/a")
    assert article.published == datetime(2025, 10, 28, tzinfo=UTC)
    assert article.published_is_date


def test_title_and_url_are_refused_for_many_articles(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read(tmp_path, title="A")
    with pytest.raises(UsageError):
        read(written(tmp_path, "a.jsonl", "{}"), url="https://example.org")


def test_errors_of_the_call_come_before_the_first_article(tmp_path: Path) -> None:
    with pytest.raises(PathError):
        read(tmp_path / "missing.txt")
    with pytest.raises(PathError):
        read("a\0b")
    with pytest.raises(DateError):
        read(tmp_path, published="yesterday")


def test_a_folder_is_read_in_order_without_hidden_files_and_the_unknown_are_listed(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    written(tmp_path, "c.txt", TEXT)
    written(tmp_path, "a.txt", TEXT)
    written(tmp_path, ".hidden.txt", TEXT)
    written(tmp_path / ".git", "x.txt", TEXT)
    written(tmp_path / "b", "d.txt", TEXT)
    picture = written(tmp_path, "p.jpg", b"\xff\xd8\xff")
    written(tmp_path, "bad.txt", b"\xff\xff\0")
    *items, last = read(tmp_path)
    sources = [Path(item.source or "").name for item in items if isinstance(item, Article | ReadFailure)]
    assert sources == ["a.txt", "d.txt", "bad.txt", "c.txt"]
    assert last == Skipped(str(tmp_path), (str(picture),))
    assert [type(item) for item in items] == [Article, Article, ReadFailure, Article]


def test_a_folder_that_leads_into_itself_ends(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", TEXT)
    (tmp_path / "again").symlink_to(tmp_path)
    assert len(list(read(tmp_path))) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_failure(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", TEXT)
    path.chmod(0)
    assert isinstance(failure(path), PathError)


def test_an_ending_without_a_reader_is_told(tmp_path: Path) -> None:
    error = failure(written(tmp_path, "a.docx", b"PK"))
    assert isinstance(error, ArticleFormatError)
    assert ".txt" in (error.remedy or "")


@pytest.mark.parametrize(
    ("content", "titles"),
    [
        ("The talks in Istanbul ended on Monday.", [None]),
        ('{"text": "The talks ended.", "title": "A"}', ["A"]),
        ('{\n  "text": "The talks ended.",\n  "title": "A"\n}', ["A"]),
        ('[{"text": "The talks ended.", "title": "A"}]', ["A"]),
        ('{"text": "The talks ended.", "title": "A"}\n{"text": "They did.", "title": "B"}\n', ["A", "B"]),
        ("[Istanbul] The talks ended on Monday.", [None]),
        (
            "<html><body><article><h1>A</h1><p>The talks in Istanbul ended on Monday, and they failed.</p></article>",
            ["A"],
        ),
    ],
)
def test_standard_input_is_told_by_how_it_begins(
    content: str, titles: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    items = list(read("-"))
    assert [item.title for item in items if isinstance(item, Article)] == titles
    assert len(items) == len(titles)


def test_examples_are_read() -> None:
    items = list(read(Path(__file__).parents[2] / "examples"))
    assert all(isinstance(item, Article) for item in items)
    assert len(items) >= 4
