"""The terms that the editor completes, with what they mean."""

from __future__ import annotations

from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.resources import resource_files
from kg.vocabulary import PREFIXES, RDFS

__all__ = ["terms"]

_OURS = ("kg", "act", "plover", "val")
_OTHERS = (
    ("a", "is a"),
    ("rdfs:label", "what it is called"),
    ("skos:altLabel", "what else it is called"),
    ("skos:prefLabel", "what a code is called"),
    ("schema:headline", "headline of an article"),
    ("schema:datePublished", "when an article was published"),
    ("schema:publisher", "who published an article"),
    ("oa:hasSource", "the article that a mention stands in"),
    ("oa:exact", "the words of a mention"),
    ("oa:start", "where a mention begins, in code points"),
    ("oa:end", "where a mention ends"),
    ("sem:hasEarliestBeginTimeStamp", "bound of a time"),
    ("sem:hasLatestEndTimeStamp", "bound of a time"),
)


@cache
def terms() -> list[tuple[str, str]]:
    """Prefixed name and meaning, ours before others; read from the ontology."""
    found: dict[str, str] = {}
    for file in resource_files("ontology", ".ttl"):
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            name = _prefixed(quad.subject)
            if name and quad.predicate == _LABEL and isinstance(quad.object, Literal):
                found.setdefault(name, quad.object.value)
    return [*sorted(found.items()), *_OTHERS]


_LABEL = NamedNode(RDFS.label)


def _prefixed(term: object) -> str:
    if isinstance(term, NamedNode):
        for prefix in _OURS:
            if term.value.startswith(PREFIXES[prefix]) and term.value != PREFIXES[prefix]:
                return f"{prefix}:{term.value.removeprefix(PREFIXES[prefix])}"
    return ""
