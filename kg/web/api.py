"""The API: lists and single things as JSON, and each saved query as a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.errors import RequestError, UnknownNameError
from kg.queries import Catalogue
from kg.vocabulary import KG, RDF, RDFS, SKOS
from kg.web import listing
from kg.web.facts import Bounds, Facts, document_of, shared_label, specific
from kg.web.front import ask, parameters_of
from kg.web.listing import FILTERS, dispute_articles, slice_of
from kg.web.negotiation import chosen
from kg.web.openapi import description
from kg.web.pages.seen import seen
from kg.web.reading import Reading
from kg.web.reply import Head, Reply, json_reply
from kg.web.saved import answer_saved
from kg.web.sparql import GRAPH_FORMATS

__all__ = ["api_routes"]

_LISTS = {
    "articles": listing.articles,
    "actors": listing.actors,
    "claims": listing.claims,
    "events": listing.events,
    "disputes": listing.disputes,
}


def api_routes() -> list[BaseRoute]:
    """The routes below /api, and the description of them."""
    return [
        Route("/openapi.json", _described),
        Route("/api/queries", _queries),
        Route("/api/queries/{name}", _query),
        Route("/api/{kind}", _list),
        Route("/api/{kind}/{name:path}", _one),
    ]


def _checked(request: Request, allowed: tuple[str, ...]) -> dict[str, str]:
    """The parameters of the address. Raises RequestError for one that is not known, or there twice."""
    pairs = parameters_of(request)
    for name, _ in pairs:
        if name not in allowed:
            known = f"It is one of: {', '.join(allowed)}." if allowed else "There are none here."
            raise RequestError(f"there is no parameter {name[:50]!r}", remedy=known)
        if [one for one, _ in pairs].count(name) > 1:
            raise RequestError(f"the parameter {name!r} is there twice")
    return dict(pairs)


async def _described(request: Request) -> Response:
    return await ask(request, openapi_reply, str(request.base_url))


def openapi_reply(reading: Reading, address: str) -> Reply:
    """The description of the API, with the saved queries that are at hand."""
    return json_reply(description(Catalogue(reading.config.queries), address), lasting=not reading.config.queries)


async def _list(request: Request) -> Response:
    kind = request.path_params["kind"]
    if kind not in _LISTS:
        raise RequestError("there is nothing at this address", status=404, remedy="/openapi.json describes the API.")
    return await ask(request, list_reply, kind, _checked(request, (*FILTERS[kind], "offset", "limit")))


def list_reply(reading: Reading, kind: str, asked: Mapping[str, str]) -> Reply:
    """A page of a list."""
    found = _LISTS[kind](reading, asked, slice_of(asked))
    told = {"total": found.total, "offset": found.part.offset, "limit": found.part.limit, "items": found.items}
    return json_reply(told)


async def _one(request: Request) -> Response:
    kind = request.path_params["kind"]
    if kind not in _LISTS:
        raise RequestError("there is nothing at this address", status=404, remedy="/openapi.json describes the API.")
    _checked(request, ())
    raw = (request.scope.get("raw_path") or request.url.path.encode()).partition(b"?")[0].decode("ascii", "replace")
    return await ask(request, one_reply, kind, raw.removeprefix(f"/api/{kind}/"))


def one_reply(reading: Reading, kind: str, name: str) -> Reply:
    """One thing, named by the path of its IRI below the base. Raises UnknownNameError where there is none."""
    from pyoxigraph import NamedNode

    try:
        iri = NamedNode(reading.base + name).value
    except ValueError:
        raise UnknownNameError("that is the name of nothing") from None
    classes = set(reading.objects(iri, RDF.type))
    needed = {
        "articles": {KG.Document},
        "actors": {KG.Actor, KG.Place},
        "claims": {KG.Claim},
        "events": {KG.Situation},
        "disputes": {KG.Dispute},
    }[kind]
    if not classes & needed:
        raise UnknownNameError(f"there is no such thing among the {kind}: {iri[:200]}")
    return json_reply(_ONE[kind](reading, iri))


def _article(reading: Reading, iri: str) -> dict[str, Any]:
    facts = Facts(reading, iri)
    return {
        "iri": iri,
        "title": facts.title,
        "published": facts.published,
        "text": facts.text,
        "claims": [_claim_of(facts, claim.iri) for claim in facts.claims.values()],
        "disputes": [{"iri": one, "label": facts.label(one)} for one in facts.subjects(KG.Dispute, RDF.type)],
    }


def _actor(reading: Reading, iri: str) -> dict[str, Any]:
    def named(predicate: str) -> list[dict[str, str]]:
        return [{"iri": one, "label": shared_label(reading, one)} for one in reading.objects(iri, predicate)]

    return {
        "iri": iri,
        "label": "; ".join(reading.objects(iri, RDFS.label)),
        "kind": specific(reading.objects(iri, RDF.type)),
        "alsoCalled": reading.objects(iri, SKOS.altLabel),
        "roles": reading.objects(iri, KG.role),
        "affiliatedWith": named(KG.affiliatedWith),
        "actsFor": named(KG.actsFor),
        "members": named(KG.member),
        "wikidata": reading.one(iri, KG.wikidata),
        "linkStatus": reading.one(f"{iri}/link", KG.status).rpartition("#")[2],
        "article": document_of(iri) or "",
    }


def _claim(reading: Reading, iri: str) -> dict[str, Any]:
    return _claim_of(_facts(reading, iri), iri)


def _claim_of(facts: Facts, iri: str) -> dict[str, Any]:
    claim = facts.claims[iri]
    told = asdict(seen(facts, claim))
    for name in ("key", "hand"):
        del told[name]
    told["spans"] = {
        role: [[stretch.start, stretch.end] for stretch in stretches]
        for role, stretches in (("source", claim.sources), ("cue", claim.cues), ("content", claim.contents))
    }
    return told


def _situation(reading: Reading, iri: str) -> dict[str, Any]:
    facts = _facts(reading, iri)

    def named(predicate: str) -> list[dict[str, str]]:
        return [{"iri": one, "label": facts.label(one)} for one in facts.all(iri, predicate)]

    return {
        "iri": iri,
        "label": facts.label(iri),
        "kind": facts.kind(iri),
        "type": facts.one(iri, KG.eventType).rpartition("#")[2],
        "initiators": named(KG.initiator),
        "recipients": named(KG.recipient),
        "participants": named(KG.participant),
        "places": named(KG.place),
        "times": [_time(time) for time in facts.times(iri)],
        "claims": [_claim_of(facts, one) for one in facts.subjects(iri, KG.content) if one in facts.claims],
        "article": {"iri": facts.document, "title": facts.title, "published": facts.published},
    }


def _time(time: Bounds) -> dict[str, str]:
    return asdict(time)


def _dispute(reading: Reading, iri: str) -> dict[str, Any]:
    articles = [Facts(reading, article) for article in dispute_articles(reading, iri)]
    claims = reading.objects(iri, KG.involvesClaim)
    return {
        "iri": iri,
        "label": reading.one(iri, RDFS.label),
        "over": [{"iri": one, "label": reading.one(one, RDFS.label)} for one in reading.objects(iri, KG.over)],
        "claims": [_claim_of(facts, one) for facts in articles for one in claims if one in facts.claims],
        "articles": [{"iri": one.document, "title": one.title, "published": one.published} for one in articles],
    }


def _facts(reading: Reading, iri: str) -> Facts:
    document = document_of(iri)
    if document is None:
        raise UnknownNameError(f"there is nothing named {iri} here")
    return Facts(reading, document)


_ONE = {"articles": _article, "actors": _actor, "claims": _claim, "events": _situation, "disputes": _dispute}


async def _queries(request: Request) -> Response:
    form = _checked(request, ("format",)).get("format", "")
    return await ask(request, queries_reply, form, request.headers.get("accept", ""), str(request.base_url))


def queries_reply(reading: Reading, form: str, accept: str, address: str) -> Reply:
    """The saved queries: a list in JSON, or a graph in which SHACL's terms describe them with their SPARQL."""
    media_types = {"json": "application/json"} | {name: media_type for name, (media_type, _) in GRAPH_FORMATS.items()}
    if form and form not in media_types:
        raise RequestError(
            f"the queries are not written as {form[:50]!r}",
            status=406,
            remedy=f"They are as: {', '.join(media_types)}.",
        )
    media_type = media_types[form] if form else chosen(accept, media_types.values())
    lasting = not reading.config.queries
    if media_type == "application/json":
        return _queries_listed(reading, lasting=lasting)
    from kg.queries.shacl import catalogue_graph, written

    graph = catalogue_graph(list(Catalogue(reading.config.queries)), reading.config.base, f"{address}sparql")
    name = next(name for name, known in media_types.items() if known == media_type)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Reply(Head(200, media_type + charset, {"Vary": "Accept"}, lasting), written(graph, name))


def _queries_listed(reading: Reading, *, lasting: bool) -> Reply:
    items = [
        {
            "name": query.name,
            "summary": query.header.summary,
            "description": query.header.description,
            "topic": query.topic,
            "parameters": [
                {"name": one.name, "type": one.type, "required": one.required, "help": one.help}
                for one in query.parameters
            ],
        }
        for query in Catalogue(reading.config.queries)
    ]
    return json_reply({"total": len(items), "items": items}, lasting=lasting)


async def _query(request: Request) -> Response:
    pairs = parameters_of(request)
    if len({name for name, _ in pairs}) < len(pairs):
        raise RequestError("a parameter is there twice")
    accept = request.headers.get("accept", "")
    return await ask(request, answer_saved, request.path_params["name"], dict(pairs), accept, free_query=True)
