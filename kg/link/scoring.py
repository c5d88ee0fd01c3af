"""Which item of Wikidata a name stands for, or that it is none of those at hand.

Every candidate, and "none of them", gets log odds; their shares are the confidence. What counts, in this order: how
the name fits the item's, whether the actor can be such a thing, how well known it is among those of that name, whether
its description has to do with the article, and, where ``wordllama`` is installed and two are nearly equal, how close
in meaning it is. ``rank`` is the whole of it and knows no article, so that others who ask "who is called so?" get the
same answers.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.link.index.keys import key_of
from kg.link.ranking_context import (
    GEOGRAPHIC,
    Context,
    Surroundings,
    countries_in,
    countries_of,
    features_of,
)
from kg.link.ranking_kinds import Nature, fit, nature_of
from kg.link.ranking_meaning import closeness
from kg.link.ranking_names import cached_key, longer_names, name_fit, names_of, ways_to_ask
from kg.model import Actor, ActorKind, Candidate, Extraction, Link, LinkStatus

if TYPE_CHECKING:
    from kg.link.entry import Entry, Source

__all__ = ["rank", "resolve"]

_ACCEPTED = Decimal("0.7")
"""Confidence from which a link is accepted: see docs/decisions/0406."""
_TIE, _MEANING = 0.8, 2.0
"""How near the odds of two have to be for their meaning to count, and how much it does then."""
_REVIEWED = Decimal("0.2")
"""Confidence from which a person is asked."""
_CANDIDATES = 5
_UNLIKELY = Decimal("0.02")
_DOUBT = -2.0
_ABBREVIATED = 5
_COUNTRIES = 3
_WIDER = 2
_NONE = 1.6
"""Log odds of "none of them", against a name that fits so-so."""
_UNLIKE, _HARDLY = -3.9, -2.0
_RENOWN, _USUAL_RENOWN, _OUTSHONE = 0.5, 2.0, 0.9
_RENOWN_SPARSE = 2.2
_BY_NUMBER, _USUAL_NUMBER, _OLDEST = 0.3, 12.7, 1.8


def rank(
    name: str, entries: Iterable[Entry], *, kind: ActorKind | None = None, context: Context | None = None
) -> list[Candidate]:
    """The items that a name may stand for, best first, each with the probability that it is meant.

    The probabilities add up to less than 1: the rest is that none of them is. Items whose names the name does not fit
    are left out. ``kind`` is what the one who is named is taken for, ``context`` what the text around tells.
    """
    context = Context() if context is None else context
    fitting = [
        (named + suits, suits, entry)
        for entry in entries
        if (named := name_fit(name, entry)) > _UNLIKE and (suits := fit(kind, entry)) > _UNLIKE
    ]
    most = max((entry.sitelinks for _, suits, entry in fitting if suits > _HARDLY), default=0)
    odds = [
        (fits + _renown(entry, most, context) + context.coherence(name, entry), entry) for fits, _, entry in fitting
    ]
    if not odds:
        return []
    odds.sort(key=_order)
    if context.passage and len(odds) > 1 and odds[0][0] - odds[1][0] < _TIE:
        odds = _by_meaning(odds, context.passage)
    top = max(odds[0][0], _NONE)
    weights = [math.exp(one - top) for one, _ in odds]
    whole = sum(weights) + math.exp(_NONE - top)
    return [
        Candidate(entry.qid, _rounded(weight / whole), entry.label, entry.description)
        for weight, (_, entry) in zip(weights, odds, strict=True)
    ]


def _order(rated: tuple[float, Entry]) -> tuple[float, int]:
    return -rated[0], int(rated[1].qid[1:])


def _by_meaning(odds: Sequence[tuple[float, Entry]], passage: str) -> list[tuple[float, Entry]]:
    """The same, with those that are nearly as likely as the first told apart by what their descriptions mean."""
    tied = [rated for rated in odds if odds[0][0] - rated[0] < _TIE]
    close = closeness(passage, [entry.description for _, entry in tied])
    if not close:
        return list(odds)
    usual = sum(close) / len(close)
    moved = [(one + _MEANING * (near - usual), entry) for (one, entry), near in zip(tied, close, strict=True)]
    return sorted([*moved, *odds[len(tied) :]], key=_order)


def _renown(entry: Entry, most: int, context: Context) -> float:
    """How well known an item is, by itself and next to the best known of that name.

    Old numbers are the better known, which helps where nothing else is told.
    """
    if context.sparse:
        number = math.log(int(entry.qid[1:]) + 1)
        return _RENOWN_SPARSE * (min(entry.sitelinks, 1) - 0.25) + min(_OLDEST, _BY_NUMBER * (_USUAL_NUMBER - number))
    known = math.log1p(entry.sitelinks)
    return _RENOWN * (known - _USUAL_RENOWN) - _OUTSHONE * max(0.0, math.log1p(most) - known)


def _rounded(share: float) -> Decimal:
    return Decimal(str(round(share, 3))).normalize() + Decimal(0)


def resolve(
    actors: Sequence[Actor], extraction: Extraction, source: Source, settled: Mapping[str, Link]
) -> dict[str, Link]:
    """Links for actors of an article, by id, from an index or a service; ``settled`` is what is decided already.

    Accepted where it is almost sure; to review, with candidates, where a person would know; else NIL, with whatever was
    considered. Places come first: what is settled of them helps to tell the others.
    """
    known = dict(settled)
    article = Surroundings(extraction)
    countries = frozenset().union(*(countries_of(extraction.actor(one), link) for one, link in settled.items()))
    start = Context(sparse=bool(getattr(source, "sparse", False)), countries=countries)

    def ask(some: Iterable[Actor]) -> None:
        nonlocal start
        for actor in some:
            context = _with_wider(article.around(actor, start), source)
            link = known[actor.id] = _resolve(actor, article, source, context)
            start = replace(start, countries=start.countries | countries_of(actor, link))

    places = [actor for actor in actors if actor.kind in GEOGRAPHIC]
    ask(places)
    if siblings := _siblings(places, known):
        start = replace(start, siblings=siblings)
        ask(actor for actor in places if known[actor.id].status is not LinkStatus.ACCEPTED)
    ask(actor for actor in actors if actor.kind not in GEOGRAPHIC)
    return {actor.id: known[actor.id] for actor in actors}


def _siblings(places: Iterable[Actor], links: Mapping[str, Link]) -> frozenset[str]:
    """What several places of the article are: who names two provinces, names provinces."""
    accepted = [links[place.id] for place in places if links[place.id].status is LinkStatus.ACCEPTED]
    counts = Counter(
        feature
        for link in accepted
        for feature in features_of(link.candidates[0].label, link.candidates[0].description)
    )
    return frozenset(feature for feature, count in counts.items() if count > 1)


def _with_wider(context: Context, source: Source) -> Context:
    """The context with all names of what a place lies in: "Ore." is Oregon, in the United States."""
    if not (context.within or context.holding):
        return context
    keys: dict[str, None] = {}
    countries: set[str] = set()
    for name in context.within:
        for entry in source.named(name)[:_WIDER]:
            if not keys and nature_of(entry.types, entry.description) in (Nature.PLACE, Nature.COUNTRY):
                keys |= {name: None, cached_key(entry.label): None}
                countries |= countries_in(entry.description) | countries_in(entry.label)
    told = [key_of(entry.description) for name in context.holding for entry in source.named(name)[:_WIDER]]
    return replace(context, within=tuple(keys), within_country=frozenset(countries), holding=tuple(told))


def _resolve(actor: Actor, article: Surroundings, source: Source, context: Context) -> Link:
    names = names_of(actor, article.mentions(actor), article.text)
    own = frozenset().union(*map(countries_in, names))  # "U.S. Treasury" says which treasury
    context = replace(context, countries=context.countries | own, said=tuple(names))
    longer = longer_names(actor, article.extraction)
    best = _best([*longer, *names], actor.kind, source, context)
    if longer and best and not any(_is_called(best[0], name, source) for name in longer):
        # "Continental" next to "Continental Bank of Canada" is hardly another Continental.
        best = [replace(one, score=_less_likely(one.score)) for one in best]
    if not best and actor.kind is ActorKind.GOVERNMENT:
        best = _best(_of_country(names, article.extraction), actor.kind, source, context)
    if not best and hasattr(source, "near"):
        best = max((rank(name, source.near(name), kind=actor.kind, context=context) for name in names), key=_top)
    if not best and actor.kind is ActorKind.PERSON and context.holding and all(map(_is_abbreviated, names)):
        # "Nashville, Tenn" has been taken for a person's name; the state is known to have a Nashville.
        places = _best(names, ActorKind.PLACE, source, context)
        best = places if places and context.holds(places[0].label) else []
    return _link(actor, best, source)


def _best(names: Sequence[str], kind: ActorKind, source: Source, context: Context) -> list[Candidate]:
    """What is found under the first name that is almost sure, or else under the most likely of them."""
    best: list[Candidate] = []
    for name in names:
        for asked in ways_to_ask(name):
            found = rank(asked, source.named(asked), kind=kind, context=context)
            if found and (not best or found[0].score > best[0].score):
                best = found
        if best and best[0].score >= _ACCEPTED:
            break
    return best


def _is_abbreviated(name: str) -> bool:
    return len(name) <= _ABBREVIATED


def _top(ranked: Sequence[Candidate]) -> Decimal:
    return ranked[0].score if ranked else Decimal(0)


def _less_likely(score: Decimal) -> Decimal:
    odds = float(score) / max(1e-3, 1 - float(score)) * math.exp(_DOUBT)
    return _rounded(odds / (1 + odds))


def _is_called(candidate: Candidate, name: str, source: Source) -> bool:
    return any(entry.qid == candidate.qid for asked in ways_to_ask(name) for entry in source.named(asked))


def _of_country(names: Sequence[str], extraction: Extraction) -> list[str]:
    """ "Ministry of Defence" in an article on Pakistan: the body's name with the country's."""
    countries = [actor.label for actor in extraction.actors if actor.kind is ActorKind.GEOPOLITICAL and actor.named]
    ways = ("{country} {name}", "{name} of {country}", "{country} Department of the {name}", "Department of the {name}")
    return [
        way.format(name=name, country=country) for name in names for country in countries[:_COUNTRIES] for way in ways
    ]


def _link(actor: Actor, ranked: Sequence[Candidate], source: Source) -> Link:
    shown = tuple(one for one in ranked[:_CANDIDATES] if one.score >= _UNLIKELY)
    if not shown:
        return Link(actor.id, LinkStatus.NIL, source.name)
    score = shown[0].score
    if score >= _ACCEPTED:
        return Link(actor.id, LinkStatus.ACCEPTED, source.name, shown[0].qid, score, shown)
    status = LinkStatus.TO_REVIEW if score >= _REVIEWED else LinkStatus.NIL
    return Link(actor.id, status, source.name, None, score, shown)
