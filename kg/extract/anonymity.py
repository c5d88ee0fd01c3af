"""Who speaks on condition that no name is given: "two soldiers who requested anonymity"."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.tokens import Token

__all__ = ["speaks_unnamed"]

_NAMING = frozenset({"identify", "name", "quote"})
_ASIDES = frozenset({"acl", "advcl", "prep", "relcl"})


def speaks_unnamed(who: Token) -> bool:
    """Whether the sentence says that this source is not to be named: then it is a source, whatever the noun."""
    clauses = who.all("relcl", "acl")
    verb = who.head
    if who.dep == "nsubj" and verb.is_verb:
        clauses += [child for child in verb.children if child.dep in _ASIDES and child.lower not in ("that", "if")]
        if verb.head.is_verb and verb.head.child("nsubj") is who:
            clauses.append(verb.head)
    return any(_is_wish(token) for clause in clauses for token in clause.below())


def _is_wish(token: Token) -> bool:
    if token.lemma.lower() == "anonymity":
        return True
    return token.is_verb and token.lemma.lower() in _NAMING and grammar.is_passive(token) and grammar.is_negated(token)
