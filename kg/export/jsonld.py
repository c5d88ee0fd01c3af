"""JSON-LD 1.1 that people can read: a context, and one line for each node."""

from __future__ import annotations

import json
from itertools import groupby
from typing import IO, Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.export.selection import Selection
from kg.vocabulary import PREFIXES, RDF, XSD

__all__ = ["write_jsonld"]

_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def write_jsonld(selection: Selection, file: IO[bytes]) -> None:
    """All graphs as one. A node that several graphs speak of comes once for each."""
    context = {"@base": selection.base, **dict(sorted(PREFIXES.items()))}
    file.write(f'{{"@context": {_dumps(context)},\n"@graph": ['.encode())
    separator = "\n"
    for part in selection.parts():
        for _, quads in groupby(part.quads, key=lambda quad: quad.subject):
            file.write(f"{separator}{_dumps(_node(list(quads), selection.base))}".encode())
            separator = ",\n"
    file.write(b"\n]}\n")


def _node(quads: list[Quad], base: str) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _name(_iri(quads[0].subject), base)}
    for quad in quads:
        if quad.predicate.value == RDF.type:
            node.setdefault("@type", []).append(_compact(_iri(quad.object)))
        else:
            node.setdefault(_compact(quad.predicate.value), []).append(_value(quad.object, base))
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()}


def _value(term: object, base: str) -> Any:
    if not isinstance(term, Literal):
        return {"@id": _name(_iri(term), base)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == XSD.string:
        return term.value
    return {"@value": term.value, "@type": _compact(term.datatype.value)}


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _name(iri: str, base: str) -> str:
    """An IRI relative to the base, or with a prefix, or whole."""
    rest = iri.removeprefix(base)
    return rest if rest and rest != iri and ":" not in rest and rest[0] not in "/#?" else _compact(iri)


def _compact(iri: str) -> str:
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and not iri.startswith(f"{namespace}//"):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
