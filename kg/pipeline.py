"""From files to the store: read, extract, link, write as RDF, validate, store.

::

    read ──> Article ──> ArticleReader.read ──> ReadArticle ──> store
               │          extract, link, RDF,       │
               │          validate (may be in       ├── invalid: reported, not stored
               │          another process)          └── failed: reported, the others go on
               └── unchanged: what is stored was read from the same text, by the same extractor

Whatever happens to one article, the others are read; each is stored as one transaction.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from kg.config import Config
from kg.errors import InternalError, KgError, PathError, UsageError
from kg.extract import open_extractor
from kg.iris import document_iri
from kg.link import Linked, load_gazetteer, open_layers
from kg.model import Article, Extraction
from kg.rdf import ArticleGraph, quads
from kg.readers import ReadFailure, Skipped, read
from kg.store import ArticleStore
from kg.validation import Severity, ValidationReport, validate_article
from kg.vocabulary import DCTERMS, KG, RDFS, SCHEMA

__all__ = ["ArticleReader", "BuildResult", "Given", "Outcome", "ReadArticle", "articles", "build", "exit_code"]

Item = Article | ReadFailure | Skipped


class Outcome(StrEnum):
    """What became of one article."""

    STORED = "stored"
    UNCHANGED = "unchanged"
    INVALID = "invalid"
    FAILED = "failed"
    SKIPPED = "skipped"


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


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one article, or of files that were left out."""

    source: str
    outcome: Outcome
    iri: str | None = None
    error: KgError | None = None
    """Why it failed."""
    report: ValidationReport | None = None
    """Why it is invalid, or what the shapes warn of."""
    counts: dict[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    """The files of a folder that there is no reader for."""


class ArticleReader:
    """Reads articles into graphs, with an extractor and its language model that are loaded once."""

    def __init__(self, config: Config) -> None:
        """Load the extractor and what links are made with.

        Raises MissingExtraError where the model is not installed, UnknownNameError, ExtractorError; DecisionsError and
        LinkIndexError where the decisions or the index cannot be used.
        """
        self._extractor = open_extractor(config.extractor, load_gazetteer(), config.model)
        self.layers = open_layers(config)
        self._base = config.base
        self.name = self._extractor.name
        """What stands as kg:extractor in the graphs: program and model with their versions."""

    def linked(self, article: Article) -> tuple[Extraction, Linked]:
        """What the article says, with the links of its actors."""
        extraction = self._extractor.extract(article)
        linked = self.layers.link(extraction)
        return extraction.with_links(linked.links), linked

    def read(self, article: Article) -> ReadArticle:
        """Everything between the text and the store."""
        extraction, linked = self.linked(article)
        graph = quads(extraction, self._base, linked.names)
        counts = {
            "actors": len(extraction.actors),
            "claims": len(extraction.claims),
            "situations": len(extraction.situations),
        }
        return ReadArticle(graph, validate_article(graph.quads, graph.entities), counts)


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
) -> Iterator[BuildResult]:
    """Read articles into a store that is open for writing; one result for each, in order, as soon as it is there.

    With several workers, articles are read in that many processes, and stored by this one. Raises MissingExtraError
    where the model is not installed, UnknownNameError or ExtractorError where the extractor cannot be had.
    """
    reader = ArticleReader(config)
    pending = (
        _in_processes(items, reader.name, store, config, again, workers)
        if workers > 1
        else (
            (item, None if _unread(item, reader.name, store, config, again) else _attempt(reader, item))
            for item in items
        )
    )
    try:
        for item, done in pending:
            yield _result(item, done, store, config)
    finally:
        store.oxigraph.flush()  # a store whose log is written out opens in half the time


def _unread(item: Item, extractor: str, store: ArticleStore, config: Config, again: bool) -> bool:
    """Whether there is nothing to extract: no article, or one that is stored already."""
    return not isinstance(item, Article) or (not again and _is_stored(item, extractor, store, config))


