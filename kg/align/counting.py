"""The figures in a claim, and under which head they are counted: the dead, the wounded, the strikers."""

from __future__ import annotations

from collections.abc import Sequence

from kg.align.graph_of import ArticleGraph
from kg.align.signs import FigureSigns
from kg.align.words import concept_kind, stem, words_of
from kg.figures import figures_in
from kg.figures.reading import Figure
from kg.model import Span

__all__ = ["figures_of"]

_COUNTED = ("toll", "protest")
_REACH = 80
"""Code points from a number to the word that tells what befell those who are counted."""


def figures_of(graph: ArticleGraph, spans: Sequence[Span]) -> tuple[FigureSigns, ...]:
    """The figures in the contents of a claim; a number that nothing tells what it counts is left out."""
    found = []
    for span in spans:
        words = words_of(span.of(graph.text), start=span.start, beside=graph.words)
        heads = [(concept, offset) for concept, offset in words.places if concept_kind(concept) in _COUNTED]
        for figure in figures_in(graph.text, span):
            if any(where.contains(figure.span) and graph.bounds(node) for where, node in graph.mentions):
                continue  # a part of a date
            counted = _head(figure, heads) or (stem(figure.unit) if figure.unit else "")
            if counted:
                found.append(_signs(figure, counted, graph.text))
    return tuple(found)


def _head(figure: Figure, heads: list[tuple[str, int]]) -> str:
    """The nearest word that tells what befell them: after the number ("nine people died") rather than before."""
    if figure.unit == "percent":
        return ""
    after = [(offset - figure.span.end, concept) for concept, offset in heads if offset >= figure.span.start]
    before = [(figure.span.start - offset, concept) for concept, offset in heads if offset < figure.span.start]
    near = [(far, concept) for far, concept in after if far <= _REACH] or [
        (far, concept) for far, concept in before if far <= _REACH
    ]
    return min(near)[1] if near else ""


def _signs(figure: Figure, counted: str, text: str) -> FigureSigns:
    return FigureSigns(
        start=figure.span.start,
        end=figure.span.end,
        words=figure.span.of(text),
        quantity=f"{figure.quantity:f}",
        comparison=figure.comparison.value,
        unit=figure.unit,
        counted=counted,
        part=figure.part,
    )
