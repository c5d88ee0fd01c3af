"""The description of the API: OpenAPI 3.1, made of what the code knows of itself."""

from __future__ import annotations

from typing import Any, Final

from kg import __version__
from kg.queries import Catalogue, SavedQuery
from kg.web.listing import FILTERS
from kg.web.sparql import GRAPH_FORMATS, RESULT_FORMATS

__all__ = ["description"]

_SUMMARIES: Final = {
    "articles": "Articles, the latest first",
    "actors": "Actors and places, those with most mentions first",
    "claims": "Claims: who says what about whom",
    "events": "Events that are spoken of",
    "disputes": "Claims that take opposing positions",
}
_FILTERED: Final = {
    "q": "words that it has, all of them",
    "publisher": "who published it: IRI or label",
    "kind": "its class, such as Person or ArmedGroup",
    "claimant": "who says it: IRI, path or label",
    "about": "whom or what it is about",
    "act": "the speech act, such as accuse",
    "polarity": "positive, negative or unspecified",
    "article": "in which article: IRI, path or headline",
    "actor": "who takes part",
    "type": "PLOVER's type, such as ASSAULT",
    "since": "published then or later: 2025-10-28",
    "until": "published then or earlier",
}
_WORDS: Final = {"type": "string", "maxLength": 1000}
_DATED: Final = ("since", "until")
_DATE: Final = {"type": "string", "format": "date"}
_TYPES: Final = {"integer": "integer", "decimal": "number", "double": "number", "boolean": "boolean"}


def description(catalogue: Catalogue, address: str) -> dict[str, Any]:
    """The OpenAPI document."""
    paths: dict[str, Any] = {}
    for kind, filters in FILTERS.items():
        paths[f"/api/{kind}"] = {"get": _list(kind, filters)}
        paths[f"/api/{kind}/{{name}}"] = {"get": _one(kind)}
    paths["/api/queries"] = {
        "get": _operation(
            "listQueries",
            "The saved queries: a list, or as a graph with their SPARQL in SHACL's terms",
            [_format(["json", *GRAPH_FORMATS])],
            _json({"$ref": "#/components/schemas/List"}) | _graphs(),
        )
    }
    for query in catalogue:
        paths[f"/api/queries/{query.name}"] = {"get": _saved(query)}
    paths["/sparql"] = {"get": _sparql()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "news-kg",
            "version": __version__,
            "summary": "Who says what about whom, read out of news articles.",
            "description": "A claim is not a fact: what the API tells is what is said, by whom, in which words.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": _schemas(), "responses": _responses()},
    }


def _list(kind: str, filters: tuple[str, ...]) -> dict[str, Any]:
    parameters = [_parameter(name, _FILTERED[name], _DATE if name in _DATED else _WORDS) for name in filters]
    parameters.append(_parameter("offset", "from which on", {"type": "integer", "minimum": 0, "maximum": 100_000}))
    parameters.append(_parameter("limit", "how many", {"type": "integer", "minimum": 1, "maximum": 200, "default": 25}))
    content = _json({"$ref": "#/components/schemas/List"})
    return _operation(f"list{kind.capitalize()}", _SUMMARIES[kind], parameters, content)


def _one(kind: str) -> dict[str, Any]:
    singular = kind.removesuffix("s")
    name = _parameter("name", "the path of its IRI below the base", {"type": "string", "minLength": 1}, place="path")
    content = _json({"$ref": "#/components/schemas/Thing"})
    return _operation(f"get{singular.capitalize()}", f"One {singular}, with all that is known of it", [name], content)


def _saved(query: SavedQuery) -> dict[str, Any]:
    parameters = [
        _parameter(
            one.name,
            one.help or one.name,
            {"type": _TYPES.get(one.type, "string"), **({"enum": list(one.choices)} if one.choices else {})},
            required=one.required,
        )
        for one in query.parameters
    ]
    if query.pagination is not None:
        rows = {"type": "string", "pattern": "^(all|[1-9][0-9]{0,6})$", "default": str(query.pagination)}
        parameters.append(_parameter("limit", "how many rows, or all", rows))
    parameters.append(_format([*RESULT_FORMATS, *GRAPH_FORMATS]))
    found = _operation(f"query-{query.name}", query.header.summary, parameters, _results())
    return found | {"description": query.header.description, "tags": list(query.header.tags)}


def _sparql() -> dict[str, Any]:
    query = _parameter("query", "a query in SPARQL 1.1", {"type": "string"}, required=True)
    graphs = {"type": "array", "items": {"type": "string", "format": "iri"}}
    parameters = [query, _parameter("default-graph-uri", "the default graph", graphs)]
    parameters += [_parameter("named-graph-uri", "a named graph", graphs), _format([*RESULT_FORMATS, *GRAPH_FORMATS])]
    return _operation("sparql", "SPARQL 1.1 Protocol; also by POST", parameters, _results() | _graphs())


def _operation(name: str, summary: str, parameters: list[dict[str, Any]], content: dict[str, Any]) -> dict[str, Any]:
    faults = {status: {"$ref": f"#/components/responses/{status}"} for status in ("400", "404", "406", "503")}
    answer = {"description": "The answer", "content": content}
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": {"200": answer, **faults}}


def _parameter(
    name: str, told: str, schema: dict[str, Any], *, required: bool = False, place: str = "query"
) -> dict[str, Any]:
    return {"name": name, "in": place, "description": told, "required": required or place == "path", "schema": schema}


def _format(names: list[str]) -> dict[str, Any]:
    return _parameter("format", "goes before the Accept header", {"type": "string", "enum": names})


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _results() -> dict[str, Any]:
    return {media_type: {} for media_type, _ in RESULT_FORMATS.values()}


def _graphs() -> dict[str, Any]:
    return {media_type: {} for media_type, _ in GRAPH_FORMATS.values()}


def _schemas() -> dict[str, Any]:
    count = {"type": "integer", "minimum": 0}
    return {
        "Thing": {"type": "object", "required": ["iri"], "properties": {"iri": {"type": "string", "format": "iri"}}},
        "List": {
            "type": "object",
            "required": ["total", "items"],
            "properties": {
                "total": count,
                "offset": count,
                "limit": count,
                "items": {"type": "array", "items": {"type": "object"}},
            },
        },
        "Problem": {
            "type": "object",
            "required": ["title", "status", "detail", "code"],
            "properties": {
                "type": {"type": "string"},
                "title": {"type": "string"},
                "status": {"type": "integer"},
                "detail": {"type": "string"},
                "code": {"type": "string", "pattern": "^KG[0-9]{3}$"},
                "remedy": {"type": "string"},
                "line": {"type": ["integer", "null"]},
                "column": {"type": ["integer", "null"]},
            },
        },
    }


def _responses() -> dict[str, Any]:
    told = {
        "400": "The request cannot be answered as it is put",
        "404": "There is no such thing",
        "406": "It is written in no format that is asked for",
        "503": "It took too long, or the server is busy, or there is no store yet",
    }
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}, "text/plain": {}}
    return {status: {"description": words, "content": content} for status, words in told.items()}
