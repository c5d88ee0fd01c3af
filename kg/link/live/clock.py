"""Time, as the clients of live services need it: passed in, so that a test need not wait for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

__all__ = ["Clock", "backoff", "retry_after"]

_FIRST_PAUSE = 1.0
_THROTTLED = 60.0
"""Seconds to wait after a 429 that names no time, as the operators of Wikidata's query service ask for."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of day in seconds since 1970, a stopwatch in seconds, and how to wait for some seconds."""

    now: Callable[[], float] = time.time
    stopwatch: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def retry_after(header: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header asks to wait; None where there is none, or none that makes sense.

    It is a number of seconds or a date (RFC 9110, section 10.2.3). A date that is past means now.

    >>> retry_after("120", 0.0)
    120.0
    >>> retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 15.0)
    45.0
    >>> retry_after("soon", 0.0) is None
    True
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:  # "-0000" says UTC of unknown origin
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, moment.timestamp() - now)


def backoff(attempt: int, status: int) -> float:
    """The seconds to wait after a failed attempt, counted from 1, where the service names none: longer each time.

    >>> [backoff(attempt, 503) for attempt in (1, 2, 3)]
    [1.0, 2.0, 4.0]
    """
    return float((_THROTTLED if status == 429 else _FIRST_PAUSE) * 2 ** (attempt - 1))
