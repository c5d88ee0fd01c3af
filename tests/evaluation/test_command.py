"""``kg evaluate``: figures on stdout, what is below a bar on stderr, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.group import cli

ARTICLE = Path(__file__).parents[1] / "gold" / "naira_rate.gold.json"


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(cli, ["evaluate", *map(str, words)], prog_name="kg")


def test_tables_are_printed_and_nothing_is_stored(kg: Callable[..., Result], tmp_path: Path) -> None:
    result = kg(ARTICLE, "--show")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("1 article\n")
    assert "precision" in result.stdout
    assert result.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_figure_below_its_bar_ends_with_1_and_says_which(kg: Callable[..., Result]) -> None:
    result = kg(ARTICLE, "--min", "1", "--min-claimant", "0", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["total"]["tallies"]["claims"]["gold"] == 20
    assert "is below --min 1" in result.stderr
    assert "claimant" not in result.stderr


def test_a_bar_for_what_the_gold_does_not_have_is_wrong_use(kg: Callable[..., Result]) -> None:
    result = kg(ARTICLE, "--min-triples", "0.5")
    assert result.exit_code == 2
    assert "KG013: --min-triples: this gold has no triples" in result.stderr


def test_other_gold_has_its_own_main_figure(kg: Callable[..., Result], tmp_path: Path) -> None:
    text = "Portugal accused Turkey of seizing three ships."
    spans = [{"role": "SRC", "start": 0, "end": 8}, {"role": "TAR", "start": 17, "end": 23}]
    row = {"id": "1", "text": text, "event_plover": "ACCUSE", "spans": spans}
    (tmp_path / "one.jsonl").write_text(json.dumps(row), encoding="utf-8")
    result = kg("one.jsonl", "--min", "0.1", "--min-triples", "1")
    assert result.exit_code == 0, result.stderr
    assert "event types" in result.stdout


def test_mistakes_are_told_without_a_traceback(kg: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text('{"a": 1}', encoding="utf-8")
    for words, code, message in (
        (("odd.json",), 3, "KG022: unknown form of gold"),
        (("none.json",), 3, "KG020"),
        ((ARTICLE, "--format", "yaml"), 2, "KG011"),
        ((ARTICLE, "--min", "7"), 2, "7"),
        ((), 2, "GOLD"),
    ):
        result = kg(*words)
        assert (result.exit_code, result.stdout) == (code, "")
        assert message in result.stderr
