import itertools
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from kg.errors import StoreCorruptError, StoreError, StoreLockedError, StoreMissingError, UnknownNameError
from kg.rdf import ArticleGraph, quads
from kg.store import ArticleStore, open_store
from kg.store.bulk import as_lines
from tests.sample import SAMPLE
from tests.short_articles import ARTICLES, BASE, GRAPH, NAMES, article

ROOT = Path(__file__).parents[1]


def lines(store: ArticleStore) -> list[str]:
    return sorted(map(str, store.oxigraph))


def built(graphs: Iterator[ArticleGraph] | tuple[ArticleGraph, ...]) -> ArticleStore:
    store = ArticleStore(Store())
    for graph in graphs:
        store.put_article(graph)
    return store


def test_what_was_put_is_there_to_the_letter(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True, create=True) as store:
        store.put_article(GRAPH)
    with open_store(tmp_path / "store") as store:
        assert set(store.oxigraph) == {*GRAPH.quads, *GRAPH.entities}
        assert lines(store) == sorted(map(str, (*GRAPH.quads, *GRAPH.entities)))


def test_memory_is_given_back_and_nothing_else(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True, create=True) as store:
        store.put_article(ARTICLES[0])
        store.give_back()
        store.put_article(ARTICLES[1])
        assert lines(store) == lines(built(ARTICLES[:2]))
    with open_store(tmp_path / "store") as store:
        store.give_back()
        assert lines(store) == lines(built(ARTICLES[:2]))


def test_who_interrupts_while_memory_is_given_back_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        open_store(tmp_path / "store", write=True, create=True) as store,
    ):
        store.put_article(ARTICLES[0])
        store.give_back()
        with monkeypatch.context() as patch:
            patch.setattr("kg.store.generations.Writing.opened", _interrupted)
            store.put_article(ARTICLES[1])
    with open_store(tmp_path / "store") as store:
        assert lines(store) == lines(built(ARTICLES[:1]))


def _interrupted(_writing: object) -> Store:
    raise KeyboardInterrupt


@pytest.mark.parametrize("order", list(itertools.permutations(ARTICLES)))
def test_the_order_in_which_articles_come_does_not_matter(order: tuple[ArticleGraph, ...]) -> None:
    assert lines(built(order)) == lines(built(ARTICLES))


@pytest.mark.parametrize("gone", range(len(ARTICLES)))
def test_after_removal_it_is_as_if_the_article_had_never_been_read(gone: int) -> None:
    store = built(ARTICLES)
    store.remove_article(ARTICLES[gone].iri)
    assert lines(store) == lines(built(ARTICLES[:gone] + ARTICLES[gone + 1 :]))


def test_after_removing_all_articles_nothing_is_left() -> None:
    store = built(ARTICLES)
    for graph in ARTICLES:
        store.remove_article(graph.iri)
    assert lines(store) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.lists(st.sampled_from(NAMES), unique=True, max_size=3), st.booleans()),
        max_size=12,
    )
)
def test_any_history_of_building_and_removing_leaves_what_was_last_built(
    steps: list[tuple[int, list[str], bool]],
) -> None:
    store = ArticleStore(Store())
    last: dict[int, ArticleGraph] = {}
    for number, names, keep in steps:
        graph = article(number, *names)
        store.put_article(graph)
        last[number] = graph
        if not keep:
            store.remove_article(graph.iri)
            del last[number]
    assert lines(store) == lines(built(tuple(last.values())))


def test_reading_an_article_again_replaces_it() -> None:
    store = built(ARTICLES)
    store.put_article(article(2, NAMES[3], text="left"))
    assert lines(store) == lines(built((ARTICLES[0], article(2, NAMES[3], text="left"), *ARTICLES[2:])))


def test_a_new_description_of_an_entity_takes_the_place_of_the_old_one() -> None:
    renamed = replace(GRAPH, shared=quads(SAMPLE.with_links(SAMPLE.links[:3]), BASE).shared)
    store = built((GRAPH, renamed))
    assert lines(store) == lines(built((renamed,)))
    assert len(renamed.entities) < len(GRAPH.entities)


def test_what_people_added_in_other_graphs_does_not_keep_an_entity() -> None:
    note = NamedNode("https://example.org/notes")
    store = built((GRAPH,))
    store.oxigraph.add(Quad(note, note, GRAPH.entities[0].subject, note))
    store.remove_article(GRAPH.iri)
    assert len(store.oxigraph) == 1


