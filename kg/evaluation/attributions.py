"""Attributions as spans: relations, and the words that sources, cues and contents cover.

The gold marks outermost attributions only, so claims that another attributed claim reports are left out. Relations
pair one-to-one by the Jaccard overlap of the words of their contents (at least a half); one is right when its source
overlaps as much. Words are those of no tokenizer in particular: a system is not favoured by its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.evaluation.gold import Attribution, GoldAttributions
from kg.evaluation.measures import Finding, Measures
from kg.evaluation.overlap import align, jaccard, word_spans, words_in
from kg.model import Claim, Extraction, Span

__all__ = ["measure_attributions", "outermost"]

_PARTS: Final = ("source", "cue", "content")
_HALF: Final = 0.5
_Words = dict[str, frozenset[int]]


def outermost(extraction: Extraction) -> list[Attribution]:
    """The attributed claims that no other attributed claim of the article reports."""
    attributed = [claim for claim in extraction.claims if _is_attributed(claim)]
    inner = {claim_id for claim in attributed for claim_id in claim.reports}
    return [
        Attribution(_spans(claim.source), _spans(claim.cue), claim.contents)
        for claim in attributed
        if claim.id not in inner
    ]


def _is_attributed(claim: Claim) -> bool:
    return claim.cue is not None and bool(claim.contents)


def _spans(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def measure_attributions(gold: GoldAttributions, extraction: Extraction) -> Measures:
    """Relations ("attributions" is the main figure), and tokens of each part."""
    measures = Measures()
    words = word_spans(gold.article.text)
    wanted = _by_words(gold.attributions, words)
    found = _by_words(outermost(extraction), words)
    pairs = align(wanted, found, _likeness, _HALF)
    right = [pair for pair in pairs.items() if jaccard(wanted[pair[0]]["source"], found[pair[1]]["source"]) >= _HALF]
    measures.count("attributions", len(right), len(found), len(wanted))
    measures.count("attributions, whatever the source", len(pairs), len(found), len(wanted))
    exact = sum(_same(wanted[number], found[place]) for number, place in pairs.items())
    measures.count("attributions, exact", exact, len(found), len(wanted))
    measures.share("source of matched attributions", len(right), len(pairs))
    for part in _PARTS:
        in_gold = frozenset().union(*(one[part] for one in wanted))
        covered = frozenset().union(*(one[part] for one in found))
        measures.count(f"{part} words", len(in_gold & covered), len(covered), len(in_gold))
    _report(measures, gold, (wanted, found), pairs, words)
    return measures


def _by_words(attributions: Iterable[Attribution], words: list[Span]) -> list[_Words]:
    rows = [{part: words_in(getattr(one, part), words) for part in _PARTS} for one in attributions]
    return [row for row in rows if row["content"]]


def _likeness(gold: _Words, found: _Words) -> float | None:
    return jaccard(gold["content"], found["content"]) if gold["content"] & found["content"] else None


def _same(gold: _Words, found: _Words) -> bool:
    return gold["source"] == found["source"] and gold["content"] == found["content"]


def _report(
    measures: Measures,
    gold: GoldAttributions,
    rows: tuple[list[_Words], list[_Words]],
    pairs: dict[int, int],
    words: list[Span],
) -> None:
    text, name = gold.article.text, gold.article.id or ""
    wanted, found = rows

    def of(numbers: frozenset[int]) -> str:
        return text[words[min(numbers)].start : words[max(numbers)].end] if numbers else ""

    for number, row in enumerate(wanted):
        if number not in pairs:
            measures.findings.append(Finding("miss", "attribution", name, of(row["content"]), wanted=of(row["source"])))
        elif jaccard(row["source"], found[pairs[number]]["source"]) < _HALF:
            got = of(found[pairs[number]]["source"])
            measures.findings.append(Finding("wrong", "source", name, of(row["content"]), of(row["source"]), got))
    for place in sorted(set(range(len(found))) - set(pairs.values())):
        row = found[place]
        measures.findings.append(Finding("extra", "attribution", name, of(row["content"]), got=of(row["source"])))
