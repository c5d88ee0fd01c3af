"""SPARQL 1.1 Protocol, section by section (https://www.w3.org/TR/sparql11-protocol/), for a service that only reads.

Left out are the sections on updates (2.2): the service takes none, and says so with 403. A dataset that is named by
IRIs of documents elsewhere is not fetched: such a graph is empty here.
"""
# ruff: noqa: E501 - a request a line

from __future__ import annotations

import json
from urllib.parse import quote
from xml.etree import ElementTree

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from kg.config import DEFAULT_BASE
from kg.iris import document_iri
from tests.sample import SAMPLE

ASK = "ASK { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
RESULTS = "application/sparql-results+json"
ENTITIES = f"{DEFAULT_BASE}entities"
DOCUMENT = document_iri(SAMPLE.article, DEFAULT_BASE)


def number(response: httpx.Response) -> int:
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "GET", "url": f"/sparql?query={quote(ASK)}"},
        {"method": "POST", "url": "/sparql", "content": f"query={quote(ASK)}", "headers": {"Content-Type": FORM}},
        {"method": "POST", "url": "/sparql", "content": ASK, "headers": {"Content-Type": QUERY}},
        {"method": "POST", "url": "/sparql", "content": ASK, "headers": {"Content-Type": f"{QUERY}; charset=utf-8"}},
    ],
    ids=["get", "form", "direct", "direct with charset"],
)
def test_a_query_is_answered_by_each_of_the_three_bindings(client: httpx.Client, request_: dict[str, object]) -> None:
    response = client.request(**request_)  # type: ignore[arg-type]
    assert response.status_code == 200
    assert response.json() == {"head": {}, "boolean": True}


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (405, {"method": "PUT", "url": f"/sparql?query={quote(ASK)}"}),
        (405, {"method": "DELETE", "url": f"/sparql?query={quote(ASK)}"}),
        (400, {"method": "GET", "url": f"/sparql?query={quote(ASK)}&query={quote(ASK)}"}),
        (400, {"method": "GET", "url": "/sparql?quer=ASK"}),
        (400, {"method": "POST", "url": "/sparql", "content": "a=b", "headers": {"Content-Type": FORM}}),
        (415, {"method": "POST", "url": "/sparql", "content": f"query={quote(ASK)}"}),
        (415, {"method": "POST", "url": "/sparql", "content": ASK, "headers": {"Content-Type": "text/plain"}}),
        (400, {"method": "GET", "url": f"/sparql?query={quote('ASK {')}"}),
        (400, {"method": "GET", "url": "/sparql?query=%FF%FE"}),
        (
            400,
            {"method": "POST", "url": "/sparql", "content": b"ASK { ?s ?p '\xff' }", "headers": {"Content-Type": QUERY}},
        ),
        (
            415,
            {
                "method": "POST",
                "url": "/sparql",
                "content": ASK.encode("utf-16"),
                "headers": {"Content-Type": f"{QUERY}; charset=utf-16"},
            },
        ),
        (
            400,
            {"method": "POST", "url": f"/sparql?query={quote(ASK)}", "content": ASK, "headers": {"Content-Type": QUERY}},
        ),
        (400, {"method": "GET", "url": f"/sparql?query={quote(ASK)}&default-graph-uri=relative"}),
        (403, {"method": "POST", "url": "/sparql", "content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}),
        (403, {"method": "POST", "url": "/sparql", "content": "update=CLEAR%20ALL", "headers": {"Content-Type": FORM}}),
        (400, {"method": "GET", "url": f"/sparql?query={quote('CLEAR ALL')}"}),
    ],
)  # fmt: skip
def test_a_request_that_the_protocol_does_not_know_is_refused(
    client: httpx.Client, status: int, request_: dict[str, object]
) -> None:
    assert client.request(**request_).status_code == status  # type: ignore[arg-type]


