"""kg build over many articles: what fails, what is told, and what a killed build leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import open_store
from tests.cli.conftest import Run

TALKS = "The minister said on Monday that the talks in the city would go on. "


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    lines = [{"text": TALKS + f"They have met {number} times."} for number in range(6)]
    path.write_text("\n".join(map(json.dumps, [lines[0], {"title": "no text"}, *lines[1:]])), encoding="utf-8")
    return path


def test_a_report_has_a_line_for_each_article(empty: Run, corpus: Path, tmp_path: Path) -> None:
    result = empty("build", str(corpus), "--report", "report.jsonl")
    assert result.exit_code == 3
    lines = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert [line["outcome"] for line in lines] == ["stored", "failed", *["stored"] * 5]
    assert lines[1]["source"] == f"{corpus}:2"
    assert lines[1]["error"]["code"] == "KG022"
    assert lines[0]["counts"]["claims"] > 0
    assert lines[0]["article"].startswith("https://")
    again = empty("build", str(corpus), "--report", "report.jsonl")
    assert "Stored 0 articles; 6 unchanged, 1 failed" in again.stderr


def test_a_build_can_stop_at_the_first_failure(empty: Run, corpus: Path, tmp_path: Path) -> None:
    result = empty("build", str(corpus), "--on-error", "stop", "--report", "report.jsonl")
    assert result.exit_code == 3
    assert "Stopped there" in result.stderr
    assert len((tmp_path / "report.jsonl").read_text().splitlines()) == 2


def test_a_report_that_cannot_be_written_is_told_before_anything_is_read(empty: Run, corpus: Path) -> None:
    result = empty("build", str(corpus), "--report", "none/report.jsonl")
    assert result.exit_code == 3
    assert "KG020" in result.stderr


def test_validate_has_two_engines_and_names_what_was_not_stored(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "kg-store" / "quarantine"
    kept.mkdir()
    (kept / "0123456789abcdef.json").write_text('{"article": "urn:x:a", "source": "bad.txt", "violations": 2}')
    results = [run("validate", "--engine", engine, "--format", "json") for engine in ("compiled", "pyshacl")]
    assert results[0].stdout == results[1].stdout
    assert "bad.txt" in results[0].stderr


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_build_that_is_killed_goes_on_where_it_was_and_gives_the_same_store(corpus: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    words = [sys.executable, "-m", "kg", "--store", str(tmp_path / "killed"), "build", str(corpus), "--workers", "2"]
    process = subprocess.Popen([*words, "--report", str(report)], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    process.stderr.readline()  # the second article has failed: the first is stored, and the others are being read
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert subprocess.run(words, capture_output=True, check=False).returncode == 3
    whole = [sys.executable, "-m", "kg", "--store", str(tmp_path / "whole"), "build", str(corpus)]
    assert subprocess.run(whole, capture_output=True, check=False).returncode == 3
    stores = []
    for name in ("killed", "whole"):
        with open_store(tmp_path / name) as store:
            stores.append(sorted(map(str, store.oxigraph)))
    assert stores[0] == stores[1]
    assert len(stores[0]) > 100
