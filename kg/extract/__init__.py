"""From an article to claims, actors and situations: rules over a parse, with their words in tables.

The extractor never sees RDF, and never invents: what it cannot tell, it leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import __version__
from kg.config import DEFAULT_MODEL
from kg.extract.parse import Parser
from kg.extract.reading import read
from kg.extract.registered import ArticleExtractor, extractor_names, open_extractor
from kg.model import Article, Extraction, Gazetteer

__all__ = ["ArticleExtractor", "Extractor", "extract", "extractor_names", "open_extractor"]


class Extractor:
    """Reads articles with one English pipeline, which is loaded once."""

    def __init__(self, gazetteer: Gazetteer, model: str = DEFAULT_MODEL) -> None:
        """Load the pipeline. MissingExtraError where it is not installed or is no English parser."""
        self._gazetteer = gazetteer
        self._parser = Parser(model)
        self.name = f"news-kg {__version__} / {self._parser.name}"

    def extract(self, article: Article) -> Extraction:
        """All that the article says, without links. The same article gives the same extraction."""
        return read(article, self._parser.parse(article.text), self._gazetteer, self.name)

    def extract_many(self, articles: Sequence[Article]) -> Iterator[Extraction | Exception]:
        """What each article says, as `extract` has it, in order, in less time; or what went wrong with it."""
        parsed = self._parser.parse_many([article.text for article in articles])
        for number, article in enumerate(articles):
            try:
                try:
                    sentences = next(parsed)
                except Exception:  # it may be another of the texts that are parsed together
                    parsed = self._parser.parse_many([later.text for later in articles[number + 1 :]])
                    sentences = self._parser.parse(article.text)
                yield read(article, sentences, self._gazetteer, self.name)
            except Exception as error:
                yield error


def extract(article: Article, gazetteer: Gazetteer, model: str = DEFAULT_MODEL) -> Extraction:
    """Read one article; for many, keep an Extractor."""
    return Extractor(gazetteer, model).extract(article)
