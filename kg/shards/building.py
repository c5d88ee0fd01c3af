"""Build shards: cut a corpus into partitions, have them read, and say in a manifest what there is."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.config import Config
from kg.errors import WorkerDiedError
from kg.model import Article
from kg.pipeline import BuildResult, Outcome
from kg.quarantine import Quarantine
from kg.readers import ReadFailure, Skipped
from kg.shards.manifest import MANIFEST, Manifest, Record, made_by
from kg.shards.partitions import Partition, partitioned
from kg.shards.places import place_of
from kg.shards.reading import Job, Shard, finished, read_partition, result_of, start_reading
from kg.workers import Died, in_processes

__all__ = ["SHARD_SIZE", "Ordered", "Run", "build_shards", "here", "in_workers"]

SHARD_SIZE = 250
"""Articles in a shard: some five megabytes, and some seconds of work that are lost with a machine."""

Item = Article | ReadFailure | Skipped
Ordered = tuple[tuple[int, ...], Partition]
"""A partition, and its place in the corpus; that of a half lies within that of the whole."""
Run = Callable[[Iterable[Ordered], Job], Iterator[tuple[Ordered, Shard | Died]]]
"""Reads partitions, somewhere, and gives what became of each, in any order."""


def build_shards(
    items: Iterable[Item], address: str, config: Config, run: Run, *, size: int = SHARD_SIZE, again: bool = False
) -> Generator[BuildResult, None, None]:
    """Read articles into shards at an address; one result for each, as they are done, and the manifest at the end.

    Shards that lie there are not made again. Where a process dies of a partition, its halves are tried, so that only
    the article is lost that it dies of. Raises ShardError, ClusterError, and what loading the extractor raises.
    """
    config = _absolute(config)
    place = place_of(address)
    place.tidy()
    job = Job(config, place.address, made_by(config), again)
    aside = _Aside()
    quarantine = Quarantine(None if "://" in address else Path(place.address))
    records: dict[tuple[int, ...], Record] = {}

    def unread() -> Iterator[Ordered]:
        for number, one in enumerate(partitioned(aside.articles_of(items), size)):
            known = finished(one.key(job.made_by), place, job)
            if known is None:
                yield (number,), one
            else:
                records[number,] = known
                aside.add(result_of(article, Outcome.UNCHANGED, job) for article in one.articles)

    todo: Iterable[Ordered] = unread()
    while todo:
        halves: list[Ordered] = []
        for (at, partition), shard in run(todo, job):
            yield from aside.taken()
            if isinstance(shard, Died):
                smaller = partition.halves()
                halves += [((*at, number), half) for number, half in enumerate(smaller)]
                if not smaller:
                    yield _lost(partition.articles[0], shard)
                continue
            if shard.record is not None:
                records[at] = shard.record
            yield from _kept(shard, quarantine)
        todo = halves
    yield from aside.taken()
    place.write(MANIFEST, Manifest(job.made_by, tuple(records[at] for at in sorted(records))).as_bytes())


def here(partitions: Iterable[Ordered], job: Job) -> Iterator[tuple[Ordered, Shard | Died]]:
    """Read partitions one after another in this process."""
    for one in partitions:
        yield one, read_partition(one[1], job)


def in_workers(count: int) -> Run:
    """Read partitions in several processes of this machine."""
    if count == 1:
        return here

    def run(partitions: Iterable[Ordered], job: Job) -> Iterator[tuple[Ordered, Shard | Died]]:
        return in_processes(((one, one[1]) for one in partitions), start_reading, (job,), count)

    return run


def _kept(shard: Shard, quarantine: Quarantine) -> Iterator[BuildResult]:
    """The results of a shard; the graphs of invalid articles are kept beside the shards."""
    graphs = {result.iri: lines for result, lines in shard.invalid}
    for result in shard.results:
        if result.outcome is Outcome.INVALID and result.report is not None:
            kept = quarantine.keep(graphs[result.iri], result.source, result.report)
            yield replace(result, kept=kept)
        else:
            yield result


class _Aside:
    """Files that hold no article, and articles that lie there already. They are reported as they come."""

    def __init__(self) -> None:
        self._results: list[BuildResult] = []

    def articles_of(self, items: Iterable[Item]) -> Iterator[Article]:
        for item in items:
            if isinstance(item, Skipped):
                self._results.append(BuildResult(item.source, Outcome.SKIPPED, files=item.files))
            elif isinstance(item, ReadFailure):
                self._results.append(BuildResult(item.source, Outcome.FAILED, error=item.error))
            else:
                yield item

    def add(self, results: Iterable[BuildResult]) -> None:
        self._results += results

    def taken(self) -> list[BuildResult]:
        results, self._results = self._results, []
        return results


def _lost(article: Article, died: Died) -> BuildResult:
    code = "" if died.exit_code is None else f" (exit code {died.exit_code})"
    error = WorkerDiedError(
        f"the process that read it was killed{code}, each time that it was tried",
        remedy="It has probably run out of memory: try this article by itself, on a machine with more.",
    )
    return BuildResult(article.source or "-", Outcome.FAILED, error=error)


def _absolute(config: Config) -> Config:
    """Workers have another current folder."""
    return replace(
        config,
        store=config.store.absolute(),
        decisions=config.decisions_file.absolute(),
        index=None if config.index is None else config.index.absolute(),
    )
