"""The catalogue of saved queries as RDF, in the terms of SHACL Advanced Features (https://www.w3.org/TR/shacl-af/).

    query:claims-by  a  sh:SPARQLExecutable, sh:SPARQLSelectExecutable, sh:Parameterizable
      ├─ rdfs:label, rdfs:comment, schema:keywords, skos:example
      ├─ sh:select     the SPARQL, with all the prefixes that it uses: it runs as it stands
      └─ sh:parameter  query:claims-by/actor, of which
           ├─ sh:path  query:parameter#__actor_iri, whose local name is the variable (SHACL, section 6.2.1)
           └─ sh:name, sh:description, sh:optional, sh:nodeKind, sh:class, sh:datatype, sh:in, sh:defaultValue

Programs that look for example queries (https://github.com/sib-swiss/sparql-examples) read these terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal as Bound
from pyoxigraph import NamedNode, RdfFormat, Store, parse, serialize
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS, XSD
from rdflib.term import Node

from kg import __version__
from kg.errors import Location, ParameterError, QueryHeaderError, SparqlSyntaxError, UnknownFormatError
from kg.queries.catalogue import SUFFIX, SavedQuery
from kg.queries.dates import is_relative
from kg.queries.names import CLASSES
from kg.queries.parameters import Parameter, literal, variables_in
from kg.queries.values import THINGS, iri_of
from kg.resources import resource_files
from kg.sparql.binding import bind
from kg.sparql.tokens import tokens
from kg.vocabulary import PREFIXES

__all__ = ["FORMATS", "QUERY_NS", "catalogue_graph", "written"]

QUERY_NS: Final = "https://w3id.org/news-kg/query/"
"""Of the queries that travel with kg, the same wherever it runs. A user's own are below the base of the resources."""
FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
"""Formats that the catalogue is written in."""

_SCHEMA: Final = PREFIXES["schema"]
_FEDERATES: Final = URIRef("https://purl.expasy.org/sparql-examples/ontology#federatesWith")
_FORMS: Final = {
    "SELECT": (SH.SPARQLSelectExecutable, SH.select),
    "ASK": (SH.SPARQLAskExecutable, SH.ask),
    "CONSTRUCT": (SH.SPARQLConstructExecutable, SH.construct),
    "DESCRIBE": (URIRef(f"{SH}SPARQLDescribeExecutable"), URIRef(f"{SH}describe")),  # SHACL 1.2
}
_BOUND: Final = {"query": QUERY_NS, "sh": str(SH), "spex": "https://purl.expasy.org/sparql-examples/ontology#"}


