"""Between a request and the workers: read it within limits, hand it on, send what comes back."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.errors import KgError, RequestError
from kg.web.answering import Answering
from kg.web.errors import problem, status_of
from kg.web.guard import has_token
from kg.web.keeping import ONE, Kept
from kg.web.negotiation import accepts_html
from kg.web.reply import Head, Reply
from kg.web.serving import Serving
from kg.web.templating import page
from kg.web.workers import Workers

__all__ = ["ask", "body_of", "explained", "fields_of", "is_signed_in", "parameters_of", "refuse", "serving_of"]

_JSON = ("/api/", "/reconcile")
_PATIENCE = 0.1
"""Seconds."""
_PLAIN = ("/sparql", "/graphs", "/health", "/metrics")


def serving_of(request: Request) -> Serving:
    """What the server was told."""
    serving: Serving = request.app.state.serving
    return serving


async def ask(
    request: Request,
    job: Callable[..., Reply],
    /,
    *args: Any,
    free_query: bool = False,
    last: bool = False,
) -> Response:
    """The answer of a worker, sent as it comes. A client that goes away ends the work. Raises KgError."""
    kept: Kept = request.app.state.kept
    order, state = pickle.dumps((job, args, {})), "" if last else kept.state()
    found = kept.find(state, order) if state else None
    if found is not None:
        return _complete(request, *found)
    watch = _Watch(request)
    try:
        workers: Workers = request.app.state.workers
        answering = await workers.carry(order, free_query=free_query, last=last)
    except asyncio.CancelledError:
        if watch.gone:
            return Response(status_code=499)  # nobody hears it
        raise
    finally:
        watch.end()
    body = answering.whole
    if body is not None:
        kept.keep(state, order, answering.head, body)
        return _complete(request, answering.head, body)
    head = answering.head
    if request.method == "HEAD":
        answering.abandon()
        return Response(b"", head.status, head.headers, head.media_type)
    body_parts = _kept_as_it_passes(kept, state, order, answering)
    return StreamingResponse(body_parts, head.status, head.headers, head.media_type)


async def _kept_as_it_passes(kept: Kept, state: str, order: bytes, answering: Answering) -> AsyncIterator[bytes]:
    """The body of an answer that comes in parts; kept when all of it has come, where it is not too large."""
    parts: list[bytes] = []
    size = 0
    async for part in answering.body():
        size += len(part)
        if answering.head.lasting and size <= ONE:
            parts.append(part)
        yield part
    if size <= ONE:
        kept.keep(state, order, answering.head, b"".join(parts))


def _complete(request: Request, head: Head, body: bytes) -> Response:
    response = Response(body, head.status, head.headers, head.media_type)
    if request.method == "HEAD":
        response.body = b""
    return response


class _Watch:
    """Ends the work of the task that it is made in when its client goes away. It begins to look after a while, because
    most answers are there before.
    """

    def __init__(self, request: Request) -> None:
        self.gone = False
        self._request = request
        self._task = asyncio.current_task()
        self._looking: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE, self._begin)

    def _begin(self) -> None:
        self._looking = asyncio.get_running_loop().create_task(self._look())

    async def _look(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self.gone = True
        if self._task is not None:
            self._task.cancel()

    def end(self) -> None:
        """Look no longer."""
        self._timer.cancel()
        if self._looking is not None:
            self._looking.cancel()


async def body_of(request: Request) -> bytes:
    """The body of a request. Raises RequestError where it is too large or comes too slowly."""
    try:
        async with asyncio.timeout(serving_of(request).limits.upload_seconds):
            return await request.body()
    except TimeoutError:
        raise RequestError("the request came too slowly", status=408) from None


def parameters_of(request: Request) -> list[tuple[str, str]]:
    """The parameters of the address, in order. Raises RequestError where they are not UTF-8."""
    return _pairs(request.url.query.encode())


async def fields_of(request: Request) -> list[tuple[str, str]]:
    """The fields of a form that was posted. Raises RequestError as ``body_of`` does, and where it is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise RequestError(
            f"a form comes as application/x-www-form-urlencoded, not as {kind or 'something without a media type'}",
            status=415,
        )
    return _pairs(await body_of(request))


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=200)
    except UnicodeDecodeError:
        raise RequestError("the parameters are not UTF-8, percent-encoded") from None
    except ValueError:
        raise RequestError("there are too many parameters") from None


def explained(request: Request, error: KgError) -> Response:
    """An error as a page, as problem details or as plain text, by who asks."""
    status, path = status_of(error), request.url.path
    headers = {"Retry-After": "2"} if status == 503 else {}
    if status in (408, 413, 421):
        headers["Connection"] = "close"  # the rest of the request is not waited for
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="kg serve"'
    if path.startswith(_JSON):
        return JSONResponse(problem(error), status, headers, "application/problem+json")
    if path.startswith(_PLAIN) or not accepts_html(request.headers.get("accept", "")):
        return PlainTextResponse(f"{error}\n", status, headers)
    shown = page("error.html", serving_of(request), error=error, status=status)
    return Response(shown.encode("utf-8", "replace"), status, headers, "text/html; charset=utf-8")


def is_signed_in(request: Request) -> bool:
    """Whether the request shows the token."""
    return has_token(request.headers, serving_of(request))


async def refuse(scope: Scope, receive: Receive, send: Send, error: RequestError) -> None:
    """Tell why a request does not get through."""
    request = Request(scope, receive)
    await explained(request, error)(scope, receive, send)
