"""Virtuoso over HTTP, loaded with its own bulk loader."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.remote.servers import virtuoso_server

__all__ = ["VirtuosoPeer", "virtuoso_with"]

_BUFFERS = 170_000
"""Pages of 8 KiB: what the maker recommends for 2 GiB."""


class VirtuosoPeer:
    """A server that has been loaded."""

    def __init__(self, address: str, limit: float) -> None:
        import httpx

        self._address = address
        self._limit = limit
        self._client = httpx.Client(timeout=limit)

    def seconds(self, query: str) -> float:
        """How long it takes until the whole answer is there, or the limit where it takes longer or fails."""
        import httpx

        started = time.perf_counter()
        try:
            headers = {"Accept": "application/sparql-results+json"}
            response = self._client.post(self._address, data={"query": query}, headers=headers)
            response.raise_for_status()
        except httpx.HTTPError:
            return self._limit
        return time.perf_counter() - started


@contextmanager
def virtuoso_with(corpus: Path, folder: Path, limit: float) -> Iterator[VirtuosoPeer | None]:
    """The server with the graphs of a file of N-Quads; None where Virtuoso is not installed."""
    with virtuoso_server(folder, _BUFFERS) as server:
        if server is None or shutil.which("isql-vt") is None:
            yield None
            return
        shutil.copy(corpus, folder / corpus.name)
        orders = f"ld_dir('{folder}', '{corpus.name}', 'urn:none'); rdf_loader_run(); checkpoint;"
        subprocess.run(
            ["isql-vt", str(server.sql_port), "dba", "dba", f"exec={orders}"], check=True, capture_output=True
        )
        yield VirtuosoPeer(server.address, limit)
