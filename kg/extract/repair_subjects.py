"""Mend what the parser gets wrong about whose verb it is, where words about the subject stand between the two."""

from __future__ import annotations

from kg.extract.lexicon import Frame, lexicon
from kg.extract.tokens import FINITE_TAGS, Sentence, Token

__all__ = ["repair_subjects"]

_STRONG = 3
"""Strength of a verb that reports nearly always."""
_NO_SUBJECT = frozenset({"advmod", "attr", "dep", "npadvmod", "oprd"})
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})
_DONE_TO_SOMEBODY = frozenset(
    {"abduct", "acquit", "arrest", "behead", "charge", "convict", "deport", "detain", "evacuate", "execute", "expel"}
) | {"hurt", "injure", "jail", "kidnap", "kill", "murder", "rescue", "sentence", "shoot", "stab", "suspend", "wound"}
"""Verbs that need an object: without one, and without "was", their subject is who it was done to."""


def repair_subjects(sentence: Sentence) -> None:
    """Mend one sentence's tree in place."""
    for token in sentence.tokens:
        if token.is_full_verb and token.tag in FINITE_TAGS:
            _name_before_apposition(token)
            _charge_before_subject(token)
        elif token.is_full_verb and token.tag == "VBN" and token.dep == "acl":
            _verb_of_the_whole(token)
        elif token.is_full_verb and token.tag == "VBN" and token.lemma.lower() in _DONE_TO_SOMEBODY:
            _subject_of_short_passive(token)


def _subject_of_short_passive(verb: Token) -> None:
    """As in "Army says soldier killed in clash": headlines leave "was" out."""
    who = verb.child("nsubj")
    if who is not None and verb.dep in ("ROOT", "ccomp", "parataxis") and not verb.child("aux", "auxpass", "dobj"):
        who.attach(verb, "nsubjpass")


def _name_before_apposition(verb: Token) -> None:
    """As in "Otieno, a silver medallist, called it a disgrace", where the name is read as an adverb."""
    if verb.child("nsubj", "nsubjpass", "csubj", "expl", "aux") is not None:
        return
    for child in verb.children:
        if child.dep not in _NO_SUBJECT or child.i > verb.i or not child.is_noun or child.entity in _TIMES:
            continue
        apposed = child.child("appos", "relcl")
        if apposed is not None and _text_at(verb, verb.i - 1) == "," and _text_at(verb, child.i + 1) == ",":
            child.attach(verb, "nsubj")
            return


def _charge_before_subject(verb: Token) -> None:
    """As in "said the boxes were open, a claim election experts dispute", where the parser takes the claim and who
    disputes it for one phrase, and what was said for what they say."""
    who, said = verb.child("nsubj"), verb.child("ccomp")
    if who is None or said is None or verb.dep != "ROOT" or who.tag not in ("NNS", "NNPS", "NNP") or said.i > who.i:
        return
    article = who.child("det")
    charge = next((child for child in who.children if child.dep == "compound"), None)
    if article is None or charge is None or article.lower not in ("a", "an") or charge.i != article.i + 1:
        return
    row = lexicon().reporting_nouns.get(charge.lemma.lower())
    if row is None or not row.picks_up or _text_at(verb, article.i - 1) != ",":
        return
    said.attach(said, "ROOT")
    for child in [child for child in verb.children if child.i < article.i or child.dep == "punct"]:
        child.attach(said, child.dep)
    charge.attach(said, "npadvmod")
    article.attach(charge, "det")
    verb.attach(charge, "relcl")


def _verb_of_the_whole(verb: Token) -> None:
    """As in "Grantley Capital, which has bet against the bank, alleged that …", where the parser takes the verb for a
    participle and leaves the sentence without one."""
    noun = verb.head
    if noun.dep != "ROOT" or noun.head is not noun or not noun.is_noun or _text_at(verb, verb.i - 1) != ",":
        return
    rows = lexicon().reporting_verbs.get(verb.lemma.lower(), ())
    if not any(row.strength >= _STRONG and Frame.THAT in row.frames for row in rows):
        return
    between = [child for child in noun.children if noun.i < child.i < verb.i and child.dep in ("relcl", "appos")]
    if not between or verb.child("agent", "auxpass") is not None or not _has_clause(verb):
        return
    behind = [child for child in noun.children if child.i > verb.i]
    verb.attach(verb, "ROOT")
    verb.tag = "VBD"
    noun.attach(verb, "nsubj")
    for child in behind:
        child.attach(verb, child.dep)


def _has_clause(verb: Token) -> bool:
    """Whether a clause of its own stands behind it, perhaps hung on a noun: "alleged in a letter that …"."""
    clause = verb.child("ccomp")
    if clause is not None:
        return clause.child("nsubj", "nsubjpass") is not None
    return any(token.lower == "that" and token.head.is_verb and token.i > verb.i for token in verb.below())


def _text_at(token: Token, i: int) -> str:
    place = i - token.sentence.tokens[0].i
    return token.sentence.tokens[place].text if 0 <= place < len(token.sentence.tokens) else ""
