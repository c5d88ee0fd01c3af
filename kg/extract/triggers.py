"""Words that name an event of a PLOVER type, and where in the sentence those who take part in it stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract import grammar
from kg.extract.borrowed import answerable, companions, deeds_behind, doer, is_accidental
from kg.extract.intentions import intended_type, who_intends
from kg.extract.lexicon import EventTerm, SubjectRole, WordList, lexicon
from kg.extract.tokens import Token
from kg.model import EventType

__all__ = ["Trigger", "find_trigger", "nominal_trigger", "place_phrases", "verbal_trigger"]

_LOCATIVE = ("in", "at", "near", "inside", "outside", "across", "around", "along", "off", "throughout", "within", "on")


_PARTS = frozenset(
    {
        "area",
        "city",
        "dollar",
        "half",
        "load",
        "most",
        "much",
        "package",
        "quarter",
        "series",
        "set",
        "state",
        "third",
        "ton",
        "tonne",
        "town",
        "village",
        "wave",
    }
)
"""What follows the "of" of these is what is meant: "half of the airport", "a series of raids"."""
_ATTEMPTS = frozenset({"attempt", "bid", "campaign", "drive", "effort", "mission", "spree", "wave"})
_CLOSE = 3
"""How many words on a coordinated verb may stand whose object or agent is shared."""
_NO_NAMES = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})
_NO_EVENTS = frozenset({"aide", "aides"})
"""Words that spaCy gives the lemma of an event noun."""
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
    return noun.dep == "compound" and head.lemma.lower() in _ATTEMPTS and _noun_term(head) is None


# --- verbs


def verbal_trigger(verb: Token) -> Trigger | None:
    """The event that a verb names."""
    term = _verb_term(verb)
    if term is not None and _is_something_else(verb, term):
        return None
    if verb.lemma.lower() == "ask" and verb.child("xcomp") is not None and not grammar.objects(verb):
        return None  # "asked not to be named"
    if term is None or _is_light(verb, term) or (term.strength < 3 and _is_adjectival(verb)):
        return None
    found = Trigger(verb, term.type, term.strength, term.symmetric, clause=verb, mode=term.mode)
    who = doer(verb)
    if who is None and grammar.is_passive(verb) and (after := verb.child("conj")) is not None:
        who = grammar.by_agent(after) if after.i - verb.i <= _CLOSE else None
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


def _is_something_else(verb: Token, term: EventTerm) -> bool:
    """Whoever dies in a crash is killed by nobody, and a video is not released from custody."""
    if term.mode in ("kill", "wound") and is_accidental(verb):
        return True
    freed = grammar.objects(verb)
    return (
        term.mode == "release"
        and not term.modifiers
        and not any(thing.entity in ("PERSON", "NORP") or thing.lower in ("him", "her", "them") for thing in freed)
    )


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


def _is_light(verb: Token, term: EventTerm) -> bool:
    """Whether the verb only lends its subject to the event noun that is its object: "conducting airstrikes"."""
    if verb.lemma.lower() not in lexicon().light_verbs:
        return False
    nouns = [found for thing in grammar.objects(verb) if thing.is_noun and (found := _noun_term(thing)) is not None]
    # "ended the raids" is an event apart from the raids; "launched raids" is not; "opened fire" is more than fire.
    return any(not term.modifiers or (noun.type is term.type and noun.strength >= term.strength) for noun in nouns)


def _lemmas_near(noun: Token) -> set[str]:
    part = _behind(noun, "of")
    if part and (noun.lemma.lower() in _PARTS or noun.lemma.lower() in lexicon().lists[WordList.QUANTITY_NOUN]):
        return _lemmas_near(part[0])
    return {noun.lemma.lower(), noun.lower} | {
        child.lower for child in noun.children if child.dep in ("compound", "amod", "nmod")
    }


def _verb_recipients(verb: Token, term: EventTerm) -> list[list[Token]]:
    found = [_in_slot(verb, slot) for slot in term.recipient]
    return [tokens for tokens in found if tokens]


def _patients(verb: Token) -> list[Token]:
    """The objects, also those that coordinated verbs share: "shot and killed two men", "was shot and killed"."""
    found = grammar.objects(verb)
    if found:
        return found
    if grammar.is_passive(verb):
        return _patients(verb.head) if verb.dep == "conj" and grammar.is_passive(verb.head) else []
    after = verb.child("conj")
    close = after is not None and after.is_full_verb and after.i - verb.i <= _CLOSE and after.child("nsubj") is None
    return grammar.objects(after) if after is not None and close and not grammar.is_passive(after) else []


def _in_slot(verb: Token, slot: str) -> list[Token]:
    things = _patients(verb)
    if slot == "obj":
        if things:
            return things[:1]
        clause = verb.child("ccomp")
        to = clause is not None and grammar.has_to(clause)
        whom = clause.child("nsubj") if clause is not None and to else None
        return [whom] if whom is not None else []
    if slot == "poss":
        owners = [owner for thing in things if (owner := thing.child("poss")) is not None]
        return owners[:1] or [owner for thing in things for owner in _behind(thing, "of")][:1]
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
    if term is None or _is_of_its_verb(noun, term):
        return None
    found = Trigger(noun, term.type, term.strength, term.symmetric, mode=term.mode)
    found.recipients = _noun_recipients(noun, term)
    blamed = answerable(noun)
    found.recipients = [kept for tokens in found.recipients if (kept := [t for t in tokens if t not in blamed])]
    taken = {token.i for tokens in found.recipients for token in tokens}
    found.initiators = [token for token in _noun_initiators(noun, term) if token.i not in taken] or blamed
    _add_light_verb(noun, found, term)
    if term.symmetric and (_behind(noun, "against") or _behind(noun, "on")):
        found.symmetric = False  # "a war against X" is waged by one side
    elif term.symmetric:
        others = [token for tokens in found.recipients[:1] for token in tokens]
        found.initiators += [token for token in others if token not in found.initiators]
        found.recipients = []
        if _behind(noun, "with") and noun.child("poss") is None:
            found.initiators += [token for token in companions(noun) if token not in found.initiators]
    return found


def _is_of_its_verb(noun: Token, term: EventTerm) -> bool:
    """As in "opened fire", where the verb names the event already; and of wars long since known by a name."""
    if noun.text == "War" and noun.child("compound") is not None:
        return True
    verb = noun.head
    if noun.dep != "dobj" or not verb.is_full_verb:
        return False
    own = _verb_term(verb)
    return own is not None and bool(own.modifiers) and own.type is term.type and own.strength > term.strength


def _noun_term(noun: Token) -> EventTerm | None:
    if noun.lower in _NO_EVENTS:
        return None
    near = [child for child in noun.children if child.dep in ("compound", "amod", "nmod")] + _behind(noun, "of")
    before = {child.lower for child in near} | {child.lemma.lower() for child in near}
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
            # "his killing" is that of a man, "its killings" are those that a state or group has done.
            found.append([owner] if owner is not None and owner.lower != "its" else [])
        elif slot != "obj":
            found.append(_behind(noun, slot))
    return [tokens for tokens in found if tokens]


def _noun_initiators(noun: Token, term: EventTerm) -> list[Token]:
    found: list[Token] = []
    owner = noun.child("poss")
    if owner is not None and owner.entity not in ("DATE", "TIME"):
        found.append(owner)  # a victim too, as long as no slot has taken it for one
    found += _behind(noun, "by")
    if term.symmetric:
        found += _behind(noun, "between") + _behind(noun, "among") + _behind(noun, "with")
        found += [token for token in _behind(noun, "of") if token.tag in ("NNS", "NNPS") or token.child("conj")]
    if not found:
        found += _named_before(noun)
    if not found and not term.symmetric:
        found += _behind(noun, "from")
        if "of" not in term.recipient:
            found += _behind(noun, "of")
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
