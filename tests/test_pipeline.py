"""From files to the store, with an extractor that reads what each test needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import pytest
from pyoxigraph import RdfFormat, parse

import kg.pipeline
from kg import __version__
from kg.config import DEFAULT_MODEL, Config
from kg.errors import DateError, LanguageError, PathError, UsageError
from kg.model import Actor, ActorKind, Article, Extraction, Gazetteer
from kg.pipeline import Given, Outcome, articles, build, exit_code
from kg.quarantine import Quarantine
from kg.store import ArticleStore, open_store
from kg.unchanged import extractor_name
from kg.validation import validate_article
from tests.sample import SAMPLE, TEXT

TALKS = "The talks in the city ended on Monday, and the two sides said that they would meet again in a week."


def _as_published(article: Article) -> Extraction:
    """The sample, its own voice that of the article's publisher, or without a name."""
    if article.publisher:
        voice = Actor("a1", article.publisher, ActorKind.NEWS_OUTLET)
    else:
        voice = Actor("a1", "the article", ActorKind.UNNAMED_SOURCE, named=False)
    return replace(SAMPLE, actors=(voice, *SAMPLE.actors[1:]))


class FakeExtractor:
    """Knows the sample article; stumbles over some words."""

    name = "fake 1"
    read: ClassVar[list[str]] = []

    def __init__(self, gazetteer: Gazetteer, model: str) -> None:
        pass

    def extract(self, article: Article) -> Extraction:
        FakeExtractor.read.append(article.text)
        if "stumble" in article.text:
            raise ZeroDivisionError("by nothing")
        found = _as_published(article) if article.text == TEXT else Extraction(article)
        if article.title == "invalid":
            found = replace(found, claims=tuple(replace(claim, confidence=Decimal(2)) for claim in found.claims))
        return replace(found, article=article, extractor=self.name)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    FakeExtractor.read = []
    monkeypatch.setattr(FakeExtractor, "name", "fake 1")
    monkeypatch.setattr(kg.pipeline, "open_extractor", lambda _, gazetteer, model: FakeExtractor(gazetteer, model))
    monkeypatch.setattr(kg.pipeline, "extractor_name", lambda *_: FakeExtractor.name)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with open_store(tmp_path / "store", write=True, create=True) as opened:
        yield opened


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def outcomes(store: ArticleStore, *paths: Path, given: Given | None = None, again: bool = False) -> list[str]:
    found = build(articles([str(path) for path in paths], given or Given()), store, Config(), again=again)
    return [result.outcome.value for result in found]


def test_an_article_is_stored_with_what_is_in_it(store: ArticleStore, sample: Path) -> None:
    (result,) = build(articles([str(sample)], Given()), store, Config())
    assert result.outcome is Outcome.STORED
    assert result.counts == {"actors": 14, "claims": 19, "situations": 22}
    assert store.articles()[0].iri == result.iri


def test_what_has_not_changed_is_not_read_again(store: ArticleStore, sample: Path) -> None:
    assert outcomes(store, sample) == ["stored"]
    assert outcomes(store, sample) == ["unchanged"]
    assert len(FakeExtractor.read) == 1
    assert outcomes(store, sample, again=True) == ["stored"]


@pytest.mark.parametrize(
    "given",
    [Given(published="2025-10-28"), Given(publisher="Other"), Given(title="Other"), Given(url="https://o.example/")],
)
def test_what_is_said_of_an_article_is_a_change(store: ArticleStore, sample: Path, given: Given) -> None:
    outcomes(store, sample)
    assert outcomes(store, sample, given=given) == ["stored"]
    assert outcomes(store, sample, given=given) == ["unchanged"]


