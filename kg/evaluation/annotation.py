"""Our own form of gold: an article annotated whole, in JSON, as docs/reference/gold-format.md tells."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from kg.errors import DateError, Location, PathError
from kg.evaluation.checking import Fields
from kg.evaluation.gold import AnnotatedArticle, GoldClaim, GoldEntity, GoldEvent
from kg.model import Article, EventType, Polarity, Span, SpeechAct

__all__ = ["annotated_article"]

_Enumeration = TypeVar("_Enumeration", SpeechAct, EventType, Polarity)


def annotated_article(fields: Fields, path: Path) -> AnnotatedArticle:
    """Read the object of a file; its text stands in it, or in a file beside it.

    Raises ArticleFormatError where it is not as it should be, or where the text is not the one that was annotated.
    """
    text = _text(fields, path)
    claims = tuple(_claim(one, text) for one in fields.objects("claims"))
    events = tuple(_event(one, text) for one in fields.objects("events"))
    entities = tuple(_entity(one, text) for one in fields.objects("entities"))
    _check_references(fields, claims, events)
    published = _published(fields, path)
    article = Article(
        text,
        id=fields.optional_string("id"),
        published=published,
        publisher=fields.optional_string("publisher"),
        source=str(path),
        published_is_date=published is not None and len(fields.string("published")) == len("2025-10-28"),
    )
    return AnnotatedArticle(article, claims, events, entities)


def _text(fields: Fields, path: Path) -> str:
    """The annotated text; what the spans index must be what the annotator saw."""
    text = fields.optional_string("text")
    if text is None:
        name = fields.optional_string("source_file") or path.name.removesuffix(".json").removesuffix(".gold") + ".txt"
        beside = path.with_name(Path(name).name)
        try:
            text = beside.read_bytes().decode("utf-8")
        except OSError:
            raise PathError(
                f"the text that {path} annotates is not there: {beside}",
                remedy="Put it there, or into the gold as `text`.",
            ) from None
        except UnicodeDecodeError:
            fields.fail(f"{beside} is not UTF-8")
    if "text_length_used" in fields:
        text = text[: fields.integer("text_length_used")]
    expected = fields.optional_string("text_used_sha256") or fields.string("text_sha256")
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != expected:
        fields.fail("the text is not the one that was annotated: its SHA-256 is another than text_sha256")
    return text


def _published(fields: Fields, path: Path) -> datetime | None:
    value = fields.optional_string("published")
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise DateError(f"published is no date: {value!r}", location=Location(str(path))) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _claim(fields: Fields, text: str) -> GoldClaim:
    cue = fields.span("cue", text) or fields.fail("cue is missing")
    claim = GoldClaim(
        id=fields.string("id"),
        claimants=fields.strings("claimants") or (fields.string("claimant"),),
        speech_acts=_codes(fields, "speech_act", SpeechAct),
        polarity=_codes(fields, "polarity", Polarity)[0],
        source=fields.span("source", text),
        cue=cue,
        cue_head=fields.span("cue_head", text) or cue,
        contents=fields.spans("content", text) or fields.fail("content is empty"),
        addressees=fields.strings("addressee"),
        via=fields.strings("via"),
        denies=fields.optional_string("denies"),
        rejects=fields.optional_string("rejects"),
        accepts=fields.optional_string("accepts"),
        condition=fields.span("condition", text),
        optional=fields.flag("optional"),
    )
    _check_words(fields, text, source=claim.source, cue=claim.cue, content=claim.contents, condition=claim.condition)
    return claim


def _event(fields: Fields, text: str) -> GoldEvent:
    event = GoldEvent(
        id=fields.string("id"),
        types=_codes(fields, "type", EventType),
        trigger=fields.span("trigger", text) or fields.fail("trigger is missing"),
        initiators=fields.strings("initiators"),
        recipients=fields.strings("recipients"),
        place=fields.optional_string("place"),
        negated=fields.flag("negated"),
        claimed_in=fields.strings("claimed_in"),
        same_as=fields.optional_string("same_as"),
    )
    _check_words(fields, text, trigger=event.trigger)
    return event


def _entity(fields: Fields, text: str) -> GoldEntity:
    mentions = fields.spans("mentions", text)
    words = fields.strings("words")
    if words and list(words) != [span.of(text) for span in mentions]:
        fields.fail(f"words are {list(words)}, but mentions are {[span.of(text) for span in mentions]}")
    sure = fields.optional_string("qid") if fields.flag("qid_sure") else None
    return GoldEntity(fields.string("name"), fields.string("kind"), mentions, sure)


def _codes(fields: Fields, key: str, codes: type[_Enumeration]) -> tuple[str, ...]:
    """A code and the others that would be right too (key_alt), each checked against its list."""
    values = (fields.string(key), *fields.strings(f"{key}_alt"))
    for value in values:
        if value not in list(codes):
            fields.fail(f"{value!r} is no {key}; there are: {', '.join(codes)}")
    return values


def _check_words(fields: Fields, text: str, **spans: Span | tuple[Span, ...] | None) -> None:
    """Words, where they stand beside offsets, must be those at the offsets."""
    words = fields.object("words")
    if words is None:
        return
    for key, span in spans.items():
        if key not in words or span is None:
            continue
        found = (span.of(text),) if isinstance(span, Span) else tuple(part.of(text) for part in span)
        if words.strings(key) != found:
            fields.fail(f"{key} is {' | '.join(words.strings(key))!r} in words, but {' | '.join(found)!r} by offsets")


def _check_references(fields: Fields, claims: tuple[GoldClaim, ...], events: tuple[GoldEvent, ...]) -> None:
    """What one record says of another must be of one that is there, once."""
    claim_ids, event_ids = [claim.id for claim in claims], [event.id for event in events]
    for ids in (claim_ids, event_ids):
        for one in {one for one in ids if ids.count(one) > 1}:
            fields.fail(f"there are two records {one}")
    for claim in claims:
        for other in (*claim.via, claim.denies, claim.rejects, claim.accepts):
            if other is not None and other not in claim_ids:
                fields.fail(f"claim {claim.id} points to {other}, which is no claim")
    for event in events:
        if event.same_as is not None and event.same_as not in event_ids:
            fields.fail(f"event {event.id} is the same as {event.same_as}, which is no event")
        for other in event.claimed_in:
            if other != "narrator" and other not in claim_ids:
                fields.fail(f"event {event.id} is claimed in {other}, which is no claim")
