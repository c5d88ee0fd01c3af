"""Texts that are parsed together are parsed as each by itself, and lemmas are those of the pipeline."""

from dataclasses import replace
from pathlib import Path

import pytest
import spacy

from kg.config import DEFAULT_MODEL
from kg.extract import Extractor
from kg.extract.lemmas import open_lemmas
from kg.extract.parse import Parser
from kg.extract.tokens import Sentence
from kg.link import load_gazetteer
from kg.model import Article

TEXTS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "gold").glob("*.txt"))[:4]]
SHORT = [
    "",
    "He's gonna go. Y'all know there's nothin' to it; let's go, c'mon, I gotta. There are no ships, ain't there?",
    "It'll do.\t\n\n  Rebels shelled it, but you did the most; whose it is they don't know.\n",
    "The Lopez is doin' it 'cause nobody's been there. He did it. Had he done it? It has been done.",
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(DEFAULT_MODEL)


def trees(sentences: list[Sentence]) -> list[object]:
    return [
        (one.paragraph, [(t.i, t.text, t.lemma, t.tag, t.dep, t.start, t.entity, t.head.i) for t in one.tokens])
        for one in sentences
    ]


def test_together_is_as_each_by_itself(parser: Parser) -> None:
    texts = [*SHORT, *TEXTS]
    alone = [trees(parser.parse(text)) for text in texts]
    assert [trees(found) for found in parser.parse_many(texts)] == alone
    assert [trees(found) for found in parser.parse_many(reversed(texts))] == alone[::-1]


def test_lemmas_are_those_of_the_pipeline() -> None:
    plain = spacy.load(DEFAULT_MODEL)
    lemmas = open_lemmas(plain, ())
    assert lemmas is not None
    for text in [*SHORT, *TEXTS]:
        whole = plain(text)
        bare = plain(text, disable=list(lemmas.skipped))
        keys = [(token.orth, token.tag, token.dep) for token in bare]
        assert lemmas.of(bare, keys) == [token.lemma_ for token in whole]


def test_a_pipeline_that_gets_lemmas_otherwise_does_so() -> None:
    plain = spacy.load(DEFAULT_MODEL)
    plain.get_pipe("attribute_ruler").add([[{"SHAPE": "Xxxx"}]], {"LEMMA": "strange"})
    assert open_lemmas(plain, ()) is None
    plain = spacy.load(DEFAULT_MODEL)
    plain.get_pipe("attribute_ruler").add([[{"LOWER": "us"}]], {"TAG": "NNP"})
    assert open_lemmas(plain, ()) is None
    plain = spacy.load(DEFAULT_MODEL, exclude=["lemmatizer"])
    assert open_lemmas(plain, ()) is None
    plain.add_pipe("lemmatizer", config={"mode": "lookup"})
    assert open_lemmas(plain, ()) is None


def test_what_goes_wrong_with_one_article_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    extractor = Extractor(load_gazetteer())
    good = [Article(text) for text in TEXTS[:2]]
    expected = [extractor.extract(article) for article in good]
    make_doc = extractor._parser.nlp.make_doc

    def stumbling(text: str) -> object:
        if "stumble" in text:
            raise ZeroDivisionError("by nothing")
        return make_doc(text)

    monkeypatch.setattr(extractor._parser.nlp, "make_doc", stumbling)
    first, wrong, last = extractor.extract_many([good[0], replace(good[0], text="They stumble."), good[1]])
    assert [first, last] == expected
    assert isinstance(wrong, ZeroDivisionError)
