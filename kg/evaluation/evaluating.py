"""Runs an extractor over gold, and measures each article in the way that its annotation allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from kg.evaluation.attributions import measure_attributions
from kg.evaluation.gold import AnnotatedArticle, Gold, GoldAttributions
from kg.evaluation.measures import Measures
from kg.evaluation.sentences import measure_sentence
from kg.evaluation.whole import measure_article
from kg.model import Article, Extraction

__all__ = ["Evaluation", "evaluate", "measure"]


@dataclass(frozen=True)
class Evaluation:
    """What was measured, article by article in the order of the gold."""

    articles: tuple[tuple[str, Measures], ...]

    @cached_property
    def total(self) -> Measures:
        """All articles as one (micro average)."""
        return Measures.sum(measures for _, measures in self.articles)

    def macro(self, name: str) -> float:
        """The mean, over the articles that have it, of a figure."""
        figures = [figure for _, measures in self.articles if (figure := measures.figure(name)) is not None]
        return sum(figures) / len(figures) if figures else 0.0


def evaluate(gold: Iterable[Gold], extractor: Callable[[Article], Extraction]) -> Evaluation:
    """Read each article with the extractor and compare. What the extractor raises is passed on."""
    return Evaluation(tuple((name_of(one.article), measure(one, extractor(one.article))) for one in gold))


def measure(gold: Gold, extraction: Extraction) -> Measures:
    """Compare one extraction with the gold for its article."""
    if isinstance(gold, AnnotatedArticle):
        return measure_article(gold, extraction)
    if isinstance(gold, GoldAttributions):
        return measure_attributions(gold, extraction)
    return measure_sentence(gold, extraction)


def name_of(article: Article) -> str:
    """What to call an article in a report."""
    return article.id or article.text_hash[:12]
