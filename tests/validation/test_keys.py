"""Terms as text say what the terms say."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.validation.keys import as_ntriples, is_blank, is_iri, is_literal, key, literal, plain, statements_of
from kg.vocabulary import XSD

texts = st.text() | st.text('\\"\n\t\x7f\x1f@^<>')


@given(texts)
def test_a_literal_is_read_back(value: str) -> None:
    for term, datatype in (
        (Literal(value), XSD.string),
        (Literal(value, datatype=NamedNode("urn:x:t")), "urn:x:t"),
        (Literal(value, language="en"), "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
    ):
        text = key(term)
        assert literal(text) == (value, datatype, term.language is not None)
        assert plain(text) == value
        assert is_literal(text) and not is_iri(text) and not is_blank(text)
        assert as_ntriples(text) == str(term)


def test_nodes_are_told_apart() -> None:
    triple = Triple(BlankNode("b"), NamedNode("urn:x:p"), NamedNode("urn:x:o"))
    assert list(statements_of([triple])) == [("_:b", "urn:x:p", "<urn:x:o>")]
    assert is_blank(key(BlankNode("b"))) and is_iri(key(NamedNode("urn:x:o")))
    assert as_ntriples("urn:x:o") == "<urn:x:o>" and as_ntriples("_:b") == "_:b"
