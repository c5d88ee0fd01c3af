"""The text of an article cut into pieces, each with what marks it: who speaks, what is spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.vocabulary import KG, RDF
from kg.web.facts import ClaimFacts, Facts, Stretch

__all__ = ["Hand", "Mark", "Piece", "hands", "paragraphs"]

_HUES = 8


@dataclass(frozen=True, slots=True)
class Hand:
    """A claimant of the article, and the colour and letter that stand for it."""

    iri: str
    label: str
    hue: int
    """1 to 8; beyond that, colours come again, and the letter tells."""
    letter: str
    claims: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that something is said of."""

    stretch: Stretch
    role: str
    """ "source", "cue", "content", "actor", "event", "time"."""
    target: str
    """The claim, or what the words denote."""
    hand: Hand | None = None


@dataclass(slots=True)
class Piece:
    """A piece of text that the same marks cover from its beginning to its end."""

    start: int
    text: str
    hue: int = 0
    letter: str = ""
    """Of the claimant, where its content begins."""
    classes: str = ""
    link: str = ""
    title: str = ""
    anchors: list[str] = field(default_factory=list)
    """Fragments of the mentions that begin here: "char=9,15"."""


def hands(facts: Facts) -> dict[str, Hand]:
    """The claimants of the attributed claims, in the order in which they first speak."""
    counts: dict[str, int] = {}
    for claim in facts.claims.values():
        if claim.attributed:
            counts[claim.claimant] = counts.get(claim.claimant, 0) + 1
    return {
        iri: Hand(iri, facts.label(iri), place % _HUES + 1, _letter(place), count)
        for place, (iri, count) in enumerate(counts.items())
    }


def _letter(place: int) -> str:
    """A to Z, then AA, AB …"""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def paragraphs(facts: Facts, chosen: Sequence[ClaimFacts] | None, known: dict[str, Hand]) -> list[list[Piece]]:
    """The text in paragraphs of pieces, with the marks of these claims, or of all that are attributed."""
    claims = [claim for claim in facts.claims.values() if claim.attributed] if chosen is None else chosen
    marks = [*_claim_marks(claims, known), *_mention_marks(facts)]
    edges = {0, len(facts.text), *(edge for mark in marks for edge in (mark.stretch.start, mark.stretch.end))}
    edges |= {at + 1 for at, char in enumerate(facts.text) if char == "\n"}
    edges |= {at for at, char in enumerate(facts.text) if char == "\n"}
    ordered = sorted(edge for edge in edges if 0 <= edge <= len(facts.text))
    opening = sorted(marks, key=lambda mark: mark.stretch.start)
    found: list[list[Piece]] = [[]]
    active: list[Mark] = []
    place = 0
    for start, end in pairwise(ordered):
        active = [mark for mark in active if mark.stretch.end > start]
        while place < len(opening) and opening[place].stretch.start <= start:
            if opening[place].stretch.end > start:
                active.append(opening[place])
            place += 1
        words = facts.text[start:end]
        if words == "\n":
            if found[-1]:
                found.append([])
            continue
        found[-1].append(_piece(start, words, active, facts))
    return [paragraph for paragraph in found if paragraph]


def _claim_marks(claims: Iterable[ClaimFacts], known: dict[str, Hand]) -> Iterable[Mark]:
    for claim in claims:
        hand = known.get(claim.claimant)
        for role, stretches in (("content", claim.contents), ("source", claim.sources), ("cue", claim.cues)):
            for stretch in stretches:
                yield Mark(stretch, role, claim.iri, hand)


def _mention_marks(facts: Facts) -> Iterable[Mark]:
    for stretch, mention in facts.mentions():
        for target in facts.all(mention, KG.denotes):
            if KG.SpeechEvent in facts.all(target, RDF.type):
                continue  # its trigger is the cue
            local = target.rpartition("/")[0].rpartition("/")[2]
            role = {"situation": "event", "time": "time"}.get(local, "actor")
            yield Mark(stretch, role, target)


def _piece(start: int, words: str, active: Sequence[Mark], facts: Facts) -> Piece:
    piece = Piece(start, words)
    roles = {mark.role for mark in active}
    contents = [mark for mark in active if mark.role == "content" and mark.hand is not None]
    if contents:
        inmost = min(contents, key=lambda mark: (mark.stretch.end - mark.stretch.start, mark.target))
        assert inmost.hand is not None
        piece.hue = inmost.hand.hue
        piece.letter = inmost.hand.letter if inmost.stretch.start == start else ""
        piece.title = inmost.hand.label
    if "source" in roles or "cue" in roles:
        own = next(mark for mark in active if mark.role in ("source", "cue"))
        piece.hue = piece.hue or (own.hand.hue if own.hand else 0)
    piece.classes = " ".join(sorted(roles))
    piece.link = _link(active)
    piece.anchors = sorted(
        f"char={mark.stretch.start},{mark.stretch.end}" for mark in active if mark.stretch.start == start
    )
    piece.anchors = list(dict.fromkeys(piece.anchors))
    if facts.document and not piece.title and "actor" in roles:
        piece.title = facts.label(next(mark.target for mark in active if mark.role == "actor"))
    return piece


def _link(active: Sequence[Mark]) -> str:
    """Where choosing the words leads: of a cue to its claim, of other words to what they denote."""
    cues = [mark for mark in active if mark.role == "cue"]
    if cues:
        inmost = min(cues, key=lambda mark: mark.stretch.end - mark.stretch.start)
        return f"claim={inmost.target.rpartition('/')[2]}"
    if any(mark.role in ("actor", "event", "time") for mark in active):
        inner = min(
            (mark for mark in active if mark.role in ("actor", "event", "time")),
            key=lambda mark: mark.stretch.end - mark.stretch.start,
        )
        return f"at={inner.stretch.start}"
    return ""
