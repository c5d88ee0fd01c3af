"""Which stored articles say otherwise than the decisions: the file was edited since they were read."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, QuerySolutions, Store

from kg.iris import is_document
from kg.link.decisions import Decisions
from kg.model import ActorKind
from kg.vocabulary import KG, KG_NS, RDF, RDFS, VAL, WD_NS

__all__ = ["stale_articles"]

_USER = "user"
_LINKS = f"""SELECT DISTINCT ?node ?label ?status ?method ?item {{
    ?link <{KG.linkOf}> ?node ; <{KG.status}> ?status ; <{KG.method}> ?method .
    ?node <{RDFS.label}> ?label
    OPTIONAL {{ ?link <{KG.candidate}> ?item }}
}}"""
_KINDS = {KG_NS + kind: kind for kind in ActorKind}


def stale_articles(store: Store, decisions: Decisions) -> set[str]:
    """The articles that speak of somebody by a label on which something else has been decided, or nothing any more.

    Actors are known here by the labels of their nodes. Where Wikidata calls one otherwise than the articles do, it is
    noticed that a decision does not hold any more, and not that there is a new one: ``kg.relinking`` does that.
    """
    found: set[str] = set()
    decided = {one.key.label for one in decisions}
    for node, label, status, method, item in _links(store):
        if method != _USER and label not in decided:
            continue
        kinds = _kinds(store, node)
        for article in _articles(store, node):
            if article not in found and _differs(decisions, label, kinds, article, status, method, item):
                found.add(article)
    return found


def _differs(
    decisions: Decisions, label: str, kinds: set[ActorKind], article: str, status: str, method: str, item: str
) -> bool:
    qid = item.removeprefix(WD_NS)
    if method == _USER and status == VAL.accepted:
        # The article may know it by a name of its own, so any decision for the item counts.
        return not any(one.qid == qid for one in decisions if one.key.article in (None, article))
    answers = [decisions.answer(label, kind, article) for kind in kinds]
    if method == _USER:
        kept = any(one.nil if status == VAL.nil else qid in one.rejected for one in answers)
        return not kept
    linked = status == VAL.accepted
    return any(
        (one.accepted is not None and not (linked and one.accepted == qid)) or one.nil or qid in one.rejected
        for one in answers
    )


def _links(store: Store) -> Iterator[tuple[str, ...]]:
    rows = store.query(_LINKS, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        yield tuple("" if term is None else term.value for term in row)


def _kinds(store: Store, node: str) -> set[ActorKind]:
    """The kinds that the node has, the general ones among them: a decision may be on any of them."""
    quads = store.quads_for_pattern(NamedNode(node), NamedNode(RDF.type), None, None)
    return {_KINDS[quad.object.value] for quad in quads if quad.object.value in _KINDS}  # type: ignore[union-attr]


def _articles(store: Store, node: str) -> set[str]:
    graphs = {quad.graph_name for quad in store.quads_for_pattern(None, None, NamedNode(node), None)}
    return {graph.value for graph in graphs if isinstance(graph, NamedNode) and is_document(graph.value)}
