import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import QueryFailedError, QueryTimeoutError, SparqlSyntaxError, StoreMissingError
from kg.sparql import Solutions, Triples, run
from kg.sparql.timed import run_within
from kg.store import ArticleStore, open_store
from kg.vocabulary import PREFIXES
from tests.short_articles import GRAPH

CLAIMANTS = "SELECT ?claim ?name { ?claim a kg:Claim ; kg:claimant/rdfs:label ?name } ORDER BY ?name ?claim"


def sample() -> Store:
    store = ArticleStore(Store())
    store.put_article(GRAPH)
    return store.oxigraph


def test_a_query_sees_all_graphs_as_one() -> None:
    answer = run(sample(), CLAIMANTS)
    assert isinstance(answer, Solutions)
    assert answer.variables == ("claim", "name")
    assert len(answer.rows) == 19
    assert answer.rows[0][1] == Literal("Harbour Courier")


def test_every_prefix_is_known_without_declaration() -> None:
    for prefix, namespace in PREFIXES.items():
        answer = run(Store(), f"SELECT ({prefix}:x AS ?it) {{ }}")
        assert isinstance(answer, Solutions)
        assert answer.rows == [(NamedNode(f"{namespace}x"),)]


def test_a_prefix_of_ones_own_goes_before() -> None:
    answer = run(Store(), "PREFIX kg: <http://example.org/> SELECT (kg:x AS ?it) { }")
    assert isinstance(answer, Solutions)
    assert answer.rows == [(NamedNode("http://example.org/x"),)]


def test_what_has_no_value_is_none() -> None:
    answer = run(Store(), "SELECT ?a ?b { BIND(1 AS ?a) OPTIONAL { ?x ?y ?b } }")
    assert isinstance(answer, Solutions)
    assert answer.rows == [(Literal(1), None)]


def test_questions_and_constructions_have_answers_of_their_own() -> None:
    assert run(sample(), "ASK { ?x a kg:Dispute }") is True
    made = run(sample(), "CONSTRUCT { ?x rdfs:seeAlso ?y } WHERE { ?x kg:denies ?y }")
    assert isinstance(made, Triples)
    assert len(made.triples) == 1


def test_a_query_that_cannot_be_evaluated_is_a_failure_not_a_traceback() -> None:
    with pytest.raises(QueryFailedError):
        run(Store(), "SELECT * { SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o } }")


def test_only_the_store_is_imported_to_ask_it() -> None:
    code = (
        "import sys, kg.sparql; print([name for name in sys.modules if name in ('rdflib', 'spacy', 'click', 'yaml')])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(tmp_path / "store", write=True, create=True) as store:
        store.put_article(GRAPH)
        node = NamedNode("http://example.org/n")
        store.oxigraph.extend(Quad(node, node, Literal(n), node) for n in range(3000))
    return tmp_path / "store"


def test_a_query_in_a_process_of_its_own_has_the_same_answer(folder: Path) -> None:
    there = run_within(60, open_store, folder, CLAIMANTS + " LIMIT ?_n", {"_n": Literal(3)})
    with open_store(folder) as store:
        assert there == run(store.oxigraph, CLAIMANTS + " LIMIT 3")


def test_a_query_that_takes_too_long_is_stopped(folder: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?c) < STR(?i)) }"
    start = time.monotonic()
    with pytest.raises(QueryTimeoutError, match="longer than 1 seconds"):
        run_within(1, open_store, folder, endless)
    assert time.monotonic() - start < 10


def test_errors_come_back_from_the_other_process_whole(folder: Path) -> None:
    with pytest.raises(SparqlSyntaxError) as caught:
        run_within(60, open_store, folder, "SELECT ?x {\n ?x }", source="q.rq")
    assert caught.value.location is not None
    assert (caught.value.location.source, caught.value.location.line) == ("q.rq", 2)
    with pytest.raises(StoreMissingError):
        run_within(60, open_store, folder / "none", "ASK { }")


def test_no_part_of_a_query_leaves_the_machine() -> None:
    with pytest.raises(QueryFailedError, match="SERVICE"):
        run(Store(), "SELECT * { service <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert run(Store(), 'ASK { BIND("SERVICE" AS ?x) }') is True
