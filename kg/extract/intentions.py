"""What somebody wants or is ready to do, as an event of its own: a commitment where it is for others, a threat where
it is against them."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.lexicon import lexicon
from kg.extract.tokens import Token
from kg.model import EventType

__all__ = ["intended_type", "who_intends"]

_WISHING = frozenset({"want", "wish", "seek"})
_READY = frozenset({"determined", "eager", "keen", "open", "prepared", "ready", "willing"})
_KINDLY = frozenset(
    {EventType.AGREE, EventType.AID, EventType.CONCEDE, EventType.CONSULT, EventType.COOPERATE, EventType.RETREAT}
)
_UNKINDLY = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION})
_MENDING = frozenset(
    {"avoid", "calm", "cool", "defuse", "ease", "end", "improve", "lower", "mend", "overcome", "reduce", "resolve"}
    | {"restore", "settle", "solve"}
)
_TROUBLE = frozenset(
    {"conflict", "confrontation", "crisis", "difference", "dispute", "feud", "issue", "problem", "relation"}
    | {"relationship", "row", "standoff", "stand-off", "tension", "tie", "violence", "war"}
)
_STRIKING_BACK = frozenset({"retaliate", "respond", "react", "fight", "strike", "hit", "defend"})
_AGAINST_WHAT = frozenset({"aggression", "attack", "force", "incursion", "invasion", "provocation", "strike", "war"})


def intended_type(token: Token) -> EventType | None:
    """The type of the event that the word for wanting or being ready makes of what is wanted: "wants to resolve the
    dispute", "is ready to talk", "prepared to respond to any attack"."""
    wishes = token.is_full_verb and token.lemma.lower() in _WISHING
    ready = token.tag in ("JJ", "VBN") and token.lower in _READY and token.dep in ("acomp", "conj", "oprd", "ROOT")
    if not (wishes or ready) or grammar.is_negated(token if wishes else token.head):
        return None
    deed = token.child("xcomp")
    if deed is None or not grammar.has_to(deed) or (wishes and deed.child("nsubj") is not None):
        return None
    return _kind_of(deed, ready=ready)


def _kind_of(deed: Token, *, ready: bool) -> EventType | None:
    lemma = deed.lemma.lower()
    things = {thing.lemma.lower() for thing in grammar.objects(deed)}
    answered = {
        named.lemma.lower()
        for prep in deed.all("prep")
        if prep.lower in ("to", "against", "with") and (named := prep.child("pobj")) is not None
    }
    if lemma in _MENDING and things & _TROUBLE:
        return EventType.AGREE
    if ready and lemma in _STRIKING_BACK and (things | answered) & _AGAINST_WHAT:
        return EventType.THREATEN
    plain = [term.type for term in lexicon().event_verbs.get(lemma, ()) if not term.modifiers and not term.particle]
    if any(kind in _KINDLY for kind in plain):
        return EventType.AGREE
    return EventType.THREATEN if ready and any(kind in _UNKINDLY for kind in plain) else None


def who_intends(token: Token) -> list[Token]:
    """The subject of the wish or of the readiness."""
    verb = token if token.is_full_verb else grammar.clause_verb(token)
    who = verb.child("nsubjpass") or grammar.subject(verb)
    return [grammar.antecedent(who, verb)] if who is not None else []
