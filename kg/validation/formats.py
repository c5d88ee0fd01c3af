"""Reports as text for people, as JSON, and as SHACL's own sh:ValidationReport in Turtle. All are deterministic."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator

from kg.errors import UnknownFormatError
from kg.validation.findings import Finding, Severity, ValidationReport

__all__ = ["FORMATS", "render_report"]

_WIDTH = 100


def render_report(report: ValidationReport, report_format: str = "text") -> str:
    """The report as text that ends in a line break. Raises UnknownFormatError for a format not in FORMATS."""
    if report_format not in FORMATS:
        raise UnknownFormatError(
            f"no format {report_format!r} for validation reports", remedy=f"Formats are: {', '.join(FORMATS)}."
        )
    return FORMATS[report_format](report)


def _text(report: ValidationReport) -> str:
    return "".join(f"{block}\n\n" for block in map(_block, report.findings)) + f"{_summary(report)}\n"


def _block(finding: Finding) -> str:
    lines = [*textwrap.wrap(f"{finding.severity.upper()}  {finding.message}", _WIDTH, subsequent_indent="    ")]
    for name, value in _details(finding):
        lead = f"    {name:<9} "
        lines += textwrap.wrap(value, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead)) if value else []
    return "\n".join([*lines, f"    {'shape':<9} {finding.shape_name}  {_bracketed(finding.focus)}"])


def _details(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "node", finding.focus_label
    if finding.path:
        yield "property", _property(finding.path, finding.found)
    yield "article", finding.document_label or finding.document or ""
    if finding.sentence:
        before, after = finding.sentence.text[: finding.sentence.start], finding.sentence.text[finding.sentence.end :]
        yield "sentence", " ".join(f"{before}[{finding.sentence.words}]{after}".split())
    yield "meaning", finding.explanation


def _property(path: str, found: tuple[str, ...]) -> str:
    """The property in question, and what the node has for it."""
    words = f"{path[1:]} from another node" if path.startswith("^") else path.replace("|", " or ")
    return f"{words}: {'; '.join(found)}" if found else words


def _summary(report: ValidationReport) -> str:
    if not report.documents and not report.findings:
        return "Nothing was checked: there is no article (kg:Document) in it."
    counted = [
        _number(report.count(severity), word)
        for severity, word in (
            (Severity.VIOLATION, "violation"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "note"),
        )
    ]
    return f"{counted[0]}, {counted[1]} and {counted[2]} in {_number(report.documents, 'article')}."


def _number(count: int, word: str) -> str:
    return f"{count or 'no'} {word}{'' if count == 1 else 's'}"


def _bracketed(node: str) -> str:
    return node if node.startswith("_:") else f"<{node}>"


def _json(report: ValidationReport) -> str:
    document = {
        "conforms": report.conforms(),
        "documents": report.documents,
        **{f"{severity.value}s": report.count(severity) for severity in Severity},
        "findings": [_as_object(finding) for finding in report.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _as_object(finding: Finding) -> dict[str, object]:
    sentence = finding.sentence
    start = None if sentence is None else sentence.offset + sentence.start
    return {
        "severity": finding.severity.value,
        "shape": finding.shape,
        "message": finding.message,
        "explanation": finding.explanation,
        "focus": finding.focus,
        "focusLabel": finding.focus_label,
        "path": finding.path,
        "value": finding.value,
        "found": list(finding.found),
        "document": finding.document,
        "documentLabel": finding.document_label,
        "sentence": None if sentence is None else sentence.text,
        "words": None if sentence is None else sentence.words,
        "start": start,
        "end": None if start is None or sentence is None else start + len(sentence.words),
    }


def _turtle(report: ValidationReport) -> str:
    from kg.validation.turtle import report_turtle

    return report_turtle(report)


FORMATS: dict[str, Callable[[ValidationReport], str]] = {"text": _text, "json": _json, "turtle": _turtle}
"""Name of a format → what writes it."""
