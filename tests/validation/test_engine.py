from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store, Triple
from pyshacl import validate
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from kg.errors import InternalError
from kg.validation.bridge import to_graph
from kg.validation.engine import ask, run_shapes
from kg.validation.findings import Severity
from kg.validation.keys import statements_of
from kg.validation.reference import results_of
from kg.validation.shapes import SparqlCheck, class_hierarchy, shape_triples
from kg.vocabulary import KGS_NS
from tests.shapes.mutations import BREAKING, UNSTATED
from tests.shapes.sound import updated

prepared = cache(prepareQuery)


class PlainGraph(Graph):
    """rdflib alone; it only keeps parsed queries, which it would parse again for each node."""

    def query(self, query_object, *arguments, **keywords):
        return super().query(prepared(query_object), *arguments, **keywords)


def reference(triples: list[Triple]) -> set[tuple[object, ...]]:
    """What pySHACL alone finds, with the shapes as they are written."""
    graph = PlainGraph(bind_namespaces="none")
    for statement in to_graph([*triples, *class_hierarchy()]):
        graph.add(statement)
    _, report, text = validate(graph, shacl_graph=to_graph(shape_triples()), inference="none", inplace=True)
    return {comparable(result) for result in results_of(report, text)}


def comparable(result) -> tuple[object, ...]:
    # A placeholder without a value is left as it is by pySHACL, and shown as "?" by us.
    words = result.message if "?" not in result.message else ""
    return (result.severity, result.shape, result.focus, result.path, result.value, result.component, words)


def test_queries_for_all_nodes_at_once_find_what_pyshacl_finds_alone():
    changes = (*BREAKING.values(), *UNSTATED.values())
    broken = updated(*(updates[0] for updates in changes), complete=False)
    found = {comparable(result) for result in run_shapes(statements_of(broken))}
    assert found == reference(broken)
    assert len({shape for _, shape, *_ in found}) > 70


def test_a_message_shows_what_was_found_even_when_it_looks_like_a_pattern():
    store = Store()
    store.add(Quad(NamedNode("urn:x:a"), NamedNode("urn:x:p"), NamedNode("urn:x:b")))
    query = """
        SELECT $this ?found ?other
        WHERE { $this <urn:x:p> ?o BIND("{?other} \\\\1 \\\\d" AS ?found) BIND("!" AS ?other) }
    """
    check = SparqlCheck("urn:x:shape", Severity.INFO, "It reads {?found}, {$other}, {?missing}.", query)
    (result,) = ask(store, check)
    assert result.message == "It reads {?other} \\1 \\d, !, ?."
    assert (result.focus, result.value) == ("urn:x:a", "<urn:x:a>")


def test_a_failure_of_the_engine_is_an_error_not_a_report():
    with pytest.raises(InternalError, match="could not be run: broken"):
        results_of(None, "broken")


# --- offsets, on texts of any kind

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(lambda text: "\r" not in text)
WORDS = KGS_NS + "Mention-words"


def quoted(text: str, start: int, end: int, words: str) -> list[Triple]:
    from pyoxigraph import Literal

    from kg.vocabulary import KG, OA, RDF

    document, mention = NamedNode("urn:x:d"), NamedNode(f"urn:x:d#char={start},{end}")
    said = {
        (document, RDF.type): NamedNode(KG.Document),
        (document, KG.text): Literal(text),
        (mention, RDF.type): NamedNode(KG.Mention),
        (mention, OA.hasSource): document,
        (mention, OA.start): Literal(start),
        (mention, OA.end): Literal(end),
        (mention, OA.exact): Literal(words),
    }
    return [Triple(subject, NamedNode(predicate), value) for (subject, predicate), value in said.items()]


def words_results(triples: list[Triple]):
    from kg.validation.shapes import load_shapes

    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    checks = [check for check in load_shapes().constraints if check.shape.startswith(KGS_NS + "Mention-")]
    return {result.shape: result for check in checks for result in ask(store, check) if "used" not in check.shape}


@st.composite
def spans(draw):
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@settings(deadline=None)
@given(spans())
def test_a_true_quotation_is_never_reported(case):
    text, start, end = case
    assert words_results(quoted(text, start, end, text[start:end])) == {}


@settings(deadline=None)
@given(spans(), st.integers(-60, 60))
def test_every_shift_that_changes_the_words_is_reported_with_what_the_text_reads(case, shift):
    text, start, end = case
    moved, last = start + shift, end + shift
    if not 0 <= moved < last or text[moved:last] == text[start:end]:
        return
    results = words_results(quoted(text, moved, last, text[start:end]))
    if last > len(text):
        assert set(results) == {KGS_NS + "Mention-inText"}
    else:
        assert set(results) == {WORDS}
        assert f"the text reads “{text[moved:last]}”, not “{text[start:end]}”" in results[WORDS].message


@settings(deadline=None, max_examples=20)
@given(TEXTS)
def test_offsets_in_utf_16_or_bytes_are_told_from_code_points(text):
    text = f"🔴 {text}"
    for encoding, width in (("utf-16-le", 2), ("utf-8", 1)):
        start = len(text[:2].encode(encoding)) // width
        if start < len(text) and text[start : start + 1] != text[2:3]:
            assert set(words_results(quoted(text, start, start + 1, text[2:3]))) == {WORDS}