def test_an_unknown_article_cannot_be_removed() -> None:
    with pytest.raises(UnknownNameError, match="no article"):
        built(ARTICLES).remove_article(f"{BASE}doc/0000000000000000")
    with pytest.raises(UnknownNameError, match="no article"):
        built(ARTICLES).remove_article("not an IRI")


def test_an_article_is_found_by_iri_hash_and_title() -> None:
    store = built((GRAPH, *ARTICLES))
    text_hash = SAMPLE.article.text_hash
    for name in (GRAPH.iri, text_hash, text_hash[:6].upper(), "Grain ships divide Portugal and Turkey"):
        assert store.find_article(name).iri == GRAPH.iri


def test_a_name_that_fits_no_article_or_several_is_explained() -> None:
    store = built((GRAPH,))
    with pytest.raises(UnknownNameError) as caught:
        store.find_article("Grain ships divide Portugal and Turkeys")
    assert "Did you mean Grain ships divide Portugal and Turkey?" in str(caught.value)
    twin = quads(replace(SAMPLE, article=replace(SAMPLE.article, url=None)), BASE)
    with pytest.raises(UnknownNameError) as caught:
        built((GRAPH, twin)).find_article("Grain ships divide Portugal and Turkey")
    assert GRAPH.iri in str(caught.value)
    assert twin.iri in str(caught.value)


def test_stats_count_things_not_statements() -> None:
    stats = built((GRAPH,)).stats()
    assert stats["Document"] == 1
    assert stats["Claim"] == len(SAMPLE.claims)
    assert stats["Dispute"] == len(SAMPLE.disputes)
    assert stats["Situation"] == len(SAMPLE.situations)
    assert stats["triples"] == len(GRAPH.quads) + len(GRAPH.entities)


