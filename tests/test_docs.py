"""The documentation says what is so: generated pages are up to date, sessions print what they show, links lead on."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import click
import pytest
from generate import ROOT, session_pages
from reference_pages import PAGES
from sessions import SessionError, commands_in, rerun

from kg.cli.group import COMMANDS, cli

ALL_PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PYTHON_PAGES = [page for page in ALL_PAGES if ">>> " in page.read_text(encoding="utf-8")]
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_what_the_code_says(name: str) -> None:
    page = ROOT / "docs" / "reference" / name
    assert page.read_text(encoding="utf-8") == PAGES[name](), "out of date: run make docs"


@pytest.mark.parametrize("page", session_pages(), ids=name_of)
def test_a_session_prints_what_the_page_shows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert rerun(text).splitlines() == text.splitlines(), "out of date: look at it, then run make docs"


@pytest.mark.parametrize(
    "page", [page for page in ALL_PAGES if ">>> " in page.read_text(encoding="utf-8")], ids=name_of
)
def test_python_in_the_documentation_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    failed, run = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert run > 0
    assert failed == 0


@pytest.mark.parametrize("page", ALL_PAGES, ids=name_of)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for target, anchor in re.findall(
        r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)", page.read_text(encoding="utf-8")
    ):
        linked = (page.parent / target) if target else page
        assert linked.exists(), f"{target} does not exist"
        if anchor:
            assert anchor[1:] in _anchors(linked), f"{target} has no heading {anchor}"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ +(.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.help
    for option in command.params:
        assert not isinstance(option, click.Option) or option.help, f"{option.name} has no help"


def test_the_readme_names_every_command() -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in ALL_PAGES if "reference" not in page.parts)
    for name in COMMANDS:
        assert f"kg {name}" in pages, f"kg {name} is shown nowhere but in the reference"


def test_commands_are_told_from_their_output() -> None:
    assert commands_in("$ one \\\n    two\nout\n$ three\n") == [("$ one \\\n    two\n", "out\n"), ("$ three\n", "")]


def test_a_session_is_run_in_one_folder_with_the_examples() -> None:
    page = "# A\n\n```console\n$ ls examples | head -1 > first\n```\n\nThen\n\n```console\n$ cat first\nold\n```\n"
    first = sorted(path.name for path in (ROOT / "examples").iterdir())[0]
    assert rerun(page) == page.replace("old", first)


def test_a_block_that_names_a_file_is_written_there() -> None:
    page = "```text file=new/note.txt\nhello\n```\n\n```console\n$ cat new/note.txt\n```\n"
    assert rerun(page) == page.replace("note.txt\n```", "note.txt\nhello\n```")


def test_a_duration_alone_changes_no_page() -> None:
    page = "```console\n$ echo done in 2.5 s\ndone in 1.25 s\n```\n"
    assert rerun(page) == page


def test_a_mistake_in_kg_is_never_recorded() -> None:
    with pytest.raises(SessionError, match="exit code 4"):
        rerun("```console\n$ exit 4\n```\n")
