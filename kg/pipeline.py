"""From files to the store: read, extract, link, write as RDF, validate, store.

::

    read ──> Article ──> ArticleReader.read ──> ReadArticle ──> store
               │          extract, link, RDF,       │
               │          validate (may be in       ├── invalid: reported, kept beside the store
               │          another process)          └── failed: reported, the others go on
               └── unchanged: what is stored was read from the same text, by the same extractor

Whatever happens to one article, the others are read; it is stored as a whole or not at all.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from kg.config import Config
from kg.errors import InternalError, KgError, PathError, UsageError, WorkerDiedError
from kg.extract import Extractor, open_extractor
from kg.iris import document_iri
from kg.link import Linked, open_layers
from kg.model import Article, Extraction
from kg.rdf import ArticleGraph, quads
from kg.readers import ReadFailure, Skipped, read
from kg.store import ArticleStore
from kg.store.bulk import as_lines
from kg.storing import BuildResult, Outcome, Storing, Written, exit_code
from kg.unchanged import extractor_name, is_stored
from kg.validation import Severity, ValidationReport, validate_statements
from kg.workers import Died, in_processes

__all__ = ["ArticleReader", "BuildResult", "Given", "Outcome", "ReadArticle", "articles", "build", "exit_code"]

Item = Article | ReadFailure | Skipped
Reading = Callable[[Sequence[Item]], Iterable[Written | KgError]]
"""Reads articles; gives what was made of each, in order."""

_TOGETHER = 64
"""Articles that are read together, at most."""
_CHARACTERS = 30_000
"""Code points of the articles that are read together, about: more gain nothing, and take memory."""
_ALLOCATED = 20_000
"""Objects after which Python looks for what refers to itself; with its own 700, that took a fifth of extraction. It is
told to after each batch, too."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the articles, over what their files say."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    force: bool = False
    """Take texts that are not English."""
    again: bool = False
    """Read again what is stored and has not changed."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article that has been read: its graph, and what the shapes say of it."""

    graph: ArticleGraph
    report: ValidationReport
    counts: dict[str, int]
    """"actors", "claims", "events" → how many."""


class ArticleReader:
    """Reads articles into graphs, with an extractor and its language model that are loaded once."""

    def __init__(self, config: Config) -> None:
        """Load the extractor and what links are made with.

        Raises MissingExtraError where the model is not installed, UnknownNameError, ExtractorError; DecisionsError and
        LinkIndexError where the decisions or the index cannot be used.
        """
        self.layers = open_layers(config)
        self._extractor = open_extractor(config.extractor, self.layers.names, config.model)
        self._base = config.base
        self.name = self._extractor.name
        """What stands as kg:extractor in the graphs: program and model with their versions."""

    def linked(self, article: Article) -> tuple[Extraction, Linked]:
        """What the article says, with the links of its actors."""
        return self._linked(self._extractor.extract(article))

    def read(self, article: Article) -> ReadArticle:
        """Everything between the text and the store."""
        return self._written(self._extractor.extract(article))

    def read_many(self, articles: Sequence[Article]) -> Iterator[ReadArticle | Exception]:
        """Each article as ``read`` has it, in order, in less time; or what went wrong with it."""
        for extraction in self._extractions(articles):
            try:
                yield extraction if isinstance(extraction, Exception) else self._written(extraction)
            except Exception as error:
                yield error

    def _extractions(self, articles: Sequence[Article]) -> Iterator[Extraction | Exception]:
        if isinstance(self._extractor, Extractor):
            yield from self._extractor.extract_many(articles)
            return
        for article in articles:
            try:
                yield self._extractor.extract(article)
            except Exception as error:
                yield error

    def _linked(self, extraction: Extraction) -> tuple[Extraction, Linked]:
        linked = self.layers.link(extraction)
        return extraction.with_links(linked.links), linked

    def _written(self, extraction: Extraction) -> ReadArticle:
        extraction, linked = self._linked(extraction)
        graph = quads(extraction, self._base, linked.names)
        counts = {
            "actors": len(extraction.actors),
            "claims": len(extraction.claims),
            "situations": len(extraction.situations),
        }
        return ReadArticle(graph, validate_statements(graph.own, graph.shared), counts)


def articles(paths: Sequence[str], given: Given) -> Iterator[Item]:
    """The articles in all paths, in their order.

    A path that does not exist is a ReadFailure, so that the others are read. Raises UsageError where a title or an
    address is given for several paths, and DateError, both before anything is read.
    """
    if len(paths) > 1 and (given.title or given.url):
        raise UsageError(
            "--title and --url describe one article, and there are several paths",
            remedy="Build them one by one, or give these in a .jsonl file.",
        )
    return (item for opened in [_open(path, given) for path in paths] for item in opened)


def _open(path: str, given: Given) -> Iterable[Item]:
    try:
        return read(
            path,
            published=given.published,
            publisher=given.publisher,
            title=given.title,
            url=given.url,
            force=given.force,
        )
    except PathError as error:
        return [ReadFailure(path, error)]


