"""From text to paragraphs and sentences, every offset kept."""

from __future__ import annotations

import pytest

from kg.config import DEFAULT_MODEL
from kg.errors import MissingExtraError
from kg.extract import Extractor
from kg.extract.parse import Parser, paragraphs, smooth
from kg.extract.tokens import Sentence


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(DEFAULT_MODEL)


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def words(sentences: list[Sentence]) -> list[list[str]]:
    return [[token.text for token in sentence.tokens] for sentence in sentences]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“It’s”", '"It\'s"'),
        ("«oui» „ja‟", '"oui" "ja"'),
        ("a\u00a0b\u202fc\u200bd\u00ade", "a b c d e"),
        ("co‑op", "co-op"),
        ("naïve Ελλάδα 北京 🙂", "naïve Ελλάδα 北京 🙂"),
    ],
)
def test_odd_marks_are_made_plain_one_for_one(text: str, plain: str) -> None:
    assert smooth(text) == plain


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f"])
def test_every_line_break_ends_a_paragraph(line_break: str) -> None:
    assert pieces(f"One.{line_break}Two.") == ["One.", "Two."]


def test_lines_wrapped_at_a_fixed_width_are_one_paragraph() -> None:
    wrapped = (
        "The harbour master said on Friday that the harbour would stay\n"
        "shut until the divers had found the last of the mines that the\n"
        "storm had washed in."
    )
    assert pieces(wrapped + "\n\nNext.") == [wrapped, "Next."]


def test_short_lines_are_paragraphs_of_their_own() -> None:
    assert pieces("Mines close the harbour\nDivers at work\nThe harbour is shut.") == [
        "Mines close the harbour",
        "Divers at work",
        "The harbour is shut.",
    ]


def test_a_text_of_white_space_has_no_paragraph() -> None:
    assert pieces(" \n\t\n\u00a0") == []


def test_what_no_parser_can_hold_is_cut_at_sentences_and_else_at_words() -> None:
    assert {piece.strip()[-1] for piece in pieces("It rained. " * 4000)} == {"."}
    assert all(piece.strip() == ("rain " * len(piece.split())).strip() for piece in pieces("rain " * 9000))
    assert "".join(pieces("r" * 50_000)) == "r" * 50_000


def test_tokens_stand_where_the_text_has_them(parser: Parser) -> None:
    text = "“It’s here,” Ana\u00a0said.\r\n\r\n  Paulo 🙂 left…  Then it rained."
    sentences = parser.parse(text)
    for sentence in sentences:
        assert all(smooth(text)[token.start : token.end] == token.text for token in sentence.tokens)
    tokens = [token for sentence in sentences for token in sentence.tokens]
    assert [token.i for token in tokens] == list(range(len(tokens)))
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))


def test_a_sentence_never_reaches_over_paragraphs(parser: Parser) -> None:
    sentences = parser.parse("Harbour shut\nDivers found mines")
    assert [(sentence.paragraph, words([sentence])[0][0]) for sentence in sentences] == [(0, "Harbour"), (1, "Divers")]


@pytest.mark.parametrize(
    ("text", "firsts"),
    [
        ("The talks ended… Sources say that they failed.", ["The", "Sources"]),
        ("The talks in Quito ended; the minister left at once.", ["The", "the"]),
    ],
)
def test_an_ellipsis_or_semicolon_ends_a_sentence(parser: Parser, text: str, firsts: list[str]) -> None:
    assert [sentence[0] for sentence in words(parser.parse(text))] == firsts


def test_every_sentence_is_one_tree(parser: Parser) -> None:
    for sentence in parser.parse("He said, that. What - a (mess! if; but\t“why”?\nSaid said said."):
        roots = [token for token in sentence.tokens if token.head is token]
        assert roots == [sentence.root]
        assert sentence.root.below() == sentence.tokens


def test_the_parser_says_what_it_is(parser: Parser) -> None:
    assert parser.name.startswith("en_")
    assert parser.name[-1].isdigit()


@pytest.mark.parametrize("model", ["no_such_model", "xx_none"])
def test_a_model_that_is_not_installed_is_named(extractor: Extractor, model: str) -> None:
    assert extractor.name
    with pytest.raises(MissingExtraError, match=model):
        Parser(model)


def test_a_plural_that_opens_the_sentence_is_a_common_noun(parser: Parser) -> None:
    (sentence,) = parser.parse("Rebels shelled the town on Monday.")
    assert (sentence.tokens[0].lemma, sentence.tokens[0].tag) == ("rebel", "NNS")
