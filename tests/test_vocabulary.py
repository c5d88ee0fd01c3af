"""Terms in Python, terms of the ontology, and the model's enumerations are one and the same."""

from __future__ import annotations

from enum import StrEnum

import pytest
from pyoxigraph import NamedNode, Store

from kg import model, vocabulary
from kg.reasoning.ontology import ontology_triples
from kg.reasoning.rules import as_quad, close
from kg.vocabulary import (
    ACT,
    ACT_NS,
    DCTERMS,
    KG,
    KG_NS,
    OA,
    PLOVER,
    PLOVER_NS,
    PREFIXES,
    RDF,
    SCHEMA,
    SEM,
    VAL,
    VAL_NS,
)
from kg.vocabulary import terms_of as terms

NAMESPACES = {KG: KG_NS, ACT: ACT_NS, PLOVER: PLOVER_NS, VAL: VAL_NS}


@pytest.fixture(scope="module")
def closed() -> Store:
    store = Store()
    store.extend(as_quad(triple) for triple in ontology_triples())
    close(store)
    return store


def declared() -> set[str]:
    return {triple.subject.value for triple in ontology_triples() if triple.predicate.value == RDF.type}


@pytest.mark.parametrize(("group", "namespace"), NAMESPACES.items(), ids=lambda item: getattr(item, "__name__", ""))
def test_constants_are_the_terms_of_the_ontology(group, namespace):
    assert set(terms(group).values()) == {term for term in declared() if term.startswith(namespace)}


@pytest.mark.parametrize("group", [OA, SEM, SCHEMA, DCTERMS], ids=lambda group: group.__name__)
def test_terms_of_others_that_the_graph_uses_are_declared(group):
    assert set(terms(group).values()) <= declared()


def test_each_constant_is_named_as_its_term():
    groups = [value for value in vars(vocabulary).values() if isinstance(value, type)]
    assert len(groups) == 13
    for group in groups:
        for name, term in terms(group).items():
            assert term.endswith((f"#{name.rstrip('_')}", f"/{name}")), term


@pytest.mark.parametrize(
    ("enumeration", "namespace", "cls"),
    [
        (model.SpeechAct, ACT_NS, KG.SpeechActType),
        (model.EventType, PLOVER_NS, KG.EventType),
        (model.Polarity, VAL_NS, KG.Polarity),
        (model.Realis, VAL_NS, KG.Realis),
        (model.Certainty, VAL_NS, KG.Certainty),
        (model.LinkStatus, VAL_NS, KG.LinkStatus),
    ],
)
def test_enumerations_are_the_code_lists(enumeration: type[StrEnum], namespace: str, cls: str, closed: Store):
    codes = closed.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(cls))
    assert {namespace + member for member in enumeration} == {quad.subject.value for quad in codes}


@pytest.mark.parametrize(
    ("enumeration", "tops"), [(model.ActorKind, {KG.Actor, KG.Place}), (model.SituationKind, {KG.Situation})]
)
def test_kinds_are_the_classes_below_their_top(enumeration: type[StrEnum], tops: set[str], closed: Store):
    below = {
        quad.subject.value
        for top in tops
        for quad in closed.quads_for_pattern(None, NamedNode(PREFIXES["rdfs"] + "subClassOf"), NamedNode(top))
    }
    assert {KG_NS + member for member in enumeration} == below | tops


def test_every_speech_act_is_in_one_of_searles_classes(closed: Store):
    for act in model.SpeechAct:
        types = {
            quad.object.value for quad in closed.quads_for_pattern(NamedNode(ACT_NS + act), NamedNode(RDF.type), None)
        }
        assert len(types & {ACT.Assertive, ACT.Directive, ACT.Commissive, ACT.Expressive}) == 1, act


def test_every_event_type_has_a_quad_class_and_a_cameo_root_code(closed: Store):
    quad_classes = {"VERBAL_COOPERATION", "MATERIAL_COOPERATION", "VERBAL_CONFLICT", "MATERIAL_CONFLICT"}
    for event_type in terms(PLOVER).values():
        notations = closed.quads_for_pattern(NamedNode(event_type), NamedNode(PREFIXES["skos"] + "notation"), None)
        values = {quad.object.value for quad in notations}
        assert len(values & quad_classes) == 1, event_type
        assert any(value.startswith("CAMEO ") and value[6:].isdigit() for value in values), event_type


def test_importing_the_vocabulary_loads_no_rdf_library():
    import subprocess
    import sys

    code = "import sys, kg.vocabulary; print({'pyoxigraph', 'rdflib'} & set(sys.modules) or 'none')"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "none\n"