def build(
    items: Iterable[Item], store: ArticleStore, config: Config, *, again: bool = False, workers: int = 1
) -> Generator[BuildResult, None, None]:
    """Read articles into a store that is open for writing; one result for each, in order, soon after it is there.

    Nothing is loaded as long as articles are unchanged. With several workers, articles are read in that many processes,
    and stored by this one. Raises MissingExtraError where the model is not installed, UnknownNameError or
    ExtractorError where the extractor cannot be had, StoreError where the disk does not take what is written.
    """
    unread = Unread(store, config, again=again)
    if workers > 1:
        wanted = ((item, item if unread(item) else None) for item in items)
        done = in_processes(wanted, _start_worker, (config,), workers)
    else:
        done = _in_batches(items, unread, config)
    storing = Storing(store, is_apart=workers > 1)
    try:
        for item, read_ in done:
            yield from storing.add(*_result(item, read_, config))
        yield from storing.store()
    finally:
        storing.store()  # what has been read when somebody interrupts


class Unread:
    """Tells which items there is something to extract from: articles that are not stored as they are."""

    def __init__(self, store: ArticleStore, config: Config, *, again: bool) -> None:
        self._store, self._config, self._again = store, config, again
        self._extractor: str | None = None

    def __call__(self, item: Item) -> bool:
        if not isinstance(item, Article):
            return False
        if self._again:
            return True
        if self._extractor is None:
            self._extractor = extractor_name(self._config.extractor, self._config.model)
        return not is_stored(item, self._extractor, self._store.oxigraph, self._config.base)


def _in_batches(
    items: Iterable[Item], unread: Callable[[Item], bool], config: Config
) -> Iterator[tuple[Item, Written | KgError | None]]:
    """Read in this process, some articles together; a first one by itself, so that something is there soon."""
    batch = _Batch(config)
    for item in items:
        yield from batch.add(item, unread(item))
    yield from batch.read()


class _Batch:
    """Articles that are read together, and the items between them that there is nothing to extract from."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._read: Reading | None = None
        self._items: list[tuple[Item, bool]] = []
        self._most = 1

    def add(self, item: Item, is_unread: bool) -> Iterator[tuple[Item, Written | KgError | None]]:
        """Take an item; those that are done, in order."""
        self._items.append((item, is_unread))
        wanted = [item for item, is_unread in self._items if isinstance(item, Article) and is_unread]
        if not wanted or len(wanted) >= self._most or sum(len(article.text) for article in wanted) >= _CHARACTERS:
            self._most = min(_TOGETHER, 2 * self._most) if wanted else self._most
            yield from self.read()

    def read(self) -> Iterator[tuple[Item, Written | KgError | None]]:
        """Read what there is to read."""
        items, self._items = self._items, []
        wanted = [item for item, is_unread in items if is_unread]
        if wanted and self._read is None:
            self._read = _start_worker(self._config)
        done = iter(self._read(wanted)) if wanted and self._read is not None else iter(())
        for item, is_unread in items:
            yield item, next(done) if is_unread else None


def _start_worker(config: Config) -> Reading:
    """Load what reading takes; in a worker process, or in this one."""
    reader = ArticleReader(config)
    gc.collect()
    gc.freeze()  # the model and the tables stay: looking through them again and again took a tenth of the time
    gc.set_threshold(_ALLOCATED)
    return partial(_attempt, reader)


def _attempt(reader: ArticleReader, items: Sequence[Item]) -> Iterator[Written | KgError]:
    """Read articles; what goes wrong with one is kept, so that the others go on."""
    try:
        for done in reader.read_many([item for item in items if isinstance(item, Article)]):
            try:
                yield _outcome(done)
            except Exception as error:
                yield _outcome(error)
    finally:
        gc.collect()  # trees of tokens refer to themselves; what is loaded once is not looked through


def _outcome(done: ReadArticle | Exception) -> Written | KgError:
    if isinstance(done, ReadArticle):
        return Written(as_lines(done.graph), done.report, done.counts)
    if isinstance(done, KgError):
        return done
    internal = InternalError(
        f"{type(done).__name__}: {done}", remedy="Run it again with --debug: see `kg explain KG900`."
    )
    internal.__cause__ = done
    return internal


def _result(item: Item, done: Written | KgError | Died | None, config: Config) -> tuple[BuildResult, Written | None]:
    if isinstance(item, Skipped):
        return BuildResult(item.source, Outcome.SKIPPED, files=item.files), None
    if isinstance(item, ReadFailure):
        return BuildResult(item.source, Outcome.FAILED, error=item.error), None
    source = item.source or "-"
    if isinstance(done, Died):
        done = WorkerDiedError(
            f"the process that read it was killed (exit code {done.exit_code})",
            remedy="It has probably run out of memory: try with fewer --workers, or this article by itself.",
        )
    if isinstance(done, KgError):
        return BuildResult(source, Outcome.FAILED, error=done), None
    if done is None:
        return BuildResult(source, Outcome.UNCHANGED, iri=document_iri(item, config.base)), None
    valid = done.report.conforms(Severity.VIOLATION)
    outcome = Outcome.STORED if valid else Outcome.INVALID
    return BuildResult(source, outcome, iri=done.lines.iri, report=done.report, counts=done.counts), done
