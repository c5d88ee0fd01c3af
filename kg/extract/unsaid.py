"""Which acts of saying the text denies: "denied that it had threatened", "no evidence that Mali had accused"."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.attribution import Attribution
from kg.extract.wording import is_statement
from kg.model import SpeechAct

__all__ = ["is_unsaid"]


_COMPLEMENTS = frozenset({"ccomp", "xcomp", "acl", "csubj", "pcomp", "pobj", "dobj", "prep"})
"""Negation reaches what a verb or noun takes, not what is coordinated with it."""


def is_unsaid(attribution: Attribution, attributions: list[Attribution]) -> bool:
    """Whether somebody says that the act did not take place: its verb stands in what is denied, or below a negated
    verb or noun. What a noun speaks of ("rejected Pakistan's demand") did."""
    head = attribution.head
    if attribution.noun or attribution.quoted or not head.is_verb or head.dep == "prep":
        return False  # "did not try, according to the ministry": the phrase stands outside the negation
    if head.dep in ("acl", "relcl") and is_statement(head.head):
        return False  # "denied a report saying that": what the report says may be wrong, but it does say so
    heads = {other.head.i: other for other in attributions if other is not attribution}
    below = head
    for above in head.ancestors():
        outer = heads.get(above.i)
        if outer is not None and outer.covers(attribution.cue):
            return _denies(outer)
        if below.dep in _COMPLEMENTS and above.is_verb and grammar.is_negated(above):
            return True
        if below.dep in _COMPLEMENTS and above.is_noun and grammar.is_negative_phrase(above):
            return True
        below = above
    return False


def _denies(outer: Attribution) -> bool:
    return outer.act is SpeechAct.DENY or (outer.denying and not outer.noun)
