"""What a sentence takes for granted of the event that a noun names, and what it only weighs, hopes or fears."""

from __future__ import annotations

from kg.extract.grammar import has_to
from kg.extract.lexicon import Frame, WordList, lexicon
from kg.extract.tokens import Token
from kg.model import SpeechAct

__all__ = [
    "is_called_for",
    "is_known",
    "is_merely_thought_of",
    "is_merely_weighed",
    "is_presupposed",
    "is_prospect",
    "is_yet_to_come",
]

_UNSPECIFIC = frozenset({"any", "no", "further", "more", "new", "future", "possible", "potential", "fresh"})
_PREPOSITIONS_OF_WHAT_WAS = frozenset({"after", "following", "since", "during", "amid", "despite"})
_OF_WHAT_GOES_ON = frozenset(
    {
        "avenge",
        "carry",
        "cease",
        "cessation",
        "condemn",
        "continue",
        "decry",
        "denounce",
        "deplore",
        "ease",
        "end",
        "escalate",
        "halt",
        "intensify",
        "let",
        "let-up",
        "lift",
        "lifting",
        "loosen",
        "lull",
        "mourn",
        "pause",
        "remove",
        "respond",
        "response",
        "resume",
        "stop",
        "suspend",
    }
)
"""What is ended, eased, answered or deplored was there."""
_NOT_YET = frozenset(
    {"alleged", "averted", "eventual", "feared", "foiled", "future", "imminent", "looming", "planned", "possible"}
    | {"potential", "proposed", "prospective", "scheduled", "threatened", "would-be"}
)
_OF_WHAT_IS_TO_COME = frozenset({SpeechAct.ASK, SpeechAct.DEMAND, SpeechAct.PROPOSE, SpeechAct.WARN})
_PROSPECTS = frozenset(
    {"aim", "chance", "danger", "fear", "goal", "hope", "idea", "intention", "offer", "option", "plan", "possibility"}
    | {"promise", "proposal", "prospect", "risk", "threat"}
)
"""What they are of need not come about."""


def is_presupposed(noun: Token) -> bool:
    """Whether the words take it for granted that the event goes on or took place, whatever the clause does: "an end to
    the raids", "decided to stop the bombings", "after the talks"."""
    if any(child.lower in _UNSPECIFIC for child in noun.children if child.dep in ("det", "amod", "neg")):
        return False
    above = noun.head
    if noun.dep == "conj" and above.is_noun:
        return is_presupposed(above)
    if noun.dep in ("dobj", "nsubjpass"):
        return above.is_verb and above.lemma.lower() in _OF_WHAT_GOES_ON
    if noun.dep != "pobj" or above.dep != "prep":
        return False
    if above.lower in _PREPOSITIONS_OF_WHAT_WAS:
        return True
    end = above.head
    return above.lower in ("to", "of", "in", "with", "on") and end.lemma.lower() in _OF_WHAT_GOES_ON


def is_merely_thought_of(noun: Token) -> bool:
    """As in "a possible attack", "fear of a war", "hopes for talks"."""
    if any(child.dep == "amod" and child.lower in _NOT_YET for child in noun.children):
        return True
    if any(child.dep in ("acl", "relcl") and child.is_verb and has_to(child) for child in noun.children):
        return noun.child("poss") is None and any(c.dep == "auxpass" for x in noun.children for c in x.children)
    prep = noun.head
    behind_prospect = noun.dep == "pobj" and prep.lower in ("of", "for") and is_prospect(prep.head)
    return behind_prospect and not is_known(noun)


def is_prospect(word: Token) -> bool:
    """Whether what this noun is of need not come about: "the threat of", "an offer of"."""
    return word.is_noun and word.lemma.lower() in _PROSPECTS


def is_merely_weighed(noun: Token) -> bool:
    """As in "considered sanctions", "plans an attack"."""
    verb = noun.head
    weighed = verb.lemma.lower() in lexicon().lists[WordList.WEIGHING_VERB]
    return noun.dep in ("dobj", "nsubjpass") and weighed and not is_known(noun)


def is_known(noun: Token) -> bool:
    """Whether the noun stands for something spoken of as known: "the attack", "their attacks"."""
    return any(
        child.dep in ("det", "poss") and child.lower not in ("a", "an", "any", "no", "some") for child in noun.children
    )


def is_yet_to_come(noun: Token) -> bool:
    """As in "any talks", "warned of further attacks", "called for an immediate ceasefire"."""
    if any(child.lower in _UNSPECIFIC for child in noun.children if child.dep in ("det", "amod", "neg")):
        return True
    return is_called_for(noun) or (not is_known(noun) and _is_said_of(noun, Frame.OF))


def is_called_for(noun: Token) -> bool:
    """As in "called for the resignation of the mayor", which has not come about."""
    return _is_said_of(noun, Frame.FOR)


def _is_said_of(noun: Token, frame: Frame) -> bool:
    prep = noun.head
    if noun.dep != "pobj" or prep.lower != str(frame):
        return False
    said = prep.head
    rows = lexicon().reporting_verbs.get(said.lemma.lower(), ()) if said.is_verb else ()
    return any(frame in row.frames and row.speech_act in _OF_WHAT_IS_TO_COME for row in rows)
