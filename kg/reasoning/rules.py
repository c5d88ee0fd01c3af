"""OWL 2 RL as SPARQL: rules that add what follows, run until nothing new comes.

Names and rules follow the tables of OWL 2 Profiles, section 4.3. The rules cover what the ontology uses; a test fails
when it begins to use something that they do not know. Blank nodes in the patterns are variables.
"""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Quad, Store, Triple

from kg.vocabulary import PREFIXES

__all__ = ["COVERED", "IDENTITY_RULES", "RULES", "as_quad", "close", "close_under_identity"]

COVERED = frozenset(
    {
        "rdfs:subClassOf",
        "rdfs:subPropertyOf",
        "rdfs:domain",
        "rdfs:range",
        "owl:equivalentClass",
        "owl:equivalentProperty",
        "owl:inverseOf",
        "owl:propertyChainAxiom",
        "owl:disjointWith",
        "owl:propertyDisjointWith",
        "owl:members",
        "owl:distinctMembers",
        "owl:sameAs",
        "owl:differentFrom",
        "owl:SymmetricProperty",
        "owl:TransitiveProperty",
        "owl:FunctionalProperty",
        "owl:InverseFunctionalProperty",
        "owl:AsymmetricProperty",
        "owl:IrreflexiveProperty",
        "owl:AllDisjointClasses",
        "owl:AllDisjointProperties",
        "owl:AllDifferent",
    }
)
"""The logical vocabulary that these rules, and those for clashes, take account of."""

RULES: dict[str, str] = {
    # the schema
    "scm-sco": "INSERT { ?a rdfs:subClassOf ?c } WHERE { ?a rdfs:subClassOf ?b . ?b rdfs:subClassOf ?c }",
    "scm-eqc": "INSERT { ?a rdfs:subClassOf ?b . ?b rdfs:subClassOf ?a } WHERE { ?a owl:equivalentClass ?b }",
    "scm-spo": "INSERT { ?p rdfs:subPropertyOf ?r } WHERE { ?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?r }",
    "scm-eqp": "INSERT { ?p rdfs:subPropertyOf ?q . ?q rdfs:subPropertyOf ?p } WHERE { ?p owl:equivalentProperty ?q }",
    # lists of classes, properties and individuals, taken apart into pairs
    "cax-adc": """INSERT { ?a owl:disjointWith ?b } WHERE {
        [] a owl:AllDisjointClasses ; owl:members ?list .
        ?list rdf:rest*/rdf:first ?a . ?list rdf:rest*/rdf:first ?b FILTER (?a != ?b) }""",
    "prp-adp": """INSERT { ?a owl:propertyDisjointWith ?b } WHERE {
        [] a owl:AllDisjointProperties ; owl:members ?list .
        ?list rdf:rest*/rdf:first ?a . ?list rdf:rest*/rdf:first ?b FILTER (?a != ?b) }""",
    "eq-diff": """INSERT { ?a owl:differentFrom ?b } WHERE {
        [] a owl:AllDifferent ; owl:distinctMembers|owl:members ?list .
        ?list rdf:rest*/rdf:first ?a . ?list rdf:rest*/rdf:first ?b FILTER (?a != ?b) }""",
    # properties
    "prp-spo1": "INSERT { ?x ?q ?y } WHERE { ?p rdfs:subPropertyOf ?q . ?x ?p ?y }",
    "prp-inv": """INSERT { ?y ?q ?x } WHERE { { ?p owl:inverseOf ?q } UNION { ?q owl:inverseOf ?p }
        ?x ?p ?y FILTER (!isLiteral(?y)) }""",
    "prp-symp": "INSERT { ?y ?p ?x } WHERE { ?p a owl:SymmetricProperty . ?x ?p ?y FILTER (!isLiteral(?y)) }",
    "prp-trp": "INSERT { ?x ?p ?z } WHERE { ?p a owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z }",
    "prp-spo2": """INSERT { ?x ?p ?z } WHERE {
        ?p owl:propertyChainAxiom [ rdf:first ?q ; rdf:rest [ rdf:first ?r ; rdf:rest rdf:nil ] ] .
        ?x ?q ?y . ?y ?r ?z }""",
    "prp-fp": """INSERT { ?a owl:sameAs ?b } WHERE { ?p a owl:FunctionalProperty . ?x ?p ?a , ?b
        FILTER (?a != ?b && !isLiteral(?a) && !isLiteral(?b)) }""",
    "prp-ifp": """INSERT { ?a owl:sameAs ?b } WHERE { ?p a owl:InverseFunctionalProperty . ?a ?p ?x . ?b ?p ?x
        FILTER (?a != ?b) }""",
    # classes
    "prp-dom": "INSERT { ?x a ?c } WHERE { ?p rdfs:domain ?c . ?x ?p [] }",
    "prp-rng": "INSERT { ?y a ?c } WHERE { ?p rdfs:range ?c . [] ?p ?y FILTER (!isLiteral(?y)) }",
    "cax-sco": "INSERT { ?x a ?d } WHERE { ?c rdfs:subClassOf ?d . ?x a ?c }",
}
"""What follows without taking two names for one thing."""

IDENTITY_RULES: dict[str, str] = {
    "eq-sym": "INSERT { ?b owl:sameAs ?a } WHERE { ?a owl:sameAs ?b }",
    "eq-trans": "INSERT { ?a owl:sameAs ?c } WHERE { ?a owl:sameAs ?b . ?b owl:sameAs ?c FILTER (?a != ?c) }",
    "eq-rep-s": "INSERT { ?b ?p ?o } WHERE { ?a owl:sameAs ?b . ?a ?p ?o FILTER (?p != owl:sameAs) }",
    "eq-rep-o": "INSERT { ?s ?p ?b } WHERE { ?a owl:sameAs ?b . ?s ?p ?a FILTER (?p != owl:sameAs) }",
}
"""What follows when two names stand for one thing: all that is said of the one holds of the other."""


def close(store: Store) -> None:
    """Add to the store's default graph all that RULES give."""
    _close(store, tuple(RULES.values()))


def close_under_identity(store: Store) -> None:
    """Add all that RULES and IDENTITY_RULES give."""
    _close(store, (*IDENTITY_RULES.values(), *RULES.values()))


def _close(store: Store, rules: tuple[str, ...]) -> None:
    size = -1
    while size != len(store):
        size = len(store)
        for rule in rules:
            store.update(rule, prefixes=PREFIXES)


def as_quad(triple: Triple) -> Quad:
    """The triple in the default graph, where the rules work."""
    return Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
