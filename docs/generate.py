"""Writes what is generated in docs/ and README.md anew, or checks that it is up to date.

Two things are generated: the pages of docs/reference/, from the code, and the output below each command in a
``console`` block of any other page, by running the commands. Usage: ``python docs/generate.py [--check] [PAGE…]``.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from reference_pages import PAGES
from sessions import rerun

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"


def session_pages() -> list[Path]:
    """The pages, README first, that show a session at the prompt."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in pages if "```console" in page.read_text(encoding="utf-8")]


def pages() -> Iterator[tuple[Path, Callable[[], str]]]:
    """Each page with what writes it."""
    for name, write in PAGES.items():
        yield REFERENCE / name, write
    for page in session_pages():
        yield page, partial(rerun, page.read_text(encoding="utf-8"))


def main() -> int:
    """Write, or with --check compare; 1 where something is out of date."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 where a page is out of date")
    parser.add_argument("pages", nargs="*", type=Path, help="only these pages")
    options = parser.parse_args()
    chosen = {page.resolve() for page in options.pages}
    stale = 0
    for path, write in pages():
        if chosen and path not in chosen:
            continue
        wanted = write()
        present = path.read_text(encoding="utf-8") if path.exists() else ""
        if present == wanted:
            continue
        stale += 1
        name = str(path.relative_to(ROOT))
        if options.check:
            lines = difflib.unified_diff(present.splitlines(), wanted.splitlines(), name, "as it is", lineterm="")
            print("\n".join(lines))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted, encoding="utf-8")
            print(f"wrote {name}")
    if options.check and stale:
        print(f"{stale} page(s) out of date: run make docs", file=sys.stderr)
    return int(options.check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