def catalogue_graph(queries: Iterable[SavedQuery], base: str, endpoint: str | None = None) -> Graph:
    """The description of these queries; of where they can be asked too, if an endpoint is known.

    Raises QueryHeaderError where a header is malformed or a LIMIT has no value, SparqlSyntaxError for what is no
    query.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in {**PREFIXES, **_BOUND}.items():
        graph.bind(prefix, namespace)
    own = {str(item) for item in resource_files("queries", SUFFIX)}
    for namespace, part in ((QUERY_NS, True), (f"{base}query/", False)):
        chosen = [query for query in queries if (query.source in own) is part]
        if chosen:
            _describe_catalogue(graph, namespace, own=part)
        for query in chosen:
            _Description(graph, query, namespace, "en" if part else None).add(endpoint)
    return graph


def written(graph: Graph, form: str = "turtle") -> bytes:
    """The catalogue in one of FORMATS, each time the same bytes; UnknownFormatError for another."""
    if form not in FORMATS:
        raise UnknownFormatError(
            f"the catalogue is not written as {form!r}", remedy=f"Formats are: {', '.join(FORMATS)}."
        )
    if form == "turtle":
        return graph.serialize(format="turtle", encoding="utf-8")  # with line breaks in the queries, and in order
    lines = sorted(graph.serialize(format="nt").splitlines(keepends=True))
    return serialize(parse("".join(lines), RdfFormat.N_TRIPLES), format=FORMATS[form]) or b""


def _describe_catalogue(graph: Graph, namespace: str, *, own: bool) -> None:
    """The node that the queries are defined by, and the prefixes of kg for whoever writes more of them."""
    node = URIRef(namespace)
    graph.add((node, RDF.type, OWL.Ontology))
    if not own:
        graph.bind("own", namespace)
        graph.add((node, RDFS.label, Literal("Saved queries of your own", lang="en")))
        return
    graph.add((node, RDFS.label, Literal("Saved queries of news-kg", lang="en")))
    graph.add((node, OWL.versionInfo, Literal(__version__)))
    for prefix, iri in sorted(PREFIXES.items()):
        declared = BNode(f"prefix_{prefix}")
        graph.add((node, SH.declare, declared))
        graph.add((declared, RDF.type, SH.PrefixDeclaration))
        graph.add((declared, SH.prefix, Literal(prefix)))
        graph.add((declared, SH.namespace, Literal(iri, datatype=XSD.anyURI)))


@dataclass(frozen=True, slots=True)
class _Description:
    """Adds one query to the graph."""

    graph: Graph
    query: SavedQuery
    namespace: str
    language: str | None

    def add(self, endpoint: str | None) -> None:
        header, node = self.query.header, self.node
        executable, property_, text = _executable(self.query)
        parameters = [one for one in self.query.parameters if one.variable in set(variables_in(text))]
        kinds = [SH.SPARQLExecutable, executable, *([SH.Parameterizable] if parameters else [])]
        said: dict[URIRef, Sequence[Node]] = {
            RDF.type: kinds,
            RDFS.label: [Literal(header.summary, lang=self.language)],
            RDFS.comment: [Literal(header.description or header.summary, lang=self.language)],
            RDFS.isDefinedBy: [URIRef(self.namespace)],
            DCTERMS.identifier: [Literal(self.query.name)],
            URIRef(_SCHEMA + "keywords"): [Literal(tag) for tag in header.tags],
            SKOS.example: [Literal(header.example)] if header.example else [],
            _FEDERATES: [URIRef(one) for one in header.service],
            URIRef(_SCHEMA + "target"): [URIRef(endpoint)] if endpoint else [],
            property_: [Literal(text)],
        }
        for predicate, values in said.items():
            for value in values:
                self.graph.add((node, predicate, value))
        for order, parameter in enumerate(parameters):
            self._add_parameter(order, parameter)

    @property
    def node(self) -> URIRef:
        return URIRef(self.namespace + quote(self.query.name, safe=""))

    def _add_parameter(self, order: int, parameter: Parameter) -> None:
        node = URIRef(f"{self.node}/{quote(parameter.name)}")
        self.graph.add((self.node, SH.parameter, node))
        default = _value(parameter, parameter.default) if parameter.default is not None else None
        choices = [_value(parameter, choice) for choice in parameter.choices]
        known = [choice for choice in choices if choice is not None]
        told = parameter.help or parameter.name
        if parameter.default is not None and default is None:
            told += f" (default: {parameter.default})"
        if len(known) < len(choices):
            told += f" (one of: {', '.join(parameter.choices)})"
        for predicate, value in (
            (RDF.type, SH.Parameter),
            (SH.path, URIRef(f"{self.namespace}parameter#{parameter.variable}")),
            (SH.name, Literal(parameter.name)),
            (SH.description, Literal(told, lang=self.language)),
            (SH.order, Literal(order)),
            (SH.optional, Literal(not parameter.required)),
            *_types(parameter),
            *([(SH.defaultValue, default)] if default is not None else []),
        ):
            self.graph.add((node, predicate, value))
        if known and len(known) == len(choices):
            self._add_list(node, SH["in"], known)
        classes = CLASSES[THINGS[parameter.name.lower()][0]] if _is_thing(parameter) else ()
        if len(classes) == 1:
            self.graph.add((node, SH["class"], URIRef(classes[0])))
        elif classes:
            self._add_list(node, SH["or"], [self._class_shape(one) for one in classes])

    def _class_shape(self, class_iri: str) -> BNode:
        """A shape of all instances of the class, one for each place that needs it."""
        shape = BNode(f"shape_{len(self.graph)}")
        self.graph.add((shape, SH["class"], URIRef(class_iri)))
        return shape

    def _add_list(self, node: Node, predicate: URIRef, members: Sequence[Node]) -> None:
        cells = [BNode(f"list_{len(self.graph)}_{index}") for index in range(len(members))]
        self.graph.add((node, predicate, cells[0]))
        for cell, following, member in zip(cells, [*cells[1:], RDF.nil], members, strict=True):
            self.graph.add((cell, RDF.first, member))
            self.graph.add((cell, RDF.rest, following))


def _is_thing(parameter: Parameter) -> bool:
    return parameter.type == "iri" and parameter.name.lower() in THINGS


def _types(parameter: Parameter) -> Iterator[tuple[URIRef, Node]]:
    """What SHACL says of the type of a parameter's values."""
    if parameter.type == "iri":
        yield SH.nodeKind, SH.IRI
    elif parameter.language:
        yield SH.datatype, RDF.langString
    else:
        yield SH.datatype, XSD[parameter.type]


