"""The one entry: check a graph against the ontology with one of two engines.

Both begin with the rules, which find nearly every contradiction there can be, and say what it is. HermiT then looks for
the rest, and the rules complete what it infers: it answers with the most specific statement (that a claim denies
another), from which the general ones (that it contradicts it, and the other way round) follow by the hierarchy.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal as OneOf

from pyoxigraph import NamedNode, Quad, Store, Triple

from kg.reasoning import hermit
from kg.reasoning.clashes import find_clashes
from kg.reasoning.ontology import ontology_triples
from kg.reasoning.report import Clash, ReasoningReport
from kg.reasoning.rules import as_quad, close, close_under_identity
from kg.vocabulary import ACT_NS, KG_NS, OWL, PLOVER_NS, RDF, RDFS, VAL_NS

__all__ = ["Engine", "check"]

Engine = OneOf["auto", "hermit", "owlrl"]

_OURS = (KG_NS, ACT_NS, PLOVER_NS, VAL_NS)
_SAME = NamedNode(OWL.sameAs)
_UNEXPLAINED = Clash(
    "hermit", "HermiT derives a contradiction that the rules do not know, so the nodes that clash cannot be named"
)


def check(graph: Iterable[Quad | Triple], *, engine: Engine = "auto", external: bool = False) -> ReasoningReport:
    """Check a graph against the ontology, and infer what follows.

    The graph is the union of the quads' graphs: what one article says, say, with what articles share. The engine
    "auto" is HermiT where there is Java, else the rules of OWL 2 RL. Inferences are those about the graph's own nodes,
    without what was stated; in terms of other vocabularies (prov:Agent, …) only if external is set.
    Raises MissingExtraError where engine is "hermit" and there is no Java.
    """
    if engine == "auto":
        engine = "hermit" if hermit.java_command() else "owlrl"
    triples = [item.triple if isinstance(item, Quad) else item for item in graph]
    stated = _store(_axioms(), triples)
    closed = _store(_axioms(), triples)
    close(closed)
    clashes = find_clashes(closed, stated)
    if not clashes and engine == "hermit":
        clashes = _ask_hermit(closed, triples)
    if not clashes and next(closed.quads_for_pattern(None, _SAME, None), None):
        close_under_identity(closed)
        clashes = find_clashes(closed, stated)
    if clashes:
        return ReasoningReport(engine, clashes=clashes)
    return ReasoningReport(engine, inferences=_inferences(closed, stated, external))


def _ask_hermit(closed: Store, triples: list[Triple]) -> tuple[Clash, ...]:
    """Add what HermiT infers to the closed graph; a clash where it finds the graph inconsistent."""
    inferred = hermit.infer([*ontology_triples(), *triples])
    if inferred is None:
        return (_UNEXPLAINED,)
    closed.extend(as_quad(triple) for triple in inferred)
    close(closed)
    return ()


@cache
def _axioms() -> tuple[Quad, ...]:
    """The ontology with all that follows from it alone: the same for every graph, so worked out once."""
    store = Store()
    store.extend(as_quad(triple) for triple in ontology_triples())
    close(store)
    return tuple(store)


def _store(axioms: tuple[Quad, ...], triples: list[Triple]) -> Store:
    store = Store()
    store.extend(axioms)
    store.extend(as_quad(triple) for triple in triples)
    return store


def _inferences(closed: Store, stated: Store, external: bool) -> tuple[Triple, ...]:
    new = (quad.triple for quad in closed if quad not in stated)
    return tuple(sorted((triple for triple in new if _is_telling(triple, external)), key=str))


def _is_telling(triple: Triple, external: bool) -> bool:
    """Whether the inference says something of the graph, rather than of the ontology or of logic."""
    predicate, value = triple.predicate.value, triple.object
    if predicate == OWL.sameAs:
        return triple.subject != value
    if predicate in (RDFS.subClassOf, RDFS.subPropertyOf) or value == NamedNode(OWL.Thing):
        return False
    term = value.value if predicate == RDF.type and isinstance(value, NamedNode) else predicate
    return external or term.startswith(_OURS)
