"""Whether an ontology stays in OWL 2 DL and in its RL profile, for the axioms that ours uses.

It reads the ontology's triples by the mapping of OWL 2 to RDF, and fails closed: what it does not know (an expression
of classes, a datatype of one's own, a key) it reports, rather than let it pass. What it checks and what not is told in
docs/decisions/0102-profile-check.md. Sections are those of OWL 2 Structural Specification ("Syntax") and of OWL 2
Profiles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.vocabulary import OWL, PREFIXES, RDF
from tests.ontology.gates import KINDS, declared, rows

Check = Callable[[Store], Iterator[str]]

_OWL, _RDFS, _XSD = PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["xsd"]

PROPERTY_KINDS = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
OBJECT_ONLY = (
    "SymmetricProperty",
    "AsymmetricProperty",
    "IrreflexiveProperty",
    "TransitiveProperty",
    "InverseFunctionalProperty",
)
SIMPLE_ONLY = ("FunctionalProperty", "InverseFunctionalProperty", "AsymmetricProperty", "IrreflexiveProperty")
LISTS = ("AllDisjointClasses", "AllDisjointProperties", "AllDifferent")
BETWEEN_CLASSES = ("rdfs:subClassOf", "owl:equivalentClass", "owl:disjointWith")
BETWEEN_PROPERTIES = ("rdfs:subPropertyOf", "owl:equivalentProperty", "owl:propertyDisjointWith")
LOGICAL = {
    *BETWEEN_CLASSES,
    *BETWEEN_PROPERTIES,
    *("rdfs:domain", "rdfs:range", "owl:inverseOf", "owl:members", "owl:distinctMembers"),
    *("rdf:type", "rdf:first", "rdf:rest"),
}
HEADER = ("owl:versionIRI", "owl:versionInfo")
DATATYPES = {
    *("string", "normalizedString", "token", "language", "boolean", "decimal", "integer", "dateTime", "dateTimeStamp"),
    *("nonNegativeInteger", "positiveInteger", "long", "int", "double", "float", "anyURI"),
}
"""Datatypes of XML Schema in the OWL 2 datatype map (Syntax, section 4) that RL keeps (Profiles, section 4.2.1)."""


def _iri(name: str) -> NamedNode:
    prefix, local = name.split(":")
    return NamedNode(PREFIXES[prefix] + local)


def one_header(store: Store) -> Iterator[str]:
    """One ontology header, importing nothing (Syntax 3.1; RDF mapping 3.1.2)."""
    headers = declared(store, "Ontology")
    if len(headers) != 1:
        yield f"there are {len(headers)} ontology headers"
    for row in rows(store, "SELECT ?x ?y WHERE { ?x owl:imports ?y }"):
        yield f"{row['x']} imports {row['y']}"


def one_kind_each(store: Store) -> Iterator[str]:
    """No IRI is a property of two kinds, nor a class and a property (Syntax 5.8.1; the latter is stricter)."""
    for position, kind in enumerate((*PROPERTY_KINDS, "Class")):
        for other in (*PROPERTY_KINDS, "Class")[position + 1 :]:
            for term in declared(store, kind) & declared(store, other):
                yield f"<{term}> is both owl:{kind} and owl:{other}"


def known_constructs(store: Store) -> Iterator[str]:
    """Nothing but axioms that this module knows; annotations are free."""
    annotations = declared(store, "AnnotationProperty")
    properties = declared(store, "ObjectProperty", "DatatypeProperty")
    logical = {_iri(name).value for name in (*LOGICAL, *HEADER)}
    types = {_OWL + name for name in (*KINDS, *OBJECT_ONLY, *LISTS, "FunctionalProperty")} | declared(store, "Class")
    for quad in store:
        predicate = quad.predicate.value
        is_annotation = predicate in annotations or predicate.startswith((_RDFS + "label", _RDFS + "comment"))
        if predicate not in logical and not is_annotation and predicate not in properties:
            yield f"the checker does not know {quad.predicate}"
        if predicate == RDF.type and not (isinstance(quad.object, NamedNode) and quad.object.value in types):
            yield f"the checker does not know the type {quad.object}"


def kinds_fit(store: Store) -> Iterator[str]:
    """Axioms relate named classes to classes, and properties to properties of their kind (Syntax 9)."""
    classes = declared(store, "Class")
    for name in BETWEEN_CLASSES:
        for quad in store.quads_for_pattern(None, _iri(name), None):
            for term in (quad.subject, quad.object):
                if not isinstance(term, NamedNode) or term.value not in classes:
                    yield f"{name} relates {quad.subject} and {quad.object}, not both named classes"
    for name in (*BETWEEN_PROPERTIES, "owl:inverseOf"):
        for quad in store.quads_for_pattern(None, _iri(name), None):
            kinds = PROPERTY_KINDS[:1] if name == "owl:inverseOf" else PROPERTY_KINDS
            pair = {str(quad.subject)[1:-1], str(quad.object)[1:-1]}
            if not any(pair <= declared(store, kind) for kind in kinds):
                yield f"{name} relates {quad.subject} and {quad.object}, which are of different kinds"
    for kind in OBJECT_ONLY:
        for term in declared(store, kind) - declared(store, "ObjectProperty"):
            yield f"<{term}> is owl:{kind} and no object property"
    for term in declared(store, "FunctionalProperty") & declared(store, "AnnotationProperty"):
        yield f"<{term}> is functional and an annotation property"


def annotations_without_axioms(store: Store) -> Iterator[str]:
    """Annotation properties have no say in logic: no domain or range, which DL allows and reasoners ignore."""
    for term in declared(store, "AnnotationProperty"):
        for name in ("rdfs:domain", "rdfs:range"):
            if any(store.quads_for_pattern(NamedNode(term), _iri(name), None)):
                yield f"<{term}> is an annotation property and has {name}"


def composite(store: Store) -> set[str]:
    """Object properties that are not simple (Syntax 11.1): transitive ones, and those above or inverse to one."""
    found = declared(store, "TransitiveProperty")
    pattern = """SELECT DISTINCT ?q WHERE {{
        <{}> (rdfs:subPropertyOf|owl:equivalentProperty|^owl:equivalentProperty|owl:inverseOf|^owl:inverseOf)+ ?q }}"""
    return found | {row["q"].value for term in found for row in rows(store, pattern.format(term))}


def simple_where_needed(store: Store) -> Iterator[str]:
    """Composite properties are not functional, asymmetric, irreflexive or disjoint with others (Syntax 11.2)."""
    for term in composite(store):
        for kind in SIMPLE_ONLY:
            if term in declared(store, kind):
                yield f"<{term}> is composite and owl:{kind}"
        for row in rows(
            store,
            f"""SELECT ?q WHERE {{ {{ <{term}> owl:propertyDisjointWith|^owl:propertyDisjointWith ?q }} UNION
            {{ ?q a owl:AllDisjointProperties ; owl:members/rdf:rest*/rdf:first <{term}> }} }}""",
        ):
            yield f"<{term}> is composite and disjoint with {row['q']}"


def datatypes(store: Store) -> Iterator[str]:
    """Literals and ranges keep to datatypes of OWL 2 that RL has."""
    fine = {_XSD + name for name in DATATYPES} | {RDF.langString}
    for quad in store:
        if isinstance(quad.object, Literal) and quad.object.datatype.value not in fine:
            yield f"{quad.subject} has a literal of {quad.object.datatype}"
        is_range = quad.predicate == _iri("rdfs:range") and str(quad.object).startswith(f"<{_XSD}")
        if is_range and str(quad.object)[1:-1] not in fine:
            yield f"{quad.subject} has the range {quad.object}"


def no_thing(store: Store) -> Iterator[str]:
    """RL has owl:Thing in no place of an axiom of classes (Profiles 4.2.3), and we have no use for owl:Nothing."""
    for quad in store:
        if quad.object in (NamedNode(OWL.Thing), NamedNode(OWL.Nothing)):
            yield f"{quad.subject} {quad.predicate} {quad.object}"


def blank_nodes_in_lists_only(store: Store) -> Iterator[str]:
    """Blank nodes stand for lists and axioms over lists; there are no anonymous classes or individuals."""
    for quad in store:
        if isinstance(quad.subject, BlankNode):
            is_list = quad.predicate in (_iri("rdf:first"), _iri("rdf:rest"))
            if not is_list and quad.predicate not in (
                _iri("rdf:type"),
                _iri("owl:members"),
                _iri("owl:distinctMembers"),
            ):
                yield f"a blank node has {quad.predicate}"
            if quad.predicate == _iri("rdf:type") and str(quad.object)[1:-1] not in {_OWL + name for name in LISTS}:
                yield f"a blank node is a {quad.object}"


DL_CHECKS: tuple[Check, ...] = (
    one_header,
    one_kind_each,
    known_constructs,
    kinds_fit,
    annotations_without_axioms,
    simple_where_needed,
    datatypes,
    blank_nodes_in_lists_only,
)
RL_CHECKS: tuple[Check, ...] = (no_thing,)
CHECKS = DL_CHECKS + RL_CHECKS
