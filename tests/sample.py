"""A short article and, made by hand, everything that should be read out of it: what tests of other parts start from.

The article is our own and all in it is made up. It has a chain (the article, a newspaper, its sources, an actor), an
accusation and its denial, a demand and its refusal, a threat with a condition, a metonym, an unnamed source, an
interrupted quotation, an absence, a dispute, times with bounds, and actors linked, to be reviewed, and not in Wikidata.
Its first character lies outside the Basic Multilingual Plane, so that offsets in bytes or UTF-16 units come out wrong.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from kg.model import (
    Actor,
    ActorKind,
    Article,
    Candidate,
    Certainty,
    Claim,
    Dispute,
    EventType,
    Extraction,
    Link,
    LinkStatus,
    Mention,
    Polarity,
    Realis,
    Situation,
    SituationKind,
    Span,
    SpeechAct,
    TimeExpression,
)

__all__ = ["SAMPLE", "TEXT", "span"]

REPORT = (
    "🔴 The Harbour Courier reported on Monday, citing two port officials, that Portugal accuses Turkey of diverting "
    "three grain ships."
)
DENIAL = "Turkey denies the accusation."
METONYM = "Lisbon said that its inspectors had not boarded the ships."
DEMAND = "Maria Duarte, the spokeswoman for the Ministry of Maritime Affairs, demanded that Turkey return the grain."
REFUSAL = "Turkey rejected the demand."
THREAT = "She threatened to close the port of Setúbal if the ships were not released by Friday."
ABSENCE = "A source close to the Turkish delegation said that the talks in Istanbul continue, but that no date is set."
QUOTE = "“The harbour is calm,” Duarte said on Tuesday, “and it will stay open.”"
NARRATOR = "Meanwhile, dock workers blocked the gates."

TEXT = f"{REPORT} {DENIAL} {METONYM}\n\n{DEMAND} {REFUSAL} {THREAT}\n\n{ABSENCE} {QUOTE} {NARRATOR}\n"


def span(words: str, sentence: str = TEXT) -> Span:
    """Where the words stand in TEXT; looked for in one of its sentences when they occur in several.

    >>> span("Turkey", DENIAL).of(TEXT)
    'Turkey'
    """
    assert TEXT.count(sentence) == 1, f"not one sentence: {sentence}"
    assert sentence.count(words) == 1, f"not once in the sentence: {words}"
    start = TEXT.index(sentence) + sentence.index(words)
    return Span(start, start + len(words))


def day(month: int, number: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment in 2026, in UTC."""
    return datetime(2026, month, number, hour, minute, tzinfo=UTC)


def on_day(time_id: str, words: str, sentence: str, number: int) -> TimeExpression:
    """Some time on that day of March 2026."""
    first, last = day(3, number), day(3, number, 23, 59)
    return TimeExpression(
        time_id,
        span(words, sentence),
        words,
        value=f"2026-03-{number:02}",
        earliest_begin=first,
        latest_begin=last,
        earliest_end=first,
        latest_end=last,
    )


ARTICLE = Article(
    text=TEXT,
    title="Grain ships divide Portugal and Turkey",
    published=day(3, 10),
    publisher="Northern Wire",
    url="https://northern-wire.example/2026/03/10/grain-ships",
    language="en",
    published_is_date=True,
)

ACTORS = (
    Actor("a1", "Northern Wire", ActorKind.NEWS_OUTLET),
    Actor("a2", "Harbour Courier", ActorKind.NEWS_OUTLET),
    Actor("a3", "two port officials", ActorKind.UNNAMED_SOURCE, named=False),
    Actor("a4", "Portugal", ActorKind.GEOPOLITICAL, known="Q45"),
    Actor("a5", "Turkey", ActorKind.GEOPOLITICAL, known="Q43"),
    Actor("a6", "Lisbon", ActorKind.PLACE),
    Actor("a7", "its inspectors", ActorKind.COLLECTIVE, named=False, affiliated_with=("a4",)),
    Actor(
        "a8",
        "Maria Duarte",
        ActorKind.PERSON,
        role="the spokeswoman for the Ministry of Maritime Affairs",
        affiliated_with=("a9",),
        acts_for="a9",
    ),
    Actor("a9", "Ministry of Maritime Affairs", ActorKind.GOVERNMENT),
    Actor(
        "a10",
        "a source close to the Turkish delegation",
        ActorKind.UNNAMED_SOURCE,
        named=False,
        affiliated_with=("a11",),
    ),
    Actor("a11", "the Turkish delegation", ActorKind.GROUP, named=False, acts_for="a5"),
    Actor("a12", "Istanbul", ActorKind.PLACE, known="Q406"),
    Actor("a13", "port of Setúbal", ActorKind.PLACE),
    Actor("a14", "dock workers", ActorKind.COLLECTIVE, named=False),
)

