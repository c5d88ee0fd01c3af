"""What it costs to store one more article, at any size of the store, and to open the store for a question."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.generator import Corpus
from kg.store import ArticleStore, open_store
from kg.store.bulk import as_lines
from kg.validation import Engine, validate_article, validate_dataset

__all__ = ["one_more", "start_of_a_query", "validation"]

_BATCH = 64


def filled(path: Path, count: int) -> None:
    """A store of that many articles."""
    corpus = Corpus(1)
    with open_store(path, write=True, create=True) as store:
        for start in range(0, count, _BATCH):
            numbers = range(start, min(count, start + _BATCH))
            store.put_articles([as_lines(graph) for graph in corpus.graphs(numbers)])


def one_more(folder: Path, sizes: list[int], *, rounds: int) -> dict[str, float]:
    """Milliseconds to store a batch of articles that have been validated, in stores of these sizes, taking turns."""
    corpus = Corpus(1)
    first = max(sizes)
    stores: dict[int, ArticleStore] = {}
    for size in sizes:
        if not (folder / f"store-{size}").exists():
            filled(folder / f"store-{size}", size)
        stores[size] = open_store(folder / f"store-{size}", write=True)
    taken: dict[int, list[float]] = {size: [] for size in sizes}
    for number in range(rounds):
        start = first + number * _BATCH
        batch = [as_lines(graph) for graph in corpus.graphs(range(start, start + _BATCH))]
        for size, store in stores.items():
            started = time.perf_counter()
            store.put_articles(batch)
            taken[size].append((time.perf_counter() - started) / _BATCH)
    for store in stores.values():
        store.close()
    found = {size: median(seconds) * 1000 for size, seconds in taken.items()}
    return {f"{size}, ms": value for size, value in found.items()} | {
        "largest / smallest": found[max(sizes)] / found[min(sizes)]
    }


def validation(path: Path, *, rounds: int) -> dict[str, float]:
    """Milliseconds to validate one article, compiled and by pySHACL; and the whole store by pySHACL."""
    graphs = list(Corpus(1).graphs(range(rounds)))
    taken: dict[Engine, list[float]] = {engine: [] for engine in Engine}
    for graph in graphs:
        for engine, seconds in taken.items():
            started = time.perf_counter()
            validate_article(graph.quads, graph.entities, engine)
            seconds.append(time.perf_counter() - started)
    with open_store(path) as store:
        started = time.perf_counter()
        validate_dataset(store.oxigraph, Engine.PYSHACL)
        whole = time.perf_counter() - started
    found = {engine: median(seconds[1:]) * 1000 for engine, seconds in taken.items()}
    return {
        "compiled, ms": found[Engine.COMPILED],
        "pySHACL, ms": found[Engine.PYSHACL],
        "whole store by pySHACL, ms": whole * 1000,
        "pySHACL / compiled": found[Engine.PYSHACL] / found[Engine.COMPILED],
    }


def start_of_a_query(path: Path, *, rounds: int) -> dict[str, float]:
    """Milliseconds of a process that asks one question, and of one that only imports the engine, taking turns."""
    words = {
        "import": [sys.executable, "-c", "import pyoxigraph"],
        "query": [sys.executable, "-m", "kg", "--store", str(path), "query", "claims-by", "Pakistan", "--limit", "5"],
    }
    taken: dict[str, list[float]] = {name: [] for name in words}
    for _ in range(rounds):
        for name, command in words.items():
            started = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False)
            taken[name].append((time.perf_counter() - started) * 1000)
    alone, query = median(taken["import"]), median(taken["query"])
    return {"import pyoxigraph, ms": alone, "kg query, ms": query, "kg query / import": query / alone}
