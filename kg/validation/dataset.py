"""Validate an article's graph, or a whole dataset article by article.

An article's graph says all that the article says; the actors and places in it that articles share are described in the
graph of entities. What is checked together is the one with what it uses of the other. Checks across articles run apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from kg.iris import entities_graph, is_document
from kg.rdf.statements import Statement, nodes
from kg.validation.engine import Engine, ask, run_shapes
from kg.validation.explain import Explainer
from kg.validation.findings import Finding, ValidationReport, merged
from kg.validation.indexed import IndexedGraph
from kg.validation.keys import is_iri, statements_of
from kg.validation.shapes import load_shapes
from kg.vocabulary import KG, RDF

__all__ = ["article_reports", "validate_across", "validate_article", "validate_dataset", "validate_statements"]

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
    own = sorted(set(statements_of(quad.triple for quad in article_quads)))
    shared = sorted(set(statements_of(quad.triple for quad in entity_quads)))
    return validate_statements(own, shared, engine)


def validate_statements(
    own: Sequence[Statement], shared: Sequence[Statement] = (), engine: Engine = Engine.COMPILED
) -> ValidationReport:
    """Validate what one article says, as ``kg.rdf`` writes it, with what is shared of the entities that it speaks of.

    Raises InternalError where a shape itself is faulty.
    """
    used = {node for node in nodes(own) if is_iri(node)}
    used |= {subject for subject, predicate, value in shared if predicate == KG.linkOf and value[1:-1] in used}
    return _validate([*own, *(statement for statement in shared if statement[0] in used)], engine)


def validate_dataset(store: Store, engine: Engine = Engine.COMPILED) -> ValidationReport:
    """Validate every article in a store or file, and what holds across them."""
    return merged([*(report for _, report in article_reports(store, engine)), validate_across(store)])


def article_reports(store: Store, engine: Engine = Engine.COMPILED) -> Iterator[tuple[str, ValidationReport]]:
    """The report on each graph that holds a document, with the graph's name; sorted by it.

    A dataset without any document is validated in one piece: it may hold parts of an article.
    """
    graphs = {quad.graph_name for quad in store.quads_for_pattern(None, _TYPE, _DOCUMENT, None)}
    if not graphs:
        yield "", _validate(sorted(set(statements_of(quad.triple for quad in store))), engine)
        return
    for graph in sorted(graphs, key=str):
        own = sorted(statements_of(quad.triple for quad in store.quads_for_pattern(None, None, None, graph)))
        shared = sorted(set(_shared(store, own, _entities(store, graph))))
        yield getattr(graph, "value", ""), _validate([*own, *shared], engine)


def validate_across(store: Store) -> ValidationReport:
    """The checks that need more than one article: SPARQL over the named graphs of a store."""
    checks = load_shapes().store_checks
    results = {result for check in checks for result in ask(store, check)}
    if not results:
        return ValidationReport()
    foci = {NamedNode(result.focus) for result in results if not result.focus.startswith("_:")}
    around = {quad.triple for node in foci for quad in store.quads_for_pattern(node, None, None, None)}
    explainer = Explainer(IndexedGraph(sorted(statements_of(around))))
    return _report([explainer.finding(result) for result in results], 0)


def _validate(statements: list[Statement], engine: Engine) -> ValidationReport:
    graph = IndexedGraph(statements)
    results = run_shapes(statements, engine, graph)
    document = graph.number(KG.Document)
    documents = 0 if document is None else len(graph.inverse(RDF.type).get(document, ()))
    if not results:
        return ValidationReport(documents=documents)
    explainer = Explainer(graph)
    return _report([explainer.finding(result) for result in results], documents)


def _report(findings: Iterable[Finding], documents: int) -> ValidationReport:
    return ValidationReport(tuple(sorted(findings, key=Finding.sort_key)), documents)


def _entities(store: Store, article: GraphName) -> set[GraphName]:
    """The graphs in which the entities of an article are described: never other articles, nor inferences."""
    if isinstance(article, NamedNode) and is_document(article.value):
        return {NamedNode(entities_graph(article.value)), DefaultGraph()}
    documents = {quad.graph_name for quad in store.quads_for_pattern(None, _TYPE, _DOCUMENT, None)}
    return {DefaultGraph(), *store.named_graphs()} - documents


def _shared(store: Store, article: Sequence[Statement], graphs: set[GraphName]) -> Iterator[Statement]:
    """What the graphs say of the nodes that an article speaks of, and of links of those."""
    used = {NamedNode(node) for node in nodes(article) if is_iri(node)}
    links = (quad.subject for node in used for quad in store.quads_for_pattern(None, _LINK_OF, node, None))
    used |= {link for link in links if isinstance(link, NamedNode)}
    for node in used:
        for graph in graphs:
            yield from statements_of(quad.triple for quad in store.quads_for_pattern(node, None, None, graph))
