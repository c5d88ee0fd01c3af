import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import ParameterError
from kg.sparql import Solutions, bind, run

EX = "http://example.org/"
A, B, P, Q = (NamedNode(EX + name) for name in "abpq")
GRAPH = NamedNode(EX + "g")
ONE, TWO = Literal(1), Literal(2)


def store() -> Store:
    filled = Store()
    filled.extend([Quad(A, P, ONE, GRAPH), Quad(B, P, TWO, GRAPH), Quad(A, Q, B, GRAPH)])
    return filled


def column(query: str, **values: NamedNode | Literal | list[NamedNode | Literal]) -> list[str]:
    answer = run(store(), f"PREFIX : <{EX}>\n{query}", values)
    assert isinstance(answer, Solutions)
    return sorted(
        term.value.removeprefix(EX) for row in answer.rows for term in row[:1] if isinstance(term, NamedNode | Literal)
    )


@pytest.mark.parametrize(
    "where",
    [
        "{ ?s :p ?v }",
        "WHERE { { ?s :p ?v } UNION { ?v :none ?s } }",
        "WHERE { { SELECT ?s { ?s :p ?v } } }",
        "WHERE { { SELECT ?s (COUNT(*) AS ?n) WHERE { ?s :p ?x FILTER(?x = ?v) } GROUP BY ?s } }",
        "WHERE { ?s :p ?x . OPTIONAL { ?s :p ?y FILTER(?y = ?v) } FILTER(BOUND(?y)) }",
        "WHERE { ?s :p ?x FILTER EXISTS { ?s :p ?v } }",
        "WHERE { ?s :p ?x FILTER NOT EXISTS { ?s :p ?z FILTER(?z != ?v) } }",
        "WHERE { ?s :p ?x MINUS { ?s :p ?z FILTER(?z != ?v) } }",
        "WHERE { GRAPH ?g { ?s :p ?v } }",
        "WHERE { VALUES ?t { 1 2 } ?s :p ?t FILTER(?t IN (?v)) }",
        "WHERE { VALUES (?s ?v) { (:a 1) (:b 2) } }",
        "WHERE { ?s :p ?x } GROUP BY ?s ?x ?v HAVING(?x = ?v)",
        "WHERE { ?s :p ?x FILTER(!BOUND(?v) || ?x = ?v) }",
        "WHERE { ?s :p ?x . { ?s :p ?x { ?s :p ?x FILTER(?x = ?v) } } }",
        "WHERE { # not here: { ?v\n ?s :p ?v . FILTER('{ ?v }' != \"}\") }",
    ],
)
def test_a_value_reaches_every_part_of_a_query(where: str) -> None:
    assert column(f"SELECT ?s {where}", v=ONE) == ["a"]
    assert column(f"SELECT ?s {where}", v=TWO) == ["b"]


def test_what_a_select_shows_orders_and_counts_by_is_bound() -> None:
    assert column("SELECT (STR(?v) AS ?w) { ?s :p 1 }", v=Literal("here")) == ["here"]
    assert column("SELECT ?v (COUNT(*) AS ?n) { ?s :p ?x } GROUP BY ?v", v=A) == ["a"]
    assert column("SELECT ?s { ?s :p ?x } ORDER BY (?x = ?v) LIMIT 1", v=ONE) == ["b"]


def test_one_of_several_values_is_enough() -> None:
    assert column("SELECT ?s { ?s :p ?v }", v=[ONE, TWO]) == ["a", "b"]
    assert column("SELECT ?s { ?s :p ?v }", v=[]) == []


def test_a_variable_without_a_value_stays_free() -> None:
    assert column("SELECT ?s { ?s :p ?x FILTER(!BOUND(?__v) || ?x = ?__v) }") == ["a", "b"]


NARROWED = """SELECT ?s {
  ?s :p ?x
  { FILTER(!BOUND(?__o)) } UNION { ?s :q ?__o FILTER(BOUND(?__o)) }
}"""


def test_whether_a_parameter_is_given_is_settled_before_the_query_runs() -> None:
    assert column(NARROWED) == ["a", "b"]
    assert column(NARROWED, __o=B) == ["a"]
    assert column(NARROWED, __o=A) == []
    given, missing = bind(NARROWED, {"__o": B}), bind(NARROWED, {})
    assert "BOUND" not in given + missing
    assert "!true" in given
    assert "!false" in missing
    assert given.index("VALUES ?__o") < given.index("?s :p")  # around the UNION as well, so that it begins there


NEEDED = """SELECT ?s ?o {
  ?s :p ?x
  OPTIONAL {
    ?s :q ?o FILTER(BOUND(?__v) || BOUND(?__w))
  }
  FILTER(!BOUND(?__v) || ?x = ?__v)
  FILTER(!BOUND(?__w) || ?x = ?__w)
}"""


