"""``python -m benchmarks.align --articles 10000 --work FOLDER``: what aligning one more article costs.

All articles but the last are aligned, as a build would; each of the last is then aligned, timed by itself, against all.
Seconds are those of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.align import Alignment
from kg.config import DEFAULT_BASE
from kg.vocabulary import KG, RDF


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="the size of the store (10000)")
    parser.add_argument("--one-more", type=int, default=200, help="articles that are timed (200)")
    parser.add_argument("--work", type=Path, required=True, help="a folder for the store")
    given = parser.parse_args()
    store = _store(given.work, given.articles + given.one_more)
    alignment = Alignment(store, DEFAULT_BASE)
    typed = store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(KG.Document), None)
    documents = sorted({quad.subject.value for quad in typed if isinstance(quad.subject, NamedNode)})
    started = time.process_time()
    for iri in documents[: -given.one_more]:
        alignment.align(iri)
    before = time.process_time() - started
    times, compared, found = [], 0, 0
    for iri in documents[-given.one_more :]:
        started = time.process_time()
        aligned = alignment.align(iri)
        times.append(1000 * (time.process_time() - started))
        compared += aligned.compared
        found += len(aligned.found)
    times.sort()
    told = {
        "articles": given.articles,
        "all before, ms each": round(1000 * before / given.articles, 1),
        "one more, ms, median": round(statistics.median(times), 1),
        "one more, ms, 95 of 100": round(times[int(0.95 * len(times))], 1),
        "one more, ms, at most": round(times[-1], 1),
        "compared with": round(compared / len(times), 1),
        "relations": round(found / len(times), 1),
    }
    print(json.dumps(told))


def _store(work: Path, count: int) -> Store:
    """A store with generated articles, not aligned."""
    work.mkdir(parents=True, exist_ok=True)
    graphs = work / f"graphs-{count}.nq"
    if not graphs.exists():
        subprocess.run(
            [sys.executable, "-m", "benchmarks.generator", "--articles", str(count), "-o", str(graphs)], check=True
        )
    store = Store(str(work / f"align-{count}-{time.time_ns()}"))
    store.bulk_load(path=str(graphs), format=RdfFormat.N_QUADS)
    return store


if __name__ == "__main__":
    main()
