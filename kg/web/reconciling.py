"""Which actor of the graph does a name of somebody's table mean: candidates, values, suggestions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from kg.errors import RequestError
from kg.link.entry import Entry
from kg.link.scoring import rank
from kg.model import ActorKind
from kg.queries.names import candidates
from kg.vocabulary import KG, KG_NS, RDF, RDFS, SKOS, WD_NS
from kg.web.facts import specific
from kg.web.naming import Known, names_of
from kg.web.reading import Reading

__all__ = ["PROPERTIES", "TYPES", "candidates_for", "described", "values_of"]

TYPES: Final = {
    "Actor": "Actor",
    "Person": "Person",
    "Group": "Group",
    "Organization": "Organization",
    "Government": "Government",
    "ArmedGroup": "Armed group",
    "NewsOutlet": "News outlet",
    "Place": "Place",
    "GeopoliticalEntity": "Country, region or city that acts",
}
"""Class → how people call it."""
PROPERTIES: Final = {
    "wikidata": "Wikidata item",
    "alsoCalled": "Also called",
    "kind": "Kind",
    "role": "Role",
    "affiliatedWith": "Affiliated with",
    "actsFor": "Acts for",
    "claims": "Number of claims that it makes",
    "mentions": "Number of mentions",
}
"""Property → its name."""
_MOST = 25
_MATCHES = Decimal("0.7")
"""Probability from which a candidate is called a match; the same from which links to Wikidata are accepted."""
_RENOWN = 400
"""Whom articles speak of is known: as if it had so many pages beyond its mentions."""
_CONSIDERED = 300


class _Index:
    """The named actors and places, by the words of their names."""

    def __init__(self, known: Sequence[Known]) -> None:
        self.known = known
        self.by_word: dict[str, set[int]] = defaultdict(set)
        for place, one in enumerate(known):
            for name in (one.label, *one.aliases):
                for word in _words(name):
                    self.by_word[word].add(place)


def _index(reading: Reading) -> _Index:
    return reading.kept("reconciliation index", lambda: _Index(names_of(reading)))


def _words(name: str) -> list[str]:
    return [word for word in "".join(char if char.isalnum() else " " for char in name.casefold()).split() if word]


def candidates_for(reading: Reading, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The candidates for one query of a batch, the best first (Reconciliation Service API 0.2, section 4).

    Raises RequestError where the query is malformed.
    """
    name, limit, types, strict = _checked(asked)
    index = _index(reading)
    wanted = {_wanted(value, pair["pid"]) for pair in _properties(asked) for value in _as_list(pair["v"])}
    exact = _by_identifier(reading, name, wanted)
    places = _places(index, name) | {at for at, one in enumerate(index.known) if one.iri in exact}
    chosen = [index.known[at] for at in sorted(places)[: _CONSIDERED * 4]]
    if types and strict != "should":
        matches = all if strict == "all" else any
        chosen = [one for one in chosen if matches(kind in one.classes for kind in types)]
    entries = [
        Entry(f"Q{at + 1}", one.label, "", one.aliases, (), _RENOWN + one.mentions)
        for at, one in enumerate(chosen[:_CONSIDERED])
    ]
    kinds = [kind for kind in ActorKind if kind.value in types]
    scores = {
        int(one.qid[1:]) - 1: one.score for one in rank(name, entries, kind=kinds[0] if len(kinds) == 1 else None)
    }
    found = []
    for at, one in enumerate(chosen[:_CONSIDERED]):
        score = Decimal(1) if one.iri in exact else scores.get(at)
        if score is not None and score > 0:
            agreed = _agreed(reading, one, wanted) if wanted else 0
            found.append(_candidate(reading, one, min(Decimal(1), score + Decimal(agreed) / 20), one.iri in exact))
    found.sort(key=lambda one: (-one["score"], one["name"], one["id"]))
    for other in found[1:]:
        other["match"] = False
    return found[:limit]


def _checked(asked: Mapping[str, Any]) -> tuple[str, int, list[str], str]:
    if not isinstance(asked, dict):
        raise RequestError("a query of the batch is no object")
    name, limit = asked.get("query", ""), asked.get("limit", 10)
    types = [str(one).removeprefix(KG_NS) for one in _as_list(asked.get("type", []))]
    if not isinstance(name, str) or not isinstance(limit, int | float) or isinstance(limit, bool) or limit != limit:
        raise RequestError("a query of the batch has a query that is no text, or a limit that is no number")
    if not name.strip() and not asked.get("properties"):
        raise RequestError("a query of the batch has neither a query nor properties")
    return name.strip()[:500], int(max(1, min(limit, _MOST))), types, str(asked.get("type_strict", "any"))


