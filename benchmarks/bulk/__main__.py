"""``python -m benchmarks.bulk --work FOLDER [--measure NAME …]``: a line of JSON for each measure."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.bulk import reading, storing


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure building in bulk.")
    parser.add_argument("--work", type=Path, required=True, help="a folder for stores; they are kept and used again")
    parser.add_argument("--articles", type=int, default=10_000, help="the size of the largest store (10000)")
    parser.add_argument("--rounds", type=int, default=7, help="runs of which the median counts (7)")
    parser.add_argument("--measure", action="append", help="one of those printed; all without it")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    work, rounds, most = given.work, given.rounds, given.articles
    measures: dict[str, Callable[[], dict[str, float]]] = {
        "store one more": lambda: storing.one_more(work, [most // 100, most], rounds=rounds),
        "validate one": lambda: storing.validation(work / f"store-{most // 100}", rounds=10 * rounds),
        "start of a query": lambda: storing.start_of_a_query(work / f"store-{most}", rounds=3 * rounds),
        "build beside nlp.pipe": lambda: reading.beside_the_model(work, rounds=rounds, count=64),
        "two workers": lambda: reading.workers(work, rounds=max(1, rounds // 2), count=min(400, most)),
        "peak memory": lambda: reading.peak_memory(work, few=min(100, most), many=most),
    }
    for name in given.measure or measures:
        print(json.dumps({"measure": name, **{key: round(value, 3) for key, value in measures[name]().items()}}))


if __name__ == "__main__":
    main()
