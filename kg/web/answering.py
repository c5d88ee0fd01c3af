"""A worker process and the answer that comes from it, seen from the front process."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Any, cast

from kg.errors import InternalError, KgError, QueryTimeoutError
from kg.web.reply import BODY, END, FAULT, FRAME, HEAD, Head
from kg.web.serving import Limits

__all__ = ["Answering", "Arriving", "Process"]

_AHEAD = 4_000_000
"""Bytes of an answer that are taken from a worker before the client has: so that it is free for the next."""
_REMEDY = "Make the question more selective: name an actor, an article or a date, or set a LIMIT."


class Process(asyncio.SubprocessProtocol):
    """One worker process."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.answered = 0
        self.ready: asyncio.Future[None] = loop.create_future()
        """It has read what it has to know."""
        self.ended: asyncio.Future[None] = loop.create_future()
        self.arriving: Arriving | None = None
        self._received = bytearray()
        self._transport: asyncio.SubprocessTransport | None = None

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return not self.ended.done()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It has been started."""
        self._transport = cast(asyncio.SubprocessTransport, transport)

    def send(self, content: bytes) -> None:
        """Send an order."""
        self._pipe(0).write(FRAME.pack(BODY, len(content)) + content)

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002 - asyncio's signature
        """Hand frames on as they are whole."""
        self._received += data
        at, size = 0, len(self._received)
        while size - at >= FRAME.size:
            kind, length = FRAME.unpack_from(self._received, at)
            if size - at - FRAME.size < length:
                break
            at += FRAME.size + length
            self._take(kind, bytes(self._received[at - length : at]))
        del self._received[:at]

    def _take(self, kind: bytes, content: bytes) -> None:
        if self.arriving is not None:
            self.arriving.take(kind, content)
        elif not self.ready.done():
            self.ready.set_result(None)

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:  # noqa: ARG002
        """It sends no more."""
        if fd == 1 and self.arriving is not None:
            self.arriving.lose()

    def process_exited(self) -> None:
        """It has ended."""
        if not self.ready.done():
            self.ready.set_exception(EOFError())
            self.ready.exception()  # whoever still waits for it gets it as well
        if not self.ended.done():
            self.ended.set_result(None)
        if self._transport is not None:
            self._transport.close()  # not before: it would take the end of the process from the loop's own watcher
        if self.arriving is not None:
            self.arriving.lose()

    def pause(self) -> None:
        """Take nothing more from it."""
        with contextlib.suppress(RuntimeError):
            self._pipe(1).pause_reading()

    def resume(self) -> None:
        """Take on."""
        with contextlib.suppress(RuntimeError):
            self._pipe(1).resume_reading()

    def kill(self) -> None:
        """End it at once."""
        if self._transport is not None:
            with contextlib.suppress(ProcessLookupError):
                self._transport.kill()

    def _pipe(self, fd: int) -> Any:
        assert self._transport is not None
        return self._transport.get_pipe_transport(fd)


class Arriving:
    """What comes from a worker for one request. ``done`` is told when it can be given the next, and if not that."""

    def __init__(self, worker: Process, limits: Limits, done: Callable[[bool], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._worker, self._limits, self._done = worker, limits, done
        self.head: asyncio.Future[Head] = self._loop.create_future()
        self.chunks: deque[bytes] = deque()
        self.fault: Exception | None = None
        self.finished = False
        self._ahead = self._total = 0
        self._news: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def begin(self, order: bytes) -> None:
        """Hand the order to the worker, and look at the clock."""
        self._worker.arriving = self
        self._timer = self._loop.call_later(self._limits.seconds, self._late)
        self._worker.send(order)

    def take(self, kind: bytes, content: bytes) -> None:
        """A frame."""
        if self.finished:
            return
        if kind == BODY:
            self.chunks.append(content)
            self._ahead += len(content)
            self._total += len(content)
            if self._total > self._limits.answer_bytes:
                self._late()
            elif self._ahead > _AHEAD:
                self._worker.pause()
        elif kind == HEAD:
            if not self.head.done():
                self.head.set_result(pickle.loads(content))
        elif kind == END:
            self._finish(None, whole=True)
        elif kind == FAULT:
            error = pickle.loads(content)
            self._finish(error if isinstance(error, KgError) else InternalError("a worker failed"), whole=True)
        self._tell()

    def lose(self) -> None:
        """The process has ended."""
        self._finish(
            QueryTimeoutError(
                "the answer needed more memory than it may take, or the process that worked on it was ended",
                remedy=_REMEDY,
            ),
            whole=False,
        )

    def abandon(self) -> None:
        """The client has gone: stop the work, if it goes on."""
        self._finish(QueryTimeoutError("nobody waits for the answer"), whole=False)

    def _late(self) -> None:
        self._finish(
            QueryTimeoutError(f"the answer took longer than {self._limits.seconds:g} seconds", remedy=_REMEDY),
            whole=False,
        )

    def _finish(self, fault: Exception | None, *, whole: bool) -> None:
        if self.finished:
            return
        self.finished, self.fault = True, fault
        self._worker.arriving = None
        if self._timer is not None:
            self._timer.cancel()
        if self._ahead > _AHEAD:
            self._worker.resume()
        if fault is not None and not self.head.done():
            self.head.set_exception(fault)
            self.head.exception()  # who has gone does not ask for it
        self._tell()
        self._done(whole)

    def _tell(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)

    async def next(self) -> bytes | None:
        """The next piece of the body; None at its end. Raises what broke it off."""
        while not self.chunks:
            if self.finished:
                if self.fault is not None:
                    raise self.fault
                return None
            self._news = self._loop.create_future()
            await self._news
        chunk = self.chunks.popleft()
        before, self._ahead = self._ahead, self._ahead - len(chunk)
        if before > _AHEAD >= self._ahead and not self.finished:
            self._worker.resume()
        return chunk


class Answering:
    """An answer that is on its way."""

    def __init__(self, arriving: Arriving) -> None:
        self._arriving = arriving
        self.head = arriving.head.result()

    @property
    def whole(self) -> bytes | None:
        """The body, where all of it is here; None where more is to come, or it broke off."""
        if self._arriving.finished and self._arriving.fault is None:
            return b"".join(self._arriving.chunks)
        return None

    async def body(self) -> AsyncIterator[bytes]:
        """The body as it comes; raises what broke it off. Who does not take all of it ends the work."""
        try:
            while (chunk := await self._arriving.next()) is not None:
                yield chunk
        finally:
            self._arriving.abandon()

    def abandon(self) -> None:
        """Take no more of it."""
        self._arriving.abandon()
