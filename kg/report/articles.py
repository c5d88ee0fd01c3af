"""One article's graph, indexed: its claims as they are quoted, and its text cut where quotations begin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal as Choice

from pyoxigraph import Literal, NamedNode, Store

from kg.report.dossier import Link, Moment, Piece
from kg.report.wording import one_line, printable
from kg.validation.sentences import sentence_around
from kg.vocabulary import KG, OA, RDF, RDFS, SEM

__all__ = ["ArticleGraph", "Span"]

Span = tuple[int, int]
"""Code points, 0-based, end-exclusive."""
_ROLES = ((KG.contentSpan, "content"), (KG.sourceSpan, "source"), (KG.cueSpan, "cue"))
_BREAK = re.compile(r"\n\s*\n|\n")
_BOUNDS = (
    SEM.hasEarliestBeginTimeStamp,
    SEM.hasLatestBeginTimeStamp,
    SEM.hasEarliestEndTimeStamp,
    SEM.hasLatestEndTimeStamp,
)


class ArticleGraph:
    """What one article says. Labels of what articles share are handed in as they become known."""

    def __init__(self, store: Store, iri: str, shared: dict[str, str]) -> None:
        self.iri = iri
        self._shared = shared
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._inverse: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in store.quads_for_pattern(None, None, None, NamedNode(iri)):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._values[subject.value, quad.predicate.value].append(value.value)
                if isinstance(value, NamedNode):
                    self._inverse[value.value, quad.predicate.value].append(subject.value)
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

    def code(self, subject: str, predicate: str) -> str:
        """The local name of a coded value."""
        return self.one(subject, predicate).rpartition("#")[2]

    def label(self, iri: str) -> str:
        """What something is called, in one line."""
        return one_line(self.one(iri, RDFS.label) or self._shared.get(iri, "") or iri.rpartition("/")[2])

    def labels(self, subject: str, predicate: str) -> tuple[str, ...]:
        """What the values of a property are called."""
        return tuple(map(self.label, self.all(subject, predicate)))

    @cached_property
    def text(self) -> str:
        """The article's text."""
        return self.one(self.iri, KG.text)

    @cached_property
    def paragraph_spans(self) -> list[Span]:
        """The paragraphs: what stands between line breaks."""
        edges = [0, *(edge for match in _BREAK.finditer(self.text) for edge in match.span()), len(self.text)]
        return [
            (start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if self.text[start:end].strip()
        ]

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that an offset stands in, from 1."""
        return max(1, sum(1 for start, _ in self.paragraph_spans if start <= offset))

    def spans(self, subject: str, predicate: str) -> list[Span]:
        """Where the mentions stand that a property names, in order."""
        mentions = self.all(subject, predicate)
        return sorted((int(self.one(m, OA.start) or 0), int(self.one(m, OA.end) or 0)) for m in mentions)

    def words(self, spans: Iterable[Span]) -> str:
        """The words of several stretches, with an ellipsis between them, in one line."""
        return one_line(" … ".join(self.text[start:end] for start, end in spans))

    def claims(self) -> list[str]:
        """The claims, without those by which the article only passes another on."""
        return [claim for claim in self.subjects(KG.Claim, RDF.type) if self.says_itself(claim)]

    def says_itself(self, claim: str) -> bool:
        """Whether somebody else says it, or the article says it without passing on another's claim."""
        return bool(self.all(claim, KG.cueSpan)) or not self.all(claim, KG.reportsClaim)

    def extent(self, claim: str) -> Span:
        """From the first to the last word of a claim: its content, and who says it."""
        spans = [span for predicate, _ in _ROLES for span in self.spans(claim, predicate)]
        return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (0, 0)

    def quote(self, claim: str) -> tuple[int, tuple[Piece, ...]]:
        """The sentence or sentences of a claim in pieces, and the offset at which they begin."""
        start, end = self.extent(claim)
        if start >= end:
            return start, ()
        around = sentence_around(self.text, start, end)
        first, last = around.offset, around.offset + len(around.text)
        spans = [(*span, role) for predicate, role in _ROLES for span in self.spans(claim, predicate)]
        edges = sorted({first, last, *(min(max(edge, first), last) for span in spans for edge in span[:2])})
        pieces: list[Piece] = []
        for begin, stop in pairwise(edges):
            role = next((role for a, b, role in reversed(spans) if a <= begin and stop <= b), "")
            pieces.append(Piece(re.sub(r"\s+", " ", printable(self.text[begin:stop])), role))  # type: ignore[arg-type]
        return first, tuple(pieces)

    def chain(self, claim: str) -> tuple[Link, ...]:
        """Those who pass a claim on, from the article inwards; where several do, the shortest way is told."""
        way, seen = [claim], {claim}
        while above := [one for one in self.subjects(way[0], KG.reportsClaim) if one not in seen]:
            seen.update(above)
            way.insert(0, min(above, key=lambda one: (bool(self.subjects(one, KG.reportsClaim)), one)))
        return tuple(
            Link(
                self.label(self.one(one, KG.claimant)),
                self.code(one, KG.speechAct),
                self.words(self.spans(one, KG.cueSpan)),
            )
            for one in way[:-1]
        )

    def moments(self, situations: Iterable[str], number: int) -> list[Moment]:
        """The times that situations are given; of a speech event also those of the claim that it expresses."""
        found = []
        for situation in situations:
            times = [*self.all(situation, KG.hasTime)]
            times += [t for claim in self.subjects(situation, KG.expressedIn) for t in self.all(claim, KG.hasTime)]
            spoken = KG.SpeechEvent in self.all(situation, RDF.type)
            kind: Choice["event", "statement"] = "statement" if spoken else "event"
            label = self.label(situation)
            for time in dict.fromkeys(times):
                begin, last_begin, first_end, end = (self.one(time, predicate) for predicate in _BOUNDS)
                words = one_line(self.one(time, KG.timeText))
                found.append(Moment(label, words, begin, last_begin, first_end, end, number, kind))
        return found

    def cut(self, anchors: Sequence[int]) -> tuple[tuple[tuple[int, str], ...], ...]:
        """The text in paragraphs, each cut where a quotation begins."""
        paragraphs = []
        for start, end in self.paragraph_spans:
            edges = sorted({start, end, *(anchor for anchor in anchors if start < anchor < end)})
            paragraphs.append(tuple((begin, printable(self.text[begin:stop])) for begin, stop in pairwise(edges)))
        return tuple(paragraphs)
