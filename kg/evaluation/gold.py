"""What people have annotated. Spans index the article's text, as in kg.model."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Article, EventType, Span

__all__ = [
    "AnnotatedArticle",
    "Attribution",
    "CodedSentence",
    "Gold",
    "GoldAttributions",
    "GoldClaim",
    "GoldEntity",
    "GoldEvent",
]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """An attributed claim, as a careful reader sees it."""

    id: str
    claimants: tuple[str, ...]
    """Names that are right for who makes it; more than one where several are, or where it is made jointly."""
    speech_acts: tuple[str, ...]
    """The speech act first, then those that would be right too."""
    polarity: str
    source: Span | None
    """The words that name the claimant; None where the sentence has none, as with a participle."""
    cue: Span
    cue_head: Span
    contents: tuple[Span, ...]
    addressees: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    """The claims that report this one."""
    denies: str | None = None
    rejects: str | None = None
    accepts: str | None = None
    condition: Span | None = None
    optional: bool = False
    """Readers differ on it: neither a miss where it is not found, nor an extra where it is."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event that the article speaks of at this place."""

    id: str
    types: tuple[str, ...]
    """The PLOVER type first, then those that would be right too."""
    trigger: Span
    initiators: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    negated: bool = False
    claimed_in: tuple[str, ...] = ()
    same_as: str | None = None
    """The earlier event that it speaks of again."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A named actor or place."""

    name: str
    kind: str
    mentions: tuple[Span, ...]
    qid: str | None = None
    """Its Wikidata id, where that is sure."""


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article annotated whole."""

    article: Article
    claims: tuple[GoldClaim, ...]
    events: tuple[GoldEvent, ...]
    entities: tuple[GoldEntity, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that attribute a content to a source. Each may be interrupted."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldAttributions:
    """An article in which only the outermost attributions are annotated, as spans (as in PolNeAR)."""

    article: Article
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """A sentence coded with the type of its one main event, and who takes part in it."""

    article: Article
    type: EventType
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]
    either: tuple[Span, ...]
    """Those who are source and target at once ("the two agreed")."""


Gold = AnnotatedArticle | GoldAttributions | CodedSentence
