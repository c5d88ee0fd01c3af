"""From drafts to claims: polarity, realis, certainty, and the situations that they are about."""

from __future__ import annotations

from decimal import Decimal

from kg.extract import grammar, modality
from kg.extract.answers import Draft
from kg.extract.attribution import Scene
from kg.extract.situations import Situations
from kg.model import Claim, Polarity, Realis, SpeechAct

__all__ = ["CONFIDENCE", "attributed_claims"]

CONFIDENCE = {3: Decimal("0.9"), 2: Decimal("0.7"), 1: Decimal("0.5")}
"""By the strength of the lexicon row: near the share of such rows' attributions that a person marks too."""
_COMMISSIVE = frozenset({SpeechAct.PROMISE, SpeechAct.THREATEN, SpeechAct.REFUSE})


def attributed_claims(drafts: list[Draft], situations: Situations, scene: Scene) -> list[Claim]:
    """The claims of all drafts, in their order; their speech events come into being first, so that a claim inside
    another finds its own."""
    for draft in drafts:
        draft.attribution.act = draft.act
        situations.speech_event(draft.attribution, draft.claimant, draft.addressees, draft.event_type)
    return [_claim(draft, drafts, situations, scene) for draft in drafts]


def _claim(draft: Draft, drafts: list[Draft], situations: Situations, scene: Scene) -> Claim:
    attribution = draft.attribution
    content, conditions = _content(draft, drafts, situations, scene)
    certainty = attribution.certainty
    return Claim(
        id=draft.id,
        claimant=draft.claimant,
        speech_act=draft.act,
        polarity=_polarity(draft),
        contents=attribution.contents,
        realis=_realis(draft),
        certainty=modality.certainty(draft.heads[0], certainty) if draft.heads else certainty,
        source=attribution.source,
        cue=attribution.cue,
        addressees=tuple(draft.addressees),
        content=content,
        conditions=conditions,
        reports=tuple(other.id for other in drafts if other.parent is draft),
        denies=tuple(other.id for other in draft.denies),
        rejects=tuple(other.id for other in draft.rejects),
        accepts=tuple(other.id for other in draft.accepts),
        expressed_in=situations.of_token[attribution.head.i],
        confidence=CONFIDENCE[attribution.strength],
        rule=attribution.rule,
    )


def _polarity(draft: Draft) -> Polarity:
    if draft.act in (SpeechAct.DENY, SpeechAct.REFUSE) or draft.attribution.denying:
        return Polarity.NEGATIVE
    if draft.act is SpeechAct.ASK and draft.heads and grammar.mark(draft.heads[0]) in ("if", "whether"):
        return Polarity.UNSPECIFIED
    return Polarity.NEGATIVE if draft.heads and modality.is_negative(draft.heads[0]) else Polarity.POSITIVE


def _realis(draft: Draft) -> Realis:
    if not draft.heads:
        return Realis.ACTUAL
    put = modality.realis(draft.heads[0])
    if draft.act in _COMMISSIVE and put is not Realis.ACTUAL:
        return Realis.HYPOTHETICAL if modality.conditions(draft.heads[0]) else Realis.FUTURE
    return Realis.FUTURE if draft.act is SpeechAct.PREDICT and put is Realis.ACTUAL else put


def _content(
    draft: Draft, drafts: list[Draft], situations: Situations, scene: Scene
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Situations that the claim takes a position on, and those that it makes them depend on.

    A claim has one polarity, that of its first proposition; of one that is put the other way round, the content is
    the state in which it does not hold.
    """
    if draft.about is not None:
        return _content(draft.about, drafts, situations, scene)[0], ()
    content: list[str] = []
    conditions: list[str] = []
    for head in draft.heads:
        situation = situations.proposition(head)
        inner = next((other for other in drafts if other.attribution.head is head), None)
        if inner is not None and modality.is_negative(head):
            # "reported that they did not accept": the claim is negative about the accepting, not about the refusal.
            situation = situations.unanswered(inner.attribution)
        if modality.is_negative(head) != modality.is_negative(draft.heads[0]):
            situation = situations.absence(situation, head)
        content.append(situation)
        conditions += [situations.condition(token) for token in modality.conditions(head)]
    if not content:
        content.append(_first_word(draft, situations, scene))
    conditions = [one for one in dict.fromkeys(conditions) if one not in content]
    return tuple(dict.fromkeys(content)), tuple(conditions)


def _first_word(draft: Draft, situations: Situations, scene: Scene) -> str:
    """A quotation without a verb ("Never!") is about what its first word says."""
    span = draft.attribution.contents[0]
    for sentence in scene.sentences:
        for token in sentence.tokens:
            if span.start <= token.start < span.end and any(char.isalnum() for char in token.text):
                return situations.proposition(token)
    return situations.proposition(draft.attribution.head)
