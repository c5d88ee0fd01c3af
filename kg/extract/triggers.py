"""Words that name an event of a PLOVER type, and where in the sentence those who take part in it stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract import grammar
from kg.extract.borrowed import answerable, attackers_around, behind, companions, deeds_behind, doer
from kg.extract.event_words import (
    CLOSE,
    is_light,
    is_of_its_verb,
    is_part,
    is_something_else,
    noun_term,
    patients,
    verb_term,
)
from kg.extract.intentions import intended_type, who_intends
from kg.extract.lexicon import EventTerm, SubjectRole, lexicon
from kg.extract.tokens import Token
from kg.model import EventType

__all__ = ["Trigger", "find_trigger", "nominal_trigger", "place_phrases", "verbal_trigger"]

_LOCATIVE = ("in", "at", "near", "inside", "outside", "across", "around", "along", "off", "throughout", "within", "on")


_ATTEMPTS = frozenset({"attempt", "bid", "campaign", "drive", "effort", "mission", "spree", "wave"})
_NO_NAMES = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})
_PEOPLE_AS_PATIENTS = frozenset({"kill", "wound", "arrest", "kidnap", "beat", "torture", "sexual", "deport"})
"""Modes of events that befall people only: what such a verb has as its object is somebody, whatever the noun."""


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

    @property
    def befalls_people(self) -> bool:
        """Whether its recipients are people, even where their noun does not say so: "four pickets were arrested"."""
        return self.mode in _PEOPLE_AS_PATIENTS


def find_trigger(token: Token) -> Trigger | None:
    """The event that this word names, if it names one."""
    kind = intended_type(token)
    if kind is not None:
        return Trigger(token, kind, 2, initiators=who_intends(token), clause=token)
    if token.is_full_verb:
        return verbal_trigger(token)
    if token.is_noun and (token.dep not in ("compound", "nmod") or _is_before_attempt(token)):
        return nominal_trigger(token)
    return None


def _is_before_attempt(noun: Token) -> bool:
    """As in "an assassination attempt", "rescue efforts": the word behind only says that it is tried or goes on."""
    head = noun.head
    return noun.dep == "compound" and head.lemma.lower() in _ATTEMPTS and noun_term(head) is None


# --- verbs


def verbal_trigger(verb: Token) -> Trigger | None:
    """The event that a verb names."""
    term = verb_term(verb)
    if term is not None and is_something_else(verb, term):
        return None
    if verb.lemma.lower() == "ask" and verb.child("xcomp") is not None and not grammar.objects(verb):
        return None  # "asked not to be named"
    if any(thing.lemma.lower() == "anonymity" for thing in grammar.objects(verb)):
        return None  # "requested anonymity"
    if term is None or is_light(verb, term) or (term.strength < 3 and _is_adjectival(verb)):
        return None
    found = Trigger(verb, term.type, term.strength, term.symmetric, clause=verb, mode=term.mode)
    who = doer(verb)
    if who is None and grammar.is_passive(verb) and (after := verb.child("conj")) is not None:
        who = grammar.by_agent(after) if after.i - verb.i <= CLOSE else None
    if who is not None:
        found.initiators.append(grammar.antecedent(who, verb))
    elif term.type is EventType.ASSAULT:
        found.initiators += deeds_behind(verb)
    found.recipients = _verb_recipients(verb, term)
    if _is_passive_in_disguise(verb):
        agent = grammar.by_agent(verb.all("conj")[0])
        found.initiators = [agent] if agent is not None else []
        found.recipients = [verb.all("nsubj")]
    if term.type is EventType.MOBILIZE and not found.initiators and grammar.is_passive(verb):
        # "Soldiers have been deployed": who is deployed is who acts.
        found.initiators, found.recipients = grammar.objects(verb), []
    if term.symmetric:
        found.initiators += [token for slot in found.recipients[:1] for token in slot]
        found.recipients = []
    return found


def _is_passive_in_disguise(verb: Token) -> bool:
    """As in "people shot and killed by police", where the tagger takes the participle for a past tense."""
    after = verb.child("conj")
    if verb.tag != "VBD" or after is None or after.tag != "VBN" or verb.child("dobj", "aux") is not None:
        return False
    return grammar.by_agent(after) is not None and after.child("nsubjpass", "auxpass") is None


def _is_adjectival(verb: Token) -> bool:
    """A participle behind a noun that names no agent tells of a state: "groups opposed to Pakistan"."""
    return verb.tag == "VBN" and verb.dep == "acl" and grammar.by_agent(verb) is None


def _verb_recipients(verb: Token, term: EventTerm) -> list[list[Token]]:
    found = [_in_slot(verb, slot) for slot in term.recipient]
    return [tokens for tokens in found if tokens]


def _in_slot(verb: Token, slot: str) -> list[Token]:
    things = patients(verb)
    if slot == "obj":
        if things:
            return things[:1]
        clause = verb.child("ccomp")
        to = clause is not None and grammar.has_to(clause)
        whom = clause.child("nsubj") if clause is not None and to else None
        return [whom] if whom is not None else []
    if slot == "poss":
        owners = [owner for thing in things if (owner := thing.child("poss")) is not None]
        return owners[:1] or [owner for thing in things for owner in behind(thing, "of")][:1]
    return behind(verb, slot) or [token for thing in things for token in behind(thing, slot)]


# --- nouns


def nominal_trigger(noun: Token) -> Trigger | None:
    """The event that a noun names, with the parties of the light verb above it."""
    term = noun_term(noun)
    if term is None or is_of_its_verb(noun, term):
        return None
    found = Trigger(noun, term.type, term.strength, term.symmetric, mode=term.mode)
    found.recipients = _noun_recipients(noun, term)
    blamed = answerable(noun)
    found.recipients = [kept for tokens in found.recipients if (kept := [t for t in tokens if t not in blamed])]
    taken = {token.i for tokens in found.recipients for token in tokens}
    found.initiators = [token for token in _noun_initiators(noun, term) if token.i not in taken] or blamed
    if not found.initiators and term.type is EventType.ASSAULT:
        found.initiators = attackers_around(noun)
    _add_light_verb(noun, found, term)
    if term.symmetric and (behind(noun, "against") or behind(noun, "on")):
        found.symmetric = False  # "a war against X" is waged by one side
    elif term.symmetric:
        others = [token for tokens in found.recipients[:1] for token in tokens]
        found.initiators += [token for token in others if token not in found.initiators]
        found.recipients = []
        if behind(noun, "with") and noun.child("poss") is None:
            found.initiators += [token for token in companions(noun) if token not in found.initiators]
    return found


def _noun_recipients(noun: Token, term: EventTerm) -> list[list[Token]]:
    found = []
    for slot in term.recipient:
        owner = noun.child("poss")
        if slot == "poss":
            # "his killing" is that of a man, "its killings" are those that a state or group has done.
            found.append([owner] if owner is not None and owner.lower != "its" else [])
        elif slot != "obj":
            found.append(behind(noun, slot))
    return [tokens for tokens in found if tokens]


def _noun_initiators(noun: Token, term: EventTerm) -> list[Token]:
    found: list[Token] = []
    owner = noun.child("poss")
    if owner is not None and owner.entity not in ("DATE", "TIME"):
        found.append(owner)  # a victim too, as long as no slot has taken it for one
    found += behind(noun, "by")
    if term.symmetric:
        found += behind(noun, "between") + behind(noun, "among") + behind(noun, "with")
        found += [token for token in behind(noun, "of") if token.tag in ("NNS", "NNPS") or token.child("conj")]
    if not found:
        found += _named_before(noun)
    if not found and not term.symmetric:
        found += behind(noun, "from")
        if "of" not in term.recipient:
            found += behind(noun, "of")
    return found


def _named_before(noun: Token) -> list[Token]:
    """As in "the Israeli raids", "the Ford-Suharto meeting", "US-led strikes"."""
    found: list[Token] = []
    for child in noun.children:
        if child.i > noun.i or child.dep not in ("amod", "compound", "nmod"):
            continue
        if child.lower == "led":
            found += child.all("npadvmod", "nmod", "compound")
        elif child.entity and child.entity not in _NO_NAMES:
            hyphened = child.child("punct") is not None
            found += [*(child.all("compound", "nmod", "amod", "npadvmod") if hyphened else []), child]
    return found


def _add_light_verb(noun: Token, found: Trigger, term: EventTerm) -> None:
    """As in "launched an attack on", "talks were held", "came under attack": the verb lends its parties."""
    whole = noun
    while whole.dep == "pobj" and whole.head.lower == "of" and is_part(whole.head.head):
        whole = whole.head.head  # "launched a series of raids"
    if whole is not noun and not found.recipients:
        found.recipients = _noun_recipients(whole, term)
    noun = whole
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
        below = noun.dep in ("dobj", "pobj", "nsubjpass")
        if below != (light.subject_role is not SubjectRole.EVENT) and noun.dep != "nsubjpass":
            continue
        if light.strength == 1 and found.initiators:
            continue
        if light.subject_role is SubjectRole.RECIPIENT and term.symmetric:
            continue
        found.clause = verb
        slots = light.other
        if light.subject_role is SubjectRole.INITIATOR:
            slots = (*slots, *(slot for slot in term.recipient if slot not in ("obj", "poss")))
        _lend(verb, light.subject_role, slots, noun, found)
        return


def _lend(verb: Token, role: SubjectRole, other: tuple[str, ...], noun: Token, found: Trigger) -> None:
    who = doer(verb)
    subject = grammar.antecedent(who, verb) if who is not None and who is not noun else None
    others = [token for slot in other for token in behind(verb, slot)]
    if role is SubjectRole.INITIATOR:
        if subject is not None and subject not in found.initiators:
            found.initiators.insert(0, subject)
        if not found.recipients:
            given = [whom for whom in verb.all("dative", "iobj") if whom.is_noun or whom.tag == "PRP"]
            dealt = others or given or [t for slot in ("with", "against", "on") for t in behind(verb, slot)]
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
