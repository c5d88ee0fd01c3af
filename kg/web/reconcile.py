"""Reconciliation Service API 0.2 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/),
with which OpenRefine and others match tables against the actors of the graph.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kg import __version__
from kg.errors import RequestError, UnknownNameError
from kg.vocabulary import KG_NS, RDFS
from kg.web.front import ask, fields_of, parameters_of, serving_of
from kg.web.naming import names_of
from kg.web.reading import Reading
from kg.web.reconciling import PROPERTIES, TYPES, candidates_for, described, values_of
from kg.web.reply import Reply, html_reply, json_reply
from kg.web.templating import page

__all__ = ["manifest", "reconcile_routes"]

_BATCH = 100
_SUGGESTED = 12


def reconcile_routes() -> list[BaseRoute]:
    """The routes of the service."""
    return [
        Route("/reconcile", _service, methods=["GET", "POST"]),
        Route("/reconcile/suggest/{kind}", _suggest),
        Route("/reconcile/properties", _properties),
        Route("/reconcile/preview", _preview),
    ]


def manifest(address: str, base: str) -> dict[str, Any]:
    """What the service can do; ``address`` is that of this server, with a slash at its end."""
    suggest = {
        kind: {"service_url": address.rstrip("/"), "service_path": f"/reconcile/suggest/{kind}"} for kind in _KINDS
    }
    return {
        "versions": ["0.2"],
        "name": "Actors of a news-kg graph",
        "identifierSpace": base,
        "schemaSpace": KG_NS,
        "serviceVersion": __version__,
        "documentation": f"{address}openapi.json",
        "logo": f"{address}static/kg.svg",
        "view": {"url": f"{address}id/{{{{id}}}}"},
        "defaultTypes": [{"id": kind, "name": name} for kind, name in TYPES.items()],
        "suggest": suggest,
        "preview": {"url": f"{address}reconcile/preview?id={{{{id}}}}", "width": 400, "height": 220},
        "extend": {
            "propose_properties": {"service_url": address.rstrip("/"), "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
    }


_KINDS = ("entity", "type", "property")


async def _service(request: Request) -> Response:
    fields = parameters_of(request)
    if request.method == "POST":
        fields = [*fields, *await fields_of(request)]
    given = dict(fields)
    if "queries" in given:
        return await ask(request, answer_queries, _object(given["queries"], "queries"))
    if "extend" in given:
        return await ask(request, answer_extension, _object(given["extend"], "extend"))
    return JSONResponse(manifest(str(request.base_url), serving_of(request).config.base))


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise RequestError(f"{name} is not JSON") from None
    if not isinstance(value, dict):
        raise RequestError(f"{name} is a JSON object")
    return value


def answer_queries(reading: Reading, queries: Mapping[str, Any]) -> Reply:
    """A batch of queries."""
    if len(queries) > _BATCH:
        raise RequestError(f"a batch has {_BATCH} queries at most", status=413)
    return json_reply({key: {"result": candidates_for(reading, asked)} for key, asked in queries.items()})


def answer_extension(reading: Reading, asked: Mapping[str, Any]) -> Reply:
    """Values of properties for entities."""
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list) or not _are_named(ids, properties):
        raise RequestError("extend has ids, a list of texts, and properties, a list of objects with an id")
    if len(ids) > 10 * _BATCH:
        raise RequestError(f"{10 * _BATCH} ids at most", status=413)
    names = [one["id"] for one in properties]
    rows = {one: {name: _values(reading, one, name) for name in names} for one in ids}
    return json_reply({"meta": [{"id": name, "name": PROPERTIES.get(name, name)} for name in names], "rows": rows})


def _are_named(ids: list[Any], properties: list[Any]) -> bool:
    named = all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in properties)
    return named and all(isinstance(one, str) for one in ids)


def _values(reading: Reading, name: str, prop: str) -> list[dict[str, Any]]:
    iri = _iri(reading, name)
    return values_of(reading, iri, prop) if iri and prop in PROPERTIES else []


def _iri(reading: Reading, name: str) -> str:
    """The IRI of an identifier; "" for what can be none."""
    whole = name if name.startswith(("http://", "https://")) else reading.base + name
    try:
        return NamedNode(whole).value
    except ValueError:
        return ""


async def _suggest(request: Request) -> Response:
    kind, given = request.path_params["kind"], dict(parameters_of(request))
    if kind not in _KINDS:
        raise RequestError("there is nothing at this address", status=404)
    beginning = given.get("prefix", "").strip().casefold()
    if kind == "entity":
        return await ask(request, suggest_entities, beginning[:200])
    known = TYPES if kind == "type" else PROPERTIES
    found = [
        {"id": one, "name": name}
        for one, name in known.items()
        if beginning in name.casefold() or beginning in one.casefold()
    ]
    return JSONResponse({"result": found})


def suggest_entities(reading: Reading, beginning: str) -> Reply:
    """Actors and places one of whose names begins so, those with most mentions first."""
    found = []
    for one in names_of(reading):
        if any(name.casefold().startswith(beginning) for name in (one.label, *one.aliases)):
            found.append({"id": one.iri.removeprefix(reading.base), "name": one.label, "description": described(one)})
        if len(found) == _SUGGESTED:
            break
    return json_reply({"result": found})


async def _properties(request: Request) -> Response:
    given = dict(parameters_of(request))
    properties = [{"id": one, "name": name} for one, name in PROPERTIES.items()]
    return JSONResponse({"limit": len(properties), "type": given.get("type", "Actor"), "properties": properties})


async def _preview(request: Request) -> Response:
    return await ask(request, preview, dict(parameters_of(request)).get("id", ""))


def preview(reading: Reading, name: str) -> Reply:
    """A small page on an actor, to be shown in a frame. Raises UnknownNameError."""
    iri = _iri(reading, name)
    known = next((one for one in names_of(reading) if one.iri == iri), None)
    if known is None:
        raise UnknownNameError(f"there is no actor or place {name[:200]!r}")
    facts = [
        (PROPERTIES[prop], "; ".join(str(cell.get("name") or next(iter(cell.values()))) for cell in values))
        for prop in ("role", "affiliatedWith", "wikidata", "claims", "mentions")
        if (values := values_of(reading, iri, prop))
    ]
    label = reading.one(iri, RDFS.label)
    return html_reply(page("preview.html", reading.serving, iri=iri, label=label, told=described(known), facts=facts))
