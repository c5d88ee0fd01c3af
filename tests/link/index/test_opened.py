from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import LinkIndexError
from kg.link.index import Index, build_index, open_index
from kg.link.index.tables import FORMAT, unsealed
from tests.link.index.dumps import entity, json_dump


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    build_index(json_dump(tmp_path / "d.json"), tmp_path / "wikidata.sqlite")
    with open_index(tmp_path / "wikidata.sqlite") as opened:
        yield opened


def test_the_best_known_comes_first(index: Index) -> None:
    assert [entry.qid for entry in index.named("LONDON")] == ["Q84", "Q45765", "Q92561"]


def test_accents_and_articles_make_no_difference(index: Index) -> None:
    assert [entry.label for entry in index.named("unknown place")] == ["Ünknown Plâce"]
    assert [entry.qid for entry in index.named("Guardian")] == ["Q11148"]


@pytest.mark.parametrize("name", ["", "…", "Nobody", "Lond", "' OR 1=1 --"])
def test_a_name_that_nobody_has_finds_nobody(index: Index, name: str) -> None:
    assert index.named(name) == ()


def test_an_item_is_found_by_its_id(index: Index) -> None:
    found = index.entry("Q84")
    assert found is not None and found.label == "London"
    assert index.entry("Q1") is None
    assert index.entry("enwiki:London") is None


def test_keys_that_begin_alike_are_listed(index: Index) -> None:
    assert index.beginning("lo") == ("london",)
    assert index.knows("london") and not index.knows("lon")


def test_a_link_says_which_index_it_comes_from(index: Index) -> None:
    assert index.name == f"index wikidata.sqlite of {index.meta['date']}"


def test_a_crowded_name_gives_its_best_known_bearers_only(tmp_path: Path) -> None:
    items = [entity(f"Q{at}", "San José", pages=at) for at in range(1, 200)]
    build_index(json_dump(tmp_path / "d.json", items), tmp_path / "i.sqlite")
    with open_index(tmp_path / "i.sqlite") as index:
        found = index.named("San Jose")
    assert len(found) == 60
    assert [entry.sitelinks for entry in found[:2]] == [199, 198]


def test_a_missing_index_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(LinkIndexError, match="kg link index build"):
        open_index(tmp_path / "none.sqlite")


def test_an_index_whose_build_was_broken_off_says_so(tmp_path: Path) -> None:
    unsealed(tmp_path / "i.sqlite").touch()
    with pytest.raises(LinkIndexError, match="broken off"):
        open_index(tmp_path / "i.sqlite")


def test_other_files_are_no_index(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a database, and long enough to be looked at", encoding="utf-8")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE item (id INTEGER)")
    other.close()
    for name in ("text", "other.db"):
        with pytest.raises(LinkIndexError, match="not an index"):
            open_index(tmp_path / name)


def test_an_index_of_a_later_version_is_not_misread(index: Index) -> None:
    database = sqlite3.connect(index.path)
    database.execute(f"PRAGMA user_version = {FORMAT + 1}")
    database.close()
    with pytest.raises(LinkIndexError, match="later version"):
        open_index(index.path)


def test_a_long_name_may_be_misspelled(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rapidfuzz")
    assert [entry.qid for entry in index.near("Manchester Gaurdian")] == ["Q11148"]
    assert index.near("Lodnon") == ()
    assert index.near("Manchester Weekly") == ()
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert index.near("Manchester Gaurdian") == ()
