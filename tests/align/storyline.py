"""The storylines of the gold, read by the extractor and aligned: once for all tests."""

from __future__ import annotations

from functools import cache
from itertools import combinations

from pyoxigraph import RdfFormat, Store

from kg.align import Alignment, Found
from kg.align.comparing import relations
from kg.align.reading import read_signs
from kg.align.signs import ArticleSigns
from kg.config import DEFAULT_BASE, Config
from kg.iris import Names
from kg.model import Article, Extraction
from kg.pipeline import ArticleReader, Given, articles
from kg.rdf import quads
from tests.align.measuring import FOLDER, Ref, annotated, named


@cache
def extractions() -> tuple[tuple[str, Extraction, bytes], ...]:
    """Name, what was read, and its graph as N-Quads."""
    reader = ArticleReader(Config())
    found = []
    for item in articles([str(FOLDER / "articles.jsonl")], Given()):
        assert isinstance(item, Article)
        extraction, linked = reader.linked(item)
        found.append((item.id or "", extraction, quads(extraction, DEFAULT_BASE, linked.names).nquads()))
    return tuple(found)


def unaligned() -> Store:
    """A new store with the articles."""
    store = Store()
    for _, _, lines in extractions():
        store.load(lines, format=RdfFormat.N_QUADS)
    return store


@cache
def aligned() -> Store:
    """The articles, aligned; not to be changed."""
    store = unaligned()
    alignment = Alignment(store, DEFAULT_BASE)
    for iri in alignment.due():
        alignment.align(iri)
    return store


@cache
def signs() -> tuple[ArticleSigns, ...]:
    """What is compared."""
    store = unaligned()
    return tuple(read_signs(store, Names(extraction, DEFAULT_BASE).document) for _, extraction, _ in extractions())


@cache
def found() -> tuple[Found, ...]:
    """All relations between two articles."""
    return tuple(one for first, second in combinations(signs(), 2) for one in relations(first, second))


@cache
def known() -> dict[str, set[Ref]]:
    """Node → the gold's claims and events that it is."""
    gold = annotated()
    return {
        iri: {(name, one) for one in ids}
        for name, extraction, _ in extractions()
        for iri, ids in named(gold[name], extraction, DEFAULT_BASE).items()
    }
