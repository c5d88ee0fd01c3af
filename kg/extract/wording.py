"""How a description of an actor reads: its words without article, apposition and relative clause."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.lexicon import ActorNoun, NounKind, WordList, lexicon
from kg.extract.tokens import Token
from kg.model import Span

__all__ = ["actor_noun", "is_generic", "is_statement", "label_of", "label_span", "label_words"]

_BODIES = frozenset({NounKind.ORGANIZATION, NounKind.GOVERNMENT, NounKind.ARMED_FORCE, NounKind.BODY})
_BETWEEN = frozenset({"of", "for", "the", "and", "&", "on", "to", "in"})
"""What a name is held together by."""
_DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "some"}
)


def actor_noun(token: Token) -> ActorNoun | None:
    """The lexicon's row for a common noun for somebody."""
    return lexicon().actor_nouns.get(token.lemma.lower()) or lexicon().actor_nouns.get(token.lower)


def is_statement(token: Token) -> bool:
    """Whether it is a common noun for what is written or said, as in "a statement saying that …"."""
    noun = actor_noun(token) if token.is_noun else None
    return noun is not None and noun.kind is NounKind.DOCUMENT


def is_generic(name: str) -> bool:
    """Whether all words of a name only say what kind of body bears it: "Ministry of Trade", "Supreme Court".

    "International" is no such word: of an International Court there is one.
    """
    words = [word.lower().removesuffix("'s").removesuffix("’s") for word in name.split()]
    told = [word for word in words if word not in _BETWEEN]
    nouns = [lexicon().actor_nouns.get(word) for word in told]
    purposes = lexicon().lists[WordList.PORTFOLIO_WORD]
    is_body = any(noun is not None and noun.kind in _BODIES for noun in nouns)
    return is_body and all(noun is not None or word in purposes for noun, word in zip(nouns, told, strict=True))


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
