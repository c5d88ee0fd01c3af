"""What an ontology must keep to, as functions from a store of its triples to what is wrong with it, in sentences.

The first group are mistakes of reference and structure; the second are the checks that ROBOT's report makes, as far as
they apply to us. The profile of OWL has a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.reasoning.rules import COVERED
from kg.vocabulary import ACT_NS, KG_NS, OWL, PLOVER_NS, PREFIXES, RDF, RDFS, SKOS, VAL_NS

Gate = Callable[[Store], Iterator[str]]

OURS = (KG_NS, ACT_NS, PLOVER_NS, VAL_NS)
BUILT_IN = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
SCHEMES = tuple(f"{namespace.removesuffix('#')}" for namespace in (ACT_NS, PLOVER_NS, VAL_NS))
KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual", "Ontology")


def rows(store: Store, pattern: str) -> QuerySolutions:
    solutions = store.query(pattern, prefixes={**PREFIXES, "vann": "http://purl.org/vocab/vann/"})
    assert isinstance(solutions, QuerySolutions)
    return solutions


def declared(store: Store, *kinds: str) -> set[str]:
    found = (
        store.quads_for_pattern(None, NamedNode(RDF.type), NamedNode(PREFIXES["owl"] + kind)) for kind in kinds or KINDS
    )
    return {quad.subject.value for quads in found for quad in quads if isinstance(quad.subject, NamedNode)}


def our_terms(store: Store) -> set[str]:
    return {term for term in declared(store) if term.startswith(OURS)}


# --- reference and structure


def undeclared_terms(store: Store) -> Iterator[str]:
    """Every IRI in a statement is declared, but for built-in ones and for plain values of annotations."""
    known = declared(store)
    annotations = declared(store, "AnnotationProperty")
    for quad in store:
        terms = [quad.subject, quad.predicate]
        if quad.predicate.value not in annotations or (
            isinstance(quad.object, NamedNode) and quad.object.value.startswith(OURS)
        ):
            terms.append(quad.object)
        if quad.predicate.value == OWL.versionIRI:
            terms.remove(quad.object)
        for term in terms:
            if isinstance(term, NamedNode) and term.value not in known and not term.value.startswith(BUILT_IN):
                yield f"{term} is used and not declared"


def strange_built_ins(store: Store) -> Iterator[str]:
    """No misspelt term of OWL, RDFS or RDF: the reasoner's rules know every one that has logical force."""
    fine = COVERED | {f"owl:{kind}" for kind in KINDS}
    fine |= {"owl:versionIRI", "owl:versionInfo", "owl:deprecated", "rdf:type", "rdf:first", "rdf:rest", "rdf:nil"}
    fine |= {"rdfs:label", "rdfs:comment", "rdfs:seeAlso", "rdfs:isDefinedBy"}
    names = {PREFIXES[prefix] + name for prefix, name in (item.split(":") for item in fine)}
    for quad in store:
        for term in (quad.predicate, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(BUILT_IN[:3]) and term.value not in names:
                yield f"{term} is not a term that the rules and gates know"


def ends_that_do_not_exist(store: Store) -> Iterator[str]:
    """Domains are classes; ranges are classes, or datatypes for data properties; properties are our own."""
    classes = declared(store, "Class")
    data = declared(store, "DatatypeProperty")
    for row in rows(store, "SELECT ?p ?end ?t WHERE { VALUES ?end { rdfs:domain rdfs:range } ?p ?end ?t }"):
        is_datatype = row["t"].value.startswith(PREFIXES["xsd"])
        wants_datatype = row["end"].value == RDFS.range and row["p"].value in data
        if (is_datatype is not wants_datatype) or (not is_datatype and row["t"].value not in classes):
            yield f"{row['p']} has {row['t']} as its {row['end'].value.rsplit('#')[-1]}"
        if not row["p"].value.startswith(OURS):
            yield f"{row['p']} is not ours to give a domain or range"


def properties_without_ends(store: Store) -> Iterator[str]:
    """Every property of ours has a domain and a range, or a note that says why not."""
    for row in rows(
        store,
        """SELECT ?p WHERE { ?p a ?kind FILTER (?kind IN (owl:ObjectProperty, owl:DatatypeProperty))
        FILTER NOT EXISTS { ?p rdfs:domain ?d ; rdfs:range ?r } FILTER NOT EXISTS { ?p skos:editorialNote ?why } }""",
    ):
        if row["p"].value.startswith(OURS):
            yield f"{row['p']} lacks a domain or range, and a note that says why"


def cycles(store: Store) -> Iterator[str]:
    for relation in ("rdfs:subClassOf", "rdfs:subPropertyOf"):
        for row in rows(store, f"SELECT ?x WHERE {{ ?x {relation}+ ?x }}"):
            yield f"{row['x']} lies below itself by {relation}"


def disjointness_broken(store: Store) -> Iterator[str]:
    """No class lies below two disjoint ones, and no individual in two."""
    store.update(
        """INSERT { ?a owl:disjointWith ?b } WHERE { ?all a owl:AllDisjointClasses ; owl:members ?list .
        ?list rdf:rest*/rdf:first ?a . ?list rdf:rest*/rdf:first ?b FILTER (?a != ?b) }""",
        prefixes=PREFIXES,
    )
    for row in rows(
        store,
        """SELECT DISTINCT ?x ?c ?d WHERE { ?c owl:disjointWith ?d FILTER (STR(?c) < STR(?d))
        ?x rdf:type?/rdfs:subClassOf* ?c . ?x rdf:type?/rdfs:subClassOf* ?d }""",
    ):
        yield f"{row['x']} is under {row['c']} and {row['d']}, which are disjoint"


# --- annotations, after ROBOT's report


def missing_label(store: Store) -> Iterator[str]:
    yield from _lacking(store, RDFS.label)


def missing_definition(store: Store) -> Iterator[str]:
    yield from _lacking(store, SKOS.definition)


def _lacking(store: Store, annotation: str) -> Iterator[str]:
    for term in our_terms(store) | set(SCHEMES):
        if not any(store.quads_for_pattern(NamedNode(term), NamedNode(annotation), None)):
            yield f"<{term}> lacks <{annotation}>"


def multiple(store: Store) -> Iterator[str]:
    for row in rows(
        store,
        """SELECT DISTINCT ?x ?p WHERE { VALUES ?p { rdfs:label skos:definition } ?x ?p ?a , ?b
        FILTER (LANG(?a) = LANG(?b) && !sameTerm(?a, ?b)) }""",
    ):
        yield f"{row['x']} has several {row['p']}"


def duplicate(store: Store) -> Iterator[str]:
    for row in rows(
        store,
        """SELECT DISTINCT ?x ?y ?p WHERE { VALUES ?p { rdfs:label skos:definition } ?x ?p ?a . ?y ?p ?a
        FILTER (STR(?x) < STR(?y)) }""",
    ):
        yield f"{row['x']} and {row['y']} have the same {row['p']}"


def white_space(store: Store) -> Iterator[str]:
    for quad in store:
        if isinstance(quad.object, Literal) and quad.object.value != " ".join(quad.object.value.split()):
            yield f"{quad.subject} has white space at an end or doubled in {quad.object}"


def missing_language(store: Store) -> Iterator[str]:
    texts = {RDFS.label, *(PREFIXES["skos"] + name for name in ("definition", "example", "scopeNote", "editorialNote"))}
    texts |= {PREFIXES["dcterms"] + name for name in ("title", "description")}
    for quad in store:
        if quad.predicate.value in texts and not (isinstance(quad.object, Literal) and quad.object.language == "en"):
            yield f"{quad.subject} has {quad.predicate} without @en"


def definition_form(store: Store) -> Iterator[str]:
    for row in rows(store, "SELECT ?x ?d WHERE { ?x skos:definition ?d FILTER (!REGEX(?d, '^[A-Z].*[.]$', 's')) }"):
        yield f"the definition of {row['x']} is no sentence: {row['d'].value}"


def deprecated_in_use(store: Store) -> Iterator[str]:
    for row in rows(store, "SELECT DISTINCT ?x ?y WHERE { ?x owl:deprecated true . ?y ?p ?x FILTER (?x != ?y) }"):
        yield f"{row['y']} refers to {row['x']}, which is deprecated"


def missing_metadata(store: Store) -> Iterator[str]:
    """The ontology and each code list say what they are."""
    wanted = ["dcterms:title", "dcterms:description", "dcterms:license", "dcterms:creator", "dcterms:created"]
    wanted += ["owl:versionInfo", "vann:preferredNamespacePrefix", "vann:preferredNamespaceUri"]
    ontology = KG_NS.removesuffix("#")
    for subject in (ontology, *SCHEMES):
        for annotation in wanted + (["owl:versionIRI"] if subject == ontology else []):
            if not any(rows(store, f"SELECT ?o WHERE {{ <{subject}> {annotation} ?o }}")):
                yield f"<{subject}> lacks {annotation}"


def codes_outside_schemes(store: Store) -> Iterator[str]:
    for term in declared(store, "NamedIndividual") - set(SCHEMES):
        scheme = NamedNode(term.split("#")[0])
        if not any(store.quads_for_pattern(NamedNode(term), NamedNode(SKOS.inScheme), scheme)):
            yield f"<{term}> is not in the scheme of its namespace"


def codes_not_told_apart(store: Store) -> Iterator[str]:
    """Codes of one class are known to differ: OWL does not take two names for two things."""
    pairs = {
        frozenset((row["a"].value, row["b"].value))
        for row in rows(
            store,
            """SELECT ?a ?b WHERE { ?all a owl:AllDifferent ; owl:distinctMembers ?list .
            ?list rdf:rest*/rdf:first ?a . ?list rdf:rest*/rdf:first ?b }""",
        )
    }
    for row in rows(store, "SELECT DISTINCT ?a ?b WHERE { ?c rdfs:subClassOf* kg:CodedValue . ?a a ?c . ?b a ?c }"):
        if row["a"] != row["b"] and frozenset((row["a"].value, row["b"].value)) not in pairs:
            yield f"{row['a']} and {row['b']} are not said to differ"


GATES: tuple[Gate, ...] = (
    undeclared_terms,
    strange_built_ins,
    ends_that_do_not_exist,
    properties_without_ends,
    cycles,
    disjointness_broken,
    missing_label,
    missing_definition,
    multiple,
    duplicate,
    white_space,
    missing_language,
    definition_form,
    deprecated_in_use,
    missing_metadata,
    codes_outside_schemes,
    codes_not_told_apart,
)
