"""What a server is told: which store, who may ask, and how much."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.config import Config

__all__ = ["Limits", "Serving", "is_loopback"]

_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may take."""

    seconds: float = 30.0
    """From its turn to the last byte that the store gives for it."""
    waiting_seconds: float = 30.0
    """For its turn."""
    upload_seconds: float = 10.0
    """For its header, and again for its body."""
    body_bytes: int = 1_000_000
    url_bytes: int = 60_000
    waiting: int = 512
    """Requests that may wait for a turn at once."""
    memory_bytes: int = 4_000_000_000
    """Of one worker; 0 for no limit."""
    answer_bytes: int = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Serving:
    """What ``kg serve`` was told."""

    config: Config
    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    """What those must show who ask from elsewhere, or write; empty for none."""
    write: bool = False
    """Whether those who show the token may decide on links and change graphs."""
    names: tuple[str, ...] = ()
    """Further names of this server: what may stand in a request's Host."""
    origins: tuple[str, ...] = ()
    """Sites whose pages may ask this server (CORS), such as http://127.0.0.1:3333."""
    workers: int = 3
    limits: Limits = field(default_factory=Limits)

    @property
    def token_to_read(self) -> bool:
        """Whether even reading needs the token: wherever others than this machine can ask."""
        return not is_loopback(self.host)

    @property
    def resource_path(self) -> str:
        """Below which path of this server the resources of the graph answer."""
        return "/id/"

    @property
    def base_path(self) -> str:
        """The path of the resources' own IRIs, which answers too: /news-kg/id/ of https://w3id.org/news-kg/id/."""
        return urlsplit(self.config.base).path

    def knows_host(self, header: str) -> bool:
        """Whether a request's Host names this server. A page elsewhere that has its own name resolve to this machine
        (DNS rebinding) sends its own name.
        """
        name = header.rpartition(":")[0] if header.rpartition(":")[2].isdigit() and ":" in header else header
        known = {*_NAMES, self.host.lower(), f"[{self.host.lower()}]", *(name.lower() for name in self.names)}
        return name.lower() in known

    def secret(self, purpose: str) -> str:
        """A word made of the token that does not tell it: for the cookie of who has shown it, and for forms."""
        return hmac.new(self.token.encode(), f"kg serve {purpose}".encode(), hashlib.sha256).hexdigest()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
