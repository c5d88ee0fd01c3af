from __future__ import annotations

import httpx
import pytest
from pyoxigraph import parse

from kg.config import DEFAULT_BASE
from kg.iris import Names
from kg.queries import Catalogue
from kg.web.listing import FILTERS
from kg.web.sparql import GRAPH_FORMATS
from tests.sample import SAMPLE, TEXT

NAMES = Names(SAMPLE, DEFAULT_BASE)


@pytest.mark.parametrize("kind", FILTERS)
def test_lists_come_in_pages(client: httpx.Client, kind: str) -> None:
    whole = client.get(f"/api/{kind}?limit=200").json()
    assert whole["total"] == len(whole["items"]) > 0
    first, second = (client.get(f"/api/{kind}?limit=1&offset={offset}").json()["items"] for offset in (0, 1))
    assert [*first, *second] == whole["items"][:2]


@pytest.mark.parametrize("kind", FILTERS)
def test_each_item_of_a_list_can_be_had_by_itself(client: httpx.Client, kind: str) -> None:
    for item in client.get(f"/api/{kind}").json()["items"]:
        one = client.get(f"/api/{kind}/{item['iri'].removeprefix(DEFAULT_BASE)}")
        assert one.status_code == 200
        assert one.json()["iri"] == item["iri"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("claims?act=accuse", {"c4"}),
        ("claims?claimant=Turkey", {"c5", "c11"}),
        ("claims?claimant=entity/Q43&polarity=negative&act=deny", {"c5"}),
        ("claims?about=Turkey&act=accuse", {"c4"}),
        ("claims?q=GRAIN ships&act=accuse", {"c4"}),
        ("claims?act=accuse&since=2031-01-01", set()),
        ("claims?act=accuse&until=2031-01-01", {"c4"}),
    ],
)
def test_claims_can_be_filtered(client: httpx.Client, query: str, found: set[str]) -> None:
    items = client.get(f"/api/{query}").json()["items"]
    assert {item["iri"] for item in items} == {NAMES.iri(one) for one in found}


@pytest.mark.parametrize("form", ["json", "csv", "xml"])
def test_a_long_answer_comes_in_pages_that_are_like_the_whole(client: httpx.Client, form: str) -> None:
    whole = client.get(f"/api/queries/words?limit=all&format={form}")
    assert client.get(f"/api/queries/words?format={form}").text == whole.text  # fewer rows than a page has
    if form == "csv":
        part = client.get("/api/queries/words?limit=3&format=csv").text
        assert part == "".join(whole.text.splitlines(keepends=True)[:4])
    for wrong in ("0", "-1", "many", "1e3"):
        assert client.get(f"/api/queries/words?limit={wrong}").status_code == 400
    assert client.get("/api/queries/denials?limit=3").status_code == 400


def test_spans_of_a_claim_index_the_text_of_its_article(client: httpx.Client) -> None:
    article = client.get(f"/api/articles/{NAMES.document.removeprefix(DEFAULT_BASE)}").json()
    assert article["text"] == TEXT
    claim = next(one for one in article["claims"] if one["iri"] == NAMES.iri("c4"))
    words = {role: [TEXT[start:end] for start, end in spans] for role, spans in claim["spans"].items()}
    assert words == {"source": ["Portugal"], "cue": ["accuses"], "content": ["diverting three grain ships"]}


@pytest.mark.parametrize(
    ("status", "query"),
    [
        (400, "claims?actt=accuse"),
        (400, "claims?act=sing"),
        (400, "claims?limit=0"),
        (400, "claims?limit=1000"),
        (400, "claims?offset=-1"),
        (400, "claims?since=yesterday"),
        (400, "claims?act=deny&act=accuse"),
        (404, "claims?claimant=Atlantis"),
        (404, "claims/doc/0000000000000000/claim/1-2"),
        (404, "actors/doc/%3C"),
        (404, "things"),
        (404, "queries/nothing"),
        (400, "queries/disputes?nothing=1"),
        (400, "queries/says-about"),
        (404, "queries/says-about?actor=Atlantis"),
    ],
)
def test_mistakes_are_problem_details_with_a_code(client: httpx.Client, status: int, query: str) -> None:
    response = client.get(f"/api/{query}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status and problem["code"].startswith("KG") and problem["detail"]


def test_each_saved_query_is_a_call(client: httpx.Client) -> None:
    for query in Catalogue():
        given = {one.name: "Turkey" for one in query.parameters if one.required and one.type == "iri"}
        if query.service:
            continue  # asks another server, which is off
        response = client.get(f"/api/queries/{query.name}", params=given)
        assert response.status_code == 200, (query.name, response.text)
        assert response.json()["head"]["vars"]


def test_the_description_names_every_call_and_is_openapi(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {f"/api/queries/{query.name}" for query in Catalogue()} < described["paths"].keys()
    for kind, filters in FILTERS.items():
        names = {one["name"] for one in described["paths"][f"/api/{kind}"]["get"]["parameters"]}
        assert names == {*filters, "offset", "limit"}
    for path in described["paths"]:
        if "{" not in path:
            assert client.get(path).status_code in (200, 400), path


def test_no_odd_request_makes_the_server_fail(address: str) -> None:
    """Requests made from the description, sound and unsound: each is answered, and as the description promises."""
    schemathesis = pytest.importorskip("schemathesis", reason="pip install schemathesis to fuzz the API")
    from hypothesis import HealthCheck, given, settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    checks = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    quick = {"max_examples": 8, "deadline": None, "suppress_health_check": list(HealthCheck), "database": None}
    for result in schemathesis.openapi.from_url(f"{address}openapi.json").get_all_operations():

        @settings(**quick)
        @given(case=result.ok().as_strategy())
        def fuzz(case) -> None:  # type: ignore[no-untyped-def]
            case.validate_response(case.call(), checks=checks)

        fuzz()


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_the_queries_are_described_as_rdf(client: httpx.Client, form: str) -> None:
    media_type, rdf_format = GRAPH_FORMATS[form]
    by_accept = client.get("/api/queries", headers={"Accept": media_type})
    assert by_accept.headers["content-type"].partition(";")[0] == media_type
    assert client.get(f"/api/queries?format={form}").content == by_accept.content
    graph = list(parse(by_accept.content, rdf_format))
    names = {quad.object.value for quad in graph if quad.predicate.value.endswith("dc/terms/identifier")}
    assert names == set(Catalogue().names())
    targets = {quad.object.value for quad in graph if quad.predicate.value == "https://schema.org/target"}
    assert targets == {str(client.base_url.join("/sparql"))}


def test_the_queries_are_a_list_in_json_where_no_graph_is_wanted(client: httpx.Client) -> None:
    for accept in ("*/*", "application/json", ""):
        answer = client.get("/api/queries", headers={"Accept": accept})
        assert answer.json()["total"] == len(Catalogue().names())
    assert client.get("/api/queries?format=csv").status_code == 406
    assert client.get("/api/queries", headers={"Accept": "image/png"}).status_code == 406
