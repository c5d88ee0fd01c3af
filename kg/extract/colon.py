"""Speakers set off by a colon: headlines ("Poll: Most voters …", "Minister: We will not …") and transcripts
("WALLACE: Will you …?")."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.attribution import Attribution, Scene
from kg.extract.lexicon import NounKind, lexicon
from kg.extract.tokens import FINITE_TAGS, Sentence, Token
from kg.model import Span, SpeechAct

__all__ = ["colon_attributions"]

_LONGEST_SPEAKER = 6
_LONGEST_NAME = 3
_SPEAKERS = frozenset(
    {
        NounKind.DOCUMENT,
        NounKind.NEWS_OUTLET,
        NounKind.OFFICIAL,
        NounKind.SOURCE,
        NounKind.PERSON,
        NounKind.GOVERNMENT,
        NounKind.BODY,
        NounKind.ARMED_FORCE,
        NounKind.ORGANIZATION,
        NounKind.COLLECTIVE,
    }
)


def colon_attributions(scene: Scene) -> Iterator[Attribution]:
    """Attributions by colon, at the head of the first paragraph or, for speakers in capitals, of any."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in scene.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    for number, sentences in paragraphs.items():
        tokens = [token for sentence in sentences for token in sentence.tokens]
        found = _attribution(scene, tokens, headline=number == scene.sentences[0].paragraph)
        if found is not None:
            yield found


def _attribution(scene: Scene, tokens: list[Token], *, headline: bool) -> Attribution | None:
    words = tokens[1:] if tokens[0].text in ('"', "“", "''") else tokens
    colon = next((i for i, token in enumerate(words[: _LONGEST_SPEAKER + 1]) if token.text == ":"), None)
    if not colon or len(words) < colon + 3:
        return None
    speaker, rest = words[:colon], words[colon + 1 :]
    bare = headline and len(speaker) <= _LONGEST_NAME and all(_is_capital(t) for t in speaker) and _is_clause(rest)
    if headline and _is_slug(scene, speaker):
        return None
    if not bare and not _is_speaker(speaker, headline=headline):
        return None
    contents = (scene.with_marks(Span(rest[0].start, _end(rest))),)
    head = next((t for t in reversed(speaker) if t.is_noun), speaker[-1])
    return Attribution(
        head=words[colon],
        cue=words[colon].span,
        act=SpeechAct.ASSERT,
        rule="colon:headline" if headline else "colon:transcript",
        contents=contents,
        content_heads=_tops(rest),
        claimant=head,
        source=Span(speaker[0].start, speaker[-1].end),
        strength=3 if not headline else 2,
    )


def _is_slug(scene: Scene, speaker: list[Token]) -> bool:
    """What a headline is filed under: "WHEAT: Prices fall", "GRAIN-EXPORTS: …"; its words are common ones below, and no
    name or noun for somebody is among them."""
    if any(token.entity in ("PERSON", "GPE", "NORP") for token in speaker):
        return False
    words = [token for token in speaker if token.text.isalpha()]
    if any((noun := lexicon().actor_nouns.get(token.lower)) is not None and noun.kind in _SPEAKERS for token in words):
        return False
    filed = {token.lower for token in words}
    told = any(
        token.text.islower() and {token.lower, token.lemma.lower()} & filed
        for sentence in scene.sentences
        for token in sentence.tokens
    )
    return told or ("-" in [token.text for token in speaker] and all(token.text.isupper() for token in words))


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.is_noun


def _is_clause(words: list[Token]) -> bool:
    """Whether there is a verb with its subject: "Sanders: Clinton needs to …", not "Zambia: latest updates"."""
    return any(token.tag in FINITE_TAGS and token.dep not in ("amod", "compound") for token in words)


def _end(rest: list[Token]) -> int:
    last = rest[-1]
    return last.start if last.text in (".", "…") and len(rest) > 1 else last.end


def _is_speaker(words: list[Token], *, headline: bool) -> bool:
    if any(token.tag in ("VBD", "VBZ", "VBP", "MD", "IN", "CD", ".") for token in words) and not all(
        token.text.isupper() for token in words
    ):
        return False
    text = "".join(token.text for token in words)
    if text.isupper() and len(text) > 2 and sum(char.isalpha() for char in text) > 2:
        return not headline or len(words) <= 3
    if not headline:
        return False
    if any(token.entity in ("PERSON", "ORG", "GPE", "NORP") for token in words):
        return True
    noun = lexicon().actor_nouns.get(words[-1].lemma.lower()) or lexicon().actor_nouns.get(words[-1].lower)
    return noun is not None and noun.kind in _SPEAKERS


def _tops(rest: list[Token]) -> list[Token]:
    members = {token.i for token in rest}
    tops = [token for token in rest if token.is_verb and (token.head is token or token.head.i not in members)]
    return tops or [next((token for token in rest if any(c.isalnum() for c in token.text)), rest[0])]
