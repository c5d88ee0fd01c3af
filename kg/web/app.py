"""The application: which address is answered by what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import InternalError, KgError, RequestError
from kg.web import changing, graphs, sparql
from kg.web.addresses import page_routes
from kg.web.api import api_routes
from kg.web.front import ask, body_of, explained, parameters_of, refuse, serving_of
from kg.web.guard import Guard, Traffic, bears_token
from kg.web.keeping import Kept
from kg.web.negotiation import accepts_html
from kg.web.reconcile import reconcile_routes
from kg.web.serving import Serving
from kg.web.warming import Warming
from kg.web.workers import Workers

__all__ = ["create_app"]

_CHANGES = ("PUT", "POST", "DELETE")


def create_app(serving: Serving) -> Starlette:
    """The ASGI application. Its workers run from the start of its lifespan to the end."""
    traffic = Traffic()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        workers = app.state.workers = Workers(serving)
        await workers.start()
        warming = asyncio.create_task(Warming(app.state.kept, workers, max(2, serving.workers)).run())
        try:
            yield
        finally:
            warming.cancel()
            await workers.stop()

    app = Starlette(
        routes=[*_routes(), *api_routes(), *reconcile_routes(), *page_routes(serving)],
        middleware=[Middleware(Guard, serving=serving, traffic=traffic, refuse=refuse)],
        exception_handlers={KgError: _on_error, HTTPException: _on_http_error, Exception: _on_mistake},
        lifespan=lifespan,
    )
    app.state.serving, app.state.traffic, app.state.kept = serving, traffic, Kept(serving)
    return app


def _routes() -> list[Route]:
    return [
        Route("/sparql", _sparql, methods=["GET", "POST", "OPTIONS"]),
        Route("/graphs", _graphs, methods=["GET", *_CHANGES]),
        Route("/health", _health),
        Route("/metrics", _metrics),
    ]


async def _on_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, KgError)
    return explained(request, error)


async def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "there is nothing at this address", 405: "this address does not take that method"}
    fault = RequestError(words.get(error.status_code, error.detail), status=error.status_code)
    response = explained(request, fault)
    response.headers.update(error.headers or {})
    return response


async def _on_mistake(request: Request, error: Exception) -> Response:
    return explained(request, InternalError(f"{type(error).__name__} while answering"))


async def _sparql(request: Request) -> Response:
    if request.method == "OPTIONS":
        return _preflight(request)
    accept = request.headers.get("accept", "")
    body = await body_of(request) if request.method == "POST" else b""
    if serving_of(request).write and request.method == "POST":
        text = changing.update_of(request.headers.get("content-type", ""), parameters_of(request), body)
        if text is not None:
            _needs_token(request)
            return await ask(request, changing.update, text, free_query=True)
    asked = sparql.operation(
        "GET" if request.method == "HEAD" else request.method,
        request.headers.get("content-type", ""),
        parameters_of(request),
        body,
    )
    if asked is None:
        if accepts_html(accept):
            return Response(status_code=303, headers={"Location": "/ask/sparql"})
        return await ask(request, graphs.describe_service, str(request.url.replace(query="")), accept)
    return await ask(request, sparql.answer, asked, accept, free_query=True)


def _preflight(request: Request) -> Response:
    """What a browser asks before it lets a page of another site post here."""
    headers = {"Allow": "GET, HEAD, POST, OPTIONS"}
    if request.headers.get("origin") in serving_of(request).origins:
        headers |= {
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "Content-Type, Authorization",
            "Access-Control-Max-Age": "600",
        }
    return Response(status_code=204, headers=headers)


def _needs_token(request: Request) -> None:
    """Raise RequestError for whoever may not write; the cookie of a browser is not enough."""
    if not bears_token(request.headers, serving_of(request)):
        raise RequestError(
            "changes need the token of this server", status=401, remedy="Send it as: Authorization: Bearer …"
        )


async def _graphs(request: Request) -> Response:
    parameters = parameters_of(request)
    if request.method in _CHANGES:
        if not serving_of(request).write:
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        _needs_token(request)
        named = graphs.graph_named(parameters)
        if not named:
            raise RequestError("the default graph is all graphs together", remedy="Name one: ?graph=IRI.")
        kind, body = request.headers.get("content-type", ""), await body_of(request)
        return await ask(request, changing.change_graph, request.method, named, kind, body, free_query=True)
    forms = [value for name, value in parameters if name == "format"]
    name = graphs.graph_named(parameters)
    return await ask(request, graphs.graph, name, request.headers.get("accept", ""), forms[0] if forms else "")


async def _health(request: Request) -> Response:
    workers: Workers = request.app.state.workers
    state: dict[str, Any] = {"status": "ok" if workers.alive else "down", "workers": workers.alive}
    return JSONResponse(state, 200 if workers.alive else 503)


async def _metrics(request: Request) -> Response:
    workers: Workers = request.app.state.workers
    traffic: Traffic = request.app.state.traffic
    lines = [
        "# TYPE kg_workers gauge",
        f"kg_workers {workers.alive}",
        "# TYPE kg_requests_waiting gauge",
        f"kg_requests_waiting {workers.waiting}",
        "# TYPE kg_workers_killed_total counter",
        f"kg_workers_killed_total {workers.killed}",
        "# TYPE kg_answers_kept_used_total counter",
        f"kg_answers_kept_used_total {request.app.state.kept.used}",
    ]
    return PlainTextResponse(traffic.text() + "\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
