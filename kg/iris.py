"""Names that last: the IRI of everything that is read out of an article, made from what it is and where it stands.

The same article gets the same names whatever order things were found in, and whatever their local ids: a name is made
of offsets and labels, never of a counter over the article. Where two things would have one name (two claimants share
one verb of saying), a suffix tells them apart in an order that what they say decides.

A label is percent-encoded so that any string gives a valid IRI and two strings never give the same one. All of it is
ASCII: what is said in RFC 3987 of other characters (normalization, private use, bidirectional text) cannot hurt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar
from urllib.parse import quote

from kg.errors import InternalError
from kg.model import Actor, ActorKind, Article, Claim, Dispute, Extraction, LinkStatus, Situation, Span

__all__ = ["Names", "document_iri", "encode", "entities_graph", "entity_iri", "is_document", "link_iri", "mention_iri"]

_DOCUMENTS = "doc/"
_DIGITS = 16
"""64 bits of SHA-256: among a million articles, two share a name with a probability of 3 in a hundred million."""
_T = TypeVar("_T")
_Key = tuple[Any, ...]


def document_iri(article: Article, base: str) -> str:
    """The name of an article, and of its named graph: made from its URL, or from its text where it has none.

    >>> document_iri(Article("Rain fell."), "https://example.org/")
    'https://example.org/doc/8a4b1e83d9ac7658'
    """
    digest = hashlib.sha256(article.url.encode("utf-8")).hexdigest() if article.url else article.text_hash
    return f"{base}{_DOCUMENTS}{digest[:_DIGITS]}"


def entities_graph(document: str) -> str:
    """The graph that holds what articles share, beside the graph of one of them.

    >>> entities_graph("https://example.org/doc/8a4b1e83d9ac7658")
    'https://example.org/entities'
    """
    base, separator, _ = document.rpartition(_DOCUMENTS)
    if not separator:
        raise ValueError(f"not the IRI of a document: {document}")
    return f"{base}entities"


def is_document(iri: str) -> bool:
    """Whether that is the name of an article and its graph, rather than of another graph or of something in it.

    >>> is_document("https://example.org/doc/aea2e2c06df1f4c6"), is_document("https://example.org/entities")
    (True, False)
    """
    base, _, digest = iri.rpartition(_DOCUMENTS)
    return bool(base) and len(digest) == _DIGITS and "/" not in digest


def mention_iri(document: str, span: Span) -> str:
    """The name of a stretch of a document's text, after RFC 5147: code points, end-exclusive."""
    return f"{document}#char={span.start},{span.end}"


def link_iri(actor: str) -> str:
    """The name of the decision on which Wikidata item an actor or place is."""
    return f"{actor}/link"


def encode(label: str) -> str:
    """A label as one segment of an IRI, from which it can be had back: spaces become underscores, and all but ASCII
    letters, digits and ``- . ~`` is percent-encoded.

    >>> encode("port of Setúbal"), encode("a_b"), encode("..")
    ('port_of_Set%C3%BAbal', 'a%5Fb', '%2E%2E')
    """
    if label and not label.strip("."):
        return "%2E" * len(label)  # a segment of dots alone means "here" or "above" to what resolves IRIs
    return "%5F".join(quote(part, safe=" ").replace(" ", "_") for part in label.split("_"))


def entity_iri(kind: ActorKind, label: str, base: str, qid: str | None = None) -> str:
    """The name of an actor or place that articles share.

    >>> entity_iri(ActorKind.PERSON, "Maria Duarte", "https://example.org/")
    'https://example.org/entity/Person/Maria_Duarte'
    >>> entity_iri(ActorKind.GEOPOLITICAL, "Portugal", "https://example.org/", qid="Q45")
    'https://example.org/entity/Q45'
    """
    return f"{base}entity/{qid}" if qid else f"{base}entity/{kind}/{encode(label)}"


