"""What a dossier is about is found by whatever people call it, and what is not found is told with care."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Store

from kg.align.writing import occurrence_quads
from kg.config import DEFAULT_BASE
from kg.errors import UnknownNameError
from kg.iris import Names
from kg.report import make_dossier
from kg.store import ArticleStore
from tests.report.conftest import store_of
from tests.sample import SAMPLE

NAMES = Names(SAMPLE, DEFAULT_BASE)


@pytest.mark.parametrize("name", ["Turkey", "turkey", "wd:Q43", "Q43", f"<{DEFAULT_BASE}entity/Q43>"])
def test_an_actor_is_found_by_label_curie_and_iri(sample_store: ArticleStore, name: str) -> None:
    subject = make_dossier(sample_store, name).subject
    assert (subject.kind, subject.label, subject.iri) == ("actor", "Turkey", f"{DEFAULT_BASE}entity/Q43")


@pytest.mark.parametrize("name", [SAMPLE.article.title, SAMPLE.article.url, SAMPLE.article.text_hash, NAMES.document])
def test_an_article_is_found_by_headline_address_hash_and_iri(sample_store: ArticleStore, name: str) -> None:
    subject = make_dossier(sample_store, name).subject
    assert (subject.kind, subject.iri) == ("article", NAMES.document)
    assert ("Outlet", "Northern Wire") in [(fact.name, fact.value) for fact in subject.facts]


@pytest.mark.parametrize("name", ["Turkey diverts three grain ships", NAMES.iri("s4")])
def test_an_event_is_found_by_label_and_iri(sample_store: ArticleStore, name: str) -> None:
    subject = make_dossier(sample_store, name).subject
    assert (subject.kind, subject.iri) == ("event", NAMES.iri("s4"))
    assert ("Initiator", "Turkey") in [(fact.name, fact.value) for fact in subject.facts]


def test_a_dispute_stands_for_what_it_is_over(sample_store: ArticleStore) -> None:
    assert make_dossier(sample_store, NAMES.dispute(SAMPLE.disputes[0])).subject.iri == NAMES.iri("s4")


def test_a_name_that_is_nearly_right_brings_a_suggestion(sample_store: ArticleStore) -> None:
    with pytest.raises(UnknownNameError, match="Turkee") as raised:
        make_dossier(sample_store, "Turkee")
    assert "Did you mean 'Turkey'" in str(raised.value)


def test_a_claim_is_refused_with_what_it_speaks_of(sample_store: ArticleStore) -> None:
    with pytest.raises(UnknownNameError, match="is a claim") as raised:
        make_dossier(sample_store, NAMES.iri("c4"))
    assert NAMES.iri("s4") in (raised.value.remedy or "")


def test_an_empty_store_says_that_it_is_empty() -> None:
    with pytest.raises(UnknownNameError, match="the store is empty") as raised:
        make_dossier(ArticleStore(Store()), "Turkey")
    assert "kg build" in (raised.value.remedy or "")


@pytest.mark.parametrize("name", ["", "  ", "<>", 'x" . } #', "https://example.org/a b", "occurrence/\n}", "wd:"])
def test_no_name_breaks_the_search(sample_store: ArticleStore, name: str) -> None:
    with pytest.raises(UnknownNameError):
        make_dossier(sample_store, name)


def test_one_label_in_two_articles_is_one_event_once_they_are_aligned() -> None:
    second = replace(SAMPLE, article=replace(SAMPLE.article, url="https://elsewhere.example/2"))
    store = store_of(SAMPLE, second)
    label = "Turkey diverts three grain ships"
    with pytest.raises(UnknownNameError, match="means several things"):
        make_dossier(store, label)
    members = [NAMES.iri("s4"), Names(second, DEFAULT_BASE).iri("s4")]
    store.oxigraph.extend(occurrence_quads(members, "the diversion of ships", DEFAULT_BASE))
    subject = make_dossier(store, label).subject
    assert (subject.label, subject.nodes) == ("the diversion of ships", tuple(sorted(members)))
    assert make_dossier(store, subject.iri).subject == make_dossier(store, members[1]).subject == subject
    assert ("Told", "in 2 articles, in 2 wordings that are taken for the same event") in [
        (fact.name, fact.value) for fact in subject.facts
    ]
