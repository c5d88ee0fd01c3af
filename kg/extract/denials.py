"""What a denial denies: the accusation that it names, takes up or contradicts."""

from __future__ import annotations

from kg.extract import modality
from kg.extract.answers import Draft, latest, taken_up
from kg.extract.lexicon import WordList, lexicon
from kg.extract.speech_types import HOSTILE
from kg.extract.tokens import Token
from kg.extract.triggers import find_trigger
from kg.extract.wording import is_statement
from kg.model import EventType, SpeechAct

__all__ = ["denied", "settle_act"]

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
_PROPOSING = frozenset({SpeechAct.DEMAND, SpeechAct.PROPOSE, SpeechAct.ASK, SpeechAct.PROMISE})
_STATING = frozenset({SpeechAct.ASSERT, SpeechAct.EMPHASIZE, SpeechAct.REPORT, SpeechAct.CONDEMN})
_POINTERS = frozenset({"it", "this", "that", "they", "them", "these", "those"})
_COUNTERING = frozenset({"counter", "rebut", "retort"})
_FIGURES = frozenset({"count", "estimate", "figure", "number", "tally", "toll", "total"})
_CLOSE_BY = 3
"""How many sentences a denial that names nothing lies behind what it denies, at most."""
_SIMILAR = 0.34
"""Share of content words that a denial has in common with what it denies, of the shorter of the two."""
_SAME = 0.5
"""The same for a plain statement that contradicts without saying so."""


def settle_act(draft: Draft, drafts: list[Draft]) -> None:
    """To reject an accusation is to deny it, to reject a demand is to refuse it, to call a story false is to deny."""
    if draft.act in (SpeechAct.REFUSE, SpeechAct.DENY) and draft.heads and draft.heads[0].is_noun:
        head = draft.heads[0]
        inside = next((other for other in drafts if other.attribution.head is head), None)
        row = lexicon().reporting_nouns.get(head.lemma.lower())
        act = inside.act if inside is not None else row.speech_act if row is not None else None
        if act in _DENIABLE:
            draft.act = SpeechAct.DENY
        elif act in _PROPOSING:
            draft.act = SpeechAct.REFUSE
    elif draft.act in _STATING and _dismissed(draft) is not None:
        draft.act = SpeechAct.DENY


def denied(draft: Draft, drafts: list[Draft], earlier: list[Draft]) -> Draft | None:
    """The claim that this one denies; also for a statement that contradicts what its claimant is accused of."""
    if draft.act is SpeechAct.DENY:
        beside = _apposed(draft, drafts)
        if beside is not None:
            return beside
        inside = _inside(draft, drafts)
        if inside is not None:
            draft.about = inside
            return inside
        words = _dismissed(draft)
        again = _denied_already(draft, earlier) if words is not None else None
        if again is not None:
            return again
        heads = [words] if words is not None else draft.heads
        found = taken_up(draft, heads, earlier, _DENIABLE, definite=False)
        found = found or (_latest_told(draft, earlier) if words is not None else None)
        if found is None:
            found = _most_similar(draft, earlier, _SIMILAR)
            if found is not None and found is _most_similar(draft, earlier, _SAME):
                draft.about = found
        found = found or _of_the_same_kind(draft, earlier)
        return found or latest(draft, earlier, frozenset({SpeechAct.ACCUSE}), aimed=True)
    if draft.act in _STATING and draft.attribution.head.lemma.lower() in _COUNTERING:
        return latest(draft, earlier, _DENIABLE, aimed=True)
    if draft.act in _STATING and draft.heads and modality.is_negative(draft.heads[0]):
        if _says_no_such(draft.heads[0]):
            return _latest_told(draft, earlier)
        if (going_on := _denied_beside(draft, earlier)) is not None:
            return going_on
        contradicted = _most_similar(draft, earlier, _SAME)
        if contradicted is None:
            return None
        accused = contradicted.act is SpeechAct.ACCUSE or draft.claimant in contradicted.targets
        accused |= any(contradicted in other.denies and other.claimant == draft.claimant for other in earlier)
        return contradicted if accused else None
    return None


