"""Who claims what to whom about whom, as a directed graph for Gephi, Cytoscape or networkx: GraphML.

Actors, situations and claims are nodes, because a claim has a claimant, addressees, and claims that it answers or
passes on; each relation between two of them is an edge of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode, Quad

from kg.export.selection import Selection
from kg.rdf.terms import SUPERCLASSES
from kg.vocabulary import KG, RDF, RDFS

__all__ = ["write_graphml"]

_KINDS = (KG.Actor, KG.Situation, KG.Claim, KG.Place)
_NODE = {
    RDFS.label: "label",
    KG.speechAct: "speech_act",
    KG.polarity: "polarity",
    KG.realis: "realis",
    KG.certainty: "certainty",
    KG.eventType: "event_type",
    KG.wikidata: "wikidata",
    KG.appearsIn: "article",
}
"""Property → the attribute of a node that it becomes; "kind" is the most specific class."""
_EDGES = (
    KG.claimant,
    KG.addressee,
    KG.content,
    KG.condition,
    KG.reportsClaim,
    KG.denies,
    KG.rejects,
    KG.accepts,
    KG.confirms,
    KG.supports,
    KG.restates,
    KG.contradicts,
    KG.initiator,
    KG.recipient,
    KG.place,
    KG.actsFor,
    KG.affiliatedWith,
    KG.member,
)
"""Properties that become edges, in their direction and by their name."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_graphml(selection: Selection, file: IO[bytes]) -> None:
    """GraphML, with the nodes by IRI and the edges by their ends."""
    quads = [*selection.entities, *(quad for part in selection.articles() for quad in part.quads)]
    nodes = _nodes(quads)
    edges = _edges(quads, nodes)
    if selection.is_partial:
        used = {end for edge in edges for end in (edge[0], edge[2])}
        nodes = {iri: values for iri, values in nodes.items() if iri in used or "article" in values}
    for line in _lines(nodes, edges):
        file.write(f"{line}\n".encode())


def _nodes(quads: list[Quad]) -> dict[str, dict[str, str]]:
    kinds: dict[str, list[str]] = {}
    values: dict[str, dict[str, str]] = {}
    for quad in quads:
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
            continue
        subject, value = quad.subject.value, quad.object.value
        if quad.predicate.value == RDF.type:
            kinds.setdefault(subject, []).append(value)
        elif quad.predicate.value in _NODE:
            text = value if isinstance(quad.object, Literal) else value.rpartition("#")[2]
            values.setdefault(subject, {})[_NODE[quad.predicate.value]] = text
    return {
        iri: {"kind": _specific(classes), **values.get(iri, {})}
        for iri, classes in sorted(kinds.items())
        if any(kind in classes for kind in _KINDS)
    }


def _specific(classes: list[str]) -> str:
    return max(sorted(classes), key=lambda kind: len(SUPERCLASSES.get(kind, ()))).rpartition("#")[2]


def _edges(quads: list[Quad], nodes: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    edges = []
    for quad in quads:
        if quad.predicate.value not in _EDGES:
            continue
        source, target = quad.subject, quad.object
        if isinstance(source, NamedNode) and isinstance(target, NamedNode):
            edges.append((source.value, quad.predicate.value.rpartition("#")[2], target.value))
    return sorted(edge for edge in edges if edge[0] in nodes and edge[2] in nodes)


def _lines(nodes: dict[str, dict[str, str]], edges: list[tuple[str, str, str]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name in ("kind", *_NODE.values()):
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>'
    yield '<key id="relation" for="edge" attr.name="relation" attr.type="string"/>'
    yield '<graph id="claims" edgedefault="directed">'
    for iri, values in nodes.items():
        cells = "".join(f"<data key={_quoted(name)}>{_escaped(value)}</data>" for name, value in sorted(values.items()))
        yield f"<node id={_quoted(iri)}>{cells}</node>"
    for number, (source, relation, target) in enumerate(edges):
        ends = f"source={_quoted(source)} target={_quoted(target)}"
        yield f'<edge id="e{number}" {ends}><data key="relation">{_escaped(relation)}</data></edge>'
    yield "</graph>"
    yield "</graphml>"


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))
