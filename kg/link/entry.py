"""What is known of a Wikidata item before anybody says that it is meant, and where such knowledge comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

__all__ = ["Entry", "Source"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A Wikidata item as an index or a service tells of it."""

    qid: str
    """Such as "Q843"."""
    label: str
    description: str = ""
    aliases: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """The items that it is an instance of (P31)."""
    sitelinks: int = 0
    """How many wikis have a page on it: how well known it is."""


class Source(Protocol):
    """Somewhere to ask for items by name: the user's index, or a live service."""

    @property
    def name(self) -> str:
        """What a link says of where it comes from, with the version or date where there is one."""
        ...

    def named(self, name: str) -> tuple[Entry, ...]:
        """The items that a name may stand for, best known first; empty where there is none."""
        ...
