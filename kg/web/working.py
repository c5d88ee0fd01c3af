"""The process of one worker: takes a job, answers it, takes the next; ends when its input does.

Jobs come pickled on standard input, from the front process alone, which started this one; what a client sends is only
ever a string in them. Nothing else than frames goes to standard output.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from io import BufferedWriter, RawIOBase
from typing import IO, Any, cast

from kg.errors import InternalError, KgError
from kg.web.reading import Reading
from kg.web.reply import BODY, END, FAULT, FRAME, HEAD, Reply
from kg.web.serving import Serving
from kg.web.thrift import Thrift

__all__ = ["main"]

_CHUNK = 64 * 1024


class _Outgoing:
    """What goes to the front process, a good piece at a time: a small answer as one."""

    def __init__(self, channel: IO[bytes]) -> None:
        self._channel = channel
        self._pieces: list[bytes] = []
        self._size = 0

    def add(self, kind: bytes, content: bytes) -> None:
        """A frame."""
        self._pieces += FRAME.pack(kind, len(content)), content
        self._size += len(content)
        if self._size >= _CHUNK or kind in (END, FAULT):
            self._channel.write(b"".join(self._pieces))
            self._channel.flush()
            self.forget()

    def forget(self) -> None:
        """Send nothing of what has not been sent yet."""
        self._pieces, self._size = [], 0


class _Body(RawIOBase):
    """Sends what is written as frames of the body."""

    def __init__(self, outgoing: _Outgoing) -> None:
        super().__init__()
        self._outgoing = outgoing

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, chunk: Any) -> int:
        """Send a frame."""
        self._outgoing.add(BODY, bytes(chunk))
        return len(chunk)


def _send_reply(outgoing: _Outgoing, reply: Reply) -> None:
    outgoing.add(HEAD, pickle.dumps(reply.head))
    if reply.write is None:
        for start in range(0, len(reply.body), _CHUNK):
            outgoing.add(BODY, reply.body[start : start + _CHUNK])
    else:
        body = BufferedWriter(_Body(outgoing), _CHUNK)
        reply.write(cast(IO[bytes], body))
        body.flush()
    outgoing.add(END, b"")


def _send_fault(outgoing: _Outgoing, error: Exception) -> None:
    if not isinstance(error, KgError):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
        error = InternalError(
            f"{type(error).__name__} while answering", remedy="What went wrong is in the server's log."
        )
    error.__cause__ = error.__context__ = None
    error.__traceback__ = None
    outgoing.forget()  # where nothing has been sent yet, the client is told with a status
    outgoing.add(FAULT, pickle.dumps(error))


def _end_with_parent() -> None:
    """Have the system end this process with the one that started it, even in the midst of a query."""
    with contextlib.suppress(Exception):
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _limit_memory(limit: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        if limit:
            resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _answer(reading: Reading, outgoing: _Outgoing, order: bytes) -> None:
    job, args, kwargs = pickle.loads(order)
    try:
        reading.refresh()
        _send_reply(outgoing, job(reading, *args, **kwargs))
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # where a part has been sent, the front process breaks the connection off
        _send_fault(outgoing, error)


def main() -> None:
    """Answer until there is no more input."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the front process's to handle
    _end_with_parent()
    orders, channel = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes to the log
    serving = pickle.loads(_received(orders))
    assert isinstance(serving, Serving)
    _limit_memory(serving.limits.memory_bytes)
    reading = Reading(serving)
    outgoing = _Outgoing(channel)
    outgoing.add(END, b"")
    thrift = Thrift()
    with contextlib.suppress(BrokenPipeError):
        while order := _received(orders):
            _answer(reading, outgoing, order)
            thrift.look()  # after the answer has gone


def _received(orders: IO[bytes]) -> bytes:
    lead = orders.read(FRAME.size)
    if len(lead) < FRAME.size:
        return b""
    _, length = FRAME.unpack(lead)
    return orders.read(length)


if __name__ == "__main__":
    main()
