"""Lemmas as the pipeline's own rules give them, each word looked up once.

spaCy's English pipelines get lemmas by two components that look at each token anew: rules that map its tag, word and
dependency to a part of speech, and a lemmatizer that maps word and part of speech to a lemma. Together they take an
eighth of the time of a parse. Nearly all of those rules are of one token, so the lemma of a word with a tag and a
dependency is worked out once, by the same components, and remembered. A paragraph in which a rule of several tokens
fits ("gon na") goes through the components as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["Lemmas", "open_lemmas"]

_RULES, _LEMMATIZER = "attribute_ruler", "lemmatizer"
_TOLD_BY_KEY = {"TAG", "LOWER", "ORTH", "TEXT", "DEP", "IS_SPACE"}
"""What a rule may ask of a token: all of it follows from its word, tag and dependency."""
_SET = {"LEMMA", "POS", "MORPH"}
"""What a rule may set: nothing else than lemmas is made of it."""
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
        self._several = Matcher(nlp.vocab)
        for number, rule in enumerate(self._components[0].patterns):
            if several := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._several.add(str(number), several)
        self._known: dict[Key, str] = {}

    def of(self, doc: Any, keys: Iterable[Key]) -> list[str]:
        """The lemma of each token of a parsed text; ``keys`` are those of its tokens."""
        if self._several(doc, allow_missing=True):
            self._run(doc)
            return [token.lemma_ for token in doc]
        known = self._known
        return [known.get(key) or self._worked_out(key) for key in keys]

    def _worked_out(self, key: Key) -> str:
        from spacy.tokens import Doc

        word, tag, dependency = key
        doc = Doc(self._vocab, words=[self._vocab.strings[word]])
        doc[0].tag, doc[0].dep = tag, dependency
        self._run(doc)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        lemma = self._known[key] = doc[0].lemma_
        return lemma

    def _run(self, doc: Any) -> None:
        for component in self._components:
            component(doc)


def open_lemmas(nlp: Any, own: Iterable[str]) -> Lemmas | None:
    """The lemmas of a pipeline; None where its components work otherwise than this knows.

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
    of_spaces = all(token.get("IS_SPACE") is True for pattern in rule["patterns"] for token in pattern)
    return (of_spaces or set(rule["attrs"]) <= _SET) and all(
        set(token) <= _TOLD_BY_KEY for pattern in rule["patterns"] for token in pattern
    )
