"""SPARQL 1.1 over HTTP: Query, Update and the Graph Store Protocol, as the servers at hand speak them.

One address is enough: a server tells in its first answer what it is, and that tells where it takes updates and graphs.
Where it is none of those known here, KG_ENDPOINT_UPDATE and KG_ENDPOINT_GRAPHS name the other two.

User and password, or a token, come from KG_ENDPOINT_USER, KG_ENDPOINT_PASSWORD and KG_ENDPOINT_TOKEN, or from netrc.
They are sent when the server asks, in the scheme that it asks for, and stand in no message.

Specifications: SPARQL 1.1 Protocol (W3C, 2013), SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013), RFC 7617 (Basic),
RFC 7616 (Digest), RFC 6750 (Bearer).
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import ConfigError, EndpointError, MissingExtraError, QueryFailedError, QueryTimeoutError

if TYPE_CHECKING:
    import httpx

__all__ = ["SparqlService"]

_CONNECT = 5.0
"""Seconds until a server has to take the connection."""
_ANSWER = 300.0
"""Seconds until it has to begin to answer: whoever wants less gives --timeout."""
_PROBE = "ASK { ?s ?p ?o }"
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_COMPLAINT = 300
"""Characters of a server's own message that are shown."""


@dataclass(frozen=True, slots=True)
class _Server:
    """Where a kind of server takes what, below the address that is left without its last segment."""

    last: tuple[str, ...]
    """The last segments of its query address that are known."""
    query: str
    update: str
    graphs: str
    form: Mapping[str, str] = field(default_factory=dict)
    """What a query needs beside itself so that it is answered over all named graphs."""


_SERVERS = {
    "oxigraph": _Server(("query",), "query", "update", "store", {"union-default-graph": ""}),
    "virtuoso": _Server(("sparql", "sparql-auth"), "sparql", "sparql-auth", "sparql-graph-crud-auth"),
    "fuseki": _Server(("query", "sparql"), "query", "update", "data", {"default-graph-uri": "urn:x-arq:UnionGraph"}),
}
"""Name in the Server header, in small letters → its addresses."""


class SparqlService:
    """A SPARQL server. It is asked when the first question comes; ``close`` lets the connections go."""

    def __init__(self, address: str, environment: Mapping[str, str] | None = None) -> None:
        """Raises ConfigError where the address is none, or holds a password."""
        self._environment = os.environ if environment is None else environment
        self.address = _checked(address)
        self._opened: httpx.Client | None = None
        self._found: tuple[str, _Server | None] | None = None

    def close(self) -> None:
        """Close the connections."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def query(self, text: str, *, union: bool, triples: bool = False) -> bytes:
        """The answer: SPARQL's JSON results, or N-Triples. With ``union``, over all named graphs.

        Raises EndpointError, QueryFailedError where the server does not take the query, QueryTimeoutError.
        """
        address, server = self._where()
        form = {"query": _in_ascii(text), **(server.form if union and server is not None else {})}
        response = self._send("POST", address, data=form, accept=_TRIPLES if triples else _RESULTS)
        if response.status_code == 400:
            raise QueryFailedError(f"{self.address} does not take the query: {_said(response)}")
        self._check(response)
        if "X-SPARQL-MaxRows" in response.headers:
            raise EndpointError(
                f"{self.address} gives {response.headers['X-SPARQL-MaxRows']} rows at most, and there are more",
                remedy="Ask for less (--article, --actor), or raise the limit in the server (ResultSetMaxRows).",
            )
        return response.content

    def update(self, text: str) -> None:
        """Change the store. Raises EndpointError."""
        address = self._environment.get("KG_ENDPOINT_UPDATE") or self._beside("update")
        self._check(self._send("POST", address, data={"query" if self._is("virtuoso") else "update": _in_ascii(text)}))

    def put_graph(self, iri: str, triples: bytes) -> None:
        """Put N-Triples in place of what the server holds as that graph. Raises EndpointError."""
        self._check(self._graph("PUT", iri, content=triples, headers={"Content-Type": _TRIPLES}))

    def delete_graph(self, iri: str) -> None:
        """Remove a graph, if it is there. Raises EndpointError."""
        response = self._graph("DELETE", iri)
        if response.status_code != 404:
            self._check(response)

    def graph(self, iri: str) -> bytes:
        """A graph as N-Triples; nothing where there is none. Raises EndpointError."""
        return self.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}", union=False, triples=True)

    def _graph(self, method: str, iri: str, **more: Any) -> httpx.Response:
        address = self._environment.get("KG_ENDPOINT_GRAPHS") or self._beside("graphs")
        return self._send(method, address, params={"graph": iri}, **more)

    def _is(self, name: str) -> bool:
        return self._where()[1] is _SERVERS[name]

    def _beside(self, service: str) -> str:
        address, server = self._where()
        if server is None:
            raise EndpointError(
                f"it is not known where {self.address} takes what is to be stored",
                remedy="Set KG_ENDPOINT_UPDATE to its address for SPARQL Update, and KG_ENDPOINT_GRAPHS to that of its "
                "Graph Store Protocol.",
            )
        above, _, last = address.rstrip("/").rpartition("/")
        return f"{above if last in server.last else address.rstrip('/')}/{getattr(server, service)}"

    def _where(self) -> tuple[str, _Server | None]:
        """The address for queries, and what server it is. What is given may be the server's root."""
        if self._found is None:
            bare = self.address.rstrip("/")
            tried = [self.address, f"{bare}/query", f"{bare}/sparql"]
            if urlsplit(self.address).path.strip("/").endswith(("sparql", "query", "sparql-auth")):
                tried = tried[:1]
            first = None
            for address in tried:
                response = self._send("POST", address, data={"query": _PROBE}, accept=_RESULTS)
                first = first or response
                if response.status_code == 200 and response.headers.get("Content-Type", "").startswith(_RESULTS):
                    self._found = (address, _server(response))
                    break
                if response.status_code in (401, 403):
                    self._check(response)
            else:
                assert first is not None
                raise EndpointError(
                    f"{self.address} does not answer as a SPARQL endpoint (HTTP {first.status_code})",
                    remedy="Give the address for queries, which often ends in /sparql or /query.",
                )
        return self._found

    def _send(self, method: str, address: str, *, accept: str = "*/*", **more: Any) -> httpx.Response:
        import httpx

        client = self._client()
        headers = {"Accept": accept, **more.pop("headers", {})}
        try:
            return client.request(method, address, headers=headers, **more)
        except httpx.ConnectTimeout:
            reason = f"no answer within {_CONNECT:g} seconds"
        except httpx.TimeoutException:
            raise QueryTimeoutError(
                f"{self.address} took longer than {_ANSWER:g} seconds", remedy="Make the query more selective."
            ) from None
        except httpx.HTTPError as error:
            reason = str(error) or type(error).__name__
        raise EndpointError(
            f"{self.address} cannot be reached: {reason}", remedy="Is the address right, and does the server run?"
        )

    def _check(self, response: httpx.Response) -> None:
        if response.is_success:
            return
        status = response.status_code
        if status in (401, 403):
            raise EndpointError(
                f"{self.address} does not let us in (HTTP {status})",
                remedy="Set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN, or put the server into "
                "your netrc file.",
            )
        if status in (404, 405):
            raise EndpointError(
                f"{response.request.url.copy_with(query=None)} is not where {self.address} takes that (HTTP {status})",
                remedy="Set KG_ENDPOINT_UPDATE and KG_ENDPOINT_GRAPHS, if the server has them elsewhere.",
            )
        raise EndpointError(
            f"{self.address} answered HTTP {status}: {_said(response)}",
            remedy="The server's own log may tell more. What was stored before may be there in part: run it again.",
        )

    def _client(self) -> httpx.Client:
        if self._opened is None:
            try:
                import httpx
            except ImportError:
                raise MissingExtraError(
                    "remote stores are spoken to through httpx, which is not installed",
                    remedy="Install it with: pip install 'news-kg[online]'.",
                ) from None
            self._opened = httpx.Client(
                auth=_credentials(self.address, self._environment),
                timeout=httpx.Timeout(_ANSWER, connect=_CONNECT),
                headers={"User-Agent": "news-kg"},
            )
        return self._opened


