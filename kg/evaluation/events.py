"""Events of articles annotated whole: found with the right type, by whom and to whom."""

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
    matched: set[str] = set()
    for event in gold.events:
        at_trigger = [one for one in found if any(span.overlaps(event.trigger) for span in places[one.id])]
        right = next((one for one in at_trigger if one.event_type in event.types and one.id not in consumed), None)
        again = event.same_as is not None
        kind = event.types[0] if right is None else str(right.event_type)
        measures.count("events", right is not None, again, 1)
        measures.count(f"type {kind}", right is not None, again, 1)
        if right is not None:
            matched.add(right.id)
            if not again:
                consumed.add(right.id)
        for other in at_trigger if right is None else [right]:
            measures.confuse("event types", kind, str(other.event_type))
        if not at_trigger:
            measures.confuse("event types", kind, "none")
        _measure_roles(measures, event, right, extraction)
        _report(measures, gold, event, right, at_trigger)
    for one in found:
        measures.count("events", 0, 1, 0)
        measures.count(f"type {one.event_type}", 0, 1, 0)
    _report_extras(measures, gold, found, places, matched)


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
    measures: Measures, gold: AnnotatedArticle, event: GoldEvent, right: Situation | None, at_trigger: list[Situation]
) -> None:
    if right is None:
        kinds = ", ".join(sorted({str(one.event_type) for one in at_trigger}))
        words = _around(event.trigger, gold.article.text)
        measures.findings.append(
            Finding("wrong" if kinds else "miss", "event", gold.article.id or "", words, event.types[0], kinds)
        )


def _report_extras(
    measures: Measures,
    gold: AnnotatedArticle,
    found: list[Situation],
    places: dict[str, set[Span]],
    matched: set[str],
) -> None:
    triggers = [event.trigger for event in gold.events]
    for one in found:
        if one.id in matched or any(span.overlaps(trigger) for span in places[one.id] for trigger in triggers):
            continue
        words = _around(one.trigger, gold.article.text)
        got = f"{one.event_type} ({one.rule})" if one.rule else str(one.event_type)
        measures.findings.append(Finding("extra", "event", gold.article.id or "", words, got=got))


def _around(trigger: Span, text: str, reach: int = 40) -> str:
    """The trigger in brackets, with what stands around it."""
    before = text[max(0, trigger.start - reach) : trigger.start]
    after = text[trigger.end : trigger.end + reach]
    return " ".join(f"{before}[{trigger.of(text)}]{after}".split())
