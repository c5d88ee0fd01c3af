"""Made-up news is of the shape of read news: valid, the same for everybody, and its words are where it says."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from benchmarks.generator import Corpus
from benchmarks.generator.__main__ import main
from kg.readers import read
from kg.store import ArticleStore
from kg.validation import validate_article


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(seed=7)


def test_graphs_keep_every_shape(corpus: Corpus) -> None:
    for graph in corpus.graphs(range(8)):
        assert validate_article(graph.quads, graph.entities).findings == ()


def test_an_article_depends_on_the_seed_and_its_number_alone(corpus: Corpus) -> None:
    assert Corpus(seed=7).graph(5).nquads() == corpus.graph(5).nquads()
    assert Corpus(seed=8).graph(5).nquads() != corpus.graph(5).nquads()


def test_words_stand_where_the_spans_say(corpus: Corpus) -> None:
    found = corpus.extraction(3)
    labels = {actor.id: actor.label.lower() for actor in found.actors}
    plain = [mention for mention in found.mentions if mention.denotes in labels and mention.literal is None]
    assert plain
    for mention in plain:
        assert mention.span.of(found.article.text).lower() == labels[mention.denotes]
    for claim in found.claims:
        assert claim.contents[0].of(found.article.text).strip() == claim.contents[0].of(found.article.text)


def test_few_are_spoken_of_often_and_most_hardly_ever(corpus: Corpus) -> None:
    counts = Counter(actor.label for number in range(300) for actor in corpus.extraction(number).actors if actor.known)
    ordered = [count for _, count in counts.most_common()]
    assert ordered[0] > 10 * ordered[len(ordered) // 2]


def test_the_command_writes_graphs_that_load_without_a_quad_twice(tmp_path: Path, corpus: Corpus) -> None:
    path = tmp_path / "corpus.nq.gz"
    assert main(["--articles", "12", "--seed", "7", "--workers", "1", "-o", str(path)]) == 0
    lines = gzip.decompress(path.read_bytes()).splitlines()
    store = Store()
    store.load(b"\n".join(lines), format=RdfFormat.N_QUADS)
    assert len(store) == len(lines)
    one_by_one = ArticleStore(Store())
    for graph in corpus.graphs(range(12)):
        one_by_one.put_article(graph)
    assert set(store) == set(one_by_one.oxigraph)


def test_the_command_writes_texts_that_kg_reads(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    assert main(["--articles", "4", "--seed", "7", "--workers", "1", "-o", str(path)]) == 0
    assert {"id", "text", "publisher", "published", "url", "title"} <= set(json.loads(path.read_text().splitlines()[0]))
    assert [getattr(item, "id", item) for item in read(str(path))] == ["7-0", "7-1", "7-2", "7-3"]


def test_another_ending_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["-o", str(tmp_path / "corpus.ttl")])
    assert ".nq" in capsys.readouterr().err
