"""What many pages begin with is worked out before anybody asks, where the store has been as it is for a while."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol

from kg.errors import KgError
from kg.web.listing import passing_on
from kg.web.naming import names_of
from kg.web.pages.lists import speakers_of
from kg.web.pages.overviews import pairs_of
from kg.web.pages.times import starts_of
from kg.web.ranking import ranks_of
from kg.web.reading import Reading
from kg.web.reply import Reply, json_reply

__all__ = ["STEPS", "Warming", "warm"]

_QUIET = 10.0
"""Seconds: a build publishes a state every five, and none of those is worth the work."""
_LOOK = 2.0
"""Seconds between two looks at which state is published."""
STEPS: tuple[Callable[[Reading], object], ...] = (
    ranks_of,
    names_of,
    passing_on,
    speakers_of,
    starts_of,
    lambda reading: pairs_of(reading, {}),
)


def warm(reading: Reading, step: int) -> Reply:
    """Work something out, which the worker keeps for the state of its store."""
    STEPS[step](reading)
    return json_reply(step, lasting=False)


class _Answer(Protocol):
    def body(self) -> AsyncIterator[bytes]: ...


class _Asked(Protocol):
    @property
    def idle(self) -> bool: ...

    async def ask(self, job: Callable[..., Reply], /, *args: Any, free_query: bool = False) -> _Answer: ...


class _States(Protocol):
    def state(self) -> str: ...


class Warming:
    """Has each worker work these things out, one at a time, so that all others answer meanwhile."""

    def __init__(
        self, states: _States, workers: _Asked, count: int, quiet: float = _QUIET, look: float = _LOOK
    ) -> None:
        self._states = states
        self._workers = workers
        self._count = count
        self._quiet, self._look = quiet, look

    async def run(self) -> None:
        """At the start, and whenever another state has been there for a while; until cancelled."""
        clock = asyncio.get_running_loop().time
        warmed, seen, since = "", self._states.state(), -self._quiet
        while True:
            state = self._states.state()
            if state != seen:
                seen, since = state, clock()
            if state and state != warmed and clock() - since >= self._quiet:
                await self.all_workers(state)
                warmed = state
            await asyncio.sleep(self._look)

    async def all_workers(self, state: str) -> None:
        """Every step by every worker, when none has anything else to do: whoever has waited longest gets the next.

        Ends where the state is another.
        """
        for step in range(len(STEPS)):
            for _ in range(self._count):
                while not self._workers.idle:
                    await asyncio.sleep(self._look)
                if self._states.state() != state:
                    return
                try:
                    answer = await self._workers.ask(warm, step, free_query=True)
                    async for _chunk in answer.body():
                        pass
                except KgError:  # a store that is too large for it, or workers that have better things to do
                    return
