"""Write what alignment found: to the embedded store, or with as few requests as may be to a server."""

from __future__ import annotations

from collections.abc import Collection

from pyoxigraph import NamedNode, Quad, Store

__all__ = ["exchange", "remove_graph"]


def exchange(store: Store, removed: Collection[Quad], added: Collection[Quad]) -> None:
    """Remove quads, and add others."""
    if isinstance(store, Store):
        for quad in removed:
            store.remove(quad)
        store.extend(added)
        return
    store.discard(sorted(removed, key=str))  # a remote dataset, which has the face of a store
    store.extend(sorted(added, key=str))


def remove_graph(store: Store, graph: NamedNode) -> None:
    """Remove a graph and its name."""
    if isinstance(store, Store):
        store.remove_graph(graph)
    else:
        store.clear_graph(graph)
