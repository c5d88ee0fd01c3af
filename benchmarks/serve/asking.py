"""Clients that take little of the machine that they share with the server: HTTP/1.1 over one connection each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

__all__ = ["Answers", "load"]


@dataclass(slots=True)
class Answers:
    """How long requests took, in seconds, and how many were answered otherwise than with 200."""

    took: list[float] = field(default_factory=list)
    errors: int = 0


async def load(address: str, queries: Iterator[str], clients: int, seconds: float) -> Answers:
    """Post queries with so many clients at once, for so long."""
    where = urlsplit(address)
    found = Answers()
    end = time.monotonic() + seconds

    async def ask() -> None:
        reader, writer = await asyncio.open_connection(where.hostname, where.port, limit=1 << 20)
        while time.monotonic() < end:
            body = next(queries).encode()
            head = (
                f"POST {where.path} HTTP/1.1\r\nHost: {where.netloc}\r\nAccept: application/sparql-results+json\r\n"
                f"Content-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            started = time.perf_counter()
            writer.write(head.encode() + body)
            status = await _answer(reader)
            found.took.append(time.perf_counter() - started)
            found.errors += status != 200
        writer.close()

    await asyncio.gather(*(ask() for _ in range(clients)))
    return found


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = int(head.split(" ", 2)[1])
    headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
        return status
    while size := int((await reader.readline()).partition(b";")[0], 16):
        await reader.readexactly(size + 2)
    await reader.readline()
    return status
