"""What a verb of saying takes, as matching one of its frames finds it; and questions that all frames ask."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract import grammar
from kg.extract.lexicon import Frame
from kg.extract.tokens import Token

__all__ = ["Complement", "conjuncts", "content_clause", "spoken_to"]


@dataclass(slots=True)
class Complement:
    """What follows from matching one frame."""

    frame: Frame
    tokens: list[Token]
    """The words of the content."""
    heads: list[Token]
    """Heads of its propositions or noun phrases."""
    addressee: Token | None = None


def content_clause(verb: Token) -> Token | None:
    """The finite or small clause that the verb takes."""
    for child in verb.children:
        if child.dep == "ccomp" or (child.dep == "xcomp" and grammar.mark(child) == "that"):
            return child
    return None


def conjuncts(verb: Token) -> list[Token]:
    """Verbs coordinated with this one, all of them."""
    found = []
    for child in verb.children:
        if child.dep == "conj" and child.is_verb:
            found += [child, *conjuncts(child)]
    return found


def spoken_to(verb: Token) -> Token | None:
    """Whom the words are said to."""
    for child in verb.children:
        if child.dep in ("prep", "dative") and child.lower == "to":
            return child.child("pobj")
        if child.dep in ("dative", "iobj", "dobj") and child.i > verb.i and (child.is_noun or child.tag == "PRP"):
            return child
    return None
