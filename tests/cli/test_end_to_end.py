"""The real command in a process of its own, with the real extractor. Few, because it takes its time to start."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import open_store
from tests.sample import TEXT

KG = [sys.executable, "-m", "kg"]


def kg(*words: str, folder: Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return subprocess.run(
        [*KG, *words], cwd=folder, input=text, capture_output=True, encoding="utf-8", env=environment, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the sample article has been built."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "grain.txt").write_text(TEXT, encoding="utf-8")
    built = kg("build", "grain.txt", "--published", "2026-03-10", "--publisher", "Northern Wire", folder=folder)
    assert built.returncode == 0, built.stderr
    assert built.stdout == ""
    assert built.stderr.startswith("Stored 1 article with ")
    assert "kg query" in built.stderr
    return folder


def test_an_article_is_built_and_questions_are_answered(folder: Path) -> None:
    accusations = kg("query", "accusations", "--format", "csv", folder=folder)
    assert accusations.returncode == 0
    assert "Portugal,Turkey,diverting three grain ships" in accusations.stdout
    assert kg("validate", folder=folder).returncode == 0


def test_building_again_changes_nothing(folder: Path) -> None:
    before = kg("export", "--format", "nquads", folder=folder).stdout
    again = kg("build", "grain.txt", "--published", "2026-03-10", "--publisher", "Northern Wire", folder=folder)
    assert "1 unchanged" in again.stderr
    forced = ("build", "grain.txt", "--published", "2026-03-10", "--publisher", "Northern Wire", "--again")
    assert "Stored 1 article" in kg(*forced, folder=folder).stderr
    assert kg("export", "--format", "nquads", folder=folder).stdout == before


def test_several_processes_store_what_one_would(tmp_path: Path) -> None:
    halves = TEXT.split("\n\n")
    lines = [json.dumps({"id": str(n), "text": half, "published": "2026-03-10"}) for n, half in enumerate(halves)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    one = kg("--store", "one", "build", "many.jsonl", folder=tmp_path)
    two = kg("--store", "two", "build", "many.jsonl", "--workers", "2", folder=tmp_path)
    assert (one.returncode, two.returncode) == (0, 0), two.stderr
    exported = [kg("--store", name, "export", "--format", "nquads", folder=tmp_path).stdout for name in ("one", "two")]
    assert exported[0] == exported[1] != ""


def test_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    result = kg("build", "-", "--dry-run", folder=tmp_path, text=TEXT)
    assert result.returncode == 0
    assert result.stdout.split("\t")[:2] == ["-", str(len(TEXT))]
    assert "Nothing has been stored" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_that_is_closed_early_is_no_error(folder: Path) -> None:
    with subprocess.Popen([*KG, "export"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def _stored(store: Path) -> int:
    """How many articles a reader sees who comes by just now."""
    try:
        with open_store(store) as opened:
            return len(opened.articles())
    except StoreError:
        return 0


def test_ctrl_c_keeps_what_is_stored(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": f"{TEXT} Ship {n} left."}) for n in range(3000)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with subprocess.Popen([*KG, "build", "many.jsonl"], cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        store = tmp_path / "kg-store"
        for _ in range(600):
            if _stored(store):
                break
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read()
        assert process.wait() == 130
    assert "Interrupted. What is stored stays" in said
    assert "Traceback" not in said
    counted = kg("stats", "--format", "csv", folder=tmp_path).stdout.splitlines()
    assert 1 <= int(dict(line.split(",") for line in counted)["Document"]) < 3000


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (("--help",), ("pyoxigraph", "yaml", "rich", "kg.errors", "kg.queries")),
        (("query", "disputes"), ("yaml", "rich", "rdflib", "spacy", "difflib", "tomllib")),
        (("query", "says-about", "Turkey"), ("rich", "rdflib", "spacy", "kg.extract")),
        (("stats",), ("yaml", "rich", "rdflib", "spacy")),
    ],
)
def test_a_quick_command_imports_only_what_it_needs(
    folder: Path, words: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    code = (
        "import sys, atexit; sys.argv[0] = 'kg'\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "from kg.cli import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0
    imported = set(result.stderr.split())
    assert "click" in imported
    assert imported.isdisjoint(unwanted), imported & set(unwanted)


def test_a_folder_given_by_its_bare_name_is_counted_and_read(tmp_path: Path) -> None:
    inner = tmp_path / "articles" / "may"
    inner.mkdir(parents=True)
    record = {"text": "The minister, Ada Cole, said on Monday that the bridge was closed and would stay so."}
    (inner / "one.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", "articles"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Stored 1 article" in done.stderr) == (0, True), done.stderr
