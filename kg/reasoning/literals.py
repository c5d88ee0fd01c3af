"""Which literals are values of which datatypes, as far as the ontology needs it (XML Schema 1.1 part 2; OWL 2 Syntax,
section 4)."""

from __future__ import annotations

import re

from pyoxigraph import Literal

from kg.vocabulary import RDFS, XSD

__all__ = ["denotes_value", "fits"]

_INTEGER = re.compile(r"[+-]?[0-9]+")
_LEXICAL = {
    XSD.integer: _INTEGER,
    XSD.decimal: re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    XSD.boolean: re.compile(r"true|false|1|0"),
    XSD.dateTime: re.compile(
        r"-?([1-9][0-9]{3,}|0[0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        r"T(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)(Z|[+-][01][0-9]:[0-5][0-9])?"
    ),
}
_INTEGERS = frozenset(
    XSD.integer.replace("integer", name)
    for name in (
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "long",
        "int",
        "short",
        "byte",
        "unsignedLong",
        "unsignedInt",
        "unsignedShort",
        "unsignedByte",
    )
)
_WITHIN = {XSD.decimal: _INTEGERS | {XSD.integer}, XSD.integer: _INTEGERS}
"""Datatypes whose values all belong to the datatype. An xsd:decimal may be an integer, and is looked at."""


def denotes_value(literal: Literal) -> bool:
    """Whether the literal's form is one of its datatype; True for datatypes not known here.

    >>> from pyoxigraph import NamedNode
    >>> denotes_value(Literal("many", datatype=NamedNode(XSD.decimal)))
    False
    """
    datatype = literal.datatype.value
    form = _INTEGER if datatype in _INTEGERS else _LEXICAL.get(datatype)
    return form is None or form.fullmatch(literal.value.strip(" \t\r\n")) is not None


def fits(literal: Literal, datatype: str) -> bool:
    """Whether the literal's value belongs to the datatype with that IRI."""
    own = literal.datatype.value
    if own == datatype or datatype == RDFS.Literal or own in _WITHIN.get(datatype, ()):
        return True
    if own == XSD.decimal and datatype == XSD.integer:
        _, _, fraction = literal.value.partition(".")
        return not fraction.strip("0")
    return False
