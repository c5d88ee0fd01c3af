"""How a proposition is put: does it hold, will it, might it, and how sure is the one who says so?"""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.lexicon import HedgeEffect, WordList, lexicon
from kg.extract.presupposed import (
    is_called_for,
    is_known,
    is_merely_thought_of,
    is_merely_weighed,
    is_presupposed,
    is_prospect,
)
from kg.extract.tokens import Token
from kg.model import Certainty, Realis

__all__ = [
    "certainty",
    "conditions",
    "is_announced",
    "is_attempted",
    "is_decreed",
    "is_negative",
    "is_realised",
    "realis",
]

_HYPOTHETICAL_MODALS = frozenset({"would", "could", "might", "may", "can", "ought", "should"})
_FUTURE_MODALS = frozenset({"will", "shall"})
_POSSIBLE_MODALS = frozenset({"might", "may", "could"})
_CONDITION_MARKS = frozenset({"if", "unless", "provided", "providing", "until", "once", "should"})
_CONDITIONAL = frozenset({"conditional", "contingent", "dependent", "conditioned"})
_DEPENDING = frozenset({"depend", "hinge", "hang", "rest"})
_PREPOSITIONS_OF_FACT = frozenset(
    {
        "after",
        "by",
        "of",
        "for",
        "since",
        "in",
        "with",
        "over",
        "following",
        "despite",
        "from",
        "about",
        "on",
        "upon",
        "while",
    }
)
_UNREAL_MARKS = frozenset({"if", "unless", "whether", "until", "lest"})
_PARTICIPLES = frozenset({"pcomp", "xcomp", "advcl", "conj", "acl"})
_ARRANGED = frozenset({"due", "set", "scheduled", "slated"})
_DEEPEST = 8
"""How many verbs up it is looked whether something is told of as real."""
_UNREAL_PREPOSITIONS = frozenset({"without", "before", "instead", "against"})


def is_negative(head: Token) -> bool:
    """Whether the proposition is negated by its grammar, or by a verb that says its complement does not hold."""
    if head.is_verb or head.tag == "MD":
        if grammar.is_negated(head):
            return True
        if grammar.is_stopped_short_of(head):
            return True
        above = head.head
        return head.dep == "xcomp" and above.is_verb and _implies_not(above) and not grammar.is_negated(above)
    if any(child.dep in ("det", "neg") and child.lower in ("no", "neither") for child in head.children):
        return True
    return _behind_without(head) or _is_undone(head)


def _is_undone(noun: Token) -> bool:
    """As in "did not reach an agreement", "averted an attack"; what is spoken of as known ("the attack") stays."""
    verb = noun.head
    if noun.dep not in ("dobj", "nsubjpass") or not verb.is_verb or is_known(noun):
        return False
    return is_negative(verb) or (_implies_not(verb) and not grammar.is_negated(verb))


def _behind_without(noun: Token) -> bool:
    """As in "without an agreement", "without reaching an agreement"."""
    token = noun
    for _ in range(3):
        if token.dep == "pobj" and token.head.lower == "without":
            return True
        if token.dep == "pcomp" and token.head.lower == "without":
            return True
        if token.dep not in ("dobj", "pobj", "pcomp", "nsubj", "nsubjpass"):
            return False
        token = token.head
    return False


def _implies_not(verb: Token) -> bool:
    hedge = lexicon().hedges.get(verb.lemma.lower())
    return hedge is not None and hedge.effect is HedgeEffect.IMPLICATIVE_NEGATIVE


def realis(head: Token) -> Realis:
    """How the proposition is put by its own clause and what it depends on up to the next clause of saying."""
    verb = grammar.clause_verb(head)
    word = grammar.modal(verb)
    if word in _FUTURE_MODALS or _is_going_to(verb):
        return Realis.FUTURE
    if word == "would" and _is_said_before(verb) and not conditions(verb):
        return Realis.FUTURE
    if word in _HYPOTHETICAL_MODALS or grammar.mark(verb) in _CONDITION_MARKS - {"once", "until"}:
        return Realis.HYPOTHETICAL
    if conditions(verb):
        return Realis.HYPOTHETICAL
    if verb.tag == "VB" and grammar.has_to(verb):
        return Realis.HYPOTHETICAL
    return Realis.ACTUAL


