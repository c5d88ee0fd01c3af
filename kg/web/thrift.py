"""Memory that a worker no longer uses goes back to the system.

A query over all articles takes hundreds of megabytes for a moment. The C library keeps what is freed, and each worker
would stay as large as the largest query that it has ever answered. ``malloc_trim`` (glibc) gives it back, also from the
midst of the heap, where ``M_TRIM_THRESHOLD`` reaches only its end.

That takes a tenth of a second where there is much, most of it when the next large query asks for the memory again: so
it is not done after each.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Final

from kg.memory import give_back

__all__ = ["EVERY", "GROWTH", "Thrift", "resident"]

GROWTH: Final = 64_000_000
"""Bytes that a worker may grow before it looks for what it can give back."""
EVERY: Final = 10.0
"""Seconds from one time to the next."""
_STATM: Final = Path("/proc/self/statm")


def resident() -> int:
    """Bytes of memory that this process holds and shares with no file; 0 where that cannot be told (proc(5), statm)."""
    try:
        _, pages, of_files, *_ = _STATM.read_bytes().split()
    except (OSError, ValueError):
        return 0
    import resource

    return (int(pages) - int(of_files)) * resource.getpagesize()


class Thrift:
    """Gives back when the process has grown since it was smallest."""

    def __init__(
        self,
        trim: Callable[[], object] = give_back,
        held: Callable[[], int] = resident,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._trim, self._held, self._clock = trim, held, clock
        self._least = held()
        self._next = clock()

    def look(self) -> bool:
        """Give back what is worth it; whether it was. What is still in use afterwards does not count as growth."""
        now = self._clock()
        if now < self._next:
            return False
        held = self._held()
        if held - self._least < GROWTH:
            self._least = min(self._least, held)
            return False
        self._trim()
        self._least, self._next = self._held(), now + EVERY
        return True