def _properties(asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = asked.get("properties") or []
    if not isinstance(found, list) or not all(isinstance(one, dict) and {"pid", "v"} <= one.keys() for one in found):
        raise RequestError("the properties of a query are a list of objects with pid and v")
    return found


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _wanted(value: Any, pid: Any) -> tuple[str, str]:
    if isinstance(value, dict):
        value = value.get("id", "")
    return str(pid), str(value)[:500]


def _by_identifier(reading: Reading, name: str, wanted: set[tuple[str, str]]) -> set[str]:
    """Those who are named by an IRI, by their path, or by their Wikidata id."""
    identifiers = [value for pid, value in wanted if pid == "wikidata"]
    if name.startswith(("http", "wd:", "Q", "entity/")):
        identifiers.append(reading.base + name if name.startswith("entity/") else name)
    found: set[str] = set()
    for identifier in identifiers[:10]:
        whole = f"wd:{identifier}" if identifier[:1] == "Q" and identifier[1:].isdecimal() else identifier
        if whole.startswith(("http", "wd:")):
            found.update(choice.iri for choice in candidates(whole, reading.select, ("actor",)))
    return found


def _places(index: _Index, name: str) -> set[int]:
    """Those who share a word with the name; of very common words only those who share all."""
    groups = sorted((index.by_word.get(word, set()) for word in set(_words(name))), key=len)
    groups = [group for group in groups if group]
    found: set[int] = set()
    for group in groups:
        if found and len(found) + len(group) > _CONSIDERED:
            break
        found |= group
    return found


def _agreed(reading: Reading, one: Known, wanted: set[tuple[str, str]]) -> int:
    agreed = 0
    for pid, value in wanted:
        if pid in PROPERTIES and pid != "wikidata":
            told = {str(next(iter(cell.values()), "")) for cell in values_of(reading, one.iri, pid)}
            told |= {str(cell.get("name", "")) for cell in values_of(reading, one.iri, pid)}
            agreed += value.casefold() in {text.casefold() for text in told}
    return agreed


def _candidate(reading: Reading, one: Known, score: Decimal, exact: bool) -> dict[str, Any]:
    kind = one.kind
    return {
        "id": one.iri.removeprefix(reading.base),
        "name": one.label,
        "description": described(one),
        "type": [{"id": kind, "name": TYPES.get(kind, kind)}],
        "score": float(score * 100),
        "match": exact or score >= _MATCHES,
        "features": [{"id": "mentions", "value": one.mentions}],
    }


def described(one: Known) -> str:
    """What tells an actor from others of its name."""
    kind = one.kind
    also = f", also {', '.join(one.aliases[:3])}" if one.aliases else ""
    return f"{TYPES.get(kind, kind)}{also}; {one.mentions} mention{'' if one.mentions == 1 else 's'}"


def values_of(reading: Reading, iri: str, prop: str) -> list[dict[str, Any]]:
    """The values of a property, as data extension gives them (section 7)."""
    if prop == "wikidata":
        return [{"str": item.removeprefix(WD_NS)} for item in reading.objects(iri, KG.wikidata)]
    if prop == "kind":
        kind = specific(reading.objects(iri, RDF.type))
        return [{"str": TYPES.get(kind, kind)}] if kind else []
    if prop in ("alsoCalled", "role"):
        term = SKOS.altLabel if prop == "alsoCalled" else KG.role
        return [{"str": value} for value in reading.objects(iri, term)]
    if prop in ("affiliatedWith", "actsFor"):
        term = KG.affiliatedWith if prop == "affiliatedWith" else KG.actsFor
        others = reading.objects(iri, term)
        return [{"id": one.removeprefix(reading.base), "name": reading.one(one, RDFS.label)} for one in others]
    pattern = {"claims": f"?it kg:claimant <{iri}>", "mentions": f"?it kg:denotes <{iri}>"}.get(prop)
    return (
        []
        if pattern is None
        else [{"int": int(reading.rows(f"SELECT (COUNT(DISTINCT ?it) AS ?n) {{ {pattern} }}")[0][0])}]
    )
