"""A corpus as a file, made by several processes."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterable, Iterator
from typing import Literal

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from benchmarks.generator.corpus import Corpus

__all__ = ["written"]

_BATCH = 50
"""Articles that a process makes at a time."""

_corpus: Corpus | None = None
"""That of this process."""


def _start(seed: int) -> None:
    global _corpus
    _corpus = Corpus(seed)


def _graphs(numbers: range) -> list[tuple[bytes, dict[str, bytes]]]:
    """For each article its own N-Quads, and those of each entity that it speaks of."""
    assert _corpus is not None
    made = []
    for graph in _corpus.graphs(numbers):
        about: dict[str, list[Quad]] = {}
        for quad in graph.entities:
            assert isinstance(quad.subject, NamedNode)
            about.setdefault(quad.subject.value, []).append(quad)
        entities = {iri: serialize(quads, format=RdfFormat.N_QUADS) or b"" for iri, quads in about.items()}
        made.append((serialize(graph.quads, format=RdfFormat.N_QUADS) or b"", entities))
    return made


def _records(numbers: range) -> bytes:
    assert _corpus is not None
    lines = (json.dumps(_corpus.record(number), ensure_ascii=False) for number in numbers)
    return "".join(f"{line}\n" for line in lines).encode()


def _nquads(batches: Iterable[list[tuple[bytes, dict[str, bytes]]]]) -> Iterator[bytes]:
    """Each entity is described once, where it is first spoken of."""
    described: set[str] = set()
    for batch in batches:
        for own, entities in batch:
            yield own
            for iri, about in entities.items():
                if iri not in described:
                    described.add(iri)
                    yield about


def written(kind: Literal["nq", "jsonl"], count: int, seed: int, workers: int) -> Iterator[bytes]:
    """The corpus as N-Quads or as JSON Lines, in pieces."""
    batches = [range(first, min(first + _BATCH, count)) for first in range(0, count, _BATCH)]
    with multiprocessing.get_context("spawn").Pool(workers, _start, (seed,)) as pool:
        yield from _nquads(pool.imap(_graphs, batches)) if kind == "nq" else pool.imap(_records, batches)
