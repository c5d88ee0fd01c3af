"""An item on its way from a dump into an index, and which items are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Item", "Selection"]

Item = tuple[int, str, str, Sequence[str], Sequence[str], int]
"""Number of the QID, label, description, further names, types (P31) as QIDs, count of sitelinks.

A tuple, not a class: there are millions, and they are made once and written."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which items of a dump go into an index, and which of their names."""

    languages: tuple[str, ...] = ("en",)
    """The first that an item has a label in gives its label; names in the others are further names."""
    classes: tuple[str, ...] = ()
    """Items that are an instance of one of these (P31, as stated); all where it is empty."""
    min_sitelinks: int = 0
    """How many wikis must have a page on it."""

    def as_record(self) -> dict[str, Any]:
        """What is written into the index, and compared before a build is taken up again."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}
