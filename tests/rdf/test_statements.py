"""Statements as text are what Oxigraph writes of the same terms."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from kg.rdf import quads, statements, terms
from kg.vocabulary import XSD
from tests.rdf.saying import GRAPH
from tests.sample import SAMPLE

CONTROLS = "".join(map(chr, (*range(0x21), 0x7F, 0x85, 0x2028, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600)))


@given(st.text() | st.text('\\"\n\t' + CONTROLS))
def test_texts_are_escaped_as_oxigraph_does(value: str) -> None:
    assert statements.string(value) == str(Literal(value))
    assert statements.uri_literal(value) == str(Literal(value, datatype=NamedNode(XSD.anyURI)))


@given(st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=4), st.datetimes(), st.integers(-9, 9))
def test_numbers_and_moments_are_those_of_terms(whole: int, number: Decimal, time: datetime, hours: int) -> None:
    assert statements.integer(whole) == str(Literal(str(whole), datatype=NamedNode(XSD.integer)))
    assert statements.decimal(number) == str(terms.decimal(number))
    if 1 < time.year < 9999:
        aware = time.replace(tzinfo=timezone(timedelta(hours=hours)))
        assert statements.moment(aware) == str(terms.moment(aware))


def test_lines_are_what_oxigraph_writes_of_the_quads() -> None:
    assert GRAPH.nquads() == serialize((*GRAPH.quads, *GRAPH.entities), format=RdfFormat.N_QUADS)
    assert GRAPH.own_lines == serialize(GRAPH.quads, format=RdfFormat.N_QUADS)


def test_descriptions_of_entities_are_their_lines_by_subject_with_their_links() -> None:
    described = {subject: (about, links) for subject, about, links in GRAPH.descriptions()}
    every = b"".join(about for about, _ in described.values())
    assert sorted(every.splitlines()) == sorted(
        (serialize(GRAPH.entities, format=RdfFormat.N_QUADS) or b"").splitlines()
    )
    for subject, (about, links) in described.items():
        assert all(line.startswith(f"<{subject}> ".encode()) for line in about.splitlines())
        assert set(links) <= described.keys()
    assert any(links for _, links in described.values())


def test_a_base_that_gives_no_valid_names_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        quads(SAMPLE, "https://example.org/a b/")