MENTIONS = (
    Mention(span("The Harbour Courier"), "a2"),
    Mention(span("two port officials"), "a3"),
    Mention(span("Portugal"), "a4"),
    Mention(span("Turkey", REPORT), "a5"),
    Mention(span("Turkey", DENIAL), "a5"),
    Mention(span("Lisbon"), "a4", literal="a6"),
    Mention(span("its inspectors"), "a7"),
    Mention(span("Maria Duarte"), "a8"),
    Mention(span("the Ministry of Maritime Affairs"), "a9"),
    Mention(span("Turkey", DEMAND), "a5"),
    Mention(span("Turkey", REFUSAL), "a5"),
    Mention(span("She"), "a8"),
    Mention(span("the port of Setúbal"), "a13"),
    Mention(span("A source close to the Turkish delegation"), "a10"),
    Mention(span("the Turkish delegation"), "a11"),
    Mention(span("Istanbul"), "a12"),
    Mention(span("Duarte", QUOTE), "a8"),
    Mention(span("dock workers"), "a14"),
    Mention(span("the accusation"), "c4"),
    Mention(span("the demand", REFUSAL), "c9"),
)

TIMES = (
    on_day("t1", "Monday", REPORT, 9),
    TimeExpression(
        "t2",
        span("by Friday"),
        "by Friday",
        value="2026-03-13",
        earliest_end=day(3, 10),
        latest_end=day(3, 13, 23, 59),
    ),
    on_day("t3", "Tuesday", QUOTE, 10),
)


def speech(
    situation_id: str,
    label: str,
    cue: Span,
    initiator: str,
    *,
    event_type: EventType | None = None,
    recipients: tuple[str, ...] = (),
    times: tuple[str, ...] = (),
) -> Situation:
    """The event of somebody's saying something."""
    return Situation(
        situation_id,
        SituationKind.SPEECH_EVENT,
        label,
        cue,
        event_type=event_type,
        initiators=(initiator,),
        recipients=recipients,
        times=times,
        rule="verbal",
    )


