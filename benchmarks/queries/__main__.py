"""Measure the saved queries, the start and the exports: ``python -m benchmarks.queries``; some 20 minutes.

Rewrites the tables in docs/explanation/how-fast.md. With ``--articles 100 300`` it is done in one or two minutes, and
prints the tables in place of that.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.generator.__main__ import main as generate
from benchmarks.page import put
from benchmarks.queries.comparing import (
    Compared,
    Measured,
    against_rdflib,
    against_virtuoso,
    cold,
    disk,
    exports,
    loaded,
    summary,
)

_SIZES = (1_000, 10_000)


def main() -> int:
    """Measure at two sizes: the small one beside rdflib, the large one beside Virtuoso."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.queries", description=__doc__)
    parser.add_argument("--articles", type=int, nargs=2, metavar=("SMALL", "LARGE"), help="other sizes; prints only")
    parser.add_argument("--scratch", type=Path, help="a folder to keep corpora and stores in")
    given = parser.parse_args()
    small, large = given.articles or _SIZES
    with tempfile.TemporaryDirectory() as name:
        folder = given.scratch or Path(name)
        corpora = {count: _corpus(folder, count) for count in (small, large)}
        stores = {count: _store(folder, count, corpora[count]) for count in (small, large)}
        rows = [*cold(stores[large]), *exports(stores[large]), disk(corpora[large], stores[large], large)]
        rdflib = against_rdflib(corpora[small], stores[small])
        virtuoso = against_virtuoso(corpora[large], stores[large])
    text = _table([*_rows(rdflib, "rdflib in memory", small), *_rows(virtuoso, "Virtuoso over HTTP", large), *rows])
    text += "\n\n" + _questions(rdflib, virtuoso, small, large)
    if given.articles:
        print(text)
    else:
        put("queries", text)
    return 0


def _corpus(folder: Path, count: int) -> Path:
    path = folder / f"corpus-{count}.nq.gz"
    if not path.exists():
        generate(["--articles", str(count), "-o", str(path)])
    return path


def _store(folder: Path, count: int, corpus: Path) -> Path:
    path = folder / f"store-{count}"
    return path if path.exists() else loaded(corpus, path)


def _rows(compared: Sequence[Compared], peer: str, count: int) -> list[Measured]:
    if not compared:
        return [Measured(f"saved queries, {count:,} articles", peer, "not installed here")]
    mean, least, slowest = summary(compared)
    whole = f"saved queries, {count:,} articles on disk, geometric mean of {len(compared)}"
    return [
        Measured(whole, peer, f"{mean:.1f} × faster"),
        Measured(
            f"the one that gains least: {least.question.name}, {least.question.about}", peer, f"{least.faster:.2f} ×"
        ),
        Measured(f"the slowest: {slowest.question.name}, {slowest.question.about}", "2 s", f"{slowest.here:.2f} s"),
    ]


def _table(rows: Sequence[Measured]) -> str:
    lines = [f"| {row.what} | {row.peer} | {row.figure} |" for row in rows]
    return "\n".join(["| | compared with | measured |", "|---|---|---|", *lines])


def _questions(rdflib: Sequence[Compared], virtuoso: Sequence[Compared], small: int, large: int) -> str:
    """Every question, in milliseconds."""
    there = {(one.question.name, one.question.about): one for one in virtuoso}
    lines = [
        f"| question | about | kg, {small:,} | rdflib, {small:,} | kg, {large:,} | Virtuoso, {large:,} |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for one in rdflib:
        other = there.get((one.question.name, one.question.about))
        cells = [one.here, one.peer, *((other.here, other.peer) if other else (None, None))]
        shown = " | ".join("" if cell is None else f"{cell * 1000:,.1f}" for cell in cells)
        lines.append(f"| {one.question.name} | {one.question.about} | {shown} |")
    return "Medians in milliseconds; 30,000 stands for what was stopped after that, or failed.\n\n" + "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
