"""SPARQL 1.1 Update (section 2.2 of the protocol) and writing by the Graph Store Protocol (sections 5.3 to 5.5), by who
shows the token of a server that may write.

Left out: a dataset in the address of an update, which the service refuses, because USING in the update says the same;
POST without a graph, which would name one (5.5); PATCH, which the protocol leaves open (5.7); writing to the default
graph, which is the union of all.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.config import Config
from kg.store import open_store
from kg.web import Limits, Serving
from tests.web.conftest import TOKEN, running


@pytest.fixture(scope="module")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(folder, tmp_path_factory.mktemp("changed") / "kg-store"))


@pytest.fixture(scope="module")
def changing(store: Path) -> Iterator[str]:
    serving = Serving(Config(store=store), port=0, workers=2, token=TOKEN, write=True, limits=Limits(seconds=20))
    with running(serving) as address:
        yield address


@pytest.fixture
def writer(changing: str) -> Iterator[httpx.Client]:
    """A client of a server that may write; the graph that the tests write to is empty before and after."""
    with httpx.Client(base_url=changing, timeout=30) as client:
        yield client
        client.delete("/graphs", params={"graph": GRAPH}, headers=BEARER)


GRAPH = "https://example.org/a-graph"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
COUNT = {"query": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"}


def size(client: httpx.Client) -> int:
    return int(client.get("/sparql", params=COUNT).json()["results"]["bindings"][0]["n"]["value"])


def post(client: httpx.Client, update: str, **headers: str) -> httpx.Response:
    return client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update", **headers})


def test_updates_are_run_for_who_shows_the_token(writer: httpx.Client) -> None:
    text = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:a> a kg:Claim , kg:Place }} }}"
    assert post(writer, text).status_code == 401
    assert post(writer, text, Authorization="Bearer a-guess").status_code == 401
    assert writer.post("/sign-in", data={"token": TOKEN}).status_code == 303
    assert post(writer, text).status_code == 401  # a browser's cookie is not enough
    assert size(writer) == 0
    assert post(writer, text, **BEARER).status_code == 204
    assert size(writer) == 2
    form = {"update": f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p kg:Place }} }}"}
    assert writer.post("/sparql", data=form, headers=BEARER).status_code == 204
    assert size(writer) == 1


@pytest.mark.parametrize(
    ("status", "update"),
    [
        (400, "INSERT DATA { <a:a> <a:b> }"),
        (400, "LOAD <http://127.0.0.1:9/x>"),
        (400, "lOaD SILENT <http://127.0.0.1:9/x> INTO GRAPH <a:a>"),
        (400, "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
        (400, "SELECT * { ?s ?p ?o }"),
        (204, "INSERT DATA { GRAPH <a:g> { <a:service> <a:load> 'LOAD <http://127.0.0.1:9/x>' } } # SERVICE"),
    ],
)
def test_an_update_is_one_that_stays_here(writer: httpx.Client, status: int, update: str) -> None:
    before = writer.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).text
    assert post(writer, update, **BEARER).status_code == status
    after = writer.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).text
    assert (after == before) == (status != 204)


def test_a_mistake_in_an_update_is_told_with_its_place(writer: httpx.Client) -> None:
    response = post(writer, "INSERT DATA {\n  <a:a> <a:b> }", **BEARER)
    assert "update:2:" in response.text and "^" in response.text


def test_an_update_that_fails_halfway_changes_nothing(writer: httpx.Client) -> None:
    text = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:a> <a:b> <a:c> }} }} ; DROP GRAPH <a:nothing>"
    assert post(writer, text, **BEARER).status_code == 400
    assert size(writer) == 0


@pytest.mark.parametrize(
    ("fields", "params"),
    [
        ({"update": ["CLEAR ALL", "CLEAR ALL"]}, {}),
        ({"update": "CLEAR ALL", "query": "ASK {}"}, {}),
        ({"update": "CLEAR ALL", "using-graph-uri": "a:a"}, {}),
        ({"update": "CLEAR ALL"}, {"update": "CLEAR ALL"}),
    ],
)
def test_a_request_that_is_not_one_update_is_refused(
    writer: httpx.Client, fields: dict[str, object], params: dict[str, str]
) -> None:
    assert writer.post("/sparql", data=fields, params=params, headers=BEARER).status_code == 400


def test_graphs_are_put_added_to_and_removed(writer: httpx.Client) -> None:
    where = {"params": {"graph": GRAPH}}
    turtle = BEARER | {"Content-Type": "text/turtle; charset=utf-8"}
    assert writer.put("/graphs", content="<a:a> <a:b> 1 , 2 .", headers=turtle, **where).status_code == 201
    assert size(writer) == 2
    assert writer.post("/graphs", content="<a:a> <a:b> 3 .", headers=turtle, **where).status_code == 204
    assert size(writer) == 3
    assert writer.put("/graphs", content="<> <a:b> 'new \\u0041' .", headers=turtle, **where).status_code == 204
    told = writer.get("/graphs", headers={"Accept": "application/n-triples"}, **where).text
    assert told.strip() == f'<{GRAPH}> <a:b> "new A" .'
    assert writer.delete("/graphs", headers=BEARER, **where).status_code == 204
    assert writer.get("/graphs", **where).status_code == 404
    assert writer.delete("/graphs", headers=BEARER, **where).status_code == 404


@pytest.mark.parametrize(
    ("status", "method", "query", "media_type", "body"),
    [
        (401, "PUT", f"graph={GRAPH}", "text/turtle", "<a:a> <a:b> 1 ."),
        (400, "PUT", f"graph={GRAPH}", "text/turtle", "<a:a> <a:b>"),
        (415, "PUT", f"graph={GRAPH}", "image/png", "x"),
        (415, "POST", f"graph={GRAPH}", "", "x"),
        (400, "PUT", "default", "text/turtle", "<a:a> <a:b> 1 ."),
        (400, "DELETE", "", "", ""),
        (400, "PUT", "graph=relative", "text/turtle", "<a:a> <a:b> 1 ."),
        (405, "PATCH", f"graph={GRAPH}", "application/sparql-update", "CLEAR ALL"),
    ],
)
def test_what_is_no_graph_to_write_is_refused(
    writer: httpx.Client, status: int, method: str, query: str, media_type: str, body: str
) -> None:
    headers = {"Content-Type": media_type} | ({} if status == 401 else BEARER)
    assert writer.request(method, f"/graphs?{query}", content=body, headers=headers).status_code == status
    assert size(writer) == 0


def test_a_build_that_writes_is_waited_for(writer: httpx.Client, store: Path) -> None:
    with open_store(store, write=True):
        response = post(writer, "CLEAR ALL", **BEARER)
    assert (response.status_code, response.headers["retry-after"]) == (503, "2")
