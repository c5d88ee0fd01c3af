"""The claims as a Parquet file, with the columns of the CSV: times as times, offsets as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import IO, Any

from kg.errors import MissingExtraError
from kg.export.claims import articles
from kg.export.selection import Selection
from kg.export.tables import COLUMNS, cells

__all__ = ["write_parquet"]

_ROWS = 50_000
"""Rows that are held in memory and written as one group."""


def write_parquet(selection: Selection, file: IO[bytes]) -> None:
    """One claim a row, a group of rows at a time. Raises MissingExtraError where pyarrow is not installed."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"Parquet is written with the package {error.name}, which is not installed",
            remedy="Install it: pip install 'news-kg[data]'. Or write CSV.",
        ) from None
    special = {"published": pa.timestamp("us", "UTC"), "start": pa.int64(), "end": pa.int64()}
    schema = pa.schema([(name, special.get(name, pa.string())) for name in COLUMNS])
    rows = _rows(selection)
    with pq.ParquetWriter(file, schema) as writer:
        while group := list(islice(rows, _ROWS)):
            columns = dict(zip(COLUMNS, zip(*group, strict=True), strict=True))
            writer.write_table(pa.table(columns, schema=schema))


def _rows(selection: Selection) -> Iterator[tuple[Any, ...]]:
    published = COLUMNS.index("published")
    for article in articles(selection):
        for claim in article.claims:
            row = cells(article, claim)
            yield (*row[:published], _moment(str(row[published])), *row[published + 1 :])


def _moment(stamp: str) -> datetime | None:
    """In UTC; None where it is none, or Python's calendar has it not."""
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
