"""A situation, event or dispute: what it is, and who says that it holds or does not."""

from __future__ import annotations

from kg.render.show.actors import most_specific, shortened
from kg.render.show.alignments import aligned
from kg.render.show.asking import Asker
from kg.render.show.card import Card, facts, sections
from kg.validation.sentences import sentence_around

__all__ = ["dispute_card", "situation_card"]

_POSITIONS = {"positive": "holds", "negative": "does not hold", "unspecified": "is spoken of"}


def situation_card(iri: str, ask: Asker) -> Card:
    """All that is known of a situation. It is no fact: only the claims on it say whether it holds."""

    def labels(term: str) -> list[str]:
        return ask.values(f"<{iri}> {term}/rdfs:label ?v")

    return Card(
        label="; ".join(ask.values(f"<{iri}> rdfs:label ?v")),
        kind=most_specific(iri, ask),
        iri=iri,
        facts=facts(
            (
                ("event type", ask.codes(f"<{iri}> kg:eventType ?v")),
                ("initiator", labels("kg:initiator")),
                ("recipient", labels("kg:recipient")),
                ("participant", [name for name in labels("kg:participant") if name not in _special(iri, ask)]),
                ("place", labels("kg:place")),
                ("time", ask.values(f"<{iri}> kg:hasTime/kg:timeText ?v")),
                ("part of", labels("kg:partOf")),
                ("absence of", labels("kg:absenceOf")),
                ("article", ask.values(f"?m kg:denotes <{iri}> ; oa:hasSource/rdfs:label ?v")),
                ("found by", ask.values(f"<{iri}> kg:foundBy ?v")),
            )
        ),
        sections=sections(
            (
                ("Words", _words(iri, ask)),
                ("Who says so", _claims("kg:content", iri, ask)),
                ("What is made to depend on it", _claims("kg:condition", iri, ask)),
                ("Whose words it is", _claims("kg:expressedIn", iri, ask)),
                ("In other articles", aligned(iri, ask)),
                ("Parts", ask.values(f"?part kg:partOf <{iri}> ; rdfs:label ?v")),
            )
        ),
    )


def dispute_card(iri: str, ask: Asker) -> Card:
    """A dispute and its sides."""
    return Card(
        label="; ".join(ask.values(f"<{iri}> rdfs:label ?v")),
        kind="dispute",
        iri=iri,
        facts=facts((("over", ask.values(f"<{iri}> kg:over/rdfs:label ?v")),)),
        sections=sections((("Sides", _positions(f"<{iri}> kg:involvesClaim ?claim", ask)),)),
    )


def _special(iri: str, ask: Asker) -> list[str]:
    return ask.values(f"<{iri}> (kg:initiator|kg:recipient)/rdfs:label ?v")


def _claims(term: str, iri: str, ask: Asker) -> list[str]:
    return _positions(f"?claim {term} <{iri}>", ask)


def _positions(pattern: str, ask: Asker) -> list[str]:
    rows = ask.rows(
        "?polarity ?label ?claim ?inner",
        f"{pattern} . ?claim kg:polarity ?polarity ; rdfs:label ?label . "
        "OPTIONAL { ?claim kg:reportsClaim ?inner FILTER NOT EXISTS { ?claim kg:cueSpan ?cue } }",
        order="DESC(?polarity) ?label ?claim ?inner",
    )
    lines = dict.fromkeys(
        f"{_POSITIONS.get(polarity.rpartition('#')[2], polarity)} – {label}\n{claim}"
        for polarity, label, claim, _ in rows
    )
    return shortened(list(lines))


def _words(iri: str, ask: Asker) -> list[str]:
    """The sentences that speak of it, the words that stand for it in brackets."""
    rows = ask.rows(
        "?document ?start ?end ?text",
        f"?m kg:denotes <{iri}> ; oa:hasSource ?document ; oa:start ?start ; oa:end ?end . ?document kg:text ?text",
    )
    lines = []
    for _, start, end, text in rows:
        around = sentence_around(text, int(start), int(end))
        marked = f"{around.text[: around.start]}[{around.words}]{around.text[around.end :]}"
        lines.append(" ".join(marked.split()))
    return shortened(lines)
