"""Memory that a worker no longer uses goes back to the system.

A query over all articles takes hundreds of megabytes for a moment. The C library keeps what is freed, and each worker
would stay as large as the largest query that it has ever answered. ``malloc_trim`` (glibc) gives it back, also from the
midst of the heap, where ``M_TRIM_THRESHOLD`` reaches only its end. Where there is none, nothing happens here.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

__all__ = ["GROWTH", "Thrift", "resident", "trimmer"]

GROWTH: Final = 64_000_000
"""Bytes that a worker may grow before it looks for what it can give back."""
_STATM: Final = Path("/proc/self/statm")


def resident() -> int:
    """Bytes of memory that this process holds and shares with no file; 0 where that cannot be told (proc(5), statm)."""
    try:
        _, pages, of_files, *_ = _STATM.read_bytes().split()
    except (OSError, ValueError):
        return 0
    import resource

    return (int(pages) - int(of_files)) * resource.getpagesize()


def trimmer() -> Callable[[], None] | None:
    """What gives free memory back; None where the C library has no such function."""
    with contextlib.suppress(Exception):
        import ctypes

        trim = ctypes.CDLL(None).malloc_trim
        return lambda: trim(0)
    return None


class Thrift:
    """Gives back when the process has grown since it was smallest."""

    def __init__(
        self, trim: Callable[[], None] | None, held: Callable[[], int] = resident, growth: int = GROWTH
    ) -> None:
        self._trim, self._held, self._growth = trim, held, growth
        self._least = held()

    def look(self) -> bool:
        """Give back what is worth it; whether it was. What is still in use afterwards does not count as growth."""
        if self._trim is None:
            return False
        held = self._held()
        if held - self._least < self._growth:
            self._least = min(self._least, held)
            return False
        self._trim()
        self._least = self._held()
        return True
