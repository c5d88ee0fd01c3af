"""The articles in a store: put, replace, remove, list and find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from kg.errors import StoreCorruptError, StoreError, UnknownNameError
from kg.store.generations import Writing
from kg.vocabulary import KG, RDF, RDFS

if TYPE_CHECKING:
    from kg.store.bulk import ArticleLines
    from kg.store.change import Writable
    from kg.store.generations import Lease

__all__ = ["ArticleStore", "StoredArticle"]

_COUNTED = (KG.Document, KG.Claim, KG.Dispute, KG.Actor, KG.Place, KG.Situation, KG.Event, KG.Mention, KG.EntityLink)
_HASH_DIGITS = 6
"""With fewer digits, a word in a title could be taken for the beginning of a hash."""
_LISTED = 10
"""Articles that a message names at most."""
_ARTICLES = f"""SELECT ?iri ?title ?hash {{
    GRAPH ?iri {{ ?iri a <{KG.Document}> ; <{RDFS.label}> ?title ; <{KG.textHash}> ?hash }}
}} ORDER BY ?iri"""


class StoredArticle(NamedTuple):
    """An article in the store."""

    iri: str
    title: str
    """Its headline, or its first words."""
    text_hash: str


class ArticleStore:
    """The articles in a store. Close it, or use it as a context: while open for writing it locks the store.

    What is written is seen by those who open the store from ``publish`` or ``close`` on.
    """

    def __init__(self, oxigraph: Store, path: Path | None = None, held: Lease | Writing | None = None) -> None:
        self._oxigraph: Store | None = oxigraph
        self._held = held
        self._is_whole = True
        self._described: dict[str, bytes] = {}
        self.path = path
        """Its folder; None for a store in memory."""

    @property
    def oxigraph(self) -> Store:
        """The store itself, to query and to export from."""
        if self._oxigraph is None:
            if not isinstance(self._held, Writing):
                raise StoreError("the store has been closed")
            with _explained():
                self._oxigraph = self._held.opened()
        return self._oxigraph

    def __enter__(self) -> ArticleStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Publish what was written, and let go of the files. Whoever still reads query results keeps them open."""
        held = self._held
        try:
            if held is not None and self._is_whole:
                held.tidy(self.oxigraph)
                self._publish(held)
        finally:
            self._held = self._oxigraph = None
            if held is not None:
                held.end()

    def publish(self) -> None:
        """Let those who open the store from now on see what has been written so far. Takes some 20 ms at any size.

        Raises StoreError where the disk does not take it. Does nothing for a store in memory or open for reading.
        """
        if self._held is not None and self._is_whole:
            self._publish(self._held)

    def give_back(self) -> None:
        """Give back the memory that the engine keeps for as long as the store is open: 12 kB for each article written.
        It is opened anew when it is next wanted, which takes some 30 ms. Does nothing for a store in memory or open for
        reading.

        Nobody may be reading results of a query, or holding ``oxigraph``: the store could not be opened then.
        """
        if isinstance(self._held, Writing) and self._is_whole:
            self._oxigraph = None  # not opened here: who interrupts just then would leave a store that looks closed

    def _publish(self, held: Lease | Writing) -> None:
        try:
            held.publish(self.oxigraph)
        except OSError as error:
            raise StoreError(
                f"could not write to the store: {error}", remedy="What was stored before stays. Is the disk full?"
            ) from error

    def put_article(self, graph: Writable) -> None:
        """Store an article in place of what was stored of it, as one transaction.

        Raises StoreError where the disk does not take it; what was stored before is then unchanged.
        """
        self._replace(graph.iri, graph)

    def put_articles(self, articles: Sequence[ArticleLines]) -> None:
        """Store articles, each in place of what was stored of it; many at once cost a third of one by one.

        Raises StoreError where the disk does not take it. Then nothing more is published: the store stays as it was
        when it was last published.
        """
        from kg.store.bulk import put_all

        self._is_whole = False
        with _explained():
            put_all(self.oxigraph, articles, self._described)
        self._is_whole = True

    def remove_article(self, iri: str) -> None:
        """Remove an article, and the entities that no other article speaks of, as one transaction.

        Raises UnknownNameError where there is no such article.
        """
        if not self.has_article(iri):
            raise _unknown(iri, self.articles())
        self._replace(iri, None)

    def has_article(self, iri: str) -> bool:
        """Whether an article of that IRI is stored."""
        try:
            graph = NamedNode(iri)
        except ValueError:
            return False
        return Quad(graph, NamedNode(RDF.type), NamedNode(KG.Document), graph) in self.oxigraph

    def articles(self) -> list[StoredArticle]:
        """All articles, by IRI."""
        return [StoredArticle(*row) for row in self._rows(_ARTICLES)]

    def find_article(self, name: str) -> StoredArticle:
        """The one article of that IRI, text hash (or its first digits, six or more), or title.

        Raises UnknownNameError where none or several fit.
        """
        articles = self.articles()
        found = [article for article in articles if name in (article.iri, article.title)]
        if not found and len(name) >= _HASH_DIGITS:
            found = [article for article in articles if article.text_hash.startswith(name.lower())]
        if not found:
            raise _unknown(name, articles)
        if len(found) > 1:
            listed = "".join(f"\n  {article.iri}  {article.title}" for article in found[:_LISTED])
            raise UnknownNameError(f"{name!r} fits {len(found)} articles", remedy=f"Give the IRI of one:{listed}")
        return found[0]

    def stats(self) -> dict[str, int]:
        """How many there are of what: local name of the class → count; and all "triples"."""
        counts = {"triples": len(self.oxigraph)}
        for kind in _COUNTED:
            query = f"SELECT (COUNT(DISTINCT ?it) AS ?n) {{ GRAPH ?g {{ ?it a <{kind}> }} }}"
            counts[kind.rpartition("#")[2]] = int(self._rows(query)[0][0])
        return counts

    def _rows(self, query: str) -> list[tuple[str, ...]]:
        solutions = self.oxigraph.query(query)
        assert isinstance(solutions, QuerySolutions)
        return [tuple("" if term is None else term.value for term in solution) for solution in solutions]

    def _replace(self, iri: str, graph: Writable | None) -> None:
        from kg.store.change import replace_article  # with the model, which takes longer to load than a query to run

        self._described.clear()
        with _explained():
            if graph is None:
                replace_article(self.oxigraph, iri, (), ())
            else:
                replace_article(self.oxigraph, iri, graph.quads, graph.entities)


@contextmanager
def _explained() -> Iterator[None]:
    """What Oxigraph raises while it writes, in words."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"could not write to the store: {error}", remedy="Nothing of the article was stored. Is the disk full?"
        ) from error
    except RuntimeError as error:
        if "read-write" in str(error) or "read-only" in str(error):
            raise StoreError("the store is open for reading only") from error
        raise StoreCorruptError(
            f"the store's files are damaged: {error}", remedy="Remove the folder and build the articles anew."
        ) from error


def _unknown(name: str, articles: list[StoredArticle]) -> UnknownNameError:
    from difflib import get_close_matches

    titles = [article.title for article in articles]
    close = get_close_matches(name, [article.iri for article in articles] + titles, n=3)
    remedy = f"Did you mean {' or '.join(close)}?" if close else "`kg stats` tells what is in the store."
    return UnknownNameError(f"no article {name!r} in the store", remedy=remedy)
