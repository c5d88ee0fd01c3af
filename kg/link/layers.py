"""The layers that are asked which Wikidata item an actor or place is, in order; each link says which one answered.

::

    decisions of the user ─> curated pack, territories ─> the user's index ─> live services
          │                          │                          │            (only where asked for)
          └ a person has the        └ ambiguous: a person     └ not sure: the next may be
            last word                 is asked, not the next

What somebody rejected is no candidate in any layer. A service that cannot be reached is asked once, and the rest goes
on without it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from kg.errors import KgError
from kg.iris import document_iri
from kg.link import decide
from kg.link.decisions import Answer, Decisions
from kg.link.gazetteer import PackGazetteer, load_gazetteer
from kg.link.items import ItemNames, item_of
from kg.model import Actor, Article, Candidate, Extraction, Gazetteer, Link, LinkStatus

if TYPE_CHECKING:
    from kg.link.entry import Entry, Source

__all__ = ["Index", "Layers", "Linked", "Online", "Resolver"]

Resolver = Callable[
    [Sequence[Actor], Extraction, "Source", Mapping[str, Link]],
    Mapping[str, Link],
]
"""Finds the items of actors in a source; the last argument tells what layers before it have settled."""

_SURE = Decimal(1)
_BY_TITLE = Decimal("0.95")
_ACCEPTED = Decimal("0.95")
"""What indexes and services accept is right at least so often: see ``kg.link.scoring``."""
_REMEMBERED = 20_000
"""Names whose candidates are remembered."""
_USER = "user"
_T = TypeVar("_T")
_LOG = logging.getLogger(__name__)


class Index(Protocol):
    """The user's own index: a source that can also be asked for an item by its id."""

    @property
    def name(self) -> str:
        """What a link says of where it comes from."""
        ...

    def named(self, name: str) -> tuple[Entry, ...]:
        """The items that a name may stand for, best known first."""
        ...

    def entry(self, qid: str) -> Entry | None:
        """The item with that id."""
        ...


