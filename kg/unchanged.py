"""Whether an article has been read already: told by a hash and a few look-ups, without loading anything."""

from __future__ import annotations

import json
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg import __version__
from kg.config import BUILT_IN_EXTRACTOR
from kg.iris import document_iri
from kg.model import Article
from kg.vocabulary import DCTERMS, KG, RDFS, SCHEMA

__all__ = ["extractor_name", "is_stored"]


def extractor_name(extractor: str, model: str) -> str:
    """What stands as kg:extractor in the graphs that this extractor makes with this model: names and versions.

    The same as the name of the loaded extractor, from what is installed; "" where that cannot be told, so that
    articles are read again.
    """
    if extractor == BUILT_IN_EXTRACTOR:
        return f"news-kg {__version__} / {told}" if (told := _model_name(model)) else ""
    for found in entry_points(group="news_kg.extractors", name=extractor):
        return f"{extractor} / {found.dist.name} {found.dist.version}" if found.dist is not None else extractor
    return ""


def _model_name(model: str) -> str:
    """Language, name and version of an installed spaCy pipeline, or of one in a folder."""
    try:
        spec = find_spec(model) if "/" not in model and "\\" not in model else None
        folder = Path(spec.origin).parent if spec is not None and spec.origin else Path(model)
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, ImportError):
        return ""
    return f"{meta.get('lang', 'en')}_{meta.get('name', model)} {meta.get('version', '')}".strip()


def is_stored(article: Article, extractor: str, store: Store, base: str) -> bool:
    """Whether the store holds what this extractor makes of this text, with the same title, date and so on."""
    document = NamedNode(document_iri(article, base))
    stored: dict[str, str] = {}
    for quad in store.quads_for_pattern(document, None, None, document):
        value = quad.object
        if isinstance(value, Literal):
            stored[quad.predicate.value] = value.value
        elif quad.predicate.value == SCHEMA.publisher and isinstance(value, NamedNode):
            stored[SCHEMA.publisher] = _label(value, store)
    if not extractor or not stored:
        return False
    expected = {
        KG.textHash: article.text_hash,
        KG.extractor: extractor,
        SCHEMA.headline: article.title,
        SCHEMA.datePublished: f"{article.published:%Y-%m-%dT%H:%M:%S}Z" if article.published else None,
        SCHEMA.publisher: article.publisher,
        SCHEMA.url: article.url,
        DCTERMS.identifier: article.id,
        DCTERMS.language: article.language,
    }
    return all(stored.get(term) == value for term, value in expected.items())


def _label(node: NamedNode, store: Store) -> str:
    for quad in store.quads_for_pattern(node, NamedNode(RDFS.label), None, None):
        return getattr(quad.object, "value", "")
    return ""
