"""A store on a SPARQL server, with the same face as the one on disk.

``RemoteDataset`` answers what the rest of kg asks of ``pyoxigraph.Store``: queries, quads of a pattern, whole graphs.
``RemoteArticleStore`` writes: an article's graph with one PUT, and beside it what changes in the graph of entities.
The two are not one transaction: that is more than the protocols have. Descriptions of entities are added before and
removed after, so that what breaks off in between leaves nothing but descriptions too many, until the article is put
again. What was written is read back, because not every server says when it has stored nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    parse_query_results,
    serialize,
)

from kg.errors import EndpointError
from kg.iris import entities_graph, is_document
from kg.store.articles import ArticleStore
from kg.store.change import Writable, replace_article
from kg.store.protocol import SparqlService
from kg.vocabulary import KG

if TYPE_CHECKING:
    from kg.store.bulk import ArticleLines

__all__ = ["RemoteArticleStore", "RemoteDataset", "open_endpoint"]

_BATCH = 100
"""Nodes that one question names: some servers take no longer ones."""
_LINES = 400
"""Statements in one update, for the same reason."""
_Node = NamedNode | BlankNode | Triple
_Term = NamedNode | BlankNode | Literal | Triple


def open_endpoint(address: str, base: str, environment: Mapping[str, str] | None = None) -> RemoteArticleStore:
    """The store on a server; ``base`` is the IRI below which its articles are named.

    Raises ConfigError where the address cannot be one. The server is asked with the first question.
    """
    return RemoteArticleStore(RemoteDataset(SparqlService(address, environment), base))


class RemoteDataset:
    """The graphs below a base IRI on a server. Others that it may hold are not ours, and are left alone."""

    def __init__(self, service: SparqlService, base: str) -> None:
        self.service = service
        self._base = base

    def query(
        self, query: str, *, prefixes: Mapping[str, str] | None = None, use_default_graph_as_union: bool = False
    ) -> QuerySolutions | QueryBoolean | list[Triple]:
        """As ``pyoxigraph.Store.query``. Syntax is checked here first, so that every server's users see one message.

        Raises SyntaxError, EndpointError, QueryFailedError, QueryTimeoutError.
        """
        known = dict(prefixes or {})
        made = Store().query(query, prefixes=known)
        triples = not isinstance(made, QuerySolutions | QueryBoolean)
        declared = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in known.items() if f"{name}:" in query)
        answer = self.service.query(f"{declared} {query}", union=use_default_graph_as_union, triples=triples)
        if triples:
            return [quad.triple for quad in parse(answer, format=RdfFormat.N_TRIPLES)]
        found = parse_query_results(answer, format=QueryResultsFormat.JSON)
        if isinstance(made, QueryBoolean) and isinstance(found, QuerySolutions):
            # Virtuoso answers ASK with a row that says 1, or with none
            said = b"true" if any(str(getattr(row[0], "value", "")) == "1" for row in found) else b"false"
            return parse_query_results(b'{"head":{},"boolean":%s}' % said, format=QueryResultsFormat.JSON)
        return found

    def quads_for_pattern(
        self,
        subject: _Node | None,
        predicate: NamedNode | None,
        object: _Term | None,  # noqa: A002 - pyoxigraph's name
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """As ``pyoxigraph.Store.quads_for_pattern``, over our graphs, which have names and hold no blank nodes."""
        if isinstance(graph_name, DefaultGraph) or isinstance(subject, BlankNode) or isinstance(object, BlankNode):
            return
        if isinstance(graph_name, NamedNode) and (subject, predicate, object) == (None, None, None):
            yield from self._graph(graph_name)
            return
        asked = {"s": subject, "p": predicate, "o": object, "g": graph_name}
        s, p, o, g = (f"?{name}" if term is None else str(term) for name, term in asked.items())
        free = [f"?{name}" for name, term in asked.items() if term is None]
        ours = f" FILTER(STRSTARTS(STR(?g), {Literal(self._base)}))" if graph_name is None else ""
        for row in self._select(f"SELECT {' '.join(free) or '*'} {{ GRAPH {g} {{ {s} {p} {o} }}{ours} }}"):
            found = {name: row.get(name, term) for name, term in asked.items()}
            yield Quad(*(cast(Any, found[name]) for name in "spog"))

    def named_graphs(self) -> Iterator[NamedNode]:
        """The graphs below our base."""
        ours = f"FILTER(STRSTARTS(STR(?g), {Literal(self._base)}))"
        for row in self._select(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {ours} }}"):
            graph = row["g"]
            assert isinstance(graph, NamedNode)
            yield graph

    def __iter__(self) -> Iterator[Quad]:
        for graph in sorted(self.named_graphs(), key=lambda graph: graph.value):
            yield from self._graph(graph)

    def __contains__(self, quad: Quad) -> bool:
        terms = f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"
        return bool(self.query(f"ASK {{ {terms} }}"))

    def __len__(self) -> int:
        ours = f"FILTER(STRSTARTS(STR(?g), {Literal(self._base)}))"
        rows = list(self._select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {ours} }}"))
        return int(getattr(rows[0]["n"], "value", "0"))

    def dump(self, *, format: RdfFormat, from_graph: NamedNode) -> bytes:  # noqa: A002 - pyoxigraph's name
        """As ``pyoxigraph.Store.dump``: what a graph holds, written by our engine, not as the server spells it."""
        return serialize((quad.triple for quad in self._graph(from_graph)), format=format) or b""

    def update(self, update: str) -> None:
        """Run SPARQL Update."""
        self.service.update(update)

    def extend(self, quads: Iterable[Quad]) -> None:
        """Add quads."""
        for verb in _updates("INSERT", list(quads)):
            self.service.update(verb)

    def discard(self, quads: Iterable[Quad]) -> None:
        """Remove quads."""
        for verb in _updates("DELETE", list(quads)):
            self.service.update(verb)

    def clear_graph(self, graph: NamedNode) -> None:
        """Remove all that a graph holds."""
        self.service.delete_graph(graph.value)

    def flush(self) -> None:
        """Nothing: a server keeps its own files."""

    def rows(self, query: str, values: str, terms: Sequence[_Term]) -> Iterator[dict[str, _Term]]:
        """What a SELECT finds for each of many terms, which stand where the query says ``%s``, some at a time."""
        for first in range(0, len(terms), _BATCH):
            listed = " ".join(str(term) for term in terms[first : first + _BATCH])
            yield from self._select(query.replace("%s", f"VALUES {values} {{ {listed} }}"))

    def _graph(self, graph: NamedNode) -> Iterator[Quad]:
        for quad in parse(self.service.graph(graph.value), format=RdfFormat.N_TRIPLES):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)

    def _select(self, query: str) -> Iterator[dict[str, _Term]]:
        solutions = self.query(query)
        assert isinstance(solutions, QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        for row in solutions:
            yield {name: row[Variable(name)] for name in names if row[Variable(name)] is not None}


class RemoteArticleStore(ArticleStore):
    """The articles on a server."""

    def __init__(self, dataset: RemoteDataset) -> None:
        super().__init__(cast(Store, dataset))  # it has the methods of a Store that kg calls
        self._dataset = dataset

    def close(self) -> None:
        """Close the connections."""
        self._dataset.service.close()
        super().close()

    def put_articles(self, articles: Sequence[ArticleLines]) -> None:
        """Store articles, one after another."""
        for article in articles:
            own = list(parse(article.lines, format=RdfFormat.N_QUADS))
            entities = [quad for one in article.entities for quad in parse(one.lines, format=RdfFormat.N_QUADS)]
            self._write(article.iri, own, entities)

    def _replace(self, iri: str, graph: Writable | None) -> None:
        if graph is None:
            self._write(iri, (), ())
        else:
            self._write(iri, graph.quads, graph.entities)

    def _write(self, iri: str, own: Sequence[Quad], entities: Sequence[Quad]) -> None:
        article, shared = NamedNode(iri), NamedNode(entities_graph(iri))
        window = _window(self._dataset, article, shared, own, entities)
        before = set(window.quads_for_pattern(None, None, None, shared))
        replace_article(window, iri, own, entities)
        after = set(window.quads_for_pattern(None, None, None, shared))
        service = self._dataset.service
        for update in _updates("INSERT", sorted(after - before, key=str)):
            service.update(update)
        if own:
            service.put_graph(iri, serialize((quad.triple for quad in own), format=RdfFormat.N_TRIPLES) or b"")
        else:
            service.delete_graph(iri)
        for update in _updates("DELETE", sorted(before - after, key=str)):
            service.update(update)
        self._verify(article, shared, len(set(own)), set(entities))

    def _verify(self, article: NamedNode, shared: NamedNode, count: int, described: set[Quad]) -> None:
        """Read back how much there is: some servers take what they do not store, and say that all is well."""
        found = self._count(f"GRAPH {article} {{ ?s ?p ?o }}")
        if found != count:
            raise EndpointError(
                f"{self._dataset.service.address} stored {found} of the {count} statements of {article.value}",
                remedy="The server takes graphs in part only. Build the article again, or use another server.",
            )
        base = shared.value.removesuffix("entities")  # other links may have more to say of an item of Wikidata
        described = {quad for quad in described if str(quad.subject).startswith(f"<{base}")}
        subjects = sorted({quad.subject for quad in described}, key=str)
        query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {shared} {{ %s ?s ?p ?o }} }}"
        rows = self._dataset.rows(query, "?s", cast(list[_Term], subjects))
        stored = sum(int(getattr(row["n"], "value", "0")) for row in rows)
        if stored != len(described):
            raise EndpointError(
                f"{self._dataset.service.address} holds {stored} statements on the entities of {article.value}, and "
                f"should hold {len(described)}",
                remedy="Something else may write to it at the same time. Build the article again.",
            )

    def _count(self, pattern: str) -> int:
        return int(self._rows(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0][0])


def _window(
    remote: RemoteDataset, article: NamedNode, shared: NamedNode, own: Sequence[Quad], entities: Sequence[Quad]
) -> Store:
    """All of the store that bears on putting this article: what ``replace_article`` would look at, in memory."""
    window = Store()
    stored = list(remote.quads_for_pattern(None, None, None, article))
    window.extend(stored)
    dropped = _nodes(stored) - _nodes(own)
    subjects = sorted({quad.subject for quad in entities} | dropped, key=str)
    about = (
        f"SELECT ?s ?p ?o {{ GRAPH {shared} {{ %s {{ ?e ?p ?o BIND(?e AS ?s) }} "
        f"UNION {{ ?s <{KG.linkOf}> ?e . ?s ?p ?o }} }} }}"
    )
    described = [_quad(row, shared) for row in remote.rows(about, "?e", cast(list[_Term], subjects))]
    window.extend(described)
    items = sorted({quad.object for quad in described if quad.predicate.value == KG.candidate}, key=str)
    labels = f"SELECT ?s ?p ?o {{ GRAPH {shared} {{ %s ?s ?p ?o }} }}"
    window.extend(_quad(row, shared) for row in remote.rows(labels, "?s", items))
    links = (
        f"SELECT ?s ?p ?o {{ GRAPH {shared} {{ %s ?s <{KG.candidate}> ?item . ?s ?p ?o "
        f"FILTER(?p = <{KG.candidate}> || ?p = <{KG.status}>) }} }}"
    )
    window.extend(_quad(row, shared) for row in remote.rows(links, "?item", items))
    gone = sorted(dropped & {quad.subject for quad in described}, key=str)
    window.extend(_spoken_of(remote, gone, article))
    return window


def _spoken_of(remote: RemoteDataset, nodes: Sequence[_Node], article: NamedNode) -> Iterator[Quad]:
    """For each node of which another article speaks, one quad that says so."""
    query = (
        "SELECT ?t (MIN(?g) AS ?where) { %s { GRAPH ?g { ?t ?p ?o } } UNION { GRAPH ?g { ?s ?p ?t } } "
        f"FILTER(?g != {article} && CONTAINS(STR(?g), '/doc/')) }} GROUP BY ?t"
    )
    for row in remote.rows(query, "?t", cast(list[_Term], list(nodes))):
        where = row.get("where")
        if where is not None and is_document(getattr(where, "value", "")):
            yield Quad(cast(Any, row["t"]), NamedNode(KG.denotes), row["t"], NamedNode(getattr(where, "value", "")))


def _nodes(quads: Iterable[Quad]) -> set[_Node]:
    return {term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}


def _quad(row: Mapping[str, _Term], graph: NamedNode) -> Quad:
    return Quad(cast(Any, row["s"]), cast(Any, row["p"]), row["o"], graph)


def _updates(verb: str, quads: Sequence[Quad]) -> Iterator[str]:
    """Requests that add or remove quads. N-Triples lines are SPARQL, with the same escapes."""
    for first in range(0, len(quads), _LINES):
        graphs: dict[str, list[Triple]] = {}
        for quad in quads[first : first + _LINES]:
            graphs.setdefault(str(quad.graph_name), []).append(quad.triple)
        blocks = "".join(
            f"GRAPH {graph} {{\n{(serialize(triples, format=RdfFormat.N_TRIPLES) or b'').decode()}}}\n"
            for graph, triples in graphs.items()
        )
        yield f"{verb} DATA {{\n{blocks}}}"
