"""Each rule gives what the specification says it does, also those that the ontology has no use for yet."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.reasoning.rules import IDENTITY_RULES, RULES, as_quad, close, close_under_identity

EXAMPLES = {
    "scm-sco": (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ":A rdfs:subClassOf :C ."),
    "scm-eqc": (":A owl:equivalentClass :B . :x a :B .", ":x a :A ."),
    "scm-spo": (":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r .", ":p rdfs:subPropertyOf :r ."),
    "scm-eqp": (":p owl:equivalentProperty :q . :x :q :y .", ":x :p :y ."),
    "cax-adc": ("[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) .", ":C owl:disjointWith :A ."),
    "prp-adp": ("[] a owl:AllDisjointProperties ; owl:members ( :p :q ) .", ":q owl:propertyDisjointWith :p ."),
    "eq-diff": ("[] a owl:AllDifferent ; owl:distinctMembers ( :x :y ) .", ":y owl:differentFrom :x ."),
    "prp-spo1": (":p rdfs:subPropertyOf :q . :x :p 1 .", ":x :q 1 ."),
    "prp-inv": (":p owl:inverseOf :q . :x :p :y . :a :q :b .", ":y :q :x . :b :p :a ."),
    "prp-symp": (":p a owl:SymmetricProperty . :x :p :y .", ":y :p :x ."),
    "prp-trp": (":p a owl:TransitiveProperty . :w :p :x . :x :p :y . :y :p :z .", ":w :p :z ."),
    "prp-spo2": (":p owl:propertyChainAxiom ( :q :r ) . :x :q :y . :y :r :z .", ":x :p :z ."),
    "prp-fp": (":p a owl:FunctionalProperty . :x :p :y , :z .", ":y owl:sameAs :z ."),
    "prp-ifp": (":p a owl:InverseFunctionalProperty . :y :p :x . :z :p :x .", ":y owl:sameAs :z ."),
    "prp-dom": (":p rdfs:domain :A . :x :p 1 .", ":x a :A ."),
    "prp-rng": (":p rdfs:range :A . :x :p :y .", ":y a :A ."),
    "cax-sco": (":A rdfs:subClassOf :B . :x a :A .", ":x a :B ."),
    "eq-sym": (":x owl:sameAs :y .", ":y owl:sameAs :x ."),
    "eq-trans": (":x owl:sameAs :y . :y owl:sameAs :z .", ":x owl:sameAs :z ."),
    "eq-rep-s": (":x owl:sameAs :y . :x :p 1 .", ":y :p 1 ."),
    "eq-rep-o": (":x owl:sameAs :y . :z :p :x .", ":z :p :y ."),
}


@pytest.mark.parametrize("rule", RULES | IDENTITY_RULES)
def test_a_rule_gives_what_follows(rule, graph):
    given, follows = (set(map(as_quad, graph(turtle))) for turtle in EXAMPLES[rule])
    store = Store()
    store.extend(given)
    assert not follows & set(store)
    close_under_identity(store)
    assert follows <= set(store)


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_is_idle(rule, graph, monkeypatch):
    given, follows = (set(map(as_quad, graph(turtle))) for turtle in EXAMPLES[rule])
    monkeypatch.delitem(RULES, rule)
    store = Store()
    store.extend(given)
    close(store)
    assert not follows <= set(store)


def test_literals_are_no_subjects(graph):
    store = Store()
    store.extend(map(as_quad, graph(":p rdfs:range :A ; a owl:SymmetricProperty . :x :p 1 .")))
    size = len(store)
    close(store)
    assert len(store) == size
