"""Alignment across articles: situations that are one event, claims that restate, support or contradict each other.

All of it is found from the articles' graphs, lies in a graph of its own, tells its reasons, and can be made again.
"""

from kg.align.aligning import Aligned, Alignment
from kg.align.found import Basis, Found, Relation

__all__ = ["Aligned", "Alignment", "Basis", "Found", "Relation"]
