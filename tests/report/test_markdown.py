"""Markdown shows what articles say as it stands: read by a parser, it gives the words back."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

markdown_it = pytest.importorskip("markdown_it", reason="rich brings it")

from kg.report import Dossier  # noqa: E402 - after what may be missing
from kg.report.markdown import escaped, write_markdown  # noqa: E402
from kg.report.wording import one_line  # noqa: E402
from tests.report.conftest import HOSTILE  # noqa: E402

PARSER = markdown_it.MarkdownIt("commonmark").enable("table").enable("strikethrough")


def shown(markdown: str) -> str:
    """What a reader sees: comments gone, and character references read."""
    import html

    return html.unescape(re.sub(r"<!-- -->", "", PARSER.render(markdown)))


@settings(deadline=None)
@example("1. one")
@example("- a | b ~~c~~")
@example("# $x$ <script>")
@example("a_b__c **d** `e` \\ [f](g) ![h](i) &amp; https://x.example")
@example(HOSTILE)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=60))
def test_what_is_escaped_is_shown_as_it_stands(text: str) -> None:
    text = one_line(text)
    if text:
        found = shown(escaped(text)).strip().removeprefix("<p>").removesuffix("</p>")
        assert found.replace("\u2068", "").replace("\u2069", "") == text


def test_hostile_words_make_no_markup(hostile_dossier: Dossier) -> None:
    page = PARSER.render(write_markdown(hostile_dossier))
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:alert" not in "".join(re.findall(r'href="([^"]*)"', page))
    assert page.count("<h1>") == 1


def test_tables_have_their_columns_whatever_stands_in_them(hostile_dossier: Dossier) -> None:
    page = PARSER.render(write_markdown(hostile_dossier))
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    assert {len(re.findall(r"<t[hd]", row)) for row in rows} == {3, 4}


def test_links_within_lead_to_something(sample_article: Dossier) -> None:
    text = write_markdown(sample_article)
    anchors = set(re.findall(r'<a id="([^"]+)"></a>', text))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
    assert {f"claim-{one.number}" for one in sample_article.statements} <= anchors


def test_it_has_every_part(sample_article: Dossier) -> None:
    headings = re.findall(r"^## (.+)$", write_markdown(sample_article), re.MULTILINE)
    assert headings == [
        "Summary",
        "Timeline",
        "Who accuses whom",
        "Disputes",
        "Claims by side",
        "Open questions",
        "How this was made, and how far to trust it",
        "Articles",
    ]


def test_what_runs_from_right_to_left_keeps_to_itself() -> None:
    assert escaped("متحدث") == "\u2068متحدث\u2069"
