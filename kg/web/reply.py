"""What a worker answers, and how it travels to the front process."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO, Final

__all__ = ["BODY", "END", "FAULT", "FRAME", "HEAD", "Head", "Reply", "html_reply", "json_reply"]

FRAME: Final = struct.Struct("!cI")
"""Kind and length of what follows."""
HEAD, BODY, END, FAULT = b"H", b"B", b"E", b"X"


@dataclass(frozen=True, slots=True)
class Head:
    """What precedes the body."""

    status: int = 200
    media_type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = False
    """Whether the same would be answered again as long as the store is as it is."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: its body is at hand, or is written when the head has been sent."""

    head: Head
    body: bytes = b""
    write: Callable[[IO[bytes]], object] | None = None


def json_reply(value: object, *, lasting: bool = True) -> Reply:
    """A reply in JSON."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Reply(Head(200, "application/json", lasting=lasting), body)


def html_reply(page: str, *, lasting: bool = True, **headers: str) -> Reply:
    """A reply that is a page."""
    return Reply(Head(200, "text/html; charset=utf-8", headers, lasting), page.encode("utf-8", "replace"))
