"""The first rows of an answer are how the whole answer begins, however they are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

import kg.sparql.paging
from kg.config import DEFAULT_BASE
from kg.model import TimeExpression
from kg.queries import Catalogue
from kg.queries.values import terms
from kg.rdf import quads
from kg.sparql import Solutions, Triples, run
from kg.sparql.binding import Bindable
from kg.sparql.paging import ORDERS, First, first
from tests.sample import SAMPLE

CATALOGUE = Catalogue()
PAGED = [query.name for query in CATALOGUE if query.by]
BOUNDS = ("earliest_begin", "latest_begin", "earliest_end", "latest_end")
HEADLINES = ["Same again", "Ödland", "same again", "Zebra", "Same again", "Ærlig", "Same again", "A b", "𝒜 script"]


def moved(time: TimeExpression, days: int) -> TimeExpression:
    """The same so many days later."""
    later = {bound: getattr(time, bound) and getattr(time, bound) + timedelta(days) for bound in BOUNDS}
    return replace(time, **later)


def unbounded(time: TimeExpression) -> TimeExpression:
    return replace(time, **dict.fromkeys(BOUNDS))


@pytest.fixture(scope="module")
def many() -> Store:
    """The sample article in 130 papers, of several weeks. Many have one headline, and each fifth has times without
    bounds.
    """
    store = Store()
    for number in range(130):
        article = replace(
            SAMPLE.article,
            url=f"https://paper.example/{number}",
            title=HEADLINES[number % len(HEADLINES)],
            published=datetime(2026, 3, 1 + number % 28, tzinfo=UTC),
        )
        times = [moved(time, number // 3) if number % 5 else unbounded(time) for time in SAMPLE.times]
        extraction = replace(SAMPLE, article=article, times=tuple(times))
        store.load(quads(extraction, DEFAULT_BASE).nquads(), format=RdfFormat.N_QUADS)
    return store


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """About how many articles was asked each time; 0 for all."""
    numbers: list[int] = []

    def counting(
        store: Store, query: str, values: Mapping[str, Bindable | Sequence[Bindable]] | None = None, **named: Any
    ) -> object:
        if "?headline" not in query:
            numbers.append(len((values or {}).get("__article_iri", ())))  # type: ignore[arg-type]
        return run(store, query, values, **named)

    monkeypatch.setattr(kg.sparql.paging, "run", counting)
    return numbers


def whole(store: Store, name: str, **given: str) -> Solutions:
    query = CATALOGUE.get(name)
    found = run(store, query.text, terms(query.parameters, given, store))
    assert isinstance(found, Solutions)
    return found


def test_long_answers_have_pages() -> None:
    assert {CATALOGUE.get(name).by for name in PAGED} == set(ORDERS)
    assert {"words", "chains", "timeline", "unnamed-only"} <= set(PAGED)


@pytest.mark.parametrize("name", PAGED)
def test_a_page_is_how_the_whole_answer_begins(many: Store, name: str) -> None:
    found = whole(many, name)
    assert len(found.rows) > 130
    for most in (1, 7, len(found.rows) - 1, len(found.rows), len(found.rows) + 1):
        page = first(many, CATALOGUE.get(name).text, {}, First(most, CATALOGUE.get(name).by))
        assert page == Solutions(found.variables, found.rows[:most], most < len(found.rows))


@pytest.mark.parametrize("name", PAGED)
def test_a_page_of_some_days_leaves_the_others_out(many: Store, name: str) -> None:
    days = {"since": "2026-03-09", "until": "2026-03-10"}
    query = CATALOGUE.get(name)
    found = whole(many, name, **days)
    assert 0 < len(found.rows) < len(whole(many, name).rows) / 5
    page = first(many, query.text, terms(query.parameters, days, many), First(5, query.by))
    assert page == Solutions(found.variables, found.rows[:5], True)


def test_no_more_articles_are_asked_about_than_a_page_needs(many: Store, asked: list[int]) -> None:
    query = CATALOGUE.get("words").text
    first(many, query, {}, First(1, "article"))
    assert len(asked) == 1
    assert 10 <= asked[0] < 130
    asked.clear()
    rows = len(whole(many, "words").rows)
    first(many, query, {}, First(rows // 10, "article"))
    assert 13 <= sum(asked) < 60


def test_of_some_days_only_their_articles_are_asked_about(many: Store, asked: list[int]) -> None:
    query = CATALOGUE.get("words")
    values = terms(query.parameters, {"since": "2026-03-05", "until": "2026-03-06"}, many)
    first(many, query.text, values, First(1000, "article"))
    assert asked == [10]


def test_a_narrowed_question_is_asked_at_once(many: Store, asked: list[int]) -> None:
    query = CATALOGUE.get("words")
    values = terms(query.parameters, {"actor": "Turkey"}, many)
    page = first(many, query.text, values, First(3, "article"))
    assert asked == [0]
    assert isinstance(page, Solutions)
    assert page.rows == whole(many, "words", actor="Turkey").rows[:3]


def test_an_empty_store_has_an_empty_page() -> None:
    page = first(Store(), CATALOGUE.get("words").text, {}, First(3, "article"))
    assert isinstance(page, Solutions)
    assert page.variables[0] == "claimant"
    assert (page.rows, page.more) == ([], False)


def test_what_has_no_pages_is_cut(many: Store) -> None:
    everything = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"
    page = first(many, everything, wanted=First(2))
    assert isinstance(page, Solutions)
    assert (len(page.rows), page.more) == (2, True)
    graph = first(many, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 9", wanted=First(4))
    assert isinstance(graph, Triples)
    assert len(graph.triples) == 4
    assert first(many, "ASK {}", wanted=First(4)) is True
