"""The limits that a dossier tells are those that the documentation measures."""

from __future__ import annotations

import re
from pathlib import Path

from kg.report import Dossier

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "how-well-it-reads.md"


def test_the_figures_are_those_that_were_measured(sample_article: Dossier) -> None:
    measured = sample_article.limits[0]
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    figures = re.findall(r"\w+ in ten|\.\d\d to \.\d\d", measured)
    assert len(figures) == 3
    for figure in figures:
        assert figure in page, "measured.toml tells other figures than the page"


def test_it_is_told_what_goes_wrong(sample_article: Dossier) -> None:
    assert len(sample_article.limits) > 3
