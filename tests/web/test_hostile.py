"""Requests that mean harm change nothing, leak nothing, and stop nothing."""
# ruff: noqa: E501 - a request a line

from __future__ import annotations

import csv
import gzip
import io
import re
import socket
import threading
import time
from urllib.parse import urlsplit

import httpx
import pytest

from kg.config import DEFAULT_BASE
from tests.web.conftest import HOSTILE_TEXT, HOSTILE_TITLE, LIMITS, hostile_article

FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOSTILE = hostile_article().iri.replace(DEFAULT_BASE, "/id/")


@pytest.fixture(autouse=True)
def still_answers(client: httpx.Client):  # type: ignore[no-untyped-def]
    """Whatever a test does, the server answers afterwards as before."""
    before = client.get("/api/articles").json()
    yield
    assert client.get("/health").json()["status"] == "ok"
    assert client.get("/api/articles").json() == before


def talk(address: str, *pieces: bytes, pause: float = 0.0, patience: float = 8.0) -> bytes:
    """What comes back on a bare connection, until it is closed."""
    where = urlsplit(address)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=patience) as connection:
        received = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(pause)
            while chunk := connection.recv(65536):
                received += chunk
        except OSError:
            pass
        return received


def test_a_body_that_is_too_large_is_refused_before_it_is_read(client: httpx.Client) -> None:
    response = client.post(
        "/sparql", content="#" * (LIMITS.body_bytes + 1), headers={"Content-Type": "application/sparql-query"}
    )
    assert response.status_code == 413


def test_a_body_without_a_length_is_cut_off_at_the_limit(client: httpx.Client) -> None:
    def chunks():  # type: ignore[no-untyped-def]
        for _ in range(20):
            yield b"#" * 10_000

    try:
        response = client.post("/sparql", content=chunks(), headers={"Content-Type": "application/sparql-query"})
    except httpx.HTTPError:  # hung up on in the midst of it
        return
    assert response.status_code == 413


def test_an_address_that_is_too_long_is_refused(client: httpx.Client) -> None:
    assert client.get("/sparql?query=" + "a" * (LIMITS.url_bytes + 1)).status_code == 414


def test_a_header_that_is_too_large_is_refused(address: str) -> None:
    answer = talk(address, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 500_000)
    assert not answer or answer.startswith(b"HTTP/1.1 4")


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_what_is_no_http_gets_no_answer_but_a_refusal(address: str, nonsense: bytes) -> None:
    answer = talk(address, nonsense)
    assert not answer or answer.startswith(b"HTTP/1.1 4")


def test_who_sends_a_header_byte_by_byte_is_hung_up_on(address: str) -> None:
    started = time.monotonic()
    answer = talk(
        address, *(bytes([byte]) for byte in b"GET / HTTP/1.1\r\nHost: localhost\r\nX-" + b"a" * 100), pause=0.1
    )
    assert time.monotonic() - started < LIMITS.upload_seconds + 3
    assert not answer.startswith(b"HTTP/1.1 2")


def test_who_sends_a_body_slowly_is_told_so(address: str) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 50\r\n\r\n"
    assert talk(address, head, b"ASK").startswith(b"HTTP/1.1 408")


def test_many_idle_connections_keep_nobody_out(address: str, client: httpx.Client) -> None:
    where = urlsplit(address)
    idle = [socket.create_connection((where.hostname or "", where.port or 0)) for _ in range(200)]
    try:
        assert client.get("/health").status_code == 200
    finally:
        for connection in idle:
            connection.close()


def test_a_query_that_takes_too_long_is_stopped(client: httpx.Client) -> None:
    started = time.monotonic()
    response = client.get("/sparql", params={"query": FOREVER})
    assert response.status_code == 503
    assert "longer than" in response.text
    assert time.monotonic() - started < LIMITS.seconds + 3


def test_long_queries_do_not_keep_pages_from_others(address: str, browser_like: httpx.Client) -> None:
    def ask() -> None:
        with httpx.Client(base_url=address, timeout=30) as other:
            statuses.append(other.get("/sparql", params={"query": FOREVER}).status_code)

    statuses: list[int] = []
    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    started = time.monotonic()
    assert browser_like.get("/").status_code == 200
    waited = time.monotonic() - started
    for thread in threads:
        thread.join()
    assert waited < LIMITS.seconds
    assert statuses == [503, 503]


