"""Shards as files: what goes in comes out, in the same bytes; what kg did not write is refused."""

from __future__ import annotations

import gzip

import pytest

from kg.errors import ShardError
from kg.shards.packing import Packer, unpacked
from kg.store.bulk import as_lines
from tests.short_articles import ARTICLES, BASE, GRAPH

LINES = [as_lines(graph) for graph in (*ARTICLES, GRAPH)]


def packed() -> bytes:
    packer = Packer()
    for article in LINES:
        packer.add(article)
    return packer.packed()


def test_articles_come_out_as_they_went_in() -> None:
    assert list(unpacked(packed(), BASE, "it")) == LINES


def test_the_same_articles_give_the_same_bytes() -> None:
    assert packed() == packed()


ENTITY = f'<{BASE}entity/x> <http://www.w3.org/2000/01/rdf-schema#label> "x" <{BASE}entities> .\n'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no gzip", "decompressed"),
        (packed()[:-20], "decompressed"),
        (gzip.compress(b"<a> <b> <c> .\n", mtime=0), "graph c|graph "),
        (gzip.compress(b"not a statement\n", mtime=0), "no statement"),
        (gzip.compress(b"<a> <b> <c> <https://elsewhere.example/doc/0123456789abcdef> .\n", mtime=0), "elsewhere"),
        (gzip.compress(f"<a> <b> <c> <{BASE}alignment> .\n".encode(), mtime=0), "alignment"),
        (gzip.compress(ENTITY.encode(), mtime=0), "no article"),
    ],
)
def test_what_kg_did_not_write_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(ShardError, match=told) as caught:
        list(unpacked(content, BASE, "shard-1.nq.gz"))
    assert "shard-1.nq.gz" in caught.value.message
