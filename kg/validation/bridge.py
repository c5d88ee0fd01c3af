"""Triples of pyoxigraph as a graph of rdflib, which is what pySHACL reads, and terms of its report back."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pyoxigraph as ox
from rdflib import XSD, BNode, Graph, Literal, URIRef

__all__ = ["to_graph", "to_pyoxigraph"]

Term = URIRef | BNode | Literal


def to_graph(triples: Iterable[ox.Triple]) -> Graph:
    """The triples as an rdflib graph in memory."""
    graph = Graph(bind_namespaces="none")
    seen: dict[object, Term] = {}
    with _no_complaints():
        for triple in triples:
            terms = [triple.subject, triple.predicate, triple.object]
            for term in terms:
                if term not in seen:
                    seen[term] = _to_rdflib(term)
            graph.add((seen[terms[0]], seen[terms[1]], seen[terms[2]]))
    return graph


def _to_rdflib(term: object) -> Term:
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal():
            if term.language:
                return Literal(term.value, lang=term.language)
            # Not normalized: what is checked is what was written.
            return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"not a term of RDF 1.1: {term!r}")


def to_pyoxigraph(term: object) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The term of rdflib as pyoxigraph's. Raises TypeError for what is not a term of RDF 1.1."""
    match term:
        case URIRef():
            return ox.NamedNode(str(term))
        case BNode():
            return ox.BlankNode(str(term))
        case Literal(language=str(language)):
            return ox.Literal(str(term), language=language)
        case Literal():
            return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD.string)))
    raise TypeError(f"not a term of RDF 1.1: {term!r}")


@contextmanager
def _no_complaints() -> Iterator[None]:
    """rdflib logs a traceback for each literal that is not of its datatype; shapes report those better."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
