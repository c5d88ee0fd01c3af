"""What reading gives besides articles: what failed, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import KgError

__all__ = ["ReadFailure", "Skipped"]


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """One article that could not be read. The others are read all the same."""

    source: str
    """The file, with the line where there are several articles in it: "news.jsonl:7"."""
    error: KgError


@dataclass(frozen=True, slots=True)
class Skipped:
    """Files of a folder that kg has no reader for. No failure: a folder may hold pictures and notes."""

    source: str
    """The folder."""
    files: tuple[str, ...]
    """Their paths, sorted."""
