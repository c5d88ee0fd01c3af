from __future__ import annotations

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.config import DEFAULT_BASE
from kg.iris import Names
from kg.rdf import quads
from tests.sample import SAMPLE

NAMES = Names(SAMPLE, DEFAULT_BASE)
GRAPH = quads(SAMPLE, DEFAULT_BASE)
RESOURCES = sorted(
    {
        quad.subject.value
        for quad in (*GRAPH.quads, *GRAPH.entities)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(DEFAULT_BASE)
    }
)
WITH_PAGE = [iri for iri in RESOURCES if "#" not in iri]


def test_every_resource_answers_with_what_is_said_of_it(client: httpx.Client) -> None:
    for iri in WITH_PAGE:
        response = client.get(iri.replace(DEFAULT_BASE, "/id/"), headers={"Accept": "text/turtle"})
        assert response.status_code == 200, iri
        subjects = {triple.subject for triple in parse(response.content, format=RdfFormat.TURTLE)}
        assert NamedNode(iri) in subjects


def test_every_resource_has_a_page(browser_like: httpx.Client) -> None:
    for iri in WITH_PAGE:
        response = browser_like.get(iri.replace(DEFAULT_BASE, "/id/"))
        assert response.status_code == 200, iri
        assert response.headers["content-type"].startswith("text/html")
        assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/html", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_the_accept_header_decides(client: httpx.Client, accept: str, media_type: str) -> None:
    response = client.get("/id/entity/Q43", headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == media_type


def test_the_path_of_the_iris_themselves_leads_here_too(client: httpx.Client) -> None:
    own = client.get("/news-kg/id/entity/Q43", headers={"Accept": "application/n-triples"})
    assert own.status_code == 200
    assert f"<{DEFAULT_BASE}entity/Q43>" in own.text


def test_a_name_is_taken_as_it_is_percent_encoded(client: httpx.Client) -> None:
    encoded = [iri for iri in WITH_PAGE if "%" in iri]
    assert encoded
    for iri in encoded:
        assert client.get(iri.replace(DEFAULT_BASE, "/id/"), headers={"Accept": "text/html"}).status_code == 200


def test_what_is_not_there_is_not_found_in_any_format(client: httpx.Client) -> None:
    for accept in ("text/html", "text/turtle", "application/ld+json"):
        assert client.get("/id/entity/Q0", headers={"Accept": accept}).status_code == 404
    assert client.get("/id/entity/Q43", headers={"Accept": "image/png"}).status_code == 406
