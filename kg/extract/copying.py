"""spaCy's answer copied into our own tokens: all of it at once, for asking a token for each thing takes far longer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.extract.lemmas import Lemmas
from kg.extract.lexicon import lexicon
from kg.extract.tokens import VERB_TAGS, Token

__all__ = ["sentences_of"]

_SIGNED = 1 << 63
"""spaCy's tables have no sign: what is above this is negative."""


def sentences_of(doc: Any, offset: int, first: int, lemmas: Lemmas | None) -> Iterator[list[Token]]:
    """The tokens of each sentence of a parsed paragraph, white space left out.

    ``offset`` is where the paragraph stands in the article, in code points; ``first`` the index of its first token in
    the article. Lemmas are the pipeline's own without ``lemmas``.
    """
    from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, ORTH, SENT_START, TAG

    rows = doc.to_array([ORTH, TAG, DEP, ENT_TYPE, HEAD, SENT_START, IDX]).tolist()
    if lemmas is None:
        found = [token.lemma_ for token in doc]
    else:
        found = lemmas.of(doc, [(row[0], row[1], row[2]) for row in rows])
    tokens = _tokens(doc.vocab.strings, rows, found, offset)
    starts = [at for at, row in enumerate(rows) if at == 0 or row[5] == 1]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        ours = _linked(tokens, rows, start, end, first)
        if ours:
            yield ours
            first += len(ours)


def _tokens(strings: Any, rows: list[list[int]], lemmas: list[str], offset: int) -> list[Token | None]:
    """Our token for each of spaCy's; None for white space. They are numbered when they are linked."""
    words = lexicon()
    tokens: list[Token | None] = []
    for (word, tag_, dep, entity, _, start, place), lemma in zip(rows, lemmas, strict=True):
        text = strings[word]
        if text.isspace():
            tokens.append(None)
            continue
        tag = strings[tag_]
        if tag in VERB_TAGS:
            lemma = words.verb_lemmas.get(text.lower(), lemma)
        elif tag == "NNPS" and (not tokens or start == 1):
            singular = text.lower().removesuffix("s")
            if singular in words.actor_nouns:
                tag, lemma = "NNS", singular  # "Rebels shelled …": the capital is the sentence's
        tokens.append(Token(0, text, lemma, tag, strings[dep], offset + place, strings[entity]))
    return tokens


def _linked(tokens: list[Token | None], rows: list[list[int]], start: int, end: int, first: int) -> list[Token]:
    """The tokens of one sentence with their heads. What white space or no word at all governs hangs on the root."""
    ours: list[Token] = []
    root: Token | None = None
    for at in range(start, end):
        mine = tokens[at]
        if mine is None:
            continue
        mine.i = first + len(ours)
        ours.append(mine)
        distance = rows[at][4]
        where = at + (distance if distance < _SIGNED else distance - 2 * _SIGNED)
        head = tokens[where] if start <= where < end else None
        if head is None or head is mine:
            if root is None:
                root = mine
                mine.dep = "ROOT"
                continue
            head = root
        mine.head = head
        head.children.append(mine)
    return ours
