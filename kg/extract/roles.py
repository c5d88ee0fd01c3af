"""Which offices the named hold, and to whom they and those described belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract import grammar
from kg.extract.entries import Entry
from kg.extract.gender import gender_told_by
from kg.extract.tokens import Token
from kg.extract.wording import actor_noun
from kg.model import ActorKind

if TYPE_CHECKING:
    from kg.extract.cast import Cast

__all__ = ["is_locative", "note_roles", "note_states"]


def note_states(cast: Cast) -> None:
    """A ministry acts for the state in its name or before it: "Ministry of Foreign Affairs of Turkey", "Peru's Foreign
    Ministry". A court or a parliament belongs to the state, and does not act for it.
    """
    for name in cast.names:
        actor = cast.named(name) if name.inside is None and not name.demonym else None
        entry = cast.entries[actor] if actor is not None else None
        if entry is None or entry.affiliations or not (entry.kind is ActorKind.GOVERNMENT or entry.is_generic):
            continue
        after = [word for token in name.tokens if (of := token.prep("of")) and (word := of.child("pobj"))]
        owners = [word for token in name.tokens if (word := token.child("poss")) and word not in name.tokens]
        beside = [cast.inner_name_at(word) or cast.name_at(word) for word in [*name.tokens, *after, *owners]]
        states = [cast.named(one) for one in beside if one is not None and one is not name]
        state = next((one for one in states if one and cast.entries[one].kind is ActorKind.GEOPOLITICAL), None)
        if state is not None:
            entry.affiliations.append(state)
            if entry.kind is ActorKind.GOVERNMENT:
                entry.acts_for = state


def note_roles(cast: Cast) -> None:
    """As in "Zabihullah Mujahid, the Taliban spokesman"; "Taliban spokesman Zabihullah Mujahid"."""
    for name in cast.names:
        if name.demonym or name.inside is not None:
            continue
        actor = cast.named(name)
        if actor is None:
            continue
        head = name.head
        for child in head.children:
            if child.dep == "appos" and cast.name_at(child) is None and child.is_noun:
                _set_role(cast, actor, grammar.noun_phrase(child), child)
        described = _described_by(cast, head)
        if described is not None:
            _set_role(cast, actor, grammar.noun_phrase(described, [head]), described)
        before = [t for t in head.children if t.i < name.tokens[0].i and t.dep in ("compound", "nmod", "amod")]
        titles = [t for t in before if actor_noun(t) is not None]
        if titles and cast.entries[actor].kind is ActorKind.PERSON:
            words = sorted({w.i: w for t in before for w in t.below()}.values(), key=lambda t: t.i)
            _set_role(cast, actor, words, titles[-1])
        if cast.entries[actor].kind is ActorKind.PERSON:
            _note_gender(cast, actor, [*before, name.tokens[0]])


def _note_gender(cast: Cast, actor: str, before: list[Token]) -> None:
    entry = cast.entries[actor]
    told = gender_told_by([*(token.lower.rstrip(".") for token in before), *entry.role_lemmas])
    entry.gender = entry.gender or told


def _described_by(cast: Cast, name: Token) -> Token | None:
    """The noun that a name stands in apposition to."""
    if name.dep != "appos" or not name.head.is_noun:
        return None
    if cast.name_at(name.head) is None:
        return name.head
    outer = name.head.head.head if name.head.dep == "pobj" else name.head
    return outer if actor_noun(outer) is not None and cast.apposed(outer) is name else None


def _set_role(cast: Cast, actor: str, words: list[Token], head: Token) -> None:
    entry = cast.entries[actor]
    noun = actor_noun(head)
    if not words or (entry.kind is ActorKind.PERSON and noun is None and head.tag not in ("NN", "NNP")):
        return
    words = [token for token in words if token.dep not in ("relcl",)]
    text = " ".join(cast.text[words[0].start : words[-1].end].split())
    if len(text) > 120 or not any(char.isalpha() for char in text):
        return
    if entry.kind is ActorKind.PERSON and entry.role is None:
        entry.role = text
    entry.role_lemmas.update(token.lemma.lower() for token in words if token.is_noun)
    if entry.kind in (ActorKind.PERSON, ActorKind.UNNAMED_SOURCE):
        _affiliate(cast, entry, words, speaks_for=noun is not None and noun.speaks_for)


def _affiliate(cast: Cast, entry: Entry, words: list[Token], *, speaks_for: bool = False) -> None:
    """Names inside a description tell whom its bearer belongs to."""
    for token in words:
        name = cast.name_at(token)
        if name is None or name.head is not token:
            continue
        actor = cast.named(name)
        if actor is None or actor == entry.id or cast.entries[actor].kind is ActorKind.PERSON:
            continue
        if name.known is not None and name.known.is_capital and not name.demonym and is_locative(token):
            continue
        entry.affiliations.append(actor)
        if cast.entries[actor].kind in (ActorKind.GEOPOLITICAL,) or (speaks_for and entry.acts_for is None):
            entry.acts_for = entry.acts_for or actor


def is_locative(token: Token) -> bool:
    """Whether the name only says where: "the mayor in Paris"."""
    return token.dep == "pobj" and token.head.lower in ("in", "at", "near", "outside", "from")
