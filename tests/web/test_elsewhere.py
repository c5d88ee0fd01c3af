"""``kg serve --endpoint``: pages and programs see a store on another server as one on disk. Here that is a kg serve."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from kg.config import DEFAULT_BASE, Config
from kg.iris import Names, document_iri
from kg.web import Serving
from tests.sample import SAMPLE
from tests.web.conftest import running

NAMES = Names(SAMPLE, DEFAULT_BASE)
DOCUMENT = document_iri(SAMPLE.article, DEFAULT_BASE)


@pytest.fixture(scope="module")
def elsewhere(address: str) -> Iterator[httpx.Client]:
    serving = Serving(Config(endpoint=f"{address}sparql"), port=0, workers=2)
    with running(serving) as found, httpx.Client(base_url=found, timeout=30) as client:
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/articles",
        "/disputes",
        "/timeline",
        "/network",
        "/search?q=turkey",
        "/ask/says-about?actor=Turkey",
        "/ask/sparql?query=CONSTRUCT+WHERE+%7B%3Fs+kg%3Adenies+%3Fo%7D",
        *(iri.replace(DEFAULT_BASE, "/id/") for iri in (DOCUMENT, NAMES.iri("c5"), NAMES.iri("a5"), NAMES.iri("s4"))),
    ],
)
def test_each_page_is_the_same(elsewhere: httpx.Client, browser_like: httpx.Client, path: str) -> None:
    there = elsewhere.get(path, headers={"Accept": "text/html"})
    assert there.status_code == 200
    assert there.text == browser_like.get(path).text


@pytest.mark.parametrize(
    "path",
    [
        "/api/claims",
        "/api/queries/disputes?format=csv",
        "/sparql?query=ASK%7B%3Fs%20a%20kg%3ADispute%7D",
        "/sparql?query=SELECT+%2A+%7B%3Fs+kg%3Adenies+%3Fo%7D&format=tsv",
        "/reconcile/suggest/entity?prefix=tur",
    ],
)
def test_programs_are_told_the_same(elsewhere: httpx.Client, client: httpx.Client, path: str) -> None:
    there = elsewhere.get(path)
    assert there.status_code == 200
    assert there.text == client.get(path).text


def test_graphs_hold_the_same(elsewhere: httpx.Client, client: httpx.Client) -> None:
    asked = {"params": {"graph": DOCUMENT}, "headers": {"Accept": "application/n-triples"}}
    there, here = (one.get("/graphs", **asked).text.splitlines() for one in (elsewhere, client))
    assert sorted(there) == sorted(here) != []
    assert elsewhere.get("/graphs?graph=urn:nothing").status_code == 404


def test_what_is_wrong_is_told_as_for_a_store_on_disk(elsewhere: httpx.Client) -> None:
    assert "2:" in elsewhere.get("/sparql", params={"query": "SELECT *\n{ ?s a kg:Claim"}).text
    chosen = elsewhere.get("/sparql", params={"query": "ASK {}", "default-graph-uri": DOCUMENT})
    assert (chosen.status_code, "FROM" in chosen.text) == (400, True)


def test_a_server_that_is_not_there_is_told() -> None:
    serving = Serving(Config(endpoint="http://127.0.0.1:9/sparql"), port=0, workers=2)
    with running(serving) as found:
        response = httpx.get(f"{found}api/articles")
    assert (response.status_code, "cannot be reached" in response.text) == (502, True)
