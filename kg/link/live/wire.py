"""One exchange with a service over HTTP, through httpx, with everything that can go wrong named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from kg import __version__
from kg.errors import (
    AnswerTooLargeError,
    ConfigError,
    MissingExtraError,
    OfflineError,
    ServiceAnswerError,
    ServiceTimeoutError,
)
from kg.link.live.question import BusyError, Question

if TYPE_CHECKING:
    import ssl

    import httpx

__all__ = ["Answer", "Wire", "user_agent"]

_HOME: Final = "https://w3id.org/news-kg/"
_CONNECT: Final = 10.0
"""Seconds until a connection has to stand."""
_REDIRECTS: Final = 5
_COMPLAINT: Final = 65_536
"""Bytes that are read of an answer that says what is wrong."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    retry_after: str | None
    """The header of that name."""
    body: bytes
    """Unpacked; cut off where the status is not 200."""


def user_agent(contact: str = "") -> str:
    """Who asks, as services want it: program, version, and how to reach somebody.

    Raises ConfigError where the contact cannot stand in a header.

    >>> user_agent("ana@example.org").removeprefix("news-kg/").partition(" ")[2]
    '(https://w3id.org/news-kg/; ana@example.org)'
    """
    if not (contact.isascii() and contact.isprintable()) or set("()\\") & set(contact):
        raise ConfigError(
            f"the contact {contact!r} cannot be sent to a service",
            remedy="Give an e-mail address or the address of a page, in ASCII.",
        )
    return f"news-kg/{__version__} ({'; '.join(part for part in (_HOME, contact.strip()) if part)})"


class Wire:
    """An HTTP client that connects when it is first needed."""

    def __init__(self, contact: str, timeout: float, max_bytes: int, stopwatch: Callable[[], float]) -> None:
        """``timeout`` in seconds, ``max_bytes`` of one answer, unpacked. Raises ConfigError as ``user_agent`` does."""
        self._agent = user_agent(contact)
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._stopwatch = stopwatch
        self._opened: httpx.Client | None = None

    def exchange(self, question: Question) -> Answer:
        """Ask once. Raises ServiceError below what the names say, and BusyError where the connection broke off."""
        limit = self._timeout if question.timeout is None else question.timeout
        client = self._client()
        with _named(limit):
            import httpx

            request = client.build_request(
                question.method,
                question.address,
                data=dict(question.form) if question.form is not None else None,
                headers={"Accept": question.accept},
                timeout=httpx.Timeout(limit, connect=min(limit, _CONNECT)),
            )
            started = self._stopwatch()
            response = client.send(request, auth=_credentials(question.url), stream=True)
            try:
                _refuse_lost_form(question, response)
                chunks = self._within(response.iter_bytes(), started + limit, limit)
                body = _first(chunks, _COMPLAINT) if response.status_code != 200 else self._whole(chunks, response)
                return Answer(response.status_code, response.headers.get("Retry-After"), body)
            finally:
                response.close()

    def close(self) -> None:
        """Close the connections."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _client(self) -> httpx.Client:
        if self._opened is None:
            try:
                import httpx
            except ImportError:
                raise MissingExtraError(
                    "live services are asked through httpx, which is not installed",
                    remedy="Install it with: pip install 'news-kg[online]'. Or leave out --online.",
                ) from None
            self._opened = httpx.Client(
                # gzip alone: what else httpx offers depends on what happens to be installed
                headers={"User-Agent": self._agent, "Accept-Encoding": "gzip"},
                verify=_trusted(),
                follow_redirects=True,
                max_redirects=_REDIRECTS,
                limits=httpx.Limits(max_connections=4),
            )
        return self._opened

    def _within(self, chunks: Iterator[bytes], deadline: float, limit: float) -> Iterator[bytes]:
        """The chunks as long as there is time: a byte now and then does not keep a question open for ever."""
        for chunk in chunks:
            if self._stopwatch() > deadline:
                raise ServiceTimeoutError(f"the answer was not complete after {limit:g} seconds")
            yield chunk

    def _whole(self, chunks: Iterator[bytes], response: httpx.Response) -> bytes:
        body = bytearray()
        announced = response.headers.get("Content-Length", "")
        if announced.isdigit() and len(announced) < 20 and int(announced) > self._max_bytes:
            raise AnswerTooLargeError(f"an answer of {int(announced):,} bytes; at most {self._max_bytes:,} are read")
        for chunk in chunks:
            body += chunk
            if len(body) > self._max_bytes:
                raise AnswerTooLargeError(f"an answer of more than {self._max_bytes:,} bytes, unpacked")
        return bytes(body)


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that are trusted; read once, which takes a tenth of a second."""
    import httpx

    return httpx.create_ssl_context()


def _first(chunks: Iterator[bytes], size: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) >= size:
            break
    return bytes(body[:size])


def _credentials(url: str) -> tuple[str, str] | None:
    """Name and password in an address, sent as a header: httpx would log the address."""
    parts = urlsplit(url)
    return (unquote(parts.username or ""), unquote(parts.password or "")) if "@" in parts.netloc else None


def _refuse_lost_form(question: Question, response: httpx.Response) -> None:
    """A redirection may turn a POST into a GET, which then asks nothing."""
    if response.request.method != question.method:
        target = response.url.copy_with(username=None, password=None, query=None)
        raise ServiceAnswerError(f"the service has moved to {target}", remedy="Set this address for it.")


@contextmanager
def _named(limit: float) -> Iterator[None]:
    """Turn httpx's exceptions into ours."""
    import httpx

    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        raise OfflineError(
            f"the service cannot be reached: {error or 'no answer'}",
            remedy="Check the network and the address; kg goes on without this service, and does not ask it again.",
        ) from None
    except httpx.TimeoutException:
        raise ServiceTimeoutError(f"no answer within {limit:g} seconds") from None
    except httpx.TooManyRedirects:
        raise ServiceAnswerError(f"the service redirects in a circle, or more than {_REDIRECTS} times") from None
    except (httpx.UnsupportedProtocol, httpx.DecodingError) as error:
        raise ServiceAnswerError(f"an answer that cannot be followed or unpacked: {error}") from None
    except httpx.TransportError as error:
        raise BusyError(f"the connection broke off: {error}") from None
