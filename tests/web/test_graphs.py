"""Graph Store HTTP Protocol, for reading (https://www.w3.org/TR/sparql11-http-rdf-update/).

Left out are PUT, POST, DELETE and PATCH (sections 5.3 to 5.7): the store only reads, and answers them with 405.
"""

from __future__ import annotations

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from kg.config import DEFAULT_BASE
from kg.iris import document_iri
from kg.rdf import quads
from tests.sample import SAMPLE

DOCUMENT = document_iri(SAMPLE.article, DEFAULT_BASE)


def triples(response: httpx.Response, rdf_format: RdfFormat) -> int:
    assert response.status_code == 200
    return len(set(parse(response.content, format=rdf_format)))


@pytest.mark.parametrize("rdf_format", [RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD])
def test_a_named_graph_is_given_whole(client: httpx.Client, rdf_format: RdfFormat) -> None:
    accept = rdf_format.media_type.partition(";")[0]
    response = client.get("/graphs", params={"graph": DOCUMENT}, headers={"Accept": accept})
    assert triples(response, rdf_format) == len(quads(SAMPLE, DEFAULT_BASE).quads)


def test_the_default_graph_is_all_graphs_together(client: httpx.Client) -> None:
    response = client.get("/graphs?default", headers={"Accept": "application/n-triples"})
    named = client.get("/graphs", params={"graph": DOCUMENT}, headers={"Accept": "application/n-triples"})
    assert set(named.text.splitlines()) < set(response.text.splitlines())


def test_a_named_graph_answers_at_its_own_name_too(client: httpx.Client) -> None:
    own = client.get(DOCUMENT.replace(DEFAULT_BASE, "/id/"), headers={"Accept": "application/n-triples"})
    named = client.get("/graphs", params={"graph": DOCUMENT}, headers={"Accept": "application/n-triples"})
    assert sorted(own.text.splitlines()) == sorted(named.text.splitlines())


def test_head_tells_what_get_would(client: httpx.Client) -> None:
    response = client.head("/graphs", params={"graph": DOCUMENT})
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    ("status", "query"),
    [
        (404, "graph=https://example.org/nothing"),
        (400, ""),
        (400, "default&graph=https://example.org/nothing"),
        (400, "graph=relative"),
        (406, f"graph={DOCUMENT}&format=png"),
    ],
)
def test_what_names_no_graph_is_refused(client: httpx.Client, status: int, query: str) -> None:
    assert client.get(f"/graphs?{query}").status_code == status


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_are_not_changed(client: httpx.Client, method: str) -> None:
    before = client.get("/graphs", params={"graph": DOCUMENT}).text
    response = client.request(method, "/graphs", params={"graph": DOCUMENT}, content="<a:a> <a:b> <a:c> .")
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    after = client.get("/graphs", params={"graph": DOCUMENT}).text
    assert sorted(after.splitlines()) == sorted(before.splitlines())
