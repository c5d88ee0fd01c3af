"""Actors and places: what all articles share of one, and what one article says of it.

The shared description depends on the entity alone, so that it does not matter which article brought it or in which
order articles were read: label, kind and other names of a linked entity come from the gazetteer where it knows it.
"""

from __future__ import annotations

from kg.iris import Names, link_iri
from kg.model import Actor, ActorKind, Gazetteer, KnownEntity, Link, LinkStatus
from kg.rdf.statements import Statements, decimal, relates, states, string, types
from kg.vocabulary import KG, KG_NS, OA, RDFS, SKOS, VAL_NS, WD_NS

__all__ = ["description", "own_words"]


def description(actor: Actor, iri: str, link: Link | None, gazetteer: Gazetteer | None) -> Statements:
    """What an actor or place is, whatever article speaks of it: kind, label, other names, link to Wikidata."""
    known = _known(actor, link, gazetteer)
    label = known.label if known else actor.label
    yield from types(iri, KG_NS + (known.kind if known else actor.kind))
    yield from states(iri, RDFS.label, string(label))
    if known:
        yield from states(iri, SKOS.altLabel, *(string(alias) for alias in known.aliases if alias != label))
    if link is not None:
        yield from _decision(link, iri)


def own_words(actor: Actor, names: Names) -> Statements:
    """What the article itself says of an actor: its office, and whom it belongs to or acts for."""
    iri = names.iri(actor.id)
    if actor.role:
        yield from states(iri, KG.role, string(actor.role))
    yield from relates(iri, KG.affiliatedWith, _others(actor.affiliated_with, iri, names))
    yield from relates(iri, KG.actsFor, _others((actor.acts_for,) if actor.acts_for else (), iri, names))
    yield from relates(iri, KG.member, _others(actor.members, iri, names))
    if actor.kind is ActorKind.UNNAMED_SOURCE:
        yield from relates(iri, OA.hasSource, (names.document,))


def _known(actor: Actor, link: Link | None, gazetteer: Gazetteer | None) -> KnownEntity | None:
    """The gazetteer's entity. That of an actor without a link counts only where it has the name that is in its IRI."""
    if gazetteer is None:
        return None
    if link is not None and link.status is LinkStatus.ACCEPTED and link.qid:
        found = gazetteer.entity(link.qid)
        return found if found and found.qid == link.qid else None
    found = gazetteer.entity(actor.known) if actor.known else None
    return found if found and (found.label, found.kind) == (actor.label, actor.kind) else None


def _decision(link: Link, actor: str) -> Statements:
    """The link. The label of a candidate is stated of the Wikidata item where people still have to choose."""
    iri = link_iri(actor)
    accepted = link.status is LinkStatus.ACCEPTED
    yield from types(iri, KG.EntityLink)
    yield from relates(iri, KG.linkOf, (actor,))
    yield from relates(iri, KG.status, (VAL_NS + link.status,))
    yield from states(iri, KG.method, string(link.method))
    yield from states(iri, KG.score, decimal(link.score))
    qids = [candidate.qid for candidate in link.candidates] + ([link.qid] if link.qid else [])
    yield from relates(iri, KG.candidate, (WD_NS + qid for qid in qids))
    if accepted and link.qid:
        yield from relates(actor, KG.wikidata, (WD_NS + link.qid,))
    for candidate in link.candidates:
        if candidate.label and not accepted:
            yield from states(WD_NS + candidate.qid, RDFS.label, string(candidate.label))


def _others(actor_ids: tuple[str, ...], iri: str, names: Names) -> list[str]:
    """Two actors of an article may turn out to be one entity, and nobody acts for itself."""
    return [other for other in map(names.iri, actor_ids) if other != iri]
