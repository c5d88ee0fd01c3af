from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from kg.link import ranking_meaning
from kg.link.entry import Entry
from kg.link.ranking_context import Context
from kg.link.scoring import rank
from kg.model import ActorKind

AXES = ("bank", "airline")
AIRLINE = Entry("Q1", "Continental", "airline", (), (), 60)
BANK = Entry("Q2", "Continental", "bank", (), (), 60)


@pytest.fixture
def embeddings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Embeddings with one dimension for each of two words."""

    def embed(texts: Sequence[str]) -> list[list[float]]:
        return [[float(axis in text) for axis in AXES] for text in texts]

    monkeypatch.setattr(ranking_meaning, "_embedder", lambda: embed)
    ranking_meaning._vector.cache_clear()
    yield
    ranking_meaning._vector.cache_clear()


@pytest.mark.usefixtures("embeddings")
def test_meaning_tells_apart_what_is_equally_likely() -> None:
    for word, qid in (("bank", "Q2"), ("airline", "Q1")):
        context = Context(passage=f"shareholders of the {word}")
        assert rank("Continental", [AIRLINE, BANK], kind=ActorKind.ORGANIZATION, context=context)[0].qid == qid


@pytest.mark.usefixtures("embeddings")
def test_meaning_does_not_outweigh_renown() -> None:
    known = Entry("Q1", "Continental", "airline", (), (), 250)
    context = Context(passage="shareholders of the bank")
    assert rank("Continental", [known, BANK], kind=ActorKind.ORGANIZATION, context=context)[0].qid == "Q1"


def test_without_embeddings_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking_meaning, "_embedder", lambda: None)
    with_passage = rank("Continental", [AIRLINE, BANK], context=Context(passage="the bank"))
    assert with_passage == rank("Continental", [AIRLINE, BANK])


def test_the_model_is_read_from_what_is_installed() -> None:
    pytest.importorskip("wordllama")
    near, far = ranking_meaning.closeness("shareholders of the bank", ["Canadian bank", "species of beetle"])
    assert near > far
