"""Put the quads of one article together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.iris import Names, entity_iri
from kg.model import Actor, ActorKind, Extraction, Gazetteer
from kg.rdf import article, entities
from kg.rdf.terms import Statement, Statements

__all__ = ["ArticleGraph", "quads"]


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """The quads of one article, sorted, and of the entities that it speaks of."""

    iri: str
    """The article's IRI, which is that of its named graph."""
    quads: tuple[Quad, ...]
    """What the article says."""
    entities: tuple[Quad, ...]
    """What is shared of the actors and places in it: the whole description of each."""

    def nquads(self) -> bytes:
        """All of it as N-Quads: the article's lines, then those of the entities."""
        return serialize((*self.quads, *self.entities), format=RdfFormat.N_QUADS) or b""


def quads(extraction: Extraction, base: str, gazetteer: Gazetteer | None = None) -> ArticleGraph:
    """Everything in an extraction as RDF, named below the base IRI.

    With a gazetteer, the entities that it knows get its label, kind and other names: the same in every article.
    Raises InternalError where a local id leads nowhere, ValueError where the base gives no valid IRIs.
    """
    names = Names(extraction, base)
    publisher = _publisher(extraction)
    shared = _described(extraction, names, gazetteer)
    publisher_iri = None
    if publisher is not None:
        known = any(actor is publisher for actor in extraction.actors)
        publisher_iri = names.iri(publisher.id) if known else entity_iri(publisher.kind, publisher.label, base)
        shared.setdefault(publisher_iri, list(entities.description(publisher, publisher_iri, None, gazetteer)))
    own = set(_statements(extraction, names, publisher_iri, gazetteer))
    spoken_of = {term for subject, _, value in own for term in (subject, value)}
    described = {statement for iri, about in shared.items() if NamedNode(iri) in spoken_of for statement in about}
    return ArticleGraph(names.document, _sorted(own, names.document), _sorted(described, names.entities))


def _statements(extraction: Extraction, names: Names, publisher: str | None, gazetteer: Gazetteer | None) -> Statements:
    links = {link.actor: link for link in extraction.links}
    yield from article.document(extraction, names, publisher)
    yield from article.mentions(extraction, names)
    for actor in extraction.actors:
        yield from entities.own_words(actor, names)
        if not names.is_shared(actor.id):
            yield from entities.description(actor, names.iri(actor.id), links.get(actor.id), gazetteer)
    for situation in extraction.situations:
        yield from article.situation(situation, names)
    for time in extraction.times:
        yield from article.time(time, names)
    for claim in extraction.claims:
        yield from article.claim(claim, extraction, names)
    for dispute in extraction.disputes:
        yield from article.dispute(dispute, extraction, names)


def _described(extraction: Extraction, names: Names, gazetteer: Gazetteer | None) -> dict[str, list[Statement]]:
    """Entity → its description. Where several actors of the article are one entity, the first by label describes it."""
    links = {link.actor: link for link in extraction.links}
    shared = [actor for actor in extraction.actors if names.is_shared(actor.id)]
    found: dict[str, list[Statement]] = {}
    for actor in sorted(shared, key=lambda actor: (actor.id not in links, actor.label, actor.kind)):
        iri = names.iri(actor.id)
        if iri not in found:
            found[iri] = list(entities.description(actor, iri, links.get(actor.id), gazetteer))
    return found


def _publisher(extraction: Extraction) -> Actor | None:
    """Who speaks in the article's own voice, if a newspaper; else the actor of the publisher's name, or a new one."""
    voices = {claim.claimant for claim in extraction.claims if claim.cue is None}
    outlets = [actor for actor in extraction.actors if actor.kind is ActorKind.NEWS_OUTLET]
    for actor in outlets:
        if actor.id in voices:
            return actor
    name = extraction.article.publisher
    if name is None:
        return None
    return next((actor for actor in outlets if actor.label == name), Actor("", name, ActorKind.NEWS_OUTLET))


def _sorted(statements: Iterable[Statement], graph: str) -> tuple[Quad, ...]:
    name = NamedNode(graph)
    ordered = sorted(statements, key=lambda statement: (statement[0].value, statement[1].value, str(statement[2])))
    return tuple(Quad(subject, predicate, value, name) for subject, predicate, value in ordered)
