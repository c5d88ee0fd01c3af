"""A store, opened to be worked with in Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from kg.config import Config, load_config
from kg.errors import ParameterError, QueryFailedError, UnknownNameError, UsageError
from kg.frames.answers import columns_of
from kg.frames.converting import Frame, Library, as_frame, missing_extra
from kg.frames.tables import TABLES, read_table
from kg.frames.values import Values
from kg.store import ArticleStore, open_configured

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]
    import rdflib

__all__ = ["OpenGraph", "open_graph"]


def open_graph(store: str | Path | None = None, *, frames: Library = "pandas") -> OpenGraph:
    """The graph in a store's folder, or in the store that kg.toml and the environment name.

    Raises StoreMissingError where there is none, and what opening a store raises otherwise.
    """
    config = load_config()
    if store is not None:
        config = replace(config, store=Path(store), endpoint=None)
    return OpenGraph(open_configured(config), config, frames)


class OpenGraph:
    """A graph that is open for reading: what had been stored when it was opened. Close it, or use it as a context."""

    def __init__(self, store: ArticleStore, config: Config | None = None, frames: Library = "pandas") -> None:
        """``frames`` is the library that tables come in unless another is asked for."""
        self._store = store
        self._config = config or Config()
        self._library: Library = frames
        self._read: Values | None = None

    def __enter__(self) -> OpenGraph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self._read = None
        self._store.close()

    @property
    def store(self) -> ArticleStore:
        """The store itself."""
        return self._store

    @property
    def _values(self) -> Values:
        if self._read is None:
            self._read = Values(self._store.oxigraph)
        return self._read

    def table(self, name: str, library: Library | None = None) -> Frame:
        """A table by its name, one of TABLES, as a frame of pandas or polars.

        Raises UnknownNameError where there is no such table, MissingExtraError where the library is not installed.
        """
        if name not in TABLES:
            raise UnknownNameError(f"there is no table {name!r}", remedy=f"There are: {', '.join(TABLES)}.")
        kinds = {title: column.kind for title, column in TABLES[name].columns.items()}
        return as_frame(read_table(name, self._values), kinds, library or self._library)

    def articles(self, library: Library | None = None) -> Frame:
        """The articles, one a row."""
        return self.table("articles", library)

    def actors(self, library: Library | None = None) -> Frame:
        """Actors, and places that act."""
        return self.table("actors", library)

    def claims(self, library: Library | None = None) -> Frame:
        """Claims, with claimant, words and place."""
        return self.table("claims", library)

    def events(self, library: Library | None = None) -> Frame:
        """What is spoken of. That an event is listed does not mean that it happened."""
        return self.table("events", library)

    def links(self, library: Library | None = None) -> Frame:
        """Links to Wikidata."""
        return self.table("links", library)

    def relations(self, library: Library | None = None) -> Frame:
        """What claims and events of different articles have to do with each other; empty before `kg align`."""
        return self.table("relations", library)

    def query(self, name: str, /, *, library: Library | None = None, **parameters: Any) -> Frame:
        """The answer to a saved query, its parameters as on the command line: ``query("says-about", actor="Turkey")``.

        Values are of the types that the answer has. Raises UnknownNameError, ParameterError, QueryFailedError.
        """
        from kg.queries import Catalogue
        from kg.queries.values import terms
        from kg.sparql import run

        saved = Catalogue(self._config.queries).get(name)
        known = {parameter.name.replace("-", "_"): parameter.name for parameter in saved.parameters}
        wrong = sorted(key for key in parameters if key not in known)
        if wrong:
            raise ParameterError(
                f"{name} has no parameter {', '.join(wrong)}", remedy=f"It has: {', '.join(sorted(known)) or 'none'}."
            )
        texts = {known[key]: None if value is None else str(value) for key, value in parameters.items()}
        values = terms(saved.parameters, texts, self._store.oxigraph)
        return self._frame(run(self._store.oxigraph, saved.text, values, source=saved.source), library)

    def sparql(self, query: str, *, library: Library | None = None) -> Frame:
        """The answer to any SELECT; prefixes are known. Raises SparqlSyntaxError, QueryFailedError."""
        from kg.sparql import run

        return self._frame(run(self._store.oxigraph, query), library)

    def _frame(self, found: Any, library: Library | None) -> Frame:
        from kg.sparql import Solutions

        if not isinstance(found, Solutions):
            raise QueryFailedError("a table is made of a SELECT", remedy="For a graph, ask dataset().")
        cells, kinds = columns_of(found)
        return as_frame(cells, kinds, library or self._library)

    def dataset(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset over the store itself, nothing copied: all articles together.

        For reading. Raises MissingExtraError without oxrdflib, UsageError for a store on a server.
        """
        import rdflib

        return rdflib.Dataset(store=self._rdflib_store(), default_union=True)

    def article(self, name: str) -> rdflib.Graph:
        """What one article says, as an rdflib Graph over the store; by its IRI, headline or text hash.

        Raises UnknownNameError, and what ``dataset`` raises.
        """
        import rdflib

        iri = self._store.find_article(name).iri
        return rdflib.Graph(store=self._rdflib_store(), identifier=rdflib.URIRef(iri))

    def _rdflib_store(self) -> Any:
        try:
            from oxrdflib import OxigraphStore
        except ModuleNotFoundError as error:
            raise missing_extra(error) from None
        from pyoxigraph import Store

        if not isinstance(self._store.oxigraph, Store):
            raise UsageError(
                "a store on a server cannot be seen through rdflib", remedy="Open a folder, or ask it with sparql()."
            )
        return OxigraphStore(store=self._store.oxigraph)

    def network(self, of: Literal["actors", "claims"] = "actors") -> nx.MultiDiGraph:
        """A network of networkx: of ``actors`` who speak of each other, or of all ``claims`` with what they are about.

        Raises MissingExtraError without networkx.
        """
        from kg.frames.networks import network_of_actors, network_of_claims

        if of not in ("actors", "claims"):
            raise UsageError(f"there is no network of {of!r}", remedy="Say 'actors' or 'claims'.")
        return network_of_actors(self._values) if of == "actors" else network_of_claims(self._store)

    def write_parquet(self, folder: str | Path, tables: Sequence[str] = tuple(TABLES)) -> list[Path]:
        """Write tables as Parquet files into a folder, one each; gives the files.

        Raises MissingExtraError without polars, PathError where the folder cannot be written.
        """
        from kg.export.files import written

        found = []
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name in tables:
            path = Path(folder) / f"{name}.parquet"
            with written(path) as file:
                self.table(name, "polars").write_parquet(file)
            found.append(path)
        return found
