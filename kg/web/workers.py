"""The workers, seen from the front process: hand out requests, and kill who takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

from kg.errors import InternalError, KgError, QueryTimeoutError
from kg.web.errors import busy
from kg.web.reply import BODY, END, FAULT, FRAME, HEAD, Head, Reply
from kg.web.serving import Limits, Serving

__all__ = ["Answering", "Workers"]

_AHEAD = 4_000_000
"""Bytes of an answer that are taken from a worker before the client has: so that it is free for the next."""
_REQUESTS = 5_000
"""After so many a worker is replaced, which gives back what its libraries hold on to."""
_START_SECONDS = 30.0


class _Worker:
    """One process."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.answered = 0

    async def send(self, content: bytes) -> None:
        """Send an order."""
        assert self.process.stdin is not None
        self.process.stdin.write(FRAME.pack(BODY, len(content)) + content)
        await self.process.stdin.drain()

    async def receive(self) -> tuple[bytes, bytes]:
        """The next frame. Raises EOFError where the process has ended."""
        assert self.process.stdout is not None
        kind, length = FRAME.unpack(await self.process.stdout.readexactly(FRAME.size))
        return kind, await self.process.stdout.readexactly(length) if length else b""

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()


class Answering:
    """An answer that is on its way."""

    def __init__(self, head: Head, body: AsyncIterator[bytes]) -> None:
        self.head = head
        self.body = body
        """Its end is the end of a whole answer; what breaks off raises."""


class Workers:
    """A number of processes that answer one request each at a time."""

    def __init__(self, serving: Serving) -> None:
        self._told = replace(serving, token="")  # the workers have no use for it
        self._limits = serving.limits
        self._count = max(2, serving.workers)
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        self._queries = asyncio.Semaphore(self._count - 1)
        """Free queries leave one worker for the rest: they may take their whole time."""
        self._all: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.waiting = 0
        self.killed = 0

    @property
    def alive(self) -> int:
        """Workers that run."""
        return sum(worker.process.returncode is None for worker in self._all)

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
        await asyncio.gather(*(worker.process.wait() for worker in self._all))

    async def _add(self) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.web.working", stdin=PIPE, stdout=PIPE, limit=1 << 20
        )
        worker = _Worker(process)
        self._all.add(worker)
        try:
            async with asyncio.timeout(_START_SECONDS):
                await worker.send(pickle.dumps(self._told))
                await worker.receive()
        except (TimeoutError, EOFError, ConnectionError) as error:
            self._drop(worker)
            raise InternalError("a worker process does not start") from error
        self._free.put_nowait(worker)

    def _drop(self, worker: _Worker) -> None:
        worker.kill()
        self._all.discard(worker)
        self._later(self._reap(worker))

    def _replace(self, worker: _Worker) -> None:
        self._drop(worker)
        if not self._closed:
            self._later(self._add())

    async def _reap(self, worker: _Worker) -> None:
        await worker.process.wait()

    def _later(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def ask(
        self,
        job: Callable[..., Reply],
        /,
        *args: Any,
        free_query: bool = False,
        last: bool = False,
        **kwargs: Any,
    ) -> Answering:
        """Have a worker do a job; its last, where the job leaves a language model in its memory.

        Comes back when the head of the answer is there.

        Raises the KgError that the job raised, QueryTimeoutError where time is up, RequestError where no worker is
        free in time, InternalError where the worker ended.
        """
        order = pickle.dumps((job, args, kwargs))
        async with contextlib.AsyncExitStack() as stack:
            worker = await self._turn(stack, free_query)
            found = _Arriving(worker, self._limits)
            self._later(self._carry(found, order, stack.pop_all(), last))
        try:
            head = await found.head
        except asyncio.CancelledError:
            found.abandon()
            raise
        return Answering(head, found.body())

    async def _turn(self, stack: contextlib.AsyncExitStack, free_query: bool) -> _Worker:
        if self.waiting >= self._limits.waiting:
            raise busy("too many requests wait already")
        self.waiting += 1
        try:
            async with asyncio.timeout(self._limits.waiting_seconds):
                if free_query:
                    await stack.enter_async_context(self._queries)
                while True:
                    worker = await self._free.get()
                    if worker.process.returncode is None:
                        return worker
                    self._replace(worker)
        except TimeoutError:
            raise busy("all workers are busy") from None
        finally:
            self.waiting -= 1

    async def _carry(self, arriving: _Arriving, order: bytes, held: contextlib.AsyncExitStack, last: bool) -> None:
        """Take an answer from a worker; give the worker back, or replace it."""
        worker = arriving.worker
        async with held:
            whole = await arriving.carry(order)
        worker.answered += 1
        if whole and not last and worker.answered < _REQUESTS:
            self._free.put_nowait(worker)
        else:
            self.killed += not whole
            self._replace(worker)


class _Arriving:
    """What comes from a worker for one request."""

    def __init__(self, worker: _Worker, limits: Limits) -> None:
        self.worker = worker
        self._limits = limits
        self.head: asyncio.Future[Head] = asyncio.get_running_loop().create_future()
        self._chunks: asyncio.Queue[bytes | Exception | None] = asyncio.Queue()
        self._ahead = 0
        self._room = asyncio.Event()
        self._room.set()
        self._finished = False

    def abandon(self) -> None:
        """The client has gone: stop the work, if it goes on."""
        if not self._finished:
            self.worker.kill()
        self._room.set()

    async def carry(self, order: bytes) -> bool:
        """Whether the worker is fit for the next request."""
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self.worker.send(order)
                return await self._frames()
        except TimeoutError:
            error: Exception = QueryTimeoutError(
                f"the answer took longer than {self._limits.seconds:g} seconds",
                remedy="Make the question more selective: name an actor, an article or a date, or set a LIMIT.",
            )
        except (EOFError, ConnectionError):
            error = QueryTimeoutError(
                "the answer needed more memory than it may take, or the process that worked on it was ended",
                remedy="Make the question more selective: name an actor, an article or a date, or set a LIMIT.",
            )
        self.worker.kill()
        self._fail(error)
        return False

    async def _frames(self) -> bool:
        total = 0
        while True:
            kind, content = await self.worker.receive()
            if kind == BODY:
                total += len(content)
                await self._keep(content)
                if total > self._limits.answer_bytes:
                    raise TimeoutError
            elif kind == HEAD:
                if not self.head.done():
                    self.head.set_result(Head(**json.loads(content)))
            elif kind == END:
                self._finished = True
                self._chunks.put_nowait(None)
                return True
            elif kind == FAULT:
                self._finished = True
                error = pickle.loads(content)
                self._fail(error if isinstance(error, KgError) else InternalError("a worker failed"))
                return True

    async def _keep(self, chunk: bytes) -> None:
        await self._room.wait()
        self._chunks.put_nowait(chunk)
        self._ahead += len(chunk)
        if self._ahead > _AHEAD:
            self._room.clear()

    def _fail(self, error: Exception) -> None:
        if self.head.done():
            self._chunks.put_nowait(error)
        else:
            self.head.set_exception(error)

    async def body(self) -> AsyncIterator[bytes]:
        """The body as it comes; raises what broke it off."""
        ended = False
        try:
            while True:
                chunk = await self._chunks.get()
                if chunk is None or isinstance(chunk, Exception):
                    ended = True
                    if chunk is not None:
                        raise chunk
                    return
                self._ahead -= len(chunk)
                self._room.set()
                yield chunk
        finally:
            if not ended:
                self.abandon()
