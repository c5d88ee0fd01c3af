"""From the graph of an article to the signs by which its events and claims are compared."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pyoxigraph import Store

from kg.align.counting import figures_of
from kg.align.graph_of import ArticleGraph, first_word, ordinal
from kg.align.places import Scenes
from kg.align.signs import ArticleSigns, ClaimSigns, EventSigns
from kg.align.words import Words, concept_kind, is_light, words_of
from kg.model import Span
from kg.vocabulary import ACT, ACT_NS, KG, PLOVER_NS, SCHEMA, VAL

__all__ = ["read_signs"]

_ROUND: Final = re.compile(r"\b(first|second|third|fourth|next|last|new)\s+(?:round|session|meeting|summit)\b", re.I)
_OF_TYPE: Final = {"ASSAULT": "attack", "CONSULT": "talks", "SANCTION": "sanctions", "PROTEST": "demonstration"}
_OWN_HARM: Final = re.compile(r"\b(?:our|my|we|his|her|its|their|having)\b", re.IGNORECASE)
_PLACED: Final = re.compile(r"\s+(?:\w+\s+){0,2}(?:town|city|village|province|district|region|market|border|side of)\b")
"""After "Afghan": then the word tells where, not who."""
_DEFINITE: Final = re.compile(r"\b(?:the|their|its|his|her|our|this|that)(?:\s+\w+)?\s+\Z", re.IGNORECASE)
_UNCERTAIN: Final = frozenset(
    {"demand", "propose", "ask", "promise", "threaten", "warn", "predict", "refuse", "praise"}
)
"""Acts that tell of no harm that was done."""
_TELLING, _COMMON = 1.0, 0.5


def read_signs(store: Store, document: str) -> ArticleSigns:
    """The signs of a stored article."""
    return _Reader(ArticleGraph(store, document)).signs()


class _Reader:
    def __init__(self, graph: ArticleGraph) -> None:
        self._graph = graph
        self._scenes = Scenes(graph)
        self._claims = [claim for claim in graph.of_kind(KG.Claim) if not self._only_passes_on(claim)]
        self._by_order = sorted(self._claims, key=lambda claim: self._content(claim)[0])

    def signs(self) -> ArticleSigns:
        graph = self._graph
        at = graph.one(graph.iri, SCHEMA.datePublished)
        publisher = graph.label(graph.one(graph.iri, SCHEMA.publisher))
        events = tuple(self._event(event) for event in graph.of_kind(KG.Situation))
        claims = {claim: self._claim(claim) for claim in self._by_order}
        resolved = [self._resolved(claim, claims) for claim in self._by_order]
        return ArticleSigns(
            iri=graph.iri,
            published=ordinal(at) if at else None,
            at=at,
            publisher=first_word(publisher),
            names=self._names(),
            labels=graph.labels(),
            events=events,
            claims=tuple(resolved),
        )

    def _names(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for _, node in self._graph.names:
            key = self._graph.key(node)
            if not self._graph.is_kind(node, KG.NewsOutlet) and key not in self._graph.outlets:
                found[key] = _COMMON if self._graph.entity(node, KG.wikidata) else _TELLING
        return dict(sorted(found.items()))

    def _only_passes_on(self, claim: str) -> bool:
        """The article's own voice, where it says no more than that somebody said something."""
        return not self._graph.all(claim, KG.cueSpan) and bool(self._graph.all(claim, KG.reportsClaim))

    # --- claims

    def _claim(self, claim: str) -> ClaimSigns:
        graph = self._graph
        spans = self._content(claim)
        act = graph.one(claim, KG.speechAct).removeprefix(ACT_NS)
        text = " ".join(span.of(graph.text) for span in spans)
        found = self._words(spans)
        claimant = graph.one(claim, KG.claimant)
        negative = graph.one(claim, KG.polarity) == VAL.negative
        expressed = graph.one(claim, KG.expressedIn)
        contents = graph.all(claim, KG.content)
        blames = _is_harm(found) and not found.unknown and act not in _UNCERTAIN
        doers = self._doers(claim, act, found, spans, negative) if blames else frozenset()
        scene = self._scenes.of(spans, contents) if _has_scene(found) else None
        return ClaimSigns(
            iri=claim,
            claimant=graph.key(claimant) or claimant,
            sides=graph.side(claimant),
            unnamed=graph.is_kind(claimant, KG.UnnamedSource),
            own=not graph.all(claim, KG.cueSpan),
            act=act,
            negative=negative or found.turned,
            concepts=found.concepts,
            stems=found.stems,
            names=frozenset(graph.key(node) for _, node in graph.named_in(spans)),
            doers=doers,
            addressees=frozenset(side for one in graph.all(claim, KG.addressee) for side in graph.side(one)),
            place=scene.place if scene else "",
            day=scene.day if scene else None,
            figures=() if negative else figures_of(graph, spans),
            expressed=expressed,
            expressed_kind=graph.one(expressed, KG.eventType).removeprefix(PLOVER_NS) if expressed else "",
            contents=tuple(contents),
            passes_on=bool(graph.all(claim, KG.reportsClaim)) and (act == "report" or self._is_outlet(claimant)),
            through=self._through(claim),
            words=" ".join(text.split()),
        )

    def _content(self, claim: str) -> list[Span]:
        return self._graph.spans(claim, KG.contentSpan) or [Span(0, 1)]

    def _words(self, spans: list[Span]) -> Words:
        parts = [words_of(span.of(self._graph.text), start=span.start, beside=self._graph.words) for span in spans]
        return Words(
            frozenset(concept for part in parts for concept in part.concepts),
            frozenset(stem for part in parts for stem in part.stems),
            any(part.turned for part in parts),
            any(part.refers for part in parts) and not any(part.concepts for part in parts),
            any(part.unknown for part in parts),
            tuple(place for part in parts for place in part.places),
        )

    def _doers(self, claim: str, act: str, found: Words, spans: list[Span], negative: bool) -> frozenset[str]:
        """Who is said to have done the harm, most explicit first: the accused, who does it, the claimant, a name."""
        graph = self._graph
        if ACT_NS + act == ACT.accuse:
            accused = [side for one in graph.all(claim, KG.addressee) for side in graph.powers(one)]
            if accused:
                return frozenset(accused)
        doing = [
            side
            for situation in graph.all(claim, KG.content)
            for actor in graph.all(situation, KG.initiator)
            for side in graph.powers(actor)
        ]
        if doing:
            return frozenset(doing)
        text = " ".join(span.of(graph.text) for span in spans)
        if (negative or found.turned) and _OWN_HARM.search(text):
            return graph.powers(graph.one(claim, KG.claimant))
        named = {
            side
            for where, node in graph.named_in(spans)
            if graph.is_kind(node, KG.Actor) and not self._is_town(node) and not _PLACED.match(graph.text, where.end)
            for side in graph.powers(node)
        }
        return frozenset(named) if len(named) == 1 else frozenset()

    def _is_town(self, node: str) -> bool:
        return self._graph.is_kind(node, KG.Place) and not self._graph.is_country(node)

    def _is_outlet(self, actor: str) -> bool:
        graph = self._graph
        return graph.is_kind(actor, KG.NewsOutlet) or first_word(graph.label(actor)) in graph.outlets

    def _through(self, claim: str) -> frozenset[str]:
        graph = self._graph
        reporters = [one for one in self._claims if claim in graph.all(one, KG.reportsClaim)]
        return frozenset(first_word(graph.label(graph.one(one, KG.claimant))) for one in reporters)

    def _resolved(self, claim: str, claims: dict[str, ClaimSigns]) -> ClaimSigns:
        """A claim that only refers to another ("denied the accusation") is about what that one is about."""
        signs = claims[claim]
        graph = self._graph
        answered = [
            other
            for relation in (KG.denies, KG.rejects, KG.accepts, KG.confirms)
            for other in graph.all(claim, relation)
            if other in claims
        ]
        empty = not signs.concepts and len(signs.stems) <= 2
        found = self._words(self._content(claim))
        if not empty or not (answered or found.refers):
            return signs
        target = claims[answered[0]] if answered else self._referred(claim, claims)
        if target is None or target.concepts == frozenset():
            return signs
        opposed = signs.negative or found.turned
        return replace(
            signs,
            negative=opposed != target.negative,
            concepts=target.concepts,
            stems=target.stems,
            names=target.names,
            doers=target.doers,
            place=target.place,
            day=target.day,
            figures=target.figures if opposed and self._denies_number(claim) else (),
            contents=signs.contents or target.contents,
        )

    def _denies_number(self, claim: str) -> bool:
        text = " ".join(span.of(self._graph.text).lower() for span in self._content(claim))
        return bool(re.search(r"\b(?:figure|number|toll|count)s?\b", text))

    def _referred(self, claim: str, claims: dict[str, ClaimSigns]) -> ClaimSigns | None:
        """The last claim before that puts harm down to the claimant's side."""
        before = self._by_order[: self._by_order.index(claim)]
        sides = claims[claim].sides
        others = [claims[one] for one in reversed(before) if not claims[one].own]
        return next((one for one in others if one.doers & sides and not one.sides & sides), None)

    # --- events

    def _event(self, event: str) -> EventSigns:
        graph = self._graph
        trigger = self._trigger(event)
        label = graph.label(event)
        kind = graph.one(event, KG.eventType).removeprefix(PLOVER_NS)
        concept = self._concept(trigger, kind, label)
        speech = graph.is_kind(event, KG.SpeechEvent)
        actors = graph.all(event, KG.participant)
        scene = self._scenes.of([trigger], [event]) if concept_kind(concept) in ("harm", "toll") else None
        named = {graph.key(place) for place in [*graph.all(event, KG.place), *filter(self._is_town, actors)]} - {""}
        towns = sorted(named) or self._scenes.towns_at(trigger)
        sentence = graph.sentence(trigger.start).of(graph.text)
        days = graph.days(event) or ((scene.day, scene.day) if scene and scene.day else None)
        return EventSigns(
            iri=event,
            label=label,
            kind=kind,
            concept=concept,
            places=frozenset({scene.place} if scene and scene.place else towns),
            sides=frozenset(side for actor in actors for side in graph.side(actor) if not side.startswith("http")),
            days=days,
            planned=not speech and self._is_planned(event, trigger, concept),
            round=next((found[1].lower() for found in _ROUND.finditer(sentence)), ""),
            speech=speech,
        )

    def _trigger(self, event: str) -> Span:
        return next((span for span, node in self._graph.mentions if node == event), Span(0, 1))

    def _concept(self, trigger: Span, kind: str, label: str) -> str:
        """What the trigger names; else what its type does; else, of a light verb, the one thing that its words name."""
        at = words_of(trigger.of(self._graph.text), beside=self._graph.words)
        if len(at.concepts) == 1:
            return next(iter(at.concepts))
        if kind in _OF_TYPE:
            return _OF_TYPE[kind]
        within = words_of(label, beside=self._graph.words).places
        return within[0][0] if within and is_light(trigger.of(self._graph.text)) else ""

    def _is_planned(self, event: str, trigger: Span, concept: str) -> bool:
        """Whether all claims that speak of it only demand, promise or imagine it, or put it as a condition.

        "The ceasefire could collapse" takes for granted that there is one.
        """
        graph = self._graph
        if concept_kind(concept) in ("pact", "meeting") and self._is_taken_for_granted(event, trigger, concept):
            return False
        of_it = [one for one in self._claims if event in (*graph.all(one, KG.content), *graph.all(one, KG.condition))]
        sure = [one for one in of_it if event in graph.all(one, KG.content) and self._is_sure(one, event, concept)]
        return bool(of_it) and not sure

    def _is_taken_for_granted(self, event: str, trigger: Span, concept: str) -> bool:
        """Whether "the" or "their" stands before the word that names it."""
        graph = self._graph
        label = graph.label(event)
        named = [label[:at] for one, at in words_of(label, beside=graph.words).places if one == concept]
        return any(_DEFINITE.search(before) for before in [graph.text[: trigger.start], *named])

    def _is_sure(self, claim: str, event: str, concept: str) -> bool:
        graph = self._graph
        act = graph.one(claim, KG.speechAct)
        if act in (ACT.promise, ACT.agree):
            return concept_kind(concept) == "pact"
        if act in (ACT.demand, ACT.propose, ACT.ask, ACT.threaten, ACT.warn, ACT.refuse):
            return False
        realis = graph.one(claim, KG.realis)
        return realis == VAL.actual or (realis == VAL.future and graph.days(event) is not None)


def _is_harm(found: Words) -> bool:
    return any(concept_kind(concept) == "harm" for concept in found.concepts)


def _has_scene(found: Words) -> bool:
    return any(concept_kind(concept) in ("harm", "toll") for concept in found.concepts)