def _apposed(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """As in "said three had died, a figure that the army disputes": what stands before it is what is denied."""
    verb = draft.attribution.head
    told = verb.head
    if verb.dep == "relcl" and _takes_up_a_clause(verb):
        around = [one for one in drafts if one.act in _DENIABLE and one.claimant != draft.claimant and one.holds(draft)]
        return min(around, key=lambda one: sum(map(len, one.attribution.contents)), default=None)
    if (
        verb.dep != "relcl"
        or told.dep not in ("appos", "npadvmod", "conj", "dobj")
        or not _stands_for_what_is_said(told)
    ):
        return None
    said = next((one for one in drafts if one.attribution.head is told.head and told.i > one.attribution.head.i), None)
    outer = draft.parent or said
    return outer if outer is not None and outer.act in _DENIABLE and outer.claimant != draft.claimant else None


def _takes_up_a_clause(verb: Token) -> bool:
    """As in "said that they had been beaten, which police deny": what "which" stands for is all that is said before."""
    which = next((child for child in verb.children if child.lower == "which" and child.dep == "dobj"), None)
    if which is None:
        return False
    before = which.i - 1 - which.sentence.tokens[0].i
    return before >= 0 and which.sentence.tokens[before].text == ","


def _stands_for_what_is_said(noun: Token) -> bool:
    row = lexicon().reporting_nouns.get(noun.lemma.lower())
    return noun.lemma.lower() in _FIGURES or (row is not None and bool(row.picks_up))


def _denied_beside(draft: Draft, earlier: list[Draft]) -> Draft | None:
    """As in "denied the charge, saying nobody had been hurt": the second says what the first denies."""
    for above in draft.attribution.head.ancestors():
        for other in earlier:
            if other.attribution.head is above and other.act is SpeechAct.DENY and other.claimant == draft.claimant:
                return other.denies[0] if other.denies else None
    return None


def _of_the_same_kind(draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The last claim of another side, close by, of harm of the kind that is denied: "denied that anyone had been hurt"
    after "said that several had been beaten"."""
    kinds = _harms(draft)
    for other in reversed(earlier):
        if draft.attribution.sentence.index - other.attribution.sentence.index > _CLOSE_BY:
            return None
        apart = other.claimant not in draft.side and draft.claimant not in other.side
        if other.act in _DENIABLE and apart and not other.holds(draft) and kinds & _harms(other):
            return other
    return None


def _harms(draft: Draft) -> set[EventType]:
    triggers = [find_trigger(token) for head in draft.heads for token in head.below()]
    return {one.type for one in triggers if one is not None and one.type in HOSTILE}


def _denied_already(draft: Draft, earlier: list[Draft]) -> Draft | None:
    """What the claimant has just denied: "He denied it. The allegation was pure fantasy, he said."."""
    for other in reversed(earlier):
        if draft.attribution.sentence.index - other.attribution.sentence.index > 2:
            return None
        if other.claimant == draft.claimant and other.denies:
            return other.denies[0]
    return None


def _inside(draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The claim whose cue heads the content, "denied the allegation that …", or says what its head holds: "denied a
    report saying that …"."""
    heads = {head.i for head in draft.heads}
    found = next((one for one in drafts if one.attribution.head.i in heads and one.act in _DENIABLE), None)
    return found or next((one for one in drafts if _says_what_stands_in(one, heads)), None)


def _says_what_stands_in(draft: Draft, heads: set[int]) -> bool:
    verb = draft.attribution.head
    held = verb.dep in ("acl", "relcl") and verb.head.i in heads and is_statement(verb.head)
    return held and draft.act in _DENIABLE


def _latest_told(draft: Draft, earlier: list[Draft]) -> Draft | None:
    return latest(draft, earlier, _DENIABLE)


def _says_no_such(head: Token) -> bool:
    """As in "received no such request"."""
    return any(token.lower == "such" and any(c.lower == "no" for c in token.head.children) for token in head.below())


def _dismissed(draft: Draft) -> Token | None:
    """What the claim says is false: "the story was untrue", "described that account as exaggerated"."""
    if not draft.heads:
        return None
    head = draft.heads[0]
    if not head.is_verb:
        return head if _names_claim(head) and _calls_false(draft, head) else None
    subject = head.child("nsubj", "nsubjpass")
    predicates = head.all("attr", "acomp", "oprd")
    if subject is None or not (_names_claim(subject) or subject.lower in _POINTERS):
        return None
    if modality.is_negative(head) or not any(_is_falsity(token) for one in predicates for token in one.below()):
        return None
    return subject


def _names_claim(noun: Token) -> bool:
    row = lexicon().reporting_nouns.get(noun.lemma.lower())
    return row is not None and bool(row.picks_up)


def _calls_false(draft: Draft, head: Token) -> bool:
    """A noun phrase and what it is called: "dismissed the charge as a fabrication"."""
    if "/as" not in draft.attribution.rule and "/small" not in draft.attribution.rule:
        return False
    return any(_is_falsity(token) for token in head.sentence.tokens if draft.attribution.covers(token.span))


def _is_falsity(token: Token) -> bool:
    return (
        token.lemma.lower() in lexicon().lists[WordList.FALSITY_WORD]
        or token.lower in lexicon().lists[WordList.FALSITY_WORD]
    )


def _lemmas(draft: Draft) -> set[str]:
    """Content words of a claim."""
    dull = lexicon().lists[WordList.STATIVE_VERB]
    found = set()
    for head in draft.heads:
        for token in head.below():
            word = token.is_noun or (token.is_verb and token.dep not in ("aux", "auxpass"))
            if word and len(token.lemma) > 2 and token.lemma.lower() not in dull:
                found.add(token.lemma.lower())
    return found


def _most_similar(draft: Draft, earlier: list[Draft], bar: float) -> Draft | None:
    """The earlier claim by another that shares most content words, if enough of them; one that is aimed at this
    claimant needs fewer."""
    words = _lemmas(draft)
    best: tuple[float, int] | None = None
    for position, other in enumerate(earlier):
        theirs = _lemmas(other)
        if (
            other.act not in _DENIABLE
            or other.claimant in draft.side | {draft.claimant}
            or draft.claimant in other.side
            or other.holds(draft)
            or not (words and theirs)
        ):
            continue
        score = len(words & theirs) / min(len(words), len(theirs)) + (0.25 if draft.claimant in other.targets else 0)
        if score >= bar and words & theirs and (best is None or (score, position) > best):
            best = (score, position)
    return earlier[best[1]] if best is not None else None
