"""The user's own index of Wikidata: built once from a dump or a query service, asked without a network."""

from __future__ import annotations

from kg.link.index.build import Built, Progress, build_index
from kg.link.index.item import Selection
from kg.link.index.keys import key_of
from kg.link.index.opened import Index, open_index

__all__ = ["Built", "Index", "Progress", "Selection", "build_index", "key_of", "open_index"]
