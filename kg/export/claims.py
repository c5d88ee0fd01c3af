"""The claims of an article as rows: who says it, how, in which words, through whom it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.export.selection import QUOTE_LENGTH, Part, Selection
from kg.vocabulary import KG, OA, RDF, RDFS, SCHEMA

__all__ = ["ARROW", "Article", "ClaimRow", "articles"]

ARROW = " → "
"""Between the links of a chain."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim, in words."""

    iri: str
    claimant: str
    speech_act: str
    polarity: str
    realis: str
    certainty: str
    addressee: str
    content: str
    """The words of the content; an ellipsis where something interrupts them."""
    chain: str
    """Who passed it on, from the article inwards, ending with the claimant."""
    denies: str
    """The claim that it denies."""
    start: int
    """Offset of the content: code points, 0-based."""
    end: int
    """Offset after it."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its claims, in the order of their words."""

    iri: str
    title: str
    publisher: str
    published: str
    url: str
    claims: list[ClaimRow]


class _Facts:
    """The statements of an article's graph, to look up."""

    def __init__(self, quads: list[Quad], labels: dict[str, str]) -> None:
        self._values: dict[tuple[str, str], list[str]] = {}
        for quad in quads:
            value = quad.object
            if isinstance(value, NamedNode | Literal) and isinstance(quad.subject, NamedNode):
                self._values.setdefault((quad.subject.value, quad.predicate.value), []).append(value.value)
        self._labels = labels

    def all(self, subject: str, predicate: str) -> list[str]:
        """All values, as text."""
        return self._values.get((subject, predicate), [])

    def one(self, subject: str, predicate: str) -> str:
        """The first value, or an empty text."""
        return next(iter(self.all(subject, predicate)), "")

    def label(self, iri: str) -> str:
        """What something is called."""
        return self.one(iri, RDFS.label) or self._labels.get(iri, iri)

    def of_class(self, kind: str) -> list[str]:
        """All that is of that class."""
        return [subject for (subject, term), kinds in self._values.items() if term == RDF.type and kind in kinds]


def _labels(selection: Selection) -> dict[str, str]:
    """Entity → its label."""
    labels = {}
    for quad in selection.entities:
        subject, value = quad.subject, quad.object
        if quad.predicate.value == RDFS.label and isinstance(subject, NamedNode) and isinstance(value, Literal):
            labels[subject.value] = value.value
    return labels


def articles(selection: Selection) -> Iterator[Article]:
    """Every article with its claims."""
    labels = _labels(selection)
    for part in selection.articles():
        yield _article(part, _Facts(part.quads, labels), selection.with_text)


def _article(part: Part, facts: _Facts, with_text: bool) -> Article:
    parents: dict[str, str] = {}
    claims = sorted(facts.of_class(KG.Claim))
    for claim in claims:
        for inner in facts.all(claim, KG.reportsClaim):
            parents.setdefault(inner, claim)
    rows = [_row(claim, facts, parents, with_text) for claim in claims]
    return Article(
        part.name,
        facts.label(part.name),
        ", ".join(map(facts.label, facts.all(part.name, SCHEMA.publisher))),
        facts.one(part.name, SCHEMA.datePublished),
        facts.one(part.name, SCHEMA.url),
        sorted(rows, key=lambda row: (row.start, -row.end, row.iri)),
    )


def _row(claim: str, facts: _Facts, parents: dict[str, str], with_text: bool) -> ClaimRow:
    spans = sorted(
        (int(facts.one(span, OA.start)), int(facts.one(span, OA.end)), facts.one(span, OA.exact))
        for span in facts.all(claim, KG.contentSpan)
    )
    words = " … ".join(words for _, _, words in spans)
    if not with_text and len(words) > QUOTE_LENGTH:
        words = f"{words[:QUOTE_LENGTH]}…"
    return ClaimRow(
        iri=claim,
        claimant=facts.label(facts.one(claim, KG.claimant)),
        speech_act=_code(facts.one(claim, KG.speechAct)),
        polarity=_code(facts.one(claim, KG.polarity)),
        realis=_code(facts.one(claim, KG.realis)),
        certainty=_code(facts.one(claim, KG.certainty)),
        addressee="; ".join(sorted(map(facts.label, facts.all(claim, KG.addressee)))),
        content=words,
        chain=ARROW.join(_chain(claim, facts, parents)),
        denies="; ".join(sorted(facts.all(claim, KG.denies))),
        start=spans[0][0] if spans else 0,
        end=spans[-1][1] if spans else 0,
    )


def _chain(claim: str, facts: _Facts, parents: dict[str, str]) -> list[str]:
    """Claimants from the article inwards; a chain that runs in a circle is cut."""
    chain, seen = [claim], {claim}
    while chain[0] in parents and parents[chain[0]] not in seen:
        seen.add(parents[chain[0]])
        chain.insert(0, parents[chain[0]])
    return [facts.label(facts.one(link, KG.claimant)) for link in chain]


def _code(iri: str) -> str:
    return iri.rpartition("#")[2]
