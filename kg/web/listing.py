"""Lists of articles, actors, claims, events and disputes, filtered and in pages: what the pages and the API share.

Which things fit is one query; they are put in order here, and only those of the page that is shown are looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from kg.errors import RequestError
from kg.vocabulary import ACT, ACT_NS, KG, PLOVER, PLOVER_NS, RDFS, SCHEMA, VAL, VAL_NS, WD_NS, terms_of
from kg.web.facts import document_of, shared_label
from kg.web.filtering import Pattern, alone
from kg.web.naming import names_of
from kg.web.ranking import latest_first
from kg.web.reading import Reading

__all__ = [
    "FILTERS",
    "Found",
    "Slice",
    "actors",
    "articles",
    "claims",
    "count_of",
    "dispute_articles",
    "disputes",
    "events",
    "passing_on",
    "slice_of",
]

_T = TypeVar("_T")
_MOST = 200
_FAR = 100_000
"""Nobody pages on so far; a larger offset is a mistake."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of a list."""

    offset: int = 0
    limit: int = 25

    def of(self, items: Sequence[_T]) -> Sequence[_T]:
        """The part of a list that it is."""
        return items[self.offset : self.offset + self.limit]


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


def count_of(reading: Reading, key: str, pattern: str) -> int:
    """How many different values a variable has."""
    query = f"SELECT (COUNT(DISTINCT {key}) AS ?n) {{ {pattern} }}"
    return reading.kept(query, lambda: int(reading.rows(query)[0][0]))


def _fitting(
    reading: Reading,
    pattern: Pattern,
    kind: str,
    order: Callable[[Reading, Iterable[str]], list[str]] = latest_first,
) -> list[str]:
    """All things that fit a pattern's ?it, in order."""
    query = f"SELECT DISTINCT ?it {{ {pattern.text} }}"
    return reading.kept((kind, query), lambda: order(reading, [row[0] for row in reading.rows(query)]))


def _article_of(reading: Reading, iri: str) -> dict[str, str]:
    article = document_of(iri) or ""
    published = reading.one(article, SCHEMA.datePublished)
    return {"iri": article, "title": reading.one(article, RDFS.label), "published": published}


def _code(reading: Reading, iri: str, predicate: str) -> str:
    return reading.one(iri, predicate).rpartition("#")[2]


def _named(reading: Reading, iri: str) -> dict[str, str]:
    return {"iri": iri, "label": shared_label(reading, iri)}


def articles(reading: Reading, asked: Mapping[str, str], part: Slice) -> Found:
    """Articles, the latest first."""
    pattern = Pattern(reading, "?it a kg:Document .")
    pattern.node(asked, "publisher", "?it schema:publisher {} .")
    pattern.period(asked, "?it")
    if asked.get("q"):
        pattern.add(alone("?it ?title", "?it kg:textHash ?hash ; rdfs:label ?title"))
        pattern.add(alone("?it ?text", "?it kg:text ?text") + "BIND(CONCAT(?title, ' ', ?text) AS ?words)")
        pattern.words(asked, "?words")
    found = _fitting(reading, pattern, "articles")
    items = []
    for iri in part.of(found):
        told = _article_of(reading, iri)
        publisher, url = reading.one(iri, SCHEMA.publisher), reading.one(iri, SCHEMA.url)
        told |= {"publisher": shared_label(reading, publisher) if publisher else "", "url": url}
        items.append({name: value for name, value in told.items() if value})
    return Found(len(found), part, items)


_KINDS = {"Person", "Group", "Organization", "Government", "ArmedGroup", "NewsOutlet", "CollectiveActor", "Actor"}
_KINDS |= {"Place", "GeopoliticalEntity"}


def actors(reading: Reading, asked: Mapping[str, str], part: Slice) -> Found:
    """Named actors and places, those with most mentions first."""
    words, kind = asked.get("q", "").casefold().split(), asked.get("kind", "")
    if kind and kind not in _KINDS:
        raise RequestError(f"there is no kind {kind[:50]!r}", remedy=f"It is one of: {', '.join(sorted(_KINDS))}.")
    found = [
        one
        for one in names_of(reading)
        if (not kind or kind in one.classes)
        and (not words or any(all(word in name.casefold() for word in words) for name in (one.label, *one.aliases)))
    ]
    items = []
    for one in part.of(found):
        item = {"iri": one.iri, "label": one.label, "kind": one.kind, "mentions": one.mentions}
        if wikidata := reading.one(one.iri, KG.wikidata):
            item["wikidata"] = wikidata.removeprefix(WD_NS)
        items.append(item)
    return Found(len(found), part, items)


_ACTS = {value.rpartition("#")[2] for name, value in terms_of(ACT).items() if name[0].islower()}


_PASSING_ON = "SELECT ?it { ?it kg:reportsClaim ?inner MINUS { ?it kg:cueSpan ?cue } }"
_MANY = 1_000


def passing_on(reading: Reading) -> set[str]:
    """The claims by which articles only pass others on."""
    return reading.kept("passing on", lambda: {row[0] for row in reading.rows(_PASSING_ON)})


def _own_words(reading: Reading, claims: Iterable[str]) -> list[str]:
    """Without those by which an article only passes another on, the latest first."""
    found = list(claims)
    if len(found) < _MANY:
        own = [one for one in found if reading.has(one, KG.cueSpan) or not reading.has(one, KG.reportsClaim)]
    else:
        passing = passing_on(reading)
        own = [one for one in found if one not in passing]
    return latest_first(reading, own)