def _attempt(reader: ArticleReader, item: Item) -> ReadArticle | KgError:
    """Read an article; what goes wrong with it is kept, so that the others go on."""
    assert isinstance(item, Article)
    try:
        return reader.read(item)
    except KgError as error:
        return error
    except Exception as error:
        internal = InternalError(
            f"{type(error).__name__}: {error}", remedy="Run it again with --debug: see `kg explain KG900`."
        )
        internal.__cause__ = error
        return internal


def _result(item: Item, done: ReadArticle | KgError | None, store: ArticleStore, config: Config) -> BuildResult:
    if isinstance(item, Skipped):
        return BuildResult(item.source, Outcome.SKIPPED, files=item.files)
    if isinstance(item, ReadFailure):
        return BuildResult(item.source, Outcome.FAILED, error=item.error)
    source = item.source or "-"
    if isinstance(done, KgError):
        return BuildResult(source, Outcome.FAILED, error=done)
    if done is None:
        return BuildResult(source, Outcome.UNCHANGED, iri=document_iri(item, config.base))
    iri = done.graph.iri
    if not done.report.conforms(Severity.VIOLATION):
        return BuildResult(source, Outcome.INVALID, iri=iri, report=done.report, counts=done.counts)
    store.put_article(done.graph)
    return BuildResult(source, Outcome.STORED, iri=iri, report=done.report, counts=done.counts)


def _is_stored(article: Article, extractor: str, store: ArticleStore, config: Config) -> bool:
    """Whether the store holds what this extractor makes of this text, with the same title, date and so on."""
    document = NamedNode(document_iri(article, config.base))
    stored: dict[str, str] = {}
    for quad in store.oxigraph.quads_for_pattern(document, None, None, document):
        value = quad.object
        if isinstance(value, Literal):
            stored[quad.predicate.value] = value.value
        elif quad.predicate.value == SCHEMA.publisher and isinstance(value, NamedNode):
            stored[SCHEMA.publisher] = _label(value, store)
    expected = {
        KG.textHash: article.text_hash,
        KG.extractor: extractor,
        SCHEMA.headline: article.title,
        SCHEMA.datePublished: f"{article.published:%Y-%m-%dT%H:%M:%S}Z" if article.published else None,
        SCHEMA.publisher: article.publisher,
        SCHEMA.url: article.url,
        DCTERMS.identifier: article.id,
        DCTERMS.language: article.language,
    }
    return all(stored.get(term) == value for term, value in expected.items())


def _label(node: NamedNode, store: ArticleStore) -> str:
    for quad in store.oxigraph.quads_for_pattern(node, NamedNode(RDFS.label), None, None):
        return getattr(quad.object, "value", "")
    return ""


def _in_processes(
    items: Iterable[Item], extractor: str, store: ArticleStore, config: Config, again: bool, workers: int
) -> Iterator[tuple[Item, ReadArticle | KgError | None]]:
    """Read in several processes, in order, with no more articles under way than keep the workers busy.

    Spawned, not forked: threads of the store run already, and a fork would copy their locks.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=_start_worker, initargs=(config,))
    waiting: deque[tuple[Item, Future[ReadArticle | KgError] | None]] = deque()
    try:
        for item in items:
            wanted = isinstance(item, Article) and not _unread(item, extractor, store, config, again)
            waiting.append((item, pool.submit(_read_in_worker, item) if wanted else None))
            if len(waiting) > 4 * workers:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _first(
    waiting: deque[tuple[Item, Future[ReadArticle | KgError] | None]],
) -> tuple[Item, ReadArticle | KgError | None]:
    item, future = waiting.popleft()
    return item, future.result() if future is not None else None


_reader: ArticleReader | None = None
"""The reader of a worker process; None in the main one."""


def _start_worker(config: Config) -> None:
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _reader = ArticleReader(config)


def _read_in_worker(item: Item) -> ReadArticle | KgError:
    assert _reader is not None
    return _attempt(_reader, item)


def exit_code(results: Iterable[BuildResult]) -> int:
    """What the command ends with: the worst that happened to an article (4, 3, 1), else 0."""
    codes = Counter(
        result.error.exit_code if result.error else 1
        for result in results
        if result.outcome in (Outcome.FAILED, Outcome.INVALID)
    )
    return max(codes, default=0)
