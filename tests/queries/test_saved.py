"""What a careful reader of the sample article would answer to each saved question."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from pyoxigraph import RdfFormat, Store

from kg.config import DEFAULT_BASE
from kg.queries import Catalogue
from kg.queries.values import terms
from kg.rdf import quads
from kg.sparql import Solutions, run
from tests.sample import SAMPLE

CATALOGUE = Catalogue()
THREAT = "to close the port of Setúbal if the ships were not released by Friday"
INTERRUPTED = "“The harbour is calm,” Duarte said on Tuesday, “and it will stay open.”"
SHIPS = "Portugal accuses Turkey of diverting three grain ships"
TALKS = "the talks in Istanbul continue, but that no date is set"
CLOSE_SOURCE = "a source close to the Turkish delegation"


def ask(store: Store, name: str, **given: str) -> list[tuple[str, ...]]:
    """The rows without the article, which is the same in all."""
    query = CATALOGUE.get(name)
    values = terms(query.parameters, given, store)
    found = run(store, query.text, values)
    assert isinstance(found, Solutions)
    kept = [index for index, variable in enumerate(found.variables) if variable != "article"]
    return [tuple("" if row[i] is None else getattr(row[i], "value", "") for i in kept) for row in found.rows]


EXPECTED = {
    "says-about": (
        {"actor": "Turkey"},
        [
            ("Harbour Courier", "report", "positive", SHIPS),
            ("two port officials", "assert", "positive", SHIPS),
            ("Portugal", "accuse", "positive", "diverting three grain ships"),
            ("Turkey", "deny", "negative", "the accusation"),
            ("Maria Duarte", "demand", "positive", "Turkey return the grain"),
            ("Turkey", "refuse", "negative", "the demand"),
        ],
    ),
    "claims-by": (
        {"actor": "Ministry of Maritime Affairs"},  # its spokeswoman speaks for it
        [
            ("Maria Duarte", "demand", "positive", "Turkey return the grain"),
            ("Maria Duarte", "threaten", "positive", THREAT),
            ("Maria Duarte", "assert", "positive", INTERRUPTED),
        ],
    ),
    "chains": (
        {"actor": "Portugal"},
        [
            (
                "Northern Wire → Harbour Courier → two port officials → Portugal",
                "accuse",
                "diverting three grain ships",
            ),
            ("Northern Wire → Portugal", "assert", "its inspectors had not boarded the ships"),
        ],
    ),
    "unnamed-only": (
        {},
        [
            ("two port officials", "", "two port officials", "assert", SHIPS),
            ("two port officials", "", "Portugal", "accuse", "diverting three grain ships"),
            (CLOSE_SOURCE, "the Turkish delegation", CLOSE_SOURCE, "assert", TALKS),
        ],
    ),
    "denials": ({}, [("Turkey", "the accusation", "Portugal", "diverting three grain ships")]),
    "accusations": ({"against": "wd:Q43"}, [("Portugal", "Turkey", "diverting three grain ships", "Turkey")]),
    "demands": ({}, [("Maria Duarte", "Turkey", "Turkey return the grain", "rejected", "Turkey")]),
    "threats": (
        {},
        [("Maria Duarte", "threaten", "Turkey", THREAT, "the ships are not released", "underspecified")],
    ),
    "conditions": (
        {},
        [
            (
                "Maria Duarte",
                "threaten",
                "Maria Duarte closes the port of Setúbal",
                "the ships are not released",
                THREAT,
            )
        ],
    ),
    "disputes": (
        {},
        [
            ("Turkey diverts three grain ships", "Portugal", "positive", "accuse", "diverting three grain ships"),
            ("Turkey diverts three grain ships", "Turkey", "negative", "deny", "the accusation"),
        ],
    ),
    "article-asserts": ({}, [("Northern Wire", "dock workers blocked the gates", "positive")]),
    "words": (
        {"actor": "Turkey"},
        [
            ("Turkey", "deny", "Turkey", "denies", "the accusation", "144", "158"),
            ("Turkey", "refuse", "Turkey", "rejected", "the demand", "343", "353"),
        ],
    ),
    "speaks-for": (
        {"actor": "Ministry of Maritime Affairs"},
        [
            (
                "Maria Duarte",
                "acts for",
                "Ministry of Maritime Affairs",
                "the spokeswoman for the Ministry of Maritime Affairs",
            )
        ],
    ),
    "metonyms": (
        {},
        [
            (
                "Lisbon",
                "Lisbon",
                "Portugal",
                "… ships. Turkey denies the accusation. Lisbon said that its inspectors had not …",
            )
        ],
    ),
    "timeline": (
        {},
        [
            ("2026-03-09T00:00:00Z", "2026-03-09T23:59:00Z", "Monday", "the Harbour Courier reports", ""),
            ("2026-03-10T00:00:00Z", "2026-03-10T23:59:00Z", "Tuesday", "Maria Duarte says", ""),
            ("2026-03-10T00:00:00Z", "2026-03-13T23:59:00Z", "by Friday", "the ships are released", ""),
        ],
    ),
    "meetings": ({}, [("talks in Istanbul", "", "Istanbul", "")]),
    "consequences": ({}, []),
    "links-to-review": ({}, [("Ministry of Maritime Affairs", "Q169217", "Ministry of Defence", "0.31", "index", "1")]),
}


def test_every_saved_query_is_asked() -> None:
    """Those that ask another server are in test_federated, those over many articles in test_many."""
    assert sorted(EXPECTED) == [
        query.name for query in CATALOGUE if not query.service and query.topic != "many articles"
    ]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_answer_is_what_a_reader_would_give(store: Store, name: str) -> None:
    given, rows = EXPECTED[name]
    assert ask(store, name, **given) == rows


@pytest.mark.parametrize("name", EXPECTED)
def test_a_filter_leaves_out_what_it_should(store: Store, name: str) -> None:
    query = CATALOGUE.get(name)
    options = {parameter.name for parameter in query.parameters}
    given, rows = EXPECTED[name]
    if not rows or "since" not in options:
        pytest.skip("nothing to leave out")
    assert ask(store, name, **given, since="2026-03-01") == rows
    assert ask(store, name, **given, since="2027-01-01") == []
    assert ask(store, name, **given, until="2026-03-31") == rows
    assert ask(store, name, **given, until="2026-03-08") == []


@pytest.mark.parametrize("name", EXPECTED)
def test_an_article_can_be_named(store: Store, name: str) -> None:
    if "article" not in {parameter.name for parameter in CATALOGUE.get(name).parameters}:
        pytest.skip("not about articles")
    given, rows = EXPECTED[name]
    assert ask(store, name, **given, article="Grain ships divide Portugal and Turkey") == rows


def test_narrowing_to_another_actor_leaves_nothing(store: Store) -> None:
    for name in ("denials", "demands", "threats", "conditions"):
        assert ask(store, name, actor="Istanbul") == []
    assert ask(store, "disputes", actor="Maria Duarte") == []
    assert len(ask(store, "disputes", actor="Portugal")) == 2
    assert ask(store, "claims-by", actor="Turkey", act="refuse") == [("Turkey", "refuse", "negative", "the demand")]


@pytest.fixture(scope="module")
def many() -> Store:
    """The sample article in fifty papers."""
    store = Store()
    for number in range(50):
        article = replace(SAMPLE.article, url=f"https://paper.example/{number}", title=f"Grain {number}")
        store.load(quads(replace(SAMPLE, article=article), DEFAULT_BASE).nquads(), format=RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize("name", EXPECTED)
def test_a_query_runs_along_the_graph_and_not_across_it(many: Store, name: str) -> None:
    """Where what must match stands after what may, Oxigraph crosses all spans with all articles.

    Then this takes 0.7 s or more, else 0.06 s or less.
    """
    given, rows = EXPECTED[name]
    durations = []
    for _ in range(3):
        started = time.process_time()
        found = ask(many, name, **given)
        durations.append(time.process_time() - started)
    assert min(durations) < 0.35
    assert len(found) in (len(rows), 50 * len(rows))
