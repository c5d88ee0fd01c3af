"""Mend what the parser gets wrong around verbs of saying: what is said, and who says the second half.

News prose coordinates acts of speech over long complements ("denied it had shelled the town and accused the rebels"),
which a small parser reads as one complement.
"""

from __future__ import annotations

from kg.extract.lexicon import Frame, lexicon
from kg.extract.tokens import FINITE_TAGS, Sentence, Token
from kg.model import SpeechAct

__all__ = ["OF_CLAUSES", "repair_speech", "reports", "word_before"]

_STRONG = 3
"""Strength of a verb that reports nearly always."""
_OF_TELLING = frozenset({Frame.THAT, Frame.OBJ_THAT})
OF_CLAUSES = frozenset({Frame.THAT, Frame.QUOTE})
"""Complements that say what somebody says."""
_ANSWERS = frozenset({SpeechAct.DENY, SpeechAct.REFUSE})
_AUXILIARIES = ("aux", "auxpass")


def repair_speech(sentence: Sentence) -> None:
    """Mend one sentence's tree in place."""
    for token in sentence.tokens:
        if token.lower == "according":
            _name_behind_according(token)
        if token.tag == "NNS":
            _plural_that_is_a_verb(token)
        if token.is_full_verb:
            _verb_of_first_noun(token)
            _clause_behind_adverb(token)
            _raise_second_act(token)
            _clause_of_statement(token)
            _charge_behind_agent(token)
            _subject_behind_told(token)
            _infinitive_of_noun(token)
            _what_is_denied(token)
            _charges_pleaded_to(token)
        elif token.dep == "conj" and token.tag in ("NN", "VB", "NNP"):
            _noun_that_is_a_verb(token)


def reports(token: Token, frames: frozenset[Frame] | None = None) -> bool:
    """Whether it is a verb that reports nearly always, with one of the complements if any are given."""
    rows = lexicon().reporting_verbs.get(token.lemma.lower(), ())
    return any(row.strength >= _STRONG and (frames is None or frames & row.frames) for row in rows)


def word_before(token: Token) -> Token | None:
    """The word before it in its sentence."""
    position = token.i - token.sentence.tokens[0].i
    return token.sentence.tokens[position - 1] if position else None


def _raise_second_act(verb: Token) -> None:
    """As in "denied [it had shelled the town] and accused the rebels": who denies is who accuses.

    The second verb stands bare, where the complement's has an auxiliary that the second would need as well ("did not
    accept and refused" needs none), and takes the tense of the first verb of saying.
    """
    inner = verb.head
    if (
        verb.dep != "conj"
        or verb.tag not in ("VBD", "VBN", "VBZ", "VBP")
        or verb.child("nsubj", "nsubjpass", *_AUXILIARIES)
    ):
        return
    outer = inner.head
    if inner.dep != "ccomp" or outer.i > inner.i or not outer.is_verb or not (reports(outer) and reports(verb)):
        return
    if inner.child("auxpass") is not None and verb.tag == "VBN":
        return  # "says inspectors [have been mistreated and refused] access"
    auxiliary = inner.child(*_AUXILIARIES)
    again = verb.lemma == outer.lemma and verb.child("ccomp") is not None
    needed = auxiliary is not None and auxiliary.lemma.lower() != "do"
    if not (again or needed) or outer.tag not in FINITE_TAGS or not verb.child("dobj", "ccomp", "xcomp", "prep"):
        return
    if verb.tag in ("VBZ", "VBP") and outer.tag != verb.tag and not again:
        return
    for word in inner.all("cc"):
        if inner.i < word.i < verb.i:
            word.attach(outer, "cc")
    verb.attach(outer, "conj")


def _charges_pleaded_to(verb: Token) -> None:
    """As in "pleaded not guilty [to the charges]", where the parser hangs the charges on "guilty"."""
    plea = verb.child("acomp", "oprd", "xcomp") if verb.lemma.lower() == "plead" else None
    to = plea.prep("to") if plea is not None else None
    if to is not None:
        to.attach(verb, "prep")


