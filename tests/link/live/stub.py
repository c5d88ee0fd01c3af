"""A web server on loopback that answers what a test puts in its mouth, and remembers what it was asked."""

from __future__ import annotations

import gzip
import json
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kg.link.live.clock import Clock


@dataclass(frozen=True)
class Reply:
    """What the server sends."""

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    """Bytes at the end that are announced and never sent."""
    hang: str = ""
    """"before" the headers or "amid" the body: hang until the server is stopped."""
    drip: bool = False
    """Send the body byte by byte, with no end."""


def said(document: object, status: int = 200, **headers: str) -> Reply:
    """A JSON document; underscores in the names of headers are hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(json.dumps(document).encode(), status, {"Content-Type": "application/json", **named})


def packed(body: bytes) -> Reply:
    """The same with gzip."""
    return Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"})


@dataclass(frozen=True)
class Request:
    """What the server was asked."""

    method: str
    path: str
    params: dict[str, str]
    form: dict[str, str]
    headers: Mapping[str, str]


class Stub:
    """The replies to come, the last of which is given again and again, and the requests that came."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.replies: list[Reply] = [Reply()]
        self.requests: list[Request] = []
        self.stopped = threading.Event()
        self.answer: Callable[[Request], Reply] = self._next
        self._busy = threading.Lock()
        self.overlapped = False

    def will_say(self, *replies: Reply) -> None:
        """These replies one after the other, the last for ever."""
        self.replies = list(replies)
        self.answer = self._next

    def _next(self, _: Request) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        if not self._busy.acquire(blocking=False):
            self.overlapped = True
            yield
            return
        try:
            yield
        finally:
            self._busy.release()


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    stub: Stub

    def do_GET(self) -> None:
        with self.stub.one_at_a_time():
            self._answer()

    do_POST = do_GET  # noqa: N815  # http.server looks for this name

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        form = _flat(self.rfile.read(length).decode())
        parts = urlsplit(self.path)
        request = Request(self.command, parts.path, _flat(parts.query), form, dict(self.headers))
        self.stub.requests.append(request)
        reply = self.stub.answer(request)
        if reply.hang == "before":
            self.stub.stopped.wait(10)
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if not reply.drip and "Content-Length" not in reply.headers:
            self.send_header("Content-Length", str(len(reply.body) + reply.cut))
        self.end_headers()
        self._send_body(reply)
        if reply.hang or reply.cut or reply.drip or "Content-Length" in reply.headers:
            self.close_connection = True

    def _send_body(self, reply: Reply) -> None:
        try:
            self.wfile.write(reply.body)
            self.wfile.flush()
            while reply.drip and not self.stub.stopped.wait(0.02):
                self.wfile.write(b" ")
                self.wfile.flush()
            if reply.hang:
                self.stub.stopped.wait(10)
        except OSError:  # whoever asked has gone
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked may go before the answer is complete; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving() -> Iterator[Stub]:
    """A server, as long as the block runs."""
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    stub = Stub(f"http://127.0.0.1:{server.server_address[1]}")
    handler.stub = stub
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()


class FakeTime:
    """A clock that stands still but for the waiting, which takes no time."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.moment = now
        self.naps: list[float] = []

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.moment, sleep=self._sleep)

    def _sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.moment += seconds
