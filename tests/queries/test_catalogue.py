from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.errors import PathError, QueryHeaderError, UnknownNameError
from kg.queries import Catalogue, load_query
from kg.sparql import run
from kg.sparql.federation import Services

ALL = list(Catalogue())


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.rq"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_a_query_of_kg_is_well_formed(query) -> None:
    assert query.header.summary.endswith("?"), "the summary is the question"
    assert query.header.description
    assert len(query.header.tags) == 1
    assert query.header.example.startswith(f"kg query {query.name}")
    assert {parameter.name for parameter in query.parameters if not parameter.help} == set()
    assert [p.variable for p in query.bare_parameters] == [p.variable for p in query.parameters]


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_a_query_of_kg_is_sparql_that_any_engine_takes(query) -> None:
    Store().query(query.text)  # prefixes and all, without what kg adds


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_a_query_of_kg_finds_nothing_in_nothing(query) -> None:
    """One that asks another server asks nobody: there is nothing that its answer could join."""
    services = Services(frozenset(query.service))
    assert run(Store(), query.text, {}, services=services).rows == []


def test_a_query_of_the_user_goes_before_one_of_the_same_name(tmp_path: Path) -> None:
    write(tmp_path, "disputes", "#+ summary: Mine?\nASK {}")
    assert Catalogue([tmp_path]).get("disputes").header.summary == "Mine?"
    assert Catalogue().get("disputes.rq").header.summary != "Mine?"


def test_the_sparql_is_what_follows_the_header(tmp_path: Path) -> None:
    assert (
        load_query(write(tmp_path, "q", "#+ summary: Mine?\n\n#+ tags: [a]\nASK {} # ?_x\n")).sparql == "ASK {} # ?_x\n"
    )


def test_defaults_and_choices_come_from_the_header(tmp_path: Path) -> None:
    text = (
        "#+ summary: Mine?\n#+ defaults: {n: 3}\n#+ enumerate: {act: [deny, ask]}\n"
        "SELECT * { ?s ?p ?_n_integer , ?__act }"
    )
    n, act = load_query(write(tmp_path, "q", text)).bare_parameters
    assert (n.default, n.required) == ("3", False)
    assert act.choices == ("deny", "ask")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK {}", "header"),
        ("#+ summary: Mine?\n#+ defaults: {x: 1}\nASK {}", "has no such parameter"),
        ("#+ summary: Mine?\nSELECT * { ?s ?_a ?__a_iri }", "both make the parameter 'a'"),
    ],
)
def test_what_is_wrong_with_a_query_of_the_user_is_told_at_once(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path, "mine", text)
    with pytest.raises(QueryHeaderError, match=message) as caught:
        Catalogue([tmp_path]).get("mine")
    assert "mine.rq" in str(caught.value.location)


def test_an_unknown_query_is_answered_with_close_names() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean disputes"):
        Catalogue().get("disptes")


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PathError, match="does not exist"):
        Catalogue([tmp_path / "none"])


def test_a_query_that_is_not_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(PathError, match="cannot be read"):
        Catalogue([tmp_path]).get("q")