def _is_going_to(verb: Token) -> bool:
    above = verb.head
    if verb.lower == "going" and verb.child("xcomp") is not None:
        return True
    return verb.dep == "xcomp" and above.lower == "going" and above.child("aux") is not None


def _is_said_before(verb: Token) -> bool:
    """Whether the clause reports in the past what was said of the future: "said it would reopen"."""
    return verb.dep == "ccomp" and verb.head.tag in ("VBD", "VBN")


def is_realised(token: Token) -> bool:
    """Whether the event of this word is told of as having happened, happening, or (negated) as not having: not as
    demanded, feared, promised, possible or depending on something."""
    verb: Token | None = grammar.clause_verb(token)
    if token.is_noun and is_presupposed(token):
        return True
    if token.is_noun and is_called_for(token):
        return False
    if token.is_noun and (is_merely_weighed(token) or is_merely_thought_of(token)):
        return False
    for _ in range(_DEEPEST):
        if verb is None or not verb.is_verb:
            return True
        if _is_put_as_unreal(verb):
            return False
        if _is_bare(verb):
            coordinated = verb.dep == "conj" and verb.head.is_verb
            if not coordinated and not _is_made_real(verb) and not _did_not_happen(verb):
                return False
            verb = verb.head
        elif verb.tag == "VBG" and verb.dep in _PARTICIPLES:
            if verb.dep == "pcomp" and verb.head.lower in _UNREAL_PREPOSITIONS:
                return verb.head.lower == "without"
            if verb.dep == "pcomp" and (verb.head.lower not in _PREPOSITIONS_OF_FACT or is_prospect(verb.head.head)):
                return False
            verb = next((above for above in verb.ancestors() if above.is_verb), None)
        else:
            return True
    return True


_RALLY = frozenset({"assemble", "gather", "march", "rally"})


def _is_command(verb: Token) -> bool:
    """As in "Don't shoot"."""
    alone = verb.child("nsubj", "nsubjpass", "csubj", "expl") is None and verb.dep in ("ROOT", "ccomp", "parataxis")
    return verb.tag == "VB" and alone and not grammar.has_to(verb) and grammar.modal(verb) is None


def _is_put_as_unreal(verb: Token) -> bool:
    """By a modal, a mark such as "if", a condition, or because it is told somebody to do."""
    if _is_command(verb):
        return True
    if grammar.modal(verb) in _HYPOTHETICAL_MODALS | _FUTURE_MODALS | {"must"}:
        return True
    return grammar.mark(verb) in _UNREAL_MARKS or bool(conditions(verb))


def _is_bare(verb: Token) -> bool:
    """An infinitive, with or without "to"."""
    if grammar.has_to(verb):
        # "claimed to have captured" tells of what was done.
        return not any(child.dep == "aux" and child.lower == "have" for child in verb.children)
    return verb.tag == "VB" and verb.dep in ("ccomp", "xcomp", "conj") and not _has_finite_aux(verb)


def _is_made_real(verb: Token) -> bool:
    if verb.lemma.lower() in ("protest", "demonstrate") and (verb.dep == "advcl" or verb.head.lemma.lower() in _RALLY):
        return True  # who blocks a road, or gathers, to protest does so
    return verb.dep == "xcomp" and verb.head.lemma.lower() in lexicon().lists[WordList.REALISING_VERB]


def _did_not_happen(verb: Token) -> bool:
    """As in "failed to reach": told of as not having happened; what is refused is told of by the refusal."""
    above = verb.head
    return verb.dep == "xcomp" and _implies_not(above) and above.lemma.lower() not in lexicon().reporting_verbs


def is_attempted(token: Token) -> bool:
    """Whether somebody tries or tried it: "were attempting to kill"."""
    verb = grammar.clause_verb(token)
    above = verb.head
    if not grammar.has_to(verb):
        return False
    if verb.dep == "acl":
        return above.lemma.lower() in ("attempt", "bid", "effort") and is_realised(above)
    tried = verb.dep == "xcomp" and above.lemma.lower() in ("attempt", "try")
    return tried and not grammar.is_negated(above) and is_realised(above)


