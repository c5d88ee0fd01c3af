"""How a description of an actor reads: its words without article, apposition and relative clause."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.lexicon import ActorNoun, lexicon
from kg.extract.tokens import Token
from kg.model import Span

__all__ = ["actor_noun", "label_of", "label_span", "label_words"]

_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "some"}
)


def actor_noun(token: Token) -> ActorNoun | None:
    """The lexicon's row for a common noun for somebody."""
    return lexicon().actor_nouns.get(token.lemma.lower()) or lexicon().actor_nouns.get(token.lower)


def label_words(token: Token) -> list[Token]:
    """The words of the phrase with this head that describe its actor, as they stand together."""

    def keep(below: Token) -> bool:
        if below.dep in ("relcl", "appos", "conj", "cc", "punct", "parataxis", "preconj"):
            return below.dep == "punct" and below.text == "-"
        if below.dep == "prep" and below.child("pcomp") is not None:
            return False  # "accused the rebels [of using civilians]" is hung on the rebels at times
        if below.dep == "prep" and (when := below.child("pobj")) is not None and when.entity in ("DATE", "TIME"):
            return False  # "police [on Sunday night] used tear gas"
        return not (below.dep in ("acl", "advcl") and below.tag in ("VBG", "VBN", "VBD") and below.i > token.i)

    words = grammar.trim(token.below(keep)) or [token]
    while len(words) > 1 and words[0].lower in _DETERMINERS:
        words.pop(0)
    contiguous = [words[0]]
    for word in words[1:]:
        gap = word.i - contiguous[-1].i
        if gap > 1 and word.i > token.i:
            break
        contiguous.append(word)
    return contiguous


def label_span(token: Token) -> Span:
    """Where they stand."""
    words = label_words(token)
    return Span(words[0].start, words[-1].end)


def label_of(token: Token, text: str) -> str:
    """How they read, without a possessive ending."""
    span = label_span(token)
    return " ".join(span.of(text).split()).removesuffix("’s").removesuffix("'s")
