"""One article read, from its sentences to the extraction."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.attribution import Scene
from kg.extract.cast import Cast
from kg.extract.claims import attributed_claims
from kg.extract.coreference import Resolver
from kg.extract.drafting import draft_claims
from kg.extract.names import find_names
from kg.extract.narration import narrate
from kg.extract.quotes import find_quotations
from kg.extract.relations import disputes, relate
from kg.extract.situations import Situations
from kg.extract.tokens import Sentence
from kg.extract.when import Times
from kg.model import Actor, Article, Claim, Extraction, Gazetteer, Mention, Situation

__all__ = ["read"]


def read(article: Article, sentences: list[Sentence], gazetteer: Gazetteer, extractor: str) -> Extraction:
    """Everything that the rules find in one article; the same input gives the same extraction."""
    scene = Scene(article.text, sentences, find_quotations(article.text))
    cast = Cast(article.text, find_names(article.text, sentences, gazetteer), gazetteer, article.publisher)
    resolver = Resolver(cast, sentences, scene.quotations)
    stage = Situations(article.text, resolver)
    drafts = draft_claims(scene, resolver)
    claims = attributed_claims(drafts, stage, scene)
    claims = narrate(claims, drafts, stage, scene, cast.publisher())
    times = Times(article, sentences)
    stage.set_times(times)
    cast.mention_all_names()
    situations = stage.situations()
    claims = relate(claims, situations)
    mentions = _mentions([*stage.mentions, *cast.mentions.values(), *times.mentions])
    return Extraction(
        article=article,
        actors=_cast_list(cast.actors(), claims, situations, mentions),
        mentions=mentions,
        situations=situations,
        times=times.expressions,
        claims=tuple(claims),
        disputes=tuple(disputes(claims)),
        extractor=extractor,
    )


def _mentions(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Each once, in the order of the text; one that knows the literal meaning before one that does not."""
    kept: dict[tuple[object, str], Mention] = {}
    for mention in found:
        key = (mention.span, mention.denotes)
        if key not in kept or mention.literal is not None:
            kept[key] = mention
    return tuple(sorted(kept.values(), key=lambda mention: (mention.span, mention.denotes)))


def _cast_list(
    actors: tuple[Actor, ...], claims: list[Claim], situations: Iterable[Situation], mentions: Iterable[Mention]
) -> tuple[Actor, ...]:
    """The actors and places that something in the article refers to, and those that they refer to."""
    used: set[str | None] = set()
    for claim in claims:
        used |= {claim.claimant, *claim.addressees}
    for situation in situations:
        used |= {*situation.initiators, *situation.recipients, *situation.participants, *situation.places}
    for mention in mentions:
        used |= {mention.denotes, mention.literal}
    by_id = {actor.id: actor for actor in actors}
    waiting = [one for one in used if one in by_id]
    kept: set[str] = set()
    while waiting:
        actor = by_id[str(waiting.pop())]
        if actor.id not in kept:
            kept.add(actor.id)
            waiting += [one for one in (*actor.affiliated_with, *actor.members, actor.acts_for) if one is not None]
    return tuple(actor for actor in actors if actor.id in kept)
