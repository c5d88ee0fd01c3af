"""What an event or claim has to do with those of other articles, how sure that is, and why."""

from __future__ import annotations

from kg.render.show.asking import Asker

__all__ = ["aligned"]

_WORDS = {
    "sameEventAs": ("the same event as", "the same event as"),
    "restates": ("restates", "restated by"),
    "supports": ("supports", "supported by"),
    "contradicts": ("contradicts", "contradicted by"),
}
"""Relation → how it is told of the later article's, and of the earlier one's."""
_PROPERTIES = " ".join(f"('{name}' kg:{name})" for name in _WORDS)


def aligned(iri: str, ask: Asker) -> list[str]:
    """A line for each: the relation with its score and basis, what it relates to and where, then the reasons."""
    rows = ask.rows(
        "?relation ?score ?basis ?why ?other ?label ?article ?later",
        f"?alignment kg:aligns <{iri}> , ?other ; kg:relation ?relation ; kg:alignmentScore ?score ; "
        "kg:basis ?basis ; kg:reason ?why . "
        f"FILTER(?other != <{iri}>) ?other rdfs:label ?label . "
        "OPTIONAL { ?other kg:appearsIn/rdfs:label ?of_claim } "
        "OPTIONAL { ?mention kg:denotes ?other ; oa:hasSource/rdfs:label ?of_event } "
        "BIND(COALESCE(?of_claim, ?of_event, '') AS ?article) "
        f"VALUES (?relation ?property) {{ {_PROPERTIES} }} "
        f"BIND(IF(EXISTS {{ <{iri}> ?property ?other }}, 'later', '') AS ?later)",
        order="DESC(?score) ?label ?other",
    )
    lines: dict[str, None] = {}
    for relation, score, basis, why, other, label, article, later in rows:
        how = _WORDS.get(relation, (relation, relation))[0 if later else 1]
        lines[f"{how} {label} – {article}  (score {score}, by {basis}: {why})\n{other}"] = None
    return list(lines)
