"""What lies across articles: how a claim is answered elsewhere, what is told of an event elsewhere, and disputes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import UnknownNameError
from kg.vocabulary import KG, RDFS, SCHEMA
from kg.web.facts import Facts, document_of
from kg.web.listing import dispute_articles
from kg.web.pages.seen import Named, SeenClaim, seen
from kg.web.reading import Reading
from kg.web.reply import Reply, html_reply
from kg.web.templating import page

__all__ = ["Elsewhere", "Side", "answers_elsewhere", "dispute_page", "seen_from", "sides_of", "told_elsewhere"]

_MOST = 40
_ANSWERS = (
    (KG.contradicts, "contradicted by", "contradicted by"),
    (KG.supports, "supports", "supported by"),
    (KG.restates, "restates", "restated by"),
)
"""Property, and how it is called in either direction."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something that another article says."""

    how: str
    who: Named | None
    what: Named
    article: Named
    published: str


@dataclass(frozen=True, slots=True)
class Side:
    """Those who take the same position."""

    title: str
    position: str
    claims: list[SeenClaim]


def sides_of(claims: list[SeenClaim]) -> list[Side]:
    """The sides that claims take."""
    sides = (
        Side("Says that it holds", "positive", [one for one in claims if one.polarity == "positive"]),
        Side("Says that it does not hold", "negative", [one for one in claims if one.polarity == "negative"]),
        Side("Leaves it open", "unspecified", [one for one in claims if one.polarity == "unspecified"]),
    )
    return [side for side in sides if side.claims]


def seen_from(reading: Reading, claims: list[str]) -> list[SeenClaim]:
    """Claims of any articles, ready to be shown."""
    read: dict[str, Facts] = {}
    found = []
    for iri in claims:
        document = document_of(iri)
        if document is None:
            continue
        facts = read.get(document) or read.setdefault(document, Facts(reading, document))
        if iri in facts.claims:
            found.append(seen(facts, facts.claims[iri]))
    return found


def dispute_page(reading: Reading, iri: str) -> Reply:
    """A dispute, its sides beside each other. They may come from several articles."""
    claims = seen_from(reading, reading.objects(iri, KG.involvesClaim)[:_MOST])
    if not claims:
        raise UnknownNameError(f"there is nothing named {iri} here", remedy="Its article may have been read again.")
    over = [Named(one, reading.one(one, RDFS.label)) for one in reading.objects(iri, KG.over)]
    return html_reply(
        page(
            "dispute.html",
            reading.serving,
            iri=iri,
            label=reading.one(iri, RDFS.label).removeprefix("dispute: "),
            over=list({one.label: one for one in over}.values()),
            sides=sides_of(claims),
            articles=[
                (Named(article, reading.one(article, RDFS.label)), reading.one(article, SCHEMA.datePublished))
                for article in dispute_articles(reading, iri)
            ],
        )
    )


def answers_elsewhere(reading: Reading, iri: str) -> list[Elsewhere]:
    """The claims of other articles that contradict, support or restate a claim."""
    found = {(how, other): None for how, other in _answers(reading, iri) if document_of(other) != document_of(iri)}
    told = []
    for how, other in list(found)[:_MOST]:
        who = reading.one(other, KG.claimant)
        if not who:
            continue  # its article has been read again since the articles were aligned
        label = reading.one(other, RDFS.label)
        told.append(
            _elsewhere(reading, how, Named(who, reading.one(who, RDFS.label)), Named(other, label.partition(" – ")[2]))
        )
    return sorted(told, key=lambda one: (one.how, one.published, one.what.iri))


def _answers(reading: Reading, iri: str) -> Iterator[tuple[str, str]]:
    for predicate, out, back in _ANSWERS:
        yield from ((out, other) for other in reading.objects(iri, predicate))
        yield from ((back, other) for other in reading.subjects(iri, predicate))


def told_elsewhere(reading: Reading, iri: str) -> list[Elsewhere]:
    """The situations of other articles that are one event with this."""
    others = {*reading.objects(iri, KG.sameEventAs), *reading.subjects(iri, KG.sameEventAs)} - {iri}
    told = [
        _elsewhere(reading, "", None, Named(other, reading.one(other, RDFS.label)))
        for other in sorted(others)[:_MOST]
        if document_of(other)
    ]
    return sorted(told, key=lambda one: (one.published, one.what.iri))


def _elsewhere(reading: Reading, how: str, who: Named | None, what: Named) -> Elsewhere:
    article = document_of(what.iri) or ""
    title = Named(article, reading.one(article, RDFS.label))
    return Elsewhere(how, who, what, title, reading.one(article, SCHEMA.datePublished))
