"""Mend what the parser gets wrong about what a verb acts on: participles taken for adjectives, objects for subjects."""

from __future__ import annotations

from kg.extract.lexicon import Frame, lexicon
from kg.extract.tokens import Sentence, Token

__all__ = ["repair_objects"]

_BLAMING = frozenset({Frame.OBJ_OF, Frame.OBJ_FOR})
_TAKING_CLAUSES = frozenset({"get", "have", "hear", "help", "keep", "leave", "let", "make", "notice", "see", "watch"})
"""Verbs that take a clause without "that": "heard shots fired"."""


def repair_objects(sentence: Sentence) -> None:
    """Mend one sentence's tree in place."""
    for token in sentence.tokens:
        if token.tag == "VBG" and token.dep == "amod":
            _deed_behind_of(token)
        elif token.is_full_verb:
            _object_with_participle(token)
            _clause_of_claim(token)


def _deed_behind_of(participle: Token) -> None:
    """As in "accused police of [looting homes]": what they are accused of is a deed, not homes, and no part of who they
    are."""
    thing = participle.head
    prep = thing.head
    whom = prep.head
    verb = whom.head if whom.dep == "dobj" else whom
    rows = lexicon().reporting_verbs.get(verb.lemma.lower(), ())
    if thing.dep != "pobj" or prep.i != participle.i - 1 or not any(row.frames & _BLAMING for row in rows):
        return
    prep.attach(verb, "prep")
    participle.attach(prep, "pcomp")
    thing.attach(participle, "dobj")


def _object_with_participle(verb: Token) -> None:
    """As in "freed [one of three sailors] abducted in May", where the parser takes a participle for the verb of a
    clause."""
    clause = verb.child("ccomp")
    known = verb.lemma.lower() in lexicon().reporting_verbs or verb.lemma.lower() in _TAKING_CLAUSES
    if clause is None or known or clause.tag not in ("VBD", "VBN") or verb.child("dobj") is not None:
        return
    thing = clause.child("nsubj", "nsubjpass")
    if thing is None or not verb.i < thing.i < clause.i or clause.child("mark", "aux", "auxpass", "dobj", "ccomp"):
        return
    if thing.below()[0].i != verb.i + 1:
        return
    thing.attach(verb, "dobj")
    clause.tag = "VBN"
    clause.attach(thing, "acl")


def _clause_of_claim(verb: Token) -> None:
    """As in "agreed with his [claims that the press is biased]": the clause is the noun's."""
    clause = verb.child("ccomp")
    if clause is None:
        return
    mark = clause.child("mark")
    for prep in verb.all("prep"):
        noun = prep.child("pobj") if prep.lower == "with" else None
        row = lexicon().reporting_nouns.get(noun.lemma.lower()) if noun is not None else None
        if noun is None or row is None or Frame.THAT not in row.frames or not row.picks_up:
            continue
        if mark is not None and mark.lower == "that" and mark.i == noun.i + 1:
            clause.attach(noun, "acl")
            return
