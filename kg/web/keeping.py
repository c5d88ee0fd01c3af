"""Answers that the front process keeps, for as long as the state of the store is the one that they were given in."""

from __future__ import annotations

from collections import OrderedDict

from kg.store.generations import published
from kg.web.reply import Head
from kg.web.serving import Serving

__all__ = ["ONE", "Kept"]

_BYTES = 64_000_000
ONE = 500_000
"""Bytes of an answer that is kept at most."""


class Kept:
    """Order of a worker → what it answered. The order says all that an answer depends on, beside the store."""

    def __init__(self, serving: Serving) -> None:
        self._config = serving.config
        self._state = ""
        self._answers: OrderedDict[bytes, tuple[Head, bytes]] = OrderedDict()
        self._bytes = 0
        self.used = 0

    def state(self) -> str:
        """The state that is published now; "" where that cannot be told, and nothing is kept."""
        if self._config.endpoint:
            return ""
        try:
            folder = published(self._config.store)
        except OSError:
            return ""
        return folder.name if folder is not None and folder.is_dir() else ""

    def find(self, state: str, order: bytes) -> tuple[Head, bytes] | None:
        """What was answered before in that state."""
        if state != self._state:
            self._answers.clear()
            self._state, self._bytes = state, 0
        found = self._answers.get(order)
        if found is not None:
            self._answers.move_to_end(order)
            self.used += 1
        return found

    def keep(self, state: str, order: bytes, head: Head, body: bytes) -> None:
        """Keep an answer to a request that began in that state."""
        if not state or state != self._state or not head.lasting or len(body) > ONE or order in self._answers:
            return
        self._answers[order] = head, body
        self._bytes += len(order) + len(body)
        while self._bytes > _BYTES:
            old, (_, text) = self._answers.popitem(last=False)
            self._bytes -= len(old) + len(text)
