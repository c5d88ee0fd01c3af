"""An actor or place: who it is, what it claims, and what is claimed about it."""

from __future__ import annotations

from kg.render.answers import compact
from kg.render.show.asking import Asker
from kg.render.show.card import Card, facts, sections
from kg.vocabulary import KG_NS

__all__ = ["actor_card", "most_specific", "shortened"]

_SHOWN = 20
_OWN_WORDS = "FILTER(EXISTS { ?claim kg:cueSpan ?cue } || NOT EXISTS { ?claim kg:reportsClaim ?inner })"
_GENERAL = ("Actor", "Group", "Organization", "Place", "Situation", "Event")


def actor_card(iri: str, ask: Asker) -> Card:
    """All that is known of an actor or place."""

    def values(pattern: str) -> list[str]:
        return ask.values(f"<{iri}> {pattern}")

    return Card(
        label="; ".join(values("rdfs:label ?v")),
        kind=most_specific(iri, ask),
        iri=iri,
        facts=facts(
            (
                ("also called", values("skos:altLabel ?v")),
                ("role", values("kg:role ?v")),
                ("affiliated with", values("kg:affiliatedWith/rdfs:label ?v")),
                ("acts for", values("kg:actsFor/rdfs:label ?v")),
                ("members", values("kg:member/rdfs:label ?v")),
                ("Wikidata", _link(iri, ask)),
                ("worded as", ask.values(f"?m kg:denotes <{iri}> ; oa:exact ?v")),
                ("stands for", ask.values(f"?m kg:literalReferent <{iri}> ; kg:denotes/rdfs:label ?v")),
            )
        ),
        sections=sections(
            (
                ("Those who speak for it or belong to it", _people(iri, ask)),
                ("Claims by it", _claims(f"?claim kg:claimant <{iri}>", ask)),
                ("Claims about it", _claims(f"?claim kg:content/(kg:participant|kg:place) <{iri}>", ask)),
                ("Denials of what it claims", _claims(f"?claim kg:denies/kg:claimant <{iri}>", ask)),
                ("Situations that it takes part in", _situations(iri, ask)),
                ("Situations that take place there", _places(iri, ask)),
            )
        ),
    )


def most_specific(iri: str, ask: Asker) -> str:
    """The class of a node in words: the one that is not above another of its classes."""
    classes = [name.removeprefix(KG_NS) for name in ask.values(f"<{iri}> a ?v") if name.startswith(KG_NS)]
    special = [name for name in classes if name not in _GENERAL] or sorted(classes, key=_GENERAL.index, reverse=True)
    return _words(special[0]) if special else "thing"


def _words(name: str) -> str:
    """ "GeopoliticalEntity" as "geopolitical entity"."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def shortened(lines: list[str], most: int = _SHOWN) -> list[str]:
    """The first lines, and how many more there are."""
    return lines if len(lines) <= most else [*lines[:most], f"… and {len(lines) - most} more"]


def _link(iri: str, ask: Asker) -> list[str]:
    """The decision, and the items that it was made among."""
    rows = ask.rows(
        "?status ?item ?method ?score ?candidate ?name",
        f"?link kg:linkOf <{iri}> ; kg:status ?status . OPTIONAL {{ <{iri}> kg:wikidata ?item }} "
        "OPTIONAL { ?link kg:method ?method } OPTIONAL { ?link kg:score ?score } "
        "OPTIONAL { ?link kg:candidate ?candidate OPTIONAL { ?candidate rdfs:label ?name } }",
    )
    if not rows:
        return []
    status, item, method, score = (rows[0][index] for index in range(4))
    decided = f"{compact(item)} " if item else ""
    lines = [f"{decided}{_STATUS.get(status.rpartition('#')[2], status)} ({method}, score {score})"]
    others = [(compact(row[4]), row[5]) for row in rows if row[4] and row[4] != item]
    return [*lines, *(f"candidate {qid}{f' {name}' if name else ''}" for qid, name in others)]


_STATUS = {
    "accepted": "accepted",
    "rejected": "rejected",
    "nil": "no item known",
    "toReview": "to be reviewed",
}


def _people(iri: str, ask: Asker) -> list[str]:
    rows = ask.rows(
        "?who ?how ?role",
        f"VALUES (?property ?how) {{ (kg:actsFor 'acts for it') (kg:affiliatedWith 'affiliated') }} "
        f"?person ?property <{iri}> ; rdfs:label ?who . OPTIONAL {{ ?person kg:role ?role }} "
        f"FILTER(?property = kg:actsFor || NOT EXISTS {{ ?person kg:actsFor <{iri}> }})",
    )
    return shortened([f"{who} – {role or how}" for who, how, role in rows])


def _claims(pattern: str, ask: Asker) -> list[str]:
    """Claims in reading order, without those by which an article only passes on another."""
    rows = ask.rows(
        "?document ?start ?label ?claim",
        f"{pattern} . {_OWN_WORDS} ?claim rdfs:label ?label ; kg:appearsIn ?document "
        "OPTIONAL { ?claim kg:cueSpan/oa:start ?at } "
        "OPTIONAL { { SELECT ?claim (MIN(?s) AS ?first) { ?claim kg:contentSpan/oa:start ?s } GROUP BY ?claim } } "
        "BIND(COALESCE(?at, ?first) AS ?start)",
    )
    return shortened([f"{label}\n{claim}" for _, _, label, claim in rows])


def _situations(iri: str, ask: Asker) -> list[str]:
    rows = ask.rows(
        "?label ?role ?situation",
        f"?situation kg:participant <{iri}> ; rdfs:label ?label . FILTER NOT EXISTS {{ ?situation a kg:SpeechEvent }} "
        f"BIND(IF(EXISTS {{ ?situation kg:initiator <{iri}> }}, 'initiator', "
        f"IF(EXISTS {{ ?situation kg:recipient <{iri}> }}, 'recipient', 'participant')) AS ?role)",
    )
    return shortened([f"{label} ({role})\n{situation}" for label, role, situation in rows])


def _places(iri: str, ask: Asker) -> list[str]:
    rows = ask.rows("?label ?situation", f"?situation kg:place <{iri}> ; rdfs:label ?label")
    return shortened([f"{label}\n{situation}" for label, situation in rows])
