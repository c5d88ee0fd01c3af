"""The graph over HTTP: pages for people, SPARQL and JSON for programs.

::

    browser, program ──> app (one process, asyncio) ──> workers (a process each, the store open for reading)
                         guard: host, token, sizes        answer one request at a time; killed when time is up
                         routes: what is asked for        pages, queries, graphs: all that reads the store

The front process never touches the store, so nothing that a request asks for can hold up the others.
"""

from __future__ import annotations

from kg.web.serving import Limits, Serving

__all__ = ["Limits", "Serving"]
