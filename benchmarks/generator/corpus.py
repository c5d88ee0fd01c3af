"""Articles by number: as text with all that it means, and as the graph that kg writes of it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from benchmarks.generator.page import Page
from benchmarks.generator.sentences import write_sentences
from benchmarks.generator.world import World
from kg.config import DEFAULT_BASE
from kg.link import link, load_gazetteer
from kg.model import Extraction
from kg.rdf import ArticleGraph, quads

__all__ = ["Corpus"]

_FIRST_DAY = datetime(2021, 1, 1, tzinfo=UTC)
_MINUTES = 5 * 365 * 24 * 60
"""Articles come out over five years."""
_LENGTHS = (1, 2, 2, 3, 3, 3, 4, 4, 5, 8)
"""Sentences of an article, answers not counted: many wire items, a few long pieces."""


class Corpus:
    """Made-up articles. The same seed gives the same ones, whatever their number."""

    def __init__(self, seed: int = 1, base: str = DEFAULT_BASE) -> None:
        self._seed = seed
        self._base = base
        self._world = World(seed)
        self._gazetteer = load_gazetteer()

    def extraction(self, number: int) -> Extraction:
        """Article ``number`` (from 0) with all that it says, linked."""
        chance = random.Random(f"article {self._seed} {number}")
        outlet = self._world.outlets.draw(chance)
        published = _FIRST_DAY + timedelta(minutes=chance.randrange(_MINUTES))
        page = Page(outlet, published)
        write_sentences(page, self._world, chance, chance.choice(_LENGTHS))
        site = outlet.label.lower().replace(" ", "-")
        found = page.extraction(
            outlet.label, f"https://{site}.example/{published:%Y/%m/%d}/{self._seed}-{number}", f"{self._seed}-{number}"
        )
        return found.with_links(link(found, self._gazetteer))

    def graph(self, number: int) -> ArticleGraph:
        """What kg.rdf writes of that article."""
        return quads(self.extraction(number), self._base, self._gazetteer)

    def graphs(self, numbers: range) -> Iterator[ArticleGraph]:
        """Those of several articles."""
        return map(self.graph, numbers)

    def record(self, number: int) -> dict[str, str]:
        """The article as a line of the JSON Lines that ``kg build`` reads."""
        article = self.extraction(number).article
        assert article.published is not None
        values = {
            "id": article.id,
            "title": article.title,
            "published": f"{article.published:%Y-%m-%dT%H:%M:%SZ}",
            "publisher": article.publisher,
            "url": article.url,
            "language": article.language,
            "text": article.text,
        }
        return {name: value for name, value in values.items() if value is not None}
