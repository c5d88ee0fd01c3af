"""Read one partition into one shard: what runs in a worker, here or on another machine."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from kg.config import Config
from kg.errors import ClusterError, InternalError, KgError
from kg.iris import document_iri
from kg.model import Article
from kg.pipeline import ArticleReader, BuildResult, Outcome, ReadArticle
from kg.shards.manifest import Record, made_by, record_from
from kg.shards.packing import Packer
from kg.shards.partitions import Partition
from kg.shards.places import Place, place_of
from kg.store.bulk import ArticleLines, as_lines
from kg.validation import Severity

__all__ = ["Job", "Shard", "finished", "read_partition", "result_of", "start_reading"]

_TOGETHER = 16
"""Articles that are parsed together."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker has to know beside the articles."""

    config: Config
    place: str
    """The address that shards are written to."""
    made_by: Mapping[str, str]
    """As the one who asks has it."""
    again: bool = False
    """Read again what lies there already."""


@dataclass(frozen=True, slots=True)
class Shard:
    """What became of a partition."""

    record: Record | None
    """None where no article could be written."""
    results: tuple[BuildResult, ...]
    invalid: tuple[tuple[BuildResult, ArticleLines], ...] = ()
    """Articles whose graph breaks a shape, to be kept apart."""


_reading = threading.Lock()  # a worker may have several threads, and the model serves one
_reader: tuple[Config, ArticleReader] | None = None


def start_reading(job: Job) -> Callable[[Sequence[Partition]], Iterable[Shard]]:
    """The function for ``kg.workers.in_processes``: partitions to shards."""
    return partial(_shards, job)


def _shards(job: Job, partitions: Sequence[Partition]) -> Iterator[Shard]:
    for one in partitions:
        yield read_partition(one, job)


def read_partition(partition: Partition, job: Job) -> Shard:
    """Read the articles and write their shard, unless it is there.

    Raises ClusterError where this machine would read them otherwise than the one who asks, ShardError where the shard
    cannot be written, and what loading the extractor raises.
    """
    _check_same(job)
    key, place = partition.key(job.made_by), place_of(job.place)
    known = finished(key, place, job)
    if known is not None:  # this task was done before, and its result was lost with a machine
        return Shard(known, tuple(result_of(article, Outcome.STORED, job) for article in partition.articles))
    with _reading:
        return _read(partition, job, key, place)


def finished(key: str, place: Place, job: Job) -> Record | None:
    """The record of a shard that lies there with all of its articles; None where it has to be made."""
    known = None if job.again else record_from(place.read(f"shard-{key}.json"))
    if known is None or not known.complete or place.size(known.shard) != known.size:
        return None
    return known


def _read(partition: Partition, job: Job, key: str, place: Place) -> Shard:
    packer, counts = Packer(), Counter[str]()
    results: list[BuildResult] = []
    invalid: list[tuple[BuildResult, ArticleLines]] = []
    for article, done in _each(partition.articles, job.config):
        if done is None:
            results.append(result_of(article, Outcome.UNCHANGED, job))  # it comes again, further on
        elif isinstance(done, ReadArticle):
            lines = as_lines(done.graph)
            valid = done.report.conforms(Severity.VIOLATION)
            result = result_of(article, Outcome.STORED if valid else Outcome.INVALID, job, done)
            results.append(result)
            if valid:
                packer.add(lines)
                counts.update(done.counts)
            else:
                invalid.append((result, lines))
        else:
            error = BuildResult(article.source or "-", Outcome.FAILED, error=_explained(done))
            results.append(error)
    complete = all(one.outcome in (Outcome.STORED, Outcome.UNCHANGED) for one in results)
    record = _write(packer, key, place, dict(counts), complete=complete)
    return Shard(record, tuple(results), tuple(invalid))


def _each(articles: Sequence[Article], config: Config) -> Iterator[tuple[Article, ReadArticle | Exception | None]]:
    """What was made of each; None of one that comes again."""
    reader = _loaded(config)
    last = {document_iri(article, config.base): at for at, article in enumerate(articles)}
    is_wanted = [last[document_iri(article, config.base)] == at for at, article in enumerate(articles)]
    for first in range(0, len(articles), _TOGETHER):
        some = list(zip(articles, is_wanted, strict=True))[first : first + _TOGETHER]
        done = iter(reader.read_many([article for article, wanted in some if wanted]))
        for article, wanted in some:
            yield article, next(done) if wanted else None


def _loaded(config: Config) -> ArticleReader:
    global _reader
    if _reader is None or _reader[0] != config:
        _reader = (config, ArticleReader(config))
    return _reader[1]


def _write(packer: Packer, key: str, place: Place, counts: dict[str, int], *, complete: bool) -> Record | None:
    """The shard first, then its record: where there is a record, there is a shard."""
    if not packer.articles:
        return None
    name, content = f"shard-{key}.nq.gz", packer.packed()
    digest = sha256(content).hexdigest()
    record = Record(name, digest, len(content), packer.articles, packer.statements, counts, complete)
    place.write(name, content)
    place.write(f"shard-{key}.json", record.as_bytes())
    return record


def result_of(article: Article, outcome: Outcome, job: Job, done: ReadArticle | None = None) -> BuildResult:
    """What became of an article."""
    iri = document_iri(article, job.config.base)
    source = article.source or "-"
    if done is None:
        return BuildResult(source, outcome, iri=iri)
    return BuildResult(source, outcome, iri=iri, report=done.report, counts=done.counts)


def _explained(error: Exception) -> KgError:
    if isinstance(error, KgError):
        return error
    return InternalError(
        f"{type(error).__name__}: {error}", remedy="Run it again with --debug: see `kg explain KG900`."
    )


def _check_same(job: Job) -> None:
    ours = made_by(job.config)
    for name, theirs in job.made_by.items():
        if ours.get(name) != theirs:
            raise ClusterError(
                f"a worker would read articles otherwise: its {name} is {ours.get(name) or 'missing'}, here {theirs}",
                remedy="Install the same versions, and the same files of decisions and items, on every machine.",
            )
