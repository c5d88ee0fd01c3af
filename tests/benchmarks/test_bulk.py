"""The benchmark of building runs, small, and says what it measured."""

from pathlib import Path

from benchmarks.bulk.articles import made_up, news_like
from benchmarks.bulk.rows import Row, table
from benchmarks.bulk.storing import beside_pyshacl
from kg.store import open_store


def test_articles_like_news_are_as_long_as_news_and_all_different() -> None:
    articles = news_like(9)
    assert all(450 < len(article.text.split()) < 600 for article in articles)
    assert len({article.url for article in articles}) == 9
    assert news_like(2, first=7) == articles[7:]
    assert all(len(article.text.split()) < 250 for article in made_up(range(9)))


def test_storing_is_measured_at_each_size_and_beside_pyshacl(tmp_path: Path) -> None:
    rows = beside_pyshacl(tmp_path, 1, 2, 3, rounds=1, batch=2)
    assert [row.figure.split(" ")[1] for row in rows] == ["×", "×"]
    with open_store(tmp_path / "store-3") as store:
        assert len(store.articles()) == 3  # what is kept stays as it is


def test_rows_become_a_table() -> None:
    assert table([Row("build", "nlp.pipe", "90%")]).splitlines()[-1] == "| build | nlp.pipe | 90% |"
