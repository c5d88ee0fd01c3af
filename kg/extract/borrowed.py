"""Whose deed an event is where its own words do not say so: what is said of it, and the events around it, do."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.lexicon import lexicon
from kg.extract.tokens import Token
from kg.model import EventType

__all__ = [
    "answerable",
    "attackers_around",
    "behind",
    "companions",
    "core_noun",
    "deeds_behind",
    "doer",
    "is_accidental",
]

_ACCUSING = frozenset({"accuse", "acquit", "blame", "charge", "clear", "convict", "suspect"})
"""Verbs whose object is who did what stands behind their preposition."""
_ACCOUNTABLE = frozenset({"responsible", "behind", "responsibility", "guilty"})
_ADJUNCTS = frozenset({"after", "at", "before", "during", "following", "for", "from", "in", "to"})
_MEANS = frozenset({"by", "during", "from", "in", "under"})
_TRIES = frozenset({"attempt", "bid", "campaign", "effort", "mission", "move", "operation", "try"})
_ACCIDENTS = frozenset(
    {"accident", "avalanche", "blaze", "collapse", "collision", "crash", "cyclone", "derailment", "disaster"}
    | {
        "disease",
        "drought",
        "earthquake",
        "epidemic",
        "famine",
        "flood",
        "flooding",
        "heatwave",
        "hurricane",
        "illness",
    }
    | {"landslide", "lightning", "mishap", "mudslide", "outbreak", "pandemic", "pileup", "quake", "rain"}
    | {"aftershock", "blizzard", "eruption", "gale", "monsoon", "temblor", "twister", "volcano", "wave"}
    | {"shipwreck", "stampede", "storm", "tornado", "tsunami", "typhoon", "virus", "wildfire", "wreck"}
)
_STRETCHES = frozenset(
    {"barrage", "campaign", "day", "night", "number", "round", "series", "spate", "string", "wave", "week"}
)
"""What follows the "of" of these is the event: "three nights of raids"."""


def behind(token: Token, *prepositions: str) -> list[Token]:
    """What stands behind these prepositions below the word."""
    return [
        named
        for child in token.children
        if child.dep in ("prep", "dative", "agent")
        and child.lower in prepositions
        and (named := child.child("pobj")) is not None
    ]


def core_noun(noun: Token) -> Token:
    """The raids in "three nights of raids"."""
    inner = behind(noun, "of") if noun.lemma.lower() in _STRETCHES else []
    return inner[0] if inner else noun


def answerable(noun: Token) -> list[Token]:
    """Who is said to be answerable for the event: "blamed the raid on X", "accused X of the raid", "X was behind
    the raid", "X claimed responsibility for it"."""
    above = noun.head
    if noun.dep == "dobj" and above.lemma.lower() == "blame":
        return behind(above, "on") or behind(noun, "on")
    if noun.dep != "pobj" or above.dep not in ("prep", "pcomp"):
        return []
    holder = above.head
    if holder.is_verb and holder.lemma.lower() in _ACCUSING and above.lower in ("for", "of", "over", "with", "in"):
        return grammar.objects(holder)[:1]
    if above.lower == "behind" and holder.is_verb:
        return _subject_of(holder)
    if above.lower in ("for", "of") and holder.lower in _ACCOUNTABLE:
        verb = holder.head
        return _subject_of(verb) if verb.is_verb else [verb] if verb.is_noun and holder.dep == "amod" else []
    return []


def companions(noun: Token) -> list[Token]:
    """Who takes part besides those that the noun names, from the clause in which it is an adjunct: "X left after
    talks with Y"."""
    prep = noun.head
    if noun.dep != "pobj" or prep.dep != "prep" or prep.lower not in _ADJUNCTS or not prep.head.is_verb:
        return []
    return _subject_of(prep.head)


def attackers_around(noun: Token) -> list[Token]:
    """Who attacks, in a clause in which the attack is only when or how: "Russia used missiles during an attack on the
    city", "rebels killed two soldiers in an ambush"."""
    prep = noun.head
    verb = prep.head
    if noun.dep != "pobj" or prep.lower not in _MEANS or not verb.is_verb or grammar.is_passive(verb):
        return []
    terms = lexicon().event_verbs.get(verb.lemma.lower(), ())
    return _subject_of(verb) if any(term.type is EventType.ASSAULT for term in terms) else []


def _subject_of(verb: Token) -> list[Token]:
    who = verb.child("nsubjpass") or grammar.subject(verb)
    return [grammar.antecedent(who, verb)] if who is not None else []


def deeds_behind(verb: Token) -> list[Token]:
    """Words of the events by which something came about that the verb tells without its agent: "were killed in an
    attack", "died when troops opened fire"; also from a verb beside it that shares the phrase."""
    beside = [verb, *verb.all("conj")] + ([verb.head] if verb.dep == "conj" and verb.head.is_verb else [])
    for one in beside:
        for noun in behind(one, *_MEANS):
            deed = core_noun(noun)
            if any(term.type is EventType.ASSAULT for term in lexicon().event_nouns.get(deed.lemma.lower(), ())):
                return [deed]
        for clause in one.all("advcl"):
            terms = lexicon().event_verbs.get(clause.lemma.lower(), ())
            if grammar.mark(clause) in ("when", "as", "after") and any(t.type is EventType.ASSAULT for t in terms):
                return [clause]
    return []


def doer(verb: Token) -> Token | None:
    """The subject of a verb; of "efforts to free them" whoever makes the efforts, and of "accused the army of killing
    them" the army, even where the phrase hangs on the army."""
    prep = verb.head
    accused = prep.head
    if verb.dep == "pcomp" and accused.is_noun and accused.dep == "dobj" and accused.head.lemma.lower() in _ACCUSING:
        return accused
    who = grammar.subject(verb)
    if who is None or who is not verb.head or verb.dep != "acl" or who.lemma.lower() not in _TRIES:
        return who
    owner = who.child("poss")
    above = next((one for one in who.ancestors() if one.is_full_verb), None)
    return owner or (grammar.subject(above) if above is not None and who.dep in ("dobj", "pobj", "nsubjpass") else None)


def is_accidental(verb: Token) -> bool:
    """Whether it came about by what nobody did: "the crash that killed them", "were killed in a flood", "died when an
    earthquake struck"; and what such a thing itself does: "the storm battered the coast"."""
    if verb.lemma.lower() in _ACCIDENTS:
        return True
    who = grammar.subject(verb)
    causes = [grammar.antecedent(who, verb)] if who is not None and who is not verb else []
    causes += behind(verb, *_MEANS, "when", "after")
    for one in (verb, *verb.all("conj")):
        causes += [what for clause in one.all("advcl") if (what := clause.child("nsubj")) is not None]
    if verb.dep == "conj" and verb.head.is_verb and (above := grammar.subject(verb.head)) is not None:
        causes += [above] if verb.child("nsubj", "nsubjpass") is None else []
        causes += [what for clause in verb.head.all("advcl") if (what := clause.child("nsubj")) is not None]
    return any(cause.lemma.lower() in _ACCIDENTS for cause in causes)
