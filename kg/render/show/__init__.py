"""All that is known of one node, for people to read: an actor or place, a claim, a situation, a dispute, an article."""

from __future__ import annotations

from kg.queries.names import Select
from kg.render.show.actors import actor_card
from kg.render.show.articles import article_card
from kg.render.show.asking import Asker
from kg.render.show.card import Card, Section, write_card
from kg.render.show.claims import claim_card
from kg.render.show.situations import dispute_card, situation_card

__all__ = ["Card", "Section", "describe", "write_card"]

_CARDS = {
    "Document": article_card,
    "Claim": claim_card,
    "Dispute": dispute_card,
    "Situation": situation_card,
}


def describe(iri: str, select: Select) -> Card:
    """The card of a node that is in the store."""
    ask = Asker(select)
    classes = set(ask.codes(f"<{iri}> a ?v"))
    for name, card in _CARDS.items():
        if name in classes:
            return card(iri, ask)
    return actor_card(iri, ask)
