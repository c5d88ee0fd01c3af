"""A report as SHACL defines it (https://www.w3.org/TR/shacl/#validation-report), in Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.validation.explain import term
from kg.validation.findings import Finding, ValidationReport
from kg.validation.shapes import SH_NS
from kg.vocabulary import PREFIXES, RDF, XSD

__all__ = ["report_turtle"]

_REPORT = BlankNode("report")
_PREFIX = "@prefix "
_STEP = re.compile(r"(\^?)(\w+):(\w+)")


def report_turtle(report: ValidationReport) -> str:
    """The sh:ValidationReport; sh:conforms has SHACL's own meaning, by which a warning too makes it false.

    Explanations are not part of SHACL's report and left out. Blank nodes are labelled in the order of the findings.
    """
    written = serialize(_triples(report), format=RdfFormat.TURTLE, prefixes={**PREFIXES, "sh": SH_NS}) or b""
    lines = written.decode().splitlines(keepends=True)
    # pyoxigraph writes the prefixes in another order each time.
    return "".join(sorted(line for line in lines if line.startswith(_PREFIX))) + "".join(
        line for line in lines if not line.startswith(_PREFIX)
    )


def _triples(report: ValidationReport) -> Iterator[Triple]:
    yield _triple(_REPORT, RDF.type, NamedNode(SH_NS + "ValidationReport"))
    conforms = Literal("false" if report.findings else "true", datatype=NamedNode(XSD.boolean))
    yield _triple(_REPORT, SH_NS + "conforms", conforms)
    results = [BlankNode(f"result{number}") for number in range(1, len(report.findings) + 1)]
    for result in results:
        yield _triple(_REPORT, SH_NS + "result", result)
    for result, finding in zip(results, report.findings, strict=True):
        yield from _result(result, finding)


def _result(result: BlankNode, finding: Finding) -> Iterator[Triple]:
    yield _triple(result, RDF.type, NamedNode(SH_NS + "ValidationResult"))
    yield _triple(result, SH_NS + "resultSeverity", NamedNode(SH_NS + finding.severity.capitalize()))
    yield _triple(result, SH_NS + "sourceShape", NamedNode(finding.shape))
    yield _triple(result, SH_NS + "sourceConstraintComponent", NamedNode(finding.component))
    yield _triple(result, SH_NS + "focusNode", term(finding.focus))
    yield _triple(result, SH_NS + "resultMessage", Literal(finding.message, language="en"))
    if finding.value is not None:
        yield _triple(result, SH_NS + "value", _parsed(finding.value))
    if finding.path is not None:
        yield from _path(result, finding.path)


def _path(result: BlankNode, path: str) -> Iterator[Triple]:
    """A property, ^property, or properties with | between them, as SHACL writes them."""
    steps = [(inverse, NamedNode(_expand(prefix, name))) for inverse, prefix, name in _STEP.findall(path)]
    if len(steps) == 1 and not steps[0][0]:
        yield _triple(result, SH_NS + "resultPath", steps[0][1])
        return
    node = BlankNode(f"{result.value}path")
    yield _triple(result, SH_NS + "resultPath", node)
    if len(steps) == 1:
        yield _triple(node, SH_NS + "inversePath", steps[0][1])
    else:
        cells = [BlankNode(f"{node.value}{number}") for number in range(len(steps))]
        yield _triple(node, SH_NS + "alternativePath", cells[0])
        yield from _list(cells, [property_ for _, property_ in steps])


def _list(cells: list[BlankNode], items: Iterable[NamedNode]) -> Iterator[Triple]:
    rest: list[NamedNode | BlankNode] = [*cells[1:], NamedNode(RDF.nil)]
    for cell, item, following in zip(cells, items, rest, strict=True):
        yield _triple(cell, RDF.first, item)
        yield _triple(cell, RDF.rest, following)


def _expand(prefix: str, name: str) -> str:
    return PREFIXES[prefix] + name


def _parsed(written: str) -> NamedNode | BlankNode | Literal:
    """A term back from how N-Triples writes it."""
    line = f"<urn:x:s> <urn:x:p> {written} ."
    (quad,) = parse(line, format=RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, NamedNode | BlankNode | Literal)
    return quad.object


def _triple(subject: NamedNode | BlankNode, predicate: str, value: NamedNode | BlankNode | Literal) -> Triple:
    return Triple(subject, NamedNode(predicate), value)
