"""Both engines find the same contradictions, say what they are, and infer the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import InconsistentError, MissingExtraError
from kg.rdf import quads
from kg.reasoning import check, hermit, inference_quads, java_command, ontology_triples
from kg.reasoning.checking import _store
from kg.reasoning.rules import close
from kg.vocabulary import KG, KG_NS, OWL, PREFIXES, RDF
from tests.sample import SAMPLE

BASE = "https://w3id.org/news-kg/id/"

CHAIN = """
:tribune a kg:NewsOutlet ; rdfs:label "The Express Tribune" .
:outer a kg:Claim ; kg:claimant :tribune ; kg:reportsClaim :middle .
:middle a kg:Claim ; kg:reportsClaim :inner .
:inner a kg:Claim ; kg:confidence 0.9 .
:denial a kg:Claim ; kg:denies :inner ; kg:polarity val:negative .
"""

CONTRADICTIONS = [
    (
        "cax-dw",
        ':c a kg:Claim ; rdfs:label "Asif: warn" ; kg:claimant :t . :t a kg:Event ; rdfs:label "talks" .',
        [
            '"talks" (<https://e.org/t>) is an actor, since "Asif: warn" (<https://e.org/c>) has it as kg:claimant,',
            "and a situation, since it is stated to be an event; nothing can be both",
        ],
    ),
    (
        "cax-dw",
        ":x a kg:Person ; kg:denotes :y .",
        [
            "<https://e.org/x> is an actor, since it is stated to be a person,",
            "and a mention, since kg:denotes is said of it; nothing can be both",
        ],
    ),
    ("cax-dw", ":washington a kg:Person , kg:Place .", ["a person, as stated, and a place, as stated"]),
    ("prp-asyp", ":a kg:reportsClaim :b . :b kg:reportsClaim :a .", ["stand in kg:reportsClaim to each other"]),
    ("prp-asyp", ":a kg:reportsClaim :b ; kg:reportedThrough :b .", ["stand in kg:reportsClaim to each other"]),
    ("prp-irp", ":a kg:reportsClaim :a .", ["stands in kg:reportsClaim to itself"]),
    ("prp-irp", ":a kg:restates :b ; kg:denies :a .", ["in kg:denies (so in kg:claimRelation) to itself"]),
    (
        "prp-pdw",
        ":a kg:denies :b ; kg:confirms :b .",
        ["in kg:denies (so in kg:contradicts) and in kg:confirms (so in kg:supports) to <https://e.org/b>"],
    ),
    (
        "prp-fp",
        ":a kg:polarity val:positive , val:negative .",
        ['has two values of kg:polarity, "negative" (val:negative) and "positive" (val:positive)'],
    ),
    ("prp-fp", ":a kg:claimant :p , :q . :p a kg:Person . :q a kg:Group .", ["two values of kg:claimant"]),
    ("prp-fp", ":a kg:confidence 0.9 , 0.8 .", ['"0.8" (xsd:decimal) and "0.9" (xsd:decimal)']),
    ("dt-not-type", ":a kg:confidence 'high' .", ['"high" (xsd:string) as kg:confidence, which is no xsd:decimal']),
    ("dt-not-type", ":p kg:role 'Minister'@en .", ['"Minister"@en as kg:role, which is no xsd:string']),
    ("eq-diff1", "val:positive owl:sameAs val:negative .", ["are known to differ"]),
    ("cls-nothing2", ":a a owl:Nothing .", ["<https://e.org/a> is in owl:Nothing"]),
]


@pytest.mark.parametrize(
    ("rule", "turtle", "words"), CONTRADICTIONS, ids=[f"{row[0]}-{row[1][:40]}" for row in CONTRADICTIONS]
)
def test_a_contradiction_is_found_and_put_in_words(rule, turtle, words, graph):
    report = check(graph(turtle), engine="owlrl")
    assert not report.consistent
    assert report.inferences == ()
    assert rule in {clash.rule for clash in report.clashes}
    messages = "; ".join(clash.message for clash in report.clashes)
    assert all(part in messages for part in words), messages


@pytest.mark.skipif(java_command() is None, reason="HermiT needs Java, and there is none here")
@pytest.mark.parametrize("turtle", list({row[0]: row[1] for row in reversed(CONTRADICTIONS)}.values()))
def test_hermit_alone_agrees_that_it_is_a_contradiction(turtle, graph):
    assert hermit.infer([*ontology_triples(), *graph(turtle)]) is None


def test_a_literal_that_is_no_value_is_a_contradiction(graph, engine):
    clashes = check(graph(":a kg:confidence 'high'^^xsd:decimal ."), engine=engine).clashes
    assert [clash.rule for clash in clashes] == ["dt-not-type"]
    assert "which is no value of its datatype" in clashes[0].message


def test_a_contradiction_names_nodes_and_terms(graph, engine):
    (clash,) = check(graph(":a kg:reportsClaim :b . :b kg:reportsClaim :a ."), engine=engine).clashes
    assert clash.nodes == ("https://e.org/a", "https://e.org/b")
    assert clash.terms == (KG.reportsClaim,)


def test_consequences_of_a_contradiction_are_not_repeated(graph):
    report = check(graph(":a kg:polarity val:positive , val:negative ."), engine="owlrl")
    assert [clash.rule for clash in report.clashes] == ["prp-fp"]


def test_inferences_of_a_chain_and_a_denial(graph, engine):
    report = check(graph(CHAIN), engine=engine)
    assert report.consistent
    e, kg = "https://e.org/", KG_NS
    assert {tuple(str(term)[1:-1] for term in triple) for triple in report.inferences} == {
        (e + "outer", kg + "reportsClaimTransitively", e + "middle"),
        (e + "middle", kg + "reportsClaimTransitively", e + "inner"),
        (e + "outer", kg + "reportsClaimTransitively", e + "inner"),
        (e + "middle", kg + "reportedThrough", e + "outer"),
        (e + "inner", kg + "reportedThrough", e + "middle"),
        (e + "denial", kg + "respondsTo", e + "inner"),
        (e + "denial", kg + "contradicts", e + "inner"),
        (e + "inner", kg + "contradicts", e + "denial"),
        (e + "denial", kg + "claimRelation", e + "inner"),
        (e + "inner", kg + "claimRelation", e + "denial"),
        *((e + "tribune", RDF.type, kg + kind) for kind in ("Organization", "Group", "Actor")),
    }


def test_terms_of_others_are_inferred_on_demand(graph, engine):
    agent = Triple(NamedNode("https://e.org/p"), NamedNode(RDF.type), NamedNode(PREFIXES["prov"] + "Agent"))
    person = graph(":p a kg:Person .")
    assert agent not in check(person, engine=engine).inferences
    assert agent in check(person, engine=engine, external=True).inferences


def test_two_claimants_that_may_be_one_are_taken_for_one(graph, engine):
    report = check(graph(":c kg:claimant :p , :q . :p a kg:Person ; kg:actsFor :x ."), engine=engine)
    p, q, x = (NamedNode(f"https://e.org/{name}") for name in "pqx")
    assert Triple(p, NamedNode(OWL.sameAs), q) in report.inferences
    assert Triple(q, NamedNode(KG.actsFor), x) in report.inferences
    assert Triple(p, NamedNode(OWL.sameAs), p) not in report.inferences


def test_an_article_is_consistent_and_both_engines_infer_the_same(engine):
    article = quads(SAMPLE, BASE)
    report = check([*article.quads, *article.entities], engine=engine)
    assert report.clashes == ()
    assert report.engine == engine
    assert report.inferences == check([*article.quads, *article.entities], engine="owlrl").inferences
    assert len(report.inferences) > 10


@pytest.mark.skipif(java_command() is None, reason="HermiT needs Java, and there is none here")
def test_hermit_infers_nothing_that_the_rules_miss():
    article = quads(SAMPLE, BASE)
    triples = [quad.triple for quad in (*article.quads, *article.entities)]
    closed = _store((), [*ontology_triples(), *triples])
    close(closed)
    found = hermit.infer([*ontology_triples(), *triples])
    assert found
    told = {quad.triple for quad in closed}
    assert {triple for triple in found - told if triple.object != NamedNode(OWL.Thing)} == set()


def test_text_with_every_kind_of_character_reaches_hermit(graph, engine):
    awkward = r""":d a kg:Document ; kg:text "“Islamabad’s” \"no\" \\ back\nline\ttab 🔴 <b>&amp;</b>" ;
        dcterms:identifier "a b" ; schema:datePublished "2025-10-28"^^xsd:date ; :unknown [ :x 1.5e0 ] ."""
    assert check(graph(awkward), engine=engine).consistent


def test_inferences_go_into_a_graph_of_their_own(graph):
    inferences = check(graph(CHAIN), engine="owlrl").inferences
    stored = inference_quads(inferences, BASE)
    assert {quad.graph_name for quad in stored} == {NamedNode(BASE + "inferences")}
    assert [quad.triple for quad in stored] == list(inferences)


def test_the_union_of_graphs_is_checked(graph):
    one, two = NamedNode("https://e.org/1"), NamedNode("https://e.org/2")
    a, b = graph(":a kg:reportsClaim :b . :b kg:reportsClaim :a .")
    parts = [Quad(a.subject, a.predicate, a.object, one), Quad(b.subject, b.predicate, b.object, two)]
    assert not check(parts, engine="owlrl").consistent
    assert check(parts[:1], engine="owlrl").consistent


def test_an_inconsistent_graph_raises_with_its_reasons(graph):
    turtle = " ".join(f":a{number} kg:reportsClaim :a{number} ." for number in range(7))
    with pytest.raises(InconsistentError, match=r"kg:reportsClaim to itself.*… and 2 more"):
        check(graph(turtle), engine="owlrl").raise_if_inconsistent()
    check(graph(CHAIN), engine="owlrl").raise_if_inconsistent()


def test_without_java_hermit_says_what_to_install_and_auto_does_without(graph, monkeypatch):
    monkeypatch.setattr(hermit, "java_command", lambda: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'news-kg\[java\]'"):
        check(graph(CHAIN), engine="hermit")
    assert check(graph(CHAIN)).engine == "owlrl"


NODES = st.sampled_from([NamedNode(f"https://e.org/{name}") for name in "abcd"])
RELATIONS = st.sampled_from(
    [
        NamedNode(term)
        for term in (
            KG.reportsClaim,
            KG.denies,
            KG.confirms,
            KG.restates,
            KG.rejects,
            KG.content,
            KG.partOf,
            KG.claimant,
        )
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.builds(Triple, NODES, RELATIONS, NODES), max_size=6))
def test_adding_what_follows_changes_nothing(triples):
    report = check(triples, engine="owlrl")
    assert check([*triples, *triples], engine="owlrl") == report
    assert check([*triples, *report.inferences], engine="owlrl").clashes == report.clashes
    if report.consistent:
        assert check([*triples, *report.inferences], engine="owlrl").inferences == ()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.builds(Triple, NODES, RELATIONS, NODES), min_size=1, max_size=6))
def test_a_part_of_a_consistent_graph_is_consistent(triples):
    if check(triples, engine="owlrl").consistent:
        assert check(triples[1:], engine="owlrl").consistent
