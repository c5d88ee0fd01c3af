"""Where shards lie: a folder, or an object store."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError, ShardError
from kg.shards.places import place_of


@pytest.mark.parametrize("kind", ["folder", "bucket"])
def test_what_is_written_can_be_read(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    place = place_of(str(tmp_path / "new" / "shards") if kind == "folder" else "memory://bucket/shards")
    assert place.read("a") is None
    place.write("a", b"one")
    place.write("a", b"two")
    place.tidy()
    assert place.read("a") == b"two"


def test_drafts_of_killed_writers_are_removed(tmp_path: Path) -> None:
    (tmp_path / ".shard-1.nq.gz.0123.part").touch()
    place_of(str(tmp_path)).tidy()
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ShardError, match="cannot be read or written"):
        place_of(str(tmp_path / "file")).write("a", b"")


def test_an_address_of_an_unknown_kind_is_told() -> None:
    with pytest.raises(KgError):
        place_of("nonsense://bucket")
