"""What a dossier holds, before it is laid out: plain, frozen dataclasses that every format is written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Accusation",
    "Camp",
    "Dispute",
    "Dossier",
    "Fact",
    "Link",
    "Moment",
    "Piece",
    "Question",
    "Side",
    "Source",
    "Statement",
    "Subject",
]

SubjectKind = Literal["actor", "event", "article"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value, such as ("Published", "28 October 2025")."""

    name: str
    value: str
    link: str = ""
    """An address of the web, or ""."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the dossier is about."""

    kind: SubjectKind
    iri: str
    label: str
    facts: tuple[Fact, ...] = ()
    nodes: tuple[str, ...] = ()
    """All nodes of the graph that are it: of an event that several articles speak of, one in each."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quotation, and what it is in it."""

    text: str
    role: Literal["", "source", "cue", "content"] = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One of those through whom a statement is known."""

    who: str
    act: str
    cue: str
    """The words by which it is attributed; "" for the article's own voice."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, with its words and where they stand."""

    iri: str
    number: int
    """Its number in the dossier, from 1."""
    who: str
    claimant: str
    """The claimant's IRI."""
    role: str
    act: str
    """Local name of the speech act, as are the codes below."""
    polarity: str
    realis: str
    certainty: str
    to: tuple[str, ...]
    words: str
    """The words of the content; an ellipsis where something interrupts them."""
    quote: tuple[Piece, ...]
    """The sentence or sentences that it stands in."""
    source: int
    """The number of the article."""
    published: str
    paragraph: int
    """In the article, from 1."""
    start: int
    end: int
    """Code points into the article's text, end-exclusive: from the first to the last of its words."""
    anchor: int
    """Where the quotation begins in the text."""
    chain: tuple[Link, ...]
    answers: tuple[tuple[str, str], ...]
    """How it answers another claim, or is answered ("denies", "denied by"), and that claim's IRI."""
    about: tuple[str, ...]
    """What it speaks of."""
    condition: tuple[str, ...]
    confidence: str
    attributed: bool
    """Whether somebody other than the article says it."""
    unnamed: bool
    """Whether its claimant is a source without a name."""
    opposing: bool = False
    """Whether it is told only because it stands against others in a dispute."""


@dataclass(frozen=True, slots=True)
class Side:
    """Those who speak for the same, and what they say."""

    label: str
    statements: tuple[Statement, ...]
    note: str = ""
    """What the heading does not say: "those for whom nobody says whom they speak for"."""


@dataclass(frozen=True, slots=True)
class Camp:
    """One position in a dispute."""

    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Opposing positions on one matter."""

    matter: str
    camps: tuple[Camp, ...]
    reasons: tuple[str, ...]
    """Why claims of different articles are taken to contradict each other."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the articles leave open."""

    title: str
    explanation: str
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
    """Where it is not about claims."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that is given a time. Bounds are ISO dateTimes; "" where it is open."""

    label: str
    words: str
    """The time as worded."""
    earliest_begin: str
    latest_begin: str
    earliest_end: str
    latest_end: str
    source: int
    kind: Literal["event", "statement", "publication"]

    @property
    def earliest(self) -> str:
        """When it may have begun at the earliest."""
        return self.earliest_begin or self.earliest_end

    @property
    def latest(self) -> str:
        """When it must have ended."""
        return self.latest_end or self.latest_begin

    @property
    def placed(self) -> bool:
        """Whether it can be drawn."""
        return bool(self.earliest or self.latest)


@dataclass(frozen=True, slots=True)
class Accusation:
    """What one side holds against another, or denies: an arrow of the network."""

    kind: Literal["accuses", "threatens", "denies"]
    side: str
    against: str
    """The side it is directed at."""
    statements: tuple[Statement, ...]
    whom: tuple[str, ...]
    """Those it names, as worded."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is quoted."""

    number: int
    iri: str
    title: str
    outlet: str
    published: str
    url: str
    language: str
    text_hash: str
    extractor: str
    claims: int
    """How many of the dossier's claims it has."""
    paragraphs: tuple[tuple[tuple[int, str], ...], ...] = ()
    """The text, where it is in the dossier: paragraphs of stretches, each with its offset."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it."""

    subject: Subject
    lead: str
    """The summary in a sentence or two."""
    figures: tuple[Fact, ...]
    timeline: tuple[Moment, ...]
    accusations: tuple[Accusation, ...]
    sides: tuple[Side, ...]
    disputes: tuple[Dispute, ...]
    questions: tuple[Question, ...]
    sources: tuple[Source, ...]
    provenance: tuple[str, ...]
    limits: tuple[str, ...]
    version: str
    with_text: bool
    statements: tuple[Statement, ...]
    """Every claim of it, by number."""
