"""Whom a definite description stands for: "the minister", "the company", "the bloc's trade commissioner"."""

from __future__ import annotations

from collections import Counter

from kg.extract.cast import Cast
from kg.extract.lexicon import ActorNoun, NounKind, lexicon
from kg.extract.tokens import Token
from kg.model import ActorKind

__all__ = ["described_before"]

_BODIES = frozenset(
    {NounKind.ORGANIZATION, NounKind.BODY, NounKind.GOVERNMENT, NounKind.NEWS_OUTLET, NounKind.ARMED_GROUP}
)
_PEOPLE = frozenset({NounKind.PERSON, NounKind.OFFICIAL, NounKind.SOURCE, NounKind.COLLECTIVE})
# Nouns that say no more of an organisation than that it is one, or one of a kind.
_ANY_BODY = (ActorKind.ORGANIZATION,)
_GENERIC: dict[str, tuple[ActorKind, ...]] = {
    **dict.fromkeys(("company", "firm", "business", "organisation", "organization", "club", "charity"), _ANY_BODY),
    **dict.fromkeys(("union", "agency", "institution", "operator", "maker", "retailer", "lender"), _ANY_BODY),
    **dict.fromkeys(("group", "movement", "faction"), (ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION)),
    **dict.fromkeys(("militia", "insurgency"), (ActorKind.ARMED_GROUP,)),
    **dict.fromkeys(("newspaper", "paper", "broadcaster", "magazine", "outlet"), (ActorKind.NEWS_OUTLET,)),
}
_ANYONE = frozenset({"man", "politician", "woman"})
_A_SENTENCE = 150
"""About how many characters a sentence has."""
_RESTRICTING = frozenset({"prep", "relcl", "acl", "appos"})


def described_before(token: Token, cast: Cast) -> str | None:
    """The actor of the article that answers to the description; None where none does.

    One with such a role or name: the last before it, or, where the description says more than one word ("trade
    commissioner"), also one named later. For a mere "the company" the organisation named most often so far.
    """
    noun = lexicon().actor_nouns.get(token.lemma.lower())
    if noun is None or not _is_definite(token) or cast.name_at(token) is not None:
        return None
    if any(child.dep in _RESTRICTING for child in token.children):
        return None
    words = _words(token)
    before = [name for name in cast.names if name.inside is None and not name.demonym and name.span.start < token.start]
    mentioned = [(span.start, actor) for span, actor in cast.mentions if span.start < token.start]
    mentioned += [(name.span.start, actor) for name in before if (actor := cast.named(name)) is not None]
    earlier = dict.fromkeys(actor for _, actor in sorted(mentioned, reverse=True))
    for actor in earlier:
        if _answers_to(actor, words, noun, cast):
            return actor
    plain = words - _peoples(token, cast)
    if plain != words:
        unsaid = [actor for actor in earlier if _is_person(actor, cast) and _answers_to(actor, plain, noun, cast)]
        if len(unsaid) == 1 and not cast.entries[unsaid[0]].affiliations:
            return unsaid[0]
    if len(words) > 1:
        later = [actor for actor in cast.entries if cast.entries[actor].named and _answers_to(actor, words, noun, cast)]
        return later[0] if len(later) == 1 else None
    if noun.kind in (NounKind.PERSON, NounKind.OFFICIAL) and token.dep == "nsubj":
        return _only_person_near(token, mentioned, cast)
    kinds = _GENERIC.get(token.lemma.lower(), ())
    named = Counter(actor for name in before if (actor := cast.named(name)) is not None)
    fitting = [actor for actor, _ in named.most_common() if cast.entries[actor].kind in kinds]
    return fitting[0] if fitting else None


def _only_person_near(token: Token, mentioned: list[tuple[int, str]], cast: Cast) -> str | None:
    """The one person named in this sentence so far and the one before, of whom no other office is told: "Diallo's house
    was surrounded, the politician said"."""
    tokens = token.sentence.tokens
    start = tokens[0].start - _A_SENTENCE
    near = {actor for place, actor in mentioned if place >= start and cast.entries[actor].named}
    people = [actor for actor in near if _is_person(actor, cast)]
    if len(people) != 1:
        return None
    return people[0] if token.lemma.lower() in _ANYONE or cast.entries[people[0]].role is None else None


def _is_definite(token: Token) -> bool:
    determiner = token.child("det", "poss")
    if token.tag not in ("NN", "NNP") or determiner is None:
        return False
    return determiner.dep == "poss" or determiner.lower in ("the", "this", "that")


def _words(token: Token) -> set[str]:
    """The noun and what stands before it, as lemmas."""
    before = [child for child in token.children if child.dep in ("compound", "amod", "nmod") and child.i < token.i]
    return {token.lemma.lower()} | {word.lemma.lower() for word in before}


def _peoples(token: Token, cast: Cast) -> set[str]:
    """The words before the noun that say of which people or country it is."""
    named = ((child, cast.name_at(child)) for child in token.children if child.i < token.i)
    return {child.lemma.lower() for child, name in named if name is not None and name.demonym}


def _is_person(actor: str, cast: Cast) -> bool:
    return cast.entries[actor].kind is ActorKind.PERSON


def _answers_to(actor: str, words: set[str], noun: ActorNoun, cast: Cast) -> bool:
    """Whether the actor's role, or for bodies its name, has all the words."""
    entry = cast.entries[actor]
    if _is_person(actor, cast):
        return noun.kind in _PEOPLE and words <= entry.role_lemmas
    if words <= entry.role_lemmas:
        return True
    return noun.kind in _BODIES and words <= set(entry.label.lower().split())
