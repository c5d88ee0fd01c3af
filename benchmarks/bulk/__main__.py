"""Measure building: ``python -m benchmarks.bulk``; some 40 minutes, most of it a build of 10,000 articles.

Rewrites the table on building in docs/explanation/how-fast.md. With ``--articles`` or ``--measure`` it prints the rows
in place of that.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.bulk import reading, storing
from benchmarks.bulk.rows import Row, table
from benchmarks.page import put

_MOST = 10_000


def main() -> int:
    """Measure one thing after the other; each row is printed when it is there."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    parser.add_argument("--scratch", type=Path, help="a folder for corpora and stores, to keep and use again")
    parser.add_argument("--articles", type=int, help=f"the size of the largest store and build ({_MOST}); prints only")
    parser.add_argument("--rounds", type=int, default=7, help="turns of which the median counts (7)")
    parser.add_argument("--measure", action="append", help="only this; prints only")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.scratch or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        rows = []
        for row in _measured(folder, given.articles or _MOST, given.rounds, given.measure):
            print(f"{row.what}: {row.figure} ({row.peer})", file=sys.stderr, flush=True)
            rows.append(row)
    if given.articles or given.measure:
        print(table(rows))
    else:
        put("building", table(rows))
    return 0


def _measured(folder: Path, most: int, rounds: int, names: list[str] | None) -> Iterator[Row]:
    measures: dict[str, Callable[[], list[Row]]] = {
        "rate": lambda: reading.beside_the_model(folder, rounds=rounds),
        "workers": lambda: reading.workers(folder, rounds=max(1, rounds // 2), count=min(2_000, most)),
        "storing": lambda: storing.beside_pyshacl(folder, most // 100, most // 10, most, rounds=rounds),
        "memory": lambda: reading.peak_memory(folder, few=most // 100, many=most),
    }
    for name, measure in measures.items():
        if names is None or name in names:
            yield from measure()


if __name__ == "__main__":
    sys.exit(main())
