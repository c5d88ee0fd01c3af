"""Memory that was used for a while and is not any more."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

__all__ = ["give_back"]


def give_back() -> bool:
    """Give free memory back to the system, where the C library can; whether there was any.

    A parse, and the store's tables while they are written, take tens of megabytes for a moment. GNU's C library keeps
    them between what is still used, and takes more the next time, so that a long build seems to grow:
    https://man7.org/linux/man-pages/man3/malloc_trim.3.html. Takes some 20 ms.
    """
    return _trim()(0) == 1


@cache
def _trim() -> Callable[[int], int]:
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # another C library
        return lambda _: 0
    return trim
