"""Validate an article's graph, or a whole dataset article by article.

An article's graph says all that the article says; the actors and places in it that articles share are described in the
graph of entities. What is checked together is the one with what it uses of the other. Checks across articles run apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from kg.iris import entities_graph, is_document
from kg.validation.engine import Engine, ask, run_shapes
from kg.validation.explain import Explainer
from kg.validation.findings import Finding, ValidationReport, merged
from kg.validation.indexed import IndexedGraph
from kg.validation.shapes import load_shapes
from kg.vocabulary import KG, RDF

__all__ = ["article_reports", "validate_across", "validate_article", "validate_dataset"]

GraphName = NamedNode | BlankNode | DefaultGraph

_TYPE = NamedNode(RDF.type)
_DOCUMENT = NamedNode(KG.Document)
_LINK_OF = NamedNode(KG.linkOf)


def validate_article(
    article_quads: Iterable[Quad], entity_quads: Iterable[Quad] = (), engine: Engine = Engine.COMPILED
) -> ValidationReport:
    """Validate what one article says. Graph names do not matter here.

    entity_quads describe actors and places that articles share; those that this article does not speak of are left out.
    Raises InternalError where a shape itself is faulty.
    """
    article = [quad.triple for quad in article_quads]
    by_subject: dict[object, list[Triple]] = defaultdict(list)
    links: dict[object, list[NamedNode]] = defaultdict(list)
    for quad in entity_quads:
        by_subject[quad.subject].append(quad.triple)
        if quad.predicate == _LINK_OF and isinstance(quad.subject, NamedNode):
            links[quad.object].append(quad.subject)
    used = _nodes(article)
    used |= {link for node in used for link in links.get(node, ())}
    return _validate([*article, *(triple for node in used for triple in by_subject.get(node, ()))], engine)


def validate_dataset(store: Store, engine: Engine = Engine.COMPILED) -> ValidationReport:
    """Validate every article in a store or file, and what holds across them."""
    return merged([*(report for _, report in article_reports(store, engine)), validate_across(store)])


def article_reports(store: Store, engine: Engine = Engine.COMPILED) -> Iterator[tuple[str, ValidationReport]]:
    """The report on each graph that holds a document, with the graph's name; sorted by it.

    A dataset without any document is validated in one piece: it may hold parts of an article.
    """
    graphs = {quad.graph_name for quad in store.quads_for_pattern(None, _TYPE, _DOCUMENT, None)}
    if not graphs:
        yield "", _validate({quad.triple for quad in store}, engine)
        return
    for graph in sorted(graphs, key=str):
        article = [quad.triple for quad in store.quads_for_pattern(None, None, None, graph)]
        yield (
            getattr(graph, "value", ""),
            _validate([*article, *_shared(store, article, _entities(store, graph))], engine),
        )


def validate_across(store: Store) -> ValidationReport:
    """The checks that need more than one article: SPARQL over the named graphs of a store."""
    checks = load_shapes().store_checks
    results = {result for check in checks for result in ask(store, check)}
    if not results:
        return ValidationReport()
    nodes = {NamedNode(result.focus) for result in results if not result.focus.startswith("_:")}
    around = {quad.triple for node in nodes for quad in store.quads_for_pattern(node, None, None, None)}
    explainer = Explainer(around)
    return _report([explainer.finding(result) for result in results], 0)


def _validate(triples: Iterable[Triple], engine: Engine) -> ValidationReport:
    kept = list(triples)
    graph = IndexedGraph(kept)
    results = run_shapes(kept, engine, graph)
    documents = len(graph.inverse(_TYPE).get(number, ())) if (number := graph.number(_DOCUMENT)) is not None else 0
    if not results:
        return ValidationReport(documents=documents)
    explainer = Explainer(kept)
    return _report([explainer.finding(result) for result in results], documents)


def _report(findings: Iterable[Finding], documents: int) -> ValidationReport:
    return ValidationReport(tuple(sorted(findings, key=Finding.sort_key)), documents)


def _entities(store: Store, article: GraphName) -> set[GraphName]:
    """The graphs in which the entities of an article are described: never other articles, nor inferences."""
    if isinstance(article, NamedNode) and is_document(article.value):
        return {NamedNode(entities_graph(article.value)), DefaultGraph()}
    documents = {quad.graph_name for quad in store.quads_for_pattern(None, _TYPE, _DOCUMENT, None)}
    return {DefaultGraph(), *store.named_graphs()} - documents


def _shared(store: Store, article: Iterable[Triple], graphs: set[GraphName]) -> Iterator[Triple]:
    """What the graphs say of the nodes that an article speaks of, and of links of those."""
    used = _nodes(article)
    links = (quad.subject for node in used for quad in store.quads_for_pattern(None, _LINK_OF, node, None))
    used |= {link for link in links if isinstance(link, NamedNode)}
    for node in used:
        for graph in graphs:
            yield from (quad.triple for quad in store.quads_for_pattern(node, None, None, graph))


def _nodes(triples: Iterable[Triple]) -> set[NamedNode]:
    return {term for triple in triples for term in (triple.subject, triple.object) if isinstance(term, NamedNode)}
