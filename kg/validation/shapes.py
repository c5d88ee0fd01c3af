"""The shapes of ``shapes/``, read once for each process, sorted by how they are run.

::

    shapes/*.ttl ─┬─ core          constraints of SHACL Core, compiled to set operations, or run by pySHACL
                  ├─ constraints   SHACL-SPARQL: one query for all focus nodes of a shape
                  └─ store_checks  queries across articles, which SHACL cannot put
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.resources import Folder, resource_files
from kg.validation.findings import Severity
from kg.vocabulary import KG_NS, KGS_NS, RDF, RDFS

__all__ = ["SEVERITIES", "SH_NS", "Shapes", "SparqlCheck", "class_hierarchy", "load_shapes", "shape_triples"]

SH_NS = "http://www.w3.org/ns/shacl#"
SEVERITIES = {
    SH_NS + "Violation": Severity.VIOLATION,
    SH_NS + "Warning": Severity.WARNING,
    SH_NS + "Info": Severity.INFO,
}
_STORE_CHECK = KGS_NS + "StoreCheck"


@dataclass(frozen=True, slots=True)
class SparqlCheck:
    """A SPARQL query each row of which is a finding: ?this the focus node, ?value another node."""

    shape: str
    severity: Severity
    message: str
    """With {?variable} where a value of the row belongs."""
    query: str
    targets: tuple[tuple[str, str], ...] = ()
    """How the shape targets its focus nodes (targetClass, targetSubjectsOf), and the class or property."""
    pattern: str = ""
    """The query as it is written in the shape, of one focus node $this."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """All shapes, and what they say of themselves. Shared by the whole process: treat it as read-only."""

    core: tuple[Triple, ...]
    """No SPARQL, and each property shape with targets of its own."""
    constraints: tuple[SparqlCheck, ...]
    store_checks: tuple[SparqlCheck, ...]
    severities: Mapping[str, Severity]
    """IRI of a shape → its severity."""
    explanations: Mapping[str, str]
    """IRI of a shape → why it matters and what to do."""


@cache
def load_shapes() -> Shapes:
    """The shapes that come with kg."""
    triples = tuple(shape_triples())
    reading = _Reading(triples)
    return Shapes(
        core=tuple(reading.core()),
        constraints=tuple(reading.constraints()),
        store_checks=tuple(reading.store_checks()),
        severities=reading.severities,
        explanations={subject: reading.text(subject, "description") for subject in reading.severities},
    )


@cache
def class_hierarchy() -> tuple[Triple, ...]:
    """Who is a subclass of whom among our own classes: all that shapes need of the ontology."""
    return tuple(
        triple
        for triple in _triples("ontology")
        if triple.predicate.value == RDFS.subClassOf and _is_ours(triple.subject) and _is_ours(triple.object)
    )


def shape_triples() -> Iterable[Triple]:
    """Everything in ``shapes/``, as it is written there."""
    return _triples("shapes")


def _triples(folder: Folder) -> Iterable[Triple]:
    for file in resource_files(folder, ".ttl"):
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple


def _is_ours(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(KG_NS)


class _Reading:
    """The triples of ``shapes/``, indexed, while they are being sorted."""

    def __init__(self, triples: tuple[Triple, ...]) -> None:
        self.triples = triples
        self._objects: dict[tuple[str, str], list[str]] = defaultdict(list)
        for triple in triples:
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                self._objects[triple.subject.value, triple.predicate.value].append(triple.object.value)
        self.severities = {
            subject: SEVERITIES[values[0]]
            for (subject, predicate), values in self._objects.items()
            if predicate == SH_NS + "severity"
        }

    def objects(self, subject: str, term: str) -> list[str]:
        """Values of a SHACL property of a named node."""
        return self._objects[subject, SH_NS + term]

    def text(self, subject: str, term: str) -> str:
        """The one value of a SHACL property of a named node."""
        (value,) = self.objects(subject, term)
        return value

    def core(self) -> Iterable[Triple]:
        """What is run as SHACL Core: no SPARQL; instead of sh:property, the targets on the property shapes.

        A property shape may have targets of its own, and finds the same with them (SHACL, 2.1.3). But pySHACL goes
        through sh:property once for each focus node, and through a target once for all, in a fraction of the time;
        and the compiled engine knows targets only.
        """
        for triple in self.triples:
            shape = _name(triple.subject)
            if triple.predicate.value == SH_NS + "property":
                for predicate, targets in self._targets(shape):
                    yield from (Triple(NamedNode(_name(triple.object)), predicate, target) for target in targets)
            elif not self.objects(shape, "sparql") and not self.objects(shape, "select"):
                yield triple

    def _targets(self, shape: str) -> Iterable[tuple[NamedNode, list[NamedNode]]]:
        for kind in ("targetClass", "targetSubjectsOf", "targetObjectsOf"):
            yield NamedNode(SH_NS + kind), [NamedNode(target) for target in self.objects(shape, kind)]

    def constraints(self) -> Iterable[SparqlCheck]:
        """The SPARQL constraints, each asked of all focus nodes at once."""
        for shape in sorted(self.severities):
            for constraint in self.objects(shape, "sparql"):
                yield self._check(shape, constraint, self._focus(shape), tuple(self._sparql_targets(shape)))

    def store_checks(self) -> Iterable[SparqlCheck]:
        """The queries across articles."""
        for shape in sorted(self.severities):
            if _STORE_CHECK in self._objects[shape, RDF.type]:
                yield self._check(shape, shape, "", ())

    def _check(self, shape: str, constraint: str, focus: str, targets: tuple[tuple[str, str], ...]) -> SparqlCheck:
        head, where, pattern = self.text(constraint, "select").partition("WHERE {")
        plain = f"{self._prologue()}{head}{where}{pattern}"
        query = f"{self._prologue()}{head}{where} {focus}{pattern}"
        return SparqlCheck(shape, self.severities[shape], self.text(constraint, "message"), query, targets, plain)

    def _sparql_targets(self, shape: str) -> Iterable[tuple[str, str]]:
        for kind in ("targetClass", "targetSubjectsOf"):
            yield from ((kind, target) for target in self.objects(shape, kind))

    def _focus(self, shape: str) -> str:
        """A graph pattern that binds $this to the focus nodes. What SHACL binds beforehand is joined with instead."""
        branches = [
            f"$this a <{name}>" for target in self.objects(shape, "targetClass") for name in _with_below(target)
        ]
        branches += [f"$this <{predicate}> ?object" for predicate in self.objects(shape, "targetSubjectsOf")]
        union = " UNION ".join(f"{{ {branch} }}" for branch in branches)
        return f"{{ SELECT DISTINCT $this WHERE {{ {union} }} }} "

    def _prologue(self) -> str:
        prefixes = [
            (values[0], self.text(subject, "namespace"))
            for (subject, predicate), values in self._objects.items()
            if predicate == SH_NS + "prefix"
        ]
        return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(prefixes))


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode | BlankNode) else str(term)


def _with_below(name: str) -> list[str]:
    """The class and all classes below it."""
    below = [_name(triple.subject) for triple in class_hierarchy() if _name(triple.object) == name]
    return sorted({name, *(deeper for child in below for deeper in _with_below(child))})
