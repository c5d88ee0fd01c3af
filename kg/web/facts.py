"""What an article's graph says, gathered once: its claims, situations, disputes, times and mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from kg.errors import UnknownNameError
from kg.iris import is_document
from kg.vocabulary import KG, KG_NS, OA, RDF, RDFS, SCHEMA, SEM
from kg.web.reading import Reading

__all__ = ["ANSWERS", "Bounds", "ClaimFacts", "Facts", "Stretch", "document_of", "shared_label", "specific"]

ANSWERS = (
    (KG.denies, "denies", "denied by"),
    (KG.rejects, "rejects", "rejected by"),
    (KG.accepts, "accepts", "accepted by"),
    (KG.confirms, "confirms", "confirmed by"),
    (KG.supports, "supports", "supported by"),
    (KG.restates, "restates", "restated by"),
)
"""Property, and how it is called in either direction."""


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A stretch of the text: code points, 0-based, end-exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """A time and between what it lies, as ISO dateTimes; "" where it is open."""

    iri: str
    text: str
    value: str
    earliest_begin: str
    latest_begin: str
    earliest_end: str
    latest_end: str

    @property
    def earliest(self) -> str:
        """When it may have begun at the earliest."""
        return self.earliest_begin or self.earliest_end

    @property
    def latest(self) -> str:
        """When it must have ended."""
        return self.latest_end or self.latest_begin


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """One claim."""

    iri: str
    label: str
    claimant: str
    act: str
    """Local name of the speech act, as are the codes below."""
    polarity: str
    realis: str
    certainty: str
    sources: tuple[Stretch, ...]
    cues: tuple[Stretch, ...]
    contents: tuple[Stretch, ...]

    @property
    def key(self) -> str:
        """Its name in its article."""
        return self.iri.rpartition("/")[2]

    @property
    def attributed(self) -> bool:
        """Whether somebody other than the article says it."""
        return bool(self.cues)

    @property
    def start(self) -> int:
        """Where its words begin."""
        return min((stretch.start for stretch in (*self.sources, *self.cues, *self.contents)), default=0)


class Facts:
    """The graph of one article, and the labels of what it shares with others."""

    def __init__(self, reading: Reading, document: str) -> None:
        """Raises UnknownNameError where there is no such article."""
        self.document = document
        self._reading = reading
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._inverse: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in reading.store.quads_for_pattern(None, None, None, NamedNode(document)):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._values[subject.value, quad.predicate.value].append(value.value)
                if isinstance(value, NamedNode):
                    self._inverse[value.value, quad.predicate.value].append(subject.value)
        if not self._values:
            raise UnknownNameError(f"there is no article {document}", remedy="It may have been removed from the store.")
        for found in (*self._values.values(), *self._inverse.values()):
            found.sort()

    def all(self, subject: str, predicate: str) -> list[str]:
        """All values of a property, sorted."""
        return self._values.get((subject, predicate), [])

    def one(self, subject: str, predicate: str) -> str:
        """The first value, or ""."""
        return next(iter(self.all(subject, predicate)), "")

    def subjects(self, value: str, predicate: str) -> list[str]:
        """Whatever has that value for a property, sorted."""
        return self._inverse.get((value, predicate), [])

    def label(self, iri: str) -> str:
        """What something is called."""
        return self.one(iri, RDFS.label) or shared_label(self._reading, iri)

    def stretch(self, mention: str) -> Stretch:
        """Where a mention stands."""
        return Stretch(int(self.one(mention, OA.start) or 0), int(self.one(mention, OA.end) or 0))

    def stretches(self, subject: str, predicate: str) -> tuple[Stretch, ...]:
        """Where the mentions stand that a property names."""
        return tuple(sorted(self.stretch(mention) for mention in self.all(subject, predicate)))

    @cached_property
    def text(self) -> str:
        """The article's text."""
        return self.one(self.document, KG.text)

    @cached_property
    def title(self) -> str:
        """Its headline, or its first words."""
        return self.one(self.document, RDFS.label)

    @property
    def published(self) -> str:
        """When, or ""."""
        return self.one(self.document, SCHEMA.datePublished)

    def words(self, stretches: Iterable[Stretch]) -> str:
        """The words of several stretches, with an ellipsis between them."""
        return " … ".join(self.text[stretch.start : stretch.end] for stretch in stretches)

    @cached_property
    def claims(self) -> dict[str, ClaimFacts]:
        """By IRI, in the order of their words."""
        found = [self._claim(iri) for iri in self.subjects(KG.Claim, RDF.type)]
        found.sort(key=lambda claim: (claim.start, claim.attributed, claim.iri))
        return {claim.iri: claim for claim in found}

    def _claim(self, iri: str) -> ClaimFacts:
        def code(predicate: str) -> str:
            return self.one(iri, predicate).rpartition("#")[2]

        return ClaimFacts(
            iri,
            self.one(iri, RDFS.label),
            self.one(iri, KG.claimant),
            code(KG.speechAct),
            code(KG.polarity),
            code(KG.realis),
            code(KG.certainty),
            self.stretches(iri, KG.sourceSpan),
            self.stretches(iri, KG.cueSpan),
            self.stretches(iri, KG.contentSpan),
        )

    def shown_claims(self) -> Iterator[ClaimFacts]:
        """Claims without those by which the article only passes another on."""
        return (claim for claim in self.claims.values() if claim.attributed or not self.all(claim.iri, KG.reportsClaim))

    def chain(self, claim: str) -> list[tuple[int, ClaimFacts]]:
        """Through whom a claim is known, each with its depth below the article, and what it passes on."""
        heights: dict[str, int] = {}
        height = self._height(claim, heights)
        chain = [(depth, self.claims[iri]) for iri, depth in heights.items() if iri in self.claims]
        below = [claim]
        while below:
            height += 1
            inner = [one for iri in below for one in self.all(iri, KG.reportsClaim)]
            below = [one for one in dict.fromkeys(inner) if one not in heights and one in self.claims]
            for one in below:
                heights[one] = height
                chain.append((height, self.claims[one]))
        return sorted(chain, key=lambda link: (link[0], link[1].start, link[1].iri))

    def _height(self, claim: str, heights: dict[str, int]) -> int:
        if claim not in heights:
            heights[claim] = 0  # holds off a circle, which a shape forbids and a foreign graph may have
            above = self.subjects(claim, KG.reportsClaim)
            heights[claim] = max((self._height(parent, heights) + 1 for parent in above), default=0)
        return heights[claim]

    def answers(self, claim: str) -> list[tuple[str, ClaimFacts]]:
        """How other claims of the article answer this one, and how it answers them."""
        found = []
        for predicate, active, passive in ANSWERS:
            found += [(passive, self.claims[one]) for one in self.subjects(claim, predicate) if one in self.claims]
            found += [(active, self.claims[one]) for one in self.all(claim, predicate) if one in self.claims]
        return found

    def mentions(self) -> Iterator[tuple[Stretch, str]]:
        """All mentions that denote something, with their IRIs."""
        for (mention, predicate), _ in self._values.items():
            if predicate == KG.denotes:
                yield self.stretch(mention), mention

    def bounds(self, time: str) -> Bounds:
        """A time of the article."""
        return Bounds(
            time,
            self.one(time, KG.timeText),
            self.one(time, KG.timexValue),
            self.one(time, SEM.hasEarliestBeginTimeStamp),
            self.one(time, SEM.hasLatestBeginTimeStamp),
            self.one(time, SEM.hasEarliestEndTimeStamp),
            self.one(time, SEM.hasLatestEndTimeStamp),
        )

    def kind(self, iri: str) -> str:
        """The class of something, the most specific: "SpeechEvent"."""
        return specific([*self.all(iri, RDF.type), *self._reading.objects(iri, RDF.type)])

    def times(self, iri: str) -> list[Bounds]:
        """The times of a situation or claim; of a speech event also those of the claim that it expresses."""
        named = [*self.all(iri, KG.hasTime)]
        named += [time for claim in self.subjects(iri, KG.expressedIn) for time in self.all(claim, KG.hasTime)]
        return [self.bounds(time) for time in dict.fromkeys(named)]


