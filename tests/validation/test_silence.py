"""Told without SPARQL that a constraint finds nothing: never where the query would find something."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.validation import silence
from kg.validation.engine import ask
from kg.validation.indexed import IndexedGraph
from kg.validation.keys import statements_of
from kg.validation.results import ShaclResult
from kg.validation.shapes import SparqlCheck, class_hierarchy, load_shapes
from kg.validation.silence import asked_for, is_compiled, is_silent
from kg.validation.silence.kept import _kept, kept_source, sources
from kg.validation.silence.patterns import source_of
from kg.vocabulary import RDF
from tests.shapes.mutations import BREAKING, HARMLESS, UNSTATED
from tests.shapes.sound import sound_triples, updated
from tests.validation.test_core import SOUND, statements

CHECKS = {check.shape.rpartition("#")[2]: check for check in load_shapes().constraints}
ALL = {**BREAKING, **UNSTATED}


def loud(triples: list[Triple]) -> set[str]:
    """The constraints that are not silent."""
    from kg.validation.engine import _foci

    graph = IndexedGraph(statements_of(triples))
    return {name for name, check in CHECKS.items() if not is_silent(graph, check, _foci(graph, check))}


def finding(triples: list[Triple]) -> set[str]:
    """The constraints that find something by SPARQL."""
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in (*triples, *class_hierarchy()))
    return {name for name, check in CHECKS.items() if any(True for _ in ask(store, check))}


@pytest.mark.parametrize("name", CHECKS)
def test_every_constraint_of_ours_is_known(name: str) -> None:
    assert is_compiled(CHECKS[name])


def test_the_sound_graph_is_silent() -> None:
    assert loud(sound_triples()) == set()


@pytest.mark.parametrize("name", ALL)
def test_what_finds_something_is_not_silent_and_the_others_are(name: str) -> None:
    for update in ALL[name]:
        broken = updated(update, complete=name in BREAKING)
        found = loud(broken)
        assert finding(broken) <= found
        assert len(found - finding(broken)) <= 1  # a mention that ends before it starts has no words to compare


@pytest.mark.parametrize("update", HARMLESS)
def test_changes_that_break_no_rule_are_silent(update: str) -> None:
    assert loud(updated(update)) == set()


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(SOUND), max_size=25), st.lists(statements, max_size=25))
def test_in_any_graph_what_finds_something_is_not_silent(gone: set[Triple], added: list[Triple]) -> None:
    graph = [*(triple for triple in SOUND if triple not in gone), *added]
    assert finding(graph) <= loud(graph)


PLACES = [
    Triple(NamedNode("urn:x:a"), NamedNode("urn:x:p"), Literal("one")),
    Triple(NamedNode("urn:x:a"), NamedNode("urn:x:p"), Literal("eins", language="de")),
    Triple(NamedNode("urn:x:a"), NamedNode("urn:x:q"), Literal(3)),
    Triple(NamedNode("urn:x:a"), NamedNode("urn:x:r"), NamedNode("urn:x:b")),
    Triple(NamedNode("urn:x:b"), NamedNode("urn:x:r"), NamedNode("urn:x:c")),
]


@pytest.mark.parametrize(
    ("pattern", "silent"),
    [
        ("$this <urn:x:q> ?v FILTER(?v > 3)", True),
        ("$this <urn:x:q> ?v FILTER(?v >= 3)", False),
        ("$this <urn:x:q> ?v FILTER(?v + 1 - 2 = 2)", False),
        ("$this <urn:x:r>/<urn:x:r> <urn:x:c>", False),
        ("$this <urn:x:r>+ <urn:x:d>", True),
        ("<urn:x:c> ^<urn:x:r>* $this", False),
        ("$this <urn:x:r> ?b FILTER NOT EXISTS { ?b <urn:x:r> <urn:x:c> }", True),
        ("$this <urn:x:r> ?b FILTER EXISTS { ?c ^<urn:x:r> ?b FILTER(?c IN (<urn:x:c>)) }", False),
        ("$this <urn:x:q> ?v OPTIONAL { $this <urn:x:p> ?w }", False),
        ('$this <urn:x:r> ?b BIND(CONCAT(STR(?b), "!") AS ?w) FILTER(?w = "urn:x:b!")', False),
        # not known for certain: a text with a language; a number against a text; a construct that is not known
        ('$this <urn:x:p> ?v FILTER(?v = "two")', False),
        ('$this <urn:x:q> ?v FILTER(?v = "3")', False),
        ("$this ?p <urn:x:nobody>", False),
        ("$this <urn:x:q> ?v FILTER(ABS(?v) = 9)", False),
        ("$this <urn:x:q> ?v OPTIONAL { $this <urn:x:p> ?w } FILTER(?w = ?v)", False),
    ],
)
def test_what_cannot_be_told_is_not_silent(pattern: str, silent: bool) -> None:
    graph = IndexedGraph(statements_of(PLACES))
    number = graph.number("urn:x:a")
    assert number is not None
    check = SparqlCheck("urn:x:s", CHECKS["Claim-chain"].severity, "", "", (), f"SELECT $this WHERE {{ {pattern} }}")
    assert is_silent(graph, check, [number]) is silent


ROWS = [
    "$this <urn:x:p>|<urn:x:r> ?v FILTER(?v = <urn:x:b>)",
    "$this <urn:x:p>|<urn:x:r> ?v FILTER(?v != <urn:x:b>)",
    "$this <urn:x:p>|<urn:x:r> ?v FILTER(<urn:x:nowhere> != ?v)",
    "$this <urn:x:r> ?v FILTER(?v IN (<urn:x:a>, <urn:x:c>))",
    "$this <urn:x:p> ?v FILTER(?v NOT IN (<urn:x:a>, <urn:x:c>))",
    "$this ^<urn:x:r>/^<urn:x:r> ?v FILTER(?v = <urn:x:a>)",
    "?v <urn:x:r>/<urn:x:r>/<urn:x:q>* $this",
    "$this <urn:x:r>/(<urn:x:p>|<urn:x:r>) ?v",
    "<urn:x:a> (<urn:x:p>|<urn:x:r>) $this",
    "FILTER NOT EXISTS { $this <urn:x:p>|<urn:x:q> ?v }",
    "FILTER EXISTS { ?v <urn:x:r> $this }",
    "FILTER NOT EXISTS { $this <urn:x:r> ?b . FILTER NOT EXISTS { ?b <urn:x:r> ?c . FILTER(?c = <urn:x:c>) } }",
    "$this <urn:x:r> ?b FILTER NOT EXISTS { $this <urn:x:r> <urn:x:b> }",
    "{ $this <urn:x:q> ?v } UNION { $this <urn:x:r> ?v . ?v <urn:x:r> ?w } FILTER(?v != $this)",
    "$this <urn:x:r>+ <urn:x:c> FILTER(STRSTARTS(STR($this), STR(<urn:x:>)) && (1 = 2 || 2 < 3))",
    "$this <urn:x:q> ?v BIND(?v - 1 AS ?w) FILTER(?w IN (1, 2))",
]


@pytest.mark.parametrize("pattern", ROWS)
def test_the_loops_find_a_row_where_sparql_does(pattern: str) -> None:
    graph = IndexedGraph(statements_of(PLACES))
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in PLACES)
    check = SparqlCheck("urn:x:s", CHECKS["Claim-chain"].severity, "", "", (), f"SELECT $this WHERE {{ {pattern} }}")
    for name in "abc":
        has_row = store.query(f"ASK {{ BIND(<urn:x:{name}> AS $this) {pattern.replace('$this', f'<urn:x:{name}>')} }}")
        assert is_silent(graph, check, [graph.numbers[f"urn:x:{name}"]]) is not bool(has_row)


def test_a_pattern_that_is_too_deep_for_loops_is_put_as_a_query() -> None:
    chain = " . ".join(f"?v{n} <urn:x:r> ?v{n + 1}" for n in range(30))
    deep = SparqlCheck(
        "urn:x:s", CHECKS["Claim-chain"].severity, "", "", (), f"SELECT $this {{ $this ?p ?v0 . {chain} }}"
    )
    assert not is_compiled(deep)


def answers(check: SparqlCheck, triples: list[Triple]) -> set[ShaclResult]:
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in (*triples, *class_hierarchy()))
    return set(ask(store, check))


@pytest.mark.parametrize("name", ALL)
def test_the_statements_that_a_query_asks_for_give_the_answer_of_all(name: str) -> None:
    for update in ALL[name]:
        broken = updated(update, complete=name in BREAKING)
        for check in CHECKS.values():
            asked = asked_for(check.query)
            few = [triple for triple in broken if asked is None or triple.predicate.value in asked]
            assert answers(check, few) == answers(check, broken)


@pytest.mark.parametrize(
    ("pattern", "asked"),
    [
        ("$this <urn:x:p>|^<urn:x:q>/<urn:x:r>+ ?v", {"urn:x:p", "urn:x:q", "urn:x:r"}),
        ("$this a ?v OPTIONAL { ?v <urn:x:p> ?w FILTER EXISTS { ?w <urn:x:q> 1 } }", {RDF.type, "urn:x:p", "urn:x:q"}),
        ("{ SELECT ?v { ?v <urn:x:p> 1 } } UNION { ?v <urn:x:q> 2 } MINUS { ?v <urn:x:r> 3 }", {*"pqr"}),
        ("$this ?p ?v", None),
        ("$this <urn:x:p>* ?v", None),
        ("$this <urn:x:p>? ?v", None),
        ("$this !<urn:x:p> ?v", None),
        ("FILTER NOT EXISTS { $this ?p ?v }", None),
        ("GRAPH ?g { $this <urn:x:p> ?v }", None),
    ],
)
def test_the_properties_that_a_query_asks_for(pattern: str, asked: set[str] | None) -> None:
    found = asked_for(f"SELECT * {{ {pattern} }}")
    assert found == (asked if asked is None else {name if ":" in name else f"urn:x:{name}" for name in asked})


def test_the_sources_that_are_kept_are_those_of_the_shapes() -> None:
    kept = json.loads((Path(silence.__file__).parent / "kept.json").read_text(encoding="utf-8"))
    assert kept == sources(), "run: python -m kg.validation.silence"


def test_a_constraint_that_is_not_kept_is_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    check = CHECKS["Claim-denied"]
    assert kept_source(check.pattern) == source_of(check.pattern)
    assert kept_source(check.pattern + " ") is None
    for text in (None, "{"):
        file = tmp_path / f"{text}.json"
        if text is not None:
            file.write_text(text, encoding="utf-8")
        monkeypatch.setattr("kg.validation.silence.kept._FILE", file)
        monkeypatch.setattr("kg.validation.silence.kept._kept", _kept.__wrapped__)
        assert kept_source(check.pattern) is None