def _checked(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(
            f"the endpoint {address!r} is not the address of a server", remedy="Write it like http://localhost:7878."
        )
    if "@" in parts.netloc:
        raise ConfigError(
            f"the address of the endpoint on {parts.hostname} holds a password, which others could read",
            remedy="Leave it out, and set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or put it into your netrc file.",
        )
    return address


def _in_ascii(query: str) -> str:
    """The query with SPARQL's escapes for all but ASCII: Virtuoso takes what a form holds for Latin-1."""
    return re.sub(r"[^\x00-\x7f]", lambda match: f"\\U{ord(match.group()):08X}", query)


def _server(response: httpx.Response) -> _Server | None:
    named = f"{response.headers.get('Server', '')} {' '.join(response.headers)}".lower()
    return next((server for name, server in _SERVERS.items() if name in named), None)


def _said(response: httpx.Response) -> str:
    """The first words of a server's own message, in one line."""
    text = (
        re.sub(r"<[^>]+>", " ", response.text) if "html" in response.headers.get("Content-Type", "") else response.text
    )
    return " ".join(text.split())[:_COMPLAINT] or "without a reason"


def _credentials(address: str, environment: Mapping[str, str]) -> httpx.Auth | None:
    import httpx

    token = environment.get("KG_ENDPOINT_TOKEN")
    user, password = environment.get("KG_ENDPOINT_USER"), environment.get("KG_ENDPOINT_PASSWORD")
    if not token and not user:
        user, password = _from_netrc(address, environment)
    if not token and not user:
        return None

    class Asked(httpx.Auth):
        """Credentials in the scheme that the server asks for; from then on without being asked."""

        def __init__(self) -> None:
            self._scheme: httpx.Auth | None = None

        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            if token:
                request.headers["Authorization"] = f"Bearer {token}"
                yield request
                return
            if self._scheme is None:
                response = yield request
                challenge = response.headers.get("WWW-Authenticate", "").lower()
                if response.status_code != 401:
                    return
                known = (user or "", password or "")
                self._scheme = httpx.DigestAuth(*known) if "digest" in challenge else httpx.BasicAuth(*known)
            yield from self._scheme.auth_flow(request)

    return Asked()


def _from_netrc(address: str, environment: Mapping[str, str]) -> tuple[str | None, str | None]:
    import netrc
    from pathlib import Path

    path = Path(environment["NETRC"]) if environment.get("NETRC") else Path("~/.netrc").expanduser()
    if not path.is_file():
        return None, None
    try:
        found = netrc.netrc(str(path)).authenticators(urlsplit(address).hostname or "")
    except (netrc.NetrcParseError, OSError) as error:
        reason = getattr(error, "msg", None) or getattr(error, "strerror", None) or "unreadable"
        raise ConfigError(f"{path} cannot be used: {reason}", remedy="Correct it, or remove it.") from None
    return (found[0], found[2]) if found else (None, None)
