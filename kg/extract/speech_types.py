"""The PLOVER type of an act of saying."""

from __future__ import annotations

from kg.extract import grammar, modality
from kg.extract.attribution import Attribution
from kg.extract.borrowed import behind
from kg.extract.lexicon import WordList, lexicon
from kg.extract.tokens import Token
from kg.extract.triggers import find_trigger
from kg.model import EventType, SpeechAct

__all__ = ["COOPERATIVE", "HOSTILE", "SPEECH_EVENTS", "is_conversation", "speech_type"]

# The PLOVER type of a speech act where it has one; to deny, assert, confirm or announce is no event of its own there.
SPEECH_EVENTS = {
    SpeechAct.DEMAND: EventType.REQUEST,
    SpeechAct.REFUSE: EventType.REJECT,
    SpeechAct.ACCUSE: EventType.ACCUSE,
    SpeechAct.CONDEMN: EventType.ACCUSE,
    SpeechAct.THREATEN: EventType.THREATEN,
    SpeechAct.WARN: EventType.THREATEN,
    SpeechAct.PROMISE: EventType.AGREE,
    SpeechAct.AGREE: EventType.AGREE,
    SpeechAct.PRAISE: EventType.SUPPORT,
}
COOPERATIVE = frozenset(
    {EventType.AID, EventType.COOPERATE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE, EventType.RETREAT}
)
HOSTILE = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.SANCTION, EventType.PROTEST, EventType.THREATEN}
)
# Of verbs with a that-clause only these types are acts of saying: "conceded that" is no concession.
_SAID_EVENTS = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN, EventType.REJECT, EventType.AGREE, EventType.CONSULT}
)
_HEARERS = frozenset({"audience", "camera", "correspondent", "crowd", "journalist", "medium", "press", "reporter"})
_MERE_SORROW = frozenset({"grieve", "lament", "mourn", "regret"})
_UNWEIGHTY = frozenset({"aim", "expect", "hope", "intend", "mean", "plan"})


def is_conversation(verb: Token) -> bool:
    """Who speaks to nobody in particular, or to reporters, meets nobody."""
    heard = behind(verb, "to", "with")
    return any(one.lemma.lower() not in _HEARERS for one in heard)


def speech_type(attribution: Attribution, addressed: bool) -> EventType | None:
    """What the verb's own event is, where the table of events has it; else that of the speech act.

    Who warns nobody in particular threatens nobody; who refuses to comment refuses nobody anything.
    """
    by_act = SPEECH_EVENTS.get(attribution.act)
    if attribution.act is SpeechAct.WARN and not addressed:
        return None
    if attribution.act is SpeechAct.REFUSE and _is_mere_silence(attribution):
        return None
    if attribution.head.lemma.lower() in _MERE_SORROW or _is_no_request(attribution, addressed):
        return None
    if attribution.act is SpeechAct.PROMISE:
        return _promised(attribution)
    named_anew = attribution.rule.endswith(("/small", "/as"))
    if named_anew or attribution.act in (SpeechAct.REFUSE, SpeechAct.DENY, SpeechAct.SPECULATE):
        return by_act
    if attribution.head.lemma.lower() == "suggest" and attribution.act is not SpeechAct.PROPOSE:
        return by_act
    trigger = find_trigger(attribution.head)
    if trigger is None or (attribution.rule.endswith("/that") and trigger.type not in _SAID_EVENTS):
        return by_act
    return trigger.type


def _is_no_request(attribution: Attribution, addressed: bool) -> bool:
    """As in "asked not to be named", "asked by reporters about it": nobody is to do anything."""
    head = attribution.head
    if head.lemma.lower() != "ask":
        return False
    if head.tag == "VBN" and head.dep == "advcl" and head.child("aux", "nsubj") is None:
        return True
    heads = attribution.content_heads
    return not addressed and bool(heads) and heads[0].dep == "xcomp" and grammar.has_to(heads[0])


def _promised(attribution: Attribution) -> EventType | None:
    """What a promise is by what is promised: to do harm is a threat, not to do it a refusal; what is only planned is
    an event where it is one when done."""
    weighty = attribution.noun or attribution.head.lemma.lower() not in _UNWEIGHTY
    heads = attribution.content_heads
    if not heads or not heads[0].is_verb:
        return EventType.AGREE if weighty else None
    trigger = find_trigger(heads[0])
    if modality.is_negative(heads[0]) and (trigger is None or trigger.type not in HOSTILE):
        return EventType.REJECT
    if trigger is not None and trigger.type is EventType.SANCTION and modality.is_decreed(heads[0]):
        return None  # an event of its own
    if trigger is not None and trigger.type in (EventType.ASSAULT, EventType.COERCE, EventType.SANCTION):
        return EventType.AGREE if modality.is_negative(heads[0]) else EventType.THREATEN
    return EventType.AGREE if weighty or (trigger is not None and trigger.type in COOPERATIVE) else None


def _is_mere_silence(attribution: Attribution) -> bool:
    """As in "declined to comment", "refused to say who"."""
    heads = attribution.content_heads
    return bool(heads) and heads[0].is_verb and heads[0].lemma.lower() in lexicon().lists[WordList.SILENCE_VERB]
