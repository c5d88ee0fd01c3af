"""What articles have to do with each other, on the command line: found by a build, told, exported, forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.align import Alignment
from kg.align.writing import alignment_graph, index_graph
from kg.cli import build_align
from kg.cli.settings import Settings
from kg.config import DEFAULT_BASE, Config, load_config
from kg.pipeline import BuildResult, Outcome
from kg.store import ArticleStore, open_store
from kg.vocabulary import KG
from tests.align import storyline
from tests.cli.conftest import Run

GRAPHS = tuple(NamedNode(name(DEFAULT_BASE)) for name in (alignment_graph, index_graph))


@pytest.fixture
def stored(empty: Run, tmp_path: Path) -> Run:
    """Runs kg where ./kg-store holds the first three articles of the storylines, not aligned."""
    with open_store(tmp_path / "kg-store", write=True, create=True) as store:
        for _, _, lines in storyline.extractions()[:3]:
            store.oxigraph.load(lines, format=RdfFormat.N_QUADS)
    return empty


def aligned(path: Path) -> set[str]:
    with open_store(path) as store:
        return {str(quad) for graph in GRAPHS for quad in store.oxigraph.quads_for_pattern(None, None, None, graph)}


def documents(store: ArticleStore) -> list[str]:
    return [article.iri for article in store.articles()]


def test_removing_an_article_forgets_what_it_had_to_do_with_others(stored: Run, tmp_path: Path) -> None:
    path = tmp_path / "kg-store"
    with open_store(path, write=True) as store:
        alignment, (first, second, third) = Alignment(store.oxigraph, DEFAULT_BASE), documents(store)
        alignment.align(first)
        alignment.align(second)
        store.publish()
        before = aligned(path)
        alignment.align(third)
    assert aligned(path) > before
    assert stored("remove", third).exit_code == 0
    assert aligned(path) == before


def test_show_tells_why(stored: Run, tmp_path: Path) -> None:
    assert stored("align").exit_code == 0
    with open_store(tmp_path / "kg-store") as store:
        related = {
            predicate: [
                quad.subject.value
                for quad in store.oxigraph.quads_for_pattern(None, NamedNode(predicate), None, GRAPHS[0])
                if isinstance(quad.subject, NamedNode)
            ]
            for predicate in (KG.sameEventAs, KG.supports)
        }
    for predicate, told in ((KG.sameEventAs, "the same event as"), (KG.supports, "supports ")):
        shown = stored("show", min(related[predicate])).stdout
        assert "In other articles" in shown
        assert told in shown
        assert "(score 0." in shown


def test_exports_hold_relations_and_not_what_only_the_program_needs(stored: Run) -> None:
    stored("align")
    whole = stored("export", "--format", "nquads").stdout
    assert f"<{alignment_graph(DEFAULT_BASE)}> ." in whole
    assert index_graph(DEFAULT_BASE) not in whole
    first = min(line.rpartition(" <")[2][:-3] for line in whole.splitlines() if "/doc/" in line.rpartition(" <")[2])
    assert alignment_graph(DEFAULT_BASE) not in stored("export", "--format", "nquads", "--article", first).stdout


def run_of(path: Path, config: Config, count: int = 3) -> set[str]:
    """What is aligned after a build that stored so many of the articles."""
    with open_store(path, write=True) as store:
        aligning = build_align.Aligning(config)
        for iri in documents(store)[:count]:
            aligning.add(BuildResult("-", Outcome.STORED, iri=iri))
        aligning.run(store, Settings(quiet=True))
    return aligned(path)


def test_a_build_of_a_few_articles_aligns_them(stored: Run, tmp_path: Path) -> None:
    built = run_of(tmp_path / "kg-store", Config())
    assert built
    assert "Nothing to align" in stored("align").stderr
    assert aligned(tmp_path / "kg-store") == built


@pytest.mark.parametrize(("align", "expected"), [(None, False), (True, True), (False, False)])
def test_a_build_of_many_articles_aligns_when_asked(
    stored: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, align: bool | None, expected: bool
) -> None:
    assert stored  # has made the store
    monkeypatch.setattr(build_align, "_FEW", 2)
    assert bool(run_of(tmp_path / "kg-store", Config(align=align))) is expected


def test_kg_toml_can_turn_it_off(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("align = false\n")
    assert load_config(tmp_path, {}).align is False
    assert load_config(tmp_path / "elsewhere", {}).align is None


def test_a_store_on_a_server_is_aligned_as_the_folders_is(stored: Run, tmp_path: Path) -> None:
    from kg.store.remote import open_endpoint
    from tests.remote.servers import oxigraph_server

    stored("align")
    expected = aligned(tmp_path / "kg-store")
    (tmp_path / "server").mkdir()
    with oxigraph_server(tmp_path / "server") as server:
        if server is None:
            pytest.skip("oxigraph is not installed")
        with open_endpoint(server.address, DEFAULT_BASE, server.environment) as store:
            for _, _, lines in storyline.extractions()[:3]:
                store.oxigraph.extend(parse(lines, format=RdfFormat.N_QUADS))
            given = ["--endpoint", server.address]
            assert stored("align", *given).exit_code == 0
            told = {str(quad) for graph in GRAPHS for quad in store.oxigraph.quads_for_pattern(None, None, None, graph)}
            assert told == expected
            assert stored("align", "--clear", *given).exit_code == 0
            assert not [*store.oxigraph.quads_for_pattern(None, None, None, GRAPHS[0])]
