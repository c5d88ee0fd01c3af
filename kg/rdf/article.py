"""What one article says, and the words in which it says so."""

from __future__ import annotations

from collections.abc import Iterable

from kg.iris import Names
from kg.model import Claim, Dispute, Extraction, Situation, Span, TimeExpression
from kg.rdf.statements import Statements, decimal, integer, moment, relates, states, string, types, uri_literal
from kg.vocabulary import ACT_NS, DCTERMS, KG, KG_NS, OA, PLOVER_NS, RDFS, SCHEMA, SEM, VAL_NS

__all__ = ["claim", "dispute", "document", "mentions", "situation", "time"]

_LABEL_LENGTH = 90
"""Code points of a label that is made of an article's words: one line of a table."""


def document(extraction: Extraction, names: Names, publisher: str | None) -> Statements:
    """The article itself; publisher is the IRI of the actor who published it."""
    article, iri = extraction.article, names.document
    yield from types(iri, KG.Document)
    yield from states(iri, RDFS.label, string(_line(article.title or article.text)))
    yield from states(iri, KG.text, string(article.text))
    yield from states(iri, KG.textHash, string(article.text_hash))
    for predicate, value in (
        (SCHEMA.headline, article.title),
        (DCTERMS.identifier, article.id),
        (DCTERMS.language, article.language),
        (KG.extractor, extraction.extractor),
    ):
        if value:
            yield from states(iri, predicate, string(value))
    if article.published is not None:
        yield from states(iri, SCHEMA.datePublished, moment(article.published))
    if article.url:
        yield from states(iri, SCHEMA.url, uri_literal(article.url))
    if publisher is not None:
        yield from relates(iri, SCHEMA.publisher, (publisher,))


def mentions(extraction: Extraction, names: Names) -> Statements:
    """Every stretch of text that something goes back to. One node for a span, whatever it stands for."""
    metonyms = {mention.span for mention in extraction.mentions if mention.literal is not None}
    for mention in extraction.mentions:
        iri = names.mention(mention.span)
        yield from relates(iri, KG.denotes, (names.iri(mention.denotes),))
        if mention.literal is not None:
            yield from relates(iri, KG.literalReferent, (names.iri(mention.literal),))
    for known in extraction.situations:
        yield from relates(names.mention(known.trigger), KG.denotes, (names.iri(known.id),))
    for expression in extraction.times:
        yield from relates(names.mention(expression.span), KG.denotes, (names.iri(expression.id),))
    for span in _spans(extraction):
        yield from _stretch(
            span, extraction.article.text, names, KG.MetonymicMention if span in metonyms else KG.Mention
        )


def situation(found: Situation, names: Names) -> Statements:
    """What is talked about. Initiators and recipients are stated as participants too: see the decision record."""
    iri = names.iri(found.id)
    yield from types(iri, KG_NS + found.kind)
    yield from states(iri, RDFS.label, string(found.label))
    if found.event_type is not None:
        yield from relates(iri, KG.eventType, (PLOVER_NS + found.event_type,))
    for predicate, actors in (
        (KG.initiator, found.initiators),
        (KG.recipient, found.recipients),
        (KG.participant, (*found.initiators, *found.recipients, *found.participants)),
        (KG.place, found.places),
        (KG.hasTime, found.times),
        (KG.partOf, (found.part_of,)),
        (KG.absenceOf, (found.absence_of,)),
    ):
        yield from relates(iri, predicate, (names.iri(other) for other in actors if other is not None))
    if found.rule:
        yield from states(iri, KG.foundBy, string(found.rule))


def time(found: TimeExpression, names: Names) -> Statements:
    """A time as worded, with the bounds that are known of it."""
    iri = names.iri(found.id)
    yield from types(iri, KG.TemporalExpression)
    yield from states(iri, RDFS.label, string(_line(found.text)))
    yield from states(iri, KG.timeText, string(found.text))
    if found.value:
        yield from states(iri, KG.timexValue, string(found.value))
    for predicate, bound in (
        (SEM.hasEarliestBeginTimeStamp, found.earliest_begin),
        (SEM.hasLatestBeginTimeStamp, found.latest_begin),
        (SEM.hasEarliestEndTimeStamp, found.earliest_end),
        (SEM.hasLatestEndTimeStamp, found.latest_end),
    ):
        if bound is not None:
            yield from states(iri, predicate, moment(bound))


