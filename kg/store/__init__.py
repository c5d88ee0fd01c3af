"""The embedded store: Oxigraph on disk, one named graph for each article and one for the entities that they share.

An article is written, replaced or removed as one transaction. An entity goes when the last article that speaks of it
goes. So the store is the same in whatever order articles came, and after removing one it is as if that one had never
been read.
"""

from kg.store.articles import ArticleStore, StoredArticle
from kg.store.configured import open_configured
from kg.store.opening import open_store

__all__ = ["ArticleStore", "StoredArticle", "open_configured", "open_store"]
