"""The page of an actor or place: what it says, what is said of it, who it is linked to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import UnknownNameError
from kg.vocabulary import KG, RDF, RDFS, SEM, SKOS
from kg.web import listing
from kg.web.drawing import timeline
from kg.web.facts import Bounds, document_of, shared_label, specific
from kg.web.listing import Slice
from kg.web.pages.seen import Named
from kg.web.reading import Reading
from kg.web.reply import Reply, html_reply
from kg.web.templating import page

__all__ = ["actor_page", "timed"]

_TIMES = 14
_COMPANY = 16
_ROLE = 60
"""Characters: what is longer is no role but a stretch of the sentence."""


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """A link to Wikidata."""

    status: str
    item: str
    method: str
    score: str
    candidates: tuple[Named, ...]


def actor_page(reading: Reading, iri: str, asked: Mapping[str, str]) -> Reply:
    """The page of an actor or place. Raises UnknownNameError where nothing of that name is here."""
    classes = reading.objects(iri, RDF.type)
    if not classes:
        raise UnknownNameError(f"there is nothing named {iri} here", remedy="It may have gone with its last article.")
    tab = asked.get("show", "")
    few = (
        listing.slice_of({"limit": asked.get("limit", ""), "offset": asked.get("offset", "")}) if tab else Slice(0, 10)
    )
    says = listing.claims(reading, {"claimant": iri}, few if tab in ("", "says") else Slice(0, 10))
    about = listing.claims(reading, {"about": iri}, few if tab in ("", "about") else Slice(0, 10))
    times = timed(reading, f"?situation kg:participant <{iri}> .", _TIMES)
    document = document_of(iri)

    def named(predicate: str) -> list[Named]:
        return [Named(one, shared_label(reading, one)) for one in reading.objects(iri, predicate)]

    return html_reply(
        page(
            "actor.html",
            reading.serving,
            iri=iri,
            label="; ".join(reading.objects(iri, RDFS.label)),
            kind=specific(classes),
            also=reading.objects(iri, SKOS.altLabel),
            roles=reading.objects(iri, KG.role),
            affiliated=named(KG.affiliatedWith),
            acts_for=named(KG.actsFor),
            members=named(KG.member),
            link=_link(reading, iri),
            people=_people(reading, iri),
            company=_company(reading, iri),
            says=says,
            about=about,
            denials=_denials(reading, iri),
            times=times,
            drawing=timeline([(label, "", time) for label, _, time in times if time.earliest or time.latest]),
            document=Named(document, shared_label(reading, document)) if document else None,
            tab=tab,
        )
    )


def _link(reading: Reading, iri: str) -> LinkSeen | None:
    link = f"{iri}/link"
    status = reading.one(link, KG.status).rpartition("#")[2]
    if not status:
        return None
    item = reading.one(iri, KG.wikidata)
    others = [one for one in reading.objects(link, KG.candidate) if one != item]
    candidates = tuple(Named(one, reading.one(one, RDFS.label) or one.rpartition("/")[2]) for one in others)
    return LinkSeen(status, item, reading.one(link, KG.method), reading.one(link, KG.score), candidates)


def _people(reading: Reading, iri: str) -> list[tuple[Named, str]]:
    rows = reading.rows(
        f"SELECT DISTINCT ?who ?label ?role {{ ?who kg:actsFor|kg:affiliatedWith <{iri}> ; rdfs:label ?label "
        "OPTIONAL { ?who kg:role ?role } } ORDER BY ?label LIMIT 30"
    )
    found: dict[Named, list[str]] = {}
    for who, label, role in rows:
        found.setdefault(Named(who, label), []).extend([role] if role and len(role) < _ROLE else [])
    return [(who, ", ".join(dict.fromkeys(roles))) for who, roles in found.items()]


def _company(reading: Reading, iri: str) -> list[tuple[Named, int]]:
    """Whom the same articles speak of most often."""
    query = (
        "SELECT ?other ?label (COUNT(DISTINCT ?document) AS ?n) { "
        f"{{ SELECT DISTINCT ?document {{ ?m kg:denotes <{iri}> ; oa:hasSource ?document }} LIMIT 300 }} "
        "?mention oa:hasSource ?document ; kg:denotes ?other . "
        f"FILTER(?other != <{iri}>) ?other a kg:Actor ; rdfs:label ?label FILTER(CONTAINS(STR(?other), '/entity/')) }} "
        f"GROUP BY ?other ?label ORDER BY DESC(?n) ?label LIMIT {_COMPANY}"
    )
    rows = reading.kept(query, lambda: reading.rows(query))
    return [(Named(other, label), int(count)) for other, label, count in rows]


def _denials(reading: Reading, iri: str) -> list[tuple[Named, Named, str]]:
    rows = reading.rows(
        f"SELECT DISTINCT ?denial ?label ?who ?name {{ ?denial kg:denies|kg:rejects ?claim ; rdfs:label ?label ; "
        f"kg:claimant ?who . ?claim kg:claimant <{iri}> . ?who rdfs:label ?name }} ORDER BY ?name ?label LIMIT 20"
    )
    return [
        (Named(claim, label.partition(" – ")[2] or label), Named(who, name), "") for claim, label, who, name in rows
    ]


def timed(reading: Reading, pattern: str, most: int) -> list[tuple[str, Named, Bounds]]:
    """Situations of a pattern that are given a time with bounds, from the earliest: label, situation, time."""
    both = ("?situation kg:hasTime ?time .", "?claim kg:expressedIn ?situation ; kg:hasTime ?time .")
    queries = [f"SELECT DISTINCT ?situation ?time {{ {where} {pattern} }}" for where in both]

    def look() -> list[tuple[str, str, str]]:
        # The bounds are looked up here: in one query with them, joins come in an order that takes minutes.
        pairs = {(row[0], row[1]) for query in queries for row in reading.rows(query)}
        first = {time: min(stamps) for _, time in pairs if (stamps := [*filter(None, _stamps(reading, time))])}
        return sorted((first[time], situation, time) for situation, time in pairs if time in first)[:most]

    found = []
    for _, situation, time in reading.kept((*queries, most), look):
        label = shared_label(reading, situation)
        text, value = reading.one(time, KG.timeText), reading.one(time, KG.timexValue)
        found.append((label, Named(situation, label), Bounds(time, text, value, *_stamps(reading, time))))
    return found


def _stamps(reading: Reading, time: str) -> list[str]:
    return [reading.one(time, predicate) for predicate in _STAMPS]


_STAMPS = (
    SEM.hasEarliestBeginTimeStamp,
    SEM.hasLatestBeginTimeStamp,
    SEM.hasEarliestEndTimeStamp,
    SEM.hasLatestEndTimeStamp,
)
