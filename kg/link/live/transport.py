"""Asking a live service politely: one question at a time, with pauses when it asks for them, and none twice.

::

    ask ─> kept on disk, not too old? ──yes──> read it
            │ no
            └─> wants to be left alone, or was not there? ──yes──> ServiceRefusedError, OfflineError
                 │ no
                 └─> send ─┬─> understood: keep it, read it
                           ├─> 429, 502, 503, "maxlag" in a 200, connection broke off: wait as told, send again
                           └─> anything else: a ServiceError; nothing is kept

Who asks says who it is. Wikimedia's rules for clients: https://www.mediawiki.org/wiki/API:Etiquette.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final, Self, TypeVar

from kg.errors import Location, OfflineError, ServiceAnswerError, ServiceError, ServiceRefusedError
from kg.link.live.cache import AnswerCache
from kg.link.live.clock import Clock, backoff, retry_after
from kg.link.live.question import BusyError, Question, excerpt
from kg.link.live.wire import Answer, Wire

__all__ = ["DAY", "Transport"]

DAY: Final = 86_400.0
_BUSY: Final = frozenset({429, 502, 503})
_CLOSED: Final = frozenset({401, 403, 407, 451})
_T = TypeVar("_T")
Refusal = Callable[[int, bytes], ServiceError | None]


class Transport:
    """What all clients of live services ask through. Threads and processes that share it, or its cache, take turns."""

    def __init__(
        self,
        *,
        contact: str = "",
        cache: AnswerCache | None = None,
        max_age: float = 7 * DAY,
        timeout: float = 30.0,
        attempts: int = 4,
        patience: float = 120.0,
        max_bytes: int = 64 * 2**20,
        clock: Clock | None = None,
    ) -> None:
        """Settings; nothing is sent yet.

        contact: how services can reach whoever asks, such as an e-mail address; it stands in the User-Agent.
        cache: where answers are kept; without one, in memory. max_age: how old a kept answer may be, in seconds.
        timeout: seconds until an answer has to be complete. attempts: how often a question is sent at most.
        patience: seconds to wait between attempts, in all. max_bytes: the longest answer that is read, unpacked.

        Raises ConfigError where the contact cannot stand in a header.
        """
        self._clock = Clock() if clock is None else clock
        self._cache = AnswerCache() if cache is None else cache
        self._max_age = max_age
        self._attempts = attempts
        self._patience = patience
        self._wire = Wire(contact, timeout, max_bytes, self._clock.stopwatch)
        self._absent: set[str] = set()
        self._lock = threading.Lock()
        self.sent = 0
        """How many requests went out."""

    @property
    def today(self) -> str:
        """The date, in UTC: what a link says of when a service was asked."""
        return datetime.fromtimestamp(self._clock.now(), UTC).date().isoformat()

    def ask(self, question: Question, read: Callable[[bytes], _T], refusal: Refusal | None = None) -> _T:
        """The answer to a question, as ``read`` understands it.

        ``read`` raises ServiceError for a body that is an error or nonsense, and BusyError for one that says "later";
        neither is kept. ``refusal`` may know what a status other than 200 means, with the beginning of the body.

        Raises OfflineError, ServiceRefusedError, ServiceTimeoutError, AnswerTooLargeError, ServiceAnswerError, and
        MissingExtraError where httpx is not installed.
        """
        with self._lock:
            kept = self._cache.get(question.key, self._clock.now() - self._max_age)
            if kept is not None:
                with suppress(ServiceError, BusyError):  # kept by a version that understood it otherwise
                    return read(kept)
            try:
                return self._asked(question, read, refusal)
            except ServiceError as error:
                if error.location is None:
                    error.location = Location(question.place)
                raise

    def close(self) -> None:
        """Close connections and cache."""
        self._wire.close()
        self._cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _asked(self, question: Question, read: Callable[[bytes], _T], refusal: Refusal | None) -> _T:
        waited = 0.0
        for attempt in range(1, self._attempts + 1):
            self._leave_alone(question)
            try:
                answer = self._sent(question)
                understood = self._understood(answer, read, refusal)
            except BusyError as busy:
                pause = self._pause_after(busy, attempt)
                if attempt == self._attempts or waited + pause > self._patience:
                    raise self._refused(busy, pause, attempt, question) from None
                self._clock.sleep(pause)
                waited += pause
                continue
            self._cache.put(question.key, answer.body, self._clock.now())
            return understood
        raise AssertionError("there is at least one attempt")

    def _sent(self, question: Question) -> Answer:
        try:
            with self._cache.turn():
                self.sent += 1
                return self._wire.exchange(question)
        except OfflineError:
            self._absent.add(question.origin)
            raise

    def _understood(self, answer: Answer, read: Callable[[bytes], _T], refusal: Refusal | None) -> _T:
        after = retry_after(answer.retry_after, self._clock.now())
        if answer.status == 200:
            try:
                return read(answer.body)
            except BusyError as busy:
                busy.after = after if after is not None else busy.after
                raise
        error = refusal(answer.status, answer.body) if refusal is not None else None
        if error is not None:
            raise error
        said = f"HTTP {answer.status}, {excerpt(answer.body) or 'without a word'}"
        if answer.status in _BUSY:
            raise BusyError(said, answer.status, after)
        if answer.status in _CLOSED:
            raise ServiceRefusedError(
                f"the service does not let kg in: {said}", remedy="Set a contact, and check name and password if any."
            )
        raise ServiceAnswerError(f"the service answered {said}", remedy="Check the address that is set for it.")

    def _pause_after(self, busy: BusyError, attempt: int) -> float:
        # A service that says "now" and is busy again is not asked in a tight loop.
        return max(busy.after, float(attempt > 1)) if busy.after is not None else backoff(attempt, busy.status)

    def _refused(self, busy: BusyError, pause: float, attempts: int, question: Question) -> ServiceRefusedError:
        """Why nobody waits any longer; a pause that the service asked for is remembered."""
        if busy.after is not None or busy.status == 429:
            self._cache.pause(question.origin, self._clock.now() + min(pause, DAY))
            asks = f", and asks to be left alone for {pause:,.0f} seconds"
        else:
            asks = ""
        times = "once" if attempts == 1 else f"{attempts} times"
        return ServiceRefusedError(f"the service has no time (asked {times}): {busy.reason}{asks}", remedy="Try later.")

    def _leave_alone(self, question: Question) -> None:
        if question.origin in self._absent:
            raise OfflineError(f"{question.place} could not be reached before, and is not asked again")
        until = self._cache.paused(question.origin)
        if until > self._clock.now():
            moment = datetime.fromtimestamp(until, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
            raise ServiceRefusedError(f"the service asked to be left alone until {moment}", remedy="Try later.")
