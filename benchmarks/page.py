"""The page with the figures: each benchmark rewrites the part between its own marks, and leaves the rest."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["PAGE", "put"]

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "how-fast.md"


def put(name: str, text: str, page: Path = PAGE) -> None:
    """Put a text between ``<!-- name -->`` and ``<!-- end of name -->``. Raises ValueError where they are missing."""
    old = page.read_text(encoding="utf-8")
    pattern = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end of {re.escape(name)} -->)", re.DOTALL)
    if not pattern.search(old):
        raise ValueError(f"{page} has no place for {name}")
    new = pattern.sub(lambda match: f"{match[1]}\n{text.strip()}\n\n{match[2]}", old)
    page.write_text(new, encoding="utf-8")
