"""The article that the project starts from, read by the extractor: once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kg.config import DEFAULT_BASE, Config
from kg.model import Article
from kg.pipeline import ArticleReader, Given, articles
from kg.rdf import quads

__all__ = ["istanbul"]

ARTICLE = Path(__file__).parents[2] / "examples" / "istanbul-talks.txt"


@cache
def istanbul() -> tuple[Quad, ...]:
    """What the article says."""
    (item,) = articles([str(ARTICLE)], Given(published="2025-10-28", title="Istanbul talks end without agreement"))
    assert isinstance(item, Article)
    extraction, linked = ArticleReader(Config()).linked(item)
    return tuple(parse(quads(extraction, DEFAULT_BASE, linked.names).nquads(), RdfFormat.N_QUADS))
