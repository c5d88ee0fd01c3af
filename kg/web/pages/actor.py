"""The page of an actor or place: what it says, what is said of it, who it is linked to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.errors import UnknownNameError
from kg.vocabulary import KG, RDF, RDFS, SKOS
from kg.web import listing
from kg.web.drawing import timeline
from kg.web.facts import document_of, shared_label, specific
from kg.web.filtering import alone
from kg.web.listing import Slice
from kg.web.pages.seen import Named
from kg.web.pages.times import timed
from kg.web.ranking import latest_first
from kg.web.reading import Reading
from kg.web.reply import Reply, html_reply
from kg.web.templating import page

__all__ = ["actor_page"]

_TIMES = 14
_COMPANY = 16
_ARTICLES, _FEW_ARTICLES = 300, 50
_DENIALS = 20
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
    times = timed(reading, f"?situation kg:participant <{iri}>", _TIMES)
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
            articles=_ARTICLES,
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
    query = (
        f"SELECT DISTINCT ?who ?label ?role {{ ?who kg:actsFor|kg:affiliatedWith <{iri}> ; rdfs:label ?label "
        "OPTIONAL { ?who kg:role ?role } } ORDER BY ?label LIMIT 30"
    )
    found: dict[Named, list[str]] = {}
    for who, label, role in reading.kept(query, lambda: reading.rows(query)):
        found.setdefault(Named(who, label), []).extend([role] if role and len(role) < _ROLE else [])
    return [(who, ", ".join(dict.fromkeys(roles))) for who, roles in found.items()]


def _company(reading: Reading, iri: str) -> tuple[bool, list[tuple[Named, int]]]:
    """Whom the same articles speak of most often; and whether these are all, or, where they are many, the latest."""
    return reading.kept(("company", iri), lambda: _counted_company(reading, iri))


def _counted_company(reading: Reading, iri: str) -> tuple[bool, list[tuple[Named, int]]]:
    speaking = f"SELECT DISTINCT ?document {{ ?mention kg:denotes <{iri}> ; oa:hasSource ?document }}"
    every = [row[0] for row in reading.rows(speaking)]
    articles = latest_first(reading, every)[:_ARTICLES]
    within = f"VALUES ?document {{ {' '.join(str(NamedNode(article)) for article in articles)} }}"
    often = "HAVING(COUNT(DISTINCT ?document) > 1)" if len(articles) > _FEW_ARTICLES else ""  # leaves situations out
    rows = reading.rows(
        f"SELECT ?other (COUNT(DISTINCT ?document) AS ?n) {{ {within} ?mention oa:hasSource ?document . "
        f"?mention kg:denotes ?other FILTER(?other != <{iri}>) }} GROUP BY ?other {often}"
    )
    found: list[tuple[Named, int]] = []
    for other, count in sorted(rows, key=lambda row: (-int(row[1]), row[0])):
        if "/entity/" in other and KG.Actor in reading.objects(other, RDF.type):
            found.append((Named(other, shared_label(reading, other)), int(count)))
        if len(found) == _COMPANY:
            break
    return len(every) <= _ARTICLES, found


def _denials(reading: Reading, iri: str) -> list[tuple[Named, Named]]:
    """Who denies or rejects what it claims, the latest first."""
    own = alone("?claim", f"?claim kg:claimant <{iri}>")
    query = f"SELECT DISTINCT ?denial {{ {own} {alone('?denial ?claim', '?denial kg:denies|kg:rejects ?claim')} }}"
    denials = reading.kept(query, lambda: latest_first(reading, [row[0] for row in reading.rows(query)])[:_DENIALS])
    found = []
    for denial in denials:
        who, label = reading.one(denial, KG.claimant), reading.one(denial, RDFS.label)
        found.append((Named(denial, label.partition(" – ")[2] or label), Named(who, shared_label(reading, who))))
    return found
