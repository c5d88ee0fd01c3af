"""When a capital's name stands for its country: "Islamabad rejected", "talks with Kabul", not "in Kabul"."""

from __future__ import annotations

from kg.extract.lexicon import lexicon
from kg.extract.names import Name
from kg.extract.tokens import Token

__all__ = ["is_metonymic"]

_LOCATIVE = frozenset(
    "in at near outside inside within around across through via into toward towards from of on over north south east "
    "west throughout central downtown".split()
)
_DEALING = frozenset({"with", "between", "against", "by", "among", "to"})
_LOCATIVE_VERBS = frozenset(
    "hit strike rock shake reach leave enter visit flee bomb shell attack capture seize surround besiege pound target "
    "host paralyse paralyze flood".split()
)
# What a state owns rather than a city: policy, soldiers, patience.
_STATE_MATTERS = frozenset(
    "ally alliance ambassador ambition army aim approach allegation assertion backing behaviour behavior call campaign "
    "chargé concern condition control decision defence defense demand denial diplomacy diplomat effort enemy envoy "
    "embassy foe force foreign government goal hand hostility insistence influence intelligence intention interest "
    "intervention invasion leadership leader military minister ministry missile move neighbour neighbor nuclear "
    "objective objection offer offensive official opposition partner patience plan policy position positions power "
    "pressure proposal proxy refusal reaction red rejection relation relations relationship representative request "
    "response right rival role rule sanction security side sovereignty spokesman spokesperson spokeswoman stance "
    "statement strategy strength support threat tie ties troop veto view war warning willingness".split()
)
_DIRECTED = frozenset("accuse blame condemn criticise criticize press pressure urge warn threaten isolate anger provoke "
                      "back support ask tell call sanction defy embolden punish persuade push force".split())


def is_metonymic(name: Name) -> bool:
    """Whether the name of a capital stands for the state that it is the capital of, by its place in the sentence."""
    head = name.head
    if head.dep in ("conj",) and head.head is not head:
        return _is_metonymic_role(_first_conjunct(head))
    return _is_metonymic_role(head)


def _first_conjunct(token: Token) -> Token:
    while token.dep == "conj" and token.head is not token:
        token = token.head
    return token


def _is_metonymic_role(head: Token) -> bool:
    if head.dep in ("nsubj", "agent"):
        return not _is_scene(head)
    if head.dep == "nsubjpass":
        return head.head.lemma.lower() not in _LOCATIVE_VERBS and not _is_scene(head)
    if head.dep == "poss":
        return _owns_state_matter(head.head)
    if head.dep == "dobj":
        return head.head.lemma.lower() in _DIRECTED
    if head.dep == "pobj":
        return _dealt_with(head)
    return False


def _is_scene(head: Token) -> bool:
    """"Kabul is quiet", "Islamabad is 300 km away": the city itself."""
    verb = head.head
    if verb.lemma.lower() in ("be", "remain", "lie", "look", "become", "have"):
        return not any(child.dep in ("xcomp",) or child.lemma.lower() in ("ready", "willing", "determined", "committed", "responsible", "behind", "concerned", "open", "prepared", "unwilling", "reluctant", "keen") for child in verb.children)
    return False


def _owns_state_matter(noun: Token) -> bool:
    lemma = noun.lemma.lower()
    return lemma in _STATE_MATTERS or lemma in lexicon().reporting_nouns or (
        lemma in lexicon().event_nouns and lemma not in ("market", "bombing", "attack", "blast", "explosion")
    )


def _dealt_with(head: Token) -> bool:
    word = head.head.lower
    if word == "by":
        return head.head.dep == "agent" or head.head.head.lemma.lower() in lexicon().reporting_nouns
    if word in ("between", "against"):
        return True
    if word == "with":
        above = head.head.head
        return above.lemma.lower() in lexicon().event_nouns or above.is_verb or above.lemma.lower() in _STATE_MATTERS
    return False
