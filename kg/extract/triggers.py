"""Words that name an event of a PLOVER type, and where in the sentence those who take part in it stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract import grammar
from kg.extract.lexicon import EventTerm, SubjectRole, lexicon
from kg.extract.tokens import Token
from kg.model import EventType

__all__ = ["Trigger", "find_trigger", "nominal_trigger", "place_phrases", "verbal_trigger"]

_LOCATIVE = ("in", "at", "near", "inside", "outside", "across", "around", "along", "off", "throughout", "within", "on")


@dataclass(slots=True)
class Trigger:
    """An event by its words: the parties are heads of phrases, still to be resolved."""

    token: Token
    type: EventType
    strength: int
    symmetric: bool = False
    initiators: list[Token] = field(default_factory=list)
    recipients: list[list[Token]] = field(default_factory=list)
    """By slot, in order of preference: the first slot in which there is an actor counts."""
    clause: Token | None = None
    """The verb whose negation and modality count for the event: the light verb above a noun."""
    mode: str = ""


def find_trigger(token: Token) -> Trigger | None:
    """The event that this word names, if it names one."""
    if token.is_full_verb:
        return verbal_trigger(token)
    if token.is_noun and token.dep not in ("compound", "nmod"):
        return nominal_trigger(token)
    return None


# --- verbs


def verbal_trigger(verb: Token) -> Trigger | None:
    """The event that a verb names."""
    term = _verb_term(verb)
    if term is None or _is_light(verb) or (term.strength < 3 and _is_adjectival(verb)):
        return None
    found = Trigger(verb, term.type, term.strength, term.symmetric, clause=verb, mode=term.mode)
    who = grammar.subject(verb)
    if who is not None:
        found.initiators.append(grammar.antecedent(who, verb))
    found.recipients = _verb_recipients(verb, term)
    if term.type is EventType.MOBILIZE and not found.initiators and grammar.is_passive(verb):
        # "Soldiers have been deployed": who is deployed is who acts.
        found.initiators, found.recipients = grammar.objects(verb), []
    if term.symmetric:
        found.initiators += [token for slot in found.recipients[:1] for token in slot]
        found.recipients = []
    return found


def _verb_term(verb: Token) -> EventTerm | None:
    for term in lexicon().event_verbs.get(verb.lemma.lower(), ()):
        if term.particle and not any(
            child.lower == term.particle and child.dep in ("prt", "advmod", "prep") for child in verb.children
        ):
            continue
        if term.modifiers:
            things = grammar.objects(verb)
            if not any(_lemmas_near(thing) & term.modifiers for thing in things):
                continue
        return term
    return None


def _is_adjectival(verb: Token) -> bool:
    """A participle behind a noun that names no agent tells of a state: "groups opposed to Pakistan"."""
    return verb.tag == "VBN" and verb.dep == "acl" and grammar.by_agent(verb) is None


def _is_light(verb: Token) -> bool:
    """Whether the verb only lends its subject to the event noun that is its object: "conducting airstrikes"."""
    if verb.lemma.lower() not in lexicon().light_verbs:
        return False
    return any(_noun_term(thing) is not None for thing in grammar.objects(verb) if thing.is_noun)


def _lemmas_near(noun: Token) -> set[str]:
    return {noun.lemma.lower(), noun.lower} | {
        child.lower for child in noun.children if child.dep in ("compound", "amod", "nmod")
    }


def _verb_recipients(verb: Token, term: EventTerm) -> list[list[Token]]:
    found = [_in_slot(verb, slot) for slot in term.recipient]
    return [tokens for tokens in found if tokens]


def _in_slot(verb: Token, slot: str) -> list[Token]:
    things = grammar.objects(verb)
    if slot == "obj":
        if things:
            return things[:1]
        clause = verb.child("ccomp")
        to = clause is not None and grammar.has_to(clause)
        whom = clause.child("nsubj") if clause is not None and to else None
        return [whom] if whom is not None else []
    if slot == "poss":
        return [owner for thing in things if (owner := thing.child("poss")) is not None][:1]
    return _behind(verb, slot) or [token for thing in things for token in _behind(thing, slot)]


def _behind(token: Token, preposition: str) -> list[Token]:
    return [
        named
        for child in token.children
        if child.dep in ("prep", "dative", "agent")
        and child.lower == preposition
        and (named := child.child("pobj")) is not None
    ]


# --- nouns


def nominal_trigger(noun: Token) -> Trigger | None:
    """The event that a noun names, with the parties of the light verb above it."""
    term = _noun_term(noun)
    if term is None:
        return None
    found = Trigger(noun, term.type, term.strength, term.symmetric, mode=term.mode)
    found.recipients = _noun_recipients(noun, term)
    taken = {token.i for tokens in found.recipients for token in tokens}
    found.initiators = [token for token in _noun_initiators(noun, term) if token.i not in taken]
    _add_light_verb(noun, found, term)
    if term.symmetric:
        others = [token for tokens in found.recipients[:1] for token in tokens]
        found.initiators += [token for token in others if token not in found.initiators]
        found.recipients = []
    return found


def _noun_term(noun: Token) -> EventTerm | None:
    before = {child.lower for child in noun.children if child.dep in ("compound", "amod", "nmod")} | {
        child.lemma.lower() for child in noun.children if child.dep in ("compound", "amod", "nmod")
    }
    for term in lexicon().event_nouns.get(noun.lemma.lower(), ()):
        if term.number == "plural" and noun.tag not in ("NNS", "NNPS"):
            continue
        if term.modifiers and not term.modifiers & before:
            continue
        return term
    return None


def _noun_recipients(noun: Token, term: EventTerm) -> list[list[Token]]:
    found = []
    for slot in term.recipient:
        owner = noun.child("poss")
        if slot == "poss":
            found.append([owner] if owner is not None else [])
        elif slot != "obj":
            found.append(_behind(noun, slot))
    return [tokens for tokens in found if tokens]


def _noun_initiators(noun: Token, term: EventTerm) -> list[Token]:
    found: list[Token] = []
    owner = noun.child("poss")
    if owner is not None:
        found.append(owner)
    found += _behind(noun, "by")
    if term.symmetric:
        found += _behind(noun, "between") + _behind(noun, "among") + _behind(noun, "with")
    if not found:
        found += [
            child
            for child in noun.children
            if child.dep in ("amod", "compound", "nmod") and child.entity in ("NORP", "GPE", "ORG", "PERSON")
        ]
    if not found and not term.symmetric:
        found += _behind(noun, "from")
        if "of" not in term.recipient:
            found += _behind(noun, "of")
    return found


def _add_light_verb(noun: Token, found: Trigger, term: EventTerm) -> None:
    """As in "launched an attack on", "talks were held", "came under attack": the verb lends its parties."""
    verb = noun.head
    holder = None
    if noun.dep == "pobj" and noun.head.dep in ("prep", "agent"):
        holder, verb = noun.head, noun.head.head
    if not verb.is_verb:
        return
    for light in lexicon().light_verbs.get(verb.lemma.lower(), ()):
        if light.particle:
            near = holder is not None and holder.lower == light.particle
            particle = any(child.lower == light.particle and child.dep in ("prt", "advmod") for child in verb.children)
            if not near and not particle:
                continue
        elif holder is not None:
            continue
        if light.subject_role is not SubjectRole.EVENT and noun.dep not in ("dobj", "pobj", "nsubjpass"):
            continue
        found.clause = verb
        slots = light.other
        if light.subject_role is SubjectRole.INITIATOR:
            slots = (*slots, *(slot for slot in term.recipient if slot not in ("obj", "poss")))
        _lend(verb, light.subject_role, slots, noun, found)
        return


def _lend(verb: Token, role: SubjectRole, other: tuple[str, ...], noun: Token, found: Trigger) -> None:
    who = grammar.subject(verb)
    subject = grammar.antecedent(who, verb) if who is not None and who is not noun else None
    others = [token for slot in other for token in _behind(verb, slot)]
    if role is SubjectRole.INITIATOR:
        if subject is not None and subject not in found.initiators:
            found.initiators.insert(0, subject)
        if not found.recipients:
            dealt = others or [t for slot in ("with", "against", "on") for t in _behind(verb, slot)]
            found.recipients = [dealt] if dealt else []
    elif role is SubjectRole.RECIPIENT:
        if subject is not None:
            found.recipients = [[subject]]
        if not found.initiators:
            found.initiators = others


def place_phrases(token: Token) -> list[Token]:
    """Heads of phrases that say where the event of this word is: "in Istanbul", "the Istanbul talks"."""
    found = []
    for child in token.children:
        if child.dep == "prep" and child.lower in _LOCATIVE and (named := child.child("pobj")) is not None:
            found.append(named)
        elif child.dep in ("compound", "nmod", "npadvmod") and child.entity in ("GPE", "LOC", "FAC"):
            found.append(child)
    return found
