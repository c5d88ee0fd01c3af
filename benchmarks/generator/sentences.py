"""The kinds of sentences: each writes its words and what they mean onto the page."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.generator.page import Page
from benchmarks.generator.world import Deed, Known, World
from kg.model import ActorKind, Polarity, Realis, SituationKind, Span, SpeechAct

__all__ = ["KINDS", "write_sentences"]

_POSITIVE, _NEGATIVE = Polarity.POSITIVE, Polarity.NEGATIVE
_SPOKEN = (("said", SpeechAct.ASSERT), ("announced", SpeechAct.ANNOUNCE), ("confirmed", SpeechAct.CONFIRM))
_SOURCES = ("Two {} officials", "A senior {} diplomat", "Three {} security sources", "Several {} aid workers")


class _Scene:
    """A page and what to fill it from."""

    def __init__(self, page: Page, world: World, chance: random.Random) -> None:
        self.page, self.world, self.chance = page, world, chance

    def two(self) -> tuple[Known, Known]:
        """Two countries at odds."""
        first = second = self.world.countries.draw(self.chance)
        while second == first:
            second = self.world.countries.draw(self.chance)
        return first, second

    def deed(self) -> Deed:
        return self.chance.choice(self.world.deeds)

    def doing(self, deed: Deed, form: str, who: Known, whom: Known | None = None) -> tuple[str, Span]:
        """Write the deed from its verb on, with a place; the situation and the words."""
        start, verb = self.page.at, self.page.put(form)
        self.page.put(f" {deed.object}")
        places: tuple[str, ...] = ()
        if self.chance.random() < 0.5:
            place = self.world.places.draw(self.chance)
            self.page.put(" in ")
            self.page.name(place)
            places = (self.page.known(place),)
        situation = self.page.situation(
            SituationKind.EVENT,
            f"{who.label} {deed.past} {deed.object}",
            verb,
            deed.event_type,
            initiators=(self.page.known(who),),
            recipients=() if whom is None else (self.page.known(whom),),
            places=places,
        )
        return situation, Span(start, self.page.at)

    def on_day(self) -> tuple[str, ...]:
        """Write " on Monday", or nothing."""
        if self.chance.random() < 0.4:
            return ()
        self.page.put(" on ")
        return (self.page.day(self.chance.randrange(6)),)


def accusation(scene: _Scene) -> None:
    """One accuses another, who mostly denies it."""
    page, (accuser, accused) = scene.page, scene.two()
    start = page.sentence()
    source = page.name(accuser)
    cue = page.put(" accused ")
    page.name(accused)
    page.put(" of ")
    deed = scene.deed()
    situation, words = scene.doing(deed, deed.gerund, accused, accuser)
    times = scene.on_day()
    claim, event = page.attributed(
        page.known(accuser),
        source,
        SpeechAct.ACCUSE,
        _POSITIVE,
        cue,
        words,
        addressees=(page.known(accused),),
        content=(situation,),
        event_type="ACCUSE",
        times=times,
    )
    page.own(start, event, claim)
    if scene.chance.random() < 0.7:
        _denial(scene, accuser, accused, situation, claim)


def _denial(scene: _Scene, accuser: Known, accused: Known, situation: str, claim: str) -> None:
    page = scene.page
    start = page.sentence()
    source = page.name(accused)
    cue = page.put(" denied ")
    words = page.refer("the accusation", claim)
    denial, event = page.attributed(
        page.known(accused),
        source,
        SpeechAct.DENY,
        _NEGATIVE,
        cue,
        words,
        addressees=(page.known(accuser),),
        content=(situation,),
        denies=(claim,),
    )
    page.own(start, event, denial)
    page.dispute(situation, claim, denial)


def statement(scene: _Scene) -> None:
    """Somebody with an office says what a country did."""
    page, speaker = scene.page, scene.world.people.draw(scene.chance)
    assert speaker.ministry is not None
    start = page.sentence()
    name = page.name(speaker)
    page.put(f", {speaker.role} the ")
    page.name(speaker.ministry)
    source = Span(name.start, page.at)
    page.put(",")
    verb, act = scene.chance.choice(_SPOKEN)
    cue = page.put(f" {verb}")
    times = scene.on_day()
    page.put(" that ")
    begin, who = page.at, scene.world.countries.draw(scene.chance)
    page.name(who)
    page.put(" had not " if (denied := scene.chance.random() < 0.3) else " had ")
    deed = scene.deed()
    situation, words = scene.doing(deed, _participle(deed), who)
    claim, event = page.attributed(
        page.known(speaker),
        source,
        act,
        _NEGATIVE if denied else _POSITIVE,
        cue,
        Span(begin, words.end),
        content=(situation,),
        times=times,
    )
    page.own(start, event, claim)


def _participle(deed: Deed) -> str:
    return {"froze": "frozen", "withdrew": "withdrawn"}.get(deed.past, deed.past)


def demand(scene: _Scene) -> None:
    """One demands something of another, who rejects it or does not answer."""
    page, (demander, other) = scene.page, scene.two()
    start = page.sentence()
    source = page.name(demander)
    cue = page.put(" demanded")
    times = scene.on_day()
    page.put(" that ")
    begin = page.at
    page.name(other)
    page.space()
    deed = scene.deed()
    situation, words = scene.doing(deed, deed.base, other)
    claim, event = page.attributed(
        page.known(demander),
        source,
        SpeechAct.DEMAND,
        _POSITIVE,
        cue,
        Span(begin, words.end),
        realis=Realis.FUTURE,
        addressees=(page.known(other),),
        content=(situation,),
        event_type="REQUEST",
        times=times,
    )
    page.own(start, event, claim)
    if scene.chance.random() < 0.6:
        _refusal(scene, demander, other, situation, claim)


def _refusal(scene: _Scene, demander: Known, other: Known, situation: str, claim: str) -> None:
    page = scene.page
    start = page.sentence()
    source = page.name(other)
    cue = page.put(" rejected ")
    words = page.refer("the demand", claim)
    refusal, event = page.attributed(
        page.known(other),
        source,
        SpeechAct.REFUSE,
        _NEGATIVE,
        cue,
        words,
        realis=Realis.FUTURE,
        addressees=(page.known(demander),),
        content=(situation,),
        rejects=(claim,),
        event_type="REJECT",
    )
    page.own(start, event, refusal)


def threat(scene: _Scene) -> None:
    """One threatens something, if another does not give in."""
    page, (who, other) = scene.page, scene.two()
    start = page.sentence()
    source = page.name(who)
    cue = page.put(" threatened to ")
    deed, wanted = scene.deed(), scene.deed()
    situation, words = scene.doing(deed, deed.base, who, other)
    page.put(" if ")
    page.name(other)
    negation = page.put(" did not ")
    condition, wish = scene.doing(wanted, wanted.base, other)
    absence = page.situation(
        SituationKind.STATE,
        f"{other.label} did not {wanted.base} {wanted.object}",
        Span(negation.start, wish.end),
        None,
        absence_of=condition,
    )
    claim, event = page.attributed(
        page.known(who),
        source,
        SpeechAct.THREATEN,
        _POSITIVE,
        Span(cue.start, cue.start + len("threatened")),
        Span(words.start, wish.end),
        realis=Realis.HYPOTHETICAL,
        addressees=(page.known(other),),
        content=(situation,),
        conditions=(absence,),
        event_type="THREATEN",
    )
    page.own(start, event, claim)


def chain(scene: _Scene) -> None:
    """An outlet reports what sources without a name say."""
    page, outlet = scene.page, scene.world.outlets.draw(scene.chance)
    who, of = scene.two()
    start = page.sentence()
    page.put("The ")
    outlet_words = page.name(outlet)
    cue = page.put(" reported")
    page.put(", ")
    citing = page.put("citing")
    page.space()
    phrase = scene.chance.choice(_SOURCES).format(of.label).replace("A senior", "a senior")
    phrase = phrase[0].lower() + phrase[1:]
    sources = page.unnamed(phrase, of=of)
    cited = page.last()
    page.put(", that ")
    begin = page.at
    page.name(who)
    page.space()
    deed = scene.deed()
    situation, words = scene.doing(deed, deed.past, who)
    content = Span(begin, words.end)
    inner, said = page.attributed(sources, cited, SpeechAct.ASSERT, _POSITIVE, citing, content, content=(situation,))
    outer, event = page.attributed(
        page.known(outlet), outlet_words, SpeechAct.REPORT, _POSITIVE, cue, content, content=(said,), reports=(inner,)
    )
    page.own(start, event, outer)


def source_close_to(scene: _Scene) -> None:
    """A source without a name says that something is going to happen."""
    page, (of, who) = scene.page, scene.two()
    start = page.sentence()
    source = page.unnamed(f"A source close to the government of {of.label}", of=of)
    span = page.last()
    cue = page.put(" said")
    times = scene.on_day()
    page.put(" that ")
    begin = page.at
    page.name(who)
    page.put(" would ")
    deed = scene.deed()
    situation, words = scene.doing(deed, deed.base, who)
    claim, event = page.attributed(
        source,
        span,
        SpeechAct.PREDICT,
        _POSITIVE,
        cue,
        Span(begin, words.end),
        realis=Realis.FUTURE,
        content=(situation,),
        times=times,
    )
    page.own(start, event, claim)


def capital(scene: _Scene) -> None:
    """A capital speaks for its country."""
    page, (who, other) = scene.page, scene.two()
    start = page.sentence()
    source = page.metonym(who)
    cue = page.put(" warned that ")
    begin = page.at
    page.name(other)
    page.put(" would ")
    deed = scene.deed()
    situation, words = scene.doing(deed, deed.base, other, who)
    claim, event = page.attributed(
        page.known(who),
        source,
        SpeechAct.WARN,
        _POSITIVE,
        Span(cue.start, cue.start + len("warned")),
        Span(begin, words.end),
        realis=Realis.FUTURE,
        content=(situation,),
        event_type="THREATEN",
    )
    page.own(start, event, claim)


def meeting(scene: _Scene) -> None:
    """The article itself tells of talks."""
    page, (first, second) = scene.page, scene.two()
    place = scene.world.places.draw(scene.chance)
    start = page.sentence()
    page.put("Envoys of ")
    page.name(first)
    page.put(" and ")
    page.name(second)
    page.space()
    trigger = page.put("met")
    page.put(" in ")
    page.name(place)
    times = scene.on_day()
    situation = page.situation(
        SituationKind.EVENT,
        f"{first.label} and {second.label} meet",
        trigger,
        "CONSULT",
        participants=(page.known(first), page.known(second)),
        places=(page.known(place),),
        times=times,
    )
    page.own(start, situation)


def attack(scene: _Scene) -> None:
    """The article itself tells of what an armed group did."""
    page, group = scene.page, scene.world.groups.draw(scene.chance)
    start = page.sentence()
    page.put("The ")
    page.name(group)
    page.space()
    deed = scene.deed()
    situation, _ = scene.doing(deed, deed.past, group)
    page.own(start, situation)


def quotation(scene: _Scene) -> None:
    """Somebody is quoted; some speak of what followed from what."""
    page, speaker = scene.page, scene.world.people.draw(scene.chance)
    who = scene.world.countries.draw(scene.chance)
    deed = scene.deed()
    start = page.sentence()
    page.put("“")
    begin = page.at
    causes = scene.chance.random() < 0.3
    page.put("The shortage was caused by " if causes else "The harbour stays calm after ")
    page.name(who)
    page.space()
    situation, words = scene.doing(deed, deed.gerund, who)
    page.put(",” ")
    source = page.name(speaker)
    cue = page.put(" said")
    times = scene.on_day()
    claim, event = page.attributed(
        page.known(speaker),
        source,
        SpeechAct.ASSERT,
        _POSITIVE,
        cue,
        Span(begin, words.end),
        content=(situation,),
        times=times,
    )
    page.own(start, event, claim)


def bystanders(scene: _Scene) -> None:
    """People without a name do something."""
    page = scene.page
    start = page.sentence()
    crowd = page.unnamed("Dock workers", ActorKind.COLLECTIVE)
    page.space()
    trigger = page.put("blocked")
    page.put(" the gates of the port")
    situation = page.situation(
        SituationKind.EVENT, "dock workers block the gates", trigger, "PROTEST", initiators=(crowd,)
    )
    page.own(start, situation)


Kind = Callable[[_Scene], None]

KINDS: tuple[tuple[Kind, int], ...] = (
    (accusation, 4),
    (statement, 7),
    (demand, 3),
    (threat, 2),
    (chain, 2),
    (source_close_to, 2),
    (capital, 2),
    (meeting, 2),
    (attack, 2),
    (quotation, 4),
    (bystanders, 1),
)
"""What an article is made of, and how often of what."""


def write_sentences(page: Page, world: World, chance: random.Random, count: int) -> None:
    """Write so many sentences (an answer to one is not counted), in paragraphs."""
    scene = _Scene(page, world, chance)
    kinds, weights = zip(*KINDS, strict=True)
    for number, kind in enumerate(chance.choices(kinds, weights, k=count), start=1):
        kind(scene)
        if number % 3 == 0 and number < count:
            page.space("\n\n")
