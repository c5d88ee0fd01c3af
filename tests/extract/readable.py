"""An extraction in words that a test can compare: labels instead of ids, text instead of spans."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.model import Actor, ActorKind, Claim, Extraction, Situation, Span

__all__ = ["Readable", "Said", "Took"]


class Said(NamedTuple):
    """An attributed claim in words."""

    claimant: str
    act: str
    polarity: str
    source: str | None
    cue: str
    content: str
    """Pieces of an interrupted content are joined by " | "."""


class Took(NamedTuple):
    """An event with a PLOVER type, in words."""

    type: str
    trigger: str
    initiators: list[str]
    recipients: list[str]


class Readable:
    """An extraction, and its claims and events in words."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.text = extraction.article.text
        self.actors = {actor.label: actor for actor in extraction.actors}
        self.situations = {situation.id: situation for situation in extraction.situations}
        self.claims = {claim.id: claim for claim in extraction.claims}

    # --- words for ids and spans

    def words(self, span: Span | None) -> str | None:
        return None if span is None else span.of(self.text)

    def labels(self, actors: Iterable[str]) -> list[str]:
        return [self.extraction.actor(actor).label for actor in actors]

    def content_words(self, claim: Claim) -> str:
        return " | ".join(span.of(self.text) for span in claim.contents)

    def in_words(self, claim: Claim) -> Said:
        assert claim.cue is not None
        return Said(
            self.extraction.actor(claim.claimant).label,
            str(claim.speech_act),
            str(claim.polarity),
            self.words(claim.source),
            claim.cue.of(self.text),
            self.content_words(claim),
        )

    def cues(self, claims: Iterable[str]) -> list[str]:
        """The cues of the claims with these ids; for the article's own, their content."""
        found = [self.claims[claim] for claim in claims]
        return [self.words(claim.cue) or self.content_words(claim) for claim in found]

    # --- what was read

    @property
    def attributed(self) -> list[Claim]:
        return [claim for claim in self.extraction.claims if claim.cue is not None]

    @property
    def own(self) -> list[Claim]:
        return [claim for claim in self.extraction.claims if claim.cue is None]

    @property
    def said(self) -> list[Said]:
        return [self.in_words(claim) for claim in self.attributed]

    def claim(self, cue: str) -> Claim:
        """The claim with exactly this cue."""
        found = [claim for claim in self.attributed if self.words(claim.cue) == cue]
        assert len(found) == 1, f"{len(found)} claims by {cue!r} in {self.said}"
        return found[0]

    def told(self, cue: str) -> Said:
        return self.in_words(self.claim(cue))

    def claimant(self, cue: str) -> Actor:
        return self.extraction.actor(self.claim(cue).claimant)

    def addressees(self, cue: str) -> list[str]:
        return self.labels(self.claim(cue).addressees)

    def contents(self, cue: str) -> list[Situation]:
        return [self.situations[one] for one in self.claim(cue).content]

    def conditions(self, claim: Claim) -> list[str]:
        return [self.situations[one].trigger.of(self.text) for one in claim.conditions]

    @property
    def events(self) -> list[Took]:
        """Events with a type that are no speech events, in the order of the text."""
        return [self._took(one) for one in self._typed() if one.kind.value == "Event"]

    @property
    def speech_events(self) -> list[Took]:
        return [self._took(one) for one in self._typed() if one.kind.value == "SpeechEvent"]

    def _typed(self) -> list[Situation]:
        return sorted((s for s in self.situations.values() if s.event_type), key=lambda s: (s.trigger, s.id))

    def _took(self, one: Situation) -> Took:
        return Took(
            str(one.event_type), one.trigger.of(self.text), self.labels(one.initiators), self.labels(one.recipients)
        )

    def event(self, trigger: str) -> Situation:
        found = [s for s in self.situations.values() if s.trigger.of(self.text) == trigger]
        assert len(found) == 1, f"{len(found)} situations by {trigger!r}"
        return found[0]

    def kind(self, label: str) -> ActorKind:
        return self.actors[label].kind

    def denoted(self, words: str, occurrence: int = 0) -> list[str]:
        """Labels of the actors and places that these words stand for, at that occurrence of them."""
        start = -1
        for _ in range(occurrence + 1):
            start = self.text.index(words, start + 1)
        span = Span(start, start + len(words))
        ids = {actor.id for actor in self.extraction.actors}
        return self.labels(
            mention.denotes for mention in self.extraction.mentions if mention.span == span and mention.denotes in ids
        )

    @property
    def metonyms(self) -> list[tuple[str, str, str]]:
        """Words, whom they stand for, what they name literally."""
        return [
            (m.span.of(self.text), *self.labels([m.denotes, m.literal]))
            for m in self.extraction.mentions
            if m.literal is not None
        ]
