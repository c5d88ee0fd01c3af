"""The situations of an article: speech events, typed events and what propositions are about, one for each trigger."""

from __future__ import annotations

from kg.extract import grammar, modality
from kg.extract.attribution import Attribution
from kg.extract.borrowed import behind, core_noun
from kg.extract.coreference import Resolver
from kg.extract.happenings import Happening, is_definite, same_event
from kg.extract.lexicon import Sector, WordList, lexicon
from kg.extract.presupposed import is_yet_to_come
from kg.extract.speech_types import COOPERATIVE, HOSTILE, SPEECH_EVENTS, is_conversation, speech_type
from kg.extract.tokens import Sentence, Token
from kg.extract.triggers import Trigger, find_trigger, place_phrases
from kg.extract.when import Times
from kg.extract.whereabouts import ACTORS, place_of, places_of, target_in_complement
from kg.model import EventType, Mention, Situation, SituationKind, Span

__all__ = ["SPEECH_EVENTS", "Situations"]

_LABEL = 120
_NOT_IN_LABEL = frozenset({"mark", "cc", "conj", "parataxis", "relcl", "advcl"})
_TRIED = HOSTILE | {EventType.AID}
_TOLD_ALONE = {EventType.ASSAULT: 2, EventType.CONSULT: 2}
"""How sure a noun must be to tell of an event though the sentence says not whose: "four hours of talks"."""
_WITH_A_PLACE = frozenset({EventType.ASSAULT, EventType.CONSULT, EventType.PROTEST, EventType.COERCE})


