"""``python -m benchmarks.cluster``: what one core does, and from that machines and hours for millions of articles.

Rewrites the tables of ``docs/explanation/how-far.md``; ``--print`` shows them only. Seconds are those of the processor,
so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.cluster.measured import Rates, measure
from benchmarks.cluster.millions import tables
from benchmarks.page import put

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "how-far.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=96, help="how many are read (96)")
    parser.add_argument("--print", action="store_true", dest="only", help="leave the page as it is")
    given = parser.parse_args()
    rates: Rates = measure(given.articles)
    measured, computed = tables(rates)
    if given.only:
        print(f"{measured}\n\n{computed}")
    else:
        put("measured", measured, PAGE)
        put("computed", computed, PAGE)


if __name__ == "__main__":
    main()
