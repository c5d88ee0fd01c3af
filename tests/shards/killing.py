"""Kills a worker once, in the middle of an article."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

from distributed import Worker, WorkerPlugin

from kg.model import Article
from kg.pipeline import ArticleReader, ReadArticle


class KillOnce(WorkerPlugin):
    """The first worker that comes to an article with these words is killed; a file tells that it has been."""

    name = "kill once"

    def __init__(self, words: str, killed: Path) -> None:
        self._words, self._killed = words, killed

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 - the signature of distributed
        read_many = ArticleReader.read_many

        def deadly(reader: ArticleReader, articles: Sequence[Article]) -> Iterator[ReadArticle | Exception]:
            for article in articles:
                if self._words in article.text and not self._killed.exists():
                    self._killed.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
                yield from read_many(reader, [article])

        ArticleReader.read_many = deadly  # type: ignore[method-assign]
