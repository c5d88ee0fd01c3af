"""Graph Store HTTP Protocol, for reading (https://www.w3.org/TR/sparql11-http-rdf-update/), and the description of the
SPARQL service (https://www.w3.org/TR/sparql11-service-description/).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import IO

from pyoxigraph import BlankNode, Literal, NamedNode, QueryTriples, RdfFormat, Store, Triple, serialize

from kg.errors import RequestError, UnknownNameError
from kg.vocabulary import PREFIXES, RDF, XSD
from kg.web.negotiation import chosen
from kg.web.reading import Reading
from kg.web.reply import Head, Reply
from kg.web.sparql import GRAPH_FORMATS, RESULT_FORMATS

__all__ = ["describe_service", "graph", "graph_named"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"


def graph_named(parameters: Sequence[tuple[str, str]]) -> str:
    """The graph that a request names; "" for the default graph (section 4.2).

    Raises RequestError where it names none or several, or by what is no IRI.
    """
    named = [value for name, value in parameters if name == "graph"]
    default = [value for name, value in parameters if name == "default"]
    if len(named) + len(default) != 1:
        raise RequestError("name one graph: ?graph=IRI, or ?default", remedy="The names of articles are such IRIs.")
    if default:
        return ""
    try:
        return NamedNode(named[0]).value
    except ValueError:
        raise RequestError("the name of a graph is not an absolute IRI") from None


def graph(reading: Reading, name: str, accept: str, form: str = "") -> Reply:
    """A graph, or the union of all for the default graph. Raises UnknownNameError where there is none of that name."""
    media_types = [media_type for media_type, _ in GRAPH_FORMATS.values()]
    if form and form not in GRAPH_FORMATS:
        raise RequestError(
            f"a graph is not written as {form!r}", status=406, remedy=f"It is as: {', '.join(GRAPH_FORMATS)}."
        )
    media_type = GRAPH_FORMATS[form][0] if form else chosen(accept, media_types)
    rdf_format = next(known for kind, known in GRAPH_FORMATS.values() if kind == media_type)
    if name and not _has_graph(reading.store, NamedNode(name)):
        raise UnknownNameError(f"there is no graph {name}", remedy="Articles are graphs: /api/articles lists them.")
    return Reply(_head(media_type), write=partial(_write, reading.store, name, rdf_format))


def _has_graph(store: Store, name: NamedNode) -> bool:
    return next(iter(store.quads_for_pattern(None, None, None, name)), None) is not None


def _head(media_type: str) -> Head:
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Head(200, media_type + charset, {"Vary": "Accept"})


def _write(store: Store, name: str, form: RdfFormat, file: IO[bytes]) -> None:
    if name:
        quads = store.quads_for_pattern(None, None, None, NamedNode(name))
        serialize((quad.triple for quad in quads), file, form, prefixes=PREFIXES)
        return
    union = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", use_default_graph_as_union=True)
    assert isinstance(union, QueryTriples | list)
    serialize(union, file, form)


def describe_service(reading: Reading, endpoint: str, accept: str) -> Reply:
    """What the SPARQL endpoint can do."""
    media_type = chosen(accept, [media_type for media_type, _ in GRAPH_FORMATS.values()])
    rdf_format = next(known for kind, known in GRAPH_FORMATS.values() if kind == media_type)
    written = serialize(_description(reading, endpoint), format=rdf_format, prefixes={"sd": _SD, "formats": _FORMATS})
    return Reply(_head(media_type), written or b"")


def _description(reading: Reading, endpoint: str) -> list[Triple]:
    service, dataset, default = NamedNode(endpoint), BlankNode(), BlankNode()

    def sd(term: str) -> NamedNode:
        return NamedNode(_SD + term)

    kind = NamedNode(RDF.type)
    formats = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
    graphs = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
    assert len(formats) == len(RESULT_FORMATS) and len(graphs) == len(GRAPH_FORMATS)
    size = Literal(str(len(reading.store)), datatype=NamedNode(XSD.integer))
    return [
        Triple(service, kind, sd("Service")),
        Triple(service, sd("endpoint"), service),
        Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        *([Triple(service, sd("supportedLanguage"), sd("SPARQL11Update"))] if reading.serving.write else []),
        Triple(service, sd("feature"), sd("UnionDefaultGraph")),
        *(Triple(service, sd("resultFormat"), NamedNode(_FORMATS + name)) for name in (*formats, *graphs)),
        Triple(service, sd("defaultDataset"), dataset),
        Triple(dataset, kind, sd("Dataset")),
        Triple(dataset, sd("defaultGraph"), default),
        Triple(default, kind, sd("Graph")),
        Triple(default, NamedNode("http://rdfs.org/ns/void#triples"), size),
    ]
