"""Columns as data frames of pandas and polars, with types that fit: times in UTC, numbers, lists of texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import MissingExtraError, UsageError
from kg.frames.tables import Kind

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]
    import polars as pl

__all__ = ["Frame", "Library", "as_frame", "missing_extra"]

Library = Literal["pandas", "polars"]
Frame = Any
"""A pandas.DataFrame or a polars.DataFrame."""
Cells = Mapping[str, Sequence[Any]]


def as_frame(cells: Cells, kinds: Mapping[str, Kind], library: Library) -> Frame:
    """The columns as a frame of that library. Raises MissingExtraError where it is not installed, UsageError where it
    is another.
    """
    if library == "pandas":
        return _pandas(cells, kinds)
    if library == "polars":
        return _polars(cells, kinds)
    raise UsageError(f"there are no frames of {library!r} here", remedy="Say 'pandas' or 'polars'.")


def missing_extra(error: ModuleNotFoundError) -> MissingExtraError:
    """What to say where a package for frames and networks is not installed."""
    return MissingExtraError(
        f"this needs the package {error.name}, which is not installed",
        remedy="Install it: pip install 'news-kg[data]'.",
    )


def _pandas(cells: Cells, kinds: Mapping[str, Kind]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ModuleNotFoundError as error:
        raise missing_extra(error) from None
    types = {
        "text": "string",
        "texts": "object",
        "time": "datetime64[us, UTC]",
        "integer": "Int64",
        "decimal": "Float64",
        "truth": "boolean",
    }
    return pd.DataFrame({name: pd.Series(list(cells[name]), dtype=types[kind]) for name, kind in kinds.items()})


def _polars(cells: Cells, kinds: Mapping[str, Kind]) -> pl.DataFrame:
    try:
        import polars as pl
    except ModuleNotFoundError as error:
        raise missing_extra(error) from None
    types: dict[Kind, Any] = {
        "text": pl.String,
        "texts": pl.List(pl.String),
        "time": pl.Datetime("us", "UTC"),
        "integer": pl.Int64,
        "decimal": pl.Float64,
        "truth": pl.Boolean,
    }
    return pl.DataFrame(
        {name: list(cells[name]) for name in kinds}, schema={name: types[kinds[name]] for name in kinds}
    )
