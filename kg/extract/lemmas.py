"""Lemmas as the pipeline's own rules give them, each word looked up once.

spaCy's English pipelines get lemmas by two components that look at each token anew: rules that map its tag, word and
dependency to a part of speech, and a lemmatizer that maps word and part of speech to a lemma. Together they take an
eighth of the time of a parse. Nearly all of those rules are of one token, so the lemma of a word with a tag and a
dependency is worked out once, by the same components, and remembered. A paragraph in which a rule of several tokens
fits ("gon na") goes through the components as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

__all__ = ["Lemmas", "open_lemmas"]

_RULES, _LEMMATIZER = "attribute_ruler", "lemmatizer"
_TOLD_BY_KEY = {"TAG", "LOWER", "ORTH", "TEXT", "DEP", "IS_SPACE"}
"""What a rule may ask of a token: all of it follows from its word, tag and dependency."""
_SET = {"LEMMA", "POS", "MORPH"}
"""What a rule may set: nothing else than lemmas is made of it."""
_TESTS: dict[str, Callable[[str, Any], bool]] = {
    "IN": lambda value, wanted: value in wanted,
    "NOT_IN": lambda value, wanted: value not in wanted,
    "REGEX": lambda value, wanted: re.search(wanted, value) is not None,
}
"""What a rule may ask of a value, other than to be a certain one."""
_COMPONENTS = {"tok2vec", "transformer", "tagger", "parser", "senter", "ner", _RULES, _LEMMATIZER}
_REMEMBERED = 50_000
"""Words with a tag and a dependency; some 10 MB."""

Key = tuple[int, int, int]
"""Numbers of a word, its tag and its dependency, as the pipeline has them."""


class Lemmas:
    """The lemmas of one pipeline."""

    skipped = (_RULES, _LEMMATIZER)
    """The components that need not run."""

    def __init__(self, nlp: Any) -> None:
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._components = [nlp.get_pipe(name) for name in self.skipped]
        patterns = [pattern for rule in self._components[0].patterns for pattern in rule["patterns"]]
        several = [pattern for pattern in patterns if len(pattern) > 1]
        self._several = Matcher(nlp.vocab)
        if several:
            self._several.add("several", several)
        self._first_of_several = [pattern[0] for pattern in several]
        self._of_dependencies = [pattern[0] for pattern in patterns if len(pattern) == 1 and "DEP" in pattern[0]]
        self._standing_for: dict[tuple[tuple[int, bool], ...], int] = {}
        self._known: dict[Key, str] = {}
        self._openers: set[Key] = set()
        """Words that a rule of several tokens may begin with."""

    def of(self, doc: Any, keys: Sequence[Key]) -> list[str]:
        """The lemma of each token of a parsed text; ``keys`` are those of its tokens."""
        known = self._known
        lemmas = [known.get(key) or self._worked_out(key) for key in keys]
        if not self._openers.isdisjoint(keys) and self._several(doc, allow_missing=True):
            self._run(doc)
            return [token.lemma_ for token in doc]
        return lemmas

    def _worked_out(self, key: Key) -> str:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        if any(_may_be(token, *self._words(key)) for token in self._first_of_several):
            self._openers.add(key)
        general = self._general(key)
        lemma = self._known.get(general) or self._asked(general)
        self._known[key] = self._known[general] = lemma
        return lemma

    def _asked(self, key: Key) -> str:
        """What the components say of a text of that word alone."""
        from spacy.tokens import Doc

        word, tag, dependency = key
        doc = Doc(self._vocab, words=[self._vocab.strings[word]])
        doc[0].tag, doc[0].dep = tag, dependency
        self._run(doc)
        return str(doc[0].lemma_)

    def _general(self, key: Key) -> Key:
        """The same key for all dependencies that make no difference to the word: few rules ask for any."""
        word, tag, dependency = self._words(key)
        told: list[tuple[int, bool]] = []
        for number, token in enumerate(self._of_dependencies):
            if _may_be(token, word, tag):
                told.append((number, _holds(token["DEP"], dependency)))
        return key[0], key[1], self._standing_for.setdefault(tuple(told), key[2])

    def _words(self, key: Key) -> tuple[str, str, str]:
        word, tag, dependency = key
        strings = self._vocab.strings
        return strings[word].lower(), strings[tag], strings[dependency]

    def _run(self, doc: Any) -> None:
        for component in self._components:
            component(doc)


@cache
def open_lemmas(nlp: Any, own: tuple[str, ...]) -> Lemmas | None:
    """The lemmas of a pipeline, the same for all who ask; None where its components work otherwise than this knows.

    ``own`` names components that we have added, which do without parts of speech.
    """
    names = list(nlp.pipe_names)
    if not {_RULES, _LEMMATIZER} <= set(names) <= _COMPONENTS | set(own):
        return None
    if not names.index("tagger") < names.index("parser") < names.index(_RULES) < names.index(_LEMMATIZER):
        return None
    lemmatizer = nlp.get_pipe(_LEMMATIZER)
    if type(lemmatizer).__name__ != "EnglishLemmatizer" or lemmatizer.mode != "rule" or lemmatizer.overwrite:
        return None
    return Lemmas(nlp) if all(map(_is_known, nlp.get_pipe(_RULES).patterns)) else None


def _is_known(rule: Any) -> bool:
    """Whether a rule is one that a word, its tag and its dependency decide on, or one of several tokens."""
    tokens = [token for pattern in rule["patterns"] for token in pattern]
    of_spaces = all(token.get("IS_SPACE") is True for token in tokens)
    conditions = [condition for token in tokens for condition in token.values() if isinstance(condition, dict)]
    return (
        (of_spaces or set(rule["attrs"]) <= _SET)
        and all(set(token) <= _TOLD_BY_KEY for token in tokens)
        and all(set(condition) <= set(_TESTS) for condition in conditions)
    )


def _may_be(token: Any, word: str, tag: str, dependency: str | None = None) -> bool:
    """Whether a token may be what a rule asks for, as far as these tell."""
    asked = (token.get("LOWER"), word), (token.get("TAG"), tag), (token.get("DEP") if dependency else None, dependency)
    return all(value is None or _holds(condition, value) for condition, value in asked)


def _holds(condition: Any, value: str) -> bool:
    """Whether a value is as a rule has it."""
    if condition is None or isinstance(condition, str):
        return condition in (None, value)
    return all(_TESTS[kind](value, wanted) for kind, wanted in condition.items())
