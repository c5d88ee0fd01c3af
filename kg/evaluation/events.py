"""Events of articles annotated whole: found with the right type, by whom and to whom.

Each place where the article speaks of an event counts. An event found answers one event of the gold, and the places
that speak of it again: whether a reader keeps them apart or knows them for one, all can be right.
"""

from __future__ import annotations

from kg.evaluation.gold import AnnotatedArticle, GoldEvent
from kg.evaluation.measures import Finding, Measures
from kg.evaluation.overlap import same_name
from kg.model import Extraction, Situation, Span

__all__ = ["measure_events"]


def measure_events(measures: Measures, gold: AnnotatedArticle, extraction: Extraction) -> None:
    """Add what is to be said of events: "events" for all, one tally for each type, the roles, and a confusion table."""
    found = [situation for situation in extraction.situations if situation.event_type is not None]
    places = _places(found, extraction)
    consumed: set[str] = set()
    for event in gold.events:
        there = [one for one in found if any(span.overlaps(event.trigger) for span in places[one.id])]
        right = _match(event, there, consumed)
        kind = event.types[0] if right is None else str(right.event_type)
        known = right is not None and right.id in consumed
        for name in ("events", f"type {kind}"):
            measures.count(name, right is not None, known, 1)
        if right is not None:
            consumed.add(right.id)
        for got in [str(one.event_type) for one in there if right in (None, one)] or ["none"]:
            measures.confuse("event types", kind, got)
        _measure_roles(measures, event, right, extraction)
        _report(measures, gold, event, right, there)
    for one in found:
        measures.count("events", 0, 1, 0)
        measures.count(f"type {one.event_type}", 0, 1, 0)
    _report_extras(measures, gold, found, places)


def _match(event: GoldEvent, there: list[Situation], consumed: set[str]) -> Situation | None:
    """The event found that answers this one: a new one where there is one, else, for a place that speaks of an event
    again, one that has answered before."""
    right = [one for one in there if one.event_type in event.types]
    new = [one for one in right if one.id not in consumed]
    if new:
        return new[0]
    return right[0] if right and event.same_as is not None else None


def _places(found: list[Situation], extraction: Extraction) -> dict[str, set[Span]]:
    """Where the article speaks of each event."""
    places = {situation.id: {situation.trigger} for situation in found}
    for mention in extraction.mentions:
        if mention.denotes in places:
            places[mention.denotes].add(mention.span)
    return places


def _measure_roles(measures: Measures, event: GoldEvent, found: Situation | None, extraction: Extraction) -> None:
    """Each participant of the gold is asked for, also where the event itself was not found."""
    for role, names in (("initiators", event.initiators), ("recipients", event.recipients)):
        actors = getattr(found, role) if found is not None else ()
        labels = [extraction.actor(actor).label for actor in actors]
        for name in names:
            right = any(same_name(name, label) for label in labels)
            measures.share(role, right)
            measures.share("participants", right)
        if found is not None and names and not all(any(same_name(name, label) for label in labels) for name in names):
            words = found.trigger.of(extraction.article.text)
            finding = Finding("wrong", role, extraction.article.id or "", words, ", ".join(names), ", ".join(labels))
            measures.findings.append(finding)


def _report(
    measures: Measures, gold: AnnotatedArticle, event: GoldEvent, right: Situation | None, there: list[Situation]
) -> None:
    if right is None:
        kinds = ", ".join(sorted({str(one.event_type) for one in there}))
        words = _around(event.trigger, gold.article.text)
        measures.findings.append(
            Finding("wrong" if kinds else "miss", "event", gold.article.id or "", words, event.types[0], kinds)
        )


def _report_extras(
    measures: Measures,
    gold: AnnotatedArticle,
    found: list[Situation],
    places: dict[str, set[Span]],
) -> None:
    triggers = [event.trigger for event in gold.events]
    for one in found:
        if any(span.overlaps(trigger) for span in places[one.id] for trigger in triggers):
            continue
        words = _around(one.trigger, gold.article.text)
        got = f"{one.event_type} ({one.rule})" if one.rule else str(one.event_type)
        measures.findings.append(Finding("extra", "event", gold.article.id or "", words, got=got))


def _around(trigger: Span, text: str, reach: int = 40) -> str:
    """The trigger in brackets, with what stands around it."""
    before = text[max(0, trigger.start - reach) : trigger.start]
    after = text[trigger.end : trigger.end + reach]
    return " ".join(f"{before}[{trigger.of(text)}]{after}".split())
