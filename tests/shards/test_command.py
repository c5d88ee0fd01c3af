"""``kg build --shards`` and ``kg load`` as people call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, empty
from tests.shards.made import write_shards
from tests.short_articles import ARTICLES, BASE

__all__ = ["empty"]


@pytest.mark.parametrize("option", [["--on", "tcp://127.0.0.1:1"], ["--shard-size", "5"]])
def test_a_cluster_needs_a_place_for_shards(empty: Run, tmp_path: Path, option: list[str]) -> None:
    (tmp_path / "a.txt").write_text("The talks ended on Monday.")
    told = empty("build", "a.txt", *option)
    assert told.exit_code == 2
    assert "--shards DIR" in told.stderr


def test_shards_are_loaded_into_the_store(empty: Run, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(f'base = "{BASE}"\n')
    write_shards(tmp_path / "shards", [ARTICLES[:2], ARTICLES[2:]])
    told = empty("load", "shards")
    assert told.exit_code == 0, told.output
    assert "Loaded 4 articles" in told.stderr
    assert "from 2 shards" in told.stderr
    assert empty("stats").stdout.count("Document")


def test_other_rdf_is_refused(empty: Run, tmp_path: Path) -> None:
    (tmp_path / "other.nq").write_text("<a:a> <a:b> <a:c> <a:d> .\n")
    told = empty("load", "other.nq")
    assert told.exit_code == 3
    assert "KG035" in told.stderr
    assert not (tmp_path / "kg-store").exists()
