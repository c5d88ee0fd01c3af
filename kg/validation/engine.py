"""Run the shapes over triples.

SHACL Core is left to pySHACL. SPARQL constraints are not: pySHACL runs each of them once for each focus node and parses
it anew each time, which took 70 % of the time of a validation. Here each is one query of pyoxigraph for all focus
nodes. That both find the same is tested on every shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from kg.errors import InternalError
from kg.validation.findings import Severity
from kg.validation.shapes import SH_NS, SparqlCheck, class_hierarchy, load_shapes

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["ShaclResult", "ask", "results_of", "run_shapes"]

_SPARQL_COMPONENT = SH_NS + "SPARQLConstraintComponent"
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True, slots=True)
class ShaclResult:
    """One sh:ValidationResult, as strings."""

    severity: Severity
    shape: str
    focus: str
    """An IRI, or _: and the label of a blank node."""
    message: str
    component: str
    path: str | None = None
    """As SPARQL writes it, with full IRIs in angle brackets."""
    value: str | None = None
    """As N-Triples writes it."""


def run_shapes(triples: Iterable[Triple]) -> set[ShaclResult]:
    """What the shapes find in the triples. Raises InternalError where a shape itself is faulty."""
    kept = list(triples)
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in (*kept, *class_hierarchy()))
    return run_core(kept) | {result for check in load_shapes().constraints for result in ask(store, check)}


def run_core(triples: Iterable[Triple]) -> set[ShaclResult]:
    """What the constraints of SHACL Core find."""
    from pyshacl import validate

    from kg.validation.bridge import to_graph

    graph = to_graph([*triples, *class_hierarchy()])
    _, report, text = validate(graph, shacl_graph=load_shapes().core, inference="none", inplace=True)
    return results_of(report, text)


def ask(store: Store, check: SparqlCheck, *, all_graphs: bool = False) -> Iterable[ShaclResult]:
    """What a SPARQL check finds in the default graph, or in all graphs of a dataset."""
    solutions = store.query(check.query, use_default_graph_as_union=all_graphs)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        row = {name: term for name in names if (term := solution[name]) is not None}
        words = {name: _name(term) for name, term in row.items()}
        yield ShaclResult(
            severity=check.severity,
            shape=check.shape,
            focus=words["this"],
            message=_filled(check.message, words),
            component=_SPARQL_COMPONENT,
            # A SPARQL constraint without ?value in a node shape has the focus node for value (SHACL, 5.3.2).
            value=str(row.get("value", row["this"])),
        )


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


def _filled(message: str, words: Mapping[str, str]) -> str:
    """The message with its placeholders filled, all at once: what an article says may look like a placeholder."""
    return _PLACEHOLDER.sub(lambda match: words.get(match[1], "?"), message)


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
