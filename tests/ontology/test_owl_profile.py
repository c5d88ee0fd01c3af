"""The ontology stays in OWL 2 DL and RL, and the checker sees it when an ontology leaves them."""

from __future__ import annotations

import pytest

from tests.ontology import owl_profile
from tests.ontology.owl_profile import CHECKS


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_ontology_is_in_dl_and_rl(check, ontology):
    assert sorted(check(ontology())) == []


OUTSIDE = [
    (owl_profile.one_header, "<https://example.org/o> a owl:Ontology ."),
    (owl_profile.one_header, "<https://w3id.org/news-kg/ontology> owl:imports <http://www.w3.org/ns/prov-o> ."),
    (owl_profile.one_kind_each, "kg:confidence a owl:ObjectProperty ."),
    (owl_profile.one_kind_each, "skos:notation a owl:DatatypeProperty ."),
    (owl_profile.one_kind_each, "kg:Claim a owl:ObjectProperty ."),
    (owl_profile.known_constructs, "kg:Claim owl:hasKey ( kg:textHash ) ."),
    (owl_profile.known_constructs, "kg:Claim owl:disjointUnionOf ( kg:Event kg:State ) ."),
    (owl_profile.known_constructs, "kg:over a owl:ReflexiveProperty ."),
    (owl_profile.known_constructs, "kg:over owl:propertyChainAxiom ( kg:content kg:partOf ) ."),
    (
        owl_profile.known_constructs,
        "kg:Claim rdfs:subClassOf [ a owl:Restriction ; owl:onProperty kg:claimant ; owl:someValuesFrom kg:Actor ] .",
    ),
    (owl_profile.kinds_fit, "kg:Claim rdfs:subClassOf [ a owl:Class ; owl:complementOf kg:Event ] ."),
    (owl_profile.kinds_fit, "kg:claimant rdfs:subPropertyOf kg:role ."),
    (owl_profile.kinds_fit, "kg:role owl:inverseOf kg:claimant ."),
    (owl_profile.kinds_fit, "kg:role a owl:TransitiveProperty ."),
    (owl_profile.kinds_fit, "skos:notation a owl:FunctionalProperty ."),
    (owl_profile.annotations_without_axioms, "skos:notation rdfs:domain kg:EventType ."),
    (owl_profile.simple_where_needed, "kg:reportsClaimTransitively a owl:IrreflexiveProperty ."),
    (owl_profile.simple_where_needed, "kg:partOf a owl:FunctionalProperty ."),
    (owl_profile.simple_where_needed, "kg:restates a owl:TransitiveProperty ."),
    (
        owl_profile.simple_where_needed,
        "kg:passedOnBy a owl:ObjectProperty , owl:AsymmetricProperty ; owl:inverseOf kg:reportsClaimTransitively .",
    ),
    (owl_profile.simple_where_needed, "[] a owl:AllDisjointProperties ; owl:members ( kg:partOf kg:place ) ."),
    (owl_profile.datatypes, "<https://w3id.org/news-kg/ontology> dcterms:created '2026-11-22'^^xsd:date ."),
    (owl_profile.datatypes, "kg:timeText rdfs:range xsd:gYear ."),
    (owl_profile.no_thing, "kg:denotes rdfs:range owl:Thing ."),
    (owl_profile.no_thing, "kg:Dispute rdfs:subClassOf owl:Nothing ."),
    (owl_profile.blank_nodes_in_lists_only, "[] a kg:Polarity ."),
    (owl_profile.blank_nodes_in_lists_only, "kg:Claim rdfs:subClassOf [ owl:unionOf ( kg:Event kg:State ) ] ."),
]


@pytest.mark.parametrize(
    ("check", "turtle"), OUTSIDE, ids=[f"{check.__name__}-{turtle[:60]}" for check, turtle in OUTSIDE]
)
def test_a_check_catches_what_leaves_the_profile(check, turtle, ontology):
    assert list(check(ontology(turtle=turtle)))


def test_every_check_has_an_ontology_that_it_is_tried_on():
    assert {check for check, _ in OUTSIDE} == set(CHECKS)


def test_a_transitive_property_makes_those_above_it_composite(ontology):
    store = ontology(turtle="kg:below a owl:ObjectProperty , owl:TransitiveProperty ; rdfs:subPropertyOf kg:over .")
    assert any("over" in finding for finding in owl_profile.simple_where_needed(store))
