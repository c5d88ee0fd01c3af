"""How well an extractor reads: its extractions against what people have annotated.

::

    gold file ──> read_gold ──> gold ──┐
                                       ├──> evaluate ──> Evaluation ──> as_text, as_json
    extractor: Article → Extraction ───┘

Three forms of gold are read, each by the keys that its objects have: articles annotated whole (our own format, see
docs/reference/gold-format.md), attributions as spans, and sentences coded with one PLOVER event type.
"""

from __future__ import annotations

from kg.evaluation.evaluating import Evaluation, evaluate
from kg.evaluation.gold import AnnotatedArticle, Attribution, CodedSentence, Gold, GoldAttributions
from kg.evaluation.measures import Finding, Measures, Share, Tally
from kg.evaluation.reading import read_gold
from kg.evaluation.report import as_json, as_text

__all__ = [
    "AnnotatedArticle",
    "Attribution",
    "CodedSentence",
    "Evaluation",
    "Finding",
    "Gold",
    "GoldAttributions",
    "Measures",
    "Share",
    "Tally",
    "as_json",
    "as_text",
    "evaluate",
    "read_gold",
]
