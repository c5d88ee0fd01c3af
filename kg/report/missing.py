"""What to say where a package that dossiers need is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import MissingExtraError

__all__ = ["needs_extra"]


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """Turns what a missing package raises into MissingExtraError, which names the extra of news-kg to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "kg":
            raise
        raise MissingExtraError(
            f"dossiers are made with the package {error.name}, which is not installed",
            remedy=f"Install it: pip install 'news-kg[{extra}]'.",
        ) from None
