"""``kg serve`` as people start it: a process of its own, which tells its address, answers, and ends when told to."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.cli.conftest import Run

httpx = pytest.importorskip("httpx", reason="these tests ask with httpx")
pytest.importorskip("uvicorn", reason="kg serve needs the extra: pip install 'news-kg[serve]'")


@contextmanager
def started(store: Path, *words: str, **more: str) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The process, the address that it tells, and what it has said until then."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")} | more
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--workers", "2", "--store", str(store), *words]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        said = ""
        assert process.stderr is not None
        try:
            for line in process.stderr:
                said += line
                if found := re.search(r"Serving .* at (http://\S+/)", line):
                    yield process, found.group(1), said
                    break
            else:
                pytest.fail(f"it does not serve: {said}")
        finally:
            process.kill()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_told_to_stop(sample_store: Path, sign: signal.Signals) -> None:
    with started(sample_store) as (process, address, _):
        assert httpx.get(f"{address}health", timeout=30).json()["status"] == "ok"
        assert "Turkey" in httpx.get(f"{address}search?q=turkey", timeout=30).text
        process.send_signal(sign)
        assert process.wait(timeout=30) == 0
        assert process.stderr is not None and process.stderr.read() == ""


def test_the_token_that_it_tells_is_the_one_to_write_with(sample_store: Path) -> None:
    with started(sample_store, "--write") as (_, address, said):
        token = re.search(r"token: (\S+)", said)
        assert token is not None
        posted = {"content": "INSERT DATA {}", "headers": {"Content-Type": "application/sparql-update"}}
        assert httpx.post(f"{address}sparql", timeout=30, **posted).status_code == 401
        posted["headers"]["Authorization"] = f"Bearer {token.group(1)}"  # type: ignore[index]
        assert httpx.post(f"{address}sparql", timeout=30, **posted).status_code == 204


def test_without_write_even_a_token_changes_nothing(sample_store: Path) -> None:
    with started(sample_store, KG_TOKEN="a-word-for-tests-only") as (_, address, said):
        assert "token" not in said
        headers = {"Content-Type": "application/sparql-update", "Authorization": "Bearer a-word-for-tests-only"}
        assert httpx.post(f"{address}sparql", content="CLEAR ALL", headers=headers, timeout=30).status_code == 403
        assert "Turkey" in httpx.get(f"{address}search?q=turkey", timeout=30).text


def test_an_interrupt_ends_it_in_the_midst_of_answers(sample_store: Path) -> None:
    endless = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    with started(sample_store) as (process, address, _):
        port = httpx.URL(address).port
        asked = f"GET /sparql?query={endless} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
        with (
            socket.create_connection(("127.0.0.1", port), timeout=30) as one,
            socket.create_connection(("127.0.0.1", port), timeout=30) as other,
        ):
            one.sendall(asked)
            other.sendall(asked)
            # With two workers one free query is worked on at a time: where one waits, the other is.
            while "kg_requests_waiting 1\n" not in httpx.get(f"{address}metrics", timeout=30).text:
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=25) == 0


def test_a_port_that_is_taken_is_told_at_once(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 2
    assert f"port {port}" in result.stderr and "--port" in result.stderr


def test_a_store_elsewhere_is_served(sample_store: Path, tmp_path: Path) -> None:
    with (
        started(sample_store) as (_, near, _),
        started(tmp_path / "none", "--endpoint", f"{near}sparql") as (_, far, said),
    ):
        assert f"{near}sparql" in said
        pages = [httpx.get(f"{address}api/claims", timeout=30).json() for address in (near, far)]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--host", "0.0.0.0"), 2, "there is no token"),
        (("--token-file", "nothing"), 3, "cannot be read"),
        (("--port", "70000"), 2, "70000"),
        (("--workers", "1"), 2, "workers"),
        (("--endpoint", "http://127.0.0.1:9/sparql"), 3, "cannot be reached"),
    ],
)
def test_what_cannot_be_served_is_told_at_once(run: Run, words: tuple[str, ...], status: int, told: str) -> None:
    result = run("serve", *words)
    assert (result.exit_code, told in result.stderr) == (status, True), result.stderr


def test_without_a_store_it_says_how_to_make_one(empty: Run) -> None:
    result = empty("serve")
    assert result.exit_code == 3
    assert "kg build" in result.stderr