def _what_is_denied(verb: Token) -> None:
    """As in "a figure that the army disputes", "a claim that the army denies": what stands before is what is denied."""
    if verb.dep not in ("relcl", "acl") or not verb.head.is_noun or verb.child("dobj", "ccomp", "xcomp", "prep"):
        return
    that = next((child for child in verb.children if child.lower in ("that", "which") and child.i < verb.i), None)
    who = verb.child("nsubj")
    rows = lexicon().reporting_verbs.get(verb.lemma.lower(), ())
    answers = any(row.speech_act in _ANSWERS and Frame.OBJ in row.frames for row in rows)
    if answers and that is not None and who is not None and who is not that:
        that.tag, that.dep, verb.dep = "WDT", "dobj", "relcl"


def _clause_of_statement(verb: Token) -> None:
    """As in "told the paper in [a statement that the case was closed]", "told [a meeting that it was over]": the clause
    is what the verb says, wherever the parser hung it behind the verb."""
    if not reports(verb, _OF_TELLING) or verb.child("ccomp", "xcomp") is not None:
        return
    for child in verb.children:
        told = child.dep == "dobj" and reports(verb, frozenset({Frame.OBJ_THAT}))
        if child.i < verb.i or not (told or child.dep == "prep"):
            continue
        for noun in child.below():
            if (told or child.lower == "with") and noun.lemma.lower() in lexicon().reporting_nouns:
                continue  # "told the story that", "agreed with claims that": the noun's own
            clause = noun.child("acl", "ccomp", "relcl") if noun.is_noun else None
            if clause is not None and clause.is_verb and _is_complement(clause):
                clause.attach(verb, "ccomp")
                return


def _is_complement(clause: Token) -> bool:
    """Whether "that" opens the clause and is no part of it: it has a subject of its own besides."""
    that = next((child for child in clause.children if child.lower == "that" and child.i < clause.i), None)
    words = [clause, *clause.all(*_AUXILIARIES)]
    has_subject = any(word.child("nsubj", "nsubjpass", "expl") is not None for word in words)
    if that is None or that.dep not in ("mark", "advmod") or not has_subject:
        return False
    that.tag, that.dep = "IN", "mark"
    return True


def _subject_behind_told(verb: Token) -> None:
    """As in "was told [the wall of water was a catastrophe]": a passive has no object left for the clause's subject."""
    thing, clause = verb.child("dobj"), verb.child("ccomp")
    if verb.lemma.lower() not in ("tell", "inform", "assure") or verb.child("auxpass") is None:
        return
    if thing is None or clause is None or clause.i < thing.i or clause.child("nsubj", "nsubjpass", "expl") is not None:
        return
    thing.attach(clause, "nsubjpass" if clause.child("auxpass") is not None else "nsubj")


def _charge_behind_agent(verb: Token) -> None:
    """As in "was accused by [prosecutors of taking bribes]": what one is accused of belongs to the verb."""
    rows = lexicon().reporting_verbs.get(verb.lemma.lower(), ())
    agent = verb.child("agent")
    who = agent.child("pobj") if agent is not None else None
    of = who.prep("of") if who is not None else None
    if of is not None and verb.prep("of") is None and any(Frame.OBJ_OF in row.frames for row in rows):
        of.attach(verb, "prep")


def _infinitive_of_noun(verb: Token) -> None:
    """As in "announced [the start of a plan to build a road]": an infinitive that the verb does not take."""
    rows = lexicon().reporting_verbs.get(verb.lemma.lower(), ())
    clause = verb.child("xcomp", "advcl")
    thing = verb.child("dobj")
    if not rows or clause is None or thing is None or clause.i < thing.i or clause.tag != "VB":
        return
    if any({Frame.TO, Frame.OBJ_TO, Frame.ON_TO} & row.frames for row in rows):
        return
    first = clause.below()[0]
    before = word_before(first)
    if first.lower == "to" and before is not None and before.is_noun and before.is_below(thing):
        clause.attach(before, "acl")