def test_a_missing_store_is_not_made_by_reading(tmp_path: Path) -> None:
    for write in (False, True):
        with pytest.raises(StoreMissingError, match="no store in"):
            open_store(tmp_path / "none", write=write)
    assert not (tmp_path / "none").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(StoreError, match="holds other files"):
        open_store(tmp_path, write=True, create=True)
    with pytest.raises(StoreError, match="is a file"):
        open_store(tmp_path / "thesis.txt", write=True, create=True)
    assert [item.name for item in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_damaged_store_is_reported_with_what_to_do(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True, create=True) as store:
        store.put_article(GRAPH)
    for current in (tmp_path / "store").glob("g-*/CURRENT"):
        current.write_text("nonsense")
    for write in (False, True):
        with pytest.raises(StoreCorruptError) as caught:
            open_store(tmp_path / "store", write=write)
        assert caught.value.remedy is not None


def test_a_closed_store_says_so() -> None:
    store = built(())
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.articles()


def test_a_store_open_for_reading_refuses_to_write(tmp_path: Path) -> None:
    open_store(tmp_path / "store", write=True, create=True).close()
    with open_store(tmp_path / "store") as store, pytest.raises(StoreError, match="reading only"):
        store.put_article(GRAPH)


def run(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Another process that runs this code, and writes a line when it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


HOLD = """
import sys
from pathlib import Path
from kg.store import open_store
from tests.short_articles import GRAPH, article
store = open_store(Path(sys.argv[1]), write=True, create=True)
store.put_article(GRAPH)
store.publish()
store.put_article(article(7, "Ada Alm"))
print("ready", flush=True)
sys.stdin.read()
"""


def test_a_second_writer_is_told_to_wait_and_readers_read_on(tmp_path: Path) -> None:
    process = run(HOLD, str(tmp_path / "store"))
    try:
        with pytest.raises(StoreLockedError) as caught:
            open_store(tmp_path / "store", write=True)
        assert caught.value.remedy is not None
        assert f"process {process.pid}" in str(caught.value)
        with open_store(tmp_path / "store") as store:
            assert lines(store) == lines(built((GRAPH,)))
    finally:
        process.kill()
        process.communicate()


FLICKER = """
import sys
from pathlib import Path
from kg.store import open_store
from kg.store.bulk import as_lines
from tests.short_articles import GRAPH, article
store = open_store(Path(sys.argv[1]), write=True)
print("ready", flush=True)
one, other = as_lines(article(7, "Ada Alm", "Bo Berg")), as_lines(GRAPH)
while True:
    store.put_articles([one, other])
    store.publish()
    store.remove_article(one.iri)
    store.publish()
    store.put_articles([one])
    store.remove_article(other.iri)
    store.publish()
    store.remove_article(one.iri)
    store.publish()
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("writes", range(1, 25, 2))
def test_a_writer_that_is_killed_leaves_what_it_published_last(tmp_path: Path, writes: int) -> None:
    with open_store(tmp_path / "store", write=True, create=True) as store:
        for graph in ARTICLES:
            store.put_article(graph)
    short = article(7, "Ada Alm", "Bo Berg")
    states = [lines(built((*ARTICLES, *more))) for more in ((), (GRAPH,), (short,), (short, GRAPH))]
    process = run(FLICKER, str(tmp_path / "store"))
    try:
        for _ in range(writes):  # readers read while it writes, and kill it somewhere in the middle
            with open_store(tmp_path / "store") as store:
                assert lines(store) in states
    finally:
        process.kill()
        process.communicate()
    with open_store(tmp_path / "store") as store:
        left = lines(store)
        assert left in states
    with open_store(tmp_path / "store", write=True) as store:
        assert lines(store) == left
    assert len(list((tmp_path / "store").glob("g-*/"))) == 1
    assert not (tmp_path / "store" / "writing").exists()


def test_a_state_stays_while_somebody_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "store"
    open_store(path, write=True, create=True).close()
    reader = open_store(path)
    with open_store(path, write=True) as store:
        store.put_articles([as_lines(graph) for graph in ARTICLES])
    assert lines(reader) == []
    assert len(list(path.glob("g-*/"))) == 2
    reader.close()
    open_store(path, write=True).close()
    assert len(list(path.glob("g-*/"))) == 1


def test_a_folder_in_which_a_writer_was_killed_at_its_first_step_is_taken_again(tmp_path: Path) -> None:
    path = tmp_path / "store"
    open_store(path, write=True, create=True).close()
    (path / "PUBLISHED").unlink()
    with pytest.raises(StoreMissingError):
        open_store(path)
    with open_store(path, write=True, create=True) as store:
        store.put_article(GRAPH)
    with open_store(path) as store:
        assert store.has_article(GRAPH.iri)


def test_a_store_copied_by_hand_can_be_read(tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True, create=True) as store:
        store.put_article(GRAPH)
    shutil.copytree(tmp_path / "store", tmp_path / "copy", ignore=shutil.ignore_patterns("*.use", "WRITER"))
    with open_store(tmp_path / "copy") as store:
        assert store.has_article(GRAPH.iri)


def test_a_store_of_an_earlier_version_is_told_from_a_folder_of_somebody_else(tmp_path: Path) -> None:
    Store(str(tmp_path / "old")).flush()
    with pytest.raises(StoreError, match="earlier version"):
        open_store(tmp_path / "old", write=True, create=True)


# --- many at once


@pytest.mark.parametrize("order", list(itertools.permutations(ARTICLES)))
def test_many_at_once_are_the_same_as_one_by_one(order: tuple[ArticleGraph, ...]) -> None:
    store = ArticleStore(Store())
    store.put_articles([as_lines(graph) for graph in order])
    assert lines(store) == lines(built(ARTICLES))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(0, 3), st.lists(st.sampled_from(NAMES), unique=True, max_size=3), st.booleans()),
            max_size=4,
        ),
        max_size=5,
    )
)
def test_any_history_of_many_at_once_leaves_what_was_last_built(
    batches: list[list[tuple[int, list[str], bool]]],
) -> None:
    store, one_by_one = ArticleStore(Store()), ArticleStore(Store())
    for batch in batches:
        graphs = [article(number, *names) for number, names, _ in batch]
        store.put_articles([as_lines(graph) for graph in graphs])
        for graph in graphs:
            one_by_one.put_article(graph)
        for iri in {graph.iri for graph, (_, _, gone) in zip(graphs, batch, strict=True) if gone}:
            store.remove_article(iri)
            one_by_one.remove_article(iri)
        assert lines(store) == lines(one_by_one)


def test_a_link_that_is_no_more_goes_when_many_are_put_at_once() -> None:
    unlinked = quads(replace(SAMPLE, article=replace(SAMPLE.article, url="https://example.org/2"), links=()), BASE)
    store, one_by_one = ArticleStore(Store()), built((GRAPH, unlinked))
    store.put_articles([as_lines(GRAPH)])
    store.put_articles([as_lines(unlinked)])
    assert lines(store) == lines(one_by_one)


def test_after_a_failure_among_many_nothing_more_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    with open_store(tmp_path / "store", write=True, create=True) as store:
        store.put_articles([as_lines(GRAPH)])
        store.publish()
        store.put_articles([as_lines(ARTICLES[0])])
        monkeypatch.setattr("kg.store.bulk.put_all", fail)
        with pytest.raises(StoreError, match="no space"):
            store.put_articles([as_lines(ARTICLES[1])])
    with open_store(tmp_path / "store") as store:
        assert lines(store) == lines(built((GRAPH,)))
