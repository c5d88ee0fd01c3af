"""The ontology's axioms, read from the files that travel with the program."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import RdfFormat, Triple, parse

from kg.resources import resource_files

__all__ = ["ontology_triples", "parse_turtle"]


@cache
def ontology_triples() -> tuple[Triple, ...]:
    """Every triple of ``ontology/``, all files together."""
    files = resource_files("ontology", ".ttl")
    return tuple(triple for number, file in enumerate(files) for triple in parse_turtle(file.read_bytes(), number))


def parse_turtle(turtle: bytes, number: int = 0) -> Iterable[Triple]:
    """The triples of one Turtle document.

    Blank nodes are renamed on reading, or lists of two files could run into each other; the number has no other use
    than to keep documents apart in messages. Raises SyntaxError with line and column.
    """
    quads = parse(turtle, format=RdfFormat.TURTLE, base_iri=f"file:///ontology/{number}", rename_blank_nodes=True)
    return (quad.triple for quad in quads)
