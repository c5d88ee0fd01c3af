"""SHACL Core by pySHACL, the reference that the compiled engine is compared with: `kg validate --engine pyshacl`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import InternalError
from kg.validation.findings import Severity
from kg.validation.results import ShaclResult
from kg.validation.shapes import SH_NS, class_hierarchy, load_shapes

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["results_of", "run_pyshacl"]


def run_pyshacl(triples: Iterable[Triple]) -> set[ShaclResult]:
    """What the constraints of SHACL Core find."""
    from pyshacl import validate

    from kg.validation.bridge import to_graph

    graph = to_graph([*triples, *class_hierarchy()])
    _, report, text = validate(graph, shacl_graph=_core(), inference="none", inplace=True)
    return results_of(report, text)


@cache
def _core() -> Graph:
    from kg.validation.bridge import to_graph

    return to_graph(load_shapes().core)


def results_of(report: object, text: str) -> set[ShaclResult]:
    """The results in a report graph of pySHACL. Raises InternalError where there is none, but a failure."""
    from rdflib import Graph
    from rdflib.namespace import SH

    if not isinstance(report, Graph):
        raise InternalError(f"the shapes could not be run: {text}")
    return {_result(report, node) for node in report.objects(None, SH.result)}


def _result(report: Graph, node: Node) -> ShaclResult:
    from rdflib.namespace import SH

    from kg.validation.bridge import to_pyoxigraph

    path = report.value(node, SH.resultPath)
    value = report.value(node, SH.value)
    return ShaclResult(
        severity=Severity(str(report.value(node, SH.resultSeverity)).removeprefix(SH_NS).lower()),
        shape=str(report.value(node, SH.sourceShape)),
        focus=_name(to_pyoxigraph(report.value(node, SH.focusNode))),
        message=" ".join(sorted(str(message) for message in report.objects(node, SH.resultMessage))),
        component=str(report.value(node, SH.sourceConstraintComponent)),
        path=None if path is None else _path(report, path),
        value=None if value is None else str(to_pyoxigraph(value)),
    )


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _path(report: Graph, path: Node) -> str:
    from rdflib import URIRef
    from rdflib.namespace import SH

    if isinstance(path, URIRef):
        return f"<{path}>"
    inverse = report.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_path(report, inverse)}"
    alternatives = report.value(path, SH.alternativePath)
    if alternatives is not None:
        return "|".join(_path(report, item) for item in report.items(alternatives))
    raise InternalError(f"a shape has a kind of path that reports cannot show: {path!r}")
