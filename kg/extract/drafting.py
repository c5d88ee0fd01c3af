"""From attributions to drafts of claims: who claims, to whom, and what each claim answers."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.answers import Draft, answered, nest
from kg.extract.attribution import Attribution, Scene
from kg.extract.coreference import Resolver
from kg.extract.denials import denied, settle_act
from kg.extract.find import find_attributions
from kg.extract.force import force
from kg.extract.lexicon import NounKind, VerbClass, lexicon
from kg.extract.tokens import Token
from kg.extract.unsaid import is_unsaid
from kg.extract.whereabouts import may_be_aimed_at
from kg.extract.wording import actor_noun, is_statement
from kg.model import ActorKind, SpeechAct

__all__ = ["draft_claims"]

_WEAKEST = 2
"""Least strength of a lexicon row whose attributions are kept."""
_TARGETS = frozenset({"against", "with", "on", "at", "to", "upon", "from"})
_AIMED = frozenset({SpeechAct.ACCUSE, SpeechAct.CONDEMN, SpeechAct.DEMAND, SpeechAct.THREATEN, SpeechAct.WARN})
_NEXT = 1
"""How many sentences a demand may lie behind what tells whom it is made of."""
_DIRECTIVE = frozenset({SpeechAct.DEMAND, SpeechAct.PROPOSE, SpeechAct.ASK})
_FOR_SOMEBODY = frozenset({SpeechAct.THREATEN, SpeechAct.PROMISE, SpeechAct.REFUSE})
"""What things are said to do as well, in a manner of speaking."""
_OTHERS = frozenset({"he", "she", "it", "they"})
"""Who is spoken of in a quotation is not who speaks it: "They offered us nothing," she said."""
_ANSWERING = frozenset({SpeechAct.REFUSE, SpeechAct.DENY, SpeechAct.AGREE, SpeechAct.CONDEMN, SpeechAct.PRAISE})


def draft_claims(scene: Scene, resolver: Resolver) -> list[Draft]:
    """The claims that the article attributes to somebody, in the order of their cues, with their relations."""
    drafts: list[Draft] = []
    found = find_attributions(scene)
    attributions = [attribution for attribution in found if not is_unsaid(attribution, found)]
    for attribution in attributions:
        if attribution.quoted:
            # Who speaks in a quotation is known before anybody asks who "we" in it are.
            _note_speaker(attribution, _claimant(attribution, scene, resolver), scene, resolver)
    for attribution in attributions:
        if attribution.strength >= _WEAKEST and _can_claim(attribution, resolver):
            drafts.append(_draft(f"c{len(drafts)}", attribution, scene, resolver))
    nest(drafts)
    for draft in drafts:
        draft.addressees = [
            one for one in _addressees(draft, resolver) if one != draft.claimant and _is_actor(one, resolver)
        ]
        draft.side = resolver.cast.side(draft.claimant)
        draft.targets = set(draft.addressees) | _involved(draft, resolver)
    _answer(drafts)
    _address_answers(drafts)
    _address_demands(drafts)
    return drafts


def _involved(draft: Draft, resolver: Resolver) -> set[str]:
    """Who does, or is done to, what the claim says."""
    found: set[str] = set()
    for head in draft.heads:
        if head.is_verb:
            for token in (grammar.subject(head), *grammar.objects(head)):
                found |= set(resolver.actors(token))
    return found - {draft.claimant}


def _answer(drafts: list[Draft]) -> None:
    """Tie refusals, denials and consents to what they answer."""
    for position, draft in enumerate(drafts):
        settle_act(draft, drafts)
        earlier = drafts[:position]
        if draft.act in (SpeechAct.REFUSE, SpeechAct.AGREE):
            found = answered(draft, drafts, earlier)
            draft.rejects, draft.accepts = (found, []) if draft.act is SpeechAct.REFUSE else ([], found)
        else:
            contrary = denied(draft, drafts, earlier)
            draft.denies = [contrary] if contrary is not None else []
            if draft.parent is not None and draft.parent is contrary:
                draft.parent = None  # who is contradicted does not pass on the contradiction


def _draft(name: str, attribution: Attribution, scene: Scene, resolver: Resolver) -> Draft:
    claimant = _claimant(attribution, scene, resolver)
    draft = Draft(name, attribution, claimant, act=attribution.act)
    if attribution.claimant is not None and scene.quotations.at(attribution.cue.start) is None:
        resolver.spoke.setdefault(attribution.sentence.index, []).append(claimant)
    if draft.heads:
        draft.act, draft.event_type = force(attribution, draft.heads[0], claimant, resolver)
    return draft


def _note_speaker(attribution: Attribution, claimant: str, scene: Scene, resolver: Resolver) -> None:
    for span in attribution.contents:
        quotation = scene.quotations.at(span.start)
        if quotation is not None:
            resolver.speakers[quotation.span.start] = claimant


def _can_claim(attribution: Attribution, resolver: Resolver) -> bool:
    """Things do not speak: "the move suggests that" is nobody's claim, "the report suggests that" is."""
    head = attribution.claimant
    if head is not None and attribution.rule.startswith("colon:") and _is_dateline(attribution, head, resolver):
        return False
    if head is not None and attribution.act in _FOR_SOMEBODY and _is_thing(attribution, head, resolver):
        return False
    rows = lexicon().reporting_verbs.get(attribution.head.lemma.lower(), ()) if attribution.head.is_verb else ()
    if head is None or attribution.quoted or not any(row.verb_class is VerbClass.EVIDENCE for row in rows):
        return True
    if not head.is_noun or head.entity or resolver.cast.name_at(head) is not None:
        return True
    noun = lexicon().actor_nouns.get(head.lemma.lower())
    return noun is not None and noun.kind is not NounKind.PLACE


