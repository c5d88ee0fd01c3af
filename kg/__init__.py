"""news-kg: who says what about whom, through whom do we know it, and where exactly does it say so?"""

from __future__ import annotations

TYPE_CHECKING = False  # as in typing, which takes longer to import than all of this
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from kg.frames import OpenGraph

__all__ = ["__version__", "open"]

__version__ = "0.1.0"


def open(store: str | Path | None = None, *, frames: Literal["pandas", "polars"] = "pandas") -> OpenGraph:  # noqa: A001 - as one says it
    """The graph in a store, to be worked with in Python: tables of pandas or polars, rdflib, networkx.

    ``store`` is its folder; without one it is what kg.toml and the environment name, or ./kg-store. Raises
    StoreMissingError where there is none. Imports nothing before it is called.
    """
    from kg.frames import open_graph

    return open_graph(store, frames=frames)
