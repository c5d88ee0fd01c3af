"""Which row of the table of events a verb or noun in a sentence is, if it is any."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.borrowed import behind, is_accidental
from kg.extract.lexicon import EventTerm, NounKind, WordList, lexicon
from kg.extract.tokens import Token
from kg.model import EventType

__all__ = [
    "CLOSE",
    "is_light",
    "is_of_its_verb",
    "is_part",
    "is_something_else",
    "noun_term",
    "patients",
    "verb_term",
]

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
ANYBODY = "somebody"
"""Stands in the table for all names, pronouns and nouns for people: "release somebody"."""
_PEOPLE = frozenset({NounKind.PERSON, NounKind.OFFICIAL, NounKind.ARMED_FORCE, NounKind.COLLECTIVE})
_PERSONAL = frozenset({"he", "her", "him", "i", "me", "she", "them", "they", "us", "we", "who", "whom"})
CLOSE = 3
"""How many words on a coordinated verb may stand whose object or agent is shared."""
_PREPOSITIONS = frozenset({"around", "at", "behind", "for", "into", "on", "to", "toward", "towards", "upon"})
_AWAY = frozenset({"off", "out"})
_INTO = ("in", "into", "on", "to", "under")
_STATES = frozenset(
    {
        "ablaze",
        "alert",
        "alight",
        "arrest",
        "captive",
        "captivity",
        "custody",
        "detention",
        "fire",
        "hostage",
        "prisoner",
    }
    | {"street", "strike", "trial"}
)
_MERELY_MET = frozenset(
    {"challenge", "condition", "criterion", "deadline", "demand", "expectation", "goal", "need", "obligation"}
    | {"requirement", "resistance", "standard", "target", "threshold"}
)
_ANSWERABLE = frozenset({"accountable", "liable", "responsible"})
_NO_EVENTS = frozenset({"aide", "aides"})
"""Words that spaCy gives the lemma of an event noun."""


def patients(verb: Token) -> list[Token]:
    """The objects, also those that coordinated verbs share: "shot and killed two men", "was shot and killed"."""
    found = grammar.objects(verb)
    if found:
        return found
    if grammar.is_passive(verb):
        above = verb.head
        if verb.dep != "conj" or not above.is_verb:
            return []
        if grammar.is_passive(above):
            return patients(above)
        who = above.child("nsubj") if verb.child("auxpass") is not None else None
        return [who] if who is not None else []  # "marched but were dispersed"
    after = verb.child("conj")
    close = after is not None and after.is_full_verb and after.i - verb.i <= CLOSE and after.child("nsubj") is None
    return grammar.objects(after) if after is not None and close and not grammar.is_passive(after) else []


def verb_term(verb: Token) -> EventTerm | None:
    """The most specific row that fits the verb with its particle and what it takes."""
    for term in lexicon().event_verbs.get(verb.lemma.lower(), ()):
        if term.particle and not any(
            child.lower == term.particle and child.dep in _places_of_particle(term) for child in verb.children
        ):
            continue
        taken = _what_with(verb) + (behind(verb, term.particle) if term.particle else [])
        if term.modifiers and not any(_lemmas_near(thing) & term.modifiers for thing in taken):
            continue
        return term
    return None


def is_something_else(verb: Token, term: EventTerm) -> bool:
    """Whoever dies in a crash is killed by nobody, a video is not released from custody, who is held responsible is
    not held, and who is treated as somebody is given no care."""
    if term.type is EventType.ASSAULT and is_accidental(verb):
        return True
    if verb.lemma.lower() == "hold" and any(child.lower in _ANSWERABLE for child in verb.children):
        return True
    if verb.lemma.lower() == "treat" and any(
        child.lower in ("as", "like", "with") for one in (verb, *patients(verb)) for child in one.children
    ):
        return True
    freed = grammar.objects(verb)
    return (
        term.mode == "release"
        and not term.modifiers
        and not any(thing.entity in ("PERSON", "NORP") or thing.lower in ("him", "her", "them") for thing in freed)
    )


def _places_of_particle(term: EventTerm) -> tuple[str, ...]:
    """A preposition may be parsed as one, an adverb ("take in") may not: "taken hostage in Mali". Where the table says
    what the verb takes, it may stand behind either: "walked off the job"."""
    either = term.particle in _PREPOSITIONS or (term.modifiers and term.particle in _AWAY)
    return ("prt", "advmod", "prep") if either else ("prt", "advmod")


def _what_with(verb: Token) -> list[Token]:
    """What makes the verb this event: its objects, the state into which it brings them ("taken hostage", "put on
    alert"), and the subject of what goes off."""
    found = [beside for thing in patients(verb) for beside in (thing, *thing.all("conj"))]
    found += [child for child in verb.children if child.lower in _STATES]
    found += [named for named in behind(verb, *_INTO) if named.lemma.lower() in _STATES]
    if verb.lemma.lower() in ("provide", "supply", "equip"):
        found += behind(verb, "with")
    if verb.lemma.lower() in ("explode", "detonate") and not found:
        found += verb.all("nsubj")
    return found


def is_light(verb: Token, term: EventTerm) -> bool:
    """Whether the verb only lends its subject to the event noun that is its object: "conducting airstrikes"."""
    if verb.lemma.lower() not in lexicon().light_verbs:
        return False
    things = [
        inner for thing in grammar.objects(verb) for inner in (behind(thing, "of") if is_part(thing) else [thing])
    ]
    nouns = [found for thing in things if thing.is_noun and (found := noun_term(thing)) is not None]
    # "ended the raids" is an event apart from the raids; "launched raids" is not; "opened fire" is more than fire.
    return any(not term.modifiers or (noun.type is term.type and noun.strength >= term.strength) for noun in nouns)


def _lemmas_near(noun: Token) -> set[str]:
    part = behind(noun, "of")
    if part and is_part(noun):
        return _lemmas_near(part[0])
    words = {noun.lemma.lower(), noun.lower}
    words |= {child.lower for child in noun.children if child.dep in ("compound", "amod", "nmod")}
    return words | {ANYBODY} if _is_somebody(noun) else words


def _is_somebody(noun: Token) -> bool:
    """Whether people are meant: by a name, a pronoun or a noun for people."""
    if noun.entity in ("PERSON", "NORP") or noun.lower in _PERSONAL:
        return True
    known = lexicon().actor_nouns.get(noun.lemma.lower())
    return noun.tag in ("NN", "NNS") and known is not None and known.kind in _PEOPLE


def is_part(noun: Token) -> bool:
    """Whether what follows the "of" of this word is what is meant: "a series of raids", "some of the sanctions"."""
    lemma = noun.lemma.lower()
    known = lemma in _PARTS or lemma in lexicon().lists[WordList.QUANTITY_NOUN]
    return known or noun.tag in ("CD", "DT") or noun.lower in ("some", "most", "many", "string", "round", "spate")


def is_of_its_verb(noun: Token, term: EventTerm) -> bool:
    """As in "opened fire", where the verb names the event already; and of wars long since known by a name."""
    if noun.text == "War" and noun.child("compound") is not None:
        return True
    verb = noun.head
    if noun.dep != "dobj" or not verb.is_full_verb:
        return False
    own = verb_term(verb)
    return own is not None and bool(own.modifiers) and own.type is term.type and own.strength > term.strength


def noun_term(noun: Token) -> EventTerm | None:
    """The most specific row that fits the noun with the words before it and behind its "of"."""
    if noun.lower in _NO_EVENTS or noun.entity in ("DATE", "TIME"):
        return None
    near = [child for child in noun.children if child.dep in ("compound", "amod", "nmod")] + behind(noun, "of")
    before = {child.lower for child in near} | {child.lemma.lower() for child in near}
    for term in lexicon().event_nouns.get(noun.lemma.lower(), ()):
        if term.number == "plural" and noun.tag not in ("NNS", "NNPS"):
            continue
        if term.modifiers and not term.modifiers & before:
            continue
        return term
    return None
