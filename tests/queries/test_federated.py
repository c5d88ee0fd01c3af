"""The saved question that joins the graph with Wikidata, asked of a server on loopback that holds a little of it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.queries import Catalogue
from tests.cli.conftest import Run, empty, run, sample_store
from tests.sparql.endpoint import endpoint

__all__ = ["empty", "run", "sample_store"]

WIKIDATA = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
wd:Q43 wdt:P31 wd:Q6256 ; schema:description "country in Asia and Europe"@en , "Staat"@de .
wd:Q889 wdt:P31 wd:Q6256 .
wd:Q6256 rdfs:label "country"@en , "Staat"@de .
"""
OFFICIAL = "https://query.wikidata.org/sparql"
ANSWER = ["claimant,wikidata,claims,is,description", "Turkey,Q43,2,country@en,country in Asia and Europe@en"]


def mirrored(url: str) -> None:
    Path("kg.toml").write_text(f'[mirror]\n"{OFFICIAL}" = "{url}"\n')


def asked(run: Run) -> list[str]:
    result = run("query", "claimants-in-wikidata", "--actor", "Turkey", "--format", "csv")
    assert result.exit_code == 0, result.output
    return [line.replace("@en", "") for line in result.stdout.splitlines()]


def test_the_graph_is_joined_with_wikidata(run: Run) -> None:
    with endpoint(WIKIDATA) as there:
        mirrored(there.url)
        assert asked(run) == [line.replace("@en", "") for line in ANSWER]
        (sent,) = there.asked
    assert "wd:Q43" in sent or "entity/Q43" in sent
    assert "Q889" not in sent
    assert "kg:" not in sent
    assert "grain" not in sent


def test_only_a_query_whose_header_names_an_endpoint_may_ask_it(run: Run) -> None:
    with endpoint(WIKIDATA) as there:
        query = f"SELECT * {{ ?who kg:wikidata ?item SERVICE <{there.url}> {{ ?item ?p ?o }} }}"
        refused = run("sparql", query)
        assert refused.exit_code == 3
        assert "--allow-service" in refused.stderr
        assert there.asked == []
        assert run("sparql", query, "--allow-service", there.url, "--format", "csv").stdout.count("Q43") > 0
        assert run("sparql", query, "--allow-service", there.url, "--timeout", "60").exit_code == 0
        Path("kg.toml").write_text(f'service = ["{there.url}"]\n')
        assert run("sparql", query).exit_code == 0


def test_the_queries_that_leave_this_machine_are_known() -> None:
    assert [query.name for query in Catalogue() if query.service] == ["claimants-in-wikidata"]


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[str]:
    """A SPARQL server of another make, if it is installed."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("needs oxigraph's server: pip install oxigraph")
    folder = tmp_path / "wikidata"
    store = Store(str(folder))
    store.load(WIKIDATA.encode(), format=RdfFormat.TURTLE)
    store.flush()
    del store
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [program, "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """It says nothing that could be waited for when it listens."""
    until = time.monotonic() + 20
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    pytest.fail("oxigraph does not listen")


def test_a_server_of_another_make_answers_the_same(run: Run, oxigraph: str) -> None:
    mirrored(oxigraph)
    assert asked(run) == [line.replace("@en", "") for line in ANSWER]
