"""Findings that people let stand: what is known of them, and what is not let stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.config import Config
from kg.errors import DecisionsError, RequestError
from kg.link.decisions import DecisionFile, Standing, read_decisions
from kg.reviewing import decide, reviewed
from kg.validation import Finding, Severity, ValidationReport
from kg.vocabulary import KGS_NS

CONFIG = Config()
UNDATED = Finding(
    Severity.INFO,
    KGS_NS + "Document-dated",
    "The document has no date of publication.",
    "Relative times have no bounds.",
    CONFIG.base + "doc/1",
    'document "Grain\tships"',
)
OTHER = replace(UNDATED, focus=CONFIG.base + "doc/2")
ODD = replace(UNDATED, severity=Severity.WARNING, shape=KGS_NS + "Claim-odd", focus="https://elsewhere.example/c")
WRONG = replace(UNDATED, severity=Severity.VIOLATION)
NAMELESS = replace(UNDATED, focus="_:b1")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(store=tmp_path / "kg-store", author="Ada Alm")


def waiting(config: Config, *findings: Finding) -> list[Finding]:
    return list(reviewed(ValidationReport(findings, 2), config).waiting.findings)


def test_nothing_stands_that_nobody_looked_at(config: Config) -> None:
    assert waiting(config, UNDATED, OTHER) == [UNDATED, OTHER]
    assert not config.decisions_file.exists()


def test_what_may_stand_no_longer_waits_until_it_is_looked_at_again(config: Config) -> None:
    decide(UNDATED, config, stands=True, comment="an old\npamphlet")
    decide(ODD, config, stands=True)
    assert waiting(config, UNDATED, OTHER, ODD) == [OTHER]
    found = reviewed(ValidationReport((UNDATED, OTHER), 2), config)
    assert found.waiting.documents == 2
    ((finding, standing),) = found.stands
    assert finding == UNDATED
    assert (standing.author, standing.comment, standing.day) == ("Ada Alm", "an old pamphlet", date.today().isoformat())
    decide(UNDATED, config, stands=False)
    assert waiting(config, UNDATED, OTHER, ODD) == [UNDATED, OTHER]


def test_deciding_twice_leaves_one_row(config: Config) -> None:
    for _ in range(2):
        decide(UNDATED, config, stands=True)
    assert len(DecisionFile.read(config.decisions_file, config.base).standing()) == 1


def test_the_same_node_read_as_something_else_waits(config: Config) -> None:
    decide(UNDATED, config, stands=True)
    assert waiting(config, replace(UNDATED, focus_label="document “Another”")) != []
    assert waiting(config, replace(UNDATED, shape=KGS_NS + "Document-title")) != []


@pytest.mark.parametrize("finding", [WRONG, NAMELESS])
def test_what_makes_a_graph_wrong_never_stands(config: Config, finding: Finding) -> None:
    with pytest.raises(RequestError, match="cannot stand"):
        decide(finding, config, stands=True)
    file = DecisionFile.read(config.decisions_file, config.base)
    file.let_stand(Standing(finding.focus, finding.focus_label, finding.shape))
    file.save()
    assert waiting(config, finding) == [finding]


def test_links_and_findings_share_a_file_that_people_may_edit(config: Config) -> None:
    config.decisions_file.write_text(
        "# ours\nsubject_id\tsubject_label\tpredicate_id\tobject_id\tcomment\n"
        "\tBo Berg\tskos:exactMatch\twd:Q12\tkeep\n"
        f'<{UNDATED.focus}>\tdocument ""Grain ships""\tsh:sourceShape\tkgs:Document-dated\t\n'.replace('""', '"'),
        encoding="utf-8",
    )
    assert waiting(config, UNDATED, OTHER) == [OTHER]
    before = config.decisions_file.read_text(encoding="utf-8")
    decide(OTHER, config, stands=True)
    assert config.decisions_file.read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    assert len(read_decisions(config.decisions_file, config.base)) == 1
    assert waiting(config, UNDATED, OTHER) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("\tx\tsh:sourceShape\tkgs:Document-dated\t", "which finding"),
        ("kgid:doc/1\tx\tsh:sourceShape\twd:Q1\t", "which finding"),
        ("kgid:doc/1\tx\tsh:sourceShape\tkgs:Document-dated\tNot", "predicate_modifier"),
    ],
)
def test_a_row_that_says_nothing_is_an_error_with_its_line(config: Config, row: str, message: str) -> None:
    heading = "subject_id\tsubject_label\tpredicate_id\tobject_id\tpredicate_modifier\n"
    config.decisions_file.write_text(heading + row + "\n", encoding="utf-8")
    with pytest.raises(DecisionsError) as caught:
        waiting(config, UNDATED)
    assert caught.value.location is not None and caught.value.location.line == 2
    assert message in caught.value.message + str(caught.value.remedy)
