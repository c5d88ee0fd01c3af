"""Candidates from a reconciliation server, and what becomes of services that answer otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import AnswerTooLargeError, OfflineError, ServiceAnswerError
from kg.link.entry import Entry, Source
from kg.link.live.action_api import ActionApi
from kg.link.live.manifest import manifest_of
from kg.link.live.reconciliation import Candidate, Query, Reconciliation, Thing
from kg.link.live.transport import Transport
from tests.link.live.stub import Reply, Request, Stub, said
from tests.link.live.wikibase import Wikibase, entity

WIKIDATA = "http://www.wikidata.org/entity/"
MANIFEST = {"name": "Stub", "identifierSpace": WIKIDATA, "schemaSpace": "http://www.wikidata.org/prop/direct/"}


@pytest.fixture
def service(transport: Transport, reconciliation: str) -> Reconciliation:
    return Reconciliation(transport, reconciliation)


def answering(*results: dict[str, Any], **manifest: Any) -> Callable[[Request], Reply]:
    """A service that gives the same result to every query."""

    def answer(request: Request) -> Reply:
        if "queries" not in request.form:
            return said({**MANIFEST, **manifest})
        return said({key: {"result": list(results)} for key in json.loads(request.form["queries"])})

    return answer


def test_the_manifest_tells_what_is_offered(service: Reconciliation, reconciliation: str) -> None:
    manifest = service.manifest()
    assert (manifest.name, manifest.versions) == ("Actors in the news", ("0.1", "0.2"))
    assert manifest.is_wikidata
    assert manifest.suggest["entity"] == f"{reconciliation}/suggest/entity"
    assert manifest.properties == f"{reconciliation}/extend/propose"


def test_it_is_a_source_of_entries(service: Reconciliation) -> None:
    source: Source = service
    assert source.name == "reconciliation service 127.0.0.1, 2023-11-14"
    assert source.named("Pakistan") == (
        Entry("Q843", "Pakistan", "country in South Asia", (), ("Q6256",)),
        Entry("Q900003", "Pakistan Today", "newspaper", (), ("Q11032",)),
    )
    assert source.named("Durand Line") == source.named(" ") == ()


def test_a_batch_keeps_its_order_and_says_who_is_sure(service: Reconciliation) -> None:
    queries = [Query("Taliban"), Query("nobody at all"), Query("Asif"), Query("Pakistan", types=("Q11032",))]
    taliban, nobody, asif, paper = service.candidates(queries)
    assert taliban == (
        Candidate("Q42418", "Taliban", 100.0, True, "Islamist movement", (Thing("Q17127659", "Q17127659"),)),
    )
    assert nobody == ()
    assert [(one.id, one.match, one.score < 100) for one in asif] == [("Q6401038", False, True)]
    assert [one.id for one in paper] == ["Q900003"]


def test_properties_and_limit_narrow_the_search(service: Reconciliation) -> None:
    by_property = Query("a", properties=(("kind", "Q6256"),))
    assert {one.id for one in service.candidates([by_property])[0]} == {"Q889", "Q843"}
    assert len(service.candidates([Query("a", limit=1)])[0]) == 1


def test_many_queries_go_in_batches(service: Reconciliation, transport: Transport) -> None:
    service.manifest()
    before = transport.sent
    assert len(service.candidates([Query(f"name {number}") for number in range(25)])) == 25
    assert transport.sent - before == 3


def test_properties_are_proposed_and_their_values_told(service: Reconciliation) -> None:
    assert [one.id for one in service.properties()] == ["qid", "name", "description", "kind"]
    found = service.extend(["Q843", "Q42418", "Q77"], ["description", "kind"])
    assert found == {
        "Q843": {"description": ("country in South Asia",), "kind": ("Q6256",)},
        "Q42418": {"description": ("Islamist movement",), "kind": ("Q17127659",)},
    }


def test_what_somebody_types_is_completed(service: Reconciliation) -> None:
    assert [one.name for one in service.suggest("entity", "Pak")] == ["Pakistan", "Pakistan Today"]
    assert [one.name for one in service.suggest("entity", "Pak", skip=1)] == ["Pakistan Today"]
    assert [one.id for one in service.suggest("property", "desc")] == ["description"]


def test_ids_of_another_register_never_pass_for_wikidatas(transport: Transport, reconciliation: str) -> None:
    library = Reconciliation(transport, reconciliation.replace("/actors/", "/books/"))
    assert library.candidates([Query("catalogue")])[0][0].id == "Q1"  # of the library, not of Wikidata
    with pytest.raises(ServiceAnswerError, match=r"not Wikidata's, but of https://library\.example/"):
        library.named("catalogue")


@pytest.mark.parametrize(
    ("space", "is_wikidata"),
    [
        ("http://www.wikidata.org/entity/", True),
        ("https://www.wikidata.org/wiki/", True),
        ("https://wikidata.org.example/entity/", False),
        ("http://test.wikidata.org/entity/", False),
    ],
)
def test_only_wikidatas_own_space_is_wikidatas(space: str, is_wikidata: bool) -> None:
    assert manifest_of({**MANIFEST, "identifierSpace": space}).is_wikidata is is_wikidata


def test_details_fill_in_what_such_services_do_not_tell(transport: Transport, stub: Stub) -> None:
    found = [{"id": qid, "name": "Asif", "score": 50, "match": False, "type": []} for qid in ("Q1", "Q2", "Q3")]
    base, reconcile = Wikibase(entity("Q1", "Asif", wikis=1), entity("Q2", "Asif", wikis=9)), answering(*found)
    stub.answer = lambda request: base(request) if request.path == "/api" else reconcile(request)
    api = ActionApi(transport, stub.url + "/api")
    service = Reconciliation(transport, stub.url, details=api.entities)
    assert [(one.qid, one.sitelinks) for one in service.named("Asif")] == [("Q2", 9), ("Q1", 1)]


def test_a_name_that_the_service_is_sure_of_is_one_of_the_items_names(transport: Transport, stub: Stub) -> None:
    sure = {"id": "Q1065", "name": "United Nations", "score": 100, "match": True, "type": [{"id": "Q43229"}]}
    stub.answer = answering(sure, {**sure, "id": "P31"}, {**sure, "id": "Q2", "match": False, "type": "Q5"})
    assert Reconciliation(transport, stub.url).named("UN") == (
        Entry("Q1065", "United Nations", "", ("UN",), ("Q43229",)),
        Entry("Q2", "United Nations", "", (), ("Q5",)),
    )


def test_a_service_that_says_how_many_it_takes_gets_no_more(transport: Transport, stub: Stub) -> None:
    stub.answer = answering(batchSize=3)
    Reconciliation(transport, stub.url).candidates([Query(str(number)) for number in range(7)])
    assert [len(json.loads(request.form["queries"])) for request in stub.requests[1:]] == [3, 3, 1]


def test_a_batch_that_is_too_large_is_halved(transport: Transport, stub: Stub) -> None:
    patient = answering()

    def picky(request: Request) -> Reply:
        many = len(json.loads(request.form.get("queries", "{}"))) > 2
        return Reply(b"too many", 413) if many else patient(request)

    stub.answer = picky
    service = Reconciliation(transport, stub.url)
    assert service.candidates([Query(str(number)) for number in range(8)]) == [()] * 8
    stub.answer = lambda request: patient(request) if request.method == "GET" else Reply(b"", 413)
    with pytest.raises(AnswerTooLargeError, match="too many queries"):
        service.candidates([Query("one")])


def test_what_a_service_does_not_offer_is_empty(transport: Transport, stub: Stub) -> None:
    stub.answer = answering()
    service = Reconciliation(transport, stub.url)
    assert service.suggest("type", "x") == service.properties() == ()
    assert service.manifest().versions == ("0.1",)


def test_values_of_all_forms_are_read(transport: Transport, stub: Stub) -> None:
    values = [
        {"id": "Q843", "name": "Pakistan"},
        {"str": "text"},
        {"str": None},
        {"date": "2025-10-28"},
        {"int": 3},
        {"float": 0.5},
        {"bool": False},
        {},
    ]
    stub.answer = lambda request: said({"rows": {"Q1": {"P1": values}}} if request.form else MANIFEST)
    found = Reconciliation(transport, stub.url).extend(["Q1"], ["P1"])
    assert found == {"Q1": {"P1": (Thing("Q843", "Pakistan"), "text", "2025-10-28", 3, 0.5, False)}}


@pytest.mark.parametrize(
    "document",
    [
        {"status": "error", "message": "no such service"},
        {"q0": {"result": [{"id": "Q1", "name": "x", "score": "high", "match": True}]}},
        {"q0": {"result": [{"id": "Q1", "score": 1, "match": True}]}},
        {"q0": {"result": 7}},
        {"q0": []},
        {},
    ],
    ids=str,
)
def test_nonsense_in_place_of_candidates_is_named_and_not_kept(
    transport: Transport, stub: Stub, document: dict[str, Any]
) -> None:
    stub.answer = lambda request: said(document if request.form else MANIFEST)
    service = Reconciliation(transport, stub.url)
    with pytest.raises(ServiceAnswerError, match="not what a reconciliation service answers") as raised:
        service.named("x")
    assert document.get("message", "") in str(raised.value)
    stub.answer = answering()
    assert service.named("x") == ()


def test_a_service_that_is_none_is_named(transport: Transport, stub: Stub) -> None:
    stub.will_say(said({"hello": "world"}))
    with pytest.raises(ServiceAnswerError, match=r"no manifest.*'name'"):
        Reconciliation(transport, stub.url).named("x")


def test_a_service_that_is_not_there_is_told_once(transport: Transport) -> None:
    service = Reconciliation(transport, "http://127.0.0.1:1/reconcile")
    with pytest.raises(OfflineError, match="cannot be reached"):
        service.named("x")
    with pytest.raises(OfflineError, match="not asked again"):
        service.named("y")
    assert transport.sent == 1


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["entity", "id", "name", "service_url", "propose_properties"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from(["versions", "defaultTypes", "suggest", "extend", "batchSize"]), _JSON))
def test_whatever_a_manifest_holds_it_is_one_or_nonsense(document: dict[str, Any]) -> None:
    try:
        manifest = manifest_of({**MANIFEST, **document})
    except ServiceAnswerError:
        return
    assert manifest.batch_size is None or manifest.batch_size > 0
    assert all(isinstance(address, str) for address in manifest.suggest.values())
