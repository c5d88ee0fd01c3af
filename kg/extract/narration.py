"""What the article says in its own voice: every finite clause outside the words of others."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.attribution import Attribution, Scene
from kg.extract.repair import is_finite
from kg.extract.tokens import Token
from kg.model import Span

__all__ = ["narrator_clauses"]

_OWN_CLAUSE = ("ROOT", "conj", "advcl", "parataxis", "ccomp")


def narrator_clauses(scene: Scene, attributions: list[Attribution]) -> Iterator[tuple[Token, tuple[Span, ...]]]:
    """Head and words of each proposition that the article itself puts forward, in order."""
    cues = {attribution.head.i for attribution in attributions}
    for sentence in scene.sentences:
        heads = [token for token in sentence.tokens if _is_clause(token)]
        members = {token.i for token in heads}
        for head in heads:
            if head.i in cues or _attributed(head, attributions) or scene.quotations.at(head.start) is not None:
                continue
            if _is_condition(head):
                continue
            words = head.below(lambda token: token.i not in members and token.i not in cues)
            words = [token for token in words if not (token.head is head and token.dep in ("cc", "mark"))]
            spans = tuple(
                span for span in scene.spans(words) if not any(span.overlaps(one) for a in attributions for one in a.contents)
            )
            if spans:
                yield head, spans


def _is_clause(token: Token) -> bool:
    if token.dep == "ROOT":
        return token.is_verb or token.is_noun
    if not token.is_verb or token.dep not in _OWN_CLAUSE:
        return False
    return is_finite(token) and (token.dep == "conj" or token.child("nsubj", "nsubjpass", "expl", "csubj") is not None)


def _is_condition(token: Token) -> bool:
    return token.dep == "advcl" and grammar.mark(token) in ("if", "unless", "whether", "until")


def _attributed(token: Token, attributions: list[Attribution]) -> bool:
    return any(attribution.covers(token.span) for attribution in attributions)
