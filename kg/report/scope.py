"""Which claims a dossier takes in."""

from __future__ import annotations

from dataclasses import dataclass

from kg.report.asking import Asker
from kg.report.dossier import Subject

__all__ = ["Scope", "claims_about"]

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


def claims_about(subject: Subject, ask: Asker, most: int) -> Scope:
    """The claims that a dossier on the subject tells of, at most so many: those of the latest articles.

    Of an actor, what it and those who speak for it say, what is said of it or to it, and whatever answers either; of an
    event, what is claimed of it, and the claims of other articles that restate, support or contradict that; of an
    article, all that is in it. Claims that stand against these in a dispute are told with them.
    """
    found: set[tuple[str, ...]] = set()
    for pattern in _patterns(subject):
        found.update(ask.about(subject.nodes, "?claim ?document ?published", f"{pattern} {_DATED} {_SOURCED}"))
    if subject.kind != "article":
        known = [claim for claim, _, _ in found]
        for pattern in _following(subject):
            found.update(ask.about(known, "?claim ?document ?published", f"{pattern} {_DATED} {_SOURCED}"))
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
