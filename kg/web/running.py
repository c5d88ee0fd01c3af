"""Run the application on a socket, with patience that ends: a client that sends its header slowly is hung up on."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from kg.errors import RequestError
from kg.web.app import create_app
from kg.web.serving import Serving

__all__ = ["WebServer"]


class WebServer:
    """The application on its socket."""

    def __init__(self, serving: Serving) -> None:
        """Raises RequestError where the address is taken or is none of this machine's."""
        self._socket = _bound(serving)
        host = f"[{serving.host}]" if ":" in serving.host else serving.host
        self.address = f"http://{host}:{self._socket.getsockname()[1]}/"
        """Where it can be reached."""
        limits = serving.limits
        self._config = uvicorn.Config(
            create_app(serving),
            http=_patient(serving),
            ws="none",
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=3,
            limit_concurrency=2000,
            h11_max_incomplete_event_size=limits.url_bytes + 32_000,
        )
        self._server: _Server | None = None

    def run(self, started: Callable[[str], None]) -> None:
        """Serve until interrupted or stopped; ``started`` is told the address when requests are answered."""
        self._server = _Server(self._config, lambda: started(self.address))
        with self._socket:
            self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """Have ``run`` come back, from another thread."""
        if self._server is not None:
            self._server.should_exit = True


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = started

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Whoever stops a server with Ctrl-C or SIGTERM gets what they asked for: nothing went wrong.

        uvicorn would raise the signal once more when all is done.
        """
        with super().capture_signals():
            yield
            self._captured_signals.clear()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so when the socket listens."""
        await super().startup(sockets=sockets)
        if self.started:
            self._told()


def _bound(serving: Serving) -> socket.socket:
    """Bound here and not by uvicorn, which ends the process where it cannot."""
    bound: socket.socket | None = None
    try:
        family, _, _, _, address = socket.getaddrinfo(serving.host, serving.port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # or asyncio leaves Nagle's delay on
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except OSError as error:
        if bound is not None:
            bound.close()
        raise RequestError(
            f"cannot serve at {serving.host}, port {serving.port}: {error.strerror or error}",
            remedy="Choose another with --port or --host.",
        ) from None
    return bound


def _patient(serving: Serving) -> type[asyncio.Protocol]:
    """uvicorn's protocol, which waits for a header as long as the client likes, with a limit to that, and to its size.

    The one that reads HTTP with httptools takes a third of the time of the one in Python.
    """
    seconds, most = serving.limits.upload_seconds, serving.limits.url_bytes + 32_000
    try:
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Protocol
    except ImportError:
        from uvicorn.protocols.http.h11_impl import H11Protocol as Protocol  # type: ignore[assignment]

    class Patient(Protocol):
        _impatience: asyncio.TimerHandle | None = None
        _unread = 0

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._wait()

        def data_received(self, data: bytes) -> None:
            if self._is_idle():
                self._unread += len(data)
            super().data_received(data)
            if not self._is_idle():
                self._stop_waiting()
                self._unread = 0
            elif self._unread > most:
                self._hang_up()
            elif self._impatience is None:
                self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            super().connection_lost(exc)

        def _is_idle(self) -> bool:
            return self.cycle is None or self.cycle.response_complete

        def _wait(self) -> None:
            self._impatience = self.loop.call_later(seconds, self._hang_up)

        def _stop_waiting(self) -> None:
            if self._impatience is not None:
                self._impatience.cancel()
                self._impatience = None

        def _hang_up(self) -> None:
            self._stop_waiting()
            if self._is_idle():
                self.transport.close()

    return Patient
