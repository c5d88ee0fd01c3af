"""An article: where it is from, who speaks in it, and what is disputed there."""

from __future__ import annotations

from kg.render.show.actors import shortened
from kg.render.show.asking import Asker
from kg.render.show.card import Card, facts, sections

__all__ = ["article_card"]


def article_card(iri: str, ask: Asker) -> Card:
    """What is known of an article, and its claims in reading order."""

    def values(term: str) -> list[str]:
        return ask.values(f"<{iri}> {term} ?v")

    return Card(
        label="; ".join(values("rdfs:label")),
        kind="article",
        iri=iri,
        facts=facts(
            (
                ("publisher", values("schema:publisher/rdfs:label")),
                ("published", values("schema:datePublished")),
                ("URL", values("schema:url")),
                ("id", values("dcterms:identifier")),
                ("language", values("dcterms:language")),
                ("read by", values("kg:extractor")),
                ("SHA-256", values("kg:textHash")),
            )
        ),
        sections=sections(
            (
                ("Who speaks in it", _speakers(iri, ask)),
                ("Disputes", _disputes(iri, ask)),
                ("Claims", _claims(iri, ask)),
            )
        ),
    )


def _speakers(iri: str, ask: Asker) -> list[str]:
    """Claimants other than the article itself, with how many claims they make."""
    rows = ask.rows(
        "?who ?claim",
        f"?claim kg:appearsIn <{iri}> ; kg:cueSpan ?cue ; kg:claimant/rdfs:label ?who",
    )
    counts: dict[str, int] = {}
    for who, _ in rows:
        counts[who] = counts.get(who, 0) + 1
    return [f"{who} – {count} claim{'s' if count > 1 else ''}" for who, count in counts.items()]


def _disputes(iri: str, ask: Asker) -> list[str]:
    rows = ask.rows("?label ?v", f"?v kg:involvesClaim/kg:appearsIn <{iri}> ; kg:over/rdfs:label ?label")
    return [f"{label}\n{dispute}" for label, dispute in rows]


def _claims(iri: str, ask: Asker) -> list[str]:
    rows = ask.rows(
        "?start ?label ?claim",
        f"?claim kg:appearsIn <{iri}> ; kg:cueSpan/oa:start ?start ; rdfs:label ?label",
    )
    own = ask.rows(
        "?label ?claim",
        f"?claim kg:appearsIn <{iri}> ; rdfs:label ?label . FILTER NOT EXISTS {{ ?claim kg:cueSpan ?cue }} "
        "FILTER NOT EXISTS { ?claim kg:reportsClaim ?inner }",
    )
    attributed = sorted({(int(start), label, claim) for start, label, claim in rows})
    lines = [f"{label}\n{claim}" for _, label, claim in attributed] + [f"{label}\n{claim}" for label, claim in own]
    return shortened(lines, 40)
