"""Loading shards: the store is as if the articles had been put one by one; nothing else is let in."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ShardError
from kg.shards import load, manifests
from kg.shards.manifest import MANIFEST
from kg.store import ArticleStore, open_store
from tests.shards.made import CONFIG, write_shards
from tests.short_articles import ARTICLES, GRAPH, NAMES, article

SHARDS = [ARTICLES[:2], [*ARTICLES[2:], GRAPH]]


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    write_shards(tmp_path / "shards", SHARDS)
    return tmp_path / "shards"


def loaded(store: Path, *addresses: object) -> int:
    wanted = manifests([str(one) for one in addresses], CONFIG)
    with open_store(store, write=True, create=True) as opened:
        return sum(one.articles for one in load(wanted, opened, CONFIG))


def statements(path: Path) -> list[str]:
    with open_store(path) as store:
        return sorted(str(quad) for quad in store.oxigraph)


def one_by_one(path: Path, *groups: Any) -> list[str]:
    with open_store(path, write=True, create=True) as store:
        for group in groups:
            for graph in group:
                store.put_article(graph)
    return statements(path)


def test_the_store_is_as_if_articles_had_been_put_one_by_one(shards: Path, tmp_path: Path) -> None:
    assert loaded(tmp_path / "store", shards) == 5
    expected = one_by_one(tmp_path / "other", *SHARDS)
    assert statements(tmp_path / "store") == expected
    assert loaded(tmp_path / "store", shards) == 5
    assert statements(tmp_path / "store") == expected


def test_single_shards_are_loaded_beside_what_is_there(shards: Path, tmp_path: Path) -> None:
    earlier = [article(9, *NAMES[1:3], text="spoke")]
    one_by_one(tmp_path / "store", earlier)
    assert loaded(tmp_path / "store", shards / "shard-1.nq.gz") == 3
    assert statements(tmp_path / "store") == one_by_one(tmp_path / "other", earlier, SHARDS[1])


def _edit(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def edit(folder: Path) -> None:
        told = json.loads((folder / MANIFEST).read_text())
        change(told)
        (folder / MANIFEST).write_text(json.dumps(told))

    return edit


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda folder: (folder / MANIFEST).unlink(), "no manifest.json"),
        (lambda folder: (folder / MANIFEST).write_text("{}"), "not one that kg wrote"),
        (_edit(lambda told: told.update(format=99)), "format 99"),
        (_edit(lambda told: told["made_by"].update(ontology="9.9")), "version of the ontology: 9.9"),
        (_edit(lambda told: told["made_by"].update(kg="9.9.9")), "version of kg: 9.9"),
        (_edit(lambda told: told["made_by"].update(base="https://other.example/")), "base IRI"),
        (_edit(lambda told: told["shards"][1].update(articles=7)), "should hold 7"),
        (lambda folder: (folder / "shard-1.nq.gz").unlink(), "missing"),
        (lambda folder: (folder / "shard-1.nq.gz").write_bytes(b"else"), "SHA-256"),
    ],
)
def test_what_is_not_as_it_was_written_is_refused(
    shards: Path, tmp_path: Path, harm: Callable[[Path], object], told: str
) -> None:
    harm(shards)
    with pytest.raises(ShardError, match=told):
        loaded(tmp_path / "store", shards)
    if (tmp_path / "store").exists():
        assert statements(tmp_path / "store") == one_by_one(tmp_path / "other", SHARDS[0])


@pytest.mark.parametrize(
    ("name", "told"), [("nowhere", "is not there"), ("some.nq", "no shard"), ("shards/shard-7.nq.gz", "knows no shard")]
)
def test_other_files_are_refused(shards: Path, tmp_path: Path, name: str, told: str) -> None:
    (shards.parent / "some.nq").write_text("")
    with pytest.raises(ShardError, match=told):
        loaded(tmp_path / "store", tmp_path / name)


def _killed_in_the_second(store: Path, shards: Path) -> None:
    put_articles = ArticleStore.put_articles

    def deadly(self: ArticleStore, articles: Any) -> None:
        put_articles(self, articles[:1])
        if len(articles) == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        put_articles(self, articles[1:])

    ArticleStore.put_articles = deadly  # type: ignore[method-assign]
    loaded(store, shards)


def test_a_load_that_is_killed_leaves_whole_shards(shards: Path, tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(
        target=_killed_in_the_second, args=(tmp_path / "store", shards)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert statements(tmp_path / "store") == one_by_one(tmp_path / "other", SHARDS[0])
    loaded(tmp_path / "store", shards)
    assert statements(tmp_path / "store") == one_by_one(tmp_path / "other", SHARDS[1])


def test_what_stops_a_load_in_a_shard_leaves_the_shards_before(
    shards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_articles = ArticleStore.put_articles

    def interrupted(self: ArticleStore, articles: Any) -> None:
        if len(articles) == 3:
            self._is_whole = False  # as it is while articles are written
            raise KeyboardInterrupt
        put_articles(self, articles)

    monkeypatch.setattr(ArticleStore, "put_articles", interrupted)
    with pytest.raises(KeyboardInterrupt):
        loaded(tmp_path / "store", shards)
    assert statements(tmp_path / "store") == one_by_one(tmp_path / "other", SHARDS[0])


def test_a_correction_of_kg_takes_shards_of_the_one_before(shards: Path, tmp_path: Path) -> None:
    series = replace(CONFIG)
    _edit(lambda told: told["made_by"].update(kg="0.1.99"))(shards)
    assert manifests([str(shards)], series)
    assert loaded(tmp_path / "store", shards) == 5