def _is_dateline(attribution: Attribution, head: Token, resolver: Resolver) -> bool:
    """As in "LAHORE: Traders shut their shops on Friday.": a town that does not speak; in a headline, which has no full
    stop, it may, unless it stands in capitals."""
    end = attribution.contents[-1].end
    if not head.text.isupper() and resolver.cast.text[end : end + 1] != ".":
        return False
    name = resolver.cast.name_at(head)
    actor = resolver.cast.named(name) if name is not None else None
    return actor is not None and resolver.cast.entries[actor].kind is ActorKind.PLACE


def _is_thing(attribution: Attribution, head: Token, resolver: Resolver) -> bool:
    """As in "the war threatened to spread", "the car refused to start": nobody says so."""
    if not attribution.rule.endswith("/to") or not attribution.head.is_verb or attribution.quoted:
        return False
    known = (
        head.entity in ("PERSON", "ORG", "GPE", "NORP")
        or resolver.cast.name_at(head) is not None
        or actor_noun(head) is not None
    )
    return head.tag in ("NN", "NNS") and not known and head.dep == "nsubj"


def _claimant(attribution: Attribution, scene: Scene, resolver: Resolver) -> str:
    head = attribution.claimant
    if head is None:
        return resolver.cast.unnamed(attribution.cue)
    if head.is_noun and not may_be_aimed_at(head, resolver.cast) and not _is_answered(head):
        head = _who_does_beside(attribution.head, resolver) or head
    found = resolver.actor(head, speaker=True)
    if found is not None and _is_actor(found, resolver):
        return found
    quotation = scene.quotations.at(head.start)
    if quotation is not None and quotation.span.start in resolver.speakers and head.lower not in _OTHERS:
        return resolver.speakers[quotation.span.start]
    if head.lower in ("i", "we") and (last := resolver.spoke_last(attribution.sentence)) is not None:
        return last
    return resolver.cast.unnamed(head.span, _wording(head))


def _is_answered(statement: Token) -> bool:
    """As in "denied a report saying that …", which is not the denier's; "released a statement saying that …" is."""
    rows = lexicon().reporting_verbs.get(statement.head.lemma.lower(), ())
    return is_statement(statement) and any(row.speech_act in _ANSWERING for row in rows)


