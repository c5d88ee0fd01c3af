"""Items from a SPARQL server that holds data of Wikidata's form, and what a query service's faults end in."""

from __future__ import annotations

import json

import pytest

from kg.errors import ConfigError, ServiceAnswerError, ServiceRefusedError, ServiceTimeoutError
from kg.link.entry import Entry, Source
from kg.link.live.query_service import WIKIDATA_QUERIES, QueryService
from kg.link.live.transport import Transport
from tests.link.live.stub import FakeTime, Reply, Stub, said

NOTHING = {"head": {"vars": ["item"]}, "results": {"bindings": []}}


@pytest.fixture
def service(transport: Transport, sparql: str) -> QueryService:
    return QueryService(transport, sparql)


@pytest.fixture
def faulty(transport: Transport, stub: Stub) -> QueryService:
    return QueryService(transport, stub.url + "/sparql")


def rows(*qids: str) -> Reply:
    bindings = [{"item": {"type": "uri", "value": f"http://www.wikidata.org/entity/{qid}"}} for qid in qids]
    return said({"head": {"vars": ["item"]}, "results": {"bindings": bindings}})


def test_it_is_a_source_that_says_when_it_was_asked(service: QueryService, transport: Transport) -> None:
    source: Source = service
    assert source.name == "query service 127.0.0.1, 2023-11-14"
    assert QueryService(transport)._endpoint == WIKIDATA_QUERIES


def test_items_are_found_by_label_or_alias_best_known_first_and_properties_are_none(service: QueryService) -> None:
    assert [(entry.qid, entry.sitelinks) for entry in service.named(" Islamabad ")] == [("Q1362", 150), ("Q848613", 45)]
    assert [entry.qid for entry in service.named("Khawaja Muhammad Asif")] == ["Q6401038"]
    assert service.named("islamabad") == service.named("") == ()


@pytest.mark.parametrize("name", ['"@en } INSERT', "back\\slash", "line\nbreak", "{ ?s ?p ?o }", "Ω \U0001f30d"])
def test_a_name_is_only_ever_a_name(service: QueryService, name: str) -> None:
    assert service.named(name) == ()


def test_items_are_described_with_all_that_is_scored(service: QueryService) -> None:
    found = service.entities(["Q843", "Q6401038", "Q77", "rubbish"])
    assert found["Q843"] == Entry(
        "Q843",
        "Pakistan",
        "country in South Asia",
        ("Islamic Republic of Pakistan", "PAK"),
        ("Q6256", "Q3624078"),
        330,
    )
    assert (found["Q6401038"].label, found["Q6401038"].aliases) == ("Khawaja Muhammad Asif", ("Khawaja Asif",))
    assert len(found) == 2


def test_a_snapshot_of_a_class_follows_its_subclasses(service: QueryService) -> None:
    assert [entry.qid for entry in service.snapshot(classes=["Q6256"])] == ["Q843", "Q889"]
    assert [entry.qid for entry in service.snapshot(classes=["Q6256"], subclasses=False)] == ["Q843"]


def test_a_snapshot_of_a_country_has_its_places_and_people(service: QueryService) -> None:
    in_pages = list(service.snapshot(country="Q843", page=2))
    assert sorted(entry.qid for entry in in_pages) == ["Q1362", "Q6401038", "Q843", "Q848613"]
    assert in_pages == list(service.snapshot(country="Q843"))
    assert [entry.qid for entry in service.snapshot(country="Q843", classes=["Q5"])] == ["Q6401038"]
    known = {entry.qid for entry in service.snapshot(country="Q843", min_sitelinks=45)}
    assert known == {"Q843", "Q1362", "Q848613"}


def test_a_snapshot_of_nothing_in_particular_is_refused(service: QueryService) -> None:
    with pytest.raises(ConfigError, match="is a dump"):
        next(service.snapshot())
    with pytest.raises(ConfigError, match="not the id"):
        next(service.snapshot(country="Q843 . } #"))


def test_a_query_that_cannot_be_read_is_named_with_the_reason(service: QueryService) -> None:
    with pytest.raises(ServiceAnswerError, match=r"does not take the query: error at 1:\d+"):
        service.select("SELEC ?s WHERE { ?s ?p ?o }")
    with pytest.raises(ServiceAnswerError, match="no SELECT"):
        service.select("ASK { ?s ?p ?o }")


def test_a_query_that_the_server_stops_took_too_long(service: QueryService) -> None:
    patterns = " . ".join(f"?item ?p{at} ?value{at}" for at in range(20))
    with pytest.raises(ServiceTimeoutError, match="took too long"):
        service.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {patterns} }}")


