"""From text to sentences: paragraphs, characters that a parser stumbles over, spaCy, and mended trees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.extract.components import open_components
from kg.extract.copying import sentences_of
from kg.extract.lemmas import open_lemmas
from kg.extract.pipeline_of_model import BOUNDARIES, LONGEST, open_pipeline
from kg.extract.repair import repair
from kg.extract.repair_objects import repair_objects
from kg.extract.repair_speakers import repair_speakers
from kg.extract.repair_speech import repair_speech
from kg.extract.repair_subjects import repair_subjects
from kg.extract.tokens import Sentence

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
_BATCH = 12_000
"""Code points of the paragraphs that are parsed at once, about: fewer take longer, and more take memory, 80 MB with
30,000."""
_TERMINAL = (".", "!", "?", ":", ";", '"', "'", "…", ")")


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
    while end - start > LONGEST:
        window = text[start : start + LONGEST]
        cut = max(window.rfind(". "), window.rfind("? "), window.rfind("! ")) + 1 or window.rfind(" ") + 1 or LONGEST
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
        self.nlp = open_pipeline(model)
        meta = self.nlp.meta
        self.name = f"{meta.get('lang', 'en')}_{meta.get('name', model)} {meta.get('version', '')}".strip()
        self._lemmas = open_lemmas(self.nlp, (BOUNDARIES,))
        self._components = open_components(self.nlp, () if self._lemmas is None else self._lemmas.skipped)

    def parse(self, text: str) -> list[Sentence]:
        """The sentences of a text; offsets of tokens are code points of the text as given."""
        return next(self.parse_many([text]))

    def parse_many(self, texts: Iterable[str]) -> Iterator[list[Sentence]]:
        """The sentences of each text: as of each by itself, in less time than one by one."""
        plain = [_SINGLE.sub(r'"\1"', smooth(text)) for text in texts]
        pieces = [paragraphs(text) for text in plain]
        bodies = (
            _LONG_RUN.sub(_blank, _LINE_BREAKS.sub(" ", text[start:end]))
            for text, places in zip(plain, pieces, strict=True)
            for start, end in places
        )
        docs = self._parsed(bodies)
        for places in pieces:
            yield self._sentences(zip(places, docs, strict=False))

    def _parsed(self, bodies: Iterator[str]) -> Iterator[Any]:
        for batch in _batches(bodies):
            docs: Sequence[Any] = [self.nlp.make_doc(body) for body in batch]
            for component in self._components:
                docs = component(docs)
            yield from docs

    def _sentences(self, parsed: Iterable[tuple[tuple[int, int], Any]]) -> list[Sentence]:
        sentences: list[Sentence] = []
        count = 0
        for number, ((start, _), doc) in enumerate(parsed):
            for tokens in sentences_of(doc, start, count, self._lemmas):
                count = tokens[-1].i + 1
                sentence = Sentence(len(sentences), number, tokens)
                repair(sentence)
                repair_subjects(sentence)
                repair_objects(sentence)
                repair_speech(sentence)
                repair_speakers(sentence)
                sentences.append(sentence)
        return sentences


def _batches(bodies: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for body in bodies:
        batch.append(body)
        size += len(body)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


# spaCy's tokenizer takes quadratic time over long runs of one mark, which say nothing.
_LONG_RUN = re.compile(r"([^\w\s])\1{11,}")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


_LINE_BREAKS = re.compile(r"[\n\r\u2028\u2029\u0085\v\f]")
