"""Do one thing to many items in several processes, in order; one that dies takes only the item in its hands with it.

A process works on several items together, which may be faster than one by one. Where it dies, each of them is tried
again by itself, so that only the one that it died of is lost.

The pools of Python's library give everything up when a process is killed, as the system does where memory runs out.
Processes are spawned, not forked: threads of the store run already, and a fork would copy their locks.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

__all__ = ["Died", "in_processes"]

_Item = TypeVar("_Item")
Start = Callable[..., Callable[[Sequence[Any]], Iterable[Any]]]
_TOGETHER = 32
"""Items that a process works on together, at most."""
_AHEAD = 48
"""Items that a process has at a time, so that it never waits for the next."""
_WAITING = 64
"""Items for each process that may wait for one before them; more would fill the memory when one takes long."""


@dataclass(frozen=True, slots=True)
class Died:
    """In place of a result: the process that had the item ended by itself."""

    exit_code: int | None
    """As multiprocessing has it: minus the number of a signal."""


@dataclass(slots=True)
class _Place(Generic[_Item]):
    """An item in the order of results."""

    item: _Item
    work: Any = None
    """What a process is sent; None where there is nothing to do."""
    is_done: bool = False
    result: Any = None
    is_suspect: bool = False
    """A process died with it and others in its hands."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    holds: deque[_Place[Any]] = field(default_factory=deque)
    is_ready: bool = False


def in_processes(
    items: Iterable[tuple[_Item, Any]],
    start: Start,
    arguments: tuple[Any, ...],
    count: int,
) -> Iterator[tuple[_Item, Any]]:
    """Each item with what a process made of it, in order.

    Items come with what is to be sent to a process, or None where there is nothing to do; their result is None then.
    ``start(*arguments)`` runs once in each process and gives the function for the work, which yields a result for each
    of several items, in order; what ``start`` raises is raised here.
    """
    pool = _Pool[_Item](start, arguments, count)
    try:
        yield from pool.run(iter(items))
    finally:
        pool.end()


class _Pool(Generic[_Item]):
    def __init__(self, start: Start, arguments: tuple[Any, ...], count: int) -> None:
        self._start, self._arguments = start, arguments
        self._context = multiprocessing.get_context("spawn")
        self._count = count
        self._workers: list[_Worker] = []
        self._unsent: deque[_Place[_Item]] = deque()
        self._order: deque[_Place[_Item]] = deque()

    def run(self, items: Iterator[tuple[_Item, Any]]) -> Iterator[tuple[_Item, Any]]:
        more = True
        while more or self._order:
            more = more and self._take(items)
            self._send()
            while self._order and self._order[0].is_done:
                place = self._order.popleft()
                yield place.item, place.result
            if any(worker.holds for worker in self._workers):
                self._receive()

    def _take(self, items: Iterator[tuple[_Item, Any]]) -> bool:
        """Take items while there is somebody to work on them; False at their end."""
        while len(self._unsent) < _AHEAD * self._count and len(self._order) < _WAITING * self._count:
            try:
                item, work = next(items)
            except StopIteration:
                return False
            place = _Place(item, work, is_done=work is None)
            self._order.append(place)
            if work is not None:
                self._unsent.append(place)
        return True

    def _send(self) -> None:
        while self._unsent:
            if len(self._workers) < min(self._count, len(self._unsent) + sum(bool(w.holds) for w in self._workers)):
                self._workers.append(self._hired())
            worker = self._free_for(self._unsent[0])
            if worker is None:
                return
            place = self._unsent.popleft()
            worker.holds.append(place)
            try:
                worker.pipe.send(place.work)
            except OSError:
                self._bury(worker)

    def _free_for(self, place: _Place[_Item]) -> _Worker | None:
        """Who has the least to do. What a process may have died of is worked on alone."""
        most = 0 if place.is_suspect else _AHEAD - 1
        free = [worker for worker in self._workers if not any(held.is_suspect for held in worker.holds)]
        worker = min(free, key=lambda worker: len(worker.holds), default=None)
        return worker if worker is not None and len(worker.holds) <= most else None

    def _hired(self) -> _Worker:
        here, there = self._context.Pipe()
        process = self._context.Process(target=_work, args=(there, self._start, self._arguments), daemon=True)
        process.start()
        there.close()
        return _Worker(process, here)

    def _receive(self) -> None:
        """Wait until some process has a result, or has died."""
        ready = wait([worker.pipe for worker in self._workers if worker.holds])
        for worker in [worker for worker in self._workers if worker.pipe in ready]:
            try:
                kind, value = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if kind == "failed":
                raise value
            if kind == "ready":
                worker.is_ready = True
                continue
            place = worker.holds.popleft()
            place.is_done, place.result, place.work = True, value, None

    def _bury(self, worker: _Worker) -> None:
        """The item that it worked on is lost. Where that may be one of several, each is tried again by itself."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        if not worker.is_ready:
            raise RuntimeError(f"a worker process ended before it began (exit code {worker.process.exitcode})")
        if len(worker.holds) == 1:
            place = worker.holds.popleft()
            place.is_done, place.result, place.work = True, Died(worker.process.exitcode), None
        for place in worker.holds:
            place.is_suspect = True
        self._unsent.extendleft(reversed(worker.holds))

    def end(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()


def _work(pipe: Connection, start: Start, arguments: tuple[Any, ...]) -> None:
    """What runs in a process, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    try:
        function = start(*arguments)
    except Exception as error:
        pipe.send(("failed", error))
        return
    pipe.send(("ready", None))
    received: SimpleQueue[Any] = SimpleQueue()
    done: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_receive_all, args=(pipe, received), daemon=True).start()
    Thread(target=_send_all, args=(pipe, done), daemon=True).start()
    while True:
        works = [received.get()]
        while len(works) < _TOGETHER and not received.empty():
            works.append(received.get())
        if works[-1] is None:
            return
        for result in function(works):
            done.put(("done", result))


# A pipe holds less than a long article or its graph. If this process wrote and read only between two pieces of work, it
# would wait for the other end while that writes articles, and both for ever where each writes to the other.


def _receive_all(pipe: Connection, received: SimpleQueue[Any]) -> None:
    """Take what is sent as soon as it comes; None at the end."""
    try:
        while True:
            received.put(pipe.recv())
    except (EOFError, OSError):
        received.put(None)


def _send_all(pipe: Connection, done: SimpleQueue[Any]) -> None:
    """Send results while the next are worked on, until nobody wants them any more."""
    try:
        while True:
            pipe.send(done.get())
    except OSError:
        return
