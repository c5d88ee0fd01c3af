"""Situations while they are being put together, and which event told of before a noun takes up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.tokens import Token
from kg.extract.triggers import Trigger
from kg.model import EventType, SituationKind, Span

__all__ = ["Happening", "is_definite", "same_event"]


@dataclass(slots=True)
class Happening:
    """A situation while it is being put together."""

    id: str
    kind: SituationKind
    label: str
    trigger: Token
    span: Span
    event_type: EventType | None = None
    initiators: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    absence_of: str | None = None
    rule: str = ""
    nominal: bool = False

    @property
    def parties(self) -> set[str]:
        """Who takes part in it."""
        return {*self.initiators, *self.recipients}


def same_event(
    happenings: Iterable[Happening], trigger: Trigger, parties: set[str], places: list[str]
) -> Happening | None:
    """An earlier event that this noun takes up: same type, no other parties or places; the latest first.

    happenings are all so far, in the order in which they came up.
    """
    definite = is_definite(trigger.token)
    several = _are_several(trigger.token)
    for draft in reversed(list(happenings)):
        if draft.event_type is not trigger.type or _are_several(draft.trigger) is not several:
            continue
        if draft.kind is SituationKind.SPEECH_EVENT:
            # "the warning" may take up that somebody warned, where it says no more of it.
            if definite and not parties and not places and draft.trigger.i < trigger.token.i:
                return draft
            continue
        if not draft.nominal and not (definite and draft.trigger.lower[:4] == trigger.token.lower[:4]):
            continue
        if parties and draft.parties and not (parties <= draft.parties or draft.parties <= parties):
            continue
        if places and draft.places and not set(places) & set(draft.places):
            continue
        same_word = draft.trigger.lemma == trigger.token.lemma
        alike = trigger.symmetric or same_word
        bare = not parties and not places and (alike if trigger.type is EventType.CONSULT else same_word)
        if definite or (alike and parties and parties == draft.parties) or bare:
            return draft
    return None


def is_definite(noun: Token) -> bool:
    """Whether the noun speaks of an event as known: "the raid", "their talks"."""
    determiner = noun.child("det", "poss")
    if determiner is not None:
        return determiner.lower in ("the", "this", "these", "those", "that", "their", "its", "his", "her")
    return False


def _are_several(noun: Token) -> bool:
    """As in "both attacks", "two attacks"."""
    return any(child.dep == "nummod" or child.lower in ("both", "several") for child in noun.children)
