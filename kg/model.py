"""What is read out of an article, before any RDF: frozen dataclasses, and nothing but.

Offsets are Unicode code points into ``Article.text``, 0-based and end-exclusive. Objects of one article refer to each
other by local ids ("a3" an actor or place, "s7" a situation, "c2" a claim, "t1" a time), which mean nothing outside it;
``kg.iris`` turns them into names that last. The values of the enumerations are the local names of the ontology's terms.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Literal, Protocol

__all__ = [
    "Actor",
    "ActorKind",
    "Article",
    "Candidate",
    "Certainty",
    "Claim",
    "Dispute",
    "EventType",
    "Extraction",
    "Gazetteer",
    "KnownEntity",
    "Link",
    "LinkStatus",
    "Mention",
    "NameMatch",
    "Polarity",
    "Realis",
    "Situation",
    "SituationKind",
    "Span",
    "SpeechAct",
    "TimeExpression",
]


class ActorKind(StrEnum):
    """Classes of actors and places; each value is a class of the ontology."""

    ACTOR = "Actor"
    PERSON = "Person"
    GROUP = "Group"
    ORGANIZATION = "Organization"
    GOVERNMENT = "Government"
    ARMED_GROUP = "ArmedGroup"
    NEWS_OUTLET = "NewsOutlet"
    COLLECTIVE = "CollectiveActor"
    UNNAMED_SOURCE = "UnnamedSource"
    GEOPOLITICAL = "GeopoliticalEntity"
    PLACE = "Place"


class SituationKind(StrEnum):
    """Classes of situations."""

    SITUATION = "Situation"
    EVENT = "Event"
    SPEECH_EVENT = "SpeechEvent"
    STATE = "State"


class SpeechAct(StrEnum):
    """What a claimant does in saying something; Searle's classes in this order: assertive, directive, commissive,
    expressive."""

    ASSERT = "assert"
    REPORT = "report"
    CONFIRM = "confirm"
    EMPHASIZE = "emphasize"
    ANNOUNCE = "announce"
    DENY = "deny"
    ACCUSE = "accuse"
    PREDICT = "predict"
    SPECULATE = "speculate"
    AGREE = "agree"
    DEMAND = "demand"
    PROPOSE = "propose"
    WARN = "warn"
    ASK = "ask"
    PROMISE = "promise"
    THREATEN = "threaten"
    REFUSE = "refuse"
    CONDEMN = "condemn"
    PRAISE = "praise"


class Polarity(StrEnum):
    """Whether the claimant says that the content holds."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSPECIFIED = "unspecified"


class Realis(StrEnum):
    """How the claimant presents the content."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    GENERIC = "generic"


class Certainty(StrEnum):
    """How sure the claimant presents itself to be."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNDERSPECIFIED = "underspecified"


class EventType(StrEnum):
    """PLOVER event types (PLOVER manual, 2021)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: code points, 0-based, end-exclusive, never empty.

    >>> Span(0, 3).of("cat sat")
    'cat'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}–{self.end}")

    def of(self, text: str) -> str:
        """The words in the span."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read, and what is known of it. The text is kept exactly as it came."""

    text: str
    id: str | None = None
    title: str | None = None
    published: datetime | None = None
    """Aware, in UTC. A date without a time is midnight UTC, with published_is_date set."""
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    source: str | None = None
    """Where it was read from (a path, or "-"): for messages only, never stored."""
    published_is_date: bool = False

    @property
    def text_hash(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An actor or place that a gazetteer knows."""

    key: str
    """Its Wikidata id ("Q843"), or "enwiki:Title" where no checked id is at hand."""
    label: str
    kind: ActorKind
    qid: str | None = None
    country: str | None = None
    """Key of the country that it is the capital of, lies in, or belongs to."""
    is_capital: bool = False
    description: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known name found in a text."""

    span: Span
    entity: KnownEntity
    form: Literal["name", "demonym"] = "name"
    """A demonym ("Pakistani") points to its country without naming it."""


class Gazetteer(Protocol):
    """Known names, as the extractor needs them. ``kg.link`` has the one that is used."""

    def matches(self, text: str) -> Sequence[NameMatch]:
        """The longest, non-overlapping known names in the text, in order."""

    def entity(self, key: str) -> KnownEntity | None:
        """The entity with that key."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the article that stand for an actor, place, situation, time or claim."""

    span: Span
    denotes: str
    """Local id of what the words stand for here."""
    literal: str | None = None
    """For a metonym, the local id of what they name literally ("Islamabad", the city)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Anyone who acts, speaks or is acted on, or a place."""

    id: str
    label: str
    kind: ActorKind
    named: bool = True
    """Has a proper name. What has none belongs to its article alone."""
    known: str | None = None
    """Key of the gazetteer's entity, where its name was found there."""
    role: str | None = None
    """As worded: "the Pakistani Minister of Defense"."""
    affiliated_with: tuple[str, ...] = ()
    acts_for: str | None = None
    members: tuple[str, ...] = ()
    """For "the two sides": who they are."""
    is_generic: bool = False
    """Each state has one of that name ("the Supreme Court"): articles share it only if it is known whose it is."""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time as worded, its TIMEX3 value, and SEM's four bounds where wording and publication date give them."""

    id: str
    span: Span
    text: str
    value: str | None = None
    earliest_begin: datetime | None = None
    latest_begin: datetime | None = None
    earliest_end: datetime | None = None
    latest_end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What is talked about. It says nothing on whether it holds: only claims do."""

    id: str
    kind: SituationKind
    label: str
    trigger: Span
    event_type: EventType | None = None
    initiators: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    """Those of no special role; initiators and recipients are participants without being listed again."""
    places: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    part_of: str | None = None
    absence_of: str | None = None
    """This is the state of affairs in which that situation does not hold."""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A position that one claimant takes, in one article. A claim without a cue is the article's own."""

    id: str
    claimant: str
    speech_act: SpeechAct
    polarity: Polarity
    contents: tuple[Span, ...]
    """The words of the content, in order; several where it is interrupted."""
    realis: Realis = Realis.ACTUAL
    certainty: Certainty = Certainty.UNDERSPECIFIED
    source: Span | None = None
    cue: Span | None = None
    addressees: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    confirms: tuple[str, ...] = ()
    responds_to: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    restates: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    expressed_in: str | None = None
    times: tuple[str, ...] = ()
    confidence: Decimal = Decimal("0.5")
    rule: str = ""
    """Which rule of the extractor found it."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims of one article that take opposing positions on one situation."""

    situation: str
    claims: tuple[str, ...]


class LinkStatus(StrEnum):
    """What was decided of a link. Values are the local names in the code list kg:LinkStatus."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    NIL = "nil"
    TO_REVIEW = "toReview"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Wikidata item that an actor might be."""

    qid: str
    score: Decimal
    label: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """The decision on one actor or place of an article."""

    actor: str
    status: LinkStatus
    method: str
    """The layer that answered: "curated", "territory", …"""
    qid: str | None = None
    score: Decimal = Decimal(0)
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one article."""

    article: Article
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    situations: tuple[Situation, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    claims: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    links: tuple[Link, ...] = ()
    extractor: str = ""
    """Name and version of the extractor and its language model."""
    _actors: dict[str, Actor] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._actors.update((actor.id, actor) for actor in self.actors)

    def actor(self, actor_id: str) -> Actor:
        """The actor with that local id; KeyError where there is none."""
        return self._actors[actor_id]

    def with_links(self, links: Sequence[Link]) -> Extraction:
        """The same extraction, with these links."""
        return replace(self, links=tuple(links))
