"""``kg report`` writes a dossier where it is told to, and tells what is wrong and what to do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="dossiers need the extra: pip install 'news-kg[report]'")
pytest.importorskip("matplotlib", reason="dossiers need the extra: pip install 'news-kg[report]'")

from kg.cli import report as command
from kg.report import FORMATS, MOST_CLAIMS
from kg.store import open_store
from tests.cli.conftest import Run


def test_formats_and_limit_are_those_of_the_report() -> None:
    assert tuple(FORMATS) == command.FORMATS
    assert command._MOST == MOST_CLAIMS


def test_a_page_is_written_and_said_so(run: Run, tmp_path: Path) -> None:
    result = run("report", "--about", "Turkey", "-o", "turkey.html")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.startswith("Wrote turkey.html: ")
    page = (tmp_path / "turkey.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>Dossier: Turkey</title>" in page


def test_markdown_has_its_pictures_beside_it(run: Run, tmp_path: Path) -> None:
    assert run("report", "--about", "Turkey", "-o", "turkey.md", "--quiet").stderr == ""
    text = (tmp_path / "turkey.md").read_text(encoding="utf-8")
    for name in ("turkey.timeline.svg", "turkey.network.svg"):
        assert f"(<{name}>)" in text
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("<?xml")


def test_without_a_file_markdown_goes_to_stdout(run: Run) -> None:
    result = run("report", "--about", "Turkey")
    assert result.stdout.startswith("# Turkey\n")
    assert result.stdout == run("report", "--about", "wd:Q43", "-o", "-").stdout
    assert run("report", "--about", "Turkey", "--format", "html").stdout.startswith("<!DOCTYPE html>")


def test_a_time_is_written_as_people_do(run: Run) -> None:
    everything = run("report", "--about", "Turkey").stdout
    march = run("report", "--about", "Turkey", "--since", "2026-03", "--until", "March 2026").stdout
    assert march.count("grain") == everything.count("grain")
    assert "from 1 March 2026 to 31 March 2026" in march
    assert "No claim" in run("report", "--about", "Turkey", "--until", "2025").stdout
    wrong = run("report", "--about", "Turkey", "--since", "last winter")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "--since takes a date, not 'last winter'" in wrong.stderr


def test_no_text_leaves_the_articles_out(run: Run) -> None:
    told = run("report", "--about", "Turkey").stdout
    quiet = run("report", "--about", "Turkey", "--no-text").stdout
    assert "dock workers blocked the gates" in told
    assert "dock workers blocked the gates" not in quiet


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--about", "Turkee"), 2, "KG012: no actor"),
        (("--about", "Turkey", "-o", "turkey.docx"), 2, "KG011: no format of a dossier"),
        (("--about", "Turkey", "--format", "word"), 2, "KG011: no format 'word'"),
        (("--about", "Turkey", "-o", "nowhere/turkey.html"), 3, "KG020: "),
        (("--about", "Turkey", "--most", "0"), 2, "Usage"),
        ((), 2, "Usage"),
    ],
)
def test_what_is_wrong_is_told(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    result = run("report", *words)
    assert (result.exit_code, result.stderr.startswith(said)) == (code, True), result.stderr


def test_where_there_is_no_store_and_where_it_is_empty(empty: Run, tmp_path: Path) -> None:
    assert empty("report", "--about", "Turkey").stderr.startswith("KG030")
    open_store(tmp_path / "kg-store", write=True, create=True).close()
    result = empty("report", "--about", "Turkey")
    assert result.stderr.startswith("KG012: there is nothing on 'Turkey': the store is empty")


def test_without_the_extra_it_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    result = run("report", "--about", "Turkey", "-o", "turkey.html")
    assert result.exit_code == 2
    assert result.stderr.startswith("KG014: dossiers are made with the package matplotlib")
    assert "news-kg[report]" in result.stderr
    assert not Path("turkey.html").exists()
    assert run("report", "--about", "Turkey").exit_code == 0  # Markdown without pictures needs no more than kg
