"""Counts, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Finding", "Measures", "Share", "Tally"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were found, how many there are, and how many of those found are right.

    >>> Tally(right=3, found=4, gold=6).f1
    0.6
    """

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 0 where there is nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of so many are right. A share that is a mean of overlaps is right in fractions."""

    right: float = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float:
        """Between 0 and 1; 0 of none."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was missed, found though it is not there, or read wrongly."""

    kind: Literal["miss", "extra", "wrong"]
    of: str
    """What it is about: "claim", "event", "speech act", …"""
    article: str
    words: str
    """The words of the article that it is about."""
    wanted: str = ""
    got: str = ""


@dataclass(slots=True)
class Measures:
    """All that was counted, of one article or of many."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    confusions: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    """Table → (what it is, what was found) → how often."""
    findings: list[Finding] = field(default_factory=list)

    def count(self, name: str, right: int, found: int, gold: int) -> None:
        """Add to a tally."""
        self.tallies[name] = self.tallies.get(name, Tally()) + Tally(right, found, gold)

    def share(self, name: str, right: float, of: int = 1) -> None:
        """Add to a share."""
        self.shares[name] = self.shares.get(name, Share()) + Share(right, of)

    def confuse(self, table: str, wanted: str, got: str) -> None:
        """Add one to a cell of a table."""
        self.confusions.setdefault(table, Counter())[wanted, got] += 1

    @classmethod
    def sum(cls, parts: Iterable[Measures]) -> Measures:
        """All parts as one."""
        total = cls()
        for part in parts:
            for name, tally in part.tallies.items():
                total.tallies[name] = total.tallies.get(name, Tally()) + tally
            for name, share in part.shares.items():
                total.shares[name] = total.shares.get(name, Share()) + share
            for table, cells in part.confusions.items():
                total.confusions.setdefault(table, Counter()).update(cells)
            total.findings.extend(part.findings)
        return total

    def figure(self, name: str) -> float | None:
        """The F1 of a tally or the value of a share of that name; None where it was not measured."""
        if name in self.tallies:
            return self.tallies[name].f1
        return self.shares[name].value if name in self.shares else None
