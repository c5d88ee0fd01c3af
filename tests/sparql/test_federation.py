"""SERVICE: answered as one store that holds both sides would answer it, and never asked of anybody not allowed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import QueryFailedError, SparqlSyntaxError
from kg.sparql import Solutions, run
from kg.sparql.federation import Services
from tests.sparql.endpoint import Endpoint, endpoint

OURS = """
@prefix : <http://x/> .
:ada :is :Q1 ; :says "yes" . :bo :is :Q2 ; :says "no" . :cy :is :Q3 . :di :says "maybe" .
"""
THEIRS = """
@prefix : <http://x/> .
:Q1 :born 1970 ; :type :human ; :spouse [ :name "Eve" ] . :Q2 :born 1980 ; :type :human ; :party :green .
:Q3 :type :city . :Q4 :born 1990 ; :type :human .
"""
P = "PREFIX : <http://x/>\n"


@pytest.fixture
def there() -> Iterator[Endpoint]:
    with endpoint(THEIRS) as server:
        yield server


@pytest.fixture
def here() -> Store:
    store = Store()
    for triple in parse(OURS.encode(), format=RdfFormat.TURTLE):
        store.add(Quad(triple.subject, triple.predicate, triple.object, NamedNode("http://x/graph")))
    return store


def both() -> Store:
    store = Store()
    for text in (OURS, THEIRS):
        for triple in parse(text.encode(), format=RdfFormat.TURTLE):
            store.add(Quad(triple.subject, triple.predicate, triple.object, NamedNode("http://x/graph")))
    return store


def rows(answer: object) -> list[str]:
    assert isinstance(answer, Solutions)
    names = sorted(answer.variables)
    order = [answer.variables.index(name) for name in names]
    return sorted(str([str(row[place]) for place in order]) for row in answer.rows)


QUERIES = [
    "SELECT * { ?who :is ?item SERVICE <E> { ?item :born ?year } }",
    "SELECT * { SERVICE <E> { ?item :born ?year } ?who :is ?item . ?who :says ?what }",
    "SELECT * { SERVICE <E> { ?item :born ?year } }",
    "SELECT * { ?who :is ?item OPTIONAL { SERVICE <E> { ?item :born ?year } } }",
    "SELECT * { ?who :says ?what OPTIONAL { ?who :is ?item SERVICE <E> { ?item :born ?year } } }",
    "SELECT * { ?who :says ?what OPTIONAL { ?who :is ?item } SERVICE <E> { ?item :born ?year } }",
    "SELECT * { SERVICE <E> { ?item :type :human } OPTIONAL { ?who :is ?item } }",
    "SELECT * { ?who :is ?item SERVICE <E> { ?item :born ?year } FILTER(?year > 1975) }",
    "SELECT * { ?who :is ?item FILTER(?who != :ada) SERVICE <E> { ?item :type ?type } }",
    "SELECT * { ?who :is ?item FILTER(!BOUND(?year)) OPTIONAL { SERVICE <E> { ?item :born ?year } } }",
    "SELECT * { ?who :is ?item OPTIONAL { SERVICE <E> { ?item :born ?year } FILTER(?who = :ada) } }",
    "SELECT * { { ?who :says ?what } UNION { ?who :is ?item SERVICE <E> { ?item :born ?year } } }",
    "SELECT * { { ?who :is ?item SERVICE <E> { ?item :born ?year } } UNION { ?who :says ?what } }",
    "SELECT * { ?who :is ?item MINUS { SERVICE <E> { ?item :type :city } } }",
    "SELECT * { ?who :is ?item FILTER NOT EXISTS { SERVICE <E> { ?item :born ?year } } }",
    "SELECT * { GRAPH ?g { ?who :is ?item } SERVICE <E> { ?item :born ?year OPTIONAL { ?item :party ?party } } }",
    "SELECT * { ?who :is ?item SERVICE <E> { SELECT ?item (MAX(?y) AS ?year) { ?item :born ?y } GROUP BY ?item } }",
    "SELECT * { ?who :says ?what { SELECT ?who ?year { ?who :is ?item SERVICE <E> { ?item :born ?year } } } }",
    "SELECT ?type (COUNT(?who) AS ?n) { ?who :is ?item SERVICE <E> { ?item :type ?type } } GROUP BY ?type",
    "SELECT * { ?who :is ?item SERVICE <E> { ?item :born ?year } SERVICE <E> { ?item :type ?type } }",
    "SELECT * { VALUES ?who { :ada :cy } ?who :is ?item BIND(?item AS ?thing) SERVICE <E> { ?thing :type ?type } }",
    "SELECT * { ?who :is ?item SERVICE SILENT <E> { ?item :born ?year } }",
    "SELECT * { ?who :is :nobody . ?who :is ?item SERVICE <E> { ?item :born ?year } }",
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_answer_is_that_of_one_store_that_holds_both_sides(query: str, here: Store, there: Endpoint) -> None:
    asked = P + query.replace("<E>", f"<{there.url}>")
    alone = P + query.replace("SERVICE SILENT <E>", "").replace("SERVICE <E>", "")
    expected = run(both(), alone)
    assert rows(run(here, asked, services=Services(frozenset({there.url})))) == rows(expected)


def test_only_what_can_join_is_asked_for(here: Store, there: Endpoint) -> None:
    query = f"{P}SELECT * {{ ?who :says ?what ; :is ?item SERVICE <{there.url}> {{ ?item :type ?type }} }}"
    run(here, query, services=Services(frozenset({there.url})))
    (asked,) = there.asked
    assert "x/Q1" in asked and "x/Q2" in asked and "x/Q3" not in asked
    assert there.agents[0].startswith("news-kg/")


def test_nobody_is_asked_where_nothing_can_join(here: Store, there: Endpoint) -> None:
    query = f"{P}SELECT * {{ :nobody :is ?item SERVICE <{there.url}> {{ ?item :type ?type }} }}"
    assert rows(run(here, query, services=Services(frozenset({there.url})))) == []
    assert there.asked == []


def test_many_rows_are_sent_in_batches(there: Endpoint) -> None:
    store = Store()
    for number in range(450):
        item = NamedNode(f"http://x/Q{number}")
        store.add(Quad(NamedNode(f"http://x/a{number}"), NamedNode("http://x/is"), item, NamedNode("http://x/graph")))
    query = f"{P}SELECT * {{ ?who :is ?item SERVICE <{there.url}> {{ ?item :born ?year }} }}"
    assert len(rows(run(store, query, services=Services(frozenset({there.url}))))) == 3
    assert len(there.asked) == 3


@pytest.mark.parametrize("allowed", [frozenset(), frozenset({"http://127.0.0.1:1/other"})])
def test_nobody_is_asked_who_is_not_allowed(here: Store, there: Endpoint, allowed: frozenset[str]) -> None:
    good = "SERVICE <http://127.0.0.1:1/other> { ?a ?b ?c }" if allowed else ""
    query = f"{P}SELECT * {{ {good} ?who :is ?item SERVICE <{there.url}> {{ ?item :born ?year }} }}"
    with pytest.raises(QueryFailedError, match="SERVICE would send a part of the query to http") as caught:
        run(here, query, services=Services(allowed))
    assert "--allow-service" in str(caught.value)
    assert there.asked == []


def test_an_endpoint_may_be_a_prefixed_name_and_no_variable(here: Store, there: Endpoint) -> None:
    services = Services(frozenset({there.url}))
    named = f"PREFIX e: <{there.url}>\n{P}SELECT * {{ SERVICE e: {{ ?item :party ?party }} }}"
    assert len(rows(run(here, named, services=services))) == 1
    with pytest.raises(QueryFailedError, match="names no endpoint"):
        run(here, f"{P}SELECT * {{ ?where :is ?e SERVICE ?e {{ ?a ?b ?c }} }}", services=services)


def test_a_mirror_is_asked_in_place_of_the_endpoint_that_is_named(here: Store, there: Endpoint) -> None:
    services = Services(
        frozenset({"https://query.example.org/sparql"}), {"https://query.example.org/sparql": there.url}
    )
    query = f"{P}SELECT * {{ ?who :is ?item SERVICE <https://query.example.org/sparql> {{ ?item :born ?year }} }}"
    assert len(rows(run(here, query, services=services))) == 2


def test_a_fault_is_told_and_silent_goes_on_without(here: Store, there: Endpoint) -> None:
    services = Services(frozenset({there.url}))
    query = f"{P}SELECT ?who {{ ?who :is ?item SERVICE <{there.url}> {{ ?item :born ?year }} }}"
    there.faults = [(500, {})]
    with pytest.raises(QueryFailedError, match="answered 500: not now"):
        run(here, query, services=services)
    there.faults = [(500, {})]
    assert len(rows(run(here, query.replace("SERVICE", "SERVICE SILENT"), services=services))) == 3


def test_a_server_that_asks_for_patience_is_asked_again(here: Store, there: Endpoint) -> None:
    there.faults = [(429, {"Retry-After": "0"}), (503, {"Retry-After": "0"})]
    query = f"{P}SELECT * {{ ?who :is ?item SERVICE <{there.url}> {{ ?item :born ?year }} }}"
    assert len(rows(run(here, query, services=Services(frozenset({there.url}))))) == 2
    assert len(there.asked) == 3


def test_who_asks_for_too_much_patience_is_not_waited_for(here: Store, there: Endpoint) -> None:
    there.faults = [(429, {"Retry-After": "86400"})]
    with pytest.raises(QueryFailedError, match="answered 429"):
        run(here, f"SELECT * {{ SERVICE <{there.url}> {{ ?a ?b ?c }} }}", services=Services(frozenset({there.url})))


def test_a_server_that_is_away_is_named(here: Store) -> None:
    with endpoint(THEIRS) as server:
        url = server.url
    with pytest.raises(QueryFailedError, match="cannot be reached"):
        run(here, f"SELECT * {{ SERVICE <{url}> {{ ?a ?b ?c }} }}", services=Services(frozenset({url})))


def test_blank_nodes_of_the_other_side_can_be_joined(here: Store, there: Endpoint) -> None:
    query = f"{P}SELECT ?name {{ :ada :is ?item SERVICE <{there.url}> {{ ?item :spouse ?s . ?s :name ?name }} }}"
    assert rows(run(here, query, services=Services(frozenset({there.url})))) == ["['\"Eve\"']"]


def test_a_mistake_is_found_where_it_stands_before_anybody_is_asked(here: Store, there: Endpoint) -> None:
    query = f"{P}SELECT * {{ ?who :is ?item\n SERVICE <{there.url}> {{ ?item :born }} }}"
    with pytest.raises(SparqlSyntaxError) as caught:
        run(here, query, services=Services(frozenset({there.url})))
    assert caught.value.location is not None and caught.value.location.line == 3
    assert there.asked == []


def test_ask_and_construct_may_be_answered_elsewhere_too(here: Store, there: Endpoint) -> None:
    services = Services(frozenset({there.url}))
    where = f"?who :is ?item SERVICE <{there.url}> {{ ?item :born ?year }}"
    assert run(here, f"{P}ASK {{ {where} }}", services=services) is True
    made = run(here, f"{P}CONSTRUCT {{ ?who :born ?year }} WHERE {{ {where} }}", services=services)
    assert len(made.triples) == 2  # type: ignore[union-attr]
