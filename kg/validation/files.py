"""Validate RDF files that someone gives: parsed by pyoxigraph, because rdflib lets bad syntax pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, Triple, parse

from kg.errors import Location, PathError, RdfSyntaxError, UnknownFormatError
from kg.validation.dataset import validate_dataset
from kg.validation.engine import Engine
from kg.validation.findings import ValidationReport

__all__ = ["RDF_ENDINGS", "read_rdf", "validate_files"]

RDF_ENDINGS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".n3": RdfFormat.N3,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
"""Ending of a file → the format that it should be in."""

_PLACE = re.compile(r"^Parser error (?:at|between) line .*?: ")
"""How pyoxigraph opens its messages; the place is shown apart."""


def validate_files(paths: Iterable[Path], engine: Engine = Engine.COMPILED) -> ValidationReport:
    """Validate RDF files together, as one dataset. Raises what read_rdf raises."""
    store = Store()
    for path in paths:
        read_rdf(path, store)
    return validate_dataset(store, engine)


def read_rdf(path: Path, store: Store) -> None:
    """Add the quads of a file, whose format its ending tells, to a store.

    Raises PathError where it cannot be read, UnknownFormatError for another ending, RdfSyntaxError with line and column
    where it does not parse; the store then holds a part of it.
    """
    rdf_format = RDF_ENDINGS.get(path.suffix.lower())
    if rdf_format is None:
        endings = ", ".join(RDF_ENDINGS)
        raise UnknownFormatError(
            f"the ending of {path.name!r} does not tell its RDF format", remedy=f"Endings that are known: {endings}."
        )
    try:
        # Labels of blank nodes count within one file; two files may use the same.
        store.extend(_of_rdf_1_1(path, parse(path=str(path), format=rdf_format, rename_blank_nodes=True)))
    except SyntaxError as error:
        raise RdfSyntaxError(_PLACE.sub("", error.msg), location=_location(path, error)) from None
    except OSError as error:
        raise PathError(
            f"cannot read {path}: {error.strerror or error}", remedy="Check the path, and that you may read the file."
        ) from None


def _of_rdf_1_1(path: Path, quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if isinstance(quad.object, Triple) or isinstance(quad.subject, Triple):
            raise RdfSyntaxError(
                "a statement about a statement (RDF 1.2) cannot be validated: SHACL knows RDF 1.1",
                location=Location(str(path)),
                remedy=f"It is on {quad.predicate}.",
            )
        yield quad


def _location(path: Path, error: SyntaxError) -> Location:
    line = None
    if error.lineno is not None:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        line = lines[error.lineno - 1] if error.lineno <= len(lines) else None
    return Location(str(path), error.lineno, error.offset, line)