def _who_does_beside(verb: Token, resolver: Resolver) -> Token | None:
    """Whose participle it is where the parser gives it to a thing: "the case that the ministry had brought, claiming
    that …" is the ministry's claim."""
    if verb.tag != "VBG" or verb.lower == "according" or verb.child("nsubj") is not None:
        return None
    for before in reversed(verb.sentence.tokens[: verb.i - verb.sentence.tokens[0].i]):
        if before.is_full_verb and before.tag != "VBG":
            who = grammar.subject(before)
            if who is not None and may_be_aimed_at(who, resolver.cast):
                return who
    return None


def _wording(head: Token) -> str:
    """A phrase that stands for nobody known, in its own words: "many of them" → "many"."""
    words = grammar.trim(head.below(lambda t: t.dep in ("det", "amod", "compound", "poss", "case", "nummod")))
    return " ".join(token.text for token in words) or head.text


# --- whom it is said to, or against


def _addressees(draft: Draft, resolver: Resolver) -> list[str]:
    found = resolver.actors(draft.attribution.addressee, speaker=True)
    if found or not draft.heads:
        return found
    head = draft.heads[0]
    if draft.act in (SpeechAct.WARN, SpeechAct.THREATEN):
        return _named_target(draft, resolver)
    if draft.act in _DIRECTIVE and head.is_verb:
        return resolver.actors(head.child("nsubj"))
    if draft.act in (SpeechAct.ACCUSE, SpeechAct.CONDEMN) and head.is_verb:
        return resolver.actors(grammar.subject(head))
    if draft.act in _ANSWERING and head.is_noun:
        by = head.prep("by", "from")
        owner = head.child("poss") or (by.child("pobj") if by is not None else None)
        if owner is None and not may_be_aimed_at(head, resolver.cast):
            return []
        return resolver.actors(owner if owner is not None else head)
    return []


def _is_actor(actor: str, resolver: Resolver) -> bool:
    return resolver.cast.entries[actor].kind is not ActorKind.PLACE


def _named_target(draft: Draft, resolver: Resolver) -> list[str]:
    """The party that a warning or threat names: "conflict with Afghanistan" before "curbs on Indonesian steel"; the
    speaker's own side is none."""
    ours = resolver.cast.side(draft.claimant)
    words = [token for head in draft.heads for token in head.below() if resolver.cast.name_at(token) is not None]
    aimed = [token for token in words if token.dep == "pobj" and token.head.lower in _TARGETS]
    for token in [*aimed, *words]:
        name = resolver.cast.name_at(token)
        if name is None or token is not name.head:
            continue
        named = resolver.cast.named(name) if name.demonym else resolver.actor(token)
        if named is not None and named not in ours and _is_actor(named, resolver):
            return [named]
    return []


def _address_demands(drafts: list[Draft]) -> None:
    """Of whom something is demanded is whom the same claimant accused, warned or asked just before."""
    for position, draft in enumerate(drafts):
        if draft.act is not SpeechAct.DEMAND or draft.addressees:
            continue
        for other in reversed(drafts[:position]):
            if draft.attribution.sentence.index - other.attribution.sentence.index > _NEXT:
                break
            if other.claimant == draft.claimant and other.act in _AIMED and other.addressees:
                draft.addressees = list(other.addressees)
                break


def _address_answers(drafts: list[Draft]) -> None:
    """An answer is addressed to who is answered, and a demand to who answers it."""
    for draft in drafts:
        for other in [*draft.denies, *draft.rejects, *draft.accepts]:
            if not draft.addressees and other.claimant != draft.claimant:
                draft.addressees = [other.claimant]
            if not other.addressees and draft.claimant != other.claimant:
                other.addressees = [draft.claimant]
    for draft in drafts:
        if not draft.addressees and draft.act is SpeechAct.REFUSE:
            draft.addressees = _of_companion(draft, drafts)


def _of_companion(draft: Draft, drafts: list[Draft]) -> list[str]:
    """As in "rejected Islamabad's request and refused to give guarantees": the second is aimed like the first."""
    for other in drafts:
        companion = other.claimant == draft.claimant and other.attribution.sentence is draft.attribution.sentence
        if companion and other is not draft and other.act is SpeechAct.REFUSE and other.addressees:
            return list(other.addressees)
    return []
