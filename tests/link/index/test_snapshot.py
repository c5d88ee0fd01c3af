from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import LinkIndexError, OfflineError
from kg.link.entry import Entry
from kg.link.index import open_index
from kg.link.index.snapshot import index_entries

PAPER = Entry("Q11148", "The Guardian", "British daily newspaper", ("Manchester Guardian",), ("Q11032",), 90)


def test_items_of_a_service_make_an_index(tmp_path: Path) -> None:
    index_entries([PAPER], tmp_path / "i.sqlite", "https://example.org/sparql", {"classes": ["Q11032"]})
    with open_index(tmp_path / "i.sqlite") as index:
        assert index.named("manchester guardian") == (PAPER,)
        assert index.meta["source"] == "https://example.org/sparql"
    assert [path.name for path in tmp_path.iterdir()] == ["i.sqlite"]


def test_a_service_that_has_nothing_makes_none(tmp_path: Path) -> None:
    with pytest.raises(LinkIndexError, match="no such items"):
        index_entries([], tmp_path / "i.sqlite", "https://example.org/sparql", {})
    assert list(tmp_path.iterdir()) == []


def test_a_service_that_fails_half_way_leaves_the_old_index(tmp_path: Path) -> None:
    index_entries([PAPER], tmp_path / "i.sqlite", "https://example.org/sparql", {})

    def fails() -> Iterator[Entry]:
        yield PAPER
        raise OfflineError("no network")

    with pytest.raises(OfflineError):
        index_entries(fails(), tmp_path / "i.sqlite", "https://example.org/sparql", {})
    assert [path.name for path in tmp_path.iterdir()] == ["i.sqlite"]
