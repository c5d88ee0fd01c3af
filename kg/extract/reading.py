"""Put it all together: one article read, from parse to claims and situations."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.extract import grammar, modality
from kg.extract.answers import Draft, answer, nest
from kg.extract.attribution import Attribution, Scene
from kg.extract.cast import Cast
from kg.extract.coreference import Resolver
from kg.extract.force import force
from kg.extract.find import find_attributions
from kg.extract.lexicon import NounKind, lexicon
from kg.extract.names import find_names
from kg.extract.narration import narrator_clauses
from kg.extract.quotes import find_quotations
from kg.extract.situations import Situations
from kg.extract.tokens import Sentence, Token
from kg.extract.when import Times
from kg.model import (
    Article,
    Certainty,
    Claim,
    Dispute,
    Extraction,
    Gazetteer,
    Mention,
    Polarity,
    Realis,
    Span,
    SpeechAct,
)

__all__ = ["Reading"]

_MINIMUM_STRENGTH = 2
_DIRECTIVE = frozenset({SpeechAct.DEMAND, SpeechAct.PROPOSE, SpeechAct.ASK})
_COMMISSIVE = frozenset({SpeechAct.PROMISE, SpeechAct.THREATEN, SpeechAct.REFUSE})
_TARGETS = ("against", "with", "on", "at", "to", "upon", "from")
_CONFIDENCE = {3: Decimal("0.9"), 2: Decimal("0.7"), 1: Decimal("0.5")}


class Reading:
    """Everything that is found in one article, while it is being found."""

    def __init__(self, article: Article, sentences: list[Sentence], gazetteer: Gazetteer) -> None:
        self.article = article
        self.text = article.text
        self.scene = Scene(self.text, sentences, find_quotations(self.text))
        names = find_names(self.text, sentences, gazetteer)
        self.cast = Cast(self.text, names, gazetteer, article.publisher)
        self.resolver = Resolver(self.cast, sentences, self.scene.quotations)
        self.situations = Situations(self.text, self.resolver)
        self.times = Times(article, sentences)
        self.drafts: list[Draft] = []
        self.claims: list[Claim] = []
        self.mentions: list[Mention] = []

    def read(self, extractor: str) -> Extraction:
        """The extraction of the article; deterministic."""
        self._draft_claims()
        nest(self.drafts)
        self._find_addressees()
        answer(self.drafts)
        self._address_answers()
        for draft in self.drafts:
            draft.attribution.act = draft.act
            self.situations.speech_event(draft.attribution, draft.claimant, tuple(draft.addressees), draft.event_type)
        for draft in self.drafts:
            self.claims.append(self._claim(draft))
        self._narrate()
        self._scatter_events()
        self._set_times()
        self.cast.mention_all_names()
        return self._extraction(extractor)

    # --- attributed claims

    def _draft_claims(self) -> None:
        for attribution in find_attributions(self.scene):
            if attribution.strength < _MINIMUM_STRENGTH or not self._can_claim(attribution):
                continue
            claimant = self._claimant(attribution)
            draft = Draft(f"c{len(self.drafts)}", attribution, claimant, act=attribution.act)
            self.drafts.append(draft)
            if draft.heads:
                draft.act, draft.event_type = force(draft.act, draft.heads[0], claimant, self.resolver)
            for span in attribution.contents if attribution.quoted else ():
                quotation = self.scene.quotations.at(span.start)
                if quotation is not None:
                    self.resolver.speakers[quotation.span.start] = claimant

    def _can_claim(self, attribution: Attribution) -> bool:
        """Things do not speak: "the move suggests that" is nobody's claim, "the report suggests that" is."""
        head = attribution.claimant
        if head is None or attribution.act not in (SpeechAct.ASSERT, SpeechAct.REPORT, SpeechAct.CONFIRM, SpeechAct.SPECULATE):
            return True
        if not head.is_noun or head.entity or self.cast.name_at(head) is not None:
            return True
        noun = lexicon().actor_nouns.get(head.lemma.lower())
        if noun is not None:
            return noun.kind is not NounKind.PLACE
        return attribution.rule.split("/")[0].removeprefix("verb:") in ("say", "tell", "claim", "note", "add", "state") or attribution.quoted

    def _claimant(self, attribution: Attribution) -> str:
        head = attribution.claimant
        if head is None:
            return self.cast.unnamed()
        found = self.resolver.actor(head, speaker=True)
        if found is None:
            quotation = self.scene.quotations.at(head.start)
            if quotation is not None and quotation.span.start in self.resolver.speakers:
                return self.resolver.speakers[quotation.span.start]
            words = grammar.trim(head.below(lambda t: t.dep in ("det", "amod", "compound", "poss", "case", "nummod")))
            label = " ".join(token.text for token in words) or head.text
            found = self.cast.unnamed(label)
            self.cast.mention(found, head)
        return found

    # --- whom it is said to, or against

    def _find_addressees(self) -> None:
        for draft in self.drafts:
            found = self.resolver.actors(draft.attribution.addressee)
            if not found and draft.act in (SpeechAct.WARN, SpeechAct.THREATEN):
                found = self._named_target(draft)
            if not found and draft.act in _DIRECTIVE and draft.heads and draft.heads[0].is_verb:
                own = draft.heads[0].child("nsubj")
                found = self.resolver.actors(own) if own is not None else []
            if not found and draft.act in (SpeechAct.REFUSE, SpeechAct.DENY, SpeechAct.AGREE, SpeechAct.CONDEMN):
                found = self._owner_of_content(draft)
            draft.addressees = [one for one in found if one != draft.claimant and self._is_actor(one)]

    def _is_actor(self, actor: str) -> bool:
        return self.cast.entries[actor].kind != "Place"

    def _named_target(self, draft: Draft) -> list[str]:
        """The party that a warning or threat names: "conflict with Afghanistan"; the speaker's own side is none."""
        entry = self.cast.entries[draft.claimant]
        ours = {draft.claimant, entry.acts_for, *entry.affiliations}
        for head in draft.heads:
            for token in head.below():
                if token.dep == "pobj" and token.head.lower in _TARGETS and self.cast.name_at(token) is not None:
                    found = [one for one in self.resolver.actors(token) if one not in ours and self._is_actor(one)]
                    if found:
                        return found[:1]
        return []

    def _owner_of_content(self, draft: Draft) -> list[str]:
        """Whose demand is refused, whose claim is denied: "rejected Pakistan's demands"."""
        if not draft.heads or not draft.heads[0].is_noun:
            return []
        owner = draft.heads[0].child("poss")
        if owner is None:
            by = draft.heads[0].prep("by", "from")
            owner = by.child("pobj") if by is not None else None
        return self.resolver.actors(owner)

    def _address_answers(self) -> None:
        """An answer is addressed to who is answered, and the demand to who answers it."""
        for draft in self.drafts:
            for other in [*draft.denies, *draft.rejects, *draft.accepts]:
                if not draft.addressees and other.claimant != draft.claimant:
                    draft.addressees = [other.claimant]
                if not other.addressees and draft.claimant != other.claimant:
                    other.addressees = [draft.claimant]
        for draft in self.drafts:
            if draft.addressees or draft.act is not SpeechAct.REFUSE:
                continue
            for other in self.drafts:
                same = other.attribution.sentence is draft.attribution.sentence and other.claimant == draft.claimant
                if same and other is not draft and other.act is SpeechAct.REFUSE and other.addressees:
                    draft.addressees = list(other.addressees)
                    break

    # --- claims

    def _claim(self, draft: Draft) -> Claim:
        attribution = draft.attribution
        heads = draft.heads
        content, conditions = self._content(draft)
        return Claim(
            id=draft.id,
            claimant=draft.claimant,
            speech_act=draft.act,
            polarity=self._polarity(draft),
            contents=attribution.contents,
            realis=self._realis(draft),
            certainty=modality.certainty(heads[0], attribution.certainty) if heads else attribution.certainty,
            source=attribution.source,
            cue=attribution.cue,
            addressees=tuple(draft.addressees),
            content=content,
            conditions=conditions,
            reports=tuple(other.id for other in self.drafts if other.parent is draft),
            denies=tuple(other.id for other in draft.denies),
            rejects=tuple(other.id for other in draft.rejects),
            accepts=tuple(other.id for other in draft.accepts),
            expressed_in=self.situations.of_token[attribution.head.i],
            confidence=_CONFIDENCE[attribution.strength],
            rule=attribution.rule,
        )

    def _polarity(self, draft: Draft) -> Polarity:
        if draft.act in (SpeechAct.DENY, SpeechAct.REFUSE) or draft.attribution.denying:
            return Polarity.NEGATIVE
        if draft.act is SpeechAct.ASK and draft.heads and grammar.mark(draft.heads[0]) in ("if", "whether"):
            return Polarity.UNSPECIFIED
        if draft.heads and modality.is_negative(draft.heads[0]):
            return Polarity.NEGATIVE
        return Polarity.POSITIVE

    def _realis(self, draft: Draft) -> Realis:
        if not draft.heads:
            return Realis.ACTUAL
        put = modality.realis(draft.heads[0])
        if draft.act in _COMMISSIVE and put is not Realis.ACTUAL:
            return Realis.FUTURE if not modality.conditions(draft.heads[0]) else Realis.HYPOTHETICAL
        if draft.act is SpeechAct.PREDICT and put is Realis.ACTUAL:
            return Realis.FUTURE
        return put

    def _content(self, draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Situations that the claim takes a position on, and those it makes them depend on."""
        if draft.about is not None:
            return self._content(draft.about)[0], ()
        first_negative = draft.heads and modality.is_negative(draft.heads[0])
        content: list[str] = []
        conditions: list[str] = []
        for head in draft.heads:
            situation = self.situations.proposition(head)
            if head is not draft.heads[0] and bool(modality.is_negative(head)) != bool(first_negative):
                situation = self.situations.absence(situation, head)
            content.append(situation)
            conditions += [self.situations.proposition(token) for token in modality.conditions(head)]
        if not content:
            content.append(self._content_by_span(draft))
        conditions = [one for one in dict.fromkeys(conditions) if one not in content]
        return tuple(dict.fromkeys(content)), tuple(conditions)

    def _content_by_span(self, draft: Draft) -> str:
        """A quotation without a verb ("Never!") is about what its first word says."""
        span = draft.attribution.contents[0]
        for sentence in self.scene.sentences:
            for token in sentence.tokens:
                if span.start <= token.start < span.end and any(char.isalnum() for char in token.text):
                    return self.situations.proposition(token)
        return self.situations.proposition(draft.attribution.head)

    # --- the article's own claims

    def _narrate(self) -> None:
        publisher = self.cast.publisher()
        for draft in self.drafts:
            if draft.parent is None:
                self.claims.append(self._passing_on(draft, publisher))
        for head, spans in narrator_clauses(self.scene, [draft.attribution for draft in self.drafts]):
            self._assert(head, spans, publisher)

    def _passing_on(self, draft: Draft, publisher: str) -> Claim:
        attribution = draft.attribution
        spans = [attribution.cue, *attribution.contents, *([attribution.source] if attribution.source else [])]
        return Claim(
            id=f"c{len(self.claims)}",
            claimant=publisher,
            speech_act=SpeechAct.REPORT,
            polarity=Polarity.POSITIVE,
            contents=_joined(self.text, spans),
            content=(self.situations.of_token[attribution.head.i],),
            reports=(draft.id,),
            confidence=_CONFIDENCE[attribution.strength],
            certainty=Certainty.CERTAIN,
            rule="narrator:report",
        )

    def _assert(self, head: Token, spans: tuple[Span, ...], publisher: str) -> None:
        conditions = tuple(self.situations.proposition(token) for token in modality.conditions(head))
        situation = self.situations.proposition(head)
        self.claims.append(
            Claim(
                id=f"c{len(self.claims)}",
                claimant=publisher,
                speech_act=SpeechAct.ASSERT,
                polarity=Polarity.NEGATIVE if modality.is_negative(head) else Polarity.POSITIVE,
                contents=spans,
                content=(situation,),
                conditions=tuple(one for one in dict.fromkeys(conditions) if one != situation),
                realis=modality.realis(head),
                certainty=modality.certainty(head, Certainty.UNDERSPECIFIED),
                confidence=Decimal("0.8"),
                rule="narrator:clause",
            )
        )

    def _scatter_events(self) -> None:
        """Events that are mentioned in passing are claimed by the innermost claim that holds them and vouches for it."""
        extra: dict[str, list[str]] = {}
        for sentence in self.scene.sentences:
            for token in sentence.tokens:
                known = token.i in self.situations.of_token
                situation = self.situations.event(token)
                if situation is None or known:
                    continue
                holder = self._holder(token)
                if holder is None:
                    continue
                if modality.is_negative(token):
                    situation = self.situations.absence(situation, token)
                extra.setdefault(holder, []).append(situation)
        self.claims = [
            _with_content(claim, extra[claim.id]) if claim.id in extra else claim for claim in self.claims
        ]
        self._claim_orphans()

    def _holder(self, token: Token) -> str | None:
        """A denial does not vouch for what it denies; what it presupposes is the reporter's."""
        best: Claim | None = None
        for claim in self.claims:
            if claim.polarity is Polarity.NEGATIVE or claim.speech_act in _DIRECTIVE or claim.rule == "narrator:report":
                continue
            if any(span.contains(token.span) for span in claim.contents) and (
                best is None or _size(claim) < _size(best)
            ):
                best = claim
        return best.id if best is not None else None

    def _claim_orphans(self) -> None:
        """Every situation is somebody's: what no claim holds, the article mentions."""
        claimed = {one for claim in self.claims for one in (*claim.content, *claim.conditions)}
        claimed |= {draft.absence_of for draft in self.situations.drafts.values() if draft.absence_of}
        publisher = self.cast.publisher()
        for draft in list(self.situations.drafts.values()):
            if draft.id in claimed:
                continue
            negative = modality.is_negative(draft.trigger)
            self.claims.append(
                Claim(
                    id=f"c{len(self.claims)}",
                    claimant=publisher,
                    speech_act=SpeechAct.ASSERT,
                    polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
                    contents=(draft.span,),
                    content=(draft.id,),
                    realis=modality.realis(draft.trigger),
                    confidence=Decimal("0.6"),
                    rule="narrator:mention",
                )
            )

    # --- times and result

    def _set_times(self) -> None:
        for token_i, situation in self.situations.of_token.items():
            draft = self.situations.drafts[situation]
            for time in self.times.of(token_i):
                if time not in draft.times:
                    draft.times.append(time)

    def _disputes(self) -> Iterator[Dispute]:
        """Situations on which claims take opposing positions."""
        sides: dict[str, dict[Polarity, list[str]]] = {}
        for claim in self.claims:
            for situation in claim.content if claim.speech_act not in (SpeechAct.REFUSE,) else ():
                sides.setdefault(situation, {}).setdefault(claim.polarity, []).append(claim.id)
        denied = {other.id: draft.id for draft in self.drafts for other in draft.denies}
        for situation, by_polarity in sides.items():
            yes, no = by_polarity.get(Polarity.POSITIVE, []), by_polarity.get(Polarity.NEGATIVE, [])
            if yes and no and any(denied.get(one) in no for one in yes):
                yield Dispute(situation, tuple(dict.fromkeys([*yes, *no])))

    def _extraction(self, extractor: str) -> Extraction:
        claims = [self._timed(claim) for claim in self.claims]
        mentions = {(mention.span, mention.denotes): mention for mention in self.situations.mentions}
        for mention in [*self.cast.mentions.values(), *self.times.mentions]:
            mentions[(mention.span, mention.denotes)] = mention
        used = _used_actors(claims, self.situations.situations(), mentions.values())
        actors = tuple(actor for actor in self.cast.actors() if actor.id in used or actor.named and _is_mentioned(actor.id, mentions.values()))
        kept = _closure(actors, self.cast.actors())
        return Extraction(
            article=self.article,
            actors=kept,
            mentions=tuple(sorted(mentions.values(), key=lambda m: (m.span, m.denotes))),
            situations=self.situations.situations(),
            times=self.times.expressions,
            claims=tuple(claims),
            disputes=tuple(self._disputes()),
            extractor=extractor,
        )

    def _timed(self, claim: Claim) -> Claim:
        from dataclasses import replace

        if claim.expressed_in is None:
            return claim
        times = self.situations.drafts[claim.expressed_in].times
        return replace(claim, times=tuple(dict.fromkeys(times)))


def _size(claim: Claim) -> int:
    return sum(len(span) for span in claim.contents)


def _with_content(claim: Claim, more: list[str]) -> Claim:
    from dataclasses import replace

    return replace(claim, content=tuple(dict.fromkeys([*claim.content, *more])))


def _joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those with little but punctuation between them made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and (span.start <= found[-1].end or not any(c.isalnum() for c in text[found[-1].end : span.start])):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _used_actors(claims: object, situations: object, mentions: object) -> set[str]:
    used: set[str] = set()
    for claim in claims:  # type: ignore[attr-defined]
        used |= {claim.claimant, *claim.addressees}
    for situation in situations:  # type: ignore[attr-defined]
        used |= {*situation.initiators, *situation.recipients, *situation.participants, *situation.places}
    for mention in mentions:  # type: ignore[attr-defined]
        used |= {mention.denotes, *([mention.literal] if mention.literal else [])}
    return used


def _is_mentioned(actor: str, mentions: object) -> bool:
    return any(mention.denotes == actor for mention in mentions)  # type: ignore[attr-defined]


def _closure(actors: object, everyone: object) -> tuple[object, ...]:
    by_id = {actor.id: actor for actor in everyone}  # type: ignore[attr-defined]
    keep = {actor.id for actor in actors}  # type: ignore[attr-defined]
    stack = list(keep)
    while stack:
        actor = by_id[stack.pop()]
        for other in (*actor.affiliated_with, *actor.members, *([actor.acts_for] if actor.acts_for else [])):
            if other not in keep:
                keep.add(other)
                stack.append(other)
    return tuple(actor for actor in everyone if actor.id in keep)  # type: ignore[attr-defined]
