"""Shards of short articles, made without reading any."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from kg.config import Config
from kg.rdf import ArticleGraph
from kg.shards.manifest import MANIFEST, Manifest, Record, made_by
from kg.shards.packing import Packer
from kg.shards.places import place_of
from kg.store.bulk import as_lines
from tests.short_articles import BASE

CONFIG = Config(base=BASE)


def write_shards(folder: Path, shards: Sequence[Sequence[ArticleGraph]]) -> list[str]:
    """Write one shard for each group of articles, and the manifest; the shards' names."""
    place, records = place_of(str(folder)), []
    for number, articles in enumerate(shards):
        packer = Packer()
        for article in articles:
            packer.add(as_lines(article))
        content = packer.packed()
        name = f"shard-{number}.nq.gz"
        place.write(name, content)
        records.append(Record(name, sha256(content).hexdigest(), len(content), packer.articles, packer.statements))
    place.write(MANIFEST, Manifest(made_by(CONFIG), tuple(records)).as_bytes())
    return [record.shard for record in records]
