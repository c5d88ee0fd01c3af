"""Keys by which articles on one matter are found among many: what they name, by the month of publication.

Articles are compared only where they share names that tell something (kg.align.comparing_events.common_names), so what
shares no key has no relation either; but for articles that share nothing but three countries, and no event between two
of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from kg.align.signs import ArticleSigns

__all__ = ["keys_of", "keys_to_ask"]

_MONTH: Final = 30
_NONE: Final = "undated"


def keys_of(signs: ArticleSigns) -> set[str]:
    """The keys under which an article is kept."""
    month = _NONE if signs.published is None else str(signs.published // _MONTH)
    return {f"{what}|{month}" for what in _whats(signs)}


def keys_to_ask(signs: ArticleSigns) -> set[str]:
    """The keys of articles that it may have to do with: those of its own month, and of the months beside."""
    months = [_NONE]
    if signs.published is not None:
        month = signs.published // _MONTH
        months += [str(month - 1), str(month), str(month + 1)]
    return {f"{what}|{month}" for what in _whats(signs) for month in months}


def _whats(signs: ArticleSigns) -> Iterator[str]:
    yield from (name for name, weight in signs.names.items() if weight >= 1)
    for event in signs.events:
        if event.concept and not event.speech:
            for pair in combinations(sorted(event.sides)[:4], 2):
                yield f"{event.concept}|{'|'.join(pair)}"
