"""Claims and what belongs to them, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.validation.sentences import sentence_around
from kg.vocabulary import KG
from kg.web.facts import Bounds, ClaimFacts, Facts, Stretch
from kg.web.marking import Hand

__all__ = ["ChainLink", "Named", "Quote", "SeenAnswer", "SeenClaim", "seen", "seen_all"]

_PLAIN = {"actual", "underspecified", "positive", "unspecified", ""}
"""Codes that say nothing that a reader would miss."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something with its name."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, cut at the words that count."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One of those through whom a claim is known."""

    depth: int
    claim: str
    claimant: Named
    act: str
    cue: str
    """The words by which it is attributed; "" for the article's own voice."""
    here: bool


@dataclass(frozen=True, slots=True)
class SeenAnswer:
    """How another claim answers."""

    how: str
    claim: str
    claimant: Named
    words: str


@dataclass(frozen=True, slots=True)
class SeenClaim:
    """A claim, ready to be shown."""

    iri: str
    key: str
    claimant: Named
    act: str
    polarity: str
    codes: tuple[str, ...]
    """Realis and certainty, where they say something."""
    words: str
    cue: str
    source: str
    quote: Quote
    addressees: tuple[Named, ...]
    contents: tuple[Named, ...]
    conditions: tuple[Named, ...]
    times: tuple[Bounds, ...]
    chain: tuple[ChainLink, ...]
    answers: tuple[SeenAnswer, ...]
    found_by: str
    confidence: str
    document: Named
    published: str
    hand: Hand | None

    @property
    def denied(self) -> bool:
        """Whether it says that its content does not hold."""
        return self.polarity == "negative"


def seen(facts: Facts, claim: ClaimFacts, hand: Hand | None = None) -> SeenClaim:
    """A claim of an article."""

    def named(predicate: str) -> tuple[Named, ...]:
        return tuple(Named(iri, facts.label(iri)) for iri in facts.all(claim.iri, predicate))

    return SeenClaim(
        claim.iri,
        claim.key,
        Named(claim.claimant, facts.label(claim.claimant)),
        claim.act,
        claim.polarity,
        tuple(code for code in (claim.realis, claim.certainty) if code not in _PLAIN and code != "certain"),
        facts.words(claim.contents),
        facts.words(claim.cues),
        facts.words(claim.sources),
        _quote(facts, claim),
        named(KG.addressee),
        named(KG.content),
        named(KG.condition),
        tuple(facts.bounds(time) for time in facts.all(claim.iri, KG.hasTime)),
        _chain(facts, claim.iri),
        tuple(_answers(facts, claim.iri)),
        facts.one(claim.iri, KG.foundBy),
        facts.one(claim.iri, KG.confidence),
        Named(facts.document, facts.title),
        facts.published,
        hand,
    )


def seen_all(facts: Facts, claims: Iterable[ClaimFacts], known: dict[str, Hand] | None = None) -> list[SeenClaim]:
    """Several claims of an article."""
    return [seen(facts, claim, (known or {}).get(claim.claimant)) for claim in claims]


def _quote(facts: Facts, claim: ClaimFacts) -> Quote:
    stretches: Sequence[Stretch] = [*claim.sources, *claim.cues, *claim.contents]
    if not stretches:
        return Quote("", "", "")
    contents = claim.contents or tuple(stretches)
    first, last = contents[0].start, contents[-1].end
    around = sentence_around(facts.text, min(one.start for one in stretches), max(one.end for one in stretches))
    start, end = max(0, first - around.offset), max(0, last - around.offset)
    return Quote(around.text[:start], around.text[start:end], around.text[end:])


def _chain(facts: Facts, iri: str) -> tuple[ChainLink, ...]:
    return tuple(
        ChainLink(
            depth,
            claim.iri,
            Named(claim.claimant, facts.label(claim.claimant)),
            claim.act,
            facts.words(claim.cues),
            claim.iri == iri,
        )
        for depth, claim in facts.chain(iri)
    )


def _answers(facts: Facts, iri: str) -> Iterable[SeenAnswer]:
    for how, claim in facts.answers(iri):
        claimant = Named(claim.claimant, facts.label(claim.claimant))
        yield SeenAnswer(how, claim.iri, claimant, facts.words(claim.contents))
