"""What a server may do wrong, and what people are told of it; passwords are in no message."""

from __future__ import annotations

import base64
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from kg.errors import ConfigError, EndpointError, QueryFailedError
from kg.store.protocol import SparqlService
from kg.store.remote import open_endpoint
from tests.short_articles import BASE, GRAPH

RESULTS = "application/sparql-results+json"
YES = b'{"head":{},"boolean":true}'
NOTHING = b'{"head":{"vars":["n"]},"results":{"bindings":[]}}'
Reply = tuple[int, dict[str, str], bytes]
Answering = Callable[[str, str, dict[str, str], bytes], Reply]


@contextmanager
def server(answering: Answering, name: str = "Oxigraph/0.5") -> Iterator[str]:
    """A server that answers so to method, path, headers and body."""

    class Handler(BaseHTTPRequestHandler):
        server_version = name
        sys_version = ""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, headers, content = answering(self.command, self.path, dict(self.headers), body)
            self.send_response(status)
            for header, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(content)

        do_PUT = do_DELETE = do_GET = do_POST  # noqa: N815 - the names are those of the standard library

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_address[1]}"
        finally:
            running.shutdown()
            thread.join()


def asked(address: str, **environment: str) -> bytes:
    service = SparqlService(address, environment)
    try:
        return service.query("ASK { ?s ?p ?o }", union=True)
    finally:
        service.close()


def test_nobody_there_is_said_with_what_to_check() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/query"
        with pytest.raises(EndpointError, match="cannot be reached") as caught:
            asked(address)
    assert "does the server run" in str(caught.value)


@pytest.mark.parametrize("status", [401, 403])
def test_who_is_not_let_in_is_told_where_credentials_come_from(status: int) -> None:
    with server(lambda *_: (status, {}, b"")) as address, pytest.raises(EndpointError, match=str(status)) as caught:
        asked(address, KG_ENDPOINT_USER="ana", KG_ENDPOINT_PASSWORD="sesame")
    assert "KG_ENDPOINT_PASSWORD" in str(caught.value)
    assert "sesame" not in str(caught.value)


def test_a_page_is_no_endpoint() -> None:
    with (
        server(lambda *_: (200, {"Content-Type": "text/html"}, b"<h1>Welcome</h1>")) as address,
        pytest.raises(EndpointError, match="does not answer as a SPARQL endpoint"),
    ):
        asked(address)


def test_the_root_of_a_server_is_enough() -> None:
    def answer(_method: str, path: str, _headers: dict[str, str], _body: bytes) -> Reply:
        return (200, {"Content-Type": RESULTS}, YES) if path == "/query" else (404, {}, b"")

    with server(answer) as address:
        assert asked(address) == YES


def test_a_query_that_the_server_refuses_fails_with_its_words() -> None:
    def answer(_method: str, _path: str, _headers: dict[str, str], body: bytes) -> Reply:
        return (400, {}, b"no such\nfunction") if b"SELECT" in body else (200, {"Content-Type": RESULTS}, YES)

    with server(answer) as address, pytest.raises(QueryFailedError, match="no such function"):
        SparqlService(address, {}).query("SELECT * { ?s ?p ?o }", union=True)


def test_an_answer_that_is_cut_short_is_not_taken_for_whole() -> None:
    headers = {"Content-Type": RESULTS, "X-SPARQL-MaxRows": "10000"}
    with server(lambda *_: (200, headers, YES)) as address, pytest.raises(EndpointError, match="10000 rows at most"):
        asked(address)


def test_what_is_not_stored_is_noticed_though_the_server_says_that_all_is_well() -> None:
    def answer(method: str, _path: str, _headers: dict[str, str], body: bytes) -> Reply:
        if method != "POST" or b"update=" in body:
            return 204, {}, b""
        if b"CONSTRUCT" in body:
            return 200, {"Content-Type": "application/n-triples"}, b""
        counted = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"0"}}]}}'
        found = YES if b"ASK" in body else counted if b"COUNT" in body else NOTHING
        return 200, {"Content-Type": RESULTS}, found

    with (
        server(answer) as address,
        open_endpoint(address, BASE, {}) as store,
        pytest.raises(EndpointError, match=f"stored 0 of the {len(GRAPH.quads)} statements"),
    ):
        store.put_article(GRAPH)


def test_an_unknown_server_has_to_be_told_where_it_takes_updates() -> None:
    with server(lambda *_: (200, {"Content-Type": RESULTS}, YES), "Other/1") as address:
        service = SparqlService(f"{address}/sparql", {})
        with pytest.raises(EndpointError, match="KG_ENDPOINT_UPDATE"):
            service.update("CLEAR ALL")
        SparqlService(f"{address}/sparql", {"KG_ENDPOINT_UPDATE": f"{address}/change"}).update("CLEAR ALL")


@pytest.mark.parametrize("source", ["environment", "netrc", "token"])
def test_credentials_are_sent_when_asked_for(source: str, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ana password sesame\n")
    netrc.chmod(0o600)
    given = {
        "environment": {"KG_ENDPOINT_USER": "ana", "KG_ENDPOINT_PASSWORD": "sesame"},
        "netrc": {"NETRC": str(netrc)},
        "token": {"KG_ENDPOINT_TOKEN": "abc"},
    }[source]
    expected = "Bearer abc" if source == "token" else f"Basic {base64.b64encode(b'ana:sesame').decode()}"

    def answer(_method: str, _path: str, headers: dict[str, str], _body: bytes) -> Reply:
        if headers.get("Authorization") != expected:
            return 401, {"WWW-Authenticate": 'Basic realm="store"'}, b""
        return 200, {"Content-Type": RESULTS}, YES

    with server(answer) as address:
        assert asked(address, **given) == YES


@pytest.mark.parametrize("address", ["localhost:7878", "ftp://example.org/sparql", "/sparql"])
def test_what_is_no_address_of_a_server_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="not the address of a server"):
        SparqlService(address, {})


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(ConfigError) as caught:
        SparqlService("https://ana:sesame@example.org/sparql", {})
    assert "sesame" not in str(caught.value)