def test_a_client_that_goes_away_takes_its_query_with_it(client: httpx.Client) -> None:
    def killed() -> int:
        found = re.search(r"kg_workers_killed_total (\d+)", client.get("/metrics").text)
        assert found is not None
        return int(found.group(1))

    before = killed()
    with pytest.raises(httpx.ReadTimeout):
        client.get("/sparql", params={"query": FOREVER}, timeout=0.5)
    deadline = time.monotonic() + LIMITS.seconds - 1
    while killed() == before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert killed() == before + 1


@pytest.mark.parametrize(
    "path",
    [
        "/static/../serving.py",
        "/static/..%2Fserving.py",
        "/static/%2e%2e/serving.py",
        "/static//etc/passwd",
        "/static/kg.css%00.py",
        "/id/../../../etc/passwd",
        "/id/%2e%2e/%2e%2e/etc/passwd",
        "/id/<script>",
        "/id/%3Cscript%3Ealert(1)%3C/script%3E",
        "/id/entity/%FF%FE",
        "/id/entity/a b",
        "/id/entity/%0d%0aSet-Cookie:%20a=b",
        "/ask/..%2F..%2Fetc%2Fpasswd",
        "/ask/%2Fetc%2Fpasswd",
        "/api/queries/..%2F..%2Fetc%2Fpasswd",
        "/api/claims/..%2F..",
        "/news-kg/id/%2e%2e/%2e%2e/",
    ],
)
def test_no_path_leads_out_of_what_is_served(address: str, path: str) -> None:
    answer = talk(address, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    status = int(answer.split(b" ", 2)[1])
    assert status in (400, 404)
    assert b"root:" not in answer and b"import " not in answer and b"Traceback" not in answer
    assert b"<script>alert" not in answer
    assert b"\r\nset-cookie:" not in answer.lower()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/articles",
        "/search?q=script",
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/network?actor=%3Cscript%3Ealert(1)%3C/script%3E",
        "/timeline?actor=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/ask/says-about?actor=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/ask/sparql?query=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/ask/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20schema%3Aurl%20%3Fo%20%7D",
        "/ask/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20rdfs%3Alabel%20%3Fo%20%7D",
        HOSTILE,
        f"{HOSTILE}?at=1",
        f"{HOSTILE}?claim=%3Cscript%3E&by=%3Cscript%3E&at=99999999999999999999",
        "/nothing/%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_what_an_article_or_a_request_says_is_never_run(browser_like: httpx.Client, path: str) -> None:
    response = browser_like.get(path)
    assert response.status_code in (200, 400, 404)
    assert "<script>alert" not in response.text
    assert "<img src=x" not in response.text
    assert 'href="javascript:' not in response.text.lower()
    assert ">49" not in response.text  # nothing is a template
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"


def test_the_text_of_a_hostile_article_is_shown_as_it_is(browser_like: httpx.Client) -> None:
    from html import unescape

    shown = unescape(re.sub(r"<[^>]+>", "", browser_like.get(HOSTILE).text))
    assert HOSTILE_TITLE in shown
    assert HOSTILE_TEXT.strip() in shown


def test_a_spreadsheet_computes_nothing_of_a_download(client: httpx.Client) -> None:
    query = "SELECT ?v { { ?d dcterms:identifier ?v FILTER(STRSTARTS(?v, '=')) } UNION { BIND('@SUM(1)' AS ?v) } UNION { BIND(-5 AS ?v) } }"
    response = client.get("/ask/sparql.csv", params={"query": query})
    assert response.headers["content-disposition"] == 'attachment; filename="answer.csv"'
    cells = [row[0] for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig")))][1:]
    assert sorted(cells) == ["'=HYPERLINK(0)", "'@SUM(1)", "-5"]


def test_a_name_that_resolves_to_this_machine_is_not_this_server(client: httpx.Client) -> None:
    for host in ("evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.nip.io", ""):
        assert client.get("/health", headers={"Host": host}).status_code == 421
    for host in ("localhost", "localhost:1234", "127.0.0.1", "[::1]:80", "LOCALHOST"):
        assert client.get("/health", headers={"Host": host}).status_code == 200


def test_pages_of_other_sites_may_not_ask(client: httpx.Client) -> None:
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    response = client.get("/api/articles", headers=foreign)
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers
    assert client.options("/sparql", headers=foreign).status_code == 403
    image = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert client.get("/sparql", params={"query": FOREVER}, headers=image).status_code == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/", headers=link).status_code == 200


def test_mistakes_are_told_without_what_is_inside(client: httpx.Client) -> None:
    for path in ("/api/claims?limit=abc", "/api/claims?since=%00", "/network?most=9e9", "/timeline?since=0000-13-45"):
        answer = client.get(path)
        assert answer.status_code < 500
        assert "Traceback" not in answer.text and "site-packages" not in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 40_000 + "}" * 40_000,
        "SELECT * { ?a ?b ?c FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }",
        "SELECT * { ?a " + "(" * 20_000 + "kg:text" + ")" * 20_000 + " ?c }",
    ],
    ids=["groups", "filter", "path"],
)
def test_what_is_nested_too_deep_ends_one_worker_at_most(client: httpx.Client, query: str) -> None:
    assert client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"}).status_code in (
        400,
        503,
    )
    assert client.get("/api/articles").status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("queries", '{"q0": {"query": "Turkey", "limit": NaN}}', 400),
        ("queries", '{"q0": {"query": "Turkey", "limit": 1e400}}', 200),
        ("queries", '{"q0": {"query": "Turkey", "limit": -1e400}}', 200),
        ("queries", '{"q0": {"query": "\\ud800"}}', 200),
        ("queries", '{"q0": {"query": "Turkey", "properties": [{"pid": "\\ud800", "v": "\\ud800"}]}}', 200),
        ("queries", "[" * 12_000 + "]" * 12_000, 400),
        ("queries", '{"q0": {"query": "x", "limit": ' + "9" * 5_000 + "}}", 400),
        ("extend", '{"ids": ["\\ud800", "../../x", "entity/Q0> ?p ?o"], "properties": [{"id": "__class__"}]}', 200),
    ],
)
def test_a_batch_that_means_harm_is_refused_or_finds_nothing(
    client: httpx.Client, name: str, content: str, status: int
) -> None:
    assert client.post("/reconcile", data={name: content}).status_code == status


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVI\\u0043E <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "SELECT * { BIND(<http://127.0.0.1:9/> AS ?x) SERVICE SILENT ?x { ?a ?b ?c } }",
        "SELECT * { { SELECT * { #\n SeRvIcE <http://127.0.0.1:9/> { ?a ?b ?c } } } }",
    ],
)
def test_no_spelling_of_service_is_followed(client: httpx.Client, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/network?actor=http://x/%7B%7D",
        "/network?article=%7B%7D+%7D+UNION+%7B+?claim+?p+?who",
        "/timeline?article=http://x/%3E+%7D+%23&since=0001-01-01&until=9999-12-31T23:59:59%2B14:00",
        "/timeline?since=2020-01-01T00:00:00%2B99:99",
        "/search?q=%22)))+%7D+%23+%5C+'",
        "/search?q=%00%00",
        "/search?q=%ED%A0%80",
        "/network?most=%D9%A5%D9%A0%D9%A0",
        "/articles?offset=1e9",
    ],
)
def test_what_is_asked_for_is_a_value_and_never_a_part_of_a_query(browser_like: httpx.Client, path: str) -> None:
    response = browser_like.get(path)
    assert response.status_code in (200, 400)
    assert "InternalError" not in response.text and "mistake of ours" not in response.text


@pytest.mark.parametrize("method", ["TRACE", "PATCH", "PROPFIND", "CONNECT", "DELETE"])
def test_other_methods_are_refused(client: httpx.Client, method: str) -> None:
    assert client.request(method, "/").status_code in (400, 405)


def test_a_packed_body_is_not_unpacked(client: httpx.Client) -> None:
    bomb = gzip.compress(b"ASK {}" + b" " * 30_000_000)
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    assert client.post("/sparql", content=bomb, headers=headers).status_code == 400