def claim(found: Claim, extraction: Extraction, names: Names) -> Statements:
    """A position that a claimant takes. What answers another claim is stated as kg:respondsTo too."""
    iri = names.iri(found.id)
    yield from types(iri, KG.Claim)
    yield from states(iri, RDFS.label, string(_claim_label(found, extraction)))
    for predicate, value in (
        (KG.speechAct, ACT_NS + found.speech_act),
        (KG.polarity, VAL_NS + found.polarity),
        (KG.realis, VAL_NS + found.realis),
        (KG.certainty, VAL_NS + found.certainty),
        (KG.appearsIn, names.document),
    ):
        yield from relates(iri, predicate, (value,))
    for predicate, others in _relations(found):
        yield from relates(iri, predicate, map(names.iri, others))
    for predicate, spans in (
        (KG.sourceSpan, (found.source,)),
        (KG.cueSpan, (found.cue,)),
        (KG.contentSpan, found.contents),
    ):
        yield from relates(iri, predicate, (names.mention(span) for span in spans if span is not None))
    yield from states(iri, KG.confidence, decimal(found.confidence))
    if found.rule:
        yield from states(iri, KG.foundBy, string(found.rule))


def dispute(found: Dispute, extraction: Extraction, names: Names) -> Statements:
    """Opposing positions on one situation."""
    iri = names.dispute(found)
    over = next((one.label for one in extraction.situations if one.id == found.situation), "")
    yield from types(iri, KG.Dispute)
    yield from states(iri, RDFS.label, string(f"dispute: {over}"))
    yield from relates(iri, KG.over, (names.iri(found.situation),))
    yield from relates(iri, KG.involvesClaim, map(names.iri, found.claims))


def _relations(found: Claim) -> Iterable[tuple[str, tuple[str, ...]]]:
    answered = (*found.denies, *found.rejects, *found.accepts, *found.confirms, *found.responds_to)
    return (
        (KG.claimant, (found.claimant,)),
        (KG.addressee, found.addressees),
        (KG.content, found.content),
        (KG.condition, found.conditions),
        (KG.reportsClaim, found.reports),
        (KG.denies, found.denies),
        (KG.rejects, found.rejects),
        (KG.accepts, found.accepts),
        (KG.confirms, found.confirms),
        (KG.respondsTo, answered),
        (KG.supports, found.supports),
        (KG.restates, found.restates),
        (KG.contradicts, found.contradicts),
        (KG.expressedIn, () if found.expressed_in is None else (found.expressed_in,)),
        (KG.hasTime, found.times),
    )


def _spans(extraction: Extraction) -> Iterable[Span]:
    spans = {mention.span for mention in extraction.mentions}
    spans.update(found.trigger for found in extraction.situations)
    spans.update(found.span for found in extraction.times)
    for found in extraction.claims:
        spans.update(span for span in (found.source, found.cue, *found.contents) if span is not None)
    return spans


def _stretch(span: Span, text: str, names: Names, kind: str) -> Statements:
    iri = names.mention(span)
    yield from types(iri, kind)
    yield from relates(iri, OA.hasSource, (names.document,))
    yield from states(iri, OA.start, integer(span.start))
    yield from states(iri, OA.end, integer(span.end))
    yield from states(iri, OA.exact, string(span.of(text)))


def _claim_label(found: Claim, extraction: Extraction) -> str:
    """Like "Portugal: accuse – diverting three grain ships"."""
    words = " … ".join(span.of(extraction.article.text) for span in found.contents)
    return _line(f"{extraction.actor(found.claimant).label}: {found.speech_act} – {words}")


def _line(text: str) -> str:
    """The text in one line, shortened at a space where it is long."""
    line = " ".join(text.split())
    if len(line) <= _LABEL_LENGTH:
        return line
    cut = line[: _LABEL_LENGTH - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