def specific(classes: Iterable[str]) -> str:
    """The local name of the class that has the most classes above it."""
    from kg.rdf.terms import SUPERCLASSES

    ours = [kind for kind in classes if kind.startswith(KG_NS)]
    return max(sorted(ours), key=lambda kind: len(SUPERCLASSES.get(kind, ())), default="").rpartition("#")[2]


def shared_label(reading: Reading, iri: str) -> str:
    """What something that articles share is called; the end of its IRI where nothing is said."""

    def look() -> str:
        graph = NamedNode(f"{reading.base}entities")
        for quad in reading.store.quads_for_pattern(NamedNode(iri), NamedNode(RDFS.label), None, graph):
            if isinstance(quad.object, Literal):
                return quad.object.value
        return reading.one(iri, RDFS.label) or iri.rpartition("/")[2]

    return reading.kept(("label", iri), look)


def document_of(iri: str) -> str | None:
    """The article that something belongs to; None for what articles share.

    >>> document_of("https://example.org/doc/aea2e2c06df1f4c6/claim/9-15")
    'https://example.org/doc/aea2e2c06df1f4c6'
    """
    base, found, rest = iri.partition("/doc/")
    document = f"{base}{found}{rest.partition('/')[0].partition('#')[0]}"
    return document if found and is_document(document) else None