def test_what_is_only_needed_for_a_parameter_goes_where_it_is_not_given() -> None:
    missing, given = bind(NEEDED, {}), bind(NEEDED, {"__w": ONE})
    assert "OPTIONAL" not in missing
    assert "?s :q ?o" in given
    assert "OPTIONAL {\n    ?s :q ?o \n  }" in given  # nothing else is told to it
    assert column(NEEDED) == ["a", "b"]
    assert column(NEEDED, __w=ONE) == column("SELECT ?s { ?s :p ?v }", v=ONE)
    assert missing.count("\n") == given.count("\n") == NEEDED.count("\n")  # lines keep their numbers in messages


@pytest.mark.parametrize(
    "condition",
    [
        "BOUND(?__v) && BOUND(?__w)",
        "BOUND(?__v) || ?x = 1",
        "!BOUND(?__v)",
        "BOUND(?o)",
        "(BOUND(?__v))",
        "BOUND(?__v) ||",
    ],
)
def test_other_conditions_of_an_optional_stay(condition: str) -> None:
    query = f"SELECT ?s {{ ?s :p ?x OPTIONAL {{ ?s :q ?o FILTER({condition}) }} }}"
    assert "OPTIONAL" in bind(query, {})
    assert "FILTER" in bind(query, {"__v": ONE} if "__v" in query else {})


def test_an_optional_within_one_that_goes_goes_with_it() -> None:
    query = "SELECT ?s { ?s :p ?x OPTIONAL { OPTIONAL { ?s :q ?o FILTER(BOUND(?__v)) } FILTER(BOUND(?__w)) } }"
    assert bind(query, {"__v": ONE}) == bind(query, {}) == "SELECT ?s { ?s :p ?x  }"
    assert "OPTIONAL { }" in " ".join(bind(query, {"__w": ONE}).split())


def test_what_else_is_bound_is_left_to_the_query() -> None:
    query = "SELECT ?s { ?s :p ?x OPTIONAL { ?s :q ?o } FILTER(!BOUND(?o) && 'BOUND(?__v)' != '') }"
    assert column(query) == ["b"]
    assert bind(query, {}) == query


def test_the_other_forms_of_query_take_values_too() -> None:
    prefix = f"PREFIX : <{EX}> "
    assert run(store(), prefix + "ASK { ?s :p ?v }", {"v": ONE}) is True
    assert run(store(), prefix + "ASK { ?s :p ?v }", {"v": Literal(3)}) is False
    made = run(store(), prefix + "CONSTRUCT { ?s :is ?v } WHERE { ?s :q ?o }", {"v": ONE})
    assert [str(triple.object) for triple in made.triples] == [str(ONE)]  # type: ignore[union-attr]
    described = run(store(), "DESCRIBE ?v", {"v": B})
    assert [triple.subject for triple in described.triples] == [B]  # type: ignore[union-attr]


@given(st.text())
def test_no_text_gets_out_of_its_quotation_marks(text: str) -> None:
    answer = run(Store(), "SELECT ?w WHERE { BIND(STR(?v) AS ?w) }", {"v": Literal(text)})
    assert isinstance(answer, Solutions)
    assert [[term.value for term in row if isinstance(term, Literal)] for row in answer.rows] == [[text]]


@pytest.mark.parametrize(
    "text",
    [
        '" } } ; DROP ALL #',
        '\\" } UNION { ?s ?p ?o }',
        "'''\n} # \n",
        "\\u0022 } UNION { ?s ?p ?o } #",
        "a\r\nb\\",
        "}} LIMIT 1 OFFSET 0 VALUES ?s { <http://example.org/a> }",
    ],
)
def test_an_attempt_to_inject_is_just_a_text(text: str) -> None:
    assert column("SELECT ?s { ?s :p ?v }", v=Literal(text)) == []
    assert column("SELECT ?v { ?s :p 1 }", v=Literal(text)) == [text]


def test_an_iri_cannot_be_made_to_end_early() -> None:
    with pytest.raises(ValueError, match="IRI"):
        NamedNode("http://example.org/a> } UNION { ?s ?p ?o } #")


def test_lines_keep_their_numbers() -> None:
    query = "SELECT ?s\n{\n ?s ?p ?v }\n"
    assert bind(query, {"v": Literal("two\nlines")}).count("\n") == query.count("\n")


def test_limits_take_whole_numbers_and_go_when_there_is_none() -> None:
    assert len(column("SELECT ?s { ?s ?p ?o } LIMIT ?_n", _n=ONE)) == 1
    assert len(column("SELECT ?s { ?s ?p ?o } LIMIT ?__n OFFSET ?__m", __m=ONE)) == 2
    assert len(column("SELECT ?s { ?s ?p ?o } LIMIT ?__n")) == 3
    for wrong in (Literal("1 OFFSET 1"), Literal(-1), A, Literal("²")):
        with pytest.raises(ParameterError, match="whole number"):
            bind("SELECT ?s { ?s ?p ?o } LIMIT ?_n", {"_n": wrong})


def test_a_value_for_no_variable_is_a_mistake() -> None:
    with pytest.raises(ParameterError) as caught:
        bind("SELECT ?s { ?s ?p 'a ?v' } # ?v", {"v": ONE})
    assert "It has: p, s." in str(caught.value)
