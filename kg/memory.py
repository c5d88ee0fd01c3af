"""Memory that was used for a while and is not any more."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache

__all__ = ["give_back", "keep_less"]

_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD in malloc.h."""
_LARGE = 512 * 1024
"""Bytes of a large piece."""


def give_back() -> bool:
    """Give free memory back to the system, where the C library can; whether there was any.

    A parse, and the store's tables while they are written, take tens of megabytes for a moment. GNU's C library keeps
    them between what is still used, and takes more the next time, so that a long build seems to grow:
    https://man7.org/linux/man-pages/man3/malloc_trim.3.html. Takes some 20 ms.
    """
    return _trim()(0) == 1


def keep_less() -> bool:
    """Have what is taken in large pieces given back as soon as it is free, for as long as the process runs; whether the
    C library can.

    GNU's C library keeps larger and larger pieces, up to 32 MB, once such a piece has been freed, until it is told a
    limit: https://man7.org/linux/man-pages/man3/mallopt.3.html. A build takes a
    sixth less memory so, and some 5 % more time.
    """
    try:
        set_option: Callable[[int, int], int] = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library
        return False
    return set_option(_MMAP_THRESHOLD, _LARGE) == 1


@cache
def _trim() -> Callable[[int], int]:
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # another C library
        return lambda _: 0
    return trim
