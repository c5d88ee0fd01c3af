"""Of which grammatical gender a person is, where the article's words tell: "Mr Hicks", "the spokeswoman Ada Cole"."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kg.extract.lexicon import WordList, lexicon
from kg.extract.tokens import Token

__all__ = ["Gender", "gender_told_by", "pronoun_gender"]


class Gender(StrEnum):
    """What he and she agree with."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), Gender.MASCULINE),
    **dict.fromkeys(("she", "her", "hers", "herself"), Gender.FEMININE),
}


def pronoun_gender(token: Token) -> Gender | None:
    """The gender that a pronoun tells of; None for others."""
    return _PRONOUNS.get(token.lower)


def gender_told_by(words: Iterable[str]) -> Gender | None:
    """The gender that titles and nouns for a person tell of, in lower case; None where they tell none, or both."""
    lists = lexicon().lists
    found = {
        gender
        for word in words
        for gender, name in ((Gender.MASCULINE, WordList.MASCULINE_WORD), (Gender.FEMININE, WordList.FEMININE_WORD))
        if word in lists[name]
    }
    return found.pop() if len(found) == 1 else None
