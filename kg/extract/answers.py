"""How claims of one article answer each other: chains, denials, refusals, agreement."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.attribution import Attribution
from kg.extract.lexicon import lexicon
from kg.extract.tokens import Token
from kg.model import EventType, SpeechAct

__all__ = ["Draft", "answer", "nest"]

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
_DENIABLE = frozenset(
    {
        SpeechAct.ACCUSE,
        SpeechAct.ASSERT,
        SpeechAct.REPORT,
        SpeechAct.ANNOUNCE,
        SpeechAct.CONFIRM,
        SpeechAct.CONDEMN,
        SpeechAct.EMPHASIZE,
        SpeechAct.SPECULATE,
        SpeechAct.WARN,
    }
)
_POINTERS = frozenset({"it", "this", "that", "them", "these", "those", "so"})
_SIMILAR = 0.34


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

    def lemmas(self, drafts: list[Draft]) -> set[str]:
        """Content words of the claim."""
        del drafts
        found = set()
        for head in self.heads:
            for token in head.below():
                if (token.is_noun or (token.is_verb and token.dep not in ("aux", "auxpass"))) and len(token.lemma) > 2:
                    found.add(token.lemma.lower())
        return found


def nest(drafts: list[Draft]) -> None:
    """Set each claim's parent: the innermost claim that reports and whose content holds its cue."""
    for inner in drafts:
        best: Draft | None = None
        for outer in drafts:
            if outer is inner or outer.act not in _REPORTING or not outer.attribution.covers(inner.attribution.cue):
                continue
            if inner in _chain(outer):
                continue
            if best is None or _size(outer) < _size(best):
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


def answer(drafts: list[Draft]) -> None:
    """Tie refusals, denials and consents to what they answer."""
    for position, draft in enumerate(drafts):
        _settle_act(draft)
        earlier = drafts[:position]
        if draft.act is SpeechAct.REFUSE:
            draft.rejects = _answered(draft, drafts, earlier, _DEMANDING)
        elif draft.act is SpeechAct.DENY:
            draft.denies = _denied(draft, drafts, earlier)
        elif draft.act is SpeechAct.AGREE:
            draft.accepts = _answered(draft, drafts, earlier, _DEMANDING)


def _settle_act(draft: Draft) -> None:
    """To reject an accusation is to deny it; to reject a demand is to refuse it."""
    if draft.act not in (SpeechAct.REFUSE, SpeechAct.DENY) or not draft.heads:
        return
    row = lexicon().reporting_nouns.get(draft.heads[0].lemma.lower())
    if row is None or not draft.heads[0].is_noun:
        return
    if row.speech_act in (SpeechAct.ACCUSE, SpeechAct.ASSERT, SpeechAct.REPORT, SpeechAct.SPECULATE):
        draft.act = SpeechAct.DENY
    elif row.speech_act in _DEMANDING:
        draft.act = SpeechAct.REFUSE


def _inside(draft: Draft, drafts: list[Draft], acts: frozenset[SpeechAct]) -> list[Draft]:
    """Claims whose cue heads the content: "rejected Islamabad's request to …"."""
    heads = {head.i for head in draft.heads}
    return [other for other in drafts if other.attribution.head.i in heads and other.act in acts]


def _answered(draft: Draft, drafts: list[Draft], earlier: list[Draft], acts: frozenset[SpeechAct]) -> list[Draft]:
    inside = _inside(draft, drafts, acts)
    if inside:
        return inside[:1]
    taken_up = _taken_up(draft, earlier, acts)
    return [taken_up] if taken_up is not None else []


def _taken_up(draft: Draft, earlier: list[Draft], acts: frozenset[SpeechAct]) -> Draft | None:
    """The earlier claim that "these accusations", "the demand", "it" stands for."""
    if len(draft.heads) != 1:
        return None
    head = draft.heads[0]
    if head.lower in _POINTERS:
        return _latest(draft, earlier, acts)
    row = lexicon().reporting_nouns.get(head.lemma.lower())
    if row is None or not row.picks_up or not _is_definite(head):
        return None
    found = _latest(draft, earlier, row.picks_up & acts or row.picks_up)
    if found is not None:
        draft.about = found
    return found


def _is_definite(noun: Token) -> bool:
    word = noun.child("det", "poss", "predet")
    if word is None:
        return noun.tag == "NNS" and not any(c.dep in ("prep", "acl", "relcl") for c in noun.children)
    return word.lower not in ("a", "an", "any", "no", "some", "every")


def _latest(draft: Draft, earlier: list[Draft], acts: frozenset[SpeechAct]) -> Draft | None:
    """The last such claim of somebody else, one aimed at this claimant before any other."""
    fitting = [one for one in earlier if one.act in acts and one.claimant != draft.claimant and not _holds(one, draft)]
    aimed = [one for one in fitting if draft.claimant in one.addressees]
    near = [one for one in aimed or fitting if draft.attribution.sentence.index - one.attribution.sentence.index <= 12]
    return near[-1] if near else None


def _holds(outer: Draft, inner: Draft) -> bool:
    return outer.attribution.covers(inner.attribution.cue)


def _denied(draft: Draft, drafts: list[Draft], earlier: list[Draft]) -> list[Draft]:
    inside = _inside(draft, drafts, _DENIABLE)
    if inside:
        draft.about = inside[0]
        return inside[:1]
    found = _taken_up(draft, earlier, _DENIABLE)
    if found is None:
        found = _most_similar(draft, earlier)
    return [found] if found is not None else []


def _most_similar(draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The earlier claim by another that shares most content words, if enough of them."""
    words = draft.lemmas(earlier)
    best: tuple[float, int, Draft] | None = None
    for position, other in enumerate(earlier):
        if other.act not in _DENIABLE or other.claimant == draft.claimant or _holds(other, draft):
            continue
        theirs = other.lemmas(earlier)
        if not words or not theirs:
            continue
        score = len(words & theirs) / min(len(words), len(theirs))
        if draft.claimant in other.addressees:
            score += 0.25
        if score >= _SIMILAR and (best is None or (score, position) > best[:2]):
            best = (score, position, other)
    return best[2] if best is not None else None