class Online(Protocol):
    """A live service: a source that can also tell which item an article of English Wikipedia is about."""

    @property
    def name(self) -> str:
        """What a link says of where it comes from."""
        ...

    def named(self, name: str) -> tuple[Entry, ...]:
        """The items that a name may stand for, best known first."""
        ...

    def titled(self, title: str) -> Entry | None:
        """The item of the article of that title in English Wikipedia."""
        ...


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of one article."""

    links: tuple[Link, ...]
    """One for each named actor and place, in the order of the actors."""
    names: ItemNames
    """The gazetteer, with the items that are linked beyond it."""


class Layers:
    """Everything that can be asked, opened once."""

    def __init__(
        self,
        base: str,
        gazetteer: PackGazetteer | None = None,
        decisions: Decisions | None = None,
        index: Index | None = None,
        online: Online | None = None,
        resolver: Resolver | None = None,
    ) -> None:
        """Without a resolver, index and services are asked with ``kg.link.scoring.resolve``."""
        self.decisions = Decisions() if decisions is None else decisions
        self.trouble: KgError | None = None
        """Why the live service is not asked any more."""
        self._base = base
        self._gazetteer = load_gazetteer() if gazetteer is None else gazetteer
        self._index = index
        self._online = online
        self._resolver = resolver
        self._alone: dict[tuple[str, str, str], Link | None] = {}

    @property
    def names(self) -> Gazetteer:
        """The names to look for in a text: those of the curated pack, and those of several words in the index."""
        if self._index is None:
            return self._gazetteer
        from kg.link.index import Index as Opened
        from kg.link.index.names_in_text import IndexGazetteer

        return IndexGazetteer(self._gazetteer, self._index) if isinstance(self._index, Opened) else self._gazetteer

    def link(self, extraction: Extraction) -> Linked:
        """The links of an article."""
        answers = self._answers(extraction)
        found: dict[str, Link] = {}
        for one in decide.link(extraction, self._gazetteer):
            found[one.actor] = _decided(extraction.actor(one.actor), one, answers[one.actor], self.decisions)
        sources = [source for source in (self._index, self._online) if source is not None]
        closed = frozenset(actor for actor, one in found.items() if _is_closed(one))
        for source in sources:
            self._ask(source, extraction, found, answers, closed)
        links = tuple(_with_rejections(one, answers[one.actor]) for one in found.values())
        accepted = {one.qid: one for one in links if one.status is LinkStatus.ACCEPTED and one.qid}
        items = {
            qid: item_of(qid, one, extraction.actor(one.actor), self.decisions, self._types)
            for qid, one in accepted.items()
            if self._gazetteer.entity(qid) is None
        }
        return Linked(links, ItemNames(self._gazetteer, items))

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """Whom a name may stand for, as index and services tell: what a person chooses from."""
        found: dict[str, Entry] = {}
        for source in (self._index, self._online):
            if source is not None and not (source is self._online and self.trouble):
                nothing: tuple[Entry, ...] = ()
                for entry in self._unless_trouble(source, partial(source.named, name), nothing):
                    found.setdefault(entry.qid, entry)
        return tuple(found.values())

    def item(self, qid: str) -> Entry | None:
        """What the pack or the index tell of an item."""
        from kg.link.entry import Entry

        known = self._gazetteer.entity(qid)
        if known is not None:
            return Entry(qid, known.label, known.description or "")
        return self._index.entry(qid) if self._index is not None else None

    def _types(self, qid: str, label: str) -> tuple[str, ...]:
        """The classes of an item that the index or a service has told of."""
        entry = self._index.entry(qid) if self._index is not None else None
        if entry is None and self._online is not None and not self.trouble:
            nothing: tuple[Entry, ...] = ()
            found = self._unless_trouble(self._online, partial(self._online.named, label), nothing)
            entry = next((one for one in found if one.qid == qid), None)
        return entry.types if entry is not None else ()

    def _answers(self, extraction: Extraction) -> dict[str, Answer]:
        document = document_iri(extraction.article, self._base)
        return {
            actor.id: self.decisions.answer(actor.label, actor.kind, document)
            for actor in extraction.actors
            if decide.linkable(actor)
        }

    def _ask(
        self,
        source: Source | Online,
        extraction: Extraction,
        found: dict[str, Link],
        answers: Mapping[str, Answer],
        closed: Collection[str],
    ) -> None:
        """Ask a source for whoever is not settled, and keep what it knows better."""
        if source is self._online:
            self._ask_by_title(extraction, found, answers, closed)
        settled = {actor: one for actor, one in found.items() if actor in closed or one.status is LinkStatus.ACCEPTED}
        wanted = [extraction.actor(actor) for actor in found if actor not in settled]
        if not wanted or (source is self._online and self.trouble):
            return
        nothing: Mapping[str, Link] = {}
        resolved = self._unless_trouble(source, partial(self._resolve, wanted, extraction, source, settled), nothing)
        for actor in wanted:
            better = _without(self._shared(actor, resolved.get(actor.id), source), answers[actor.id].rejected)
            if better is not None and (
                better.status is LinkStatus.ACCEPTED or (better.candidates and not found[actor.id].candidates)
            ):
                found[actor.id] = better

    def _ask_by_title(
        self, extraction: Extraction, found: dict[str, Link], answers: Mapping[str, Answer], closed: Collection[str]
    ) -> None:
        """The pack knows some actors by the title of their article, for want of a checked id."""
        online = self._online
        assert online is not None
        for actor_id, one in found.items():
            known = extraction.actor(actor_id).known or ""
            if self.trouble or not known.startswith("enwiki:") or actor_id in closed or one.qid:
                continue
            title = known.removeprefix("enwiki:")
            entry = self._unless_trouble(online, partial(online.titled, title), None)
            if entry is not None and entry.qid not in answers[actor_id].rejected:
                candidate = Candidate(entry.qid, _BY_TITLE, entry.label, entry.description)
                method = f"curated title, {online.name}"
                found[actor_id] = Link(actor_id, LinkStatus.ACCEPTED, method, entry.qid, _BY_TITLE, (candidate,))

    def _shared(self, actor: Actor, one: Link | None, source: Source | Online) -> Link | None:
        """What the graph says of a link, which articles share, without what depends on the words of one article.

        An accepted link is as sure as all that are accepted are at least, and has no rivals. The others have the
        candidates that the name has by itself.
        """
        if one is None:
            return None
        if one.status is LinkStatus.ACCEPTED:
            chosen = tuple(replace(item, score=_ACCEPTED) for item in one.candidates if item.qid == one.qid)
            return replace(one, score=_ACCEPTED, candidates=chosen)
        key = (source.name, actor.label, actor.kind)
        if key not in self._alone:
            if len(self._alone) >= _REMEMBERED:
                self._alone.clear()
            lone = replace(actor, affiliated_with=(), acts_for=None, members=(), role=None)
            nowhere = Extraction(Article(actor.label), (lone,))
            nothing: Mapping[str, Link] = {}
            resolved = self._unless_trouble(source, partial(self._resolve, [lone], nowhere, source, {}), nothing)
            self._alone[key] = resolved.get(actor.id)
        alone = self._alone[key]
        if alone is not None and alone.status is LinkStatus.ACCEPTED:
            alone = replace(alone, status=LinkStatus.TO_REVIEW, qid=None)
        return None if alone is None else replace(alone, actor=actor.id)

    def _resolve(
        self, wanted: Sequence[Actor], extraction: Extraction, source: Source, settled: Mapping[str, Link]
    ) -> Mapping[str, Link]:
        if self._resolver is None:
            from kg.link.scoring import resolve

            self._resolver = resolve
        return self._resolver(wanted, extraction, source, settled)

    def _unless_trouble(self, source: Source | Online, ask: Callable[[], _T], otherwise: _T) -> _T:
        """What a source says; a service that fails is not asked again."""
        try:
            return ask()
        except KgError as error:
            if source is not self._online:
                raise
            self.trouble = error
            _LOG.warning("%s", error)
            return otherwise


def _decided(actor: Actor, packed: Link, answer: Answer, decisions: Decisions) -> Link:
    """What a person decided, else what the pack says, less what was rejected."""
    if answer.nil:
        return Link(actor.id, LinkStatus.NIL, _USER, None, _SURE)
    if answer.accepted is not None:
        item = decisions.item(answer.accepted)
        candidate = Candidate(answer.accepted, _SURE, item[0] if item else actor.label)
        return Link(actor.id, LinkStatus.ACCEPTED, _USER, answer.accepted, _SURE, (candidate,))
    return _without(packed, answer.rejected) or Link(actor.id, LinkStatus.NIL, packed.method)


def _is_closed(one: Link) -> bool:
    """Whether nobody is asked after the pack: a person decided, or is to decide, or the pack is sure."""
    return one.method == _USER or one.status in (LinkStatus.ACCEPTED, LinkStatus.TO_REVIEW)


def _without(one: Link | None, rejected: Iterable[str]) -> Link | None:
    """The link without candidates that were rejected; None where nothing is left of it."""
    rejected = frozenset(rejected)
    if one is None or not rejected & {one.qid, *(candidate.qid for candidate in one.candidates)}:
        return one
    left = tuple(candidate for candidate in one.candidates if candidate.qid not in rejected)
    if one.qid is not None and one.qid not in rejected:
        return replace(one, candidates=left)
    if not left:
        return None
    best = max(candidate.score for candidate in left)
    return Link(one.actor, LinkStatus.TO_REVIEW, one.method, None, best, left)


def _with_rejections(one: Link, answer: Answer) -> Link:
    """Where all that remains is a "no", the link says to what."""
    if not answer.rejected or one.method == _USER or one.status is not LinkStatus.NIL:
        return one
    candidates = tuple(Candidate(qid, Decimal(0)) for qid in sorted(answer.rejected, key=lambda qid: int(qid[1:])))
    return Link(one.actor, LinkStatus.REJECTED, _USER, None, _SURE, candidates)
