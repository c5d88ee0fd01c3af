"""A Wikibase as small as can be: the answers of wbsearchentities and wbgetentities, in the form that is documented."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.link.live.stub import Reply, Request, said


def entity(
    qid: str,
    label: str = "",
    *,
    description: str = "",
    aliases: Sequence[str] = (),
    types: Sequence[tuple[str, str]] = (),
    enwiki: str = "",
    wikis: int = 0,
    language: str = "en",
) -> dict[str, Any]:
    """An entity document; a type is an id and its rank."""
    titles = {f"w{number}wiki": label for number in range(wikis - bool(enwiki))}
    if enwiki:
        titles["enwiki"] = enwiki
    return {
        "type": "item",
        "id": qid,
        "labels": {language: {"language": language, "value": label}} if label else [],
        "descriptions": {"en": {"language": "en", "value": description}} if description else {},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else [],
        "claims": {"P31": [_statement(kind, rank) for kind, rank in types]} if types else [],
        "sitelinks": {site: {"site": site, "title": title, "badges": []} for site, title in titles.items()},
    }


def _statement(kind: str, rank: str) -> dict[str, Any]:
    value = {"entity-type": "item", "numeric-id": int(kind[1:]), "id": kind}
    datavalue = {"value": value, "type": "wikibase-entityid"}
    snak = {"snaktype": "value", "property": "P31", "datavalue": datavalue, "datatype": "wikibase-item"}
    return {"mainsnak": snak, "type": "statement", "rank": rank}


class Wikibase:
    """Answers like api.php over these items."""

    def __init__(self, *entities: dict[str, Any], merged: dict[str, str] | None = None) -> None:
        self._entities = {one["id"]: one for one in entities}
        self._merged = merged or {}

    def __call__(self, request: Request) -> Reply:
        params = {**request.params, **request.form}
        assert params["format"] == "json"
        assert params["maxlag"] == "5"
        if params["action"] == "wbsearchentities":
            return said(self._search(params))
        return said(self._get(params))

    def _search(self, params: dict[str, str]) -> dict[str, Any]:
        assert int(params["limit"]) <= 50
        start = params["search"].lower()
        hits = []
        for qid, one in self._entities.items():
            for kind, names in (("label", one["labels"]), ("alias", one["aliases"])):
                for name in _names(names):
                    if name.lower().startswith(start):
                        match = {"type": kind, "language": "en", "text": name}
                        hits.append({"id": qid, "label": _names(one["labels"])[0], "match": match})
        return {"searchinfo": {"search": params["search"]}, "search": hits[: int(params["limit"])], "success": 1}

    def _get(self, params: dict[str, str]) -> dict[str, Any]:
        keys = (params.get("ids") or params["titles"]).split("|")
        if len(keys) > 50:
            return {"error": {"code": "toomanyvalues", "info": "Too many values supplied for parameter."}}
        if "titles" in params:
            return {"entities": self._by_title(keys, params["sites"]), "success": 1}
        found: dict[str, Any] = {}
        for key in keys:
            heir = self._merged.get(key, key)
            if int(key[1:]) > 10**9:
                info = f'Could not find an entity with the ID "{key}".'
                return {"error": {"code": "no-such-entity", "info": info, "id": key}}
            if heir not in self._entities:
                found[key] = {"id": key, "missing": ""}
                continue
            redirects = {"redirects": {"from": key, "to": heir}} if heir != key else {}
            found[key] = {**self._entities[heir], **redirects}
        return {"entities": found, "success": 1}

    def _by_title(self, titles: list[str], site: str) -> dict[str, Any]:
        known = {one["sitelinks"][site]["title"]: one for one in self._entities.values() if site in one["sitelinks"]}
        found: dict[str, Any] = {}
        for title in titles:
            if title in known:
                found[known[title]["id"]] = known[title]
            else:
                found[str(-1 - len(found))] = {"site": site, "title": title, "missing": ""}
        return found


def _names(values: Any) -> list[str]:
    if not values:
        return []
    named = [value for one in values.values() for value in (one if isinstance(one, list) else [one])]
    return [value["value"] for value in named]
