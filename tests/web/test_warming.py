"""What pages begin with is worked out before anybody asks, by each worker, while none has better things to do."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from kg.config import Config
from kg.errors import RequestError
from kg.web import Serving
from kg.web.pages.lists import home_page
from kg.web.reading import Reading
from kg.web.reply import Reply
from kg.web.warming import STEPS, Warming, warm


class States:
    """The published states as they follow, the last for ever."""

    def __init__(self, *following: str) -> None:
        self.following = list(following)

    def state(self) -> str:
        return self.following.pop(0) if len(self.following) > 1 else self.following[0]


class Workers:
    """Notes what is asked."""

    def __init__(self, idle: bool = True, fault: Exception | None = None) -> None:
        self.asked: list[int] = []
        self.looked = asyncio.Event()
        self._idle, self._fault = idle, fault

    @property
    def idle(self) -> bool:
        self.looked.set()
        return self._idle

    async def ask(self, job: Callable[..., Reply], /, *args: Any, free_query: bool = False) -> Workers:
        assert job is warm and free_query
        self.asked.append(args[0])
        if self._fault:
            raise self._fault
        return self

    async def body(self) -> AsyncIterator[bytes]:
        yield b""


async def ran(states: States, workers: Workers, asked: int, quiet: float = 0.0) -> None:
    """Until so much has been asked, and a little longer."""
    running = asyncio.create_task(Warming(states, workers, 3, quiet=quiet, look=0.001).run())
    async with asyncio.timeout(20):
        while len(workers.asked) < asked:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.02)
    running.cancel()


def test_each_worker_is_asked_for_each_step_once() -> None:
    async def tried() -> Counter[int]:
        workers = Workers()
        await ran(States("g-1"), workers, 3 * len(STEPS))
        return Counter(workers.asked)

    assert asyncio.run(tried()) == Counter(dict.fromkeys(range(len(STEPS)), 3))


def test_another_state_ends_it_and_it_begins_anew() -> None:
    async def tried() -> list[int]:
        workers = Workers()
        await ran(States(*["g-1"] * 6, "g-2"), workers, 3 * len(STEPS) + 4)
        return workers.asked

    asked = asyncio.run(tried())
    assert 3 * len(STEPS) < len(asked) < 6 * len(STEPS)
    assert asked[-3 * len(STEPS) :] == [step for step in range(len(STEPS)) for _ in range(3)]


def test_a_state_that_is_new_is_left_to_rest() -> None:
    async def tried() -> int:
        workers = Workers()
        await ran(States("g-1", "g-2"), workers, 0, quiet=3600)
        return len(workers.asked)

    assert asyncio.run(tried()) == 0


def test_where_states_cannot_be_told_or_workers_are_busy_nothing_is_asked() -> None:
    async def tried(states: States, workers: Workers) -> int:
        await ran(states, workers, 0)
        return len(workers.asked)

    async def all_tried() -> list[int]:
        return [await tried(States(""), Workers()), await tried(States("g-1"), Workers(idle=False))]

    assert asyncio.run(all_tried()) == [0, 0]


def test_what_goes_wrong_ends_it_and_nothing_else() -> None:
    async def tried() -> list[int]:
        workers = Workers(fault=RequestError("too slow", status=503))
        await ran(States("g-1"), workers, 1)
        return workers.asked

    assert asyncio.run(tried()) == [0]


def test_pages_are_the_same_with_it_and_without(folder: Path) -> None:
    cold, warmed = Reading(Serving(Config(store=folder))), Reading(Serving(Config(store=folder)))
    for step in range(len(STEPS)):
        warm(warmed, step)
    assert home_page(cold).body == home_page(warmed).body
    cold.close()
    warmed.close()
