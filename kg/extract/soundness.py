"""Whether an extraction holds together: every local id it refers to is there, every span lies in the text.

The shapes judge the graph; this comes before, so that a slip in somebody's extractor is told in the extractor's terms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kg.model import Article, Claim, Extraction, Situation, Span

__all__ = ["flaws"]

_TO_CLAIMS = ("reports", "denies", "rejects", "accepts", "confirms", "responds_to", "supports", "restates",
              "contradicts")  # fmt: skip


def flaws(extraction: Extraction, article: Article) -> list[str]:
    """What is wrong, in words, in the order of the extraction; empty where it is sound."""
    return list(_flaws(extraction, article))


def _flaws(extraction: Extraction, article: Article) -> Iterator[str]:
    if extraction.article != article:
        yield "it is of another article than the one given"
        return
    things = (extraction.actors, extraction.situations, extraction.times, extraction.claims)
    actors, situations, times, claims = ({one.id for one in group} for group in things)
    counts = Counter(one.id for group in things for one in group)
    yield from (f"the id {name!r} is given {count} times" for name, count in counts.items() if count > 1)
    for actor in extraction.actors:
        named = [*actor.affiliated_with, *actor.members, *([actor.acts_for] if actor.acts_for else [])]
        yield from _unknown(f"actor {actor.id!r}", "actor", named, actors)
    for mention in extraction.mentions:
        yield from _outside("a mention", [mention.span], article)
        denoted = [mention.denotes, *([mention.literal] if mention.literal else [])]
        yield from _unknown("a mention", "thing", denoted, counts)
    for time in extraction.times:
        yield from _outside(f"time {time.id!r}", [time.span], article)
    for situation in extraction.situations:
        yield from _of_situation(situation, article, actors, situations, times)
    for claim in extraction.claims:
        yield from _of_claim(claim, article, actors, situations, times, claims)
    for dispute in extraction.disputes:
        yield from _unknown("a dispute", "situation", [dispute.situation], situations)
        yield from _unknown("a dispute", "claim", dispute.claims, claims)


def _of_situation(
    situation: Situation, article: Article, actors: set[str], situations: set[str], times: set[str]
) -> Iterator[str]:
    what = f"situation {situation.id!r}"
    yield from _outside(what, [situation.trigger], article)
    taking_part = [*situation.initiators, *situation.recipients, *situation.participants, *situation.places]
    yield from _unknown(what, "actor", taking_part, actors)
    related = [one for one in (situation.part_of, situation.absence_of) if one]
    yield from _unknown(what, "situation", related, situations)
    yield from _unknown(what, "time", situation.times, times)


def _of_claim(
    claim: Claim, article: Article, actors: set[str], situations: set[str], times: set[str], claims: set[str]
) -> Iterator[str]:
    what = f"claim {claim.id!r}"
    yield from _outside(what, [*claim.contents, *(span for span in (claim.source, claim.cue) if span)], article)
    yield from _unknown(what, "actor", [claim.claimant, *claim.addressees], actors)
    within = [*claim.content, *claim.conditions, *([claim.expressed_in] if claim.expressed_in else [])]
    yield from _unknown(what, "situation", within, situations)
    yield from _unknown(what, "time", claim.times, times)
    yield from _unknown(what, "claim", [one for relation in _TO_CLAIMS for one in getattr(claim, relation)], claims)


def _unknown(what: str, kind: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    known = set(known)
    yield from (f"{what} names {name!r}, and there is no such {kind}" for name in names if name not in known)


def _outside(what: str, spans: Iterable[Span], article: Article) -> Iterator[str]:
    end = len(article.text)
    yield from (
        f"{what} lies at {span.start}–{span.end}, and the text ends at {end}" for span in spans if span.end > end
    )
