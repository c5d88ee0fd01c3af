"""An article in the making: the text so far, and what each stretch of it stands for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from benchmarks.generator.world import Known
from kg.model import (
    Actor,
    ActorKind,
    Article,
    Certainty,
    Claim,
    Dispute,
    EventType,
    Extraction,
    Mention,
    Polarity,
    Situation,
    SituationKind,
    Span,
    SpeechAct,
    TimeExpression,
)

__all__ = ["EXTRACTOR", "Page"]

EXTRACTOR = "news-kg generator"
"""What stands as kg:extractor in the graphs."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Page:
    """Text and model objects, written together. Spans are those of the words that were put."""

    def __init__(self, publisher: Known, published: datetime) -> None:
        self.published = published
        self._parts: list[str] = []
        self.at = 0
        """Code points written so far."""
        self._actors: dict[str, Actor] = {}
        self._ids: dict[tuple[str, ActorKind], str] = {}
        self._mentions: list[Mention] = []
        self._situations: list[Situation] = []
        self._times: list[TimeExpression] = []
        self._claims: list[Claim] = []
        self._disputes: list[Dispute] = []
        self.publisher = self.known(publisher)

    def put(self, text: str) -> Span:
        """Write the text; the span is that of its words, without the spaces around them."""
        start = self.at + len(text) - len(text.lstrip())
        self._parts.append(text)
        self.at += len(text)
        return Span(start, self.at - (len(text) - len(text.rstrip())))

    def space(self, between: str = " ") -> None:
        """Write what stands between words."""
        self._parts.append(between)
        self.at += len(between)

    def sentence(self) -> int:
        """Begin a sentence; where it begins."""
        if self._parts and not self._parts[-1].isspace():
            self.space()
        return self.at

    def known(self, who: Known) -> str:
        """The local id of somebody with a name."""
        key = (who.label, who.kind)
        if key not in self._ids:
            self._ids[key] = local = f"a{len(self._actors) + 1}"
            self._actors[local] = Actor(local, who.label, who.kind, known=who.key)
            if who.ministry is not None:
                ministry = self.known(who.ministry)
                self._actors[local] = replace(
                    self._actors[local],
                    role=f"{who.role} the {who.ministry.label}",
                    affiliated_with=(ministry,),
                    acts_for=ministry,
                )
        return self._ids[key]

    def name(self, who: Known) -> Span:
        """Write a name, which denotes whose it is."""
        span = self.put(who.label)
        self._mentions.append(Mention(span, self.known(who)))
        return span

    def metonym(self, country: Known) -> Span:
        """Write the name of a country's capital, which denotes the country."""
        assert country.capital is not None
        span = self.put(country.capital.label)
        self._mentions.append(Mention(span, self.known(country), literal=self.known(country.capital)))
        return span

    def unnamed(self, words: str, kind: ActorKind = ActorKind.UNNAMED_SOURCE, *, of: Known | None = None) -> str:
        """Write words for somebody without a name, who belongs to this article alone; the local id."""
        local = f"a{len(self._actors) + 1}"
        self._actors[local] = Actor(local, words[0].lower() + words[1:], kind, named=False)
        span = self.put(words)
        self._mentions.append(Mention(span, local))
        if of is not None:
            belongs_to = self.known(of)
            self._actors[local] = replace(self._actors[local], affiliated_with=(belongs_to,))
        return local

    def last(self) -> Span:
        """The words that were mentioned last."""
        return self._mentions[-1].span

    def refer(self, words: str, local: str) -> Span:
        """Write words that point back to somebody, or to a claim."""
        span = self.put(words)
        self._mentions.append(Mention(span, local))
        return span

    def day(self, before: int) -> str:
        """Write a day of the week, so many days before the article came out; the local id of that time."""
        date = self.published.replace(hour=0, minute=0, second=0) - timedelta(days=before)
        words = _DAYS[date.weekday()]
        first, last = date, date + timedelta(hours=23, minutes=59)
        local = f"t{len(self._times) + 1}"
        span = self.put(words)
        self._times.append(TimeExpression(local, span, words, f"{date:%Y-%m-%d}", first, last, first, last))
        return local

    def situation(self, kind: SituationKind, label: str, trigger: Span, event_type: str | None, **more: Any) -> str:
        """Something that is talked about; the local id."""
        local = f"s{len(self._situations) + 1}"
        event = EventType(event_type) if event_type else None
        self._situations.append(Situation(local, kind, label, trigger, event, rule="generator", **more))
        return local

    def claim(self, claimant: str, act: SpeechAct, polarity: Polarity, *contents: Span, **more: Any) -> str:
        """What somebody claims; the local id."""
        local = f"c{len(self._claims) + 1}"
        more = {"confidence": Decimal("0.85"), "rule": "generator", **more}
        self._claims.append(Claim(local, claimant, act, polarity, contents, **more))
        return local

    def attributed(
        self, who: str, source: Span, act: SpeechAct, polarity: Polarity, cue: Span, *contents: Span, **more: Any
    ) -> tuple[str, str]:
        """A claim and the event of its being made; the local ids of both. ``event_type`` and ``times`` are of both."""
        words = f"{self._actors[who].label} {act}s"
        event_type, times = more.pop("event_type", None), more.pop("times", ())
        heard = more.get("addressees", ())
        event = self.situation(
            SituationKind.SPEECH_EVENT, words, cue, event_type, initiators=(who,), recipients=heard, times=times
        )
        claim = self.claim(
            who, act, polarity, *contents, source=source, cue=cue, expressed_in=event, times=times, **more
        )
        return claim, event

    def own(self, start: int, situation: str, *reports: str) -> str:
        """What the article says in its own voice, from there to here; then a full stop."""
        span = Span(start, self.at)
        self.put(".")
        return self.claim(
            self.publisher,
            SpeechAct.ASSERT,
            Polarity.POSITIVE,
            span,
            certainty=Certainty.CERTAIN,
            content=(situation,),
            reports=reports,
        )

    def dispute(self, situation: str, *claims: str) -> None:
        """Two take opposing positions."""
        self._disputes.append(Dispute(situation, claims))

    def extraction(self, publisher: str, url: str, number: str) -> Extraction:
        """The finished article. Its headline is what is talked of first."""
        title = next(one.label for one in self._situations if one.kind is not SituationKind.SPEECH_EVENT)
        article = Article(
            "".join(self._parts), number, title, self.published, publisher, url, "en", published_is_date=False
        )
        return Extraction(
            article,
            tuple(self._actors.values()),
            tuple(self._mentions),
            tuple(self._situations),
            tuple(self._times),
            tuple(self._claims),
            tuple(self._disputes),
            extractor=EXTRACTOR,
        )
