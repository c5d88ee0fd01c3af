"""What every request passes: is it for this server, is it allowed, is it of a size that can be answered."""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from time import perf_counter
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import RequestError
from kg.web.serving import Serving

__all__ = ["COOKIE", "Guard", "Traffic", "bears_token", "has_token"]

COOKIE: Final = "kg-session"
_OPEN: Final = ("/health", "/sign-in", "/static/")
"""What may be seen without the token wherever reading needs it."""
_FRAMED: Final = "/reconcile/preview"
"""What a reconciliation client shows in a frame of its own page."""
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors "
)
_BUCKETS: Final = (0.005, 0.025, 0.1, 0.5, 1.0, 5.0, 30.0)
"""Seconds."""


class Traffic:
    """What has been asked and answered, for /metrics."""

    def __init__(self) -> None:
        self.by_status: Counter[int] = Counter()
        self.by_duration: Counter[float] = Counter()
        self.seconds = 0.0
        self.open = 0

    def note(self, status: int, seconds: float) -> None:
        """Count a request."""
        self.by_status[status] += 1
        self.seconds += seconds
        self.by_duration[next((bucket for bucket in _BUCKETS if seconds <= bucket), float("inf"))] += 1

    def text(self) -> str:
        """In the Prometheus text format."""
        lines = ["# TYPE kg_requests_total counter"]
        lines += [f'kg_requests_total{{status="{status}"}} {n}' for status, n in sorted(self.by_status.items())]
        lines.append("# TYPE kg_request_seconds histogram")
        total = 0
        for bucket in (*_BUCKETS, float("inf")):
            total += self.by_duration[bucket]
            limit = "+Inf" if bucket == float("inf") else f"{bucket:g}"
            lines.append(f'kg_request_seconds_bucket{{le="{limit}"}} {total}')
        lines += [f"kg_request_seconds_sum {self.seconds:.6f}", f"kg_request_seconds_count {total}"]
        lines += ["# TYPE kg_requests_open gauge", f"kg_requests_open {self.open}"]
        return "\n".join(lines) + "\n"


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(
        self,
        app: ASGIApp,
        serving: Serving,
        traffic: Traffic,
        refuse: Callable[[Scope, Receive, Send, RequestError], Awaitable[None]],
    ) -> None:
        self._app = app
        self._serving = serving
        self._traffic = traffic
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = perf_counter(), 500
        headers = Headers(scope=scope)

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._add_headers(scope["path"], headers, MutableHeaders(scope=message))
            await send(message)

        self._traffic.open += 1
        try:
            fault = self._fault(scope, headers)
            if fault is not None:
                await self._refuse(scope, receive, answer, fault)
            else:
                await self._app(scope, _limited(receive, self._serving.limits.body_bytes), answer)
        finally:
            self._traffic.open -= 1
            self._traffic.note(status, perf_counter() - started)

    def _fault(self, scope: Scope, headers: Headers) -> RequestError | None:
        limits = self._serving.limits
        if len(headers.getlist("host")) != 1 or not self._serving.knows_host(headers["host"]):
            return RequestError(
                "this server does not answer to that name",
                status=421,
                remedy="Use the address that kg serve printed, or start it with --name for a further name.",
            )
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > limits.url_bytes:
            return RequestError("the address is too long", status=414, remedy="Send the query with POST.")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limits.body_bytes:
            return _too_large(limits.body_bytes)
        if self._is_foreign(headers):
            return RequestError("pages of other sites may not ask this server", status=403)
        if (
            self._serving.token_to_read
            and not scope["path"].startswith(_OPEN)
            and not has_token(headers, self._serving)
        ):
            return RequestError(
                "this server answers only those who show its token",
                status=401,
                remedy="Sign in at /sign-in, or send it as: Authorization: Bearer …",
            )
        return None

    def _is_foreign(self, headers: Headers) -> bool:
        """Whether a page of another site asks, other than by leading here. Browsers say so themselves."""
        if headers.get("origin") in self._serving.origins:
            return False
        return headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") not in ("navigate", None)

    def _add_headers(self, path: str, asked: Headers, headers: MutableHeaders) -> None:
        framed = path == _FRAMED and bool(self._serving.origins)
        ancestors = " ".join(self._serving.origins) if framed else "'none'"
        headers.setdefault("Content-Security-Policy", _POLICY + ancestors)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if framed else "same-origin"
        headers.setdefault("Cache-Control", "no-cache")
        origin = asked.get("origin")
        if origin is not None and origin in self._serving.origins:
            headers["Access-Control-Allow-Origin"] = origin
            headers.add_vary_header("Origin")


def bears_token(headers: Headers, serving: Serving) -> bool:
    """Whether a request shows the token itself, which no page of another site can have a browser do."""
    scheme, _, shown = headers.get("authorization", "").partition(" ")
    if not serving.token or scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(shown.strip().encode(), serving.token.encode())


def has_token(headers: Headers, serving: Serving) -> bool:
    """Whether a request shows the token, as a bearer or by the cookie that signing in gave."""
    if not serving.token:
        return False
    if headers.get("authorization", "").lower().startswith("bearer "):
        return bears_token(headers, serving)
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        return False
    return COOKIE in cookies and hmac.compare_digest(cookies[COOKIE].value.encode(), serving.secret("session").encode())


def _too_large(limit: int) -> RequestError:
    return RequestError(f"the request is larger than {limit:,} bytes", status=413)


def _limited(receive: Receive, limit: int) -> Receive:
    """What is received, as long as it is not more than so many bytes; its length need not have been declared."""
    received = 0

    async def next_message() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > limit:
            raise _too_large(limit)
        return message

    return next_message
