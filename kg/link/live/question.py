"""What is asked of a live service, and reading what it answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kg.errors import ConfigError, ServiceAnswerError

__all__ = ["BusyError", "Question", "excerpt", "read_json", "service_url"]

Pairs = tuple[tuple[str, str], ...]
_EXCERPT: Final = 200
_PORTS: Final = {"http": 80, "https": 443}


class BusyError(Exception):
    """The service has no time now, and may have later. It never leaves the transport."""

    def __init__(self, reason: str, status: int = 503, after: float | None = None) -> None:
        """``after``: the seconds that the service asks to wait, where it says so."""
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.after = after


@dataclass(frozen=True, slots=True)
class Question:
    """One request. With a form it is a POST, without one a GET; both only ask and change nothing there."""

    url: str
    params: Pairs = ()
    form: Pairs | None = None
    accept: str = "application/json"
    timeout: float | None = None
    """Seconds until the answer has to be complete; None for the transport's own limit."""

    @property
    def method(self) -> str:
        """GET or POST."""
        return "GET" if self.form is None else "POST"

    @property
    def key(self) -> bytes:
        """What the answer is kept under: a digest of everything that may change the answer."""
        sent = json.dumps([self.method, self.url, self.params, self.form, self.accept])
        return hashlib.sha256(sent.encode("utf-8", "surrogatepass")).digest()

    @property
    def address(self) -> str:
        """The URL with the parameters, without name and password."""
        parts = urlsplit(self.url)
        query = urlencode((*parse_qsl(parts.query, keep_blank_values=True), *self.params), errors="replace")
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path or "/", query, ""))

    @property
    def place(self) -> str:
        """The URL as messages may show it: without credentials, and without parameters, which may hold some."""
        parts = urlsplit(self.url)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

    @property
    def origin(self) -> str:
        """Scheme, host and port: who is asked."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname}:{parts.port or _PORTS[parts.scheme]}"


def service_url(url: str) -> str:
    """The address, if one can ask there. Raises ConfigError for what is no HTTP address."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # the port is no number, or brackets do not match
        usable = False
    if not usable or any(char.isspace() or not char.isprintable() for char in url):
        raise ConfigError(
            f"{url.rpartition('@')[2]!r} is not the address of a service",
            remedy="Write it in full, like https://example.org/api.",
        )
    return url


def read_json(body: bytes) -> dict[str, Any]:
    """The JSON object that a service answered. Raises ServiceAnswerError for anything else."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        if body.lstrip()[:1] == b"<":
            raise ServiceAnswerError(
                f"a web page in place of JSON: {excerpt(body)}",
                remedy="Perhaps a log-in page stands between, or the address is that of a page for people.",
            ) from None
        raise ServiceAnswerError(
            f"JSON that is cut short or malformed ({error}): {excerpt(body) or 'nothing at all'}"
        ) from None
    if not isinstance(document, dict):
        raise ServiceAnswerError(f"JSON that is no object: {excerpt(body)}")
    return document


def excerpt(body: bytes | str) -> str:
    """The beginning of what a service said, on one line, fit to be shown."""
    text = body[: 4 * _EXCERPT].decode("utf-8", "replace") if isinstance(body, bytes) else body
    line = " ".join(_printable(text).split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"


def _printable(text: Iterable[str]) -> str:
    # An answer must not move the cursor or colour of the terminal that shows it.
    return "".join(char if char.isprintable() else " " for char in text)
