"""What contradicts the ontology, found in a closed graph and put in words.

Each finder looks for one kind of broken axiom in ``closed`` (all that follows) and explains it from ``stated`` (the
axioms and what was said). Names of rules are those of OWL 2 Profiles, section 4.3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg.reasoning.literals import denotes_value, fits
from kg.reasoning.report import Clash
from kg.reasoning.words import Term, a, as_stated, curie, name, query, why_instance

__all__ = ["find_clashes"]

_DISJOINT_CLASSES = """SELECT DISTINCT ?x ?c ?d WHERE { ?c owl:disjointWith ?d . ?x a ?c , ?d
    FILTER (STR(?c) < STR(?d) || NOT EXISTS { ?d owl:disjointWith ?c }) }"""
_EMPTY_CLASS = "SELECT DISTINCT ?x WHERE { ?x a owl:Nothing }"
_IRREFLEXIVE = "SELECT DISTINCT ?x ?p WHERE { ?p a owl:IrreflexiveProperty . ?x ?p ?x }"
_ASYMMETRIC = """SELECT DISTINCT ?x ?p ?y WHERE { ?p a owl:AsymmetricProperty . ?x ?p ?y . ?y ?p ?x
    FILTER (STR(?x) < STR(?y) || (?x = ?y && NOT EXISTS { ?p a owl:IrreflexiveProperty })) }"""
_DISJOINT_PROPERTIES = """SELECT DISTINCT ?x ?p ?q ?y WHERE { ?p owl:propertyDisjointWith ?q . ?x ?p ?y ; ?q ?y
    FILTER (STR(?p) < STR(?q) || NOT EXISTS { ?q owl:propertyDisjointWith ?p }) }"""
_TWO_NODES = """SELECT DISTINCT ?x ?p ?y ?z WHERE { ?p a owl:FunctionalProperty . ?x ?p ?y , ?z
    FILTER (STR(?y) < STR(?z))
    FILTER (EXISTS { ?y owl:differentFrom ?z } || EXISTS { ?z owl:differentFrom ?y }
        || EXISTS { ?c owl:disjointWith ?d . ?y a ?c . ?z a ?d }
        || EXISTS { ?c owl:disjointWith ?d . ?y a ?d . ?z a ?c }) }"""
_TWO_LITERALS = """SELECT DISTINCT ?x ?p ?y ?z WHERE { ?p a owl:FunctionalProperty . ?x ?p ?y , ?z
    FILTER (isLiteral(?y) && isLiteral(?z) && !sameTerm(?y, ?z) && !COALESCE(?y = ?z, false)
        && CONCAT(STR(?y), STR(DATATYPE(?y)), LANG(?y)) < CONCAT(STR(?z), STR(DATATYPE(?z)), LANG(?z))) }"""
_ONE_AND_TWO = """SELECT DISTINCT ?x ?y WHERE { ?x owl:sameAs ?y . { ?x owl:differentFrom ?y } UNION
    { ?y owl:differentFrom ?x } FILTER (STR(?x) <= STR(?y)) }"""
_DATATYPE_RANGE = """SELECT DISTINCT ?x ?p ?y ?t WHERE { ?p rdfs:range ?t . ?x ?p ?y
    FILTER (isLiteral(?y) && (STRSTARTS(STR(?t), STR(xsd:)) || ?t IN (rdf:langString, rdfs:Literal))) }"""
_LITERALS = "SELECT DISTINCT ?x ?p ?y WHERE { ?x ?p ?y FILTER isLiteral(?y) }"

Finder = Callable[[Store, Store], Iterator[Clash]]
Resource = NamedNode | BlankNode


def find_clashes(closed: Store, stated: Store) -> tuple[Clash, ...]:
    """Every contradiction in the closed graph, sorted; none where it is consistent."""
    found = {clash for finder in _FINDERS for clash in finder(closed, stated)}
    if any(clash.rule == "prp-fp" for clash in found):
        # That two values of one property would be the same, and cannot be, has been said already.
        found = {clash for clash in found if clash.rule != "eq-diff1"}
    return tuple(sorted(found, key=lambda clash: (clash.nodes, clash.rule, clash.message)))


def _clash(rule: str, message: str, nodes: tuple[Term, ...], *terms: Term) -> Clash:
    return Clash(
        rule,
        message,
        tuple(node.value for node in nodes if isinstance(node, NamedNode)),
        tuple(term.value for term in terms if isinstance(term, NamedNode)),
    )


def _resource(term: Term) -> Resource:
    """The term as a node. Positions of a pattern that never hold literals, which the type checker cannot know."""
    assert isinstance(term, NamedNode | BlankNode)
    return term


def _curie(term: Term) -> str:
    return curie(_resource(term).value)


def _disjoint_classes(closed: Store, stated: Store) -> Iterator[Clash]:
    for row in query(closed, _DISJOINT_CLASSES):
        node, first, second = (_resource(row[key]) for key in "xcd")
        yield _clash(
            "cax-dw",
            f"{name(stated, node)} is {a(stated, first)}, {why_instance(stated, node, first)}, and "
            f"{a(stated, second)}, {why_instance(stated, node, second)}; nothing can be both",
            (node,),
            first,
            second,
        )


def _empty_class(closed: Store, stated: Store) -> Iterator[Clash]:
    for row in query(closed, _EMPTY_CLASS):
        yield _clash("cls-nothing2", f"{name(stated, row['x'])} is in owl:Nothing, which has no members", (row["x"],))


def _irreflexive(closed: Store, stated: Store) -> Iterator[Clash]:
    for row in query(closed, _IRREFLEXIVE):
        yield _clash(
            "prp-irp",
            f"{name(stated, row['x'])} stands in {as_stated(stated, row['x'], row['p'], row['x'])} to itself, "
            "which nothing can",
            (row["x"],),
            row["p"],
        )


def _asymmetric(closed: Store, stated: Store) -> Iterator[Clash]:
    for row in query(closed, _ASYMMETRIC):
        yield _clash(
            "prp-asyp",
            f"{name(stated, row['x'])} and {name(stated, row['y'])} stand in "
            f"{as_stated(stated, row['x'], row['p'], row['y'])} to each other, "
            "which holds in one direction only",
            (row["x"], row["y"]),
            row["p"],
        )


def _disjoint_properties(closed: Store, stated: Store) -> Iterator[Clash]:
    for row in query(closed, _DISJOINT_PROPERTIES):
        yield _clash(
            "prp-pdw",
            f"{name(stated, row['x'])} stands both in {as_stated(stated, row['x'], row['p'], row['y'])} and in "
            f"{as_stated(stated, row['x'], row['q'], row['y'])} to {name(stated, row['y'])}, which exclude each other",
            (row["x"], row["y"]),
            row["p"],
            row["q"],
        )


def _two_values(closed: Store, stated: Store) -> Iterator[Clash]:
    for pattern in (_TWO_NODES, _TWO_LITERALS):
        for row in query(closed, pattern):
            yield _clash(
                "prp-fp",
                f"{name(stated, row['x'])} has two values of {_curie(row['p'])}, {name(stated, row['y'])} and "
                f"{name(stated, row['z'])}; it may have one, and these are not the same",
                (row["x"], row["y"], row["z"]),
                row["p"],
            )


def _one_and_two(closed: Store, stated: Store) -> Iterator[Clash]:
    for row in query(closed, _ONE_AND_TWO):
        yield _clash(
            "eq-diff1",
            f"{name(stated, row['x'])} and {name(stated, row['y'])} would be one and the same, and are known to differ",
            (row["x"], row["y"]),
        )


def _wrong_datatype(closed: Store, stated: Store) -> Iterator[Clash]:
    for row in query(closed, _DATATYPE_RANGE):
        value, datatype = row["y"], _resource(row["t"])
        if isinstance(value, Literal) and denotes_value(value) and not fits(value, datatype.value):
            yield _clash(
                "dt-not-type",
                f"{name(stated, row['x'])} has {name(stated, value)} as {_curie(row['p'])}, "
                f"which is no {curie(datatype.value)}",
                (row["x"],),
                row["p"],
            )


def _no_value(_closed: Store, stated: Store) -> Iterator[Clash]:
    for row in query(stated, _LITERALS):
        if isinstance(row["y"], Literal) and not denotes_value(row["y"]):
            yield _clash(
                "dt-not-type",
                f"{name(stated, row['x'])} has {name(stated, row['y'])} as {_curie(row['p'])}, "
                "which is no value of its datatype",
                (row["x"],),
                row["p"],
            )


_FINDERS: tuple[Finder, ...] = (
    _no_value,
    _wrong_datatype,
    _disjoint_classes,
    _empty_class,
    _irreflexive,
    _asymmetric,
    _disjoint_properties,
    _two_values,
    _one_and_two,
)
