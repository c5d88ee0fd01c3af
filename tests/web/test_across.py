"""What lies across articles has pages and calls as well: disputes between articles, and answers of other articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.config import DEFAULT_BASE, Config
from kg.iris import Names
from kg.model import Article, Extraction
from kg.rdf import quads
from kg.store import open_store
from kg.vocabulary import KG, RDF, RDFS
from kg.web import Serving
from tests.sample import SAMPLE
from tests.web.conftest import running

NAMES = Names(SAMPLE, DEFAULT_BASE)
HERE = NAMES.iri("c4")
DISPUTE = f"{DEFAULT_BASE}dispute/0123456789abcdef"
OTHER = Extraction(Article("Somebody said so.\n", title="Said elsewhere", id="other"), extractor="tests")
ELSEWHERE = f"{Names(OTHER, DEFAULT_BASE).document}/claim/0-8"


@pytest.fixture(scope="module")
def across(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = Path(tmp_path_factory.mktemp("across") / "kg-store")
    graph = NamedNode(f"{DEFAULT_BASE}alignment")

    def stated(subject: str, predicate: str, value: str) -> Quad:
        term = NamedNode(value) if value.startswith("http") else Literal(value)
        return Quad(NamedNode(subject), NamedNode(predicate), term, graph)

    with open_store(path, write=True, create=True) as store:
        store.put_article(quads(SAMPLE, DEFAULT_BASE))
        store.put_article(quads(OTHER, DEFAULT_BASE))
        store.oxigraph.extend(
            [
                stated(DISPUTE, RDF.type, KG.Dispute),
                stated(DISPUTE, RDFS.label, "dispute: the ships"),
                stated(DISPUTE, KG.involvesClaim, HERE),
                stated(DISPUTE, KG.involvesClaim, NAMES.iri("c5")),
                stated(DISPUTE, KG.over, NAMES.iri("s4")),
                stated(NAMES.iri("s4"), KG.sameEventAs, f"{ELSEWHERE}/event"),
                stated(ELSEWHERE, KG.contradicts, HERE),
                stated(ELSEWHERE, KG.claimant, NAMES.iri("a5")),
                stated(f"{ELSEWHERE}9", KG.supports, HERE),
                stated(ELSEWHERE, RDFS.label, "Somebody: assert – that it was otherwise"),
                stated(f"{DEFAULT_BASE}alignment/1", RDF.type, f"{KG.Document.rpartition('#')[0]}#Alignment"),
                stated(f"{DEFAULT_BASE}alignment/1", RDFS.label, "why they are one"),
            ]
        )
    with (
        running(Serving(Config(store=path), port=0, workers=2)) as address,
        httpx.Client(base_url=address, timeout=30, headers={"Accept": "text/html"}) as client,
    ):
        yield client


def page(client: httpx.Client, iri: str) -> str:
    response = client.get(iri.replace(DEFAULT_BASE, "/id/"))
    assert response.status_code == 200
    return response.text


def test_a_dispute_between_articles_is_listed_with_them(across: httpx.Client) -> None:
    (found,) = [one for one in across.get("/api/disputes").json()["items"] if one["iri"] == DISPUTE]
    assert (found["label"], found["articles"]) == ("the ships", 1)
    assert found["article"]["title"] == SAMPLE.article.title
    assert "the ships" in across.get("/disputes").text
    assert "the ships" in across.get("/disputes?since=2020-01-01").text


def test_a_dispute_between_articles_has_its_sides(across: httpx.Client) -> None:
    shown = page(across, DISPUTE)
    assert "<h1>the ships</h1>" in shown
    assert shown.count('class="stance"') == 2
    told = across.get(DISPUTE.replace(DEFAULT_BASE, "/api/disputes/")).json()
    assert {one["iri"] for one in told["claims"]} == {HERE, NAMES.iri("c5")}


def test_a_claim_tells_who_contradicts_it_elsewhere(across: httpx.Client) -> None:
    shown = page(across, HERE)
    assert "In other articles" in shown
    assert "supported by" not in shown  # by a claim that is there no more
    assert "contradicted by" in shown and "that it was otherwise" in shown and "Said elsewhere" in shown


def test_an_event_tells_where_else_it_is_told(across: httpx.Client) -> None:
    shown = page(across, NAMES.iri("s4"))
    assert "The same event in other articles" in shown and "Said elsewhere" in shown
    assert "the ships" in shown


def test_what_has_no_page_of_its_own_shows_what_is_stated_of_it(across: httpx.Client) -> None:
    assert "<h1>why they are one</h1>" in page(across, f"{DEFAULT_BASE}alignment/1")
