"""What people get wrong: each mistake is answered with what to do, on stderr, with the exit code of the design."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.group import COMMANDS
from tests.cli.conftest import Run

MISTAKES = [
    (("biuld", "x.txt"), 2, "Did you mean 'build'"),
    (("xyzzy",), 2, "Commands are: build"),
    (("query", "--formt", "csv"), 2, "No such option"),
    (("query", "disputes", "--formt", "csv"), 2, "No such option"),
    (("query", "disptes"), 2, "Did you mean disputes"),
    (("query", "says-about"), 2, "Missing --actor"),
    (("query", "says-about", "Turky"), 2, "Did you mean 'Turkey'"),
    (("query", "says-about", "--actor", "wd:Q1"), 2, "KG012"),
    (("query", "chains", "--since", "some day"), 2, "2025-10-28"),
    (("query", "chains", "--limit", "0"), 2, "neither a number of rows nor all"),
    (("query", "disputes", "--limit", "0"), 2, "limit"),
    (("query", "chains", "--format", "jsn"), 2, "Did you mean json"),
    (("query", "chains", "--format", "turtle"), 2, "Formats that can"),
    (("query", "--queries", "nowhere"), 3, "nowhere"),
    (("sparql", "nowhere.rq"), 3, "cannot be read"),
    (("sparql", ""), 3, "empty"),
    (("sparql", "INSERT DATA { <a:b> <a:c> <a:d> }"), 3, "update"),
    (("export", "-o", "graph.doc"), 2, "Formats are"),
    (("export", "--article", "none"), 2, "none"),
    (("validate", "nowhere.ttl"), 3, "nowhere.ttl"),
    (("validate", "--format", "yaml"), 2, "Formats are"),
    (("validate", "--fail-on", "all"), 2, "violation"),
    (("build",), 2, "PATH"),
    (("build", "a.txt", "--published", "last week"), 3, "KG028"),
    (("build", "a.txt", "b.txt", "--title", "Both"), 2, "one article"),
    (("init", "nowhere"), 3, "cannot be written"),
    (("explain", "KG999"), 2, "no error code"),
]


@pytest.mark.parametrize(
    ("words", "exit_code", "said"), MISTAKES, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_mistake_is_answered(run: Run, words: tuple[str, ...], exit_code: int, said: str) -> None:
    result = run(*words)
    assert said in result.stderr
    assert result.exit_code == exit_code
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("query", "disputes"),
        ("sparql", "ASK {}"),
        ("export",),
        ("show", "Turkey"),
        ("stats",),
        ("validate",),
        ("reason",),
        ("remove", "x"),
        ("link", "status"),
    ],
    ids=" ".join,
)
def test_without_a_store_the_way_to_one_is_told(empty: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    result = empty(*words)
    assert result.exit_code == 3
    assert "kg build" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_fails_to_read_is_told_and_counts(empty: Run, tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "empty.txt").write_text(" \n")
    result = empty("build", "missing.txt", "binary.txt", "empty.txt", "--dry-run")
    assert result.exit_code == 3
    for code in ("KG020", "KG021", "KG023"):
        assert code in result.stderr


def test_a_wrong_setting_names_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("stroe = 'x'\n")
    result = run("stats")
    assert result.exit_code == 2
    assert "kg.toml" in result.stderr


def test_a_mistake_in_kg_has_a_code_and_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("kg.store.articles.ArticleStore.stats", fail)
    result = run("stats")
    assert result.exit_code == 4
    assert result.stderr.startswith("KG900: ZeroDivisionError: by nothing")
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("--debug", "stats").stderr
    assert "Traceback" in run("stats", "--debug").stderr


def test_ctrl_c_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.store.articles.ArticleStore.stats", interrupt)
    result = run("stats")
    assert result.exit_code == 130
    assert "Interrupted" in result.stderr


def test_the_store_is_chosen_before_or_after_the_command_or_by_the_environment(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kg-store").rename(tmp_path / "other")
    assert run("--store", "other", "stats").exit_code == 0
    assert run("stats", "--store", "other").exit_code == 0
    assert run("query", "disputes", "--store", "other").exit_code == 0
    assert run("stats", env={"KG_STORE": "other"}).exit_code == 0
    assert run("stats", env={"KG_STORE": "third"}).exit_code == 3
    (tmp_path / "kg.toml").write_text('store = "other"\n')
    assert run("stats").exit_code == 0


def test_quiet_says_only_results_and_errors(run: Run) -> None:
    assert run("query", "denials", "--actor", "Portugal", "--quiet").stderr == ""
    assert "KG012" in run("-q", "show", "Turky").stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_help_and_its_line_in_the_list(empty: Run, name: str) -> None:
    from kg.cli.group import cli

    own = empty(name, "--help")
    assert own.exit_code == 0
    assert f"  {name} " in empty("--help").stdout
    import click

    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.get_short_help_str(200) == COMMANDS[name], "the list and the command say different things"
