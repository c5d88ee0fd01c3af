"""What the files in shapes/ promise: names, words, code lists and closed lists that agree with the ontology."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.collection import Collection

from kg.resources import resource_files
from kg.validation.engine import run_shapes
from kg.validation.keys import statements_of
from kg.vocabulary import ACT_NS, KG, KG_NS, KGS_NS, VAL_NS
from tests.shapes.mutations import BREAKING, UNSTATED
from tests.shapes.sound import sound_triples, updated

STORE_CHECK = URIRef(KGS_NS + "StoreCheck")


def graph_of(folder: str, *left_out: str) -> Graph:
    graph = Graph()
    for file in resource_files(folder, ".ttl"):
        if file.name not in left_out:
            graph.parse(data=file.read_bytes(), format="turtle")
    return graph


SHAPES = graph_of("shapes")
ONTOLOGY = graph_of("ontology", "alignment.ttl")
"""What is said in the graphs of articles: those of alignment are made anew from them, and stand apart."""
PARENTS = set(SHAPES.subjects(SH.property))
SHAPE_NODES = {
    shape for kind in (SH.NodeShape, SH.PropertyShape, STORE_CHECK) for shape in SHAPES.subjects(RDF.type, kind)
}


@pytest.mark.parametrize("shape", sorted(SHAPE_NODES - PARENTS))
def test_every_shape_says_what_is_wrong_how_bad_it_is_and_what_it_means(shape):
    messages = list(SHAPES.objects(shape, SH.message))
    messages += [text for query in SHAPES.objects(shape, SH.sparql) for text in SHAPES.objects(query, SH.message)]
    assert len(messages) == 1
    assert len(list(SHAPES.objects(shape, SH.severity))) == 1
    assert len(list(SHAPES.objects(shape, SH.description))) == 1


def test_every_shape_has_a_name_in_the_namespace_of_shapes():
    used = set(SHAPES.objects(None, SH.property)) | set(SHAPES.objects(None, SH.sparql)) | set(SHAPES.subjects(SH.path))
    assert all(isinstance(node, URIRef) and node.startswith(KGS_NS) for node in SHAPE_NODES | used)


def test_every_property_shape_belongs_to_a_shape_or_has_a_target():
    targeted = {shape for shape, term in SHAPES.subject_predicates() if term.startswith(SH.target)}
    owned = set(SHAPES.objects(None, SH.property))
    assert set(SHAPES.subjects(RDF.type, SH.PropertyShape)) <= targeted | owned


def test_messages_use_only_variables_that_their_query_selects():
    for query, select in SHAPES.subject_objects(SH.select):
        head = select.partition("WHERE")[0]
        (message,) = SHAPES.objects(query, SH.message)
        wanted = {part.partition("}")[0] for part in message.split("{?")[1:]}
        assert wanted <= set(head.replace("?", " ").split()), query


def test_files_are_one_for_each_subject_and_can_be_read_alone():
    for file in resource_files("shapes", ".ttl"):
        alone = Graph().parse(data=file.read_bytes(), format="turtle")
        assert len(alone) > 0


# --- the ontology


def classes_below(name: str) -> set[URIRef]:
    return set(ONTOLOGY.transitive_subjects(RDFS.subClassOf, URIRef(name)))


def codes(name: str) -> set[URIRef]:
    return {code for kind in classes_below(name) for code in ONTOLOGY.subjects(RDF.type, kind)}


def listed(shape: str, predicate: URIRef = SH["in"]) -> set[URIRef]:
    (head,) = SHAPES.objects(URIRef(KGS_NS + shape), predicate)
    return set(Collection(SHAPES, head))


@pytest.mark.parametrize(
    ("shape", "code_list"),
    [
        ("Claim-speechAct", KG.SpeechActType),
        ("Claim-polarity", KG.Polarity),
        ("Claim-realis", KG.Realis),
        ("Claim-certainty", KG.Certainty),
        ("Situation-eventType", KG.EventType),
        ("EntityLink-status", KG.LinkStatus),
    ],
)
def test_each_code_list_is_that_of_the_ontology(shape, code_list):
    assert listed(shape) == codes(code_list)
    assert len(listed(shape)) > 2


def test_the_classes_of_nodes_are_those_of_the_ontology_without_codes():
    ours = {name for name in ONTOLOGY.subjects(RDF.type, OWL.Class) if name.startswith(KG_NS)}
    assert listed("Node-class") == ours - classes_below(KG.CodedValue)


@pytest.mark.parametrize(
    ("shape", "classes"),
    [
        ("Document-closed", [KG.Document]),
        ("Mention-closed", [KG.Mention, KG.MetonymicMention]),
        ("Claim-closed", [KG.Claim]),
        ("Situation-closed", [KG.Situation]),
        ("Dispute-closed", [KG.Dispute]),
        ("Time-closed", [KG.TemporalExpression]),
        ("Actor-closed", [KG.Actor, KG.Group, KG.Place]),
        ("EntityLink-closed", [KG.EntityLink]),
    ],
)
def test_closed_shapes_allow_what_the_ontology_says_of_the_class_and_of_no_other(shape, classes):
    domains = defaultdict(set)
    for name, domain in ONTOLOGY.subject_objects(RDFS.domain):
        domains[name].add(str(domain))
    ours = {name for name in domains if name.startswith(KG_NS)}
    allowed = {name for name in listed(shape, SH.ignoredProperties) if name.startswith(KG_NS)}
    own = {name for name in ours if domains[name] & set(classes)}
    assert own <= allowed
    assert not {name for name in allowed & ours if not domains[name] & set(classes)}


def test_every_property_of_ours_may_stand_somewhere():
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    ours = {name for kind in kinds for name in ONTOLOGY.subjects(RDF.type, kind) if name.startswith(KG_NS)}
    allowed = {name for head in SHAPES.objects(None, SH.ignoredProperties) for name in Collection(SHAPES, head)}
    assert ours <= allowed


def test_kinds_of_actors_exclude_each_other_as_in_the_ontology():
    kinds = sorted(classes_below(KG.Actor) | classes_below(KG.Place))
    pairs = {f"urn:x:{number}": pair for number, pair in enumerate(combinations(kinds, 2))}
    update = " ".join(f"<{name}> a <{one}> , <{other}> ." for name, (one, other) in pairs.items())
    results = run_shapes(statements_of(updated(f"INSERT DATA {{ {update} }}")))
    reported = {result.focus for result in results if result.shape == KGS_NS + "Actor-kind"}
    assert reported == {name for name, (one, other) in pairs.items() if disjoint(one, other)}
    assert 0 < len(reported) < len(pairs)


def disjoint(one: URIRef, other: URIRef) -> bool:
    above = set(ONTOLOGY.transitive_objects(one, RDFS.subClassOf))
    below = set(ONTOLOGY.transitive_objects(other, RDFS.subClassOf))
    groups = [set(Collection(ONTOLOGY, head)) for head in ONTOLOGY.objects(None, OWL.members)]
    groups += [{first, second} for first, second in ONTOLOGY.subject_objects(OWL.disjointWith)]
    return any(a != b and a in group and b in group for group in groups for a in above for b in below)


def test_terms_that_shapes_name_exist_in_the_ontology():
    known = set(ONTOLOGY.subjects())
    named = {term for triple in SHAPES for term in triple if isinstance(term, URIRef)}
    for namespace in (KG_NS, ACT_NS, VAL_NS):
        assert {term for term in named if term.startswith(namespace)} <= known


def test_every_shape_has_something_to_look_at_in_the_sound_graph():
    from pyoxigraph import Quad, Store

    from kg.validation.shapes import class_hierarchy

    store = Store()
    for triple in (*sound_triples(), *class_hierarchy()):
        store.add(Quad(triple.subject, triple.predicate, triple.object))
    patterns = {
        SH.targetClass: "?node a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* <{}>",
        SH.targetSubjectsOf: "?node <{}> ?value",
        SH.targetObjectsOf: "?value <{}> ?node",
    }
    for name in (*BREAKING, *UNSTATED):
        shape = URIRef(KGS_NS + name)
        owners = [shape, *SHAPES.subjects(SH.property, shape)]
        targets = [(how, to) for owner in owners for how in patterns for to in SHAPES.objects(owner, how)]
        assert any(store.query(f"ASK {{ {patterns[how].format(to)} }}") for how, to in targets), name
