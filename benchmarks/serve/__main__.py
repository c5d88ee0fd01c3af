"""Load on loopback: ``python -m benchmarks.serve --store DIR [--clients 32] [--seconds 60]``.

Starts ``kg serve`` on the store, and ``oxigraph serve`` on a copy of it where that is installed (``pip install
oxigraph``), asks both the same saved queries with as many clients at once, and prints requests a second, the median and
the 99th percentile in milliseconds, errors, the processor time of the server for each request in milliseconds, and the
memory of its processes before and after in MB. On a machine that others use too, the processor time tells more.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from statistics import quantiles

import httpx

from benchmarks.serve.asking import load
from kg.queries import Catalogue
from kg.queries.values import terms
from kg.sparql.binding import bind
from kg.store import open_store
from kg.store.generations import published
from kg.vocabulary import PREFIXES

PORT = 8766


def queries_of(store: Path, articles: int) -> list[str]:
    """The saved queries on single articles: what a page or a program asks again and again."""
    prologue = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    found = []
    with open_store(store) as opened:
        chosen = opened.articles()[:articles]
        for query in Catalogue():
            names = {one.name for one in query.parameters}
            if "article" not in names or any(one.required and one.name != "article" for one in query.parameters):
                continue
            for article in chosen:
                values = terms(query.parameters, {"article": article.iri}, opened.oxigraph)
                found.append(prologue + bind(query.sparql, values))
    return found


def point_queries_of(store: Path, articles: int) -> list[str]:
    """Small questions on single articles and claims."""
    prologue = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    with open_store(store) as opened:
        chosen = opened.articles()[:articles]
    asked = (
        "SELECT ?title ?on {{ <{0}> rdfs:label ?title OPTIONAL {{ <{0}> schema:datePublished ?on }} }}",
        "SELECT ?claim ?who ?act {{ ?claim kg:appearsIn <{0}> ; kg:claimant ?who ; kg:speechAct ?act }}",
        "SELECT ?dispute {{ GRAPH <{0}> {{ ?dispute a kg:Dispute }} }}",
    )
    return [prologue + query.format(article.iri) for article in chosen for query in asked]


@contextlib.contextmanager
def serving(command: list[str], ready: str) -> Iterator[int]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(httpx.HTTPError):
                httpx.get(ready, timeout=5)
                break
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def family(pid: int) -> list[int]:
    return [pid, *(int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def processor_time(pid: int) -> float:
    """Seconds that a process and its children have run, those that have ended among them."""
    told = [Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in family(pid)]
    ended = sum(int(field) for field in told[0][13:15])
    return (ended + sum(int(field) for one in told for field in one[11:13])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Resident memory of a process and its children, in MB."""
    statuses = [Path(f"/proc/{one}/status").read_text() for one in family(pid)]
    return (
        sum(int(line.split()[1]) for text in statuses for line in text.splitlines() if line.startswith("VmRSS")) / 1e3
    )


def measure(name: str, command: list[str], address: str, queries: list[str], clients: int, seconds: float) -> float:
    turn = cycle(queries)
    with serving(command, address) as pid:
        asyncio.run(load(address, turn, clients, 3))  # warm
        before, spent = memory(pid), processor_time(pid)
        found = asyncio.run(load(address, turn, clients, seconds))
        parts = quantiles(found.took, n=100)
        rate = len(found.took) / seconds
        print(
            f"{name:16} {rate:8.1f}/s  median {parts[49] * 1e3:7.1f} ms  p99 {parts[98] * 1e3:7.1f} ms  "
            f"errors {found.errors}  processor {(processor_time(pid) - spent) / len(found.took) * 1e3:.2f} ms  "
            f"memory {before:.0f} -> {memory(pid):.0f} MB"
        )
    return rate


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve", description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--point", action="store_true", help="small questions instead of the saved queries")
    given = parser.parse_args()
    queries = (point_queries_of if given.point else queries_of)(given.store, given.articles)
    random.Random(1).shuffle(queries)  # each part of the time asks all of them
    print(f"{len(queries)} queries, {given.clients} clients, {given.seconds:g} s each", file=sys.stderr)
    ours = [sys.executable, "-m", "kg", "serve", "--store", str(given.store), "--port", str(PORT), "--workers", str(given.workers)]  # fmt: skip # noqa: E501
    address = f"http://127.0.0.1:{PORT}/sparql"
    rate = measure("kg serve", ours, address, queries, given.clients, given.seconds)
    oxigraph = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    state = published(given.store)
    if oxigraph is None or state is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(state, Path(folder) / "copy")
        theirs = [oxigraph, "serve-read-only", "--location", f"{folder}/copy", "--bind", f"127.0.0.1:{PORT + 1}", "--union-default-graph"]  # fmt: skip # noqa: E501
        peer = measure(
            "oxigraph serve", theirs, f"http://127.0.0.1:{PORT + 1}/query", queries, given.clients, given.seconds
        )
    print(f"{rate / peer:.0%} of its requests a second")


if __name__ == "__main__":
    main()
