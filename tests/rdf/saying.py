"""What the sample's graph says, to look up in tests."""

from pyoxigraph import Literal, NamedNode

from kg.iris import Names
from kg.rdf import ArticleGraph, quads
from tests.sample import SAMPLE

BASE = "https://example.org/id/"
GRAPH = quads(SAMPLE, BASE)
NAMES = Names(SAMPLE, BASE)


def said_of(subject: str, graph: ArticleGraph = GRAPH) -> dict[str, list[str]]:
    """Property → values of one subject, as text."""
    found: dict[str, list[str]] = {}
    for quad in (*graph.quads, *graph.entities):
        if isinstance(quad.subject, NamedNode) and quad.subject.value == subject:
            assert isinstance(quad.object, NamedNode | Literal)
            found.setdefault(quad.predicate.value, []).append(quad.object.value)
    return found


def iris(*local_ids: str) -> list[str]:
    return sorted(map(NAMES.iri, local_ids))
