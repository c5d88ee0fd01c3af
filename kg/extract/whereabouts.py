"""Whom an event is aimed at, and where it was, where its verb or noun has no slot of its own for them."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.cast import Cast
from kg.extract.coreference import Resolver
from kg.extract.lexicon import NounKind, lexicon
from kg.extract.tokens import Token
from kg.extract.triggers import Trigger, place_phrases
from kg.model import ActorKind, EventType

__all__ = ["ACTORS", "may_be_aimed_at", "place_of", "places_of", "target_in_complement"]

ACTORS = frozenset(kind for kind in ActorKind if kind is not ActorKind.PLACE)


_DIRECTED = frozenset(
    {
        EventType.AGREE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.ACCUSE,
        EventType.SUPPORT,
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.AID,
        EventType.CONCEDE,
    }
)
_SCENES = frozenset(
    {"after", "at", "before", "during", "following", "in", "inside", "near", "outside", "since", "within"}
)
_NO_TARGETS = frozenset({NounKind.PLACE, NounKind.DOCUMENT, NounKind.SOURCE})
_APART = frozenset({"relcl", "advcl", "parataxis", "npadvmod"})
_COMPLEMENTS = frozenset({"dobj", "xcomp", "ccomp", "prep", "advcl", "acl", "dative", "pobj"})


def target_in_complement(trigger: Trigger, initiators: list[str], resolver: Resolver) -> list[str]:
    """Whom the event is aimed at where no slot names them: "refused to deploy troops in Iraq", "rejected an
    Australian ultimatum"; the first actor in what the verb takes that is not on the initiator's side. One that only
    says where is taken where there is no other, and where talks are held never."""
    if trigger.type not in _DIRECTED:
        return []
    cast = resolver.cast
    ours = {one for actor in initiators for one in cast.side(actor)}
    places = []
    for token in _complement(trigger):
        found = [one for one in _named_or_described(token, resolver) if one not in ours]
        if not found or cast.entries[found[0]].kind not in ACTORS:
            continue
        if not _is_locative(token):
            return found[:1]
        places += found
    return places[:1]


def _complement(trigger: Trigger) -> list[Token]:
    """The words that the event's word takes, or its light verb."""
    found = []
    holders = [trigger.token] + ([trigger.clause] if trigger.clause not in (None, trigger.token) else [])
    for holder in holders:
        for top in holder.children if holder is not None else []:
            if (
                top.i < trigger.token.i
                or top.dep not in _COMPLEMENTS
                or (top.dep == "prep" and top.lower in _SCENES | {"according"})
            ):
                continue
            if top.dep == "advcl" and not grammar.has_to(top):
                continue  # "suspended aid after …"
            found += top.below(lambda t: t.dep not in _APART and not _is_scene_of_talks(t))
    return found


def _is_scene_of_talks(token: Token) -> bool:
    if token.dep != "prep" or token.lower not in _SCENES or not token.head.is_noun:
        return False
    terms = lexicon().event_nouns.get(token.head.lemma.lower(), ())
    return any(term.type is EventType.CONSULT for term in terms)


def _named_or_described(token: Token, resolver: Resolver) -> list[str]:
    """Who the word stands for: by name, or by a noun for people; a name before such a noun is its own."""
    cast = resolver.cast
    if not token.is_noun and token.tag not in ("JJ", "PRP$"):
        return []
    above = token.head
    if token.dep in ("amod", "compound", "nmod") and above.is_noun and above.lemma.lower() in lexicon().actor_nouns:
        return []
    if token.dep in ("compound", "nmod") and cast.name_at(token) is None and cast.name_at(above) is not None:
        return []  # "Prime Minister" before the name
    name = cast.name_at(token)
    if name is not None:
        actor = cast.named(name) if name.head is token else None
        if actor is not None:
            cast.mention_name(name)
        return [actor] if actor is not None else []
    known = may_be_aimed_at(token, cast) and token.child("det", "poss", "amod", "compound")
    return resolver.actors(token) if known or token.tag == "PRP$" else []


def may_be_aimed_at(noun: Token, cast: Cast) -> bool:
    """Whether the word stands for somebody, by name, pronoun or noun, and not for a place or paper."""
    if cast.name_at(noun) is not None or noun.tag == "PRP":
        return True
    known = lexicon().actor_nouns.get(noun.lemma.lower())
    event = noun.lemma.lower() in lexicon().event_nouns  # "demanded an inquiry"
    return known is not None and known.kind not in _NO_TARGETS and not event


def _is_locative(token: Token) -> bool:
    return token.dep == "pobj" and token.head.lower in _SCENES


def places_of(trigger: Trigger, cast: Cast) -> list[str]:
    """Places where the event was: behind its word, or behind the light verb above it."""
    heads = place_phrases(trigger.token)
    if trigger.clause is not None and trigger.clause is not trigger.token:
        heads += place_phrases(trigger.clause)
    found = []
    for head in heads:
        place = place_of(head, cast)
        if place is not None and place not in found:
            found.append(place)
    return found


def place_of(head: Token, cast: Cast) -> str | None:
    """The place or country that a phrase names, also in "Paktika province"."""
    name = cast.name_at(head)
    if name is None or name.demonym:
        inner = next((c for c in head.children if c.dep in ("compound", "nmod") and cast.name_at(c)), None)
        name = cast.name_at(inner) if inner is not None else None
    if name is None or name.demonym:
        return None
    actor = cast.named(name)
    if actor is not None and cast.entries[actor].kind in (ActorKind.PLACE, ActorKind.GEOPOLITICAL):
        return actor
    return None