def _name_behind_according(word: Token) -> None:
    """As in "According to Rathbun the house was sold": a name that the parser takes for a verb with an object."""
    to = word.child("prep") or next((child for child in word.children if child.lower == "to"), None)
    name = to.child("pcomp") if to is not None else None
    if name is None or name.tag != "VB" or not name.text[:1].isupper():
        return
    clause = word.head
    thing = name.child("dobj")
    if thing is None or not clause.is_verb or clause.child("nsubj", "nsubjpass") is not None:
        return
    thing.attach(clause, "nsubjpass" if clause.child("auxpass") is not None else "nsubj")
    name.tag, name.lemma = "NNP", name.text
    name.attach(to or word, "pobj")


def _noun_that_is_a_verb(noun: Token) -> None:
    """As in "We condemn [the attack and demand] that they withdraw": what takes a that-clause beside a verb is one."""
    first = noun.head
    verb = first.head
    if first.dep != "dobj" or not verb.is_verb or verb.tag not in ("VBP", "VB") or noun.children:
        return
    if not reports(noun, frozenset({Frame.THAT})):
        return
    following = noun.sentence.tokens[noun.i - noun.sentence.tokens[0].i + 1 :]
    if not following or following[0].lower != "that" or following[0].dep != "mark":
        return
    clause = following[0].head
    for word in first.all("cc"):
        if word.i < noun.i:
            word.attach(verb, "cc")
    noun.tag = verb.tag
    noun.attach(verb, "conj")
    clause.attach(noun, "ccomp")


_OPENS_COMPLEMENT = {"for": Frame.FOR, "on": Frame.ON_TO, "that": Frame.THAT, "to": Frame.TO}


def _plural_that_is_a_verb(noun: Token) -> None:
    """As in "condemns [both attacks and calls] for a truce": what looks like a plural is a second verb."""
    before, words = word_before(noun), noun.sentence.tokens
    position = noun.i - words[0].i
    if noun.dep != "conj" or before is None or before.lower != "and" or position + 1 >= len(words):
        return
    frame = _OPENS_COMPLEMENT.get(words[position + 1].lower)
    if frame is None or not reports(noun, frozenset({frame})):
        return
    verb = next((above for above in noun.ancestors() if above.is_verb), None)
    if verb is None or verb.tag != "VBZ" or verb.child("nsubj") is None:
        return
    before.attach(verb, "cc")
    noun.tag = "VBZ"
    noun.attach(verb, "conj")


def _verb_of_first_noun(verb: Token) -> None:
    """As in "Turkey, whose ships wait [outside the port, called] on them to act": the noun that opens the sentence and
    has no verb of its own is the subject of the one behind the comma."""
    noun, comma = verb.sentence.root, word_before(verb)
    if not noun.is_noun or verb.tag not in ("VBD", "VBZ") or verb.dep not in ("acl", "relcl", "conj"):
        return
    if comma is None or comma.text != "," or not reports(verb) or verb.child("nsubj", "nsubjpass", *_AUXILIARIES):
        return
    if noun.i > verb.i or not verb.is_below(noun) or noun.below()[0].i != noun.sentence.tokens[0].i:
        return
    verb.attach(verb, "ROOT")
    noun.attach(verb, "nsubj")


def _clause_behind_adverb(verb: Token) -> None:
    """As in "denied [once more that they had fired]": the clause is the verb's."""
    if not reports(verb, frozenset({Frame.THAT})) or verb.child("ccomp") is not None:
        return
    for adverb in verb.all("advmod", "npadvmod"):
        clause = adverb.child("ccomp", "advcl")
        mark = clause.child("mark") if clause is not None else None
        if clause is not None and mark is not None and mark.lower == "that" and adverb.i > verb.i:
            clause.attach(verb, "ccomp")
            return
