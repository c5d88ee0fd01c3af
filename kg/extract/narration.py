"""What the article says in its own voice: every finite clause outside the words of others, and what it passes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg.extract import grammar, modality
from kg.extract.answers import Draft
from kg.extract.attribution import Attribution, Scene
from kg.extract.claims import CONFIDENCE
from kg.extract.presupposed import is_presupposed
from kg.extract.repair import is_finite
from kg.extract.situations import Situations
from kg.extract.tokens import Token
from kg.extract.triggers import find_trigger
from kg.model import Certainty, Claim, Polarity, Span, SpeechAct

__all__ = ["narrate"]

_CLAUSES = frozenset({"conj", "advcl", "parataxis"})
_BELOW = frozenset({"ccomp", "csubj"})
"""A clause in such a place is what somebody says, thinks or doubts, though nobody may have."""
_SHORTEST = 4
"""A sentence without a verb that is no longer is a dateline or a heading, and puts nothing forward."""
_UNCLAIMED = frozenset({SpeechAct.DEMAND, SpeechAct.PROPOSE, SpeechAct.ASK})
"""Who asks for something does not say that it is so."""
_PASSING_ON = "narrator:report"


def narrate(
    claims: list[Claim], drafts: list[Draft], situations: Situations, scene: Scene, narrator: str
) -> list[Claim]:
    """All claims of the article: those given, and the narrator's own.

    The narrator passes on each claim that no other passes on, asserts each clause outside them, and vouches for events
    that are mentioned where nobody else does.
    """
    found = list(claims)

    def add(claim: Claim) -> None:
        found.append(replace(claim, id=f"c{len(found)}"))

    for draft in drafts:
        if draft.parent is None:
            add(_passing_on(draft, situations, scene, narrator))
    attributions = [draft.attribution for draft in drafts]
    for head, spans in _clauses(scene, attributions):
        add(_assertion(head, spans, situations, narrator))
    found = _with_events_in_passing(found, situations, scene)
    for claim in _orphans(found, situations, narrator):
        add(claim)
    return found


def _passing_on(draft: Draft, situations: Situations, scene: Scene, narrator: str) -> Claim:
    attribution = draft.attribution
    spans = [attribution.cue, *attribution.contents, *([attribution.source] if attribution.source else [])]
    return Claim(
        id="",
        claimant=narrator,
        speech_act=SpeechAct.REPORT,
        polarity=Polarity.POSITIVE,
        contents=_united(scene.text, spans),
        certainty=Certainty.CERTAIN,
        content=(situations.of_token[attribution.head.i],),
        reports=(draft.id,),
        confidence=CONFIDENCE[attribution.strength],
        rule=_PASSING_ON,
    )


def _united(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those with no word between them made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and not any(char.isalnum() for char in text[found[-1].end : span.start]):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


# --- clauses


def _clauses(scene: Scene, attributions: list[Attribution]) -> Iterator[tuple[Token, tuple[Span, ...]]]:
    """Head and words of each proposition that the article itself puts forward, in order."""
    cues = {attribution.head.i for attribution in attributions}
    said = [span for attribution in attributions for span in attribution.contents]
    for sentence in scene.sentences:
        heads = [token for token in sentence.tokens if _is_clause(token)]
        apart = cues | {token.i for token in heads}
        for head in heads:
            if head.i in cues or _is_condition(head) or scene.quotations.at(head.start) is not None:
                continue
            if any(span.contains(head.span) for span in said) or _is_below_another(head):
                continue
            spans = [span for span in scene.spans(_words(head, apart)) if not any(span.overlaps(one) for one in said)]
            if spans:
                yield head, tuple(spans)


def _words(head: Token, apart: set[int]) -> list[Token]:
    """The clause without clauses of their own inside it and without what joins it to others."""
    words = head.below(lambda token: token.i not in apart)
    return [token for token in words if not (token.head is head and token.dep in ("cc", "mark"))]


def _is_clause(token: Token) -> bool:
    if token.dep == "ROOT":
        return token.is_verb or (token.is_noun and len(token.sentence.tokens) > _SHORTEST)
    if not token.is_verb or token.dep not in _CLAUSES or not is_finite(token):
        return False
    return token.dep == "conj" or token.child("nsubj", "nsubjpass", "expl", "csubj") is not None


def _is_below_another(token: Token) -> bool:
    return any(above.dep in _BELOW for above in [token, *token.ancestors()])


def _is_condition(token: Token) -> bool:
    return token.dep == "advcl" and grammar.mark(token) in ("if", "unless", "whether", "until")


def _assertion(head: Token, spans: tuple[Span, ...], situations: Situations, narrator: str) -> Claim:
    situation = situations.proposition(head)
    conditions = dict.fromkeys(situations.condition(token) for token in modality.conditions(head))
    return Claim(
        id="",
        claimant=narrator,
        speech_act=SpeechAct.ASSERT,
        polarity=_polarity(head),
        contents=spans,
        realis=modality.realis(head),
        certainty=modality.certainty(head, Certainty.UNDERSPECIFIED),
        content=(situation,),
        conditions=tuple(one for one in conditions if one != situation),
        confidence=Decimal("0.8"),
        rule="narrator:clause",
    )


def _polarity(head: Token) -> Polarity:
    return Polarity.NEGATIVE if modality.is_negative(head) else Polarity.POSITIVE


# --- events that are mentioned in passing


def _with_events_in_passing(claims: list[Claim], situations: Situations, scene: Scene) -> list[Claim]:
    """Events named in passing are claimed by the innermost claim that holds their words and vouches for them."""
    more: dict[str, list[str]] = {}
    said = [span for claim in claims if claim.cue is not None for span in claim.contents]
    for sentence in scene.sentences:
        for token in sentence.tokens:
            if token.i in situations.of_token or find_trigger(token) is None:
                continue
            told = _is_told(token)
            holder = _holder(token, claims) if told else None
            aside = told and not any(span.contains(token.span) for span in said)
            if holder is None and not _is_taken_for_granted(token) and (not aside or _is_below_another(token)):
                situations.mention_again(token)
                continue
            situation = situations.event(token)
            if situation is not None and holder is not None:
                if modality.is_negative(token):
                    situation = situations.absence(situation, token)
                more.setdefault(holder.id, []).append(situation)
    return [replace(claim, content=tuple(dict.fromkeys([*claim.content, *more.get(claim.id, ())]))) for claim in claims]


def _is_told(token: Token) -> bool:
    return (
        modality.is_realised(token)
        or modality.is_announced(token)
        or modality.is_decreed(token)
        or modality.is_attempted(token)
    )


def _is_taken_for_granted(token: Token) -> bool:
    """As in "denied that the talks had failed", "demanded an end to its raids": there were talks, and raids."""
    if not token.is_noun:
        return False
    if is_presupposed(token):
        return True
    return any(
        child.dep == "det" and child.lower in ("the", "this", "these", "those", "that") for child in token.children
    )


def _holder(token: Token, claims: list[Claim]) -> Claim | None:
    """A denial does not vouch for what it denies, nor the article for what somebody is not said to have said; what
    they take for granted is the reporter's."""
    hearsay = _is_below_another(token)
    vouching = [
        claim
        for claim in claims
        if claim.polarity is not Polarity.NEGATIVE
        and claim.speech_act not in _UNCLAIMED
        and claim.rule != _PASSING_ON
        and not (hearsay and claim.cue is None)
        and any(span.contains(token.span) for span in claim.contents)
    ]
    return min(vouching, key=lambda claim: sum(map(len, claim.contents)), default=None)


def _orphans(claims: list[Claim], situations: Situations, narrator: str) -> Iterator[Claim]:
    """Every situation is somebody's: what no claim holds, the article mentions."""
    claimed = {one for claim in claims for one in (*claim.content, *claim.conditions)}
    claimed |= {draft.absence_of for draft in situations.drafts.values() if draft.absence_of}
    claimed |= {claim.expressed_in for claim in claims if claim.expressed_in}
    for draft in situations.drafts.values():
        if draft.id not in claimed:
            yield Claim(
                id="",
                claimant=narrator,
                speech_act=SpeechAct.ASSERT,
                polarity=_polarity(draft.trigger),
                contents=(draft.span,),
                realis=modality.realis(draft.trigger),
                content=(draft.id,),
                confidence=Decimal("0.6"),
                rule="narrator:mention",
            )
