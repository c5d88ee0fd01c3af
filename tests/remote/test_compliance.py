"""Wherever a store lies, it is the same store: one set of tests over the embedded one and the servers at hand."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Store

from kg.errors import SparqlSyntaxError, UnknownNameError
from kg.export import export
from kg.queries import Catalogue
from kg.queries.values import terms
from kg.rdf import quads
from kg.sparql import Solutions, Triples, run
from kg.sparql.explaining import explanation
from kg.store import ArticleStore
from kg.store.bulk import as_lines
from kg.validation import article_reports
from tests.sample import SAMPLE
from tests.short_articles import ARTICLES, BASE, GRAPH

pytestmark = pytest.mark.parametrize("running", ["embedded", "oxigraph", "virtuoso"], indirect=True, scope="session")
CATALOGUE = Catalogue()
SAMPLED = quads(SAMPLE, BASE)
GIVEN = {"says-about": {"actor": "Turkey"}, "claims-by": {"actor": "Ministry of Maritime Affairs"}}


def lines(store: ArticleStore) -> list[str]:
    return sorted(map(str, store.oxigraph))


def in_memory(*graphs: object) -> ArticleStore:
    store = ArticleStore(Store())
    for graph in graphs:
        store.put_article(graph)  # type: ignore[arg-type]
    return store


def test_what_was_put_is_there_to_the_letter(opened: ArticleStore) -> None:
    opened.put_article(SAMPLED)
    assert lines(opened) == sorted(map(str, (*SAMPLED.quads, *SAMPLED.entities)))
    assert len(opened.oxigraph) == len(SAMPLED.quads) + len(SAMPLED.entities)
    assert opened.stats() == in_memory(SAMPLED).stats()


def test_putting_an_article_again_changes_nothing(opened: ArticleStore) -> None:
    for _ in range(2):
        opened.put_article(GRAPH)
    assert lines(opened) == lines(in_memory(GRAPH))


@pytest.mark.parametrize("gone", range(len(ARTICLES)))
def test_after_removal_it_is_as_if_the_article_had_never_been_read(opened: ArticleStore, gone: int) -> None:
    opened.put_articles([as_lines(graph) for graph in ARTICLES])
    assert lines(opened) == lines(in_memory(*ARTICLES))
    opened.remove_article(ARTICLES[gone].iri)
    assert lines(opened) == lines(in_memory(*ARTICLES[:gone], *ARTICLES[gone + 1 :]))


def test_after_removing_all_articles_nothing_is_left(opened: ArticleStore) -> None:
    for graph in ARTICLES:
        opened.put_article(graph)
    for graph in ARTICLES:
        opened.remove_article(graph.iri)
    assert lines(opened) == []
    with pytest.raises(UnknownNameError):
        opened.remove_article(GRAPH.iri)


def test_an_article_is_found(opened: ArticleStore) -> None:
    opened.put_article(SAMPLED)
    [article] = opened.articles()
    assert opened.find_article(article.text_hash[:8]) == opened.find_article(article.title) == article
    assert article.iri == SAMPLED.iri


# Those over many articles have tests of their own, over articles that are aligned.
ANSWERED = [q.name for q in CATALOGUE if "SERVICE" not in q.sparql and "many articles" not in q.header.tags]


@pytest.mark.parametrize("name", ANSWERED)
def test_saved_queries_give_the_same_answers(opened: ArticleStore, name: str, request: pytest.FixtureRequest) -> None:
    if "virtuoso" in request.node.name and name in ("chains", "metonyms"):
        request.applymarker(
            pytest.mark.xfail(strict=True, reason="Virtuoso 7 garbles arrows and ellipses that a query adds to a text")
        )
    opened.put_article(SAMPLED)
    reference = in_memory(SAMPLED)
    query = CATALOGUE.get(name)
    given = GIVEN.get(name, {})
    here = run(opened.oxigraph, query.text, terms(query.parameters, given, opened.oxigraph))
    there = run(reference.oxigraph, query.text, terms(query.parameters, given, reference.oxigraph))
    assert here == there


def test_queries_of_each_form_are_answered(opened: ArticleStore) -> None:
    opened.put_article(GRAPH)
    assert run(opened.oxigraph, "ASK { ?a a kg:Document }") is True
    assert run(opened.oxigraph, "ASK { ?a a kg:Nothing }") is False
    found = run(opened.oxigraph, "CONSTRUCT { ?a a kg:Claim } WHERE { ?a a kg:Document }")
    assert isinstance(found, Triples)
    assert [triple.subject for triple in found.triples] == [NamedNode(GRAPH.iri)]
    described = run(opened.oxigraph, f"DESCRIBE <{GRAPH.iri}>")
    assert isinstance(described, Triples)
    assert described.triples


def test_words_outside_ascii_find_what_they_should(opened: ArticleStore) -> None:
    opened.put_article(SAMPLED)
    found = run(opened.oxigraph, 'SELECT ?p { ?p rdfs:label ?l FILTER(CONTAINS(?l, "Setúbal")) ?p a kg:Place }')
    assert isinstance(found, Solutions)
    assert [str(row[0]) for row in found.rows] == [f"<{BASE}entity/Place/port_of_Set%C3%BAbal>"]


def test_a_mistake_in_a_query_is_shown_where_it_is(opened: ArticleStore) -> None:
    with pytest.raises(SparqlSyntaxError) as caught:
        run(opened.oxigraph, "SELECT ?a\nWHERE { ?a a kg:Claim ) }")
    assert caught.value.location is not None
    assert caught.value.location.line == 2


def test_the_graph_can_be_exported_and_checked(opened: ArticleStore, tmp_path_factory: pytest.TempPathFactory) -> None:
    opened.put_article(SAMPLED)
    folder = tmp_path_factory.mktemp("export")
    export(opened, folder / "here.ttl", "turtle")
    export(in_memory(SAMPLED), folder / "there.ttl", "turtle")
    assert (folder / "here.ttl").read_bytes() == (folder / "there.ttl").read_bytes()
    assert [report.conforms("violation") for _, report in article_reports(opened.oxigraph)] == [True]


def test_a_query_is_explained(opened: ArticleStore) -> None:
    opened.put_article(GRAPH)
    told = explanation(opened.oxigraph, "SELECT * { ?c kg:claimant ?a OPTIONAL { ?a kg:role ?r } }")
    count = sum(quad.predicate.value.endswith("#claimant") for quad in GRAPH.quads)
    assert f"{count:,}  ?c kg:claimant ?a" in told
    assert told.index("optionally") < told.index("?a kg:role ?r")
