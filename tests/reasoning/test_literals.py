"""Which literals are values, and of what."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from kg.reasoning.literals import denotes_value, fits
from kg.vocabulary import XSD


@pytest.mark.parametrize(
    ("value", "datatype", "denotes"),
    [
        ("0.5", XSD.decimal, True),
        (".5", XSD.decimal, True),
        ("-3.", XSD.decimal, True),
        ("half", XSD.decimal, False),
        ("1e3", XSD.decimal, False),
        ("", XSD.integer, False),
        ("007", XSD.integer, True),
        (" 7 ", XSD.integer, True),
        ("yes", XSD.boolean, False),
        ("2025-10-28T00:00:00Z", XSD.dateTime, True),
        ("2025-10-28T00:00:00.5+05:30", XSD.dateTime, True),
        ("2025-13-28T00:00:00Z", XSD.dateTime, False),
        ("2025-10-28", XSD.dateTime, False),
        ("anything", XSD.string, True),
        ("whatever", "https://e.org/unknown", True),
    ],
)
def test_whether_a_form_denotes_a_value(value, datatype, denotes):
    assert denotes_value(Literal(value, datatype=NamedNode(datatype))) is denotes


@pytest.mark.parametrize(
    ("literal", "datatype", "fit"),
    [
        (Literal("a"), XSD.string, True),
        (Literal("a", language="en"), XSD.string, False),
        (Literal("1", datatype=NamedNode(XSD.integer)), XSD.decimal, True),
        (Literal("1", datatype=NamedNode(XSD.integer.replace("integer", "byte"))), XSD.integer, True),
        (Literal("1.0", datatype=NamedNode(XSD.decimal)), XSD.integer, True),
        (Literal("1.5", datatype=NamedNode(XSD.decimal)), XSD.integer, False),
        (Literal("1"), XSD.decimal, False),
    ],
)
def test_whether_a_value_belongs_to_a_datatype(literal, datatype, fit):
    assert fits(literal, datatype) is fit
