"""Attributions whose cue is an adjective: "is confident that", "were concerned the army would"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.attribution import Attribution, Scene, cue_span
from kg.extract.lexicon import ReportingAdjective, lexicon
from kg.extract.tokens import Token
from kg.extract.verbal import is_performed
from kg.model import Polarity

__all__ = ["predicative_attributions"]

_COPULAS = frozenset({"be", "remain", "feel", "become", "seem", "appear", "sound", "stay"})
_DENYING = {"sure", "certain", "confident", "convinced", "aware"}
"""Behind a "not", these leave the clause open or deny it: nothing is held of it."""


def predicative_attributions(scene: Scene, taken: set[int]) -> Iterator[Attribution]:
    """Attributions by adjectives that take a finite clause, where somebody is said to hold it."""
    for sentence in scene.sentences:
        for token in sentence.tokens:
            row = lexicon().reporting_adjectives.get(token.lower)
            if row is not None and token.i not in taken and token.tag in ("JJ", "VBN", "VBD"):
                found = _attribution(scene, token, row)
                if found is not None:
                    yield found


def _attribution(scene: Scene, word: Token, row: ReportingAdjective) -> Attribution | None:
    verb = _copula(word)
    clause = _clause(word, verb)
    if verb is None or clause is None or verb.i > word.i:
        return None
    holder = word if verb.dep in ("aux", "auxpass") else verb
    who = holder.child("nsubj", "nsubjpass") or verb.child("nsubj") or grammar.subject(holder)
    if who is None or who.lower in ("it", "there", "what") or not is_performed(holder):
        return None
    if grammar.is_negated(holder) and row.lemma in _DENYING:
        return None
    words = [t for t in clause.below() if not (t.head is clause and t.dep == "mark")]
    contents = scene.spans(words)
    group = [t for t in grammar.verb_group(verb) if t.i < word.i] or [verb]
    found = Attribution(
        head=word,
        cue=cue_span([min([*group, verb], key=lambda t: t.i), word]),
        act=row.speech_act,
        rule=f"adjective:{row.lemma}",
        contents=contents,
        content_heads=[clause, *[child for child in clause.children if child.dep == "conj" and child.is_verb]],
        certainty=row.certainty,
        denying=row.polarity is Polarity.NEGATIVE,
        strength=row.strength,
    )
    if not contents or any(one.overlaps(found.cue) for one in contents):
        return None
    found.source = scene.source(who, found)
    found.claimant = grammar.antecedent(who, holder)
    return found


def _copula(word: Token) -> Token | None:
    if word.dep in ("acomp", "oprd", "attr") and word.head.lemma.lower() in _COPULAS:
        return word.head
    be = word.child("auxpass")
    return be if be is not None and word.is_verb and grammar.by_agent(word) is None else None


def _clause(word: Token, verb: Token | None) -> Token | None:
    """The clause that follows the adjective; the parser hangs it on either word."""
    for above in (word, verb):
        for child in above.children if above is not None else ():
            if child.dep in ("ccomp", "advcl") and child.i > word.i and child.is_verb:
                mark = grammar.mark(child)
                bare = mark is None and child.child("nsubj", "nsubjpass") is not None and child.dep == "ccomp"
                if mark == "that" or bare:
                    return child
    return None
