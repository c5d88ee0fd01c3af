"""Cutting a corpus into shards: each article once, whatever dies, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import kg.pipeline
import kg.shards.reading
from kg.config import Config
from kg.errors import ClusterError, PathError
from kg.model import Article, Extraction, Gazetteer
from kg.pipeline import BuildResult, Outcome
from kg.readers import ReadFailure
from kg.shards import build_shards, manifests
from kg.shards.building import Ordered, here
from kg.shards.partitions import Partition, partitioned
from kg.shards.reading import Job, Shard, read_partition
from kg.workers import Died

ARTICLES = [Article(f"The talks number {number} ended.", source=str(number)) for number in range(10)]


class FakeExtractor:
    """Finds nothing; stumbles over a word."""

    name = "fake"

    def __init__(self, gazetteer: Gazetteer, model: str) -> None:
        pass

    def extract(self, article: Article) -> Extraction:
        if "stumble" in article.text:
            raise ZeroDivisionError("by nothing")
        return Extraction(article, extractor=self.name)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.pipeline, "open_extractor", lambda _, gazetteer, model: FakeExtractor(gazetteer, model))
    monkeypatch.setattr(kg.shards.reading, "_reader", None)


def built(folder: Path, *items: Article | ReadFailure, run: kg.shards.building.Run = here) -> list[BuildResult]:
    return list(build_shards(items, str(folder), Config(), run, size=4))


def shards(folder: Path) -> list[tuple[str, int]]:
    return [(one.record.shard, one.record.articles) for one in manifests([str(folder)], Config())]


def outcomes(results: Iterable[BuildResult]) -> dict[str, Outcome]:
    return {result.source: result.outcome for result in results}


def test_every_article_is_in_one_shard_in_order(tmp_path: Path) -> None:
    results = built(tmp_path, *ARTICLES)
    assert outcomes(results) == {str(number): Outcome.STORED for number in range(10)}
    assert [count for _, count in shards(tmp_path)] == [4, 4, 2]


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    built(tmp_path, *ARTICLES[:8])
    before = {path: path.stat().st_ino for path in tmp_path.glob("shard-*")}
    results = built(tmp_path, *ARTICLES)
    assert [result.outcome for result in results] == [Outcome.UNCHANGED] * 8 + [Outcome.STORED] * 2
    assert {path: path.stat().st_ino for path in before} == before
    assert [count for _, count in shards(tmp_path)] == [4, 4, 2]


def test_a_shard_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    built(tmp_path, *ARTICLES)
    name, _ = shards(tmp_path)[0]
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[:10])
    built(tmp_path, *ARTICLES)
    assert (tmp_path / name).read_bytes() == whole


def test_other_words_settings_or_sizes_make_other_shards() -> None:
    made_by = {"kg": "1"}
    one = Partition(tuple(ARTICLES[:2]))
    others = [
        Partition(tuple(ARTICLES[:3])).key(made_by),
        Partition((replace(ARTICLES[0], title="a title"), ARTICLES[1])).key(made_by),
        one.key({"kg": "2"}),
    ]
    assert one.key(made_by) == Partition(tuple(ARTICLES[:2])).key(made_by)
    assert len({one.key(made_by), *others}) == 4


def test_what_fails_is_told_and_tried_again_by_the_next_build(tmp_path: Path) -> None:
    failing = Article("They stumble.", source="failing")
    missing = ReadFailure("gone.txt", PathError("no such file"))
    for _ in range(2):
        results = built(tmp_path, missing, *ARTICLES[:3], failing)
        assert outcomes(results)["failing"] is outcomes(results)["gone.txt"] is Outcome.FAILED
        assert [count for _, count in shards(tmp_path)] == [3]


def test_an_article_that_workers_die_of_is_lost_alone(tmp_path: Path) -> None:
    def deadly(partitions: Iterable[Ordered], job: Job) -> Iterator[tuple[Ordered, Shard | Died]]:
        for one in partitions:
            dies = any(article.source == "5" for article in one[1].articles)
            yield one, Died(-9) if dies else read_partition(one[1], job)

    results = built(tmp_path, *ARTICLES, run=deadly)
    assert {source for source, outcome in outcomes(results).items() if outcome is Outcome.FAILED} == {"5"}
    assert len(results) == 10
    assert [count for _, count in shards(tmp_path)] == [4, 1, 2, 2]


def test_an_article_that_comes_twice_is_written_once(tmp_path: Path) -> None:
    results = built(tmp_path, ARTICLES[0], ARTICLES[1], ARTICLES[0])
    assert sorted(result.outcome for result in results) == [Outcome.STORED, Outcome.STORED, Outcome.UNCHANGED]
    assert [count for _, count in shards(tmp_path)] == [2]


def test_a_worker_that_would_read_otherwise_is_refused(tmp_path: Path) -> None:
    job = Job(Config(), str(tmp_path), {"extractor": "another 2.0"})
    with pytest.raises(ClusterError, match="its extractor is"):
        read_partition(Partition(tuple(ARTICLES[:1])), job)


def test_long_texts_end_a_partition() -> None:
    long = Article("a" * 5_000_000)
    assert [len(one.articles) for one in partitioned([ARTICLES[0], long, ARTICLES[1]], 10)] == [2, 1]
