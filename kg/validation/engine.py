"""Run the shapes over triples: SHACL Core compiled or by pySHACL, SPARQL constraints by one query each.

pySHACL runs each SPARQL constraint once for each focus node and parses it anew each time, which took 70 % of the time
of a validation. Here each is one query of pyoxigraph for all focus nodes. That all ways find the same is tested on
every shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, parse

from kg.rdf.statements import Statement
from kg.validation.core import run_compiled, targeted
from kg.validation.indexed import IndexedGraph
from kg.validation.keys import as_ntriples
from kg.validation.results import ShaclResult
from kg.validation.shapes import SH_NS, SparqlCheck, class_hierarchy, load_shapes
from kg.validation.silence import asked_for, is_silent

__all__ = ["Engine", "ask", "run_shapes"]

_SPARQL_COMPONENT = SH_NS + "SPARQLConstraintComponent"
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


class Engine(StrEnum):
    """What runs the constraints of SHACL Core. Both find the same."""

    COMPILED = "compiled"
    """Set operations of our own, in a few milliseconds for an article."""
    PYSHACL = "pyshacl"
    """The reference implementation in Python, in a quarter of a second."""


def run_shapes(
    statements: Iterable[Statement], engine: Engine = Engine.COMPILED, graph: IndexedGraph | None = None
) -> set[ShaclResult]:
    """What the shapes find in the statements; ``graph`` is these, where they have been indexed already.

    Raises InternalError where a shape itself is faulty.
    """
    kept = list(statements)
    graph = IndexedGraph(kept) if graph is None else graph
    if engine is Engine.PYSHACL:
        from kg.validation.reference import run_pyshacl

        core = run_pyshacl(_triples(kept))
    else:
        core = run_compiled(graph)
    return core | _run_sparql(kept, graph)


def _run_sparql(statements: list[Statement], graph: IndexedGraph) -> set[ShaclResult]:
    """What the SPARQL constraints find; those that find nothing for certain are not asked."""
    checks = [check for check in load_shapes().constraints if not is_silent(graph, check, _foci(graph, check))]
    if not checks:
        return set()
    store = Store()
    for one in (*_triples(_asked_for(checks, statements)), *class_hierarchy()):
        store.add(Quad(one.subject, one.predicate, one.object))
    return {result for check in checks for result in ask(store, check)}


def _asked_for(checks: Iterable[SparqlCheck], statements: list[Statement]) -> list[Statement]:
    """The statements on which the answers may depend: few, and putting statements in a store is most of the work."""
    asked = [asked_for(check.query) for check in checks]
    if None in asked:
        return statements
    properties = frozenset[str]().union(*(one for one in asked if one is not None))
    return [statement for statement in statements if statement[1] in properties]


def _triples(statements: Iterable[Statement]) -> list[Triple]:
    lines = "".join([f"{as_ntriples(one)} <{predicate}> {other} .\n" for one, predicate, other in statements])
    return [quad.triple for quad in parse(lines.encode(), format=RdfFormat.N_TRIPLES)]


def _foci(graph: IndexedGraph, check: SparqlCheck) -> frozenset[int]:
    return frozenset().union(*(targeted(graph, *target) for target in check.targets))


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


def _filled(message: str, words: Mapping[str, str]) -> str:
    """The message with its placeholders filled, all at once: what an article says may look like a placeholder."""
    return _PLACEHOLDER.sub(lambda match: words.get(match[1], "?"), message)


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
