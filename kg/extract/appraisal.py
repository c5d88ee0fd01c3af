"""Praise and blame in what somebody calls somebody or something: "called the ruling a disgrace"."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.attribution import Attribution
from kg.extract.lexicon import WordList, lexicon
from kg.extract.tokens import Token
from kg.model import SpeechAct

__all__ = ["appraisal"]

_TELLING_WHICH = frozenset({"prep", "relcl", "acl"})
_NAMING = ("/small", "/as")
_BLAMELESS = frozenset(
    {"accident", "atmosphere", "climate", "condition", "damage", "disaster", "disease", "earthquake", "economy"}
    | {"flood", "injury", "market", "mood", "outbreak", "outlook", "pain", "scene", "situation", "storm", "weather"}
)
"""What is bad without anybody's doing: who calls it so blames nobody."""
_BELITTLING = frozenset({"alleged", "hardly", "less", "least", "never", "no", "not", "so-called"})


def appraisal(attribution: Attribution, head: Token) -> SpeechAct | None:
    """Condemning or praising, where the words that a neutral verb gives its object do so; None otherwise.

    head is the head of the object: "the [ruling] a disgrace".
    """
    if not attribution.rule.endswith(_NAMING) or head.lemma.lower() in _BLAMELESS:
        return None
    words = [token for token in attribution.sentence.tokens if token.i > head.i and _is_in(token, attribution)]
    words = [token for token in words if not _is_behind(token, head)]
    lemmas = {token.lemma.lower() for token in words} | {token.lower for token in words}
    if lemmas & _BELITTLING or grammar.is_negated(attribution.head):
        return None
    lists = lexicon().lists
    if lemmas & lists[WordList.BLAMING_WORD]:
        return SpeechAct.CONDEMN
    return SpeechAct.PRAISE if lemmas & lists[WordList.PRAISING_WORD] else None


def _is_in(token: Token, attribution: Attribution) -> bool:
    return any(span.start <= token.start < span.end for span in attribution.contents)


def _is_behind(token: Token, head: Token) -> bool:
    """Whether the word is part of a prepositional phrase or clause that only tells which object is meant."""
    around = (token, *token.ancestors())
    return any(one.head is head and one.dep in _TELLING_WHICH and one.lower != "as" for one in around)
