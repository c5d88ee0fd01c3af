"""Alignment as RDF: relations with their reasons, the figures of claims, and the index by which articles are found.

Relations lie in the graph ``<base>alignment``, signs and keys in ``<base>alignment-index``. Both are made from the
articles' graphs alone and can be dropped and made again at any time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from textwrap import shorten

from pyoxigraph import NamedNode, Quad

from kg.align.found import Found
from kg.align.signs import ArticleSigns, ClaimSigns, as_json
from kg.rdf.terms import Statements, decimal, relates, states, string, types
from kg.vocabulary import KG, KG_NS, RDFS

__all__ = [
    "alignment_graph",
    "alignment_iri",
    "dispute_quads",
    "found_quads",
    "index_graph",
    "occurrence_quads",
    "sign_quads",
]

_DIGITS = 16
_LABEL = 90


def alignment_graph(base: str) -> str:
    """The graph of relations between articles."""
    return f"{base}alignment"


def index_graph(base: str) -> str:
    """The graph of signs and keys: for the program, not for readers."""
    return f"{base}alignment-index"


def alignment_iri(base: str, one: str, other: str) -> str:
    """The name of what holds between two nodes, whichever is given first.

    >>> alignment_iri("https://example.org/", "a", "b") == alignment_iri("https://example.org/", "b", "a")
    True
    """
    return f"{base}alignment/{_digest(*sorted((one, other)))}"


def found_quads(found: Iterable[Found], base: str) -> Iterator[Quad]:
    """A relation, and the node that tells why it was made."""
    graph = NamedNode(alignment_graph(base))
    for one in found:
        for subject, predicate, value in _relation(one, base):
            yield Quad(subject, predicate, value, graph)


def _relation(one: Found, base: str) -> Statements:
    iri = alignment_iri(base, one.later, one.earlier)
    yield from relates(one.later, KG_NS + one.relation, (one.earlier,))
    yield from types(iri, KG.Alignment)
    yield from relates(iri, KG.aligns, (one.later, one.earlier))
    yield from relates(iri, KG.alignedIn, (_document(one.later), _document(one.earlier)))
    yield from states(iri, KG.relation, string(one.relation))
    yield from states(iri, KG.alignmentScore, decimal(Decimal(str(one.score))))
    yield from states(iri, KG.basis, string(one.basis))
    yield from states(iri, KG.reason, string("; ".join(one.reasons)))
    yield from states(iri, RDFS.label, string(shorten(f"{one.relation}: {one.reasons[0]}", _LABEL, placeholder="…")))


def sign_quads(signs: ArticleSigns, keys: Iterable[str], state: str, base: str) -> Iterator[Quad]:
    """What the index keeps of an article, and the figures in its claims."""
    index = NamedNode(index_graph(base))
    for statements in (
        states(signs.iri, KG.signs, string(as_json(signs))),
        states(signs.iri, KG.signedState, string(state)),
        states(signs.iri, KG.alignmentKey, *map(string, sorted(set(keys)))),
    ):
        for statement in statements:
            yield Quad(*statement, index)
    graph = NamedNode(alignment_graph(base))
    for claim in signs.claims:
        for statement in _figures(claim):
            yield Quad(*statement, graph)


def _figures(claim: ClaimSigns) -> Statements:
    if claim.negative:
        return  # a denied number is not given by the one who denies it
    for figure in claim.figures:
        iri = f"{claim.iri}/figure/{figure.start}-{figure.end}"
        yield from relates(claim.iri, KG.figure, (iri,))
        yield from types(iri, KG.Figure)
        yield from states(iri, RDFS.label, string(" ".join(figure.words.split())))
        yield from states(iri, KG.quantity, decimal(figure.value))
        yield from states(iri, KG.comparison, string(figure.comparison))
        yield from states(iri, KG.counted, string(figure.counted))
        if figure.unit:
            yield from states(iri, KG.unit, string(figure.unit))


def occurrence_quads(members: Iterable[str], label: str, base: str) -> Iterator[Quad]:
    """One event that several articles speak of, and the situations that are it; named after its first member."""
    known = sorted(members)
    iri = f"{base}occurrence/{_digest(known[0])}"
    graph = NamedNode(alignment_graph(base))
    for statement in types(iri, KG.Occurrence):
        yield Quad(*statement, graph)
    for statement in states(iri, RDFS.label, string(label)):
        yield Quad(*statement, graph)
    for member in known:
        for statement in relates(member, KG.occurrence, (iri,)):
            yield Quad(*statement, graph)


def dispute_quads(claims: Iterable[str], over: str, label: str, base: str) -> Iterator[Quad]:
    """Claims of several articles that contradict each other."""
    known = sorted(claims)
    iri = f"{base}dispute/{_digest(known[0])}"
    graph = NamedNode(alignment_graph(base))
    for statements in (
        types(iri, KG.Dispute),
        states(iri, RDFS.label, string(shorten(f"dispute: {label}", _LABEL, placeholder="…"))),
        relates(iri, KG.over, (over,) if over else ()),
        relates(iri, KG.involvesClaim, known),
    ):
        for statement in statements:
            yield Quad(*statement, graph)


def _document(node: str) -> str:
    """The document of something in it: its name begins with the document's."""
    for part in ("/claim/", "/situation/"):
        node = node.partition(part)[0]
    return node


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_DIGITS]
