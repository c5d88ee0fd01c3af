"""A query ends when it is told to, tells how it is put together, and is asked of the store that the settings name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_saved_query_stops_in_time(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "endless.rq").write_text(f"#+ summary: Does it end?\n{ENDLESS}\n")
    result = run("query", "--queries", "own", "endless", "--timeout", "0.5")
    assert result.exit_code == 3
    assert result.stderr.startswith("KG051: the query took longer than 0.5 seconds")


def test_a_saved_query_that_is_done_in_time_is_answered(run: Run) -> None:
    assert run("query", "denials", "--timeout", "60").stdout == run("query", "denials").stdout != ""


def test_a_query_is_explained_and_not_run(run: Run) -> None:
    result = run("sparql", "--explain", ENDLESS + " # nobody could wait for that")
    assert result.exit_code == 0
    assert result.stdout.count("?b") == 1
    patterns = run("sparql", "--explain", "SELECT * { ?c kg:denies ?d FILTER NOT EXISTS { ?d kg:denies ?e } }").stdout
    assert "           1  ?c kg:denies ?d\n" in patterns
    assert "where none" in patterns


def test_a_mistake_is_told_before_anything_is_explained(run: Run) -> None:
    result = run("sparql", "--explain", "SELECT * { ?c kg:denies }")
    assert result.exit_code == 3
    assert result.stderr.startswith("KG026")


@pytest.mark.parametrize("words", [("query", "denials"), ("stats",), ("show", "Turkey"), ("export",), ("validate",)])
def test_a_server_in_place_of_the_folder_is_asked(run: Run, words: tuple[str, ...]) -> None:
    result = run(*words, "--endpoint", "http://127.0.0.1:1/query")
    assert result.exit_code == 3
    assert result.stderr.startswith("KG034: http://127.0.0.1:1/query cannot be reached")


def test_the_environment_and_the_settings_name_a_server_and_store_goes_before(run: Run, tmp_path: Path) -> None:
    assert run("stats", env={"KG_ENDPOINT": "http://127.0.0.1:1/"}).stderr.startswith("KG034")
    (tmp_path / "kg.toml").write_text('endpoint = "http://127.0.0.1:1/"\n')
    assert run("stats").stderr.startswith("KG034")
    assert run("stats", "--store", "kg-store").exit_code == 0
