"""Mend what a small statistical parser gets wrong most often in news prose, by agreement of verb forms."""

from __future__ import annotations

from kg.extract.lexicon import lexicon
from kg.extract.tokens import FINITE_TAGS, Sentence, Token

__all__ = ["is_finite", "repair"]


def repair(sentence: Sentence) -> None:
    """Mend one sentence's tree in place."""
    for token in sentence.tokens:
        if token.dep == "conj" and token.is_verb:
            _lift_finite_conjunct(token)
            _lower_bare_conjunct(token)
            _lower_parallel_clause(token)
            _lower_to_complement(token)
        elif token.dep == "advcl" and token.tag == "VBG":
            _lift_participle_of_saying(token)
            _give_subject_back(token)


def is_finite(verb: Token) -> bool:
    """Whether the verb, or an auxiliary or modal of it, is finite: such a verb cannot be coordinated with one
    that is not."""
    if verb.tag in ("VBD", "VBZ", "VBP"):
        return True
    return any(child.dep in ("aux", "auxpass") and child.tag in FINITE_TAGS for child in verb.children)


def _lift_finite_conjunct(verb: Token) -> None:
    """As in "did not accept the request [to operate … and refused]": a finite verb goes with a finite one."""
    if not is_finite(verb) or is_finite(verb.head) or verb.child("nsubj", "nsubjpass"):
        return
    first = verb.head
    for candidate in first.ancestors():
        if candidate.is_verb and is_finite(candidate) and candidate.i < first.i:
            _move_coordinator(verb, first, candidate)
            verb.attach(candidate, "conj")
            return


def _lift_participle_of_saying(verb: Token) -> None:
    """As in "The union claims bosses tore up the deal, accusing them of lies": who claims is who accuses."""
    inner = verb.head
    outer = inner.head
    if inner.dep != "ccomp" or not outer.is_verb or outer.i > inner.i or verb.i < inner.i:
        return
    words = lexicon().reporting_verbs
    saying = any(row.strength >= 3 for row in words.get(verb.lemma.lower(), ()))
    said = any(row.strength >= 3 for row in words.get(outer.lemma.lower(), ()))
    comma = verb.sentence.tokens[verb.i - verb.sentence.tokens[0].i - 1].text == ","
    if saying and said and comma:
        verb.attach(outer, "advcl")


def _give_subject_back(participle: Token) -> None:
    """As in "While condemning [the attack, Moscow and Beijing] insist": what stands between the comma and a main verb
    without a subject is its subject."""
    verb, thing = participle.head, participle.child("dobj")
    if participle.i > verb.i or thing is None or not is_finite(verb) or verb.child("nsubj", "nsubjpass", "expl"):
        return
    words = verb.sentence.tokens
    for name in thing.all("appos", "conj"):
        phrase = name.below()
        position = phrase[0].i - words[0].i
        if position and words[position - 1].text == "," and phrase[-1].i == verb.i - 1:
            name.attach(verb, "nsubjpass" if verb.child("auxpass") is not None else "nsubj")
            return


def _lower_bare_conjunct(verb: Token) -> None:
    """As in "said she wanted to speak and [let them know]": a bare infinitive goes with an infinitive or modal."""
    if verb.tag != "VB" or verb.head.tag == "VB" or is_finite(verb) or verb.child("aux", "nsubj", "expl"):
        return
    first = verb.head
    if any(child.tag == "MD" for child in first.children):
        return
    fitting = [t for t in first.below() if first.i < t.i < verb.i and t.tag == "VB" and t.child("aux") is not None]
    fitting = [t for t in fitting if not t.is_below(verb)]
    if fitting:
        _move_coordinator(verb, first, fitting[-1])
        verb.attach(fitting[-1], "conj")


def _lower_to_complement(verb: Token) -> None:
    """As in "says [she wants peace but was ready to fight]": what is said goes on, where the tense is not that of the
    verb of saying and the second verb says nothing."""
    outer = verb.head
    inner = outer.child("ccomp")
    if outer.tag != "VBZ" or verb.tag != "VBD" or inner is None or not outer.i < inner.i < verb.i:
        return
    words = lexicon().reporting_verbs
    if verb.child("nsubj", "nsubjpass", "expl") or outer.lemma.lower() not in words or verb.lemma.lower() in words:
        return
    _move_coordinator(verb, outer, inner)
    verb.attach(inner, "conj")


def _lower_parallel_clause(verb: Token) -> None:
    """As in "an inquiry into how [two were killed and others were hurt]": two passives side by side, no comma."""
    who, auxiliary = verb.child("nsubjpass"), verb.child("auxpass")
    first = verb.head
    if who is None or auxiliary is None or first.child("auxpass") is not None:
        return
    words = verb.sentence.tokens
    opening = who.below()[0].i - words[0].i
    if opening < 2 or words[opening - 1].lower != "and" or words[opening - 2].text == ",":
        return
    fitting = [t for t in words if first.i < t.i < who.i and t.is_below(first) and not t.is_below(verb)]
    fitting = [t for t in fitting if (other := t.child("auxpass")) is not None and other.lower == auxiliary.lower]
    if fitting:
        words[opening - 1].attach(fitting[-1], "cc")
        verb.attach(fitting[-1], "conj")


def _move_coordinator(verb: Token, old: Token, new: Token) -> None:
    for word in old.all("cc"):
        if old.i < word.i < verb.i:
            word.attach(new, "cc")
