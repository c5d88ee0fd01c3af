"""What somebody does in merely saying something: "said Sudan must return the helicopter" is a demand."""

from __future__ import annotations

from kg.extract import grammar, modality
from kg.extract.appraisal import appraisal
from kg.extract.attribution import Attribution
from kg.extract.borrowed import behind
from kg.extract.coreference import Resolver
from kg.extract.lexicon import WordList, lexicon
from kg.extract.tokens import Token
from kg.extract.triggers import find_trigger
from kg.model import ActorKind, EventType, SpeechAct

__all__ = ["force"]

_NEUTRAL = frozenset({SpeechAct.ASSERT, SpeechAct.ANNOUNCE, SpeechAct.EMPHASIZE})
_UNPROVEN = frozenset({"allege", "assert", "charge", "claim", "contend", "insist", "maintain"})
_HARMFUL = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.REJECT, EventType.SANCTION, EventType.THREATEN})
_HARMS = frozenset({"crash", "damage", "death", "disappearance", "disaster", "leak", "loss", "theft", "violence"})
_READY = frozenset({"ready", "willing", "prepared", "determined", "committed", "able"})
_HOSTILE = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.REJECT,
    }
)


def force(
    attribution: Attribution, head: Token, claimant: str, resolver: Resolver
) -> tuple[SpeechAct, EventType | None]:
    """The act and the PLOVER type that a neutral verb of saying takes from its content: what others must do is
    demanded; what the speaker's own side will do is promised or, where it hurts, threatened; who claims that others
    did harm accuses them, and so does who calls them names.

    head is that of the first proposition, or of the object, of what is said.
    """
    act = attribution.act
    if act is SpeechAct.ANNOUNCE and resolver.cast.entries[claimant].kind is ActorKind.NEWS_OUTLET:
        act = SpeechAct.REPORT  # what a newspaper reveals, it reports
    if act in _NEUTRAL and (appraised := appraisal(attribution, head)) is not None:
        return appraised, None
    if act not in _NEUTRAL or not head.is_verb:
        return act, None
    who = head.child("nsubj", "nsubjpass")
    if who is None:
        return act, None
    subject = resolver.actor(who)
    own = subject is not None and _same_side(subject, claimant, resolver)
    if _is_obligation(head):
        return (SpeechAct.DEMAND, EventType.REQUEST) if subject is not None and not own else (act, None)
    if subject is not None and not own and _is_accusation(attribution, head):
        return act, EventType.ACCUSE
    deed = _own_deed(head) if own else None
    trigger = find_trigger(deed) if deed is not None else None
    if trigger is None or trigger.strength < 2 or grammar.is_negated(head):
        return act, None
    if trigger.type in _HOSTILE:
        return SpeechAct.THREATEN, EventType.THREATEN
    return SpeechAct.PROMISE, EventType.AGREE


def _is_accusation(attribution: Attribution, head: Token) -> bool:
    """As in "claims that the company locked him up": the verb leaves open whether it is so, and it would be wrong; and
    in "said that the company lied", which is wrong in any case."""
    if grammar.is_negated(head) or grammar.is_passive(head):
        return False
    if head.lemma.lower() in lexicon().lists[WordList.WRONGING_VERB] and modality.is_realised(head):
        return True
    if head.lemma.lower() == "be" and _is_to_blame(head):
        return True
    if attribution.head.lemma.lower() not in _UNPROVEN:
        return False
    trigger = find_trigger(head)
    return trigger is not None and trigger.strength > 1 and trigger.type in _HARMFUL and modality.is_realised(head)


def _is_to_blame(head: Token) -> bool:
    """As in "they are responsible for the raid", "he is a liar"."""
    told = head.all("acomp", "attr", "prep")
    blamed = [harm for one in told if one.lower in ("responsible", "guilty") for harm in behind(one, "for", "of")]
    blamed += [harm for one in told if one.lower == "behind" and (harm := one.child("pobj")) is not None]
    named = {one.lemma.lower() for one in told if one.dep == "attr"}
    guilty = any(map(_is_harm, blamed)) or bool(named & lexicon().lists[WordList.BLAMING_WORD])
    return guilty and modality.is_realised(head)


def _is_harm(noun: Token) -> bool:
    if noun.lemma.lower() in _HARMS or noun.lemma.lower() in lexicon().lists[WordList.BLAMING_WORD]:
        return True
    trigger = find_trigger(noun)
    return trigger is not None and trigger.type in _HARMFUL


def _same_side(subject: str, claimant: str, resolver: Resolver) -> bool:
    return subject in resolver.cast.side(claimant)


def _is_obligation(head: Token) -> bool:
    if grammar.modal(head) == "must":
        return True
    above = head.head
    return head.dep == "xcomp" and above.lemma.lower() == "have" and above.tag in ("VBP", "VBZ")


def _own_deed(head: Token) -> Token | None:
    """The verb of what the speaker is going, or ready, to do."""
    if grammar.modal(head) in ("will", "shall", "would"):
        return head
    for child in head.children:
        if child.dep in ("acomp", "oprd") and child.lower in _READY and (deed := child.child("xcomp")) is not None:
            return deed
    return None
