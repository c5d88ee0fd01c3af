"""Extractors of other packages: the one of the how-to page, installed as a package would be, and bad ones."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.group import cli
from kg.config import Config
from kg.errors import ExtractorError, UnknownNameError
from kg.extract import ArticleExtractor, extractor_names, open_extractor
from kg.extract.soundness import flaws
from kg.link import load_gazetteer
from kg.model import Actor, ActorKind, Article, Dispute, Extraction, Mention, Span
from kg.pipeline import ArticleReader
from tests.sample import SAMPLE

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "write-an-extractor.md"
TRANSCRIPT = Article("Amina Sesay: The bridge is closed.\n(Laughter)\nJonas Brandt: It was never open.\n")
BAD = """
from dataclasses import replace
from kg.model import Extraction, Mention, Span

not_a_function = "extract"

def breaks(article):
    return article.text.no_such_thing

def nothing(article):
    return None

def dangling(article):
    return Extraction(article, mentions=(Mention(Span(0, 3), "a7"),))

def other(article):
    return Extraction(replace(article, text="another text"))
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on Python's path with two installed packages: the page's, and one of extractors that go wrong."""
    code = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    install(tmp_path, "transcripts", code[1], {"transcripts": "extract"})
    names = ("not_a_function", "breaks", "nothing", "dangling", "other", "missing")
    install(tmp_path, "bad_extractors", BAD, {name.replace("_", "-"): name for name in names})
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def install(site: Path, package: str, code: str, extractors: dict[str, str]) -> None:
    (site / f"{package}.py").write_text(code, encoding="utf-8")
    metadata = site / f"{package}-1.2.dist-info"
    metadata.mkdir()
    metadata.joinpath("METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2\n", encoding="utf-8"
    )
    lines = [f"{name} = {package}:{function}" for name, function in extractors.items()]
    metadata.joinpath("entry_points.txt").write_text("\n".join(["[news_kg.extractors]", *lines, ""]), encoding="utf-8")


def opened(name: str) -> ArticleExtractor:
    return open_extractor(name, load_gazetteer())


@pytest.mark.usefixtures("site")
def test_the_built_in_one_is_always_there_and_the_default() -> None:
    assert extractor_names()[0] == Config().extractor == "news-kg"
    assert "transcripts" in extractor_names()


@pytest.mark.usefixtures("site")
def test_the_pages_extractor_reads_a_transcript_into_a_graph_that_conforms() -> None:
    reader = ArticleReader(Config(extractor="transcripts"))
    done = reader.read(TRANSCRIPT)
    assert reader.name == "transcripts / transcripts 1.2"
    assert done.counts["claims"] == 2
    assert done.report.conforms()
    said = {quad.object.value for quad in done.graph.quads if quad.predicate.value.endswith("#exact")}
    assert {"Amina Sesay", "It was never open."} <= said


@pytest.mark.usefixtures("site")
def test_who_reads_is_told_in_the_extraction() -> None:
    assert opened("transcripts").extract(TRANSCRIPT).extractor == "transcripts / transcripts 1.2"


def test_the_command_reads_with_it_in_other_processes_too(site: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TRANSCRIPT.text * 3, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Lena Okafor: " + "We will meet again. " * 10, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(site), "KG_STORE": str(tmp_path / "store")}
    build = [sys.executable, "-m", "kg", "build", "a.txt", "b.txt", "--extractor", "transcripts", "--workers", "2"]
    done = subprocess.run(build, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Stored 2 articles with 3 actors, 7 claims" in done.stderr


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing", "cannot be loaded: AttributeError"),
        ("not-a-function", "is no function: bad_extractors:not_a_function"),
    ],
)
def test_what_cannot_be_loaded_says_so(name: str, message: str) -> None:
    with pytest.raises(ExtractorError, match=message):
        opened(name)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("breaks", "'breaks' failed: AttributeError"),
        ("nothing", "gave NoneType, not an Extraction"),
        ("dangling", "a mention names 'a7', and there is no such thing"),
        ("other", "it is of another article"),
    ],
)
def test_what_goes_wrong_while_reading_is_the_extractors_and_named(name: str, message: str) -> None:
    with pytest.raises(ExtractorError, match=message):
        opened(name).extract(TRANSCRIPT)


@pytest.mark.usefixtures("site")
def test_a_name_that_nobody_registered_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as caught:
        opened("transcript")
    assert "transcripts" in str(caught.value.remedy)


def test_a_typo_in_the_setting_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kg.toml").write_text('extractor = "news-gk"\n', encoding="utf-8")
    Path("a.txt").write_text("A text to read.\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["build", "a.txt"], prog_name="kg")
    assert result.exit_code == 2
    assert "KG012: no extractor is called 'news-gk'" in result.output


def test_what_we_read_ourselves_holds_together() -> None:
    assert flaws(SAMPLE, SAMPLE.article) == []


def test_each_kind_of_flaw_is_found() -> None:
    article = Article("Nobody spoke.")
    extraction = Extraction(
        article,
        actors=(Actor("a", "Nobody", ActorKind.PERSON, affiliated_with=("b",)), Actor("a", "No one", ActorKind.PERSON)),
        mentions=(Mention(Span(0, 99), "a"),),
        disputes=(Dispute("s", ("c",)),),
    )
    assert flaws(extraction, article) == [
        "the id 'a' is given 2 times",
        "actor 'a' names 'b', and there is no such actor",
        "a mention lies at 0–99, and the text ends at 13",
        "a dispute names 's', and there is no such situation",
        "a dispute names 'c', and there is no such claim",
    ]


@pytest.mark.parametrize("relation", ["reports", "denies", "rejects", "accepts", "confirms", "restates"])
def test_a_relation_to_a_claim_that_is_not_there_is_found(relation: str) -> None:
    first, *others = SAMPLE.claims
    astray = replace(SAMPLE, claims=(replace(first, **{relation: ("c99",)}), *others))  # type: ignore[arg-type]
    assert flaws(astray, SAMPLE.article) == [f"claim {first.id!r} names 'c99', and there is no such claim"]
