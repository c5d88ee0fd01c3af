"""How claims of one article hang together: chains, refusals, consents; denials have a module of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.attribution import Attribution
from kg.extract.lexicon import lexicon
from kg.extract.tokens import Token
from kg.model import EventType, SpeechAct

__all__ = ["Draft", "answered", "latest", "nest", "taken_up"]

# A claim of these acts passes on what others say inside it; a refusal, demand or denial does not.
_REPORTING = frozenset(
    {
        SpeechAct.ASSERT,
        SpeechAct.REPORT,
        SpeechAct.CONFIRM,
        SpeechAct.EMPHASIZE,
        SpeechAct.ANNOUNCE,
        SpeechAct.ACCUSE,
        SpeechAct.PREDICT,
        SpeechAct.SPECULATE,
        SpeechAct.WARN,
        SpeechAct.AGREE,
    }
)
_DEMANDING = frozenset({SpeechAct.DEMAND, SpeechAct.PROPOSE, SpeechAct.ASK, SpeechAct.PROMISE})
_POINTERS = frozenset({"it", "this", "that", "them", "these", "those", "so"})
_FAR = 12
"""How many sentences an answer may lie behind what it answers."""


@dataclass(slots=True)
class Draft:
    """A claim while its relations are being found."""

    id: str
    attribution: Attribution
    claimant: str
    addressees: list[str] = field(default_factory=list)
    act: SpeechAct = SpeechAct.ASSERT
    event_type: EventType | None = None
    """PLOVER type of the act of saying, where the content tells more than the verb."""
    side: set[str] = field(default_factory=set)
    """The claimant, and whom it belongs to or acts for."""
    targets: set[str] = field(default_factory=set)
    """Actors that the claim is aimed at: addressees, and who does, or is done to, what it says."""
    parent: Draft | None = None
    denies: list[Draft] = field(default_factory=list)
    rejects: list[Draft] = field(default_factory=list)
    accepts: list[Draft] = field(default_factory=list)
    about: Draft | None = None
    """The earlier claim that its content takes up ("these accusations")."""

    @property
    def heads(self) -> list[Token]:
        """Heads of the content."""
        return self.attribution.content_heads

    def holds(self, other: Draft) -> bool:
        """Whether the other claim is made inside this one's content."""
        mine, its = self.attribution, other.attribution
        if mine.hearsay and not mine.noun and its.head in mine.content_heads:
            return True  # "has [reportedly] confessed": the cue stands inside the other
        return its.through is mine or mine.covers(its.cue)


def nest(drafts: list[Draft]) -> None:
    """Set each claim's parent: the innermost claim that reports and whose content holds its cue."""
    for inner in drafts:
        best: Draft | None = None
        for outer in drafts:
            if outer is inner or outer.act not in _REPORTING or not outer.holds(inner):
                continue
            if outer.attribution is inner.attribution.through:
                best = outer
                break
            if inner in _chain(outer):
                continue
            if best is None or _size(outer) < _size(best) or outer.attribution.through is best.attribution:
                best = outer
        inner.parent = best


def _chain(draft: Draft) -> list[Draft]:
    """The claim and those that pass it on, as far as they are known."""
    found = [draft]
    while found[-1].parent is not None:
        found.append(found[-1].parent)
    return found


def _size(draft: Draft) -> int:
    return sum(len(span) for span in draft.attribution.contents)


def answered(draft: Draft, drafts: list[Draft], earlier: list[Draft]) -> list[Draft]:
    """The demand, proposal or promise that a refusal or a consent answers."""
    heads = {head.i for head in draft.heads}
    inside = [other for other in drafts if other.attribution.head.i in heads and other.act in _DEMANDING]
    found = inside[0] if inside else taken_up(draft, draft.heads, earlier, _DEMANDING)
    return [found] if found is not None else []


def taken_up(
    draft: Draft, heads: list[Token], earlier: list[Draft], acts: frozenset[SpeechAct], *, definite: bool = True
) -> Draft | None:
    """The earlier claim for which the words stand that these heads head: "these accusations", "the demand", "it"."""
    if len(heads) != 1:
        return None
    head = heads[0]
    if head.lower in _POINTERS:
        return latest(draft, earlier, acts)
    row = lexicon().reporting_nouns.get(head.lemma.lower()) if head.is_noun else None
    apposed = draft.attribution.head.dep == "relcl"
    if row is None or not row.picks_up or (definite and not apposed and not _is_definite(head)):
        return None
    found = _just_told(draft, head, earlier, acts) or latest(draft, earlier, row.picks_up & acts or row.picks_up)
    if found is None and SpeechAct.ACCUSE in row.picks_up & acts:
        # An accusation need not have been called one: "said that Mali was behind it".
        found = latest(draft, earlier, frozenset({SpeechAct.ASSERT, SpeechAct.REPORT}), aimed=True)
    if found is not None:
        draft.about = found
    return found


def _just_told(draft: Draft, head: Token, earlier: list[Draft], acts: frozenset[SpeechAct]) -> Draft | None:
    """What the sentence before says, where "that account", "this claim" points to it."""
    if not any(child.dep == "det" and child.lower in ("this", "that") for child in head.children):
        return None
    here = draft.attribution.sentence.index
    near = [one for one in earlier if one.claimant != draft.claimant and one.parent is None and not one.holds(draft)]
    last = near[-1] if near else None
    fits = last is not None and last.act in acts and here - last.attribution.sentence.index <= 1
    return last if fits else None


def _is_definite(noun: Token) -> bool:
    word = noun.child("det", "poss", "predet")
    if word is None:
        return noun.tag == "NNS" and not any(c.dep in ("prep", "acl", "relcl") for c in noun.children)
    return word.lower not in ("a", "an", "any", "no", "some", "every")


def latest(draft: Draft, earlier: list[Draft], acts: frozenset[SpeechAct], *, aimed: bool = False) -> Draft | None:
    """The last such claim of somebody else that is near: one addressed to this claimant, or else one aimed at it, or,
    unless it has to be aimed, any."""
    near = [
        one
        for one in earlier
        if one.act in acts
        and one.claimant != draft.claimant
        and not one.holds(draft)
        and draft.attribution.sentence.index - one.attribution.sentence.index <= _FAR
    ]
    addressed = [one for one in near if draft.claimant in one.addressees]
    targeted = [one for one in near if (draft.side | {draft.claimant}) & one.targets]
    found = addressed or targeted or ([] if aimed else near)
    return found[-1] if found else None
