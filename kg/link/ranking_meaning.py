"""How close in meaning descriptions are to a passage, by static word embeddings, where ``wordllama`` is installed.

They only break ties: used instead of renown they do worse than the name alone. The model is the one that the package
ships, so nothing is fetched.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

__all__ = ["closeness"]

_Embed = Callable[[Sequence[str]], Any]


def closeness(passage: str, descriptions: Sequence[str]) -> list[float]:
    """The cosine of each description with the passage, 0 for an empty one; nothing where there are no embeddings."""
    if _embedder() is None or not passage:
        return []
    about = _vector(passage)
    return [_cosine(about, _vector(one)) if one else 0.0 for one in descriptions]


@lru_cache(maxsize=1 << 13)
def _vector(text: str) -> tuple[float, ...]:
    embed = _embedder()
    assert embed is not None
    return tuple(float(value) for value in embed([text])[0])


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    length = math.sqrt(sum(a * a for a in one)) * math.sqrt(sum(b * b for b in other))
    return sum(a * b for a, b in zip(one, other, strict=True)) / length if length else 0.0


@cache
def _embedder() -> _Embed | None:
    try:
        wordllama: Any = import_module("wordllama")  # by name: it is an extra, and has no types
    except ImportError:
        return None
    shipped = Path(wordllama.__file__).parent
    model = wordllama.WordLlama.load(cache_dir=shipped, disable_download=True)
    embed: _Embed = model.embed
    return embed
