from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.group import cli
from tests.link.index.dumps import json_dump, packed
from tests.link.live.servers import sparql_server


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["link", "index", *words], prog_name="kg")


def test_an_index_is_built_and_described(folder: Path) -> None:
    json_dump(folder / "latest-all.json.gz")
    built = run("build", "latest-all.json.gz", "-o", "wikidata.sqlite", "--min-sitelinks", "80")
    assert built.exit_code == 0, built.output
    assert "4 items in wikidata.sqlite" in built.output
    told = run("info", "wikidata.sqlite", "--format", "csv")
    rows = dict(line.split(",", 1) for line in told.stdout.splitlines())
    assert (rows["items"], rows["languages"], rows["source"]) == ("4", "en", "latest-all.json.gz")
    assert rows["bytes"] == str((folder / "wikidata.sqlite").stat().st_size)


def test_lines_that_were_left_out_are_told(folder: Path) -> None:
    whole = json_dump(folder / "whole.json").read_bytes()
    packed(folder / "d.json", whole.replace(b"\n]", b",\nnot json\n]"))
    built = run("build", "d.json", "-o", "i.sqlite")
    assert built.exit_code == 0
    assert "1 lines of d.json could not be read and were left out: 7" in built.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "-o", "i.sqlite"], "either a dump or --endpoint"),
        (["build", "d.json", "-o", "i.sqlite", "--class", "human"], "write it like Q843"),
        (["build", "d.json", "-o", "i.sqlite", "--country", "Q843"], "--country needs --endpoint"),
        (["build", "d.json"], "Missing option"),
    ],
)
def test_wrong_use_is_told(folder: Path, words: list[str], said: str) -> None:
    json_dump(folder / "d.json")
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize("words", [["info", "none.sqlite"], ["build", "none.json", "-o", "i.sqlite"]])
@pytest.mark.usefixtures("folder")
def test_what_is_missing_is_bad_input(words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 3
    assert "none." in result.output


@pytest.mark.usefixtures("folder")
def test_a_part_of_wikidata_is_asked_for() -> None:
    with sparql_server() as endpoint:
        built = run("build", "--endpoint", endpoint, "--class", "Q5", "-o", "people.sqlite")
    assert built.exit_code == 0, built.output
    assert "source" in run("info", "people.sqlite").stdout
