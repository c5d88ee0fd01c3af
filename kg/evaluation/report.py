"""An evaluation as text for people, or as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.evaluation.evaluating import Evaluation
from kg.evaluation.measures import Finding, Measures

__all__ = ["as_json", "as_text"]

_MAIN = ("claims", "attributions", "event types")
"""The main figure of each form of gold."""
_ORDER = (
    *("claims", "claimant", "source", "content", "speech act", "polarity", "addressee"),
    *("chains", "denials", "rejections", "acceptances"),
    *("attributions", "attributions, whatever the source", "attributions, exact", "source of matched attributions"),
    *("source words", "cue words", "content words"),
    *("events", "event types", "triples", "initiators", "recipients", "participants"),
    *("named mentions", "links"),
)


def as_text(evaluation: Evaluation, *, show: bool = False) -> str:
    """Tables of all figures; with show, of each article too, and every miss, extra and wrong reading with its words."""
    total = evaluation.total
    parts = [f"{len(evaluation.articles)} {'article' if len(evaluation.articles) == 1 else 'articles'}"]
    parts += [_tallies(total), _shares(total)]
    parts += [f"{name}: mean F1 of articles {evaluation.macro(name):.3f}" for name in _MAIN if name in total.tallies]
    parts += [_confusion(name, cells) for name, cells in sorted(total.confusions.items())]
    if show:
        parts += [_by_article(evaluation), _findings(total.findings)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _tallies(measures: Measures) -> str:
    rows = []
    for name, tally in sorted(measures.tallies.items(), key=_rank):
        figures = (f"{figure:.3f}" for figure in (tally.precision, tally.recall, tally.f1))
        rows.append((name, *figures, str(tally.right), str(tally.found), str(tally.gold)))
    return _table(("", "precision", "recall", "F1", "right", "found", "gold"), rows)


def _shares(measures: Measures) -> str:
    rows = [
        (name, f"{share.value:.3f}", f"{share.right:.1f}".removesuffix(".0"), str(share.of))
        for name, share in sorted(measures.shares.items(), key=_rank)
    ]
    return _table(("", "share", "right", "of"), rows)


def _rank(item: tuple[str, object]) -> tuple[int, str]:
    """Where a figure stands: those of claims, then of events, then of names, then of each type of event."""
    name = item[0]
    return (_ORDER.index(name), "") if name in _ORDER else (len(_ORDER), name)


def _confusion(name: str, cells: Counter[tuple[str, str]]) -> str:
    """Only what is confused: a row for each pair that differs, the most frequent first."""
    wrong = sorted((-count, *pair) for pair, count in cells.items() if pair[0] != pair[1])
    rows = [(wanted, got, str(-count)) for count, wanted, got in wrong]
    return _table((f"{name}: it is", "but was read as", "times"), rows)


def _by_article(evaluation: Evaluation) -> str:
    names = [name for name in ("claims", "events", "attributions", "event types") if name in evaluation.total.tallies]
    if len(evaluation.articles) < 2 or names == ["event types"]:
        return ""
    rows = [
        (article, *(f"{figure:.3f}" if (figure := measures.figure(name)) is not None else "" for name in names))
        for article, measures in evaluation.articles
    ]
    return _table(("F1 of", *names), rows)


def _findings(findings: Iterable[Finding]) -> str:
    return "\n".join(line for finding in findings for line in _finding(finding))


def _finding(finding: Finding) -> Iterator[str]:
    yield f"{finding.kind} {finding.of} [{finding.article}] {' '.join(finding.words.split())}"
    if finding.wanted:
        yield f"    it is: {' '.join(finding.wanted.split())}"
    if finding.got:
        yield f"    found: {' '.join(finding.got.split())}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns of words to the left and of figures to the right; empty where there are no rows."""
    if not rows:
        return ""
    lines = [header, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    right = [all(row[column][:1].isdigit() or not row[column] for row in rows) for column in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if figure else cell.ljust(width)
            for cell, width, figure in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in lines
    )


def as_json(evaluation: Evaluation, *, show: bool = False) -> str:
    """The same as as_text, as one JSON object."""
    content: dict[str, Any] = {"total": _figures(evaluation.total), "articles": {}}
    for article, measures in evaluation.articles:
        content["articles"][article] = _figures(measures, tables=False)
    content["confusions"] = {
        name: [{"is": pair[0], "read_as": pair[1], "times": count} for pair, count in sorted(cells.items())]
        for name, cells in sorted(evaluation.total.confusions.items())
    }
    if show:
        keys = ("kind", "of", "article", "words", "wanted", "got")
        content["findings"] = [{key: getattr(one, key) for key in keys} for one in evaluation.total.findings]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _figures(measures: Measures, *, tables: bool = True) -> dict[str, Any]:
    tallies = {
        name: {"precision": round(tally.precision, 4), "recall": round(tally.recall, 4), "f1": round(tally.f1, 4)}
        | {"right": tally.right, "found": tally.found, "gold": tally.gold}
        for name, tally in measures.tallies.items()
        if tables or not name.startswith("type ")
    }
    shares = {
        name: {"value": round(share.value, 4), "right": round(share.right, 4), "of": share.of}
        for name, share in measures.shares.items()
    }
    return {"tallies": tallies, "shares": shares}
