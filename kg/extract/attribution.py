"""An attribution as the rules find it: somebody's words or position, before anybody knows who that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract import grammar
from kg.extract.grammar import spans_of
from kg.extract.quotes import Quotations
from kg.extract.tokens import Sentence, Token
from kg.model import Certainty, Polarity, Span, SpeechAct

__all__ = ["Attribution", "Scene", "cue_span"]


@dataclass(slots=True)
class Attribution:
    """One attribution, in words of the tree."""

    head: Token
    """The word that carries the cue: verb, noun, preposition or adverb."""
    cue: Span
    act: SpeechAct
    rule: str
    contents: tuple[Span, ...]
    content_heads: list[Token] = field(default_factory=list)
    """Heads of the propositions or noun phrases that make up the content, in order."""
    claimant: Token | None = None
    """Head of the phrase that names the claimant; None where the words name nobody."""
    source: Span | None = None
    """The claimant's words, only where they stand with the cue."""
    addressee: Token | None = None
    certainty: Certainty = Certainty.UNDERSPECIFIED
    denying: bool = False
    """The act itself denies or refuses its content."""
    quoted: bool = False
    noun: bool = False
    hearsay: bool = False
    strength: int = 3
    through: Attribution | None = None
    """Who passes on the same words on this one's authority ("Reuters reported, citing …")."""

    @property
    def sentence(self) -> Sentence:
        """The sentence of the cue."""
        return self.head.sentence

    def covers(self, span: Span) -> bool:
        """Whether the content holds the span."""
        return any(content.contains(span) for content in self.contents)

    @property
    def polarity(self) -> Polarity:
        """Of the act alone; the content's negation is looked at when it is read."""
        return Polarity.NEGATIVE if self.denying else Polarity.POSITIVE


@dataclass(slots=True)
class Scene:
    """All that the rules look at."""

    text: str
    sentences: list[Sentence]
    quotations: Quotations

    def spans(self, tokens: Iterable[Token]) -> tuple[Span, ...]:
        """The spans of the words; a run that takes in a whole quotation takes its marks too."""
        found = []
        for span in spans_of(tokens):
            found.append(self.with_marks(span))
        return _united(self.text, found)

    def source(self, head: Token, found: Attribution) -> Span | None:
        """The words that name the claimant: the noun phrase, without a time or dateline before it, nothing where it
        runs into cue or content."""
        words = _without_lead(grammar.noun_phrase(head), head)
        for span in self.spans(words):
            if not span.overlaps(found.cue) and not any(span.overlaps(one) for one in found.contents):
                return span
        return None

    def with_marks(self, span: Span) -> Span:
        """The span with the quotation marks that enclose it, or without one that has lost its partner."""
        start, end = span.start, span.end
        for _ in range(2):
            quotation = self.quotations.at(max(start - 1, 0))
            if quotation and quotation.inner.start == start and quotation.span.end <= end + 2 and quotation.closed:
                start = quotation.span.start
        last = self.quotations.at(end - 1)
        if last is not None and start <= last.span.start and end < last.span.end:
            rest = self.text[end : last.inner.end]
            if not any(char.isalnum() for char in rest):
                end = last.span.end
        return Span(start, end)


_TIME_WORDS = frozenset({"DATE", "TIME"})


def _without_lead(words: list[Token], head: Token) -> list[Token]:
    """As in "last week Khawaja Asif", "FLINT, Mich., Oct. 4 (UPI) — Bill Clinton": the phrase from the name on."""
    start = 0
    for position, token in enumerate(words):
        if token.i >= head.i:
            break
        if token.text in ("—", "–", "--") or (
            token.text == "-" and token.dep == "punct" and position > 0 and words[position - 1].end < token.start
        ):
            start = position + 1
    words = words[start:]
    while len(words) > 1 and words[0].entity in _TIME_WORDS and words[0].i < head.i:
        words = words[1:]
    while len(words) > 1 and words[-1].entity in _TIME_WORDS and words[-1].i > head.i:
        words = words[:-1]
    return grammar.trim(words)


def _united(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Spans with nothing but white space and commas between them, made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif found and not text[found[-1].end : span.start].strip(" \t\n\u00a0"):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def cue_span(tokens: list[Token]) -> Span:
    """From the first to the last word of a cue."""
    return Span(tokens[0].start, tokens[-1].end)
