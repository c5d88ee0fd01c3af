from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UnknownFormatError
from kg.render.answers import Answer, compact, plain
from kg.render.formats import FORMATS, default_format, write_answer
from kg.vocabulary import XSD

NODE = ox.NamedNode("https://w3id.org/news-kg/ontology#Claim")
ROW = (
    NODE,
    ox.Literal('a "b"\tc\\d\n<e>|'),
    ox.Literal("mot", language="fr"),
    ox.Literal("1.5", datatype=ox.NamedNode(XSD.decimal)),
    None,
)
COLUMNS = ("node", "text", "word", "number", "none")
_LOSSLESS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
_RESULTS = "{http://www.w3.org/2005/sparql-results#}"
_TEXT = st.text(st.characters(codec="utf-8"))


def written(answer: Answer, name: str, width: int = 80) -> str:
    out = io.StringIO()
    write_answer(answer, name, out, width)
    return out.getvalue()


def rows(*found: tuple) -> Answer:
    return Answer("rows", COLUMNS[: len(found[0])] if found else COLUMNS, found)


@pytest.mark.parametrize("name", _LOSSLESS)
def test_standard_formats_are_read_back_as_they_were(name: str) -> None:
    back = ox.parse_query_results(written(rows(ROW), name), format=_LOSSLESS[name])
    assert isinstance(back, ox.QuerySolutions)
    assert [tuple(row) for row in back] == [ROW]


@given(text=_TEXT)
@pytest.mark.parametrize("name", ["json", "tsv"])
def test_any_text_survives(name: str, text: str) -> None:
    back = ox.parse_query_results(written(rows((ox.Literal(text),)), name), format=_LOSSLESS[name])
    assert isinstance(back, ox.QuerySolutions)
    assert [row[0] for row in back] == [ox.Literal(text)]


@given(text=_TEXT)
def test_any_text_makes_well_formed_xml(text: str) -> None:
    found = ET.fromstring(written(rows((ox.Literal(text),)), "xml")).find(f".//{_RESULTS}literal")
    assert found is not None
    kept = "".join(
        char if char in "\t\n\r" or "\x20" <= char < "\ufffe" or char > "\uffff" else "\ufffd" for char in text
    )
    assert (found.text or "") == kept


@given(text=_TEXT)
def test_any_text_survives_in_csv(text: str) -> None:
    assert list(csv.reader(io.StringIO(written(rows((ox.Literal(text), NODE)), "csv"), newline="")))[1][0] == text


def test_csv_has_values_alone_and_ends_lines_as_its_standard_says() -> None:
    assert written(rows((NODE, ox.Literal("a,b"))), "csv") == f'node,text\r\n{NODE.value},"a,b"\r\n'


@pytest.mark.parametrize(
    ("name", "yes"), [("csv", "true\r\n"), ("tsv", "true\n"), ("table", "yes\n"), ("markdown", "yes\n")]
)
def test_an_ask_is_answered_in_a_word(name: str, yes: str) -> None:
    assert written(Answer("truth", truth=True), name) == yes


def test_an_ask_is_answered_in_the_standard_formats() -> None:
    assert json.loads(written(Answer("truth", truth=True), "json")) == {"head": {}, "boolean": True}
    assert ET.fromstring(written(Answer("truth"), "xml")).findtext(f"{_RESULTS}boolean") == "false"


def test_no_rows_still_have_a_header() -> None:
    assert written(rows(), "csv") == "node,text,word,number,none\r\n"
    assert json.loads(written(rows(), "json"))["head"] == {"vars": list(COLUMNS)}
    assert written(rows(), "table") == ""


def test_markdown_keeps_its_columns_whatever_is_in_them() -> None:
    lines = written(rows((ox.Literal("a|b\nc"), NODE)), "markdown").splitlines()
    assert lines == ["| node | text |", "| --- | --- |", "| a\\|b c | kg:Claim |"]


def test_a_graph_is_the_same_turtle_in_whatever_order() -> None:
    triples = [ox.Triple(NODE, NODE, ox.Literal(str(number))) for number in range(9)]
    turtle = written(Answer("graph", triples=triples), "turtle")
    assert turtle == written(Answer("graph", triples=reversed(triples)), "turtle")
    assert {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == set(triples)
    assert "@prefix kg:" in turtle
    assert "@prefix wd:" not in turtle


@pytest.mark.parametrize(("kind", "name"), [("graph", "csv"), ("rows", "turtle"), ("truth", "turtle")])
def test_a_format_that_cannot_hold_the_answer_names_those_that_can(kind, name: str) -> None:
    with pytest.raises(UnknownFormatError, match="Formats that can: "):
        written(Answer(kind), name)


def test_an_unknown_format_is_answered_with_the_closest() -> None:
    with pytest.raises(UnknownFormatError, match="Did you mean json"):
        written(rows(ROW), "jsn")


def test_what_was_written_is_counted() -> None:
    assert write_answer(rows(ROW, ROW), "tsv", io.StringIO()) == 2
    assert write_answer(Answer("truth"), "tsv", io.StringIO()) == 1


def test_formats_fit_the_place() -> None:
    assert default_format("rows", on_terminal=True) == "table"
    assert default_format("rows", on_terminal=False) == "tsv"
    assert default_format("graph", on_terminal=True) == "turtle"
    assert {form.media_type.partition("/")[0] for form in FORMATS.values()} == {"text", "application"}


def test_terms_are_short_for_people() -> None:
    assert [plain(term) for term in (NODE, ox.Literal("x"), None)] == ["kg:Claim", "x", ""]
    assert compact("https://w3id.org/news-kg/ontology#") == "https://w3id.org/news-kg/ontology#"
