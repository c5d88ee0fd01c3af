"""With which HTTP status an error is told, and in which form."""

from __future__ import annotations

from typing import Any

from kg.errors import (
    EndpointError,
    KgError,
    QueryFailedError,
    QueryTimeoutError,
    RequestError,
    SparqlSyntaxError,
    StoreError,
    UnknownNameError,
    UsageError,
)

__all__ = ["busy", "problem", "status_of"]

_STATUSES: tuple[tuple[type[KgError], int], ...] = (
    (UnknownNameError, 404),
    (UsageError, 400),
    (SparqlSyntaxError, 400),
    (QueryFailedError, 400),
    (QueryTimeoutError, 503),
    (EndpointError, 502),
    (StoreError, 503),
)


def status_of(error: KgError) -> int:
    """The HTTP status of an error; 500 for what is nobody's fault but ours."""
    if isinstance(error, RequestError):
        return error.status
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def busy(message: str) -> RequestError:
    """There is no time for a request."""
    return RequestError(message, status=503, remedy="Ask again in a while.")


def problem(error: KgError) -> dict[str, Any]:
    """An error as problem details (RFC 9457), with the code that ``kg explain`` knows, and the place."""
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": error.title,
        "status": status_of(error),
        "detail": error.message,
        "code": error.code,
    }
    if error.remedy:
        told["remedy"] = error.remedy
    if error.location is not None:
        told["line"], told["column"] = error.location.line, error.location.column
    return told
