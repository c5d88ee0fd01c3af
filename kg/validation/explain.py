"""Make findings out of SHACL results: what the node is in words, and the sentence of the article that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode

from kg.validation.findings import Finding, Sentence
from kg.validation.indexed import IndexedGraph
from kg.validation.keys import as_ntriples, is_iri, is_literal, literal
from kg.validation.results import ShaclResult
from kg.validation.sentences import sentence_around
from kg.validation.shapes import class_hierarchy, load_shapes
from kg.vocabulary import KG, KG_NS, OA, PREFIXES, RDF, RDFS, XSD

__all__ = ["Explainer", "short", "term"]

_OWN_WORDS = (KG.cueSpan, KG.contentSpan, KG.sourceSpan)
"""From a claim to its words, the shortest first."""
_STOOD_FOR_BY = (KG.denotes, KG.literalReferent)
"""To an actor, place, situation or time, from the words that stand for it."""
_ABOUT = (KG.linkOf, KG.involvesClaim, KG.over)
"""From a link or dispute, which has no words, to what has."""
_IRI = re.compile(r"<([^>]*)>")
_LONGEST = 80
"""Code points of a literal that is shown whole."""
_SHOWN = 3
"""How many of a node's values are shown."""


class Explainer:
    """Explains results on one graph: the article's triples and those of the entities in it."""

    def __init__(self, graph: IndexedGraph) -> None:
        self._graph = graph
        self.documents = sorted(self._subjects(RDF.type, KG.Document))

    def finding(self, result: ShaclResult) -> Finding:
        """The result, explained."""
        span = self._span(result.focus)
        document = span[0] if span else self._document(result.focus)
        return Finding(
            severity=result.severity,
            shape=result.shape,
            message=result.message,
            explanation=load_shapes().explanations[result.shape],
            focus=result.focus,
            focus_label=self.describe(result.focus),
            component=result.component,
            path=None if result.path is None else _IRI.sub(lambda match: short(match[1]), result.path),
            value=result.value,
            found=self._found(result),
            document=document,
            document_label=None if document is None else self._text(document, RDFS.label),
            sentence=span[1] if span else None,
        )

    def describe(self, iri: str) -> str:
        """What a node is, for people: 'person “Maria Duarte”'."""
        classes = _most_specific(self._objects(iri, RDF.type))
        kind = " and ".join(map(_in_words, classes)) or "node"
        label = self._text(iri, RDFS.label) or self._text(iri, KG.timeText)
        if label is None and (words := self._text(iri, OA.exact)) is not None:
            start, end = self._text(iri, OA.start), self._text(iri, OA.end)
            return f"{kind} “{words}” (characters {start} to {end})"
        return f"{kind} “{label}”" if label else f"{kind} {short(iri)}"

    def _found(self, result: ShaclResult) -> tuple[str, ...]:
        """The values that the node has at a simple path."""
        if result.path is None or not _IRI.fullmatch(result.path):
            return ()
        values = sorted(self._values(result.focus, result.path[1:-1]), key=as_ntriples)
        shown = [self.describe(value) if is_iri(value) else _quoted(value) for value in values]
        shown = shown or ["none"]
        return (*shown[:_SHOWN], *([f"and {len(shown) - _SHOWN} more"] if len(shown) > _SHOWN else []))

    def _document(self, iri: str) -> str | None:
        """The document that a node without words belongs to."""
        if iri in self.documents:
            return iri
        named = self._objects(iri, KG.appearsIn) + self._objects(iri, OA.hasSource)
        if named:
            return named[0]
        return self.documents[0] if len(self.documents) == 1 else None

    def _span(self, iri: str) -> tuple[str, Sentence] | None:
        """The first words that a node goes back to: their document, and the sentence around them."""
        own = [found for mention in self._mentions(iri) if (found := self._sentence(mention))]
        return min(own, key=lambda found: (found[0], found[1].offset + found[1].start), default=None)

    def _mentions(self, iri: str, *, through: bool = True) -> list[str]:
        """The mentions that show a node: itself, those it names, those that denote it, or those of what it is about."""
        if self._text(iri, OA.start) is not None or self._text(iri, OA.exact) is not None:
            return [iri]
        for predicate in _OWN_WORDS:
            if named := self._objects(iri, predicate):
                return named
        for predicate in _STOOD_FOR_BY:
            if denoting := self._subjects(predicate, iri):
                return denoting
        others = [other for predicate in _ABOUT for other in self._objects(iri, predicate)] if through else []
        return [mention for other in others for mention in self._mentions(other, through=False)]

    def _objects(self, iri: str, predicate: str) -> list[str]:
        return [value for value in self._values(iri, predicate) if is_iri(value)]

    def _subjects(self, predicate: str, iri: str) -> list[str]:
        return [node for node in self._reached(iri, predicate, inverse=True) if is_iri(node)]

    def _sentence(self, mention: str) -> tuple[str, Sentence] | None:
        document = next(iter(self._objects(mention, OA.hasSource)), None)
        text = None if document is None else self._text(document, KG.text)
        if document is None or text is None:
            return None
        start, end = self._offset(mention, OA.start), self._offset(mention, OA.end)
        if start is None or end is None or not 0 <= start < end <= len(text):
            words = self._text(mention, OA.exact) or ""
            start = text.find(words) if words else -1
            end = start + len(words)
        return (document, sentence_around(text, start, end)) if start >= 0 else None

    def _offset(self, mention: str, predicate: str) -> int | None:
        value = self._text(mention, predicate)
        return int(value) if value is not None and re.fullmatch(r"[+-]?[0-9]+", value) else None

    def _text(self, iri: str, predicate: str) -> str | None:
        return next((literal(value)[0] for value in self._values(iri, predicate) if is_literal(value)), None)

    def _values(self, node: str, predicate: str) -> list[str]:
        return self._reached(node, predicate, inverse=False)

    def _reached(self, node: str, predicate: str, *, inverse: bool) -> list[str]:
        number = self._graph.number(node)
        if number is None:
            return []
        terms = self._graph.terms
        return [terms[reached] for reached in self._graph.step(predicate, inverse).get(number, ())]


def term(name: str) -> NamedNode | BlankNode:
    """The node of that name: an IRI, or _: and the label of a blank node."""
    return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name)


def short(iri: str) -> str:
    """The IRI with a known prefix, where it has one.

    >>> short("https://w3id.org/news-kg/ontology#claimant")
    'kg:claimant'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _quoted(value: str) -> str:
    """A literal as it is shown: its text and, where that is not plain text, its datatype."""
    if not is_literal(value):
        return value
    said, datatype, has_language = literal(value)
    text = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    extra = f" ({value[value.rindex('@') :]})" if has_language else f" ({short(datatype)})"
    return f"“{text}”" + ("" if datatype == XSD.string else extra)


def _most_specific(classes: Iterable[str]) -> list[str]:
    """The classes without those that are above others of them."""
    kept = set(classes)
    above = {
        triple.object.value
        for triple in class_hierarchy()
        if isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
        and triple.subject.value in kept
    }
    return sorted(kept - above)


def _in_words(iri: str) -> str:
    """A class name as words: NewsOutlet → news outlet."""
    if not iri.startswith(KG_NS):
        return short(iri)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", iri[len(KG_NS) :]).lower()
