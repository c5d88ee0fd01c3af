"""The articles that are built: made up, and as long as news."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

from benchmarks.generator import Corpus
from kg.model import Article

__all__ = ["made_up", "news_like"]

_GOLD = Path(__file__).parents[2] / "tests" / "gold"


def made_up(numbers: range, seed: int = 1) -> list[Article]:
    """Articles of the generator: some 60 words each, in which nearly every word says something."""
    corpus = Corpus(seed)
    return [corpus.extraction(number).article for number in numbers]


def news_like(count: int, first: int = 0) -> list[Article]:
    """Articles of some 510 words, as long as news: each is two of those that the project is measured on, and new."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_GOLD.glob("*.txt"))]
    pairs = [f"{one.strip()}\n\n{other}" for one, other in permutations(texts, 2)]
    like = made_up(range(first, first + count))
    return [replace(article, text=pairs[number % len(pairs)]) for number, article in enumerate(like, start=first)]