def test_long_queries_go_as_a_form_and_json_is_asked_for(faulty: QueryService, stub: Stub) -> None:
    stub.will_say(said(NOTHING))
    faulty.select("SELECT ?item WHERE { ?item ?p ?o }")
    faulty.select("SELECT ?item WHERE { ?item ?p ?o } #" + "x" * 5000)
    short, long = stub.requests
    assert (short.method, long.method) == ("GET", "POST")
    assert "query" in short.params
    assert "query" in long.form
    assert {request.headers["Accept"] for request in stub.requests} == {"application/sparql-results+json"}


_BEGUN = json.dumps(NOTHING)[:-3].encode()


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"SPARQL-QUERY: queryStr=SELECT\njava.util.concurrent.TimeoutException\n\tat java.util", 500),
        Reply(b"upstream request timeout", 504),
        Reply(b"", 504),
        Reply(_BEGUN + b"\njava.util.concurrent.ExecutionException: java.util.concurrent.TimeoutException"),
    ],
    ids=["500", "504", "504 without words", "in the midst of rows"],
)
def test_a_query_that_took_too_long_is_not_asked_again(faulty: QueryService, stub: Stub, reply: Reply) -> None:
    stub.will_say(reply)
    with pytest.raises(ServiceTimeoutError, match="took too long"):
        faulty.select("SELECT * WHERE { ?s ?p ?o }")
    assert len(stub.requests) == 1


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (Reply(_BEGUN), ServiceAnswerError, "no SPARQL results"),
        (Reply(b"<html>Wikimedia error</html>"), ServiceAnswerError, "no SPARQL results.*Wikimedia"),
        (Reply(b""), ServiceAnswerError, "nothing at all"),
        (Reply(b"java.lang.NullPointerException", 500), ServiceAnswerError, "HTTP 500, java.lang"),
        (Reply(b"Too Many Requests", 429, {"Retry-After": "1000"}), ServiceRefusedError, "left alone for 1,000"),
        (Reply(b"set a User-Agent", 403), ServiceRefusedError, "does not let kg in"),
    ],
    ids=str,
)
def test_other_faults_are_named(
    faulty: QueryService, stub: Stub, reply: Reply, error: type[Exception], words: str
) -> None:
    stub.will_say(reply)
    with pytest.raises(error, match=words):
        faulty.select("SELECT * WHERE { ?s ?p ?o }")


def test_a_page_that_takes_too_long_is_asked_for_at_half_the_size(faulty: QueryService, stub: Stub) -> None:
    stub.will_say(Reply(b"timeout", 504), rows("Q1", "Q2"), rows("Q3"), rows())
    pages = list(faulty.pages("SELECT ?item WHERE { ?item ?p ?o }", order="?item", size=400))
    assert [len(page.rows) for page in pages] == [2, 1]
    limits = [request.params["query"].split("\n")[-2:] for request in stub.requests]
    assert limits == [
        ["LIMIT 400", "OFFSET 0"],
        ["LIMIT 200", "OFFSET 0"],
        ["LIMIT 200", "OFFSET 2"],  # the service gives fewer at once than it is asked for
        ["LIMIT 200", "OFFSET 3"],
    ]


def test_a_page_that_is_small_and_still_takes_too_long_ends_it(faulty: QueryService, stub: Stub) -> None:
    stub.will_say(Reply(b"", 504))
    with pytest.raises(ServiceTimeoutError):
        list(faulty.pages("SELECT ?item WHERE { ?item ?p ?o }", order="?item", size=300))
    assert len(stub.requests) == 4


def test_a_snapshot_that_was_broken_off_goes_on_from_kept_answers(
    faulty: QueryService, stub: Stub, time: FakeTime
) -> None:
    label = {"type": "literal", "value": "Kabul", "xml:lang": "en"}
    item = {"type": "uri", "value": "http://www.wikidata.org/entity/Q5838"}
    fact = {"item": item, "what": {"type": "literal", "value": "label"}, "value": label}
    described = said({"head": {"vars": ["item", "what", "value"]}, "results": {"bindings": [fact]}})
    stub.will_say(rows("Q5838"), described, Reply(b"", 503))
    entries = faulty.snapshot(classes=["Q515"])
    assert next(entries).label == "Kabul"
    with pytest.raises(ServiceRefusedError):
        next(entries)
    stub.will_say(said(NOTHING))
    before = len(stub.requests)
    assert [entry.label for entry in faulty.snapshot(classes=["Q515"])] == ["Kabul"]
    assert len(stub.requests) == before + 1
    assert time.naps == [1.0, 2.0, 4.0]
