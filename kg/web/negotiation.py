"""Which of the forms at hand a client wants: its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from kg.errors import RequestError

__all__ = ["accepts_html", "best", "chosen"]


@lru_cache(maxsize=500)
def best(accept: str, offered: tuple[str, ...]) -> str | None:
    """The media type that is liked most, of those equally liked the first that is offered; None where none will do.

    >>> best("text/html;q=0.5, text/turtle", ("text/html", "text/turtle"))
    'text/turtle'
    >>> best("*/*", ("text/turtle", "text/html")), best("image/png", ("text/html",))
    ('text/turtle', None)
    """
    ranges = list(_ranges(accept)) or [("*/*", 1.0)]
    liked = [(_quality(kind, ranges), -place, kind) for place, kind in enumerate(offered)]
    quality, _, kind = max(liked, default=(0.0, 0, ""))
    return kind if quality > 0 else None


def chosen(accept: str, offered: Iterable[str]) -> str:
    """The same; RequestError (406) where none will do."""
    offered = tuple(offered)
    found = best(accept, offered)
    if found is None:
        raise RequestError(
            "what is asked for is written in no format that the Accept header names",
            status=406,
            remedy=f"It can be had as: {', '.join(offered)}.",
        )
    return found


def accepts_html(accept: str) -> bool:
    """Whether a page is wanted: named before data, not merely let in by */*."""
    return any(kind in ("text/html", "application/xhtml+xml") for kind, quality in _ranges(accept) if quality > 0)


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(",")[:50]:
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        if "/" not in kind:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _number(value)
        yield kind.lower(), quality


def _number(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        return 0.0
    return number if 0 <= number <= 1 else 0.0


def _quality(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Of the most specific range that fits."""
    for fitting in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        found = [quality for name, quality in ranges if name == fitting]
        if found:
            return max(found)
    return 0.0
