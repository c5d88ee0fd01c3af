"""What was measured, as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Row", "table"]


class Row(NamedTuple):
    """One figure."""

    what: str
    peer: str
    """What it is compared with."""
    figure: str


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown."""
    lines = [f"| {row.what} | {row.peer} | {row.figure} |" for row in rows]
    return "\n".join(["| | compared with | measured |", "|---|---|---|", *lines])
