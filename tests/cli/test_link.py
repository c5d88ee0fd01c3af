"""``kg link``: decisions change the stored graph as a build from scratch would have them, and are never lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TALKS = """Talks between Norvia and Ruritania ended on Monday.

Ada Alm, a spokeswoman, denied that the port was closed. Congo denied it too, Ada Alm said."""
TRADE = (
    "Ada Alm said trade with Congo had stopped. Pakistan denied it, and the Pakistani Ministry of Defence said nothing."
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two articles and the store that was built of them: what tests copy."""
    from click.testing import CliRunner

    from kg.cli.group import cli

    folder = tmp_path_factory.mktemp("built")
    articles = [
        {"text": TALKS, "title": "Talks", "published": "2025-10-28", "publisher": "The Daily Norvia"},
        {"text": TRADE, "title": "Trade", "published": "2025-10-29T00:00:00Z"},
    ]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, articles)))
    words = ["--store", str(folder / "kg-store"), "build", str(folder / "articles.jsonl")]
    assert CliRunner().invoke(cli, words, prog_name="kg", env={"KG_DECISIONS": str(folder / "none")}).exit_code == 0
    return folder


@pytest.fixture
def kg(empty: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs kg in a folder that holds the two articles and their store."""
    for name in ("KG_DECISIONS", "KG_INDEX", "KG_ONLINE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KG_AUTHOR", "Eve")
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return empty


def status(kg: Run, name: str) -> list[str]:
    """Status and item of each link of that name."""
    lines = kg("link", "status", "--format", "csv").stdout.splitlines()[1:]
    return [" ".join(line.split(",")[1:3]).strip() for line in lines if line.startswith(f"{name},")]


def exported(kg: Run, store: str = "kg-store") -> str:
    return str(kg("--store", store, "export", "--format", "nquads").stdout)


def from_scratch(kg: Run) -> str:
    """What a build of the articles with the same decisions gives."""
    assert kg("--store", "new", "build", "articles.jsonl", "--decisions", "links.sssom.tsv").exit_code == 0
    return exported(kg, "new")


def test_an_accepted_item_is_in_the_graph_at_once_as_a_build_would_have_it(kg: Run) -> None:
    assert status(kg, "Ada Alm") == ["nil"]
    result = kg("link", "accept", "Ada Alm", "https://www.wikidata.org/wiki/Q990011", "--comment", "her page")
    assert result.exit_code == 0, result.output
    assert "2 articles changed" in result.stderr
    assert status(kg, "Ada Alm") == ["accepted Q990011"]
    assert "her page" in Path("links.sssom.tsv").read_text()
    assert exported(kg) == from_scratch(kg)


def test_what_was_decided_can_be_taken_back_without_a_trace(kg: Run) -> None:
    before = exported(kg)
    for words in (["accept", "Ada Alm", "Q990011"], ["nil", "Pakistan"], ["undo", "Ada Alm"], ["undo", "Pakistan"]):
        assert kg("link", *words).exit_code == 0
    assert exported(kg) == before


def test_a_decision_for_one_article_tells_two_people_of_one_name_apart(kg: Run) -> None:
    assert kg("link", "accept", "Ada Alm", "Q990011", "--article", "Talks").exit_code == 0
    assert status(kg, "Ada Alm") == ["accepted Q990011", "nil"]
    nodes = kg("sparql", 'SELECT DISTINCT ?n { ?n a kg:Person ; rdfs:label "Ada Alm" }', "--format", "csv").stdout
    assert len(nodes.splitlines()) == 3
    assert exported(kg) == from_scratch(kg)


def test_a_linked_node_is_corrected_by_the_name_that_articles_give_it(kg: Run) -> None:
    kg("link", "accept", "Ada Alm", "Q990011")
    assert kg("link", "accept", "Ada Alm", "Q990012").exit_code == 0
    assert status(kg, "Ada Alm") == ["accepted Q990012"]
    assert Path("links.sssom.tsv").read_text().count("Ada Alm\tPerson") == 1


def test_a_rejected_item_is_not_linked_any_more(kg: Run) -> None:
    assert kg("link", "reject", "Pakistan", "Q843").exit_code == 0
    assert status(kg, "Pakistan") == ["rejected"]
    assert exported(kg) == from_scratch(kg)
    assert kg("validate").exit_code == 0


def test_a_publisher_that_is_linked_keeps_the_name_it_was_given(kg: Run) -> None:
    name = "The Daily Norvia"
    shutil.copytree("kg-store", "first")
    Path("links.sssom.tsv").write_text(f"subject_label\tobject_id\tobject_label\n{name}\twd:Q990013\tNorvia Daily\n")
    assert "1 article changed" in kg("link").stderr
    assert status(kg, "Norvia Daily") == ["accepted Q990013"]
    assert "0 articles changed" in kg("link", "run").stderr
    assert exported(kg) == from_scratch(kg)
    assert kg("link", "undo", name).exit_code == 0
    assert not status(kg, "Norvia Daily")
    assert exported(kg) == exported(kg, "first")


def test_an_edited_file_is_honoured_by_the_next_run_and_the_next_build(kg: Run) -> None:
    Path("links.sssom.tsv").write_text("subject_label\tobject_id\nAda Alm\twd:Q990011\n")
    assert kg("link", "run").exit_code == 0
    assert status(kg, "Ada Alm") == ["accepted Q990011"]
    assert exported(kg) == from_scratch(kg)


def test_a_build_links_articles_again_that_have_been_decided_otherwise_since(kg: Run) -> None:
    untouched = kg("build", "articles.jsonl")
    assert "linked again" not in untouched.stderr
    for row in ("Ada Alm\twd:Q990011", "Ada Alm\tsssom:NoTermFound", "Pakistan\twd:Q990012", "Bo\twd:Q990011"):
        Path("links.sssom.tsv").write_text(f"subject_label\tobject_id\n{row}\n")
        assert "linked again" in kg("build", "articles.jsonl").stderr, row
        assert "linked again" not in kg("build", "articles.jsonl").stderr, row
        shutil.rmtree("new", ignore_errors=True)
        assert exported(kg) == from_scratch(kg), row


def test_a_malformed_file_stops_the_build_with_its_line(kg: Run) -> None:
    Path("links.sssom.tsv").write_text("subject_label\tobject_id\nAda Alm\tQueen\n")
    for words in (
        ["build", "articles.jsonl", "--again"],
        ["link", "run"],
        ["link", "nil", "Ada Alm"],
        ["evaluate", "x"],
    ):
        result = kg(*words)
        assert result.exit_code == 3, words
    assert "links.sssom.tsv:2" in kg("link", "run").stderr


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["accept", "Ada Alm", "Queen"], 2, "no Wikidata item"),
        (["accept", "Nobody Here", "Q5"], 2, "no actor here"),
        (["undo", "Ada Alm"], 2, "nothing has been decided"),
        (["nil", "Ada Alm", "--article", "None such"], 2, "no article"),
    ],
)
def test_mistakes_are_told(kg: Run, words: list[str], code: int, message: str) -> None:
    result = kg("link", *words)
    assert (result.exit_code, message in result.stderr) == (code, True), result.output
    assert not Path("links.sssom.tsv").exists()


def test_review_steps_through_doubtful_links_and_goes_on_where_it_was_left(kg: Run) -> None:
    waiting = kg("link", "status", "--only", "toReview", "--format", "csv").stdout.splitlines()[1:]
    assert len(waiting) >= 2
    first = kg("link", "review", input="x\ns\nq\n")
    assert first.exit_code == 0, first.output
    assert "none of a, 1" in first.stderr
    assert f"0 of {len(waiting)} decided" in first.stderr
    second = kg("link", "review", input="a\n")
    assert "Congo" in second.stdout and "Q97" in second.stdout
    assert f"1 of {len(waiting)} decided" in second.stderr
    third = kg("link", "review", input="n\n" * len(waiting))
    assert f"1/{len(waiting) - 1}" in third.stdout
    assert "No link waits" in kg("link", "review").stderr
    assert exported(kg) == from_scratch(kg)


def test_review_shows_the_sentence_and_what_the_items_are(kg: Run) -> None:
    shown = kg("link", "review", input="s\ns\n").stdout
    assert "“Congo denied it too, Ada Alm said.”" in shown or "trade with Congo had stopped" in shown
    assert "country" in shown


def test_without_a_network_the_rest_is_linked(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    Path("kg.toml").write_text('[mirror]\n"https://www.wikidata.org/w/api.php" = "http://127.0.0.1:9/api"\n')
    before = exported(kg)
    result = kg("build", "articles.jsonl", "--again", "--online")
    assert result.exit_code == 0, result.output
    assert exported(kg) == before


def test_links_below_another_base_or_of_another_extractor_are_left_alone(kg: Run) -> None:
    Path("kg.toml").write_text('base = "https://example.org/other/"\n')
    result = kg("link", "run")
    assert result.exit_code == 0
    assert "2 articles left as they were: it is named below another base" in result.stderr
