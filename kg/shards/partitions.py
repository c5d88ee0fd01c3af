"""Partitions: articles that become one shard."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Article

__all__ = ["Partition", "partitioned"]

_DIGITS = 24
_MOST_CHARACTERS = 4_000_000
"""Code points in a partition, above which it ends: books among the articles should not fill a worker's memory."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Articles that are read together, and become one shard."""

    articles: tuple[Article, ...]

    def key(self, made_by: Mapping[str, str]) -> str:
        """What the shard is named by: all that decides what is in it."""
        digest = hashlib.sha256(json.dumps(dict(made_by), sort_keys=True).encode())
        for article in self.articles:
            told = [
                article.text_hash,
                article.id,
                article.title,
                article.published.isoformat() if article.published else None,
                article.published_is_date,
                article.publisher,
                article.url,
                article.language,
            ]
            digest.update(json.dumps(told).encode() + b"\n")
        return digest.hexdigest()[:_DIGITS]

    def halves(self) -> tuple[Partition, ...]:
        """The two halves; nothing of a single article."""
        middle = len(self.articles) // 2
        return (Partition(self.articles[:middle]), Partition(self.articles[middle:])) if middle else ()


def partitioned(articles: Iterable[Article], size: int) -> Iterator[Partition]:
    """The articles in their order, so many in each partition."""
    waiting: list[Article] = []
    characters = 0
    for article in articles:
        waiting.append(article)
        characters += len(article.text)
        if len(waiting) >= size or characters >= _MOST_CHARACTERS:
            yield Partition(tuple(waiting))
            waiting, characters = [], 0
    if waiting:
        yield Partition(tuple(waiting))
