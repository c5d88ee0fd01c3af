"""Lists of words that people can read and correct, one file each in ``kg/link/words/``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["words"]


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list: "titles", "legal_forms"."""
    return frozenset(files(__package__).joinpath("words", f"{name}.txt").read_text(encoding="utf-8").split())
