"""Whom a definite description stands for: "the minister", "the company", "the bloc's trade commissioner"."""

from __future__ import annotations

from collections import Counter

from kg.extract.cast import Cast
from kg.extract.entries import Entry
from kg.extract.lexicon import ActorNoun, NounKind, lexicon
from kg.extract.names import Name
from kg.extract.tokens import Token
from kg.extract.wording import label_of
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
_NO_PART_OF_OFFICE = frozenset(
    {"acting", "current", "ex", "former", "incoming", "interim", "late", "new", "outgoing"}
) | {
    "retired",
    "then",
    "veteran",
}
"""Words before an office that say when somebody held it, not which it is."""
_SAME_OFFICE = {
    "premier": ("prime", "minister"),
    "attorney": ("lawyer",),
    "lawyer": ("attorney",),
    "lawmaker": ("legislator",),
    "ceo": ("chief", "executive"),
    "boss": ("chief",),
    "spokeswoman": ("spokesperson",),
    "spokesman": ("spokesperson",),
}
"""What else an office may be called where it was first told."""
_LEDE = 5
"""How many sentences of an article may speak of somebody whom a later one names."""
_FIRST = 3
"""The same for "a judge", who need not be the judge of later on."""
_SOON = 4
"""How many sentences later the name stands, at most."""
_A_SENTENCE = 150
"""About how many characters a sentence has."""
_AMERICAN = {"centre": "center", "defence": "defense", "labour": "labor", "organisation": "organization"}
_RESTRICTING = frozenset({"prep", "relcl", "acl", "appos"})


def described_before(token: Token, cast: Cast) -> str | None:
    """The actor of the article that answers to the description; None where none does.

    One with such a role or name: the last before it, or, where the description says more than one word ("trade
    commissioner"), also one named later. For a mere "the company" the organisation named most often so far.
    """
    noun = lexicon().actor_nouns.get(token.lemma.lower())
    if noun is None or cast.name_at(token) is not None:
        return None
    bare = _is_in_headline(token)
    may_be_named = noun.kind is NounKind.OFFICIAL or (bare and noun.kind is NounKind.PERSON)
    if may_be_named and (soon := _named_soon(token, cast, bare=bare)) is not None:
        return soon
    if not _is_definite(token):
        return None
    if any(child.dep in _RESTRICTING for child in token.children):
        return None
    words = _words(token) - _NO_PART_OF_OFFICE
    before = [name for name in cast.names if name.inside is None and not name.demonym and name.span.start < token.start]
    mentioned = [(span.start, actor) for span, actor in cast.mentions if span.start < token.start]
    mentioned += [(name.span.start, actor) for name in before if (actor := cast.named(name)) is not None]
    owner = _owner(token, cast)
    earlier = [
        actor
        for actor in dict.fromkeys(actor for _, actor in sorted(mentioned, reverse=True))
        if owner is None or _may_belong(actor, owner, cast)
    ]
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


def _owner(token: Token, cast: Cast) -> str | None:
    """The state whose minister or ministry is spoken of: "Ethiopia's foreign ministry", "Manila's defence minister"."""
    possessor = token.child("poss")
    name = cast.name_at(possessor) if possessor is not None else None
    if name is None or name.known is None:
        return None
    return cast.known(name.known.country) if name.known.is_capital and name.known.country else cast.named(name)


def _may_belong(actor: str, owner: str, cast: Cast) -> bool:
    """Whether nothing tells that the actor is another's."""
    entry = cast.entries[actor]
    owners = {*entry.affiliations, *([entry.acts_for] if entry.acts_for else [])}
    return not owners or owner in owners


def _named_soon(token: Token, cast: Cast, *, bare: bool) -> str | None:
    """Whom the lede speaks of by an office, and one of the next sentences by name: "A judge cleared the way … District
    Judge Ana Ruiz said", or, where nobody else has the office, "The minister warned … On Friday, Omar Said told".

    Somebody new is hardly ever named without saying who it is: so who is was just spoken of. With bare set, the
    description is a headline's, which leaves articles out.
    """
    index = token.sentence.index
    determiner = token.child("det", "poss")
    if index >= _LEDE or token.tag not in ("NN", "NNP") or (determiner is None and not bare):
        return None
    if determiner is not None and determiner.lower in ("a", "an") and index >= _FIRST:
        return None
    if token.child("appos", "relcl") is not None or _is_another(token):
        return None
    words = {child.lemma.lower() for child in token.children if child.dep == "compound" and child.i < token.i}
    words = {_spelt(word) for word in (words | {token.lemma.lower()}) - _peoples(token, cast)}
    first: dict[str, Name] = {}
    for name in cast.names:
        actor = cast.named(name) if name.inside is None and name.kind is ActorKind.PERSON else None
        if actor is not None and _is_person(actor, cast):
            first.setdefault(actor, name)
    later = [
        (actor, name)
        for actor, name in first.items()
        if 0 < name.head.sentence.index - index <= _SOON and " " in name.text
    ]
    holders = [actor for actor, _ in later if words <= _role(cast.entries[actor])]
    if holders:
        return holders[0] if len(holders) == 1 else None
    plain = [actor for actor, name in later if cast.entries[actor].role is None and _is_main_subject(name)]
    if not _is_definite(token) or not plain or any(words <= _role(cast.entries[actor]) for actor in first):
        return None
    entry = cast.entries[plain[0]]
    entry.role = label_of(token, cast.text)
    entry.role_lemmas |= _words(token)
    return plain[0]


def _is_in_headline(token: Token) -> bool:
    """Whether the word stands in a first sentence that is a paragraph without a full stop."""
    sentence = token.sentence
    return sentence.index == 0 and not any(word.text in (".", "!", "?", '"') for word in sentence.tokens[-2:])


def _is_another(token: Token) -> bool:
    """As in "another judge", "his lawyer": an office that somebody else's words or others share."""
    return any(
        child.lower in ("another", "every", "each", "no", "his", "her", "their", "my", "our")
        for child in token.children
    )


def _is_main_subject(name: Name) -> bool:
    verb = name.head.head
    return name.head.dep == "nsubj" and verb.is_verb and verb.dep == "ROOT"


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
    return {_spelt(word.lemma.lower()) for word in (token, *before)}


def _role(entry: Entry) -> set[str]:
    return {_spelt(word) for word in entry.role_lemmas}


def _spelt(word: str) -> str:
    """As it is spelt in America: "Ministry of Defense" and "the defence ministry" are one."""
    return _AMERICAN.get(word, word)


def _peoples(token: Token, cast: Cast) -> set[str]:
    """The words before the noun that say of which people or country it is."""
    named = ((child, cast.name_at(child)) for child in token.children if child.i < token.i)
    return {child.lemma.lower() for child, name in named if name is not None and name.demonym}


def _in_other_words(words: set[str]) -> set[str]:
    """The description with what else its office may be called: "the premier" for a prime minister."""
    return {other for word in words for other in _SAME_OFFICE.get(word, (word,))}


def _is_person(actor: str, cast: Cast) -> bool:
    return cast.entries[actor].kind is ActorKind.PERSON


def _answers_to(actor: str, words: set[str], noun: ActorNoun, cast: Cast) -> bool:
    """Whether the actor's role, or for bodies its name, has all the words."""
    entry = cast.entries[actor]
    if _is_person(actor, cast):
        return noun.kind in _PEOPLE and (words <= _role(entry) or _in_other_words(words) <= _role(entry))
    if words <= _role(entry):
        return True
    return noun.kind in _BODIES and words <= {_spelt(word) for word in entry.label.lower().split()}
