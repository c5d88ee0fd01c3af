"""When a capital's name stands for its country: "Islamabad rejected", "talks with Kabul", not "in Kabul"."""

from __future__ import annotations

from kg.extract.lexicon import WordList, lexicon
from kg.extract.names import Name
from kg.extract.tokens import Token

__all__ = ["is_metonymic"]

_SCENE_VERBS = frozenset({"be", "remain", "lie", "look", "become", "have"})
_DEALINGS = frozenset({"between", "against"})
# Event nouns that happen to a city rather than to a state.
_CITY_EVENTS = frozenset({"market", "bombing", "attack", "blast", "explosion"})


def is_metonymic(name: Name) -> bool:
    """Whether the name of a capital stands for the state that it is the capital of, by its place in the sentence."""
    if name.text.lower() in lexicon().lists[WordList.CAPITAL_SHARED]:
        return False  # "Brussels" is the European Union more often than Belgium, and at times NATO
    head = name.head
    while head.dep == "conj" and head.head is not head:
        head = head.head
    if head.dep in ("nsubj", "agent"):
        return not _is_scene(head)
    if head.dep == "nsubjpass":
        return not _in_list(head.head, WordList.CAPITAL_SCENE_VERB) and not _is_scene(head)
    if head.dep == "poss":
        return _owns_state_matter(head.head)
    if head.dep == "dobj":
        return _in_list(head.head, WordList.STATE_DIRECTED_VERB)
    return head.dep == "pobj" and _is_dealt_with(head)


def _in_list(token: Token, name: WordList) -> bool:
    return token.lemma.lower() in lexicon().lists[name]


def _is_scene(head: Token) -> bool:
    """As in "Kabul is quiet", "Islamabad is 300 km away": the city itself; "Kabul is willing to …" is not."""
    verb = head.head
    if verb.lemma.lower() not in _SCENE_VERBS:
        return False
    return not any(child.dep == "xcomp" or _in_list(child, WordList.STATE_ATTITUDE) for child in verb.children)


def _owns_state_matter(noun: Token) -> bool:
    lemma = noun.lemma.lower()
    if _in_list(noun, WordList.STATE_MATTER) or lemma in lexicon().reporting_nouns:
        return True
    return lemma in lexicon().event_nouns and lemma not in _CITY_EVENTS


def _is_dealt_with(head: Token) -> bool:
    preposition = head.head
    above = preposition.head
    if preposition.lower in _DEALINGS:
        return True
    if preposition.lower == "by":
        return preposition.dep == "agent" or above.lemma.lower() in lexicon().reporting_nouns
    if preposition.lower != "with":
        return False
    return above.is_verb or above.lemma.lower() in lexicon().event_nouns or _in_list(above, WordList.STATE_MATTER)
