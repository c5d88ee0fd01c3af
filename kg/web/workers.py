"""The workers, seen from the front process: hand out requests, and kill who takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kg.errors import InternalError
from kg.web.answering import Answering, Arriving, Process
from kg.web.errors import busy
from kg.web.reply import Reply
from kg.web.serving import Serving

__all__ = ["Workers"]

_REQUESTS = 5_000
"""After so many a worker is replaced, which gives back what its libraries hold on to."""
_START_SECONDS = 30.0


class _Line:
    """Requests that wait for a turn, in the order in which they came."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, asyncio.Future[Process]]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def join(self, number: int) -> asyncio.Future[Process]:
        """What is at hand when it is one's turn."""
        turn: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._waiting.append((number, turn))
        return turn

    def leave(self, turn: asyncio.Future[Process]) -> None:
        """Wait no longer."""
        self._waiting = deque(one for one in self._waiting if one[1] is not turn)

    def first(self) -> int:
        """The number of who is first."""
        return self._waiting[0][0]

    def call(self, worker: Process) -> None:
        """Give a worker to who is first."""
        self._waiting.popleft()[1].set_result(worker)


class Workers:
    """A number of processes that answer one request each at a time."""

    def __init__(self, serving: Serving) -> None:
        self._told = replace(serving, token="")  # the workers have no use for it
        self._limits = serving.limits
        self._count = max(2, serving.workers)
        self._free: deque[Process] = deque()
        self._pages, self._queries = _Line(), _Line()
        self._numbered = 0
        self._querying = 0
        """Free queries that are worked on. They leave one worker to the rest: they may take their whole time."""
        self._all: set[Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.killed = 0

    @property
    def alive(self) -> int:
        """Workers that run."""
        return sum(worker.runs for worker in self._all)

    @property
    def idle(self) -> bool:
        """Whether no worker has anything to do."""
        return len(self._free) == self._count

    @property
    def waiting(self) -> int:
        """Requests that wait for a turn."""
        return len(self._pages) + len(self._queries)

    async def start(self) -> None:
        """Start all. Raises InternalError where one does not come up."""
        await asyncio.gather(*(self._add() for _ in range(self._count)))

    async def stop(self) -> None:
        """End all."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        for worker in self._all:
            worker.kill()
        await asyncio.gather(*(worker.ended for worker in self._all))

    async def _add(self) -> None:
        _, worker = await asyncio.get_running_loop().subprocess_exec(
            Process, sys.executable, "-m", "kg.web.working", stderr=None
        )
        self._all.add(worker)
        try:
            async with asyncio.timeout(_START_SECONDS):
                worker.send(pickle.dumps(self._told))
                await worker.ready
        except (TimeoutError, EOFError) as error:
            worker.kill()
            self._all.discard(worker)
            raise InternalError("a worker process does not start") from error
        self._free.append(worker)
        self._hand_out()

    def _replace(self, worker: Process) -> None:
        worker.kill()
        self._all.discard(worker)
        if not self._closed:
            task = asyncio.get_running_loop().create_task(self._add_again())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _add_again(self) -> None:
        while not self._closed:
            with contextlib.suppress(InternalError):
                await self._add()
                return
            await asyncio.sleep(1)

    async def ask(
        self, job: Callable[..., Reply], /, *args: Any, free_query: bool = False, last: bool = False, **kwargs: Any
    ) -> Answering:
        """Have a worker do a job; its last, where the job leaves a language model in its memory.

        Comes back when the head of the answer is there.

        Raises the KgError that the job raised, QueryTimeoutError where time is up, RequestError where no worker is
        free in time, InternalError where the worker ended.
        """
        return await self.carry(pickle.dumps((job, args, kwargs)), free_query=free_query, last=last)

    async def carry(self, order: bytes, *, free_query: bool = False, last: bool = False) -> Answering:
        """The same for a job that is pickled already."""
        worker = await self._turn(free_query)

        def done(whole: bool) -> None:
            self._querying -= free_query
            self._back(worker, whole, last)

        arriving = Arriving(worker, self._limits, done)
        arriving.begin(order)
        try:
            await arriving.head
        except asyncio.CancelledError:
            arriving.abandon()
            raise
        return Answering(arriving)

    async def _turn(self, free_query: bool) -> Process:
        if self.waiting >= self._limits.waiting:
            raise busy("too many requests wait already")
        line = self._queries if free_query else self._pages
        self._numbered += 1
        turn = line.join(self._numbered)
        self._hand_out()
        if turn.done():
            return turn.result()
        try:
            async with asyncio.timeout(self._limits.waiting_seconds):
                return await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled():
                self._querying -= free_query
                self._free.append(turn.result())
                self._hand_out()
            else:
                line.leave(turn)
            if isinstance(error, TimeoutError):
                raise busy("all workers are busy") from None
            raise

    def _hand_out(self) -> None:
        while self._free:
            if not self._free[0].runs:
                self._replace(self._free.popleft())
                continue
            lines = [line for line in (self._pages, self._queries) if line]
            if self._querying >= self._count - 1:
                lines = [line for line in lines if line is not self._queries]
            if not lines:
                return
            line = min(lines, key=_Line.first)
            self._querying += line is self._queries  # at once, or two that waited would both get a turn
            line.call(self._free.popleft())

    def _back(self, worker: Process, whole: bool, last: bool) -> None:
        """Take a worker back, or replace it."""
        worker.answered += 1
        if whole and not last and worker.answered < _REQUESTS:
            self._free.append(worker)
        else:
            self.killed += not whole
            self._replace(worker)
        self._hand_out()
