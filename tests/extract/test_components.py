"""A pipeline's components, run over some texts at once, say the same as spaCy's own way through the pipeline."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from kg.config import DEFAULT_MODEL
from kg.extract.components import open_components

TEXTS = [
    line
    for path in sorted((Path(__file__).parents[1] / "gold").glob("*.txt"))[:3]
    for line in path.read_text(encoding="utf-8").splitlines()
]
"""Paragraphs and, between them, empty texts."""


@pytest.fixture(scope="module")
def nlp() -> Any:
    return spacy.load(DEFAULT_MODEL)


def parsed(nlp: Any, texts: list[str], skipped: tuple[str, ...] = ()) -> list[list[object]]:
    docs: Any = [nlp.make_doc(text) for text in texts]
    for component in open_components(nlp, skipped):
        docs = component(docs)
    return said(docs)


def said(docs: Iterator[Any]) -> list[list[object]]:
    return [
        [(t.tag_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_, t.is_sent_start, t.lemma_) for t in one] for one in docs
    ]


def test_as_spacy_says(nlp: Any) -> None:
    assert "" in TEXTS
    assert parsed(nlp, TEXTS) == said(nlp.pipe(TEXTS))


def test_nothing_but_empty_texts(nlp: Any) -> None:
    assert parsed(nlp, ["", ""]) == [[], []]


def test_what_is_skipped_says_nothing(nlp: Any) -> None:
    assert parsed(nlp, TEXTS[:9], ("ner",)) == said(nlp.pipe(TEXTS[:9], disable=["ner"]))


def test_a_parser_that_keeps_several_readings_is_run_as_it_is() -> None:
    beam: Any = spacy.load(DEFAULT_MODEL)
    beam.get_pipe("ner").cfg["beam_width"] = 2
    assert parsed(beam, TEXTS[:5]) == said(beam.pipe(TEXTS[:5]))


def test_components_that_take_one_text_at_a_time() -> None:
    marked = spacy.load(DEFAULT_MODEL, exclude=["ner"])

    @Language.component("news_kg_test_marks")
    def marks(doc: Any) -> Any:
        doc[0].tag_ = "FW"
        return doc

    marked.add_pipe("news_kg_test_marks", last=True)
    assert [tokens[0][0] for tokens in parsed(marked, ["One.", "Two."])] == ["FW", "FW"]  # type: ignore[index]
