"""The pages of what lies in one article: a claim, a situation or event."""

from __future__ import annotations

from kg.errors import UnknownNameError
from kg.validation.sentences import sentence_around
from kg.vocabulary import KG, RDF, RDFS
from kg.web.drawing import timeline
from kg.web.facts import Facts, document_of
from kg.web.pages.across import answers_elsewhere, sides_of, told_elsewhere
from kg.web.pages.seen import Named, Quote, SeenClaim, seen, seen_all
from kg.web.reading import Reading
from kg.web.reply import Reply, html_reply
from kg.web.templating import page

__all__ = ["claim_page", "situation_page"]


def claim_page(reading: Reading, iri: str) -> Reply:
    """A claim: its words, through whom it is known, how it is answered."""
    facts = _facts(reading, iri)
    claim = seen(facts, facts.claims[iri])
    disputes = _disputes(reading, reading.subjects(iri, KG.involvesClaim))
    return html_reply(
        page(
            "claim.html",
            reading.serving,
            iri=iri,
            claim=claim,
            disputes=disputes,
            elsewhere=answers_elsewhere(reading, iri),
        )
    )


def situation_page(reading: Reading, iri: str) -> Reply:
    """A situation: who says that it holds and who does not, and when it is said to be."""
    facts = _facts(reading, iri)

    def named(predicate: str) -> list[Named]:
        return [Named(one, facts.label(one)) for one in facts.all(iri, predicate)]

    def claims(predicate: str) -> list[SeenClaim]:
        found = [facts.claims[one] for one in facts.subjects(iri, predicate) if one in facts.claims]
        return seen_all(facts, sorted(found, key=lambda claim: (not claim.attributed, claim.start)))

    special = {*facts.all(iri, KG.initiator), *facts.all(iri, KG.recipient)}
    times = facts.times(iri)
    return html_reply(
        page(
            "situation.html",
            reading.serving,
            iri=iri,
            label=facts.label(iri),
            kind=facts.kind(iri),
            event_type=facts.one(iri, KG.eventType).rpartition("#")[2],
            initiators=named(KG.initiator),
            recipients=named(KG.recipient),
            others=[one for one in named(KG.participant) if one.iri not in special],
            places=named(KG.place),
            part_of=named(KG.partOf),
            absence_of=named(KG.absenceOf),
            times=times,
            drawing=timeline([(facts.label(iri), "", time) for time in times if time.earliest or time.latest]),
            sides=sides_of(claims(KG.content)),
            depending=claims(KG.condition),
            voiced=claims(KG.expressedIn),
            disputes=_disputes(reading, reading.subjects(iri, KG.over)),
            elsewhere=told_elsewhere(reading, iri),
            quotes=_quotes(facts, iri),
            document=Named(facts.document, facts.title),
            published=facts.published,
        )
    )


def _disputes(reading: Reading, disputes: list[str]) -> list[Named]:
    return [Named(one, reading.one(one, RDFS.label).removeprefix("dispute: ")) for one in disputes]


def _quotes(facts: Facts, iri: str) -> list[Quote]:
    found = []
    for mention in facts.subjects(iri, KG.denotes):
        stretch = facts.stretch(mention)
        around = sentence_around(facts.text, stretch.start, stretch.end)
        found.append(Quote(around.text[: around.start], around.words, around.text[around.end :]))
    return found


def _facts(reading: Reading, iri: str) -> Facts:
    document = document_of(iri)
    if document is None:
        raise UnknownNameError(f"there is nothing named {iri} here")
    facts = Facts(reading, document)
    if not facts.all(iri, RDF.type) and not facts.all(iri, RDFS.label):
        raise UnknownNameError(f"there is nothing named {iri} here", remedy="Its article may have been read again.")
    return facts