class Situations:
    """Situations by trigger; mentions of one event share a node."""

    def __init__(self, text: str, resolver: Resolver) -> None:
        self.text = text
        self.resolver = resolver
        self.cast = resolver.cast
        self.drafts: dict[str, Happening] = {}
        self.of_token: dict[int, str] = {}
        self.mentions: list[Mention] = []
        self._absences: dict[str, str] = {}
        self._asked: set[int] = set()
        self._violent: dict[int, bool] = {}
        """Whether a sentence tells of attacks, as far as it was asked."""

    # --- making situations

    def _new(self, kind: SituationKind, label: str, trigger: Token, span: Span) -> Happening:
        draft = Happening(f"s{len(self.drafts)}", kind, label, trigger, span)
        self.drafts[draft.id] = draft
        return draft

    def _keep(self, draft: Happening, token: Token) -> str:
        self.of_token[token.i] = draft.id
        self.mentions.append(Mention(draft.span, draft.id))
        return draft.id

    def speech_event(
        self, attribution: Attribution, claimant: str, addressees: list[str], event_type: EventType | None = None
    ) -> str:
        """The event of saying, accusing, refusing … of an attribution."""
        token = attribution.head
        if token.i in self.of_token:
            return self.of_token[token.i]
        draft = self._new(
            SituationKind.SPEECH_EVENT, self._speech_label(attribution, claimant), token, self._head_span(attribution)
        )
        draft.event_type = event_type or speech_type(attribution, bool(addressees))
        draft.initiators = [claimant]
        draft.recipients = [one for one in addressees if one != claimant]
        if draft.event_type is not None and not draft.recipients:
            aimed = Trigger(token, draft.event_type, 3)
            draft.recipients = target_in_complement(aimed, [claimant], self.resolver)
        if draft.event_type is EventType.CONSULT and not is_conversation(token):
            draft.event_type = None
        draft.nominal = attribution.noun
        draft.rule = f"speech:{attribution.act}"
        return self._keep(draft, token)

    @staticmethod
    def _head_span(attribution: Attribution) -> Span:
        span = attribution.head.span
        return span if attribution.cue.contains(span) else attribution.cue

    def _speech_label(self, attribution: Attribution, claimant: str) -> str:
        words = " ".join(span.of(self.text) for span in attribution.contents)
        return _shorten(f"{self.cast.entries[claimant].label}: {attribution.act} – {words}")

    def event(self, token: Token) -> str | None:
        """The typed event that the word names, when it is told of as real and somebody takes part in it."""
        if token.i in self.of_token:
            return self.of_token[token.i]
        trigger = find_trigger(token)
        if trigger is None or (token.is_noun and self.cast.name_at(token) is not None):
            return None
        if modality.is_realised(token) or (trigger.type in _TRIED and modality.is_attempted(token)):
            return self._typed(trigger)
        if trigger.type is EventType.SANCTION and token.is_verb and modality.is_decreed(token):
            return self._typed(trigger)
        if modality.is_announced(token) and trigger.type in COOPERATIVE:
            # PLOVER codes what somebody is going to do for others as the commitment to do it.
            trigger.type = EventType.AGREE
            return self._typed(trigger)
        # "the talks" were held already, whatever is demanded or feared of them now.
        if token.is_noun and is_definite(token) and same_event(self.drafts.values(), trigger, set(), []) is not None:
            return self._typed(trigger)
        return None

    def mention_again(self, token: Token) -> None:
        """Note the word as a mention of an earlier event, if it takes one up; it makes no event of its own."""
        trigger = find_trigger(token) if token.is_noun and is_definite(token) else None
        if trigger is not None and same_event(self.drafts.values(), trigger, set(), []) is not None:
            self._typed(trigger)

    def _typed(self, trigger: Trigger) -> str | None:
        initiators = self._parties(trigger.initiators, trigger.type is EventType.PROTEST)
        if not initiators and trigger.type in HOSTILE:
            initiators = self._owners(trigger.initiators)
        recipients: list[str] = []
        for slot in trigger.recipients:
            recipients = [one for one in self._parties(slot, trigger.befalls_people) if one not in initiators]
            if recipients:
                break
        if not recipients and trigger.type is EventType.ASSAULT:
            hit = [thing for slot in trigger.recipients for thing in slot]
            recipients = [one for one in self._owners(hit) if one not in initiators]
        if initiators and not recipients and not trigger.symmetric:
            recipients = target_in_complement(trigger, initiators, self.resolver)
        places = places_of(trigger, self.cast)
        token = trigger.token
        nominal = token.is_noun
        worthwhile = self._worthwhile(trigger, initiators, recipients, places)
        if nominal and (not worthwhile or not {*initiators, *recipients}):
            if _is_said_to_be(token) and not is_definite(token):
                return None
            earlier = same_event(self.drafts.values(), trigger, set(), places)
            if earlier is not None:
                return self._again(earlier, token, [], [], places)
        if not worthwhile:
            return None
        if not recipients and trigger.type is EventType.ASSAULT:
            # Only now: a town alone makes no event of a word that need not be one.
            recipients = [one for one in self._countries_hit(trigger) if one not in initiators]
        if (
            nominal
            and (same := same_event(self.drafts.values(), trigger, {*initiators, *recipients}, places)) is not None
        ):
            return self._again(same, token, initiators, recipients, places)
        draft = self._new(SituationKind.EVENT, self._label(token), token, token.span)
        draft.event_type = trigger.type
        draft.initiators, draft.recipients = initiators, recipients
        draft.places = [place for place in places if place not in draft.parties]
        draft.nominal = nominal
        draft.rule = f"event:{token.lemma.lower()}/{'noun' if nominal else 'verb'}"
        if trigger.befalls_people and not nominal:
            self._tell_deed(trigger, recipients)
        return self._keep(draft, token)

    def _tell_deed(self, trigger: Trigger, recipients: list[str]) -> None:
        """Who was killed in an attack is whom the attack hit."""
        for head in trigger.initiators:
            deed = self.of_token.get(core_noun(head).i)
            if deed is not None and not self.drafts[deed].recipients:
                self.drafts[deed].recipients = list(recipients)

    def _worthwhile(self, trigger: Trigger, initiators: list[str], recipients: list[str], places: list[str]) -> bool:
        parties = len(initiators) + len(recipients)
        if (trigger.mode == "visit" and parties < 2 and not places) or _is_sport(trigger):
            return False
        if trigger.token.is_noun and not parties and trigger.strength >= _TOLD_ALONE.get(trigger.type, 3):
            return not is_yet_to_come(trigger.token)
        if trigger.strength >= 3:
            return parties > 0 or bool(places)
        if trigger.strength == 2:
            return parties > 0 or (bool(places) and trigger.token.is_noun and trigger.type in _WITH_A_PLACE)
        if trigger.symmetric:
            return parties > 1
        if trigger.befalls_people and any(t.tag == "CD" for slot in trigger.recipients for t in slot):
            parties += 1  # "200 were wounded"
        if trigger.mode == "beat" and not self._is_amid_violence(trigger.token):
            return False  # more often a match than a fight
        amid_violence = trigger.type is EventType.ASSAULT and self._is_amid_violence(trigger.token)
        return (bool(initiators) and bool(recipients)) or (parties > 0 and amid_violence)

    def _is_amid_violence(self, token: Token) -> bool:
        """Whether the sentence or one beside it tells of an attack in so many words: then who is killed was killed by
        somebody, not in an accident."""
        here = token.sentence.index
        return any(self._is_violent(sentence) for sentence in self.resolver.sentences[max(0, here - 1) : here + 2])

    def _is_violent(self, sentence: Sentence) -> bool:
        if sentence.index not in self._violent:
            found = map(find_trigger, sentence.tokens)
            self._violent[sentence.index] = any(
                trigger is not None and trigger.type is EventType.ASSAULT and trigger.strength > 1 for trigger in found
            )
        return self._violent[sentence.index]

    def _parties(self, heads: list[Token], people: bool = False) -> list[str]:
        """Actors among the phrases; a place is none unless it is a state or people. With people set, any noun is
        somebody."""
        found: list[str] = []
        for head in heads:
            if grammar.is_negative_phrase(head):
                continue  # "no group claimed the attack"
            acting = self._acting(head)
            event = head.lemma.lower() in lexicon().event_nouns and head.child("nummod") is None
            if not acting and people and head.is_noun and not event:
                acting = self.resolver.actors(head, speaker=True)
            for actor in acting:
                if self.cast.entries[actor].kind in ACTORS and actor not in found:
                    found.append(actor)
        return found

    def _owners(self, things: list[Token]) -> list[str]:
        """Whose things hit or are hit: "Russian missiles", "an Iraqi base", "positions of the army"."""
        for thing in things:
            names = [c for c in thing.children if c.dep in ("amod", "compound", "nmod") and c.i < thing.i]
            found = [one for c in names if (name := self.cast.name_at(c)) and (one := self.cast.named(name))]
            found += self._parties([*thing.all("poss"), *behind(thing, "of")])
            found = [one for one in found if self.cast.entries[one].kind in ACTORS]
            if found:
                return list(dict.fromkeys(found))
        return []

    def _countries_hit(self, trigger: Trigger) -> list[str]:
        """The country whose town is hit: "a missile attack on Kyiv" is one on Ukraine."""
        for slot in trigger.recipients:
            for head in slot:
                towns = [head, *(c for c in head.children if c.dep in ("compound", "nmod")), *behind(head, "of")]
                for town in towns:
                    name = self.cast.name_at(town)
                    if name is not None and name.known is not None and name.known.country:
                        country = self.cast.known(name.known.country)
                        if country is not None:
                            self.cast.mention_country(country, name)
                            return [country]
        return []

    def _acting(self, head: Token) -> list[str]:
        """Who acts when the phrase does: for "the talks" those who talk, for representatives whom they represent."""
        head = core_noun(head)
        if head.is_verb or (
            head.is_noun and self.cast.name_at(head) is None and head.lemma.lower() in lexicon().event_nouns
        ):
            if head.i in self._asked:
                return []  # an event cannot tell of its own parties
            self._asked.add(head.i)
            event = self.event(head)
            self._asked.discard(head.i)
            return list(self.drafts[event].initiators) if event is not None else []
        found: list[str] = []
        for actor in self.resolver.actors(head):
            entry = self.cast.entries[actor]
            noun = lexicon().actor_nouns.get(head.lemma.lower())
            represents = not entry.named and noun is not None and noun.speaks_for and len(entry.affiliations) > 1
            found += entry.affiliations if represents else [actor]
        return found

    # --- the same event again

    def _again(
        self, draft: Happening, token: Token, initiators: list[str], recipients: list[str], places: list[str]
    ) -> str:
        draft.places += [one for one in places if one not in draft.places]
        if not draft.initiators:
            draft.initiators = [one for one in initiators if one not in draft.recipients]
        if not draft.recipients:
            draft.recipients = [one for one in recipients if one not in draft.initiators]
        self.of_token[token.i] = draft.id
        self.mentions.append(Mention(token.span, draft.id))
        return draft.id

    # --- propositions

    def proposition(self, head: Token) -> str:
        """The situation that a clause or noun phrase is about, typed where it names a real event."""
        if head.i in self.of_token:
            return self.of_token[head.i]
        typed = self.event(head)
        if typed is not None:
            return typed
        kind = SituationKind.EVENT
        if not head.is_verb or head.lemma.lower() in lexicon().lists[WordList.STATIVE_VERB]:
            kind = SituationKind.STATE
        draft = self._new(kind, self._label(head), head, head.span)
        draft.rule = "proposition"
        draft.nominal = head.is_noun
        if head.is_verb:
            who = grammar.subject(head)
            draft.initiators = self.resolver.actors(who)
            draft.recipients = [
                a for thing in grammar.objects(head) for a in self.resolver.actors(thing) if a not in draft.initiators
            ]
            draft.initiators = [a for a in draft.initiators if self.cast.entries[a].kind in ACTORS]
            draft.recipients = [a for a in draft.recipients if self.cast.entries[a].kind in ACTORS]
            draft.places = [p for t in place_phrases(head) if (p := place_of(t, self.cast)) is not None]
        return self._keep(draft, head)

    def condition(self, head: Token) -> str:
        """The situation that something depends on: with "unless", that it does not come about."""
        found = self.proposition(head)
        return self.absence(found, head) if grammar.mark(head) == "unless" else found

    def unanswered(self, attribution: Attribution) -> str:
        """What was not done by an act that is worded as a negation: for "did not accept", to accept. The speech event
        of the same word is the refusal."""
        head = attribution.head
        for draft in self.drafts.values():
            if draft.trigger is head and draft.rule == "not done":
                return draft.id
        words = Span(attribution.cue.start, attribution.cue.end)
        draft = self._new(SituationKind.EVENT, self._label(head), head, words)
        draft.rule = "not done"
        self.mentions.append(Mention(words, draft.id))
        return draft.id

    def absence(self, situation: str, head: Token) -> str:
        """The state in which that situation does not hold."""
        if situation not in self._absences:
            base = self.drafts[situation]
            words = grammar.verb_group(head) if head.is_verb else [head]
            span = Span(words[0].start, words[-1].end)
            draft = self._new(SituationKind.STATE, _shorten(f"not: {base.label}"), head, span)
            draft.absence_of = situation
            draft.rule = "negation"
            self._absences[situation] = draft.id
            self.mentions.append(Mention(span, draft.id))
        return self._absences[situation]

    def _label(self, head: Token) -> str:
        def keep(token: Token) -> bool:
            return token.dep not in _NOT_IN_LABEL or token.head is not head

        words = grammar.trim(head.below(keep)) or [head]
        return _shorten(" ".join(self.text[words[0].start : words[-1].end].split()))

    def set_times(self, times: Times) -> None:
        """Give each time to the situations whose words bear it, or else to the nearest above it."""
        for time, bearers, above in times.hangs:
            found = {self.of_token[token.i] for token in bearers if token.i in self.of_token}
            nearest = next((self.of_token[token.i] for token in above if token.i in self.of_token), None)
            for situation in sorted(found) or ([nearest] if nearest is not None else []):
                self.drafts[situation].times.append(time)

    # --- result

    def situations(self) -> tuple[Situation, ...]:
        """All situations, in the order of their ids."""
        return tuple(
            Situation(
                id=draft.id,
                kind=draft.kind,
                label=draft.label,
                trigger=draft.span,
                event_type=draft.event_type,
                initiators=tuple(dict.fromkeys(draft.initiators)),
                recipients=tuple(dict.fromkeys(draft.recipients)),
                places=tuple(dict.fromkeys(draft.places)),
                times=tuple(dict.fromkeys(draft.times)),
                absence_of=draft.absence_of,
                rule=draft.rule,
            )
            for draft in self.drafts.values()
        )


def _is_said_to_be(noun: Token) -> bool:
    """As in "the only way out is dialogue and compromise", which tells of none."""
    return noun.dep == "attr" or (noun.dep == "conj" and noun.head.is_noun and _is_said_to_be(noun.head))


def _is_sport(trigger: Trigger) -> bool:
    """As in "the bowler's attack"."""
    nouns = lexicon().actor_nouns
    who = [*trigger.initiators, *(token for slot in trigger.recipients for token in slot)]
    return trigger.type in HOSTILE and any(
        (noun := nouns.get(token.lemma.lower())) is not None and noun.sector is Sector.SPORT for token in who
    )


def _shorten(label: str) -> str:
    label = " ".join(label.split())
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
