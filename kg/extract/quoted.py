"""Direct quotation: whose words stand between the marks, where the text names the speaker before, between or after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract import grammar
from kg.extract.attribution import Attribution, Scene, cue_span
from kg.extract.lexicon import Frame, ReportingVerb, lexicon
from kg.extract.quotes import Quotation
from kg.extract.tokens import Token
from kg.model import Certainty, Polarity, Span

__all__ = ["go_on_quoting", "quoted_attributions"]

_STOPS = (".", "!", "?", "…", ",", ";", "-", "—", "–")
_NEAR = 160
"""How far from the marks a cue may stand, in code points: a speaker with office and apposition fits."""


@dataclass(slots=True)
class _Cue:
    """A verb of saying beside a quotation."""

    verb: Token
    entry: ReportingVerb
    before: bool


def quoted_attributions(scene: Scene) -> Iterator[Attribution]:
    """One attribution for each run of quotations of one speaker in one paragraph, and its continuation in the next.

    Quotations of a few words inside a sentence ("called it a 'disgrace'") are left to the rules for verbs.
    """
    index = _Index(scene)
    quotations = [one for one in scene.quotations.found if index.is_speech(one)]
    cues = [index.cue(one) for one in quotations]
    position = 0
    while position < len(quotations):
        cue = cues[position]
        if cue is None:
            position += 1
            continue
        group = [quotations[position]]
        position += 1
        while position < len(quotations) and _goes_on(index, group[-1], quotations[position], cue, cues[position]):
            group.append(quotations[position])
            position += 1
        found = _attribution(scene, cue, group)
        if found is not None:
            yield found


def _goes_on(index: _Index, last: Quotation, following: Quotation, cue: _Cue, other: _Cue | None) -> bool:
    """Whether the next quotation is still of the same speaker: same cue, or none of its own in the same paragraph, or
    the paragraph after one whose marks stay open."""
    if other is not None and other.verb is not cue.verb:
        return False
    if following.paragraph == last.paragraph:
        between = index.words_between(last.span.end, following.span.start)
        ours = sum(token.sentence is cue.verb.sentence for token in between)
        return other is not None or len(between) <= ours + 2
    return following.paragraph == last.paragraph + 1 and not last.closed and other is None


def _attribution(scene: Scene, cue: _Cue, group: list[Quotation]) -> Attribution | None:
    verb, entry = cue.verb, cue.entry
    spans = _merged(scene.text, [quotation.span for quotation in group])
    who = grammar.subject(verb)
    if who is None or any(span.overlaps(who.span) for span in spans):
        who = grammar.neighbour(verb)
    found = Attribution(
        head=verb,
        cue=cue_span(grammar.verb_group(verb)),
        act=entry.speech_act,
        rule=f"quotation:{verb.lemma.lower()}/{'before' if cue.before else 'after'}",
        contents=tuple(spans),
        content_heads=_heads(scene, spans),
        certainty=Certainty.CERTAIN,
        denying=entry.polarity is Polarity.NEGATIVE,
        quoted=True,
        strength=3,
    )
    if any(span.overlaps(found.cue) for span in spans):
        return None
    if who is not None:
        found.source = scene.source(who, found)
        found.claimant = grammar.antecedent(who, verb)
    found.addressee = _addressee(verb, spans)
    return found


def _addressee(verb: Token, spans: list[Span]) -> Token | None:
    if not any(
        frame in row.frames
        for row in lexicon().reporting_verbs[verb.lemma.lower()]
        for frame in (Frame.OBJ_THAT, Frame.TO_THAT)
    ):
        return None
    for child in verb.children:
        named = child.child("pobj") if child.dep in ("prep", "dative") and child.lower == "to" else child
        if (
            child.dep in ("dobj", "dative", "prep")
            and named is not None
            and (named.is_noun or named.tag == "PRP")
            and not any(span.overlaps(named.span) for span in spans)
        ):
            return named
    return None


def go_on_quoting(scene: Scene, attributions: list[Attribution]) -> None:
    """Give quotations without a cue to who was speaking: "The plan is dead, the minister said. \"We are done.\"".

    Only to the last attribution before them in the paragraph that lets somebody speak, with at most a sentence of the
    article's own in between.
    """
    index = _Index(scene)
    speaking = [a for a in attributions if not a.noun and not a.hearsay and _lets_speak(a.head)]
    for quotation in scene.quotations.found:
        if not index.is_speech(quotation) or any(a.covers(quotation.inner) for a in attributions):
            continue
        if index.cue(quotation) is not None:
            continue
        first = index.sentence_at(quotation.span.start)
        before = [a for a in speaking if a.cue.end <= quotation.span.start]
        if not before:
            continue
        last = max(before, key=lambda attribution: attribution.cue)
        follows = 0 < first - last.sentence.index <= 2 or _behind_colon(scene.text, last, quotation)
        if last.sentence.paragraph == quotation.paragraph and follows:
            last.contents = (*last.contents, quotation.span)
            last.content_heads += _heads(scene, [quotation.span])


def _behind_colon(text: str, last: Attribution, quotation: Quotation) -> bool:
    """As in: called the ruling "dangerous": "It will hurt all of us."."""
    return text[: quotation.span.start].rstrip().endswith(":") and last.cue.end < quotation.span.start


def _lets_speak(head: Token) -> bool:
    rows = lexicon().reporting_verbs.get(head.lemma.lower(), ()) if head.is_verb else ()
    return any(Frame.QUOTE in row.frames for row in rows)


def _merged(text: str, spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _heads(scene: Scene, spans: list[Span]) -> list[Token]:
    """The top words of the sentences inside the quotations."""
    found = []
    for sentence in scene.sentences:
        for span in spans:
            if sentence.start < span.end and span.start < sentence.end:
                inside = [token for token in sentence.tokens if span.contains(token.span)]
                members = {token.i for token in inside}
                tops = [
                    token for token in inside if token.is_verb and (token.head.i not in members or token.head is token)
                ]
                found.extend(tops)
    return found


class _Index:
    """Look-up of tokens by place."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.tokens = [token for sentence in scene.sentences for token in sentence.tokens]
        self.starts = [token.start for token in self.tokens]

    def words_between(self, start: int, end: int) -> list[Token]:
        """Words, not punctuation, between two places."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [token for token in self.tokens[first:last] if any(char.isalnum() for char in token.text)]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds, or comes after, this place."""
        position = min(bisect_left(self.starts, offset), len(self.tokens) - 1)
        return self.tokens[position].sentence.index

    def is_speech(self, quotation: Quotation) -> bool:
        """Whether the marks hold speech rather than a phrase or a title: it is set off by a comma, colon or dash, or
        it stands as a sentence."""
        text = self.scene.text
        inner = quotation.inner.of(text).strip()
        words = len(inner.split())
        if words == 0:
            return False
        before = text[: quotation.span.start].rstrip()[-1:]
        after = text[quotation.span.end : quotation.span.end + 2].strip()[:1]
        opens = before in ("", ".", "!", "?", ":", ",", "—", "–", '"', "”", "…") or self._starts_paragraph(quotation)
        closes = inner.rstrip("'\"’”").endswith(_STOPS) or after == ","
        if not quotation.closed:
            return opens
        return opens and (closes or (words > 3 and before in (":", ",") and after in (".", "")))

    def _starts_paragraph(self, quotation: Quotation) -> bool:
        first = bisect_left(self.starts, quotation.span.start)
        return first == 0 or (
            first < len(self.tokens)
            and self.tokens[first].sentence.paragraph != self.tokens[first - 1].sentence.paragraph
        )

    def cue(self, quotation: Quotation) -> _Cue | None:
        """The verb of saying beside the quotation: after it in the same sentence, else before it."""
        return self._after(quotation) or self._before(quotation)

    def _after(self, quotation: Quotation) -> _Cue | None:
        inner = quotation.inner.of(self.scene.text).rstrip().rstrip("'\"’”")
        if inner.endswith((".", "…")) and not inner.endswith("...") and not self._follows_lower(quotation):
            return None
        first = bisect_left(self.starts, quotation.span.end)
        for token in self.tokens[first : first + 40]:
            if token.sentence.paragraph != quotation.paragraph or token.start > quotation.span.end + _NEAR:
                break
            if self.scene.quotations.at(token.start) is not None or token.text in (".", ";", ":"):
                break
            if token.text in ("!", "?"):
                break
            entry = _quote_entry(token)
            if entry is not None and _may_introduce(token, quotation):
                return _Cue(token, entry, before=False)
        return None

    def _follows_lower(self, quotation: Quotation) -> bool:
        """A full stop inside the marks and a lower-case word behind them: "… it." he said."""
        rest = self.scene.text[quotation.span.end : quotation.span.end + 3].strip()
        return rest[:1].islower()

    def _before(self, quotation: Quotation) -> _Cue | None:
        last = bisect_right(self.starts, quotation.span.start) - 1
        colon = self.scene.text[: quotation.span.start].rstrip()[-1:] == ":"
        steps = 0
        while last >= 0 and steps < 40:
            token = self.tokens[last]
            last -= 1
            steps += 1
            if token.start >= quotation.span.start:
                continue
            same = token.sentence.paragraph == quotation.paragraph or (
                colon and token.sentence.paragraph == quotation.paragraph - 1
            )
            if not same or token.start < quotation.span.start - _NEAR:
                break
            if token.text in (".", "!", "?", ";") or self.scene.quotations.at(token.start) not in (None, quotation):
                break
            entry = _quote_entry(token)
            if entry is not None and _may_introduce(token, quotation):
                return _Cue(token, entry, before=True)
        return None


def _quote_entry(token: Token) -> ReportingVerb | None:
    if not token.is_full_verb:
        return None
    for row in lexicon().reporting_verbs.get(token.lemma.lower(), ()):
        if Frame.QUOTE in row.frames and (
            not row.particle or any(child.lower == row.particle for child in token.children)
        ):
            return row
    return None


def _may_introduce(verb: Token, quotation: Quotation) -> bool:
    """Not a verb whose own clause is complete without the quotation ("said that …") and stands elsewhere."""
    if grammar.is_passive(verb) and grammar.by_agent(verb) is None:
        return False
    clause = verb.child("ccomp")
    if clause is None:
        return True
    words = clause.below()
    inside = sum(quotation.span.overlaps(token.span) for token in words)
    return inside > 0 or grammar.mark(clause) != "that"
