"""Answers on disk: what is kept, for how long, and what a file that cannot be used costs."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link.live.cache import AnswerCache, default_cache_folder

QUESTION = b"\x00" * 32


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[AnswerCache]:
    with closing(AnswerCache(tmp_path / "deep" / "folder")) as opened:
        yield opened


def test_an_answer_is_given_back_until_it_is_too_old(cache: AnswerCache) -> None:
    cache.put(QUESTION, b"answer", given=100.0)
    assert cache.get(QUESTION, not_before=100.0) == b"answer"
    assert cache.get(QUESTION, not_before=100.5) is None
    assert cache.get(b"another", not_before=0.0) is None
    cache.put(QUESTION, b"newer", given=200.0)
    assert cache.get(QUESTION, not_before=100.5) == b"newer"


def test_old_answers_can_be_removed(cache: AnswerCache) -> None:
    for number in range(5):
        cache.put(bytes([number]), b"", given=float(number))
    assert cache.forget(before=3.0) == 3
    assert cache.get(b"\x03", not_before=0.0) == b""


def test_the_file_outlives_the_process_and_is_private(cache: AnswerCache) -> None:
    assert cache.path is not None
    cache.put(QUESTION, b"answer", given=1.0)
    cache.pause("https://example.org:443", until=500.0)
    with closing(AnswerCache(cache.path.parent)) as again:
        assert again.get(QUESTION, not_before=0.0) == b"answer"
        assert again.paused("https://example.org:443") == 500.0
        assert again.paused("https://example.net:443") == 0.0
    assert cache.path.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("rubbish", [b"this is no database at all" * 50, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_damaged_file_is_made_anew(tmp_path: Path, rubbish: bytes) -> None:
    with closing(AnswerCache(tmp_path)) as first:
        path = first.path
    assert path is not None
    path.write_bytes(rubbish)
    with closing(AnswerCache(tmp_path)) as cache:
        cache.put(QUESTION, b"answer", given=1.0)
        assert cache.get(QUESTION, not_before=0.0) == b"answer"


def test_where_no_folder_can_be_made_answers_are_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with closing(AnswerCache(tmp_path / "file" / "below")) as cache:
        assert cache.path is None
        cache.put(QUESTION, b"answer", given=1.0)
        with cache.turn():
            assert cache.get(QUESTION, not_before=0.0) == b"answer"


def test_an_answer_that_was_damaged_on_disk_is_no_answer(cache: AnswerCache) -> None:
    assert cache.path is not None
    cache.put(QUESTION, b"answer", given=1.0)
    with closing(sqlite3.connect(cache.path)) as database, database:
        database.execute("UPDATE answers SET body = x'00'")
    assert cache.get(QUESTION, not_before=0.0) is None


_TAKES_A_TURN = """
import sys
from pathlib import Path
from kg.link.live.cache import AnswerCache
cache = AnswerCache(Path(sys.argv[1]))
print("ready", flush=True)
with cache.turn():
    print("mine", flush=True)
"""


def test_another_process_waits_for_its_turn(cache: AnswerCache) -> None:
    assert cache.path is not None
    with cache.turn():
        command = [sys.executable, "-c", _TAKES_A_TURN, str(cache.path.parent)]
        other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(0.3)
    with other:
        assert other.communicate(timeout=10) == ("mine\n", None)


def test_the_folder_follows_the_systems_customs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert default_cache_folder({"XDG_CACHE_HOME": "/caches"}) == Path("/caches/news-kg")
    assert default_cache_folder({"XDG_CACHE_HOME": "relative"}) == Path.home() / ".cache" / "news-kg"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert default_cache_folder({}) == Path.home() / "Library" / "Caches" / "news-kg"
    monkeypatch.setattr(sys, "platform", "win32")
    assert default_cache_folder({"LOCALAPPDATA": "/local"}) == Path("/local/news-kg/Cache")


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.binary(max_size=8), st.tuples(st.floats(0, 1e9), st.binary(max_size=50)), max_size=8))
def test_what_is_kept_comes_back_byte_for_byte(answers: dict[bytes, tuple[float, bytes]]) -> None:
    with closing(AnswerCache()) as cache:
        for question, (given_at, body) in answers.items():
            cache.put(question, body, given_at)
        assert {question: cache.get(question, 0.0) for question in answers} == {
            question: body for question, (_, body) in answers.items()
        }
