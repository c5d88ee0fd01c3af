"""HermiT finds the ontology consistent and every class of use, and notices when that is not so."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Triple

from kg.reasoning import java_command
from kg.reasoning.hermit import infer
from kg.vocabulary import KG, OWL

pytestmark = pytest.mark.skipif(java_command() is None, reason="HermiT needs Java, and there is none here")


def _empty_classes(triples: set[Triple]) -> set[str]:
    return {triple.subject.value for triple in triples if triple.object == NamedNode(OWL.Nothing)}


def test_the_ontology_is_consistent_and_no_class_is_empty(ontology):
    found = infer(quad.triple for quad in ontology())
    assert found is not None
    assert _empty_classes(found) == set()


def test_a_class_that_can_have_no_members_is_noticed(ontology):
    found = infer(quad.triple for quad in ontology(turtle="kg:Person rdfs:subClassOf kg:Place ."))
    assert found is not None
    assert KG.Person in _empty_classes(found)


def test_an_inconsistent_ontology_is_noticed(ontology):
    assert infer(quad.triple for quad in ontology(turtle="val:positive a kg:Realis .")) is None
