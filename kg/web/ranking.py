"""The order in which articles come, and what lies in them: the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from kg.web.facts import document_of
from kg.web.reading import Reading

__all__ = ["latest_first", "ranks_of"]


def ranks_of(reading: Reading) -> dict[str, int]:
    """Article → its place when the latest come first. An article without a date has none."""
    return reading.kept("ranks of articles", lambda: _ranks(reading))


def _ranks(reading: Reading) -> dict[str, int]:
    rows = sorted(reading.rows("SELECT ?article ?on { ?article schema:datePublished ?on }"))
    rows.sort(key=lambda row: _instant(row[1]), reverse=True)
    return {row[0]: place for place, row in enumerate(rows)}


def _instant(stamp: str) -> str:
    """A moment in the zone of all others, so that they can be compared as words."""
    if stamp.endswith("Z"):
        return stamp
    try:
        found = datetime.fromisoformat(stamp)
        return f"{found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    except (ValueError, OverflowError):  # such as a year before 1, which XSD has and Python has not
        return stamp


def latest_first(reading: Reading, things: Iterable[str]) -> list[str]:
    """Things that lie in articles, those of the latest articles first."""
    ranks = ranks_of(reading)
    last = len(ranks)

    def place(iri: str) -> tuple[int, str, int, str]:
        article = document_of(iri) or ""
        return ranks.get(article, last), article, len(iri), iri

    return sorted(things, key=place)
