"""The ontology passes every gate, and every gate stops an ontology with the mistake that it is there for."""

from __future__ import annotations

import pytest

from kg.reasoning.ontology import parse_turtle
from kg.resources import resource_files
from tests.ontology import gates
from tests.ontology.gates import GATES


@pytest.mark.parametrize("file", list(resource_files("ontology", ".ttl")), ids=lambda file: file.name)
def test_each_file_is_turtle_with_a_comment_that_says_what_it_is_for(file):
    text = file.read_bytes()
    assert text.startswith(b"# ")
    assert len(list(parse_turtle(text))) > 5
    assert text.endswith(b".\n")


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.__name__)
def test_the_ontology_passes(gate, ontology):
    assert sorted(gate(ontology())) == []


BROKEN = [
    (gates.undeclared_terms, "", "kg:claimant rdfs:range kg:Speaker ."),
    (gates.undeclared_terms, "", "kg:claimant rdfs:subPropertyOf prov:wasAttributedToo ."),
    (gates.undeclared_terms, "", "act:deny skos:closeMatch plover:DENY ."),
    (gates.undeclared_terms, "", "kg:Claim dcterms:rights 'none' ."),
    (gates.strange_built_ins, "", "kg:Claim rdfs:subclassOf kg:Situation ."),
    (gates.strange_built_ins, "", "kg:Claim owl:equivalentClass [ a owl:Restriction ; owl:onProperty kg:claimant ] ."),
    (gates.ends_that_do_not_exist, "", "kg:claimant rdfs:range kg:Speaker ."),
    (gates.ends_that_do_not_exist, "", "kg:confidence rdfs:range kg:Claim ."),
    (gates.ends_that_do_not_exist, "", "kg:claimant rdfs:range xsd:string ."),
    (gates.ends_that_do_not_exist, "", "oa:start rdfs:domain kg:Mention ."),
    (gates.properties_without_ends, "DELETE DATA { kg:content rdfs:range kg:Situation }", ""),
    (
        gates.properties_without_ends,
        "DELETE { kg:denotes skos:editorialNote ?n } WHERE { ?x skos:editorialNote ?n }",
        "",
    ),
    (gates.cycles, "", "kg:Actor rdfs:subClassOf kg:Government ."),
    (gates.cycles, "", "kg:participant rdfs:subPropertyOf kg:initiator ."),
    (gates.disjointness_broken, "", "kg:Claim rdfs:subClassOf kg:Situation ."),
    (gates.disjointness_broken, "", "kg:Person rdfs:subClassOf kg:Place ."),
    (gates.disjointness_broken, "", "val:positive a kg:Realis ."),
    (gates.disjointness_broken, "", "act:warn a act:Commissive ."),
    (gates.missing_label, "DELETE { kg:Claim rdfs:label ?l } WHERE { kg:Claim rdfs:label ?l }", ""),
    (gates.missing_label, "", "val:neither a owl:NamedIndividual , kg:Polarity ."),
    (gates.missing_definition, "DELETE { act:ask skos:definition ?d } WHERE { act:ask skos:definition ?d }", ""),
    (gates.multiple, "", "kg:Claim rdfs:label 'statement'@en ."),
    (gates.multiple, "", "kg:Claim skos:definition 'Something said.'@en ."),
    (gates.duplicate, "", "kg:realis rdfs:label 'realis'@en ."),
    (gates.white_space, "", "kg:Claim skos:example 'A claim. '@en ."),
    (gates.white_space, "", "kg:Claim skos:example 'A  claim.'@en ."),
    (gates.missing_language, "", "kg:Claim rdfs:label 'claim' ."),
    (gates.missing_language, "", "kg:Claim skos:example 'une affirmation'@fr ."),
    (gates.definition_form, "", "kg:Claim skos:definition 'a claim'@en ."),
    (gates.deprecated_in_use, "", "kg:content owl:deprecated true . kg:over rdfs:subPropertyOf kg:content ."),
    (gates.missing_metadata, "DELETE { ?o dcterms:license ?l } WHERE { ?o dcterms:license ?l }", ""),
    (gates.missing_metadata, "DELETE { ?o owl:versionIRI ?v } WHERE { ?o owl:versionIRI ?v }", ""),
    (gates.codes_outside_schemes, "DELETE { act:ask skos:inScheme ?s } WHERE { act:ask skos:inScheme ?s }", ""),
    (gates.codes_outside_schemes, "", "kg:someone a owl:NamedIndividual , kg:Actor ."),
    (gates.codes_not_told_apart, "", "val:neither a owl:NamedIndividual , kg:Polarity ."),
    (gates.codes_not_told_apart, "DELETE { ?a a owl:AllDifferent } WHERE { ?a a owl:AllDifferent }", ""),
]


@pytest.mark.parametrize(
    ("gate", "update", "turtle"), BROKEN, ids=[f"{row[0].__name__}-{row[1] or row[2]}" for row in BROKEN]
)
def test_a_gate_catches_its_mistake(gate, update, turtle, ontology):
    assert list(gate(ontology(update, turtle)))


def test_every_gate_has_a_mistake_that_it_is_tried_on():
    assert {row[0] for row in BROKEN} == set(GATES)
