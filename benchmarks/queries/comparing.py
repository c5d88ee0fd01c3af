"""Measure, and put what was measured into sentences of a table."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import RdfFormat, Store

from benchmarks.measuring import geometric_mean, interleaved, seconds
from benchmarks.queries.questions import Question, questions
from benchmarks.queries.rdflib_peer import RdflibPeer
from benchmarks.queries.virtuoso_peer import virtuoso_with
from kg.export import export
from kg.sparql.paging import First, first
from kg.store import ArticleStore, open_store

__all__ = ["Compared", "Measured", "against_rdflib", "against_virtuoso", "cold", "disk", "exports", "loaded"]

_LIMIT = 30.0
"""Seconds after which a peer is stopped; its time then counts as that."""


class Compared(NamedTuple):
    """A question, and how long both took."""

    question: Question
    here: float
    peer: float

    @property
    def faster(self) -> float:
        """How many times faster than the peer."""
        return self.peer / self.here


class Measured(NamedTuple):
    """A row of the table."""

    what: str
    peer: str
    figure: str


def loaded(corpus: Path, folder: Path) -> Path:
    """A store with the graphs of a file of N-Quads, as ``kg`` lays it out."""
    with open_store(folder, write=True, create=True) as store:
        store.oxigraph.bulk_load(gzip.decompress(corpus.read_bytes()), format=RdfFormat.N_QUADS)
        store.oxigraph.optimize()
    return folder


def _compare(store: Store, peer: Callable[[str], float], turns: int) -> Iterator[Compared]:
    for question in questions(store):
        text = question.text
        times = interleaved({"here": lambda q=question: _ask(store, q), "peer": lambda t=text: peer(t)}, turns)  # type: ignore[misc]
        print(f"  {question.name}, {question.about}: {times['here']:.4f} s, {times['peer']:.4f} s", file=sys.stderr)
        yield Compared(question, times["here"], times["peer"])


def _ask(store: Store, question: Question) -> float:
    """As `kg query` asks it."""
    query = question.saved
    wanted = First(query.pagination, query.by)
    return seconds(lambda: first(store, query.text, question.values, wanted))


def against_rdflib(corpus: Path, store: Path) -> list[Compared]:
    """All questions beside rdflib in memory."""
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / "corpus.nq"
        plain.write_bytes(gzip.decompress(corpus.read_bytes()))
        peer = RdflibPeer(plain, _LIMIT)
        try:
            with open_store(store) as opened:
                return list(_compare(opened.oxigraph, peer.seconds, turns=3))
        finally:
            peer.close()


def against_virtuoso(corpus: Path, store: Path) -> list[Compared]:
    """All questions beside Virtuoso over HTTP; none where it is not installed."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        peer = stack.enter_context(virtuoso_with(corpus, folder, _LIMIT))
        if peer is None:
            return []
        with open_store(store) as opened:
            return list(_compare(opened.oxigraph, peer.seconds, turns=3))


def cold(store: Path) -> Iterator[Measured]:
    """A question about an actor in a new process, beside processes that only import, and that only open the store."""
    with open_store(store) as opened:
        actor = next(question.given["actor"] for question in questions(opened.oxigraph) if "actor" in question.given)
    opening = f"import click, pathlib, kg.store; kg.store.open_store(pathlib.Path({str(store)!r}))"
    commands = {
        "here": ["-m", "kg", "--store", str(store), "query", "speaks-for", "--actor", actor],
        "import": ["-c", "import pyoxigraph"],
        "open": ["-c", opening],
    }
    # As it is for users: what is imported has been compiled before
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run(words: Sequence[str]) -> float:
        command = [sys.executable, *words]
        return seconds(lambda: subprocess.run(command, check=True, capture_output=True, env=environment))

    times = interleaved({name: partial(run, words) for name, words in commands.items()}, turns=11)
    for peer, name in (('`python -c "import pyoxigraph"`', "import"), ("importing click, opening the store", "open")):
        ratio = times["here"] / times[name]
        yield Measured("`kg query speaks-for --actor` in a new process", peer, f"{ratio:.1f} × its time")


def exports(store: Path) -> Iterator[Measured]:
    """N-Quads beside Oxigraph's own dump, Turtle beside rdflib's serializer on a thousandth of the graph."""
    with tempfile.TemporaryDirectory() as name, open_store(store) as opened:
        folder = Path(name)

        def written(form: str, ending: str) -> float:
            return seconds(lambda: export(opened, folder / f"graph.{ending}", form))

        times = interleaved(
            {
                "here": lambda: written("nquads", "nq"),
                "peer": lambda: seconds(lambda: opened.oxigraph.dump(str(folder / "dump.nq"), RdfFormat.N_QUADS)),
            },
            turns=3,
            enough=60,
        )
        yield Measured("export as N-Quads", "Oxigraph's own dump", f"{times['here'] / times['peer']:.1f} × its time")
        per_triple = written("turtle", "ttl") / len(opened.oxigraph)
        yield Measured(
            "export as Turtle", "rdflib's serializer", f"{_rdflib_turtle(opened) / per_triple:.0f} × faster, per triple"
        )


def _rdflib_turtle(opened: ArticleStore) -> float:
    """Seconds for a triple, on a part that rdflib serializes in seconds."""
    from rdflib import Graph

    graph = Graph()
    for article in opened.articles()[:40]:
        with tempfile.NamedTemporaryFile(suffix=".nt") as file:
            export(opened, Path(file.name), "ntriples", article=article.iri)
            graph.parse(file.name, format="nt")
    return seconds(lambda: graph.serialize(format="turtle")) / len(graph)


def disk(corpus: Path, store: Path, count: int) -> Measured:
    """What an article takes on disk."""
    taken = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
    packed = sum(path.stat().st_size for path in [corpus])
    return Measured(
        "disk for an article",
        "its graph as gzip N-Quads",
        f"{taken / count / 1000:.0f} kB, {taken / packed:.1f} × that",
    )


def summary(compared: Sequence[Compared]) -> tuple[float, Compared, Compared]:
    """How many times faster in the geometric mean; where least so; and the slowest of ours."""
    return (
        geometric_mean(one.faster for one in compared),
        min(compared, key=lambda one: one.faster),
        max(compared, key=lambda one: one.here),
    )