SITUATIONS = (
    speech("s1", "the Harbour Courier reports", span("reported"), "a2", times=("t1",)),
    speech("s2", "two port officials are cited", span("citing"), "a3"),
    speech("s3", "Portugal accuses Turkey", span("accuses"), "a4", event_type=EventType.ACCUSE, recipients=("a5",)),
    Situation(
        "s4",
        SituationKind.EVENT,
        "Turkey diverts three grain ships",
        span("diverting"),
        event_type=EventType.COERCE,
        initiators=("a5",),
        recipients=("a4",),
        rule="event-verb",
    ),
    speech("s5", "Turkey denies the accusation", span("denies"), "a5"),
    speech("s6", "Portugal says", span("said", METONYM), "a4"),
    Situation(
        "s7", SituationKind.EVENT, "inspectors board the ships", span("boarded"), participants=("a7",), rule="verb"
    ),
    speech(
        "s8",
        "Maria Duarte demands the grain from Turkey",
        span("demanded"),
        "a8",
        event_type=EventType.REQUEST,
        recipients=("a5",),
    ),
    Situation(
        "s9",
        SituationKind.EVENT,
        "Turkey returns the grain",
        span("return", DEMAND),
        event_type=EventType.CONCEDE,
        initiators=("a5",),
        rule="event-verb",
    ),
    speech(
        "s10",
        "Turkey rejects the demand",
        span("rejected"),
        "a5",
        event_type=EventType.REJECT,
        recipients=("a8",),
    ),
    speech(
        "s11",
        "Maria Duarte threatens to close the port",
        span("threatened"),
        "a8",
        event_type=EventType.THREATEN,
    ),
    Situation(
        "s12",
        SituationKind.EVENT,
        "Maria Duarte closes the port of Setúbal",
        span("close", THREAT),
        event_type=EventType.SANCTION,
        initiators=("a8",),
        places=("a13",),
        rule="event-verb",
    ),
    Situation("s13", SituationKind.EVENT, "the ships are released", span("released"), times=("t2",), rule="verb"),
    Situation(
        "s14", SituationKind.STATE, "the ships are not released", span("not released"), absence_of="s13", rule="absence"
    ),
    speech("s15", "a source says", span("said", ABSENCE), "a10"),
    Situation(
        "s16",
        SituationKind.EVENT,
        "talks in Istanbul",
        span("talks"),
        event_type=EventType.CONSULT,
        places=("a12",),
        rule="event-noun",
    ),
    Situation("s17", SituationKind.EVENT, "a date is set", span("set", ABSENCE), part_of="s16", rule="verb"),
    Situation("s18", SituationKind.STATE, "no date is set", span("no date"), absence_of="s17", rule="absence"),
    speech("s19", "Maria Duarte says", span("said", QUOTE), "a8", times=("t3",)),
    Situation("s20", SituationKind.STATE, "the harbour is calm", span("calm"), rule="copula"),
    Situation("s21", SituationKind.STATE, "the harbour stays open", span("stay"), rule="verb"),
    Situation(
        "s22",
        SituationKind.EVENT,
        "dock workers block the gates",
        span("blocked"),
        event_type=EventType.PROTEST,
        initiators=("a14",),
        rule="event-verb",
    ),
)


def own(claim_id: str, sentence: str, situation: str, *reports: str) -> Claim:
    """What the article says in its own voice."""
    words = sentence.removeprefix("🔴 ").removeprefix("Meanwhile, ").removesuffix(".")
    return Claim(
        claim_id,
        "a1",
        SpeechAct.ASSERT,
        Polarity.POSITIVE,
        (span(words),),
        certainty=Certainty.CERTAIN,
        content=(situation,),
        reports=reports,
        confidence=Decimal("0.90"),
        rule="own",
    )


