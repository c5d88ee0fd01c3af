"""A claim: who makes it, through whom it is known, who answers it, and its words in the article."""

from __future__ import annotations

from kg.render.show.alignments import aligned
from kg.render.show.asking import Asker
from kg.render.show.card import Card, facts, sections
from kg.validation.sentences import sentence_around

__all__ = ["claim_card", "marked_sentence"]

_STEP = "  "
LEGEND = "marks: [source] {cue} <content>"
_MARKS = {"source": ("[", "]"), "cue": ("{", "}"), "content": ("<", ">")}
_ANSWERS = (
    ("denies", "denied by", "denies"),
    ("rejects", "rejected by", "rejects"),
    ("accepts", "accepted by", "accepts"),
    ("confirms", "confirmed by", "confirms"),
    ("supports", "supported by", "supports"),
    ("restates", "restated by", "restates"),
    ("contradicts", "contradicted by", "contradicts"),
)


def claim_card(iri: str, ask: Asker) -> Card:
    """All that is known of a claim."""

    def values(pattern: str) -> list[str]:
        return ask.values(f"<{iri}> {pattern}")

    position = ask.codes(f"<{iri}> kg:polarity|kg:realis|kg:certainty ?v")
    return Card(
        label="; ".join(values("rdfs:label ?v")),
        kind="claim",
        iri=iri,
        facts=facts(
            (
                ("claimant", values("kg:claimant/rdfs:label ?v")),
                ("speech act", ask.codes(f"<{iri}> kg:speechAct ?v")),
                ("addressee", values("kg:addressee/rdfs:label ?v")),
                ("position", ", ".join(code for code in position if code != "underspecified")),
                ("content", values("kg:content/rdfs:label ?v")),
                ("condition", values("kg:condition/rdfs:label ?v")),
                ("time", values("kg:hasTime/kg:timeText ?v")),
                ("article", values("kg:appearsIn/rdfs:label ?v")),
                ("found by", values("kg:foundBy ?v")),
                ("confidence", values("kg:confidence ?v")),
            )
        ),
        sections=sections(
            (
                ("Words", marked_sentence(iri, ask)),
                ("Through whom it is known", _chain(iri, ask)),
                ("Answers", _answers(iri, ask)),
                ("In other articles", aligned(iri, ask)),
            )
        ),
    )


def marked_sentence(iri: str, ask: Asker) -> list[str]:
    """The sentence of a claim with its source, cue and content marked, and what the marks mean."""
    rows = ask.rows(
        "?start ?end ?role",
        f"VALUES (?property ?role) {{ (kg:sourceSpan 'source') (kg:cueSpan 'cue') (kg:contentSpan 'content') }} "
        f"<{iri}> ?property ?span . ?span oa:start ?start ; oa:end ?end .",
    )
    texts = ask.values(f"<{iri}> kg:appearsIn/kg:text ?v")
    if not rows or not texts:
        return []
    spans = [(int(start), int(end), role) for start, end, role in rows]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    around = sentence_around(texts[0], first, last)
    marked = _mark(around.text, [(start - around.offset, end - around.offset, role) for start, end, role in spans])
    return [" ".join(marked.split()), "", LEGEND]


def _mark(text: str, spans: list[tuple[int, int, str]]) -> str:
    """Put the marks in. Where spans nest, the longer one opens first and closes last."""
    marks: list[tuple[int, int, int, str]] = []
    for start, end, role in spans:
        opening, closing = _MARKS[role]
        marks.append((start, 1, start - end, opening))
        marks.append((end, 0, -start, closing))
    pieces, done = [], 0
    for position, _, _, mark in sorted(marks):
        pieces += [text[done:position], mark]
        done = position
    return "".join([*pieces, text[done:]])


def _chain(iri: str, ask: Asker) -> list[str]:
    """From the article inwards: those who pass the claim on, the claim, and what it passes on itself."""
    heights: dict[str, int] = {}
    depth = _height(iri, heights, ask)
    lines = [
        f"{_STEP * height}{_line(claim, ask)}{'  ← this claim' if claim == iri else ''}"
        for claim, height in sorted(heights.items(), key=lambda item: (item[1], item[0]))
    ]
    return [*lines, *_below(iri, depth + 1, set(heights), ask)]


def _height(claim: str, heights: dict[str, int], ask: Asker) -> int:
    """Over how many claims the article passes this one on; heights collects those on the way."""
    if claim not in heights:
        heights[claim] = 0  # holds off a circle, which a shape forbids and a foreign graph may have
        above = ask.values(f"?v kg:reportsClaim <{claim}>")
        heights[claim] = max((_height(parent, heights, ask) + 1 for parent in above), default=0)
    return heights[claim]


def _below(iri: str, depth: int, seen: set[str], ask: Asker) -> list[str]:
    lines = []
    for claim in ask.values(f"<{iri}> kg:reportsClaim ?v"):
        if claim not in seen:
            seen.add(claim)
            lines += [f"{_STEP * depth}{_line(claim, ask)}", *_below(claim, depth + 1, seen, ask)]
    return lines


def _line(claim: str, ask: Asker) -> str:
    rows = ask.rows(
        "?who ?act ?cue",
        f"<{claim}> kg:claimant/rdfs:label ?who ; kg:speechAct ?act OPTIONAL {{ <{claim}> kg:cueSpan/oa:exact ?cue }}",
    )
    who, act, cue = rows[0] if rows else ("?", "", "")
    return f"{who} – {act.rpartition('#')[2]}" + (f" (“{cue}”)" if cue else " (in the article's own voice)")


def _answers(iri: str, ask: Asker) -> list[str]:
    lines = []
    for relation, passive, active in _ANSWERS:
        for how, pattern in ((passive, f"?v kg:{relation} <{iri}>"), (active, f"<{iri}> kg:{relation} ?v")):
            within = f"{pattern} . ?v rdfs:label ?label ; kg:appearsIn ?article . <{iri}> kg:appearsIn ?article"
            for label, other in ask.rows("?label ?v", within):
                lines.append(f"{how} {label}\n{other}")
    return lines
