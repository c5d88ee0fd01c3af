"""kg query --catalogue, as a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.queries import Catalogue
from tests.cli.conftest import Run, empty, run, sample_store

__all__ = ["empty", "run", "sample_store"]

EXECUTABLE = NamedNode("http://www.w3.org/ns/shacl#SPARQLExecutable")


@pytest.mark.parametrize(("given", "form"), [((), RdfFormat.TURTLE), (("--format", "jsonld"), RdfFormat.JSON_LD)])
def test_the_catalogue_is_written_as_rdf(run: Run, given: tuple[str, ...], form: RdfFormat) -> None:
    result = run("query", "--catalogue", *given)
    assert (result.exit_code, result.stderr) == (0, "")
    quads = list(parse(result.stdout_bytes, form))
    assert sum(quad.object == EXECUTABLE for quad in quads) == len(Catalogue().names())


def test_queries_of_ones_own_are_in_it_with_the_endpoint_and_base_of_kg_toml(run: Run) -> None:
    Path("own").mkdir()
    Path("own/mine.rq").write_text("#+ summary: Mine?\nASK {}")
    Path("kg.toml").write_text('base = "https://paper.example/id/"\nendpoint = "https://paper.example/sparql"\n')
    written = run("query", "--queries", "own", "--catalogue").stdout
    assert "@prefix own: <https://paper.example/id/query/>" in written
    assert "own:mine a sh:SPARQLAskExecutable" in written
    assert "schema:target <https://paper.example/sparql>" in written


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--catalogue", "disputes"), "give no name"),
        (("--format", "csv", "disputes"), "goes after the name"),
        (("--catalogue", "--format", "csv"), "KG011"),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, words: tuple[str, ...], told: str) -> None:
    result = run("query", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_the_help_of_a_question_says_how_dates_are_written(run: Run) -> None:
    assert "'last week'" in run("query", "denials", "--help").stdout
