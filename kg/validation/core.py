"""SHACL Core, compiled: each shape becomes a few set operations over an indexed graph.

pySHACL asks each focus node by itself and takes a quarter of a second for an article; this takes a few milliseconds.
It knows the part of SHACL Core that shapes of ours may use, and refuses anything else when shapes are loaded, rather
than pass over it. pySHACL stays the reference: tests compare both, shape by shape and on graphs made at random.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import InternalError
from kg.validation.constraints import CONSTRAINTS, DATATYPES, Fault, Find, Present, Term, members
from kg.validation.findings import Severity
from kg.validation.indexed import IndexedGraph, Values
from kg.validation.keys import as_ntriples, plain
from kg.validation.results import ShaclResult
from kg.validation.shapes import SEVERITIES, SH_NS, load_shapes
from kg.vocabulary import KGS_NS, RDF

__all__ = ["CompiledShape", "compile_shapes", "compiled_core", "run_compiled", "targeted"]

_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_SILENT = ("severity", "message", "description", "name", "order", "group", "path", "ignoredProperties")
"""SHACL properties of a shape that are no constraints by themselves."""

_CLASSES = {"http://www.w3.org/2000/01/rdf-schema#Class", "http://www.w3.org/2002/07/owl#Class"}
"""A shape that is a class too targets its instances (2.1.3.3)."""


@dataclass(frozen=True, slots=True)
class _Path:
    """A property, its inverse, or several of these as alternatives."""

    steps: tuple[tuple[str, bool], ...]
    """Property, and whether it is gone through backwards."""
    text: str
    """As SPARQL writes it."""

    def values(self, graph: IndexedGraph) -> Values:
        """Node → what the path leads to, each once."""
        found = [graph.step(predicate, inverse) for predicate, inverse in self.steps]
        if len(found) == 1:
            return found[0]
        joined: dict[int, set[int]] = defaultdict(set)
        for values in found:
            for node, reached in values.items():
                joined[node].update(reached)
        return {node: list(reached) for node, reached in joined.items()}


@dataclass(frozen=True, slots=True)
class CompiledShape:
    """A shape with all that it asks for."""

    name: str
    severity: Severity
    message: str
    path: _Path | None
    """None for a node shape, whose value node is the focus node itself."""
    targets: tuple[tuple[str, Term], ...]
    constraints: tuple[tuple[str, Find], ...]
    """IRI of the constraint component, and what finds its faults."""
    known_properties: frozenset[str] | None
    """Of a closed shape, what its nodes may have."""

    def results(self, graph: IndexedGraph) -> Iterator[ShaclResult]:
        """What is wrong with the nodes that the shape targets."""
        foci = self.foci(graph)
        if foci:
            path = None if self.path is None else self.path.text
            for component, (focus, value) in self.faults(graph, foci):
                yield self._result(graph, component, focus, path, value)
            yield from self._unknown_properties(graph, foci)

    def foci(self, graph: IndexedGraph) -> frozenset[int]:
        """The nodes that the shape targets."""
        found = [targeted(graph, kind, term.value) for kind, term in self.targets]
        return found[0] if len(found) == 1 else frozenset().union(*found)

    def faults(self, graph: IndexedGraph, foci: frozenset[int]) -> Iterator[tuple[str, Fault]]:
        """Constraint component and fault, for each fault of a node among these."""
        present = self._present(graph, foci)
        for component, find in self.constraints:
            for fault in find(graph, foci, present):
                yield component, fault

    def _present(self, graph: IndexedGraph, foci: frozenset[int]) -> Present:
        if self.path is None:
            return [(focus, [focus]) for focus in foci]
        values = self.path.values(graph)
        if len(values) < len(foci):
            return [(focus, found) for focus, found in values.items() if focus in foci]
        return [(focus, values[focus]) for focus in foci if focus in values]

    def _unknown_properties(self, graph: IndexedGraph, foci: frozenset[int]) -> Iterator[ShaclResult]:
        """4.8.1 sh:closed: a result for each statement with another property, at that property."""
        if self.known_properties is None:
            return
        for predicate, values in graph.forward.items():
            if predicate in self.known_properties:
                continue
            for focus in foci & values.keys():
                for value in values[focus]:
                    yield self._result(graph, SH_NS + "ClosedConstraintComponent", focus, f"<{predicate}>", value)

    def _result(
        self, graph: IndexedGraph, component: str, focus: int, path: str | None, value: int | None
    ) -> ShaclResult:
        return ShaclResult(
            severity=self.severity,
            shape=self.name,
            focus=plain(graph.terms[focus]),
            message=self.message,
            component=component,
            path=path,
            value=None if value is None else as_ntriples(graph.terms[value]),
        )


def run_compiled(graph: IndexedGraph) -> set[ShaclResult]:
    """What the constraints of SHACL Core find."""
    return {result for shape in compiled_core() for result in shape.results(graph)}


@cache
def compiled_core() -> tuple[CompiledShape, ...]:
    """The shapes that come with kg."""
    return compile_shapes(load_shapes().core)


def compile_shapes(triples: Iterable[Triple]) -> tuple[CompiledShape, ...]:
    """Every shape that has a target. Raises InternalError for a construct that is not known here, and names it."""
    return tuple(_Compiling(triples).shapes())


def targeted(graph: IndexedGraph, kind: str, of: str) -> frozenset[int]:
    """The nodes that sh:targetClass, sh:targetSubjectsOf or sh:targetObjectsOf with that name targets (2.1.3)."""
    if kind == "targetClass":
        return graph.instances(of)
    return frozenset(graph.step(of, inverse=kind == "targetObjectsOf"))


class _Compiling:
    """The triples of shapes, while they become functions."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._about: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            assert isinstance(triple.subject, NamedNode | BlankNode)
            assert isinstance(triple.object, NamedNode | BlankNode | Literal)
            self._about[triple.subject][triple.predicate.value].append(triple.object)

    def shapes(self) -> Iterator[CompiledShape]:
        """In the order of their names."""
        kinds = {SH_NS + kind for kind in _TARGETS}
        for node, about in self._about.items():
            if self._has_constraints(node) and _CLASSES & {term.value for term in about.get(RDF.type, ())}:
                raise _unknown(node, "a class as its own target")
        for node in sorted((node for node, about in self._about.items() if kinds & about.keys()), key=str):
            if self._has_constraints(node):
                yield self._shape(node)

    def _has_constraints(self, node: Term) -> bool:
        return bool(self._parameters(node))

    def _parameters(self, node: Term) -> list[str]:
        """Local names of the SHACL properties of a shape that ask for something."""
        names = [name.removeprefix(SH_NS) for name in self._about[node] if name.startswith(SH_NS)]
        return sorted(name for name in names if name not in (*_TARGETS, *_SILENT))

    def _shape(self, node: Term) -> CompiledShape:
        shape = self._unnamed(node)
        if not shape.message:
            raise InternalError(f"the shape {node} has no message of its own")
        return shape

    def _unnamed(self, node: Term) -> CompiledShape:
        """A shape that is a part of another needs no message."""
        about = self._about[node]
        severity = [term.value for term in about.get(SH_NS + "severity", ())] or [SH_NS + "Violation"]
        path = about.get(SH_NS + "path")
        return CompiledShape(
            name=node.value,
            severity=SEVERITIES[severity[0]],
            message=" ".join(sorted(term.value for term in about.get(SH_NS + "message", ()))),
            path=self._path(path[0]) if path else None,
            targets=tuple((kind, term) for kind in _TARGETS for term in about.get(SH_NS + kind, ())),
            constraints=tuple(self._constraints(node)),
            known_properties=self._known_properties(node),
        )

    def _part(self, whole: Term, node: Term) -> CompiledShape:
        part = self._unnamed(node)
        if part.known_properties is not None:
            raise _unknown(whole, "sh:closed within sh:or")
        return part

    def _constraints(self, node: Term) -> Iterator[tuple[str, Find]]:
        for name in self._parameters(node):
            for value in self._about[node][SH_NS + name]:
                find = self._constraint(node, name, value)
                if find is not None:
                    yield f"{SH_NS}{name[0].upper()}{name[1:]}ConstraintComponent", find

    def _constraint(self, node: Term, name: str, value: Term) -> Find | None:
        if name in CONSTRAINTS:
            if name == "datatype" and value.value not in DATATYPES:
                raise _unknown(node, f"sh:datatype {value}")
            return CONSTRAINTS[name](value)
        if name == "in":
            return members(self._list(value))
        if name == "or":
            return _either([self._part(node, item) for item in self._list(value)])
        if name == "closed" and value.value in ("true", "false"):
            return None
        raise _unknown(node, f"sh:{name}")

    def _known_properties(self, node: Term) -> frozenset[str] | None:
        about = self._about[node]
        if "true" not in [term.value for term in about.get(SH_NS + "closed", ())]:
            return None
        heads = about.get(SH_NS + "ignoredProperties", ())
        return frozenset(term.value for head in heads for term in self._list(head))

    def _path(self, node: Term) -> _Path:
        if isinstance(node, NamedNode):
            return _Path(((node.value, False),), str(node))
        about = self._about[node]
        if inverse := about.get(SH_NS + "inversePath"):
            if isinstance(inverse[0], NamedNode):
                return _Path(((inverse[0].value, True),), f"^{inverse[0]}")
        elif alternatives := about.get(SH_NS + "alternativePath"):
            paths = [self._path(item) for item in self._list(alternatives[0])]
            return _Path(tuple(step for path in paths for step in path.steps), "|".join(path.text for path in paths))
        raise _unknown(node, "a path that is neither a property nor its inverse nor alternatives of them")

    def _list(self, head: Term) -> list[Term]:
        items = []
        while head.value != RDF.nil:
            items.append(self._about[head][RDF.first][0])
            (head,) = self._about[head][RDF.rest]
        return items


def _either(shapes: list[CompiledShape]) -> Find:
    """4.6.3 sh:or: each value conforms to one of the shapes."""

    def find(graph: IndexedGraph, _foci: frozenset[int], present: Present) -> Iterator[Fault]:
        values = frozenset(value for _, found in present for value in found)
        for shape in shapes:
            if values:
                values &= {focus for _, (focus, _) in shape.faults(graph, values)}
        return ((focus, value) for focus, found in present for value in found if value in values)

    return find


def _unknown(node: Term, what: str) -> InternalError:
    shape = node.value.removeprefix(KGS_NS)
    return InternalError(
        f"the shape {shape} uses {what}, which the compiled engine does not know: kg/validation/core.py"
    )