CLAIMS = (
    own("c1", REPORT, "s1", "c2"),
    Claim(
        "c2",
        "a2",
        SpeechAct.REPORT,
        Polarity.POSITIVE,
        (span("Portugal accuses Turkey of diverting three grain ships"),),
        source=span("The Harbour Courier"),
        cue=span("reported"),
        content=("s2",),
        reports=("c3",),
        expressed_in="s1",
        times=("t1",),
        confidence=Decimal("0.85"),
        rule="verbal",
    ),
    Claim(
        "c3",
        "a3",
        SpeechAct.ASSERT,
        Polarity.POSITIVE,
        (span("Portugal accuses Turkey of diverting three grain ships"),),
        source=span("two port officials"),
        cue=span("citing"),
        content=("s3",),
        reports=("c4",),
        expressed_in="s2",
        confidence=Decimal("0.80"),
        rule="citing",
    ),
    Claim(
        "c4",
        "a4",
        SpeechAct.ACCUSE,
        Polarity.POSITIVE,
        (span("diverting three grain ships"),),
        source=span("Portugal"),
        cue=span("accuses"),
        addressees=("a5",),
        content=("s4",),
        expressed_in="s3",
        confidence=Decimal("0.9"),
        rule="verbal",
    ),
    Claim(
        "c5",
        "a5",
        SpeechAct.DENY,
        Polarity.NEGATIVE,
        (span("the accusation"),),
        source=span("Turkey", DENIAL),
        cue=span("denies"),
        addressees=("a4",),
        content=("s4",),
        denies=("c4",),
        expressed_in="s5",
        confidence=Decimal("0.9"),
        rule="anaphoric",
    ),
    own("c6", DENIAL, "s5", "c5"),
    Claim(
        "c7",
        "a4",
        SpeechAct.ASSERT,
        Polarity.NEGATIVE,
        (span("its inspectors had not boarded the ships"),),
        source=span("Lisbon"),
        cue=span("said", METONYM),
        content=("s7",),
        expressed_in="s6",
        confidence=Decimal("0.85"),
        rule="verbal",
    ),
    own("c8", METONYM, "s6", "c7"),
    Claim(
        "c9",
        "a8",
        SpeechAct.DEMAND,
        Polarity.POSITIVE,
        (span("Turkey return the grain"),),
        realis=Realis.FUTURE,
        source=span("Maria Duarte, the spokeswoman for the Ministry of Maritime Affairs"),
        cue=span("demanded"),
        addressees=("a5",),
        content=("s9",),
        expressed_in="s8",
        confidence=Decimal("0.9"),
        rule="verbal",
    ),
    own("c10", DEMAND, "s8", "c9"),
    Claim(
        "c11",
        "a5",
        SpeechAct.REFUSE,
        Polarity.NEGATIVE,
        (span("the demand", REFUSAL),),
        realis=Realis.FUTURE,
        source=span("Turkey", REFUSAL),
        cue=span("rejected"),
        addressees=("a8",),
        content=("s9",),
        rejects=("c9",),
        expressed_in="s10",
        confidence=Decimal("0.9"),
        rule="anaphoric",
    ),
    own("c12", REFUSAL, "s10", "c11"),
    Claim(
        "c13",
        "a8",
        SpeechAct.THREATEN,
        Polarity.POSITIVE,
        (span("to close the port of Setúbal if the ships were not released by Friday"),),
        realis=Realis.HYPOTHETICAL,
        source=span("She"),
        cue=span("threatened"),
        addressees=("a5",),
        content=("s12",),
        conditions=("s14",),
        expressed_in="s11",
        confidence=Decimal("0.85"),
        rule="verbal",
    ),
    own("c14", THREAT, "s11", "c13"),
    Claim(
        "c15",
        "a10",
        SpeechAct.ASSERT,
        Polarity.POSITIVE,
        (span("the talks in Istanbul continue, but that no date is set"),),
        source=span("A source close to the Turkish delegation"),
        cue=span("said", ABSENCE),
        content=("s16", "s18"),
        expressed_in="s15",
        confidence=Decimal("0.85"),
        rule="verbal",
    ),
    own("c16", ABSENCE, "s15", "c15"),
    Claim(
        "c17",
        "a8",
        SpeechAct.ASSERT,
        Polarity.POSITIVE,
        (span("“The harbour is calm,”"), span("“and it will stay open.”")),
        certainty=Certainty.CERTAIN,
        source=span("Duarte", QUOTE),
        cue=span("said", QUOTE),
        content=("s20", "s21"),
        expressed_in="s19",
        times=("t3",),
        confidence=Decimal("1.0"),
        rule="quoted",
    ),
    own("c18", QUOTE, "s19", "c17"),
    own("c19", NARRATOR, "s22"),
)

LINKS = (
    Link(
        "a4",
        LinkStatus.ACCEPTED,
        "curated",
        qid="Q45",
        score=Decimal("1.0"),
        candidates=(Candidate("Q45", Decimal("1.0"), "Portugal", "country in Europe"),),
    ),
    Link("a5", LinkStatus.ACCEPTED, "curated", qid="Q43", score=Decimal(1)),
    Link("a12", LinkStatus.ACCEPTED, "curated", qid="Q406", score=Decimal("0.95")),
    Link(
        "a9",
        LinkStatus.TO_REVIEW,
        "index",
        score=Decimal("0.31"),
        candidates=(Candidate("Q169217", Decimal("0.31"), "Ministry of Defence", "ministry of Pakistan"),),
    ),
    Link("a1", LinkStatus.NIL, "none"),
    Link("a2", LinkStatus.NIL, "none"),
    Link("a6", LinkStatus.NIL, "none"),
    Link("a8", LinkStatus.NIL, "none"),
    Link("a13", LinkStatus.NIL, "none"),
)

SAMPLE = Extraction(
    article=ARTICLE,
    actors=ACTORS,
    mentions=MENTIONS,
    situations=SITUATIONS,
    times=TIMES,
    claims=CLAIMS,
    disputes=(Dispute("s4", ("c4", "c5")),),
    links=LINKS,
    extractor="by hand",
)