def is_announced(token: Token) -> bool:
    """Whether the event is told of as going to happen, plainly: "will provide", not "would if", "may", "will not"."""
    verb = grammar.clause_verb(token)
    whole = token.head.head if token.dep == "pobj" and token.head.lower == "of" else token  # "tons of aid"
    if token.is_noun and whole.dep not in ("dobj", "nsubjpass", "dative"):
        return False
    above = verb.head
    if verb.dep == "xcomp" and grammar.has_to(verb) and (above.lower in _ARRANGED or _is_to(verb)):
        return not grammar.is_negated(above) and not conditions(above)
    plain = grammar.modal(verb) in _FUTURE_MODALS and not grammar.is_negated(verb) and not conditions(verb)
    return plain and grammar.mark(verb) not in ("if", "unless", "whether", "until", "when", "once")


def is_decreed(token: Token) -> bool:
    """Whether somebody in power says or has decided that it is going to be done, without conditions: "will ban",
    "said it would ban", "the decision to ban"; what is decreed takes effect by that."""
    verb = grammar.clause_verb(token)
    top = verb
    while top.dep == "conj" and top.head.is_verb:
        top = top.head
    if conditions(top) or conditions(verb) or grammar.is_negated(verb):
        return False
    above = top.head
    if grammar.has_to(top) or grammar.has_to(verb):
        return (top.dep == "acl" and above.lemma.lower() in ("decision", "order")) or (
            top.dep == "xcomp" and above.lemma.lower() in ("decide",) and is_realised(above)
        )
    if grammar.modal(top) in _FUTURE_MODALS:
        return grammar.mark(top) not in _UNREAL_MARKS
    return grammar.modal(top) == "would" and top.dep == "ccomp" and above.is_verb


def _is_to(verb: Token) -> bool:
    """As in "they are to meet"."""
    return verb.head.lower in ("is", "are", "was", "were") and verb.head.child("acomp", "attr", "dobj") is None


def _has_finite_aux(verb: Token) -> bool:
    return any(child.dep in ("aux", "auxpass") and child.tag in ("VBD", "VBZ", "VBP", "MD") for child in verb.children)


def certainty(head: Token, given: Certainty) -> Certainty:
    """How sure the claimant sounds: modals and adverbs of the proposition first, then the verb of saying."""
    verb = grammar.clause_verb(head)
    if grammar.modal(verb) in _POSSIBLE_MODALS:
        return Certainty.POSSIBLE
    for child in verb.children:
        if (
            child.dep in ("advmod", "acomp", "oprd")
            and (hedge := lexicon().hedges.get(child.lower)) is not None
            and (hedge.effect in (HedgeEffect.HEDGE, HedgeEffect.BOOST))
        ):
            return hedge.certainty
    return given


def conditions(verb: Token) -> list[Token]:
    """Heads of what the proposition depends on: "if the talks failed", "conditional on concrete actions"."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep == "advcl" and child.is_verb and _is_condition(child):
            found.append(child)
        elif child.dep in ("acomp", "oprd", "attr") and child.lower in _CONDITIONAL:
            found += _after_on(child) or _after_on(verb)
        elif (
            child.dep == "prep"
            and child.lower in ("without", "barring")
            and child.child("pobj") is not None
            and grammar.modal(verb)
        ):
            found.append(child.child("pobj") or child)
    if verb.lemma.lower() in _DEPENDING:
        found += _after_on(verb)
    return found


def _is_condition(clause: Token) -> bool:
    return any(
        child.lower in _CONDITION_MARKS and child.dep in ("mark", "advmod", "prep") for child in clause.children
    ) and not any(child.lower in ("even", "as") and child.dep == "advmod" for child in clause.children)


def _after_on(word: Token) -> list[Token]:
    return [
        named
        for child in word.children
        if child.dep == "prep" and child.lower in ("on", "upon") and (named := child.child("pobj", "pcomp")) is not None
    ]