class Names:
    """The IRIs of all that one extraction holds."""

    def __init__(self, extraction: Extraction, base: str) -> None:
        self.document = document_iri(extraction.article, base)
        self.entities = entities_graph(self.document)
        self._iris: dict[str, str] = {}
        self._shared: set[str] = set()
        self._name_actors(extraction, base)
        times = self._distinct("time", extraction.times, lambda time: _at(time.span), lambda time: (time.text,))
        self._iris |= {time.id: iri for time, iri in times}
        situations = self._distinct(
            "situation", extraction.situations, lambda situation: _at(situation.trigger), self._situation_key
        )
        self._iris |= {situation.id: iri for situation, iri in situations}
        claims = self._distinct("claim", extraction.claims, _claim_place, self._claim_key)
        self._iris |= {claim.id: iri for claim, iri in claims}
        self._disputes = dict(
            self._distinct(
                "dispute", extraction.disputes, self._dispute_place, lambda dispute: (self._all(dispute.claims),)
            )
        )

    def iri(self, local_id: str) -> str:
        """The name of an actor, situation, time or claim.

        Raises InternalError where the extraction has none of that id.
        """
        try:
            return self._iris[local_id]
        except KeyError:
            raise InternalError(f"an extraction refers to {local_id!r}, which it does not have") from None

    def is_shared(self, actor_id: str) -> bool:
        """Whether the actor or place is described in the graph of entities, for all articles."""
        return actor_id in self._shared

    def mention(self, span: Span) -> str:
        """The name of those words."""
        return mention_iri(self.document, span)

    def dispute(self, dispute: Dispute) -> str:
        """The name of a dispute of this extraction."""
        return self._disputes[dispute]

    def _name_actors(self, extraction: Extraction, base: str) -> None:
        qids = {link.actor: link.qid for link in extraction.links if link.status is LinkStatus.ACCEPTED}
        first: dict[str, Span] = {}
        for mention in extraction.mentions:
            first[mention.denotes] = min(first.get(mention.denotes, mention.span), mention.span)
        local: list[Actor] = []
        states = {actor.id: actor.label for actor in extraction.actors if actor.kind is ActorKind.GEOPOLITICAL}
        for actor in extraction.actors:
            qid = qids.get(actor.id)
            whose = next((states[one] for one in actor.affiliated_with if one in states), None)
            if _is_shared(actor, qid, whose):
                self._shared.add(actor.id)
                label = f"{actor.label} ({whose})" if actor.is_generic else actor.label
                self._iris[actor.id] = entity_iri(actor.kind, label, base, qid)
            else:
                local.append(actor)
        named = self._distinct(
            "actor",
            local,
            lambda actor: _at(first[actor.id]) if actor.id in first else "article",
            lambda actor: (actor.kind, actor.label, actor.role or ""),
        )
        self._iris |= {actor.id: iri for actor, iri in named}

    def _situation_key(self, situation: Situation) -> _Key:
        return (
            situation.absence_of is not None,
            situation.kind,
            situation.event_type or "",
            situation.label,
            self._all(situation.initiators),
            self._all(situation.recipients),
            self._all(situation.participants),
        )

    def _claim_key(self, claim: Claim) -> _Key:
        return (
            claim.contents,
            claim.source or claim.contents[0],
            claim.speech_act,
            claim.polarity,
            self.iri(claim.claimant),
            self._all(claim.content),
            self._all(claim.addressees),
        )

    def _dispute_place(self, dispute: Dispute) -> str:
        return self.iri(dispute.situation).rpartition("/")[2]

    def _all(self, local_ids: Iterable[str]) -> list[str]:
        return sorted(self.iri(local_id) for local_id in local_ids)

    def _distinct(
        self, kind: str, things: Iterable[_T], place: Callable[[_T], str], key: Callable[[_T], _Key]
    ) -> Iterator[tuple[_T, str]]:
        """Names below the document's; things in one place are told apart by their order under the key."""
        groups: dict[str, list[_T]] = {}
        for thing in things:
            groups.setdefault(place(thing), []).append(thing)
        for where, group in groups.items():
            for number, thing in enumerate(sorted(group, key=key) if len(group) > 1 else group, start=1):
                yield thing, f"{self.document}/{kind}/{where}" + (f"-{number}" if number > 1 else "")


def _is_shared(actor: Actor, qid: str | None, state: str | None) -> bool:
    """A person known by one word alone may be anyone of that name, and belongs to the article, as what has no name; so
    does the "Supreme Court" of nobody knows which state.
    """
    if qid or not actor.named or actor.kind is ActorKind.UNNAMED_SOURCE:
        return bool(qid)
    if actor.is_generic and state is None:
        return False
    return actor.kind is not ActorKind.PERSON or actor.known is not None or len(actor.label.split()) > 1


def _claim_place(claim: Claim) -> str:
    if claim.cue is not None:
        return _at(claim.cue)
    return f"own-{claim.contents[0].start}-{claim.contents[-1].end}"


def _at(span: Span) -> str:
    return f"{span.start}-{span.end}"
