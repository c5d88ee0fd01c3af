"""When a known name is not what it looks like: "Michael Jordan", "Chad Smith", "Guinea pigs", "WE TOLD US".

The rules are few and look at the neighbouring words only. What they let through by mistake is a wrong link, what they
stop by mistake is a name that the language model may still find; so where in doubt they stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.model import ActorKind, KnownEntity

if TYPE_CHECKING:
    from kg.link.words_of import Word

__all__ = ["blocked"]


def blocked(words: Sequence[Word], first: int, last: int, entity: KnownEntity) -> bool:
    """Whether the words from ``first`` up to ``last`` (exclusive), though a known name, stand for something else."""
    after = words[last] if last < len(words) else None
    if entity.kind is ActorKind.NEWS_OUTLET and words[first].text == "The" and last - first == 2:
        # "The Times reported", but "The Times Square crowd"
        return after is not None and not after.glued and after.text[0].isupper()
    if last - first > 1:
        return False
    name = words[first].text
    before = words[first - 1] if first else None
    rules = _rules().get(name) or _rules().get(name.capitalize(), {})
    if "never" in rules:
        return True
    if "capitals" in rules and _in_capitals(before) and _in_capitals(after):
        return True
    if after is not None and after.text.lower() in rules.get("before", ()):
        return True
    if "given" in rules and _surname_follows(words, last):
        return True
    return entity.kind is not ActorKind.PERSON and _person_precedes(words, first)


def _surname_follows(words: Sequence[Word], at: int) -> bool:
    if at >= len(words) or words[at].glued or words[at].breaks:
        return False
    word = words[at].text
    return word[0].isupper() and not word.isupper() and word.isalpha() and word not in _words("not_surnames")


def _person_precedes(words: Sequence[Word], first: int) -> bool:
    if first == 0 or words[first].glued or words[first].breaks:
        return False
    word = words[first - 1].text
    if word == "." and first > 1:
        word = words[first - 2].text
        return word in _words("titles") or (first > 2 and _is_initial(words, first - 2))
    return word in _words("titles") or word in _words("given_names")


def _is_initial(words: Sequence[Word], at: int) -> bool:
    """ "J." in "Michael J. Jordan": a lone capital after a given name."""
    return len(words[at].text) == 1 and words[at].text.isupper() and words[at - 1].text in _words("given_names")


def _in_capitals(word: Word | None) -> bool:
    return word is not None and len(word.text) > 1 and word.text.isupper()


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(files(__package__).joinpath("words", f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def _rules() -> dict[str, dict[str, frozenset[str]]]:
    rules: dict[str, dict[str, frozenset[str]]] = {}
    table = files(__package__).joinpath("words", "ambiguous.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        name, rule, words = line.split("\t")
        rules.setdefault(name, {})[rule] = frozenset(words.split())
    return rules