def test_a_mistake_in_the_query_is_told_with_its_place(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT ?x\nWHERE { ?x kg:claimant }"})
    assert response.status_code == 400
    assert "2:" in response.text and "^" in response.text


def test_without_a_dataset_all_graphs_together_are_asked(client: httpx.Client) -> None:
    whole = number(client.get("/sparql", params={"query": COUNT}))
    parts = number(client.get("/sparql", params={"query": COUNT_NAMED}))
    assert whole == parts > 100


def test_the_dataset_of_the_request_is_asked(client: httpx.Client) -> None:
    whole = number(client.get("/sparql", params={"query": COUNT}))
    entities = number(client.get("/sparql", params={"query": COUNT, "default-graph-uri": ENTITIES}))
    both = number(
        client.get("/sparql", params=[("query", COUNT), *(("default-graph-uri", g) for g in (ENTITIES, DOCUMENT))])
    )
    assert 0 < entities < both < whole
    assert number(client.get("/sparql", params={"query": COUNT_NAMED, "named-graph-uri": ENTITIES})) == entities
    assert number(client.get("/sparql", params={"query": COUNT, "named-graph-uri": ENTITIES})) == 0


@pytest.mark.parametrize("direct", [True, False])
def test_the_dataset_of_the_request_goes_before_that_of_the_query(client: httpx.Client, direct: bool) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM <{DOCUMENT}> {{ ?s ?p ?o }}"
    alone = number(client.get("/sparql", params={"query": query}))
    if direct:
        found = client.post(
            "/sparql", params={"default-graph-uri": ENTITIES}, content=query, headers={"Content-Type": QUERY}
        )
    else:
        found = client.post("/sparql", data={"query": query, "default-graph-uri": ENTITIES})
    entities = number(client.get("/sparql", params={"query": COUNT, "default-graph-uri": ENTITIES}))
    assert number(found) == entities != alone


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", RESULTS),
        ("*/*", RESULTS),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values, text/csv;q=0.9", "text/tab-separated-values"),
        ("application/json", RESULTS),
        ("text/html;q=0.9, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
    ],
)
def test_rows_are_written_as_the_client_likes(client: httpx.Client, accept: str, media_type: str) -> None:
    query = {"query": "SELECT ?s ?o { ?s rdfs:label ?o } ORDER BY ?s ?o LIMIT 3"}
    response = client.get("/sparql", params=query, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert response.headers["vary"] == "Accept"
    if media_type.endswith("xml"):
        assert len(ElementTree.fromstring(response.text).findall(".//{*}result")) == 3
    elif media_type.startswith("text/"):
        assert len(response.text.splitlines()) == 4
    else:
        assert len(json.loads(response.text)["results"]["bindings"]) == 3


@pytest.mark.parametrize(
    ("accept", "rdf_format"),
    [
        ("*/*", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s rdfs:label ?o }", f"DESCRIBE <{DEFAULT_BASE}entity/Q45>"])
def test_graphs_are_written_as_the_client_likes(
    client: httpx.Client, accept: str, rdf_format: RdfFormat, query: str
) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == rdf_format.media_type.partition(";")[0]
    assert list(parse(response.content, format=rdf_format))


def test_a_format_that_is_not_written_here_is_refused(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": ASK}, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "application/sparql-results+json" in response.text


def test_head_tells_what_get_would(client: httpx.Client) -> None:
    response = client.head("/sparql", params={"query": ASK})
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == RESULTS


def test_without_a_query_the_service_describes_itself(client: httpx.Client) -> None:
    response = client.get("/sparql", headers={"Accept": "application/n-triples"})
    terms = {triple.object.value for triple in parse(response.content, format=RdfFormat.N_TRIPLES)}  # type: ignore[union-attr]
    assert {
        f"http://www.w3.org/ns/sparql-service-description#{name}" for name in ("UnionDefaultGraph", "SPARQL11Query")
    } <= terms


def test_a_browser_is_led_to_the_editor(browser_like: httpx.Client) -> None:
    response = browser_like.get("/sparql")
    assert (response.status_code, response.headers["location"]) == (303, "/ask/sparql")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE ?s { ?a ?b ?c } } } # service",
        "SELECT * { { SELECT * {# <\nSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    ],
)
def test_no_request_leaves_the_server_in_somebodys_name(client: httpx.Client, query: str) -> None:
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 400
    assert "SERVICE is off" in response.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s rdfs:label 'SERVICE <http://127.0.0.1:9/>' }",
        "SELECT ?service { ?service a kg:Dispute } # SERVICE",
        "SELECT * { ?s ?p <https://example.org/service> }",
    ],
)
def test_the_word_service_may_stand_where_it_is_no_keyword(client: httpx.Client, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 200
