"""Put the statements of one article together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Quad, RdfFormat, parse

from kg.iris import Names, entities_graph, entity_iri
from kg.model import Actor, ActorKind, Extraction, Gazetteer
from kg.rdf import article, entities
from kg.rdf.statements import Statement, Statements, checked, lines, nodes
from kg.vocabulary import KG

__all__ = ["ArticleGraph", "quads"]


@dataclass(frozen=True)
class ArticleGraph:
    """What one article says, and what is shared of the entities in it. Quads are made when somebody asks for them."""

    iri: str
    """The article's IRI, which is that of its named graph."""
    own: tuple[Statement, ...]
    """What the article says; sorted."""
    shared: tuple[Statement, ...]
    """The whole description of each of the actors and places in it; sorted."""

    @cached_property
    def quads(self) -> tuple[Quad, ...]:
        """What the article says, in its graph."""
        return tuple(parse(self.own_lines, format=RdfFormat.N_QUADS))

    @cached_property
    def entities(self) -> tuple[Quad, ...]:
        """What is shared of actors and places, in the graph of entities."""
        return tuple(parse(lines(self.shared, entities_graph(self.iri)), format=RdfFormat.N_QUADS))

    @property
    def own_lines(self) -> bytes:
        """What the article says, as N-Quads."""
        return lines(self.own, self.iri)

    def descriptions(self) -> Iterator[tuple[str, bytes, tuple[str, ...]]]:
        """Each subject in the graph of entities, with its N-Quads, sorted, and the IRIs of its links, sorted."""
        graph = entities_graph(self.iri)
        by_subject: dict[str, list[Statement]] = {}
        links: dict[str, list[str]] = {}
        for statement in self.shared:
            subject, predicate, value = statement
            by_subject.setdefault(subject, []).append(statement)
            if predicate == KG.linkOf:
                links.setdefault(value[1:-1], []).append(subject)
        for subject, about in by_subject.items():
            yield subject, _sorted(lines(about, graph)), tuple(sorted(links.get(subject, ())))

    def nquads(self) -> bytes:
        """All of it as N-Quads: the article's lines, then those of the entities."""
        return self.own_lines + lines(self.shared, entities_graph(self.iri))


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
    spoken_of = nodes(own)
    described = {statement for iri, about in shared.items() if iri in spoken_of for statement in about}
    return ArticleGraph(names.document, checked(own, spoken_of), checked(described, nodes(described)))


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


def _sorted(written: bytes) -> bytes:
    return b"".join(sorted(written.splitlines(keepends=True)))
