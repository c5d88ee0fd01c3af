"""The only place where RDF is written: an extraction becomes the quads that state it.

What one article says goes into a named graph that has the article's IRI; what articles share of an actor or place goes
into the graph of entities. The two are disjoint, there are no blank nodes, and the same extraction gives the same
quads in the same order.
"""

from kg.rdf.graph import ArticleGraph, quads

__all__ = ["ArticleGraph", "quads"]
