"""Alignment in a store: the same in any order, renewed for one article, forgotten, dropped."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Store

from kg.align import Alignment
from kg.align.signs import as_json, from_json
from kg.align.writing import alignment_graph, index_graph
from kg.config import DEFAULT_BASE
from kg.vocabulary import KG
from tests.align import storyline


def found_in(store: Store) -> set[str]:
    graphs = {alignment_graph(DEFAULT_BASE), index_graph(DEFAULT_BASE)}
    return {str(quad) for name in graphs for quad in store.quads_for_pattern(None, None, None, NamedNode(name))}


@pytest.fixture
def store() -> Store:
    """Some of the articles, so that a test is quick."""
    store = storyline.unaligned()
    for name, extraction, _ in storyline.extractions():
        if not name.startswith("shelling"):
            from kg.iris import Names

            store.remove_graph(NamedNode(Names(extraction, DEFAULT_BASE).document))
    return store


def align(store: Store, documents: list[str]) -> Alignment:
    alignment = Alignment(store, DEFAULT_BASE)
    for iri in documents:
        alignment.align(iri)
    return alignment


def test_order_does_not_matter(store: Store) -> None:
    documents = Alignment(store, DEFAULT_BASE).due()
    align(store, documents)
    forth = found_in(store)
    assert Alignment(store, DEFAULT_BASE).due() == []
    Alignment(store, DEFAULT_BASE).clear()
    assert found_in(store) == set()
    align(store, documents[::-1])
    assert found_in(store) == forth


def test_aligning_again_changes_nothing_and_forgetting_leaves_no_trace(store: Store) -> None:
    documents = Alignment(store, DEFAULT_BASE).due()
    without_last = align(store, documents[:-1])
    before = found_in(store)
    without_last.align(documents[-1])
    after = found_in(store)
    assert len(after) > len(before)
    without_last.align(documents[1])
    assert found_in(store) == after
    without_last.forget(documents[-1])
    assert found_in(store) == before


def test_an_article_that_is_gone_is_noticed(store: Store) -> None:
    documents = Alignment(store, DEFAULT_BASE).due()
    alignment = align(store, documents)
    store.remove_graph(NamedNode(documents[0]))
    assert alignment.gone() == [documents[0]]
    alignment.forget(documents[0])
    assert documents[0] not in " ".join(found_in(store))


def test_the_articles_stay_as_they_are(store: Store) -> None:
    before = {str(quad) for quad in store}
    alignment = align(store, Alignment(store, DEFAULT_BASE).due())
    alignment.clear()
    assert {str(quad) for quad in store} == before


def test_signs_can_be_had_back_from_their_line() -> None:
    for signs in storyline.signs():
        assert from_json(as_json(signs)) == signs


def test_every_dispute_has_two_sides_and_every_occurrence_two_articles() -> None:
    store = storyline.aligned()
    graph = NamedNode(alignment_graph(DEFAULT_BASE))
    disputes: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(KG.involvesClaim), None, graph):
        disputes.setdefault(str(quad.subject), set()).add(str(quad.object).partition("/claim/")[0])
    assert disputes
    assert all(len(documents) > 1 for documents in disputes.values())
    occurrences: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(KG.occurrence), None, graph):
        occurrences.setdefault(str(quad.object), set()).add(str(quad.subject).partition("/situation/")[0])
    assert occurrences
    assert all(len(documents) > 1 for documents in occurrences.values())


def test_an_article_of_nobody_is_aligned(store: Store) -> None:
    document = Alignment(store, DEFAULT_BASE).due()[0]
    publisher = NamedNode("https://schema.org/publisher")
    for quad in list(store.quads_for_pattern(NamedNode(document), publisher, None, None)):
        store.remove(quad)
    assert Alignment(store, DEFAULT_BASE).align(document).iri == document
