"""Sentences coded with one PLOVER event: its type, and who does it to whom.

A sentence counts once for type however many events of it were found; as the gold codes one event of each sentence,
precision is only indicative. A triple is right when an event of the type has an initiator mentioned where the gold has
a source and, where it has a target, a recipient (or, for a mutual event, a second initiator) mentioned there.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.evaluation.gold import CodedSentence
from kg.evaluation.measures import Finding, Measures
from kg.model import Extraction, Situation, Span

__all__ = ["measure_sentence"]


def measure_sentence(gold: CodedSentence, extraction: Extraction) -> Measures:
    """Whether the type was found ("event types", the main figure), and the whole triple."""
    measures = Measures()
    events = [situation for situation in extraction.situations if situation.event_type is not None]
    types = {str(event.event_type) for event in events}
    wanted = str(gold.type)
    hit = wanted in types
    measures.count("event types", hit, len(types), 1)
    measures.count(f"type {wanted}", hit, hit, 1)
    for extra in types - {wanted}:
        measures.count(f"type {extra}", 0, 1, 0)
    for found in [wanted] if hit else sorted(types) or ["none"]:
        measures.confuse("event types", wanted, found)
    measures.share("triples", any(_is_triple(gold, event, extraction) for event in events))
    if not hit:
        finding = Finding(
            "miss", "event", gold.article.id or "", gold.article.text, wanted, ", ".join(sorted(types)) or "none"
        )
        measures.findings.append(finding)
    return measures


def _is_triple(gold: CodedSentence, event: Situation, extraction: Extraction) -> bool:
    if event.event_type != gold.type:
        return False
    initiators = _places(event.initiators, extraction)
    recipients = _places(event.recipients, extraction)
    if gold.either:
        recipients += initiators
    return _meet(initiators, gold.sources + gold.either) and _meet(recipients, gold.targets)


def _places(actors: Iterable[str], extraction: Extraction) -> list[Span]:
    """Where these actors are mentioned."""
    wanted = set(actors)
    return [mention.span for mention in extraction.mentions if mention.denotes in wanted]


def _meet(found: list[Span], gold: tuple[Span, ...]) -> bool:
    """Whether one is found where the gold has one; nothing is asked where the gold has none."""
    return not gold or any(span.overlaps(other) for span in found for other in gold)
