"""Every resource answers at its address: with a page, or in RDF (https://www.w3.org/TR/cooluris/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO

from pyoxigraph import Literal, NamedNode, Quad, serialize

from kg.errors import RequestError, UnknownNameError
from kg.render.answers import compact
from kg.vocabulary import KG, PREFIXES, RDF, RDFS
from kg.web.facts import document_of, shared_label, specific
from kg.web.graphs import graph
from kg.web.negotiation import chosen
from kg.web.pages.across import dispute_page
from kg.web.pages.actor import actor_page
from kg.web.pages.article import article_page
from kg.web.pages.parts import claim_page, situation_page
from kg.web.reading import Reading
from kg.web.reply import Head, Reply, html_reply
from kg.web.sparql import GRAPH_FORMATS
from kg.web.templating import local_path, page

__all__ = ["described", "resource"]

_HTML = "text/html"
_PARTS = {KG.Claim: claim_page, KG.Dispute: dispute_page, KG.Situation: situation_page}


def resource(reading: Reading, name: str, asked: Mapping[str, str], accept: str) -> Reply:
    """What is known of the resource of that name below the base. Raises UnknownNameError where there is none."""
    iri = _iri(reading, name)
    media_types = [_HTML, *(media_type for media_type, _ in GRAPH_FORMATS.values())]
    form = asked.get("format", "")
    if form in GRAPH_FORMATS:
        media_type = GRAPH_FORMATS[form][0]
    elif form:
        raise RequestError(
            f"a resource is not written as {form[:50]!r}", status=406, remedy=f"It is as: {', '.join(GRAPH_FORMATS)}."
        )
    else:
        media_type = chosen(accept, media_types)
    if media_type == _HTML:
        reply = _page(reading, iri, asked)
        return Reply(replace(reply.head, headers={"Vary": "Accept"}), reply.body)
    if document_of(iri) == iri:
        return graph(reading, iri, media_type)
    quads = list(described(reading, iri))
    if not quads:
        raise _nothing(iri)
    rdf_format = next(known for kind, known in GRAPH_FORMATS.values() if kind == media_type)
    body = BytesIO()
    serialize((quad.triple for quad in quads), body, rdf_format, prefixes=PREFIXES)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Reply(Head(200, media_type + charset, {"Vary": "Accept"}, lasting=True), body.getvalue())


def _iri(reading: Reading, name: str) -> str:
    try:
        return NamedNode(reading.base + name).value
    except ValueError:
        raise UnknownNameError("that is the name of nothing", remedy="Names are IRIs, percent-encoded.") from None


def _nothing(iri: str) -> UnknownNameError:
    return UnknownNameError(f"there is nothing named {iri} here", remedy="It may have gone with its article.")


def _page(reading: Reading, iri: str, asked: Mapping[str, str]) -> Reply:
    classes = set(reading.objects(iri, RDF.type))
    if KG.Document in classes:
        return article_page(reading, iri, asked)
    for kind, made in _PARTS.items():
        if kind in classes:
            return made(reading, iri)
    if classes & {KG.Actor, KG.Place}:
        return actor_page(reading, iri, asked)
    if KG.EntityLink in classes:
        return actor_page(reading, reading.one(iri, KG.linkOf), asked)
    document = document_of(iri)
    if KG.TemporalExpression in classes and document:
        return article_page(reading, document, {"at": iri.rpartition("/")[2].partition("-")[0]})
    if not classes:
        raise _nothing(iri)
    return _plain_page(reading, iri)


def _plain_page(reading: Reading, iri: str) -> Reply:
    """What is stated of something that has no page of its own, such as why two articles were aligned."""
    facts = [
        (compact(quad.predicate.value), value, local_path(value, reading.base) if "://" in value else "")
        for quad in reading.store.quads_for_pattern(NamedNode(iri), None, None, None)
        if isinstance(quad.object, NamedNode | Literal) and (value := quad.object.value)
    ]
    named = [(name, shared_label(reading, value) if link else value, link) for name, value, link in sorted(facts)]
    label = reading.one(iri, RDFS.label) or iri.removeprefix(reading.base)
    kind = specific(reading.objects(iri, RDF.type))
    return html_reply(page("resource.html", reading.serving, iri=iri, label=label, kind=kind, facts=named))


def described(reading: Reading, iri: str) -> Iterator[Quad]:
    """What is said of a resource, and of its link to Wikidata and the mentions by which it is known."""
    node = NamedNode(iri)
    yield from reading.store.quads_for_pattern(node, None, None, None)
    for predicate in (KG.linkOf, KG.denotes):
        for known in reading.store.quads_for_pattern(None, NamedNode(predicate), node, None):
            yield from reading.store.quads_for_pattern(known.subject, None, None, known.graph_name)
