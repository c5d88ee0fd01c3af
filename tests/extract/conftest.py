"""One pipeline for all tests of the extractor: loading it takes longer than reading."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from kg.extract import Extractor
from kg.link import load_gazetteer
from kg.model import Article
from tests.extract.readable import Readable

Read = Callable[..., Readable]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(load_gazetteer())


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    """Reads a text, once for the same text and facts about it."""

    @cache
    def reading(text: str, **known: Any) -> Readable:
        return Readable(extractor.extract(Article(text, **known)))

    return reading
