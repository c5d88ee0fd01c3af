"""Which claims a dossier takes in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from kg.report.asking import Asker
from kg.report.dossier import Subject
from kg.report.wording import day, moment

__all__ = ["Period", "Scope", "claims_about"]

_SPEAKS_FOR = "(kg:actsFor|kg:affiliatedWith)*"
"""Whoever speaks for an actor, or belongs to it, through as many as there are."""
_DATED = "?claim a kg:Claim ; kg:appearsIn ?document OPTIONAL { ?document schema:datePublished ?published }"
_SOURCED = (
    "OPTIONAL { ?claim kg:cueSpan ?cue } OPTIONAL { ?claim kg:reportsClaim ?inner } "
    "FILTER(BOUND(?cue) || !BOUND(?inner))"
)
"""Without the claims by which an article only passes on another: that one is there itself."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The claims of a dossier."""

    claims: tuple[tuple[str, str], ...]
    """Claim and article, the latest articles last."""
    total: int
    """How many there are in all: more than are told, where that was limited."""
    opposing: frozenset[str] = frozenset()
    """Those that are told only because they stand against others in a dispute."""


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when articles were published; both ends belong to it, and either may be open."""

    since: datetime | None = None
    until: datetime | None = None

    @property
    def bounded(self) -> bool:
        """Whether it has an end."""
        return self.since is not None or self.until is not None

    def __str__(self) -> str:
        """In words: "from 1 November 2025 to 30 November 2025".

        >>> str(Period(until=datetime(2025, 11, 30, 23, 59, 59, tzinfo=UTC)))
        'to 30 November 2025'
        """
        ends = (("from", self.since), ("to", self.until))
        return " ".join(f"{word} {day(end.isoformat())}" for word, end in ends if end is not None)

    def holds(self, published: str) -> bool:
        """Whether an article of that time is of the period; one without a date only if the period has no ends."""
        if not self.bounded:
            return True
        when = moment(published)
        if when is None:
            return False
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
        return (self.since is None or self.since <= when) and (self.until is None or when <= self.until)


def claims_about(subject: Subject, ask: Asker, most: int, period: Period = Period()) -> Scope:
    """The claims that a dossier on the subject tells of, at most so many: those of the latest articles.

    Of an actor, what it and those who speak for it say, what is said of it or to it, and whatever answers either; of an
    event, what is claimed of it, and the claims of other articles that restate, support or contradict that; of an
    article, all that is in it; all of it from articles of the period. Claims that stand against these in a dispute
    are told with them, whenever they were published.
    """
    found: set[tuple[str, ...]] = set()
    for pattern in _patterns(subject):
        rows = ask.about(subject.nodes, "?claim ?document ?published", f"{pattern} {_DATED} {_SOURCED}")
        found.update(row for row in rows if period.holds(row[2]))
    if subject.kind != "article":
        known = [claim for claim, _, _ in found]
        for pattern in _following(subject):
            rows = ask.about(known, "?claim ?document ?published", f"{pattern} {_DATED} {_SOURCED}")
            found.update(row for row in rows if period.holds(row[2]))
    by_time = sorted(found, key=lambda row: (row[2], row[1], row[0]))
    chosen = by_time[-most:] if most < len(by_time) else by_time
    own = {claim for claim, _, _ in chosen}
    dispute = "?dispute kg:involvesClaim ?it , ?claim . ?claim kg:appearsIn ?document"
    others = [row for row in ask.about(own, "?claim ?document", dispute) if row[0] not in own]
    claims = (*((claim, document) for claim, document, _ in chosen), *((row[0], row[1]) for row in others))
    return Scope(claims, len(found), frozenset(claim for claim, _ in others))


def _patterns(subject: Subject) -> tuple[str, ...]:
    if subject.kind == "article":
        return ("?claim kg:appearsIn ?it .",)
    if subject.kind == "event":
        return (
            "?claim kg:content ?it .",
            "?claim kg:condition ?it .",
            "?claim kg:expressedIn ?it .",
            "?part kg:partOf ?it . ?claim kg:content ?part .",
        )
    return (
        f"?who {_SPEAKS_FOR} ?it . ?claim kg:claimant ?who .",
        "?situation kg:participant ?it . ?claim kg:content ?situation .",
        "?situation kg:place ?it . ?claim kg:content ?situation .",
        "?claim kg:addressee ?it .",
        "?mention kg:denotes ?it ; oa:hasSource ?where ; oa:start ?from ; oa:end ?to . "
        "?claim kg:appearsIn ?where ; kg:contentSpan ?span . ?span oa:start ?first ; oa:end ?last . "
        "FILTER(?first <= ?from && ?to <= ?last)",
    )


def _following(subject: Subject) -> tuple[str, ...]:
    """What answers the claims that were found and, of an event, what other articles say to the same effect."""
    answers = ("?claim kg:respondsTo ?it .", "?it kg:respondsTo ?claim .", "?claim kg:denies|kg:rejects ?it .")
    if subject.kind == "actor":
        return answers
    related = "kg:restates|kg:supports|kg:contradicts"
    return (*answers, f"?claim {related} ?it .", f"?it {related} ?claim .")
