"""A SPARQL server on loopback that holds what a test gives it, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

__all__ = ["Endpoint", "endpoint"]


class Endpoint(ThreadingHTTPServer):
    """Answers SELECTs; statuses in ``faults`` go first, one a request."""

    daemon_threads = True

    def __init__(self, turtle: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = Store()
        self.store.load(turtle.encode(), format=RdfFormat.TURTLE)
        self.asked: list[str] = []
        self.agents: list[str] = []
        self.faults: list[tuple[int, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        query = parse_qs(body)["query"][0]
        self.server.asked.append(query)
        self.server.agents.append(self.headers["User-Agent"])
        if self.server.faults:
            status, headers = self.server.faults.pop(0)
            self._answer(status, b"not now", headers)
            return
        found = self.server.store.query(query)
        assert isinstance(found, QuerySolutions)
        content = found.serialize(format=QueryResultsFormat.JSON)
        assert content is not None
        self._answer(200, content, {"Content-Type": "application/sparql-results+json"})

    def _answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: Any) -> None:
        pass


@contextmanager
def endpoint(turtle: str) -> Iterator[Endpoint]:
    server = Endpoint(turtle)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
