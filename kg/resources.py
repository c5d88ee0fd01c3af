"""The folders that travel with the program: ontology, shapes and saved queries.

In an installed wheel they lie inside the package; in a checkout they lie beside it, where people look for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

__all__ = ["Folder", "folder", "resource_files"]

Folder = Literal["ontology", "shapes", "queries"]
_IN_PACKAGE = {"ontology": "ontology", "shapes": "shapes", "queries": "queries_saved"}


def folder(name: Folder) -> Path:
    """The folder of that name, in the wheel or in the checkout.

    Raises FileNotFoundError where neither has it, which is a broken installation.
    """
    package = Path(__file__).parent  # a wheel is always unpacked; importlib.resources takes longer than a query
    inside = package / _IN_PACKAGE[name]
    if inside.is_dir():
        return inside
    beside = package.parent / name
    if beside.is_dir():
        return beside
    raise FileNotFoundError(f"the folder {name!r} is missing from this installation of kg")


def resource_files(name: Folder, suffix: str) -> Iterator[Path]:
    """The files in that folder with that ending, by name."""
    yield from sorted(
        (item for item in folder(name).iterdir() if item.name.endswith(suffix)), key=lambda item: item.name
    )
