"""Where and when the harm is that an article speaks of: its scenes.

A sentence that speaks of harm and names a town makes a scene. Later words on harm ("nine people died") belong to the
scene that was named last, as readers take them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.align.graph_of import ArticleGraph
from kg.align.words import concept_kind, words_of
from kg.model import Span
from kg.vocabulary import KG

__all__ = ["Scene", "Scenes"]


_LOCATIVE: Final = (" in ", " on ", " at ", " of ", " near ", " outside ", " around ", " from ")


@dataclass(frozen=True, slots=True)
class Scene:
    """A place of harm, and the day where it is known."""

    place: str
    day: int | None


class Scenes:
    """The scenes of one article."""

    def __init__(self, graph: ArticleGraph) -> None:
        self._graph = graph
        claims = [claim for claim in graph.of_kind(KG.Claim) if graph.all(claim, KG.cueSpan)]
        self._told = [span for claim in claims for span in graph.spans(claim, KG.contentSpan)]
        self._cued = {graph.sentence(span.start) for claim in claims for span in graph.spans(claim, KG.cueSpan)}
        self._towns = [(span, graph.key(node)) for span, node in graph.names if self._is_town(span, node)]
        self._times = sorted(
            (span.start, bounds)
            for span, node in graph.mentions
            if (bounds := graph.bounds(node)) is not None and bounds[0] == bounds[1]
        )
        self._places = {key for span, key in self._towns if self._is_scene(span)} or self._only_town()
        self._days = self._days_of_scenes()

    def towns_at(self, span: Span) -> list[str]:
        """The towns that the sentence of a stretch of text names."""
        sentence = self._graph.sentence(span.start)
        return [key for where, key in self._towns if sentence.contains(where) and self._is_told(where)]

    def of(self, spans: Sequence[Span], situations: Sequence[str]) -> Scene | None:
        """The scene that stretches of text speak of: that which they name, or their sentence, or the last before."""
        place = self._place(spans)
        if place is None:
            return None
        own = [bounds for one in situations if (bounds := self._graph.days(one)) is not None and bounds[0] == bounds[1]]
        return Scene(place, own[0][0] if own else self._days.get(place))

    def _place(self, spans: Sequence[Span]) -> str | None:
        there = [(where, key) for where, key in self._towns if key in self._places]
        sentence = self._graph.sentence(spans[0].start)
        for span in spans:
            for where, key in there:
                if span.contains(where):
                    return key
        beside = [(_far(where, spans[0]), key) for where, key in there if sentence.contains(where)]
        if beside:
            return min(beside)[1]
        before = [key for where, key in there if where.start < spans[0].start]
        return before[-1] if before else next((key for _, key in there), None)

    def _is_town(self, span: Span, node: str) -> bool:
        """A place that is no country and no outlet; of what else has a name, what stands after "in", "on", "at" …"""
        graph = self._graph
        if graph.is_country(node) or graph.is_kind(node, KG.NewsOutlet):
            return False
        if graph.key(node) in graph.outlets:
            return False
        if graph.is_kind(node, KG.Place):
            return True
        before = graph.text[max(0, span.start - 12) : span.start].lower()
        return len(graph.key(node).split()) == 1 and before.endswith(_LOCATIVE)

    def _is_told(self, span: Span) -> bool:
        """In what somebody says, or in a sentence of the article's own; not where it only tells who speaks."""
        told = any(content.contains(span) for content in self._told)
        return told or self._graph.sentence(span.start) not in self._cued

    def _only_town(self) -> set[str]:
        """Where no sentence that speaks of harm names a town: the one town of the article that has no Wikidata item."""
        small = {key for span, key in self._towns if self._is_told(span) and not re.fullmatch(r"Q\d+", key)}
        return small if len(small) == 1 else set()

    def _is_scene(self, span: Span) -> bool:
        if not self._is_told(span):
            return False
        sentence = self._graph.sentence(span.start).of(self._graph.text)
        return any(
            concept_kind(concept) in ("harm", "toll")
            for concept in words_of(sentence, beside=self._graph.words).concepts
        )

    def _days_of_scenes(self) -> dict[str, int]:
        """The day that stands in a sentence with a scene's name; the nearest to it."""
        days: dict[str, tuple[int, int]] = {}
        for span, key in self._towns:
            if key not in self._places:
                continue
            sentence = self._graph.sentence(span.start)
            for start, bounds in self._times:
                if sentence.start <= start < sentence.end:
                    known = days.get(key)
                    far = abs(start - span.start)
                    if known is None or far < known[0]:
                        days[key] = (far, bounds[0])
        return {key: day for key, (_, day) in days.items()}


def _far(where: Span, span: Span) -> int:
    """How far a name stands from a stretch of text; one that follows ("the bombing of Sherqal") is nearer."""
    return where.start - span.end if where.start >= span.end else 2 * (span.start - where.end)
