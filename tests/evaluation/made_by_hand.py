"""A text, its gold, and an extraction of it that is right in all: what the tests then spoil."""

from __future__ import annotations

from kg.evaluation.gold import AnnotatedArticle, GoldClaim, GoldEntity, GoldEvent
from kg.model import (
    Actor,
    ActorKind,
    Article,
    Claim,
    EventType,
    Extraction,
    Link,
    LinkStatus,
    Mention,
    Polarity,
    Situation,
    SituationKind,
    Span,
    SpeechAct,
)

TEXT = (
    "The Gazette says Lisbon accused Turkey of seizing ships. Ankara denied the charge. "
    "Both held talks; the talks failed."
)


def span(words: str, start: int = 0) -> Span:
    """Where the words stand, at or after start."""
    begin = TEXT.index(words, start)
    return Span(begin, begin + len(words))


SECOND_TALKS = span("talks", span("talks").end)

GOLD = AnnotatedArticle(
    Article(TEXT, id="ships"),
    claims=(
        GoldClaim(
            "c1",
            ("The Gazette",),
            ("report", "assert"),
            "positive",
            span("The Gazette"),
            span("says"),
            span("says"),
            (span("Lisbon accused Turkey of seizing ships"),),
        ),
        GoldClaim(
            "c2",
            ("Portugal",),
            ("accuse",),
            "positive",
            span("Lisbon"),
            span("accused"),
            span("accused"),
            (span("seizing ships"),),
            addressees=("Turkey",),
            via=("c1",),
        ),
        GoldClaim(
            "c3",
            ("Turkey",),
            ("deny",),
            "negative",
            span("Ankara"),
            span("denied"),
            span("denied"),
            (span("the charge"),),
            denies="c2",
        ),
    ),
    events=(
        GoldEvent("e1", ("ACCUSE",), span("accused"), ("Portugal",), ("Turkey",)),
        GoldEvent("e2", ("COERCE", "ASSAULT"), span("seizing"), ("Turkey",)),
        GoldEvent("e3", ("CONSULT",), span("talks"), ("Portugal", "Turkey")),
        GoldEvent("e4", ("CONSULT",), SECOND_TALKS, same_as="e3"),
    ),
    entities=(
        GoldEntity("Portugal", "country", (span("Lisbon"),), "Q45"),
        GoldEntity("Turkey", "country", (span("Turkey"), span("Ankara")), "Q43"),
        GoldEntity("The Gazette", "news_outlet", (span("Gazette"),)),
    ),
)

CLAIMS = (
    Claim("c0", "a9", SpeechAct.ASSERT, Polarity.POSITIVE, (Span(0, len(TEXT)),), reports=("c1",)),
    Claim(
        "c1",
        "a1",
        SpeechAct.ASSERT,
        Polarity.POSITIVE,
        (span("Lisbon accused Turkey of seizing ships"),),
        source=span("The Gazette"),
        cue=span("says"),
        reports=("c2",),
    ),
    Claim(
        "c2",
        "a2",
        SpeechAct.ACCUSE,
        Polarity.POSITIVE,
        (span("seizing ships"),),
        source=span("Lisbon"),
        cue=span("accused"),
        addressees=("a3",),
    ),
    Claim(
        "c3",
        "a3",
        SpeechAct.DENY,
        Polarity.NEGATIVE,
        (span("the charge"),),
        source=span("Ankara"),
        cue=span("denied"),
        denies=("c2",),
    ),
)

EVENTS = (
    Situation("s1", SituationKind.SPEECH_EVENT, "accused", span("accused"), EventType.ACCUSE, ("a2",), ("a3",)),
    Situation("s2", SituationKind.EVENT, "seizing", span("seizing"), EventType.ASSAULT, ("a3",)),
    Situation("s3", SituationKind.EVENT, "talks", span("talks"), EventType.CONSULT, ("a2", "a3")),
    Situation("s4", SituationKind.STATE, "failed", span("failed")),
)

RIGHT = Extraction(
    GOLD.article,
    actors=(
        Actor("a1", "Gazette", ActorKind.NEWS_OUTLET),
        Actor("a2", "Portugal", ActorKind.GEOPOLITICAL),
        Actor("a3", "Republic of Turkey", ActorKind.GEOPOLITICAL),
        Actor("a9", "the article", ActorKind.UNNAMED_SOURCE, named=False),
    ),
    mentions=(
        Mention(span("The Gazette"), "a1"),
        Mention(span("Lisbon"), "a2"),
        Mention(span("Turkey"), "a3"),
        Mention(span("Ankara"), "a3"),
        Mention(SECOND_TALKS, "s3"),
    ),
    situations=EVENTS,
    claims=CLAIMS,
    links=(
        Link("a2", LinkStatus.ACCEPTED, "curated", "Q45"),
        Link("a3", LinkStatus.ACCEPTED, "curated", "Q43"),
    ),
)
