"""The service as the commands open it: for linking layer by layer, with answers on disk."""

from __future__ import annotations

import re
import time
from contextlib import closing
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.link.layers import Online
from kg.link.live import DAY, ActionApi, AnswerCache, open_wikidata
from tests.link.live.stub import Stub
from tests.link.live.wikibase import Wikibase, entity


def test_it_can_be_asked_as_a_layer_and_keeps_what_it_hears(stub: Stub, tmp_path: Path) -> None:
    stub.answer = Wikibase(entity("Q42418", "Taliban", enwiki="Taliban"))

    def ask() -> tuple[str, ...]:
        with closing(open_wikidata(cache_folder=tmp_path, endpoint=stub.url, contact="ana@example.org")) as opened:
            online: Online = opened
            titled = online.titled("Taliban")
            assert titled is not None
            return titled.qid, *(entry.qid for entry in online.named("Taliban"))

    assert ask() == ask() == ("Q42418", "Q42418")
    assert len(stub.requests) == 3


def test_answers_that_nobody_would_use_are_removed(tmp_path: Path) -> None:
    with closing(AnswerCache(tmp_path)) as cache:
        now = time.time()
        for question, age in ((b"old", 31 * DAY), (b"new", 20 * DAY)):
            cache.put(question, b"{}", now - age)
        open_wikidata(cache_folder=tmp_path, max_age=60 * DAY).close()
        assert cache.get(b"old", 0.0) == b"{}"
        open_wikidata(cache_folder=tmp_path).close()
        assert cache.get(b"old", 0.0) is None
        assert cache.get(b"new", 0.0) == b"{}"


def test_the_example_of_the_how_to_runs(
    stub: Stub, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    stub.answer = Wikibase(entity("Q42418", "Taliban", enwiki="Taliban", wikis=3, description="Islamist movement"))
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "link-online.md").read_text(encoding="utf-8")
    example = re.search(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert example is not None
    exec(example[1].replace("open_wikidata(", f"open_wikidata(endpoint={stub.url!r}, "), {})
    assert capsys.readouterr().out == "Q42418 Taliban – Islamist movement (3 wikis)\nQ42418\n"


def test_wrong_settings_are_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        open_wikidata(cache_folder=tmp_path, endpoint="no address")
    with pytest.raises(ConfigError):
        open_wikidata(cache_folder=tmp_path, contact="line\nbreak")


def test_the_users_cache_folder_is_where_answers_go(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    with closing(open_wikidata()) as opened:
        assert isinstance(opened, ActionApi)
    assert (tmp_path / "cache" / "answers-1.sqlite").is_file()