_POLARITIES = {value.rpartition("#")[2] for value in (VAL.positive, VAL.negative, VAL.unspecified)}
_ABOUT = alone(
    "DISTINCT ?it", alone("?situation", "?situation kg:participant|kg:place {}") + " ?it kg:content ?situation"
)


def claims(reading: Reading, asked: Mapping[str, str], part: Slice) -> Found:
    """Claims, those of the latest articles first, without those by which an article only passes another on."""
    pattern = Pattern(reading, "")
    pattern.node(asked, "claimant", "?it kg:claimant {} .")
    pattern.node(asked, "about", _ABOUT)
    pattern.node(asked, "article", "?it kg:appearsIn {} .", "article")
    few = bool(pattern.text)
    pattern.code(asked, "act", alone("?it", "?it kg:speechAct {}"), ACT_NS, _ACTS)
    pattern.code(asked, "polarity", alone("?it", "?it kg:polarity {}"), VAL_NS, _POLARITIES)
    if asked.get("q"):
        labelled = "?it rdfs:label ?label ."
        pattern.add(labelled if few else alone("?it", "?it a kg:Claim") + alone("?it ?label", labelled))
        pattern.words(asked, "?label")
    if asked.get("since") or asked.get("until"):
        pattern.add(alone("?it ?article", "?it kg:appearsIn ?article"))
        pattern.period(asked, "?article")
    found = _fitting(reading, Pattern(reading, pattern.text or "?it a kg:Claim ."), "claims", _own_words)
    return Found(len(found), part, [_claim(reading, iri) for iri in part.of(found)])


def _claim(reading: Reading, iri: str) -> dict[str, Any]:
    label = reading.one(iri, RDFS.label)
    return {
        "iri": iri,
        "claimant": _named(reading, reading.one(iri, KG.claimant)),
        "act": _code(reading, iri, KG.speechAct),
        "polarity": _code(reading, iri, KG.polarity),
        "words": label.partition(" – ")[2] or label,
        "article": _article_of(reading, iri),
    }


def events(reading: Reading, asked: Mapping[str, str], part: Slice) -> Found:
    """Events that are no acts of speech, those of the latest articles first."""
    pattern = Pattern(reading, "")
    pattern.node(asked, "actor", "?it kg:participant {} .")
    pattern.code(asked, "type", "?it kg:eventType {} .", PLOVER_NS, set(terms_of(PLOVER)))
    _narrow(pattern, asked, "?it a kg:Event")
    pattern.add("MINUS { ?it a kg:SpeechEvent }")
    found = _fitting(reading, pattern, "events")
    items = [
        {
            "iri": iri,
            "label": reading.one(iri, RDFS.label),
            "type": _code(reading, iri, KG.eventType),
            "article": _article_of(reading, iri),
        }
        for iri in part.of(found)
    ]
    return Found(len(found), part, items)


def disputes(reading: Reading, asked: Mapping[str, str], part: Slice) -> Found:
    """Disputes, those of the latest articles first, with who takes part."""
    pattern = Pattern(reading, "")
    pattern.node(asked, "actor", "?it kg:involvesClaim/kg:claimant {} .")
    pattern.add("?it a kg:Dispute .")
    if asked.get("article") or asked.get("since") or asked.get("until"):
        pattern.add("?it kg:involvesClaim/kg:appearsIn ?article .")
        pattern.node(asked, "article", "FILTER(?article = {})", "article")
        pattern.period(asked, "?article")
    if asked.get("q"):
        pattern.add("?it rdfs:label ?label .")
        pattern.words(asked, "?label")
    found = _fitting(reading, pattern, "disputes", _latest_disputes)
    return Found(len(found), part, [_dispute(reading, iri) for iri in part.of(found)])


def _narrow(pattern: Pattern, asked: Mapping[str, str], typed: str) -> None:
    """To an article, a period and words, of what lies in the graph of its article."""
    if asked.get("article") or asked.get("since") or asked.get("until"):
        pattern.add(f"GRAPH ?article {{ {typed} }}")
        pattern.node(asked, "article", "FILTER(?article = {})", "article")
        pattern.period(asked, "?article")
    else:
        pattern.add(f"{typed} .")
    if asked.get("q"):
        pattern.add("?it rdfs:label ?label .")
        pattern.words(asked, "?label")


def dispute_articles(reading: Reading, iri: str) -> list[str]:
    """The articles that a dispute lies in, the latest first: one, or those whose claims oppose each other."""
    own = document_of(iri)
    if own is not None:
        return [own]
    found = {document_of(claim) or "" for claim in reading.objects(iri, KG.involvesClaim)} - {""}
    return latest_first(reading, found)


def _latest_disputes(reading: Reading, disputes: Iterable[str]) -> list[str]:
    """By the latest of their articles."""
    found = [(one, (dispute_articles(reading, one) or [""])[0]) for one in disputes]
    places = {article: place for place, article in enumerate(latest_first(reading, {article for _, article in found}))}
    return [one for one, _ in sorted(found, key=lambda pair: (places[pair[1]], len(pair[0]), pair[0]))]


def _dispute(reading: Reading, iri: str) -> dict[str, Any]:
    within = dispute_articles(reading, iri)
    sides: dict[str, dict[str, dict[str, str]]] = {}
    for claim in reading.objects(iri, KG.involvesClaim):
        who = reading.one(claim, KG.claimant)
        sides.setdefault(_code(reading, claim, KG.polarity), {})[who] = _named(reading, who)
    return {
        "iri": iri,
        "label": reading.one(iri, RDFS.label).removeprefix("dispute: "),
        "sides": {polarity: list(named.values()) for polarity, named in sides.items()},
        "article": _article_of(reading, within[0]) if within else {"iri": "", "title": "", "published": ""},
        "articles": len(within),
    }
