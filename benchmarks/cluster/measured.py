"""What one core does: reads articles into a shard, cuts a corpus into tasks, loads shards."""

from __future__ import annotations

import pickle
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.config import Config
from kg.model import Article
from kg.shards import MANIFEST, Manifest, Record, build_shards, load, manifests
from kg.shards.building import SHARD_SIZE, here
from kg.shards.manifest import made_by
from kg.shards.packing import Packer, unpacked
from kg.shards.partitions import partitioned
from kg.shards.places import place_of
from kg.store import open_store
from kg.store.bulk import ArticleLines

__all__ = ["Rates", "measure"]

_TEXTS = Path(__file__).parents[2] / "tests" / "gold"
_CUT = 10_000
"""Articles that are cut into tasks, for a time that can be told."""

_TIMES = 8
"""How often each article that was read is loaded, under other names: a small store is mostly what all have alike."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Of one core, an article at a time; seconds are processor time."""

    articles: int
    """How many were read."""
    loaded: int
    """How many were loaded."""
    characters: float
    """Code points of an article, the mean."""
    statements: float
    loading_model: float
    reading: float
    cutting: float
    loading: float
    shard_bytes: float
    store_bytes: float


def measure(count: int) -> Rates:
    """Read, cut and load so many articles: the annotated texts, over and over, each with an address of its own."""
    articles = _articles(count)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        config = Config(store=place / "store", align=False)
        warm = _seconds(lambda: _build(articles[:1], place / "warm", config))
        reading = _seconds(lambda: _build(articles, place / "shards", config))
        wanted = manifests([str(place / "shards")], config)
        statements = sum(one.record.statements for one in wanted)
        size = sum(one.record.size for one in wanted)
        _multiply(place / "shards", place / "many", config)
        loading = _seconds(lambda: _load(place / "many", config))
        store = sum(file.stat().st_size for file in _files(config.store))
    return Rates(
        articles=count,
        loaded=count * _TIMES,
        characters=sum(len(article.text) for article in articles) / count,
        statements=statements / count,
        loading_model=warm,
        reading=reading / count,
        cutting=_seconds(lambda: _cut(_articles(_CUT), made_by(config))) / _CUT,
        loading=loading / (count * _TIMES),
        shard_bytes=size / count,
        store_bytes=store / (count * _TIMES),
    )


def _articles(count: int) -> list[Article]:
    texts = [file.read_text(encoding="utf-8") for file in sorted(_TEXTS.glob("*.txt"))]
    made = []
    for number in range(count):
        text = f"{texts[number % len(texts)].rstrip()}\n\nReport {number}.\n"
        made.append(Article(text, url=f"https://example.org/{number}", publisher="The Daily", language="en"))
    return made


def _build(articles: list[Article], place: Path, config: Config) -> None:
    for result in build_shards(articles, str(place), config, here):
        assert result.outcome == "stored", result


def _multiply(place: Path, many: Path, config: Config) -> None:
    """Shards of the same articles, over and over with other names."""
    records = []
    for one in manifests([str(place)], config):
        content = one.place.read(one.record.shard) or b""
        for number in range(_TIMES):
            packer = Packer()
            for article in unpacked(content, config.base, one.record.shard):
                name = f"{article.iri[:-16]}{sha256(f'{number} {article.iri}'.encode()).hexdigest()[:16]}"
                lines = article.lines.replace(article.iri.encode(), name.encode())
                packer.add(ArticleLines(name, lines, article.entities))
            packed, shard = packer.packed(), f"{number}-{one.record.shard}"
            place_of(str(many)).write(shard, packed)
            digest = sha256(packed).hexdigest()
            records.append(Record(shard, digest, len(packed), packer.articles, packer.statements))
    place_of(str(many)).write(MANIFEST, Manifest(made_by(config), tuple(records)).as_bytes())


def _load(place: Path, config: Config) -> None:
    with open_store(config.store, write=True, create=True) as store:
        for _ in load(manifests([str(place)], config), store, config):
            pass


def _cut(articles: list[Article], makers: dict[str, str]) -> None:
    for partition in partitioned(articles, SHARD_SIZE):
        partition.key(makers)
        pickle.dumps(partition)


def _files(store: Path) -> list[Path]:
    """Those of the published state: the one being written shares most of them."""
    state = store / (store / "PUBLISHED").read_text().strip()
    return [file for file in state.rglob("*") if file.is_file()]


def _seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