def _value(parameter: Parameter, value: str) -> Node | None:
    """The RDF term of a value; None for what means something else tomorrow or in another store."""
    if parameter.type == "iri":
        iri = iri_of(value)
        return None if iri is None else URIRef(iri)
    if parameter.language:
        return Literal(value, lang=parameter.language)
    if parameter.type in ("date", "dateTime") and is_relative(value):
        return None
    form, datatype = literal(parameter, value)
    return Literal(form, datatype=URIRef(datatype), normalize=False)


def _executable(query: SavedQuery) -> tuple[URIRef, URIRef, str]:
    """Class, property and text of a query. The text runs as it is, in any engine that needs its prefixes declared."""
    text = _with_prefixes(_without_limits(query))
    words = [token.text.upper() for token in tokens(text) if token.kind == "word"]
    form = next((word for word in words if word in _FORMS), None)
    try:
        Store().query(_local(text))
    except SyntaxError as error:
        from kg.sparql.syntax import syntax_error

        raise syntax_error(error, query.text, query.source, PREFIXES) from None
    if form is None:
        raise SparqlSyntaxError("this is no query", location=Location(query.source))
    executable, property_ = _FORMS[form]
    return executable, property_, text


def _local(text: str) -> str:
    """The query without what it asks of others: nobody is asked for a description."""
    if not any(token.is_word("SERVICE") for token in tokens(text)):
        return text
    from kg.sparql.federation import without_services

    return without_services(text)


def _without_limits(query: SavedQuery) -> str:
    """The query without parameters after LIMIT and OFFSET, where SPARQL has no variables: with defaults, or without."""
    text = query.sparql.strip()
    found = list(tokens(text))
    limits = {
        token.text[1:]
        for keyword, token in pairwise(found)
        if token.kind == "variable" and keyword.is_word("LIMIT", "OFFSET")
    }
    defaults = {one.variable: one.default for one in query.parameters if one.variable in limits}
    integer = NamedNode(PREFIXES["xsd"] + "integer")
    try:
        values = {name: Bound(value, datatype=integer) for name, value in defaults.items() if value}
        text = bind(text, values, final=False)
    except ParameterError as error:
        raise QueryHeaderError(error.message, location=Location(query.source)) from None
    left = [name for name, value in defaults.items() if not value and not name.startswith("__")]
    if left:
        raise QueryHeaderError(
            f"SPARQL has no variables after LIMIT and OFFSET, and ?{left[0]} has no value that could stand there",
            location=Location(query.source),
            remedy=f"Call it ?_{left[0]}, so that it is optional, or give it a default in the header.",
        )
    return text


def _with_prefixes(text: str) -> str:
    """The query with the prefixes declared that it takes from kg."""
    declared: set[str] = set()
    missing: dict[str, None] = {}
    before = None
    for token in tokens(text):
        if token.kind == "prefixed":
            prefix = token.text.partition(":")[0]
            if before is not None and before.is_word("PREFIX"):
                declared.add(prefix)
            elif prefix in PREFIXES and prefix not in declared:
                missing[prefix] = None
        before = token
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in missing) + text
