"""Extractors by name: the one built in, and those that other packages register.

An extractor is a function from :class:`~kg.model.Article` to :class:`~kg.model.Extraction`. A package offers one by an
entry point in the group ``news_kg.extractors``::

    [project.entry-points."news_kg.extractors"]
    my-extractor = "my_package:extract"

and ``extractor = "my-extractor"`` in kg.toml, or ``--extractor my-extractor``, has it read the articles. What it gives
is checked for references that lead nowhere before it is written as RDF, and by the shapes afterwards, as ours is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

from kg.config import BUILT_IN_EXTRACTOR, DEFAULT_MODEL
from kg.errors import ExtractorError, KgError, UnknownNameError
from kg.extract.soundness import flaws
from kg.model import Article, Extraction, Gazetteer

__all__ = ["GROUP", "ArticleExtractor", "extractor_names", "open_extractor"]

GROUP = "news_kg.extractors"
"""The group of entry points that extractors are registered in."""


class ArticleExtractor(Protocol):
    """Whatever reads articles for the pipeline."""

    @property
    def name(self) -> str:
        """Name and version, as kg:extractor says in the graphs; a change of it has articles read again."""
        ...

    def extract(self, article: Article) -> Extraction:
        """All that the article says, without links."""
        ...


def extractor_names() -> list[str]:
    """The names that an extractor can be asked for by: the built-in one first."""
    return [BUILT_IN_EXTRACTOR, *sorted(entry_points(group=GROUP).names)]


def open_extractor(name: str, gazetteer: Gazetteer, model: str = DEFAULT_MODEL) -> ArticleExtractor:
    """The extractor with that name, ready to read.

    The gazetteer and the language model are the built-in extractor's; another brings its own. Raises UnknownNameError
    where none has that name, ExtractorError where it cannot be loaded, MissingExtraError where the model is missing.
    """
    if name == BUILT_IN_EXTRACTOR:
        from kg.extract import Extractor

        return Extractor(gazetteer, model)
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise UnknownNameError(
            f"no extractor is called {name!r}",
            remedy=f"There is: {', '.join(extractor_names())}. Others come with the packages that register them.",
        )
    return _Registered(next(iter(found)))


class _Registered:
    """An extractor of another package."""

    def __init__(self, entry_point: EntryPoint) -> None:
        try:
            function = entry_point.load()
        except Exception as error:
            raise _failed(entry_point.name, "cannot be loaded", error) from error
        if not callable(function):
            raise ExtractorError(
                f"the extractor {entry_point.name!r} is no function: {entry_point.value}",
                remedy="Its entry point has to name a function from kg.model.Article to kg.model.Extraction.",
            )
        self._function: Callable[[Article], object] = function
        self._called = entry_point.name
        self.name = entry_point.name
        if entry_point.dist is not None:
            self.name += f" / {entry_point.dist.name} {entry_point.dist.version}"

    def extract(self, article: Article) -> Extraction:
        """What the function makes of the article. ExtractorError where it fails, or where its result is not sound."""
        try:
            extraction = self._function(article)
        except KgError:
            raise
        except Exception as error:
            raise _failed(self._called, "failed", error) from error
        if not isinstance(extraction, Extraction):
            raise ExtractorError(
                f"the extractor {self._called!r} gave {type(extraction).__name__}, not an Extraction",
                remedy="An extractor returns kg.model.Extraction.",
            )
        if wrong := flaws(extraction, article):
            more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            raise ExtractorError(
                f"what the extractor {self._called!r} gave does not hold together: {wrong[0]}{more}",
                remedy="Report it to whoever maintains that extractor; nothing of this article is stored.",
            )
        return replace(extraction, extractor=self.name)


def _failed(name: str, what: str, error: Exception) -> ExtractorError:
    return ExtractorError(
        f"the extractor {name!r} {what}: {type(error).__name__}: {error}",
        remedy="Run it again with --debug to see where, and report it to whoever maintains that extractor.",
    )
