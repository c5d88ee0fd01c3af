import pytest
from pyoxigraph import Literal, Store

from kg.errors import SparqlSyntaxError
from kg.sparql import run


def mistake(query: str) -> SparqlSyntaxError:
    with pytest.raises(SparqlSyntaxError) as caught:
        run(Store(), query, source="q.rq")
    return caught.value


@pytest.mark.parametrize(
    ("query", "line", "column", "message"),
    [
        ("SELECT ?x\nWHERE {\n  ?s ?p .\n  ?x a ?y .\n}\nLIMIT 3\n", 3, 9, ". cannot stand here"),
        ("SELECT ?x\nWHERE {\n  ?s rdf:type ?p\n  ?x a ?y .\n}", 4, 3, "?x cannot stand here"),
        ("SELECT ?x\nWHERE {\n  ?s a é .\n  ?x a ?y .\n}", 3, 8, "é cannot stand here"),
        ("SELECT ?x\nWHERE\n  ?s a ?z .\n}", 3, 3, "?s cannot stand here; a { could stand here"),
        ("SELCT ?x\nWHERE {\n  ?x a ?y .\n}", 1, 1, "SELCT cannot stand here"),
        ("SELECT ?x {\n ?x a ?y .\n FILTER(?y = )\n ?z ?b ?c }", 3, 14, ") cannot stand here"),
        ("SELECT ?x {\n 'é🔴' ?p ?y .\n FILTER(FOO(?y)) }", 3, 9, "FOO cannot stand here"),
        ("SELECT ?x {\n '''two\nlines''' ?p ?x ?y }", 3, 16, "?y cannot stand here"),
        ("SELECT ?x {\n OPTIONAL ?x ?z }", 2, 11, "?x cannot stand here; a { could stand here"),
        ("SELECT ?x { ?x a ?y }\n ORDER ?x\nLIMIT 10", 2, 8, "?x cannot stand here"),
        ("SELECT ?x { ?x a 'abc }", 1, 18, "a string is not closed"),
        ("SELECT ?x {\r\n ?x a ?y } }\r\n", 2, 12, "this } closes nothing"),
        ("SELECT ?x { ?x a ?y", 1, 20, "the query ends too early; a { or } could stand here"),
        ("SELECT ?x { ?x a 'a'^^xsd:date b }", 1, 32, "b cannot stand here"),
        ("SELECT ?x {\n ?x a <y> }", 2, 7, "<y> is not a whole IRI"),
    ],
)
def test_a_mistake_is_shown_where_it_is(query: str, line: int, column: int, message: str) -> None:
    error = mistake(query)
    assert error.location is not None
    assert error.message == message
    assert (error.location.line, error.location.column) == (line, column)
    assert error.location.source == "q.rq"


def test_the_caret_stands_below_the_mistake() -> None:
    assert "|   ?s a é .\n  |        ^" in str(mistake("SELECT ?x {\n  ?s a é .\n}"))


def test_an_unknown_prefix_is_named_with_those_that_are_known() -> None:
    error = mistake("PREFIX b: <http://b/>\nSELECT * { ?s b:p foo:x }")
    assert error.location is not None
    assert (error.location.line, error.location.column) == (2, 19)
    assert error.message == "the prefix foo: is not known"
    assert error.remedy is not None
    assert "kg, kgs" in error.remedy


@pytest.mark.parametrize("update", ["INSERT DATA { }", "DELETE WHERE { ?s ?p ?o }", "PREFIX a: <http://a/>\nCLEAR ALL"])
def test_an_update_is_refused_as_such(update: str) -> None:
    error = mistake(update)
    assert "is an update" in error.message
    assert "kg build" in str(error.remedy)


def test_a_query_that_parses_and_makes_no_sense_is_explained() -> None:
    assert "unbound" in mistake("SELECT ?y (COUNT(?x) AS ?n) { ?x a ?y }").message
    assert "has a value already" in str(mistake("SELECT ?y { ?x a ?y BIND(3 AS ?y) }").remedy)


def test_an_empty_query_is_called_empty() -> None:
    assert mistake("# nothing\n").message == "the query is empty"


def test_a_mistake_is_shown_in_the_query_as_it_was_written() -> None:
    with pytest.raises(SparqlSyntaxError) as caught:
        run(Store(), "SELECT ?s { ?s ?p ?v . ?x }", {"v": Literal("a long value")})
    assert caught.value.location is not None
    assert caught.value.location.text == "SELECT ?s { ?s ?p ?v . ?x }"
    assert caught.value.location.column == 27
