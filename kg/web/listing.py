"""Lists of articles, actors, claims, events and disputes, filtered and in pages: what the pages and the API share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from kg.errors import RequestError
from kg.queries.names import resolve
from kg.vocabulary import ACT, ACT_NS, KG_NS, PLOVER, PLOVER_NS, RDF, VAL, VAL_NS, XSD, terms_of
from kg.web.facts import document_of, specific
from kg.web.reading import Reading

__all__ = [
    "FILTERS",
    "Found",
    "Pattern",
    "Slice",
    "actors",
    "articles",
    "claims",
    "count_of",
    "disputes",
    "events",
    "moment",
    "slice_of",
]

_MOST = 200
_FAR = 100_000
"""Nobody pages on so far; a larger offset is a mistake."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of a list."""

    offset: int = 0
    limit: int = 25


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list, and how long the whole is."""

    total: int
    part: Slice
    items: list[dict[str, Any]]


FILTERS: Final = {
    "articles": ("q", "publisher", "since", "until"),
    "actors": ("q", "kind"),
    "claims": ("q", "claimant", "about", "act", "polarity", "article", "since", "until"),
    "events": ("q", "actor", "type", "article", "since", "until"),
    "disputes": ("q", "actor", "article", "since", "until"),
}
"""List → what it can be filtered by."""


def slice_of(asked: Mapping[str, str]) -> Slice:
    """The page that is asked for. Raises RequestError for what is no number, or out of bounds."""
    values = {}
    for name, default, least, most in (("offset", 0, 0, _FAR), ("limit", 25, 1, _MOST)):
        given = asked.get(name) or str(default)
        if not (given.isascii() and given.isdecimal() and len(given) < 10 and least <= int(given) <= most):
            raise RequestError(f"{name} is a whole number from {least} to {most:,}, not {given[:50]!r}")
        values[name] = int(given)
    return Slice(**values)


class Pattern:
    """A pattern that grows by filters; what they compare with is written as RDF terms."""

    def __init__(self, reading: Reading, start: str) -> None:
        self._reading = reading
        self.text = start

    def add(self, pattern: str) -> None:
        """Ask for more."""
        self.text += f" {pattern}"

    def words(self, asked: Mapping[str, str], variable: str) -> None:
        """Every word of the question is in the value of a variable."""
        for word in asked.get("q", "").lower().split()[:10]:
            self.add(f"FILTER(CONTAINS(LCASE({variable}), {Literal(word)}))")

    def period(self, asked: Mapping[str, str], document: str) -> None:
        """Published within a period."""
        for name, sign in (("since", ">="), ("until", "<=")):
            if asked.get(name):
                self.add(
                    f"{document} schema:datePublished ?on_{name} . FILTER(?on_{name} {sign} {moment(name, asked)})"
                )

    def node(self, asked: Mapping[str, str], name: str, pattern: str, thing: Any = "actor") -> None:
        """A pattern about a node that is given by IRI, label or path, in the place of ``{}``."""
        if asked.get(name):
            self.add(pattern.format(NamedNode(_named(self._reading, asked[name], thing))))

    def code(self, asked: Mapping[str, str], name: str, pattern: str, namespace: str, known: set[str]) -> None:
        """A pattern about a code, in the place of ``{}``."""
        if asked.get(name):
            if asked[name] not in known:
                raise RequestError(
                    f"there is no {name} {asked[name][:50]!r}", remedy=f"It is one of: {', '.join(sorted(known))}."
                )
            self.add(pattern.format(NamedNode(namespace + asked[name])))


def _named(reading: Reading, name: str, thing: Any) -> str:
    """The node that is meant. Raises UnknownNameError."""
    if name.startswith(("doc/", "entity/")):
        name = reading.base + name
    return resolve(name[:1000], reading.select, (thing,))


def moment(name: str, asked: Mapping[str, str]) -> Literal:
    """A date that is asked for, as a term; a day that ends a period means its last second. Raises RequestError."""
    try:
        found = datetime.fromisoformat(asked[name].strip())
    except ValueError:
        raise RequestError(f"{name} is a date such as 2025-10-28, not {asked[name][:50]!r}") from None
    if name == "until" and len(asked[name].strip()) <= 10:
        found = found.replace(hour=23, minute=59, second=59)
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return Literal(found.isoformat(), datatype=NamedNode(XSD.dateTime))


def _page(
    reading: Reading, key: str, variables: str, pattern: Pattern, order: str, part: Slice
) -> tuple[int, list[tuple[str, ...]]]:
    total = count_of(reading, key, pattern.text)
    if part.offset >= total:
        return total, []
    query = f"SELECT DISTINCT {variables} {{ {pattern.text} }} ORDER BY {order} LIMIT {part.limit} OFFSET {part.offset}"
    return total, reading.kept(("rows", query), lambda: reading.rows(query)) if not part.offset else reading.rows(query)


def count_of(reading: Reading, key: str, pattern: str) -> int:
    """How many different values a variable has."""
    query = f"SELECT (COUNT(DISTINCT {key}) AS ?n) {{ {pattern} }}"
    return reading.kept(("count", query), lambda: int(reading.rows(query)[0][0]))


def articles(reading: Reading, asked: Mapping[str, str], part: Slice) -> Found:
    """Articles, the latest first."""
    pattern = Pattern(reading, "?article a kg:Document ; rdfs:label ?title ; kg:text ?text .")
    if asked.get("q"):
        pattern.add("BIND(CONCAT(?title, ' ', ?text) AS ?words)")
        pattern.words(asked, "?words")
    pattern.node(asked, "publisher", "?article schema:publisher {} .")
    pattern.period(asked, "?article")
    pattern.add("OPTIONAL { ?article schema:datePublished ?on } OPTIONAL { ?article schema:publisher/rdfs:label ?by }")
    pattern.add("OPTIONAL { ?article schema:url ?url }")
    pattern.text = pattern.text if asked.get("q") else pattern.text.replace(" ; kg:text ?text", "", 1)
    total, rows = _page(reading, "?article", "?article ?title ?on ?by ?url", pattern, "DESC(?on) ?title ?article", part)
    names = ("iri", "title", "published", "publisher", "url")
    return Found(total, part, [_item(names, row) for row in rows])


def actors(reading: Reading, asked: Mapping[str, str], part: Slice) -> Found:
    """Actors and places that articles share or speak of by name, those with most mentions first."""
    pattern = Pattern(reading, "?actor a ?is ; rdfs:label ?label . VALUES ?is { kg:Actor kg:Place }")
    if asked.get("q"):
        pattern.add("OPTIONAL { ?actor skos:altLabel ?also } BIND(CONCAT(?label, ' ', COALESCE(?also, '')) AS ?names)")
        pattern.words(asked, "?names")
    kinds = {"Person", "Group", "Organization", "Government", "ArmedGroup", "NewsOutlet", "CollectiveActor"}
    kinds |= {"UnnamedSource", "Place", "GeopoliticalEntity"}
    pattern.code(asked, "kind", "?actor a {} .", KG_NS, kinds)
    total = count_of(reading, "?actor", pattern.text)
    query = (
        f"SELECT ?actor ?label (COUNT(DISTINCT ?mention) AS ?n) (SAMPLE(?item) AS ?wikidata) {{ {pattern.text} "
        "OPTIONAL { ?mention kg:denotes ?actor } OPTIONAL { ?actor kg:wikidata ?item } } GROUP BY ?actor ?label "
        f"ORDER BY DESC(?n) ?label ?actor LIMIT {part.limit} OFFSET {part.offset}"
    )
    rows = reading.kept(("rows", query), lambda: reading.rows(query))
    items = [_item(("iri", "label", "mentions", "wikidata"), row) for row in rows]
    for item in items:
        item["mentions"] = int(item["mentions"])
        item["kind"] = specific(reading.objects(item["iri"], RDF.type))
        document = document_of(item["iri"])
        if document:
            item["article"] = document
    return Found(total, part, items)


_ACTS = {value.rpartition("#")[2] for name, value in terms_of(ACT).items() if name[0].islower()}
_CLAIM = (
    "?claim kg:claimant ?who ; kg:speechAct ?act ; kg:polarity ?polarity ; rdfs:label ?label ; kg:appearsIn ?article . "
)
_OWN_WORDS = "FILTER(EXISTS { ?claim kg:cueSpan ?cue } || NOT EXISTS { ?claim kg:reportsClaim ?inner })"


def claims(reading: Reading, asked: Mapping[str, str], part: Slice) -> Found:
    """Claims, those of the latest articles first, without those by which an article only passes another on."""
    pattern = Pattern(reading, "")
    pattern.node(asked, "claimant", "?claim kg:claimant {} .")
    pattern.node(asked, "about", "?claim kg:content/(kg:participant|kg:place) {} .")
    pattern.node(asked, "article", "?claim kg:appearsIn {} .", "article")
    pattern.code(asked, "act", "?claim kg:speechAct {} .", ACT_NS, _ACTS)
    polarities = {value.rpartition("#")[2] for value in (VAL.positive, VAL.negative, VAL.unspecified)}
    pattern.code(asked, "polarity", "?claim kg:polarity {} .", VAL_NS, polarities)
    pattern.add(_CLAIM)
    pattern.words(asked, "?label")
    pattern.period(asked, "?article")
    pattern.add(_OWN_WORDS)
    total = count_of(reading, "?claim", pattern.text)
    pattern.add("?who rdfs:label ?name . ?article rdfs:label ?title OPTIONAL { ?article schema:datePublished ?on }")
    variables = "?claim ?who ?name ?act ?polarity ?label ?article ?title ?on"
    query = (
        f"SELECT DISTINCT {variables} {{ {pattern.text} }} ORDER BY DESC(?on) ?article ?label ?claim "
        f"LIMIT {part.limit} OFFSET {part.offset}"
    )
    return Found(total, part, [_claim_item(row) for row in reading.kept(("rows", query), lambda: reading.rows(query))])


def _claim_item(row: tuple[str, ...]) -> dict[str, Any]:
    claim, who, name, act, polarity, label, article, title, on = row
    return {
        "iri": claim,
        "claimant": {"iri": who, "label": name},
        "act": act.rpartition("#")[2],
        "polarity": polarity.rpartition("#")[2],
        "words": label.partition(" – ")[2] or label,
        "article": {"iri": article, "title": title, "published": on},
    }


def events(reading: Reading, asked: Mapping[str, str], part: Slice) -> Found:
    """Events that are no acts of speech, by name."""
    pattern = Pattern(reading, "")
    pattern.node(asked, "actor", "?event kg:participant {} .")
    pattern.code(asked, "type", "?event kg:eventType {} .", PLOVER_NS, set(terms_of(PLOVER)))
    pattern.add(
        "GRAPH ?article { ?event a kg:Event ; rdfs:label ?label } FILTER NOT EXISTS { ?event a kg:SpeechEvent }"
    )
    if asked.get("article"):
        pattern.node(asked, "article", "FILTER(?article = {})", "article")
    pattern.words(asked, "?label")
    pattern.period(asked, "?article")
    pattern.add("?article rdfs:label ?title OPTIONAL { ?article schema:datePublished ?on }")
    pattern.add("OPTIONAL { ?event kg:eventType ?type }")
    total, rows = _page(
        reading, "?event", "?event ?label ?type ?article ?title ?on", pattern, "DESC(?on) ?article ?label ?event", part
    )
    return Found(
        total,
        part,
        [
            {
                "iri": event,
                "label": label,
                "type": kind.rpartition("#")[2],
                "article": {"iri": article, "title": title, "published": on},
            }
            for event, label, kind, article, title, on in rows
        ],
    )


def disputes(reading: Reading, asked: Mapping[str, str], part: Slice) -> Found:
    """Disputes, those of the latest articles first, with who takes part."""
    pattern = Pattern(reading, "")
    pattern.node(asked, "actor", "?dispute kg:involvesClaim/kg:claimant {} .")
    pattern.add("GRAPH ?article { ?dispute a kg:Dispute ; rdfs:label ?label }")
    if asked.get("article"):
        pattern.node(asked, "article", "FILTER(?article = {})", "article")
    pattern.words(asked, "?label")
    pattern.period(asked, "?article")
    pattern.add("?article rdfs:label ?title OPTIONAL { ?article schema:datePublished ?on }")
    total, rows = _page(
        reading, "?dispute", "?dispute ?label ?article ?title ?on", pattern, "DESC(?on) ?article ?label ?dispute", part
    )
    return Found(total, part, [_dispute_item(reading, row) for row in rows])


def _dispute_item(reading: Reading, row: tuple[str, ...]) -> dict[str, Any]:
    dispute, label, article, title, on = row
    sides: dict[str, list[dict[str, str]]] = {}
    found = reading.rows(
        f"SELECT DISTINCT ?polarity ?who ?name {{ <{dispute}> kg:involvesClaim ?claim . "
        "?claim kg:polarity ?polarity ; kg:claimant ?who . ?who rdfs:label ?name } ORDER BY ?name"
    )
    for polarity, who, name in found:
        sides.setdefault(polarity.rpartition("#")[2], []).append({"iri": who, "label": name})
    return {
        "iri": dispute,
        "label": label.removeprefix("dispute: "),
        "sides": sides,
        "article": {"iri": article, "title": title, "published": on},
    }


def _item(names: tuple[str, ...], row: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in zip(names, row, strict=True) if value}
