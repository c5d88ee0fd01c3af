"""Quotations with the speaker's name behind a dash, as in letters and lists of reactions: "… this town." — Ada Cole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from kg.extract.attribution import Attribution, Scene
from kg.extract.quotes import Quotation
from kg.extract.tokens import Token
from kg.model import Span, SpeechAct

__all__ = ["signed_attributions"]

_SIGNATURE = re.compile(
    r"[ \u00a0]?(?P<dash>[―—–]|--?(?= ))[ \u00a0]?(?P<name>[^\W\d_][^\n\r\"“”―—]{1,80}?)[ \u00a0.]*$", re.MULTILINE
)
_LONGEST = 10
"""Words in a signature: a name and an office."""


def signed_attributions(scene: Scene) -> Iterator[Attribution]:
    """One attribution for each quotation that ends a line together with a dash and a name."""
    tokens = [token for sentence in scene.sentences for token in sentence.tokens]
    starts = [token.start for token in tokens]

    def within(span: Span) -> list[Token]:
        return tokens[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    for quotation in scene.quotations.found:
        match = _SIGNATURE.match(scene.text, quotation.span.end) if quotation.closed else None
        if match is not None:
            found = _attribution(quotation, match, within)
            if found is not None:
                yield found


def _attribution(
    quotation: Quotation, match: re.Match[str], within: Callable[[Span], list[Token]]
) -> Attribution | None:
    name, dash = Span(*match.span("name")), Span(*match.span("dash"))
    words, marks = within(name), within(dash)
    head = _speaker(words)
    if head is None or not marks or len(words) > _LONGEST:
        return None
    inside = within(quotation.inner)
    return Attribution(
        head=marks[0],
        cue=dash,
        act=SpeechAct.ASSERT,
        rule="signed:dash",
        contents=(quotation.span,),
        content_heads=[t for t in inside if t.head is t or not quotation.inner.contains(t.head.span)],
        claimant=head,
        source=name,
        quoted=True,
    )


def _speaker(words: list[Token]) -> Token | None:
    """The last word of the name that opens the signature; None where it is a clause, or no name."""
    if not words or words[0].tag != "NNP" or any(word.is_verb for word in words):
        return None
    last = words[0]
    for word in words[1:]:
        if word.tag != "NNP":
            break
        last = word
    return last
