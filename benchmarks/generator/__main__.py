"""Write a corpus: ``python -m benchmarks.generator --articles 1000 -o corpus.nq.gz``, or ``-o corpus.jsonl.gz``.

The file's ending tells whether the graphs (.nq) or the texts (.jsonl) are written; ``.gz`` is compressed.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import sys
from pathlib import Path

from benchmarks.generator.writing import written


def main(arguments: list[str] | None = None) -> int:
    """Write the corpus that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generator", description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help="how many (1000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes another corpus (1)")
    parser.add_argument("--workers", type=int, default=multiprocessing.cpu_count(), help="processes (all cores)")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=".nq or .jsonl, or either .gz")
    given = parser.parse_args(arguments)
    kind = given.output.name.removesuffix(".gz").rpartition(".")[2]
    if kind not in ("nq", "jsonl"):
        parser.error("the output should end in .nq, .nq.gz, .jsonl or .jsonl.gz")
    with _opened(given.output) as file:
        for chunk in written("nq" if kind == "nq" else "jsonl", given.articles, given.seed, given.workers):
            file.write(chunk)
    print(f"{given.articles:,} articles in {given.output}", file=sys.stderr)
    return 0


def _opened(path: Path) -> gzip.GzipFile:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".gz":
        return gzip.GzipFile(path, "wb", compresslevel=1, mtime=0)  # the same bytes whenever it is made
    return path.open("wb")  # type: ignore[return-value]


if __name__ == "__main__":
    sys.exit(main())