def test_another_extractor_reads_again(store: ArticleStore, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes(store, sample)
    monkeypatch.setattr(FakeExtractor, "name", "fake 2")
    assert outcomes(store, sample) == ["stored"]


def test_an_invalid_graph_is_not_stored(store: ArticleStore, sample: Path) -> None:
    (result,) = build(articles([str(sample)], Given(title="invalid")), store, Config())
    assert result.outcome is Outcome.INVALID
    assert result.report is not None
    assert result.report.findings
    assert store.articles() == []
    assert exit_code([result]) == 1


def test_an_invalid_graph_leaves_what_was_stored(store: ArticleStore, sample: Path) -> None:
    outcomes(store, sample)
    before = set(store.oxigraph)
    assert outcomes(store, sample, given=Given(title="invalid")) == ["invalid"]
    assert set(store.oxigraph) == before


def test_one_failure_does_not_stop_the_others(store: ArticleStore, sample: Path, tmp_path: Path) -> None:
    lines = [{"text": TALKS}, {"no": "text"}, {"text": f"{TALKS} They stumble."}, {"text": f"{TALKS} They left."}]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    results = list(build(articles([str(tmp_path / "none.txt"), str(path), str(sample)], Given()), store, Config()))
    assert [result.outcome.value for result in results] == ["failed", "stored", "failed", "failed", "stored", "stored"]
    assert isinstance(results[0].error, PathError)
    assert "ZeroDivisionError" in str(results[3].error)
    assert exit_code(results) == 4
    assert exit_code(results[:3]) == 3
    assert exit_code(results[4:]) == 0


def test_a_foreign_language_is_refused_unless_forced(store: ArticleStore, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Die Gespräche in der Stadt endeten am Montag, und beide Seiten wollen sich wieder treffen. " * 3)
    (result,) = build(articles([str(path)], Given()), store, Config())
    assert isinstance(result.error, LanguageError)
    assert outcomes(store, path, given=Given(force=True)) == ["stored"]


def test_files_without_a_reader_are_named(store: ArticleStore, sample: Path) -> None:
    (sample.parent / "picture.png").write_bytes(b"\x89PNG")
    results = list(build(articles([str(sample.parent)], Given()), store, Config()))
    skipped = [result for result in results if result.outcome is Outcome.SKIPPED]
    assert any("picture.png" in file for result in skipped for file in result.files)
    assert exit_code(skipped) == 0


def test_a_title_fits_one_article(sample: Path) -> None:
    with pytest.raises(UsageError, match="one article"):
        articles([str(sample), str(sample)], Given(title="Both"))


def test_a_wrong_date_is_told_before_anything_is_read(sample: Path) -> None:
    with pytest.raises(DateError):
        articles([str(sample)], Given(published="last week"))


def test_results_come_one_by_one(store: ArticleStore, sample: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TALKS)
    found = build(articles([str(sample), str(other)], Given()), store, Config())
    next(found)
    assert len(store.articles()) == 1  # what is stored when somebody interrupts here
    found.close()
    assert len(store.articles()) == 1


# --- in bulk


def test_an_invalid_article_is_kept_beside_the_store_until_it_is_stored(store: ArticleStore, sample: Path) -> None:
    (result,) = build(articles([str(sample)], Given(title="invalid")), store, Config())
    (kept,) = Quarantine(store.path)
    assert (kept.iri, kept.source, kept.report) == (result.iri, str(sample), result.kept)
    assert kept.violations > 0
    graph = kept.report.with_suffix(".nq").read_bytes()
    assert not validate_article(parse(graph, format=RdfFormat.N_QUADS)).conforms()
    assert outcomes(store, sample) == ["stored"]
    assert list(Quarantine(store.path)) == []


def test_nothing_is_loaded_for_what_has_not_changed(
    store: ArticleStore, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes(store, sample)

    def load(*_: object) -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr(kg.pipeline, "ArticleReader", load)
    assert outcomes(store, sample) == ["unchanged"]
    with pytest.raises(AssertionError, match="loaded"):
        outcomes(store, sample, again=True)


def test_many_articles_are_stored_in_order_in_batches_that_grow(store: ArticleStore, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps({"text": f"{TALKS} They met {n} times."}) for n in range(20)))
    seen = []
    for number, result in enumerate(build(articles([str(path)], Given()), store, Config())):
        seen.append(result.source)
        assert len(store.articles()) > number  # a result says that the article is stored
    assert seen == [f"{path}:{line}" for line in range(1, 21)]
    assert len(store.articles()) == 20


def test_what_has_been_read_when_somebody_interrupts_is_stored(store: ArticleStore) -> None:
    lines = [{"text": f"{TALKS} They met {number} times."} for number in range(1 + 2 + 4)]  # read together

    def interrupted() -> Iterator[Article]:
        for line in lines:
            yield Article(line["text"])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(build(interrupted(), store, Config()))
    assert len(store.articles()) == len(lines)


@pytest.mark.parametrize("extractor", ["news-kg"])
def test_the_name_of_the_extractor_is_told_without_loading_it(extractor: str) -> None:
    meta = json.loads((Path(find_spec(DEFAULT_MODEL).origin).parent / "meta.json").read_text())
    assert extractor_name(extractor, DEFAULT_MODEL) == f"news-kg {__version__} / en_{meta['name']} {meta['version']}"
    assert extractor_name(extractor, "no_such_model") == ""
    assert extractor_name("no-such-extractor", DEFAULT_MODEL) == ""
