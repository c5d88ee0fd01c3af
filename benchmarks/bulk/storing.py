"""What it costs to validate and store one more article, at any size of the store, beside pySHACL over the whole."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.bulk.rows import Row
from benchmarks.generator import Corpus
from kg.rdf import ArticleGraph
from kg.store import ArticleStore, open_store
from kg.store.bulk import as_lines
from kg.validation import validate_statements

__all__ = ["beside_pyshacl"]

_BATCH = 64


def beside_pyshacl(folder: Path, few: int, some: int, many: int, *, rounds: int, batch: int = _BATCH) -> list[Row]:
    """One article validated and stored in stores of three sizes, and pySHACL over the store of the middle size."""
    taken = one_more(folder, [few, some, many], rounds=rounds, batch=batch)
    whole = whole_store_by_pyshacl(folder / f"store-{some}")
    return [
        Row(
            f"validating and storing one more article, {some:,} stored",
            "SHACL Core by pySHACL over the whole store",
            f"{whole / taken[some]:,.0f} × faster ({taken[some] * 1000:.1f} ms beside {whole:.0f} s)",
        ),
        Row(
            f"validating and storing one more article, {many:,} stored",
            f"the same with {few:,} stored",
            f"{taken[many] / taken[few]:.2f} × the time",
        ),
    ]


def one_more(folder: Path, sizes: list[int], *, rounds: int, batch: int = _BATCH) -> dict[int, float]:
    """Seconds to validate and store an article, in batches as a build does, in stores of these sizes; taking turns."""
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    with ExitStack() as opened:
        stores = {size: opened.enter_context(_copied(folder, size)) for size in sizes}
        for graphs in _batches(max(sizes), rounds, batch):
            for size, store in stores.items():
                started = time.perf_counter()
                for graph in graphs:
                    assert validate_statements(graph.own, graph.shared).conforms()
                store.put_articles([as_lines(graph) for graph in graphs])
                taken[size].append((time.perf_counter() - started) / batch)
    return {size: median(seconds[1:]) for size, seconds in taken.items()}


def _batches(first: int, rounds: int, batch: int) -> Iterator[list[ArticleGraph]]:
    corpus = Corpus(1)
    for number in range(rounds + 1):  # the first loads the shapes
        start = first + number * batch
        yield list(corpus.graphs(range(start, start + batch)))


def _copied(folder: Path, size: int) -> ArticleStore:
    """A store of that many articles to write to; the one that is kept stays as it is."""
    kept, copy = folder / f"store-{size}", folder / f"store-{size}-written"
    if not kept.exists():
        _fill(kept, size)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(kept, copy)
    return open_store(copy, write=True)


def _fill(path: Path, count: int) -> None:
    corpus = Corpus(1)
    with open_store(path, write=True, create=True) as store:
        for start in range(0, count, _BATCH):
            numbers = range(start, min(count, start + _BATCH))
            store.put_articles([as_lines(graph) for graph in corpus.graphs(numbers)])


def whole_store_by_pyshacl(path: Path) -> float:
    """Seconds of pySHACL over all triples of a store, once; SHACL Core alone, for its SPARQL constraints take hours."""
    from pyshacl import validate

    from kg.validation.bridge import to_graph
    from kg.validation.shapes import class_hierarchy, load_shapes

    with open_store(path) as store:
        graph = to_graph([*{quad.triple for quad in store.oxigraph}, *class_hierarchy()])
    shapes = to_graph(load_shapes().core)
    started = time.perf_counter()
    validate(graph, shacl_graph=shapes, inference="none", inplace=True)
    return time.perf_counter() - started
