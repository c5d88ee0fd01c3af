"""One article's graph, indexed for reading: what the store says of its nodes, and where its words stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from kg.align.words import governed_country
from kg.iris import entities_graph
from kg.model import Span
from kg.vocabulary import KG, OA, RDF, RDFS, SCHEMA, SEM, WD_NS

__all__ = ["ArticleGraph"]

_CHARS: Final = re.compile(r"#char=(\d+),(\d+)\Z")
_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")
_DATELINE: Final = re.compile(r"\A[^.\n–—]{0,60}[–—]")
_PRONOUNS: Final = frozenset(
    ["i", "we", "he", "she", "it", "they", "his", "her", "its", "their", "our", "my", "you", "who", "this", "that"]
)
_GENERIC: Final = frozenset(["the", "broadcaster", "newspaper", "agency", "news"])
_NAME_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_STEPS: Final = 4
"""From a person to a ministry to a government to a country."""


class ArticleGraph:
    """What one article says."""

    def __init__(self, store: Store, iri: str) -> None:
        self.iri = iri
        self._store = store
        self._shared = NamedNode(entities_graph(iri))
        self._about: dict[str, dict[str, list[str]]] = {}
        for quad in store.quads_for_pattern(None, None, None, NamedNode(iri)):
            told = self._about.setdefault(_value(quad.subject), {})
            told.setdefault(quad.predicate.value, []).append(_value(quad.object))
        self._entities: dict[str, dict[str, list[str]]] = {}
        self._keys: dict[str, str] = {}

    def all(self, node: str, predicate: str) -> list[str]:
        """The values of a property, sorted: IRIs and texts alike."""
        return sorted(self._about.get(node, {}).get(predicate, ()))

    def one(self, node: str, predicate: str) -> str:
        """The first value, or an empty string."""
        return next(iter(self.all(node, predicate)), "")

    def of_kind(self, kind: str) -> Iterator[str]:
        """The nodes of a class, sorted."""
        return iter(sorted(node for node, told in self._about.items() if kind in told.get(RDF.type, ())))

    def entity(self, iri: str, predicate: str) -> list[str]:
        """What articles share of an actor or place; what this one says of its own actors; nothing of nobody."""
        if not iri:
            return []
        if iri in self._about and predicate in self._about[iri]:
            return self._about[iri][predicate]
        if iri not in self._entities:
            told: dict[str, list[str]] = {}
            for quad in self._store.quads_for_pattern(NamedNode(iri), None, None, self._shared):
                told.setdefault(quad.predicate.value, []).append(_value(quad.object))
            self._entities[iri] = told
        return self._entities[iri].get(predicate, [])

    @cached_property
    def text(self) -> str:
        """The article."""
        return self.one(self.iri, KG.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the article, in small letters."""
        return frozenset(re.findall(r"[^\W\d_]+", self.text.lower()))

    @cached_property
    def mentions(self) -> list[tuple[Span, str]]:
        """Where which node is spoken of, in order; the dateline is left out."""
        dateline = _DATELINE.match(self.text)
        first = dateline.end() if dateline else 0
        found = [
            (span, node)
            for mention in self._about
            if (span := span_of_mention(mention)) is not None and span.start >= first
            for node in self.all(mention, KG.denotes)
        ]
        return sorted(found)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, roughly: a full stop and a space end one."""
        ends = [match.start() for match in _SENTENCE.finditer(self.text)] + [len(self.text)]
        starts = [0, *(match.end() for match in _SENTENCE.finditer(self.text))]
        return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]

    def sentence(self, offset: int) -> Span:
        """The sentence at an offset."""
        return next((one for one in reversed(self.sentences) if one.start <= offset), Span(0, max(1, len(self.text))))

    def spans(self, node: str, predicate: str) -> list[Span]:
        """The stretches of text that a property points to, in order."""
        return sorted(span for one in self.all(node, predicate) if (span := span_of_mention(one)) is not None)

    def named_in(self, spans: Iterable[Span]) -> list[tuple[Span, str]]:
        """The names in stretches of text, and whose they are."""
        known = list(spans)
        return [(where, node) for where, node in self.names if any(span.contains(where) for span in known)]

    @cached_property
    def names(self) -> list[tuple[Span, str]]:
        """Where names stand, and whose they are: a capital, or a demonym of a linked country."""
        return [
            (where, node)
            for where, node in self.mentions
            if self.key(node) and where.of(self.text)[:1].isupper() and where.of(self.text).lower() not in _PRONOUNS
        ]

    def key(self, node: str) -> str:
        """What an actor or place is told by across articles; empty for what has no name.

        A linked one is told by its Wikidata item, any other by its name: what one article takes for a town another may
        take for a person. A group that rules a country counts as the country.
        """
        if node not in self._keys:
            self._keys[node] = self._key(node)
        return self._keys[node]

    def labels(self) -> dict[str, str]:
        """Key → name, of all that was asked for; a country's own name rather than that of the group that rules it."""
        named = {key: self.label(node) for node, key in self._keys.items() if key}
        countries = {key: self.label(node) for node, key in self._keys.items() if key and self.is_country(node)}
        return dict(sorted((named | countries).items()))

    def _key(self, node: str) -> str:
        linked = self.entity(node, KG.wikidata)
        if linked:
            return governed_country(qid_of(linked[0]))
        label = self.label(node)
        if not label or not self.is_actor_or_place(node) or self.is_kind(node, KG.UnnamedSource):
            return ""
        if not all(word[0].isupper() for word in _NAME_WORD.findall(label)) or re.search(r"\d", label):
            return ""  # "two soldiers" and "at least four people" are no names
        return re.sub(r"\Athe ", "", label.replace("’", "'").casefold())

    def is_actor_or_place(self, node: str) -> bool:
        """Whether it is one of these, and no situation, time or claim."""
        return self.is_kind(node, KG.Actor) or self.is_kind(node, KG.Place)

    def is_kind(self, node: str, kind: str) -> bool:
        """Whether an actor or place is of that class."""
        return kind in self.entity(node, RDF.type)

    def is_country(self, node: str) -> bool:
        """Whether it is a linked geopolitical entity, which news names as one that acts."""
        return self.is_kind(node, KG.GeopoliticalEntity) and bool(self.entity(node, KG.wikidata))

    def side(self, actor: str) -> frozenset[str]:
        """Whom an actor belongs to, as keys: the last of those it acts for or is affiliated with, else itself."""
        members = self.all(actor, KG.member)
        found = {self._side_of(member) for member in members[:_STEPS]} if members else {self._side_of(actor)}
        return frozenset(found)

    def powers(self, actor: str) -> frozenset[str]:
        """The sides of an actor that can wage violence: what has a name, and is neither one person nor a mere place."""
        return frozenset(key for key in self.side(actor) if key in self._powers)

    @cached_property
    def _powers(self) -> frozenset[str]:
        actors = {node for node in self._about if self.is_kind(node, KG.Group)} | {node for _, node in self.names}
        return frozenset(
            self.key(node)
            for node in actors
            if (self.is_kind(node, KG.Group) or self.is_country(node)) and self.key(node)
        )

    def _side_of(self, actor: str) -> str:
        seen = [actor]
        for _ in range(_STEPS):
            following = self.all(actor, KG.actsFor) or self.all(actor, KG.affiliatedWith)
            if not following and is_shared(actor) and self.is_kind(actor, KG.Person):
                following = self._told_elsewhere(actor)
            known = [one for one in following if self.key(one) and one not in seen]
            if not known:
                break
            actor = known[0]
            seen.append(actor)
        return next((key for one in reversed(seen) if (key := self.key(one))), seen[0])

    def _told_elsewhere(self, person: str) -> list[str]:
        """For whom other articles say that a person acts, the most often told first."""
        told = self._store.quads_for_pattern(NamedNode(person), NamedNode(KG.actsFor), None, None)
        counts = Counter(_value(quad.object) for quad in told)
        return sorted(counts, key=lambda one: (-counts[one], one))

    def days(self, node: str) -> tuple[int, int] | None:
        """The first and last day on which a situation may be, where its times tell; a week at most tells something."""
        for time in self.all(node, KG.hasTime):
            bounds = self.bounds(time)
            if bounds and bounds[1] - bounds[0] <= 7:
                return bounds
        return None

    def bounds(self, time: str) -> tuple[int, int] | None:
        """First and last day of a time, as ordinals; the last moment of a time is taken as within it."""
        first = self.one(time, SEM.hasEarliestBeginTimeStamp)
        last = self.one(time, SEM.hasLatestEndTimeStamp)
        if not first or not last:
            return None
        begin, end = ordinal(first), ordinal(last)
        ends_at_midnight = "T00:00:00" in last and end > begin
        return begin, end - ends_at_midnight

    @cached_property
    def outlets(self) -> frozenset[str]:
        """First words of the names of the outlets that the article speaks of, and of its publisher's."""
        found = [node for _, node in self.mentions if self.is_kind(node, KG.NewsOutlet)]
        return frozenset(first_word(self.label(one)) for one in [*found, self.one(self.iri, SCHEMA.publisher)] if one)

    def label(self, node: str) -> str:
        """What a node is called."""
        return next(iter(self.entity(node, RDFS.label)), "")

    def source(self, node: str) -> str:
        """The document of a stretch of text."""
        return self.one(node, OA.hasSource)


def span_of_mention(iri: str) -> Span | None:
    """Where the words of a mention stand: its name tells."""
    found = _CHARS.search(iri)
    return Span(int(found[1]), int(found[2])) if found else None


def first_word(name: str) -> str:
    """The first telling word of a name, in small letters: that by which people speak of an outlet."""
    words = [word for word in re.findall(r"\w+", name.lower()) if word not in _GENERIC]
    return words[0] if words else ""


def is_shared(iri: str) -> bool:
    """Whether an actor or place is one that articles share."""
    return "/entity/" in iri and "/doc/" not in iri


def ordinal(moment: str) -> int:
    """The day of an xsd:dateTime."""
    return datetime.fromisoformat(moment).toordinal()


def qid_of(iri: str) -> str:
    """The Wikidata id in an item's IRI."""
    return iri.removeprefix(WD_NS)


def _value(term: object) -> str:
    if isinstance(term, NamedNode | Literal):
        return term.value
    return str(term)
