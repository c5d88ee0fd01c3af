"""The page of an article: its text with who says what, and what the words denote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.vocabulary import DCTERMS, KG, RDF, SCHEMA
from kg.web.facts import ClaimFacts, Facts, specific
from kg.web.marking import Hand, hands, paragraphs
from kg.web.pages.seen import Named, SeenClaim, seen, seen_all
from kg.web.reading import Reading
from kg.web.reply import Reply, html_reply
from kg.web.templating import page

__all__ = ["article_page"]

_SHOWN = 400
"""Claims that are listed at most: more than any article has that a person would read on a page."""


@dataclass(frozen=True, slots=True)
class Denoted:
    """What some words denote."""

    words: str
    thing: Named
    kind: str
    literally: tuple[Named, ...]
    """What the words name literally, where they stand for something else."""


def article_page(reading: Reading, iri: str, asked: Mapping[str, str]) -> Reply:
    """The page. ``asked["claim"]`` is the claim that was chosen, ``asked["at"]`` the offset of words, ``asked["by"]``
    the claimant whose claims alone are marked.
    """
    facts = Facts(reading, iri)
    known = hands(facts)
    chosen = facts.claims.get(f"{iri}/claim/{asked.get('claim', '')}")
    hand = next((one for one in known.values() if one.letter == asked.get("by")), None)
    at = asked.get("at", "")
    marked = [chosen] if chosen else [c for c in facts.claims.values() if hand is None or c.claimant == hand.iri]
    if chosen is None:
        marked = [claim for claim in marked if claim.attributed]
    own = [claim for claim in facts.shown_claims() if not claim.attributed]
    listed = [claim for claim in marked if claim.attributed][:_SHOWN]
    return html_reply(
        page(
            "article.html",
            reading.serving,
            iri=iri,
            facts=facts,
            publisher=Named(publisher, facts.label(publisher))
            if (publisher := facts.one(iri, SCHEMA.publisher))
            else None,
            url=facts.one(iri, SCHEMA.url),
            language=facts.one(iri, DCTERMS.language),
            extractor=facts.one(iri, KG.extractor),
            hands=list(known.values()),
            by=hand,
            paragraphs=paragraphs(facts, marked, known),
            chosen=_seen_or_none(facts, chosen, known),
            denoted=_denoted(reading, facts, int(at)) if at.isdecimal() and len(at) < 9 else [],
            at=at,
            claims=seen_all(facts, listed, known),
            own=seen_all(facts, own, known)[:_SHOWN],
            disputes=[Named(one, facts.label(one)) for one in facts.subjects(KG.Dispute, RDF.type)],
        )
    )


def _seen_or_none(facts: Facts, chosen: ClaimFacts | None, known: Mapping[str, Hand]) -> SeenClaim | None:
    return seen(facts, chosen, known.get(chosen.claimant)) if chosen is not None else None


def _denoted(reading: Reading, facts: Facts, at: int) -> list[Denoted]:
    """What the words at an offset denote, the shortest stretch first."""
    around = sorted(
        (pair for pair in facts.mentions() if pair[0].start <= at < pair[0].end),
        key=lambda pair: pair[0].end - pair[0].start,
    )
    return [
        Denoted(
            facts.words([stretch]),
            Named(target, facts.label(target)),
            specific([*facts.all(target, RDF.type), *reading.objects(target, RDF.type)]),
            tuple(Named(one, facts.label(one)) for one in facts.all(mention, KG.literalReferent)),
        )
        for stretch, mention in around
        for target in facts.all(mention, KG.denotes)
    ]
