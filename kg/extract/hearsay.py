"""Attributions without a verb of saying: "according to X", "in X's words", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.attribution import Attribution, Scene, cue_span
from kg.extract.lexicon import HedgeEffect, HedgeKind, WordList, lexicon
from kg.extract.tokens import Token
from kg.model import Certainty, Span, SpeechAct

__all__ = ["hearsay_attributions"]


def hearsay_attributions(scene: Scene) -> Iterator[Attribution]:
    """Attributions by prepositions and adverbs."""
    for sentence in scene.sentences:
        for token in sentence.tokens:
            if token.lower == "according":
                found = _according_to(scene, token)
            elif token.lower in ("quoted", "cited") and token.dep in ("acl", "advcl"):
                found = _quoted_by(scene, token)
            elif token.lower in ("in", "by") and token.dep == "prep":
                found = _in_the_words_of(scene, token)
            elif token.tag == "RB" and _is_hearsay(token):
                found = _adverb(scene, token)
            else:
                found = None
            if found is not None:
                yield found


def _according_to(scene: Scene, word: Token) -> Attribution | None:
    to = word.prep("to") or next((child for child in word.children if child.lower == "to"), None)
    named = to.child("pobj", "pcomp") if to is not None else None
    if to is None or named is None:
        return None
    return _from_phrase(scene, word, cue_span([word, to]), named, grammar.noun_phrase(named), "according to")


def _quoted_by(scene: Scene, verb: Token) -> Attribution | None:
    """As in "Nazer, quoted by the agency, said …": the agency passes on what he said."""
    who = grammar.by_agent(verb)
    saying = verb.head.head if verb.head.dep == "nsubj" else verb.head
    if who is None or not saying.is_verb or saying.lemma.lower() not in lexicon().reporting_verbs:
        return None
    found = _from_phrase(scene, verb, verb.span, who, grammar.noun_phrase(who), "quoted by")
    if found is not None:
        found.act = SpeechAct.REPORT
    return found


def _in_the_words_of(scene: Scene, word: Token) -> Attribution | None:
    noun = word.child("pobj")
    if noun is None or noun.lemma.lower() not in lexicon().lists[WordList.VIEW_NOUN]:
        return None
    owner = noun.child("poss")
    of = noun.prep("of")
    if owner is None and of is not None:
        owner = of.child("pobj")
    if owner is None or (noun.lemma == "word" and noun.tag != "NNS"):
        return None
    cue = noun.span if owner.i < noun.i else Span(word.start, noun.end)
    return _from_phrase(scene, word, cue, owner, owner.below(), f"{word.lower} the {noun.lemma} of")


def _from_phrase(
    scene: Scene, top: Token, cue: Span, named: Token, source_words: list[Token], rule: str
) -> Attribution | None:
    """What is said is the clause on which the phrase hangs, without the phrase."""
    phrase = {token.i for token in top.below()}
    clause = grammar.clause_verb(top.head) if top.head is not top else None
    if clause is None or clause.i in phrase or not clause.is_verb:
        return None
    inner = _said_clause(clause, top)
    words = [token for token in inner.below(lambda token: token is not top) if token.i not in phrase]
    contents = scene.spans(words)
    if not contents:
        return None
    source = scene.spans(source_words)
    return Attribution(
        head=top,
        cue=cue,
        act=SpeechAct.ASSERT,
        rule=f"phrase:{rule}",
        contents=contents,
        content_heads=[inner, *[child for child in inner.children if child.dep == "conj" and child.is_verb]],
        claimant=named,
        source=source[0] if source else None,
    )


def _said_clause(clause: Token, top: Token) -> Token:
    """The whole sentence where the phrase opens or closes it, else the clause around it."""
    root = clause.sentence.root
    sentence = clause.sentence.tokens
    opens = top.i <= sentence[0].i + 1
    return root if opens and root.is_verb else clause


def _is_hearsay(token: Token) -> bool:
    hedge = lexicon().hedges.get(token.lower)
    return hedge is not None and hedge.effect is HedgeEffect.HEARSAY and hedge.kind is HedgeKind.ADVERB


def _adverb(scene: Scene, adverb: Token) -> Attribution | None:
    verb = grammar.clause_verb(adverb.head)
    if not verb.is_verb:
        return None
    words = verb.below(lambda token: token is not adverb and not (token.dep in ("mark", "cc") and token.head is verb))
    contents = scene.spans(words)
    if not contents:
        return None
    return Attribution(
        head=adverb,
        cue=adverb.span,
        act=SpeechAct.ASSERT,
        rule=f"adverb:{adverb.lower}",
        contents=contents,
        content_heads=[verb],
        certainty=Certainty.POSSIBLE,
        hearsay=True,
        strength=2,
    )
