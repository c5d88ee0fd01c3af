"""The graph for people who work with tables and networks in Python: ``kg.open`` gives an ``OpenGraph``.

pandas, polars, rdflib and networkx are imported when they are asked for.
"""

from kg.frames.opened import OpenGraph, open_graph
from kg.frames.tables import TABLES, Table

__all__ = ["TABLES", "OpenGraph", "Table", "open_graph"]
