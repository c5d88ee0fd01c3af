"""Dossiers on real articles, opened in a real browser: what they say, how they fit, print, and are read out.

Debian's Chromium, driven by Playwright; skipped where either is missing. Screenshots are kept in the folder that
KG_SCREENSHOTS names.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.config import DEFAULT_BASE, Config
from kg.model import Article
from kg.pipeline import ArticleReader, Given, articles
from kg.queries.values import selector
from kg.rdf import quads
from kg.report import Dossier, make_dossier
from kg.report.html import write_html
from kg.store import ArticleStore
from tests.align.storyline import aligned, unaligned
from tests.report.conftest import hostile, store_of

playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright to test in a browser")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("no chromium here: install Debian's package chromium to test in a browser", allow_module_level=True)

ROOT = Path(__file__).parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip # noqa: E501
SIZES: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
}
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@cache
def istanbul() -> Dossier:
    """The article that the project starts from, by itself."""
    (article,) = articles([str(ROOT / "examples" / "istanbul-talks.txt")], Given(published="2025-10-28"))
    assert isinstance(article, Article)
    extraction, linked = ArticleReader(Config()).linked(article)
    store = ArticleStore(_stored(quads(extraction, DEFAULT_BASE, linked.names).nquads()))
    return make_dossier(store, store.articles()[0].iri)


def _stored(lines: bytes) -> Any:
    from pyoxigraph import RdfFormat, Store

    store = Store()
    store.load(lines, format=RdfFormat.N_QUADS)
    return store


def _most_told(store: ArticleStore) -> str:
    """A situation of the event that most wordings tell of."""
    rows = selector(store.oxigraph)(
        "PREFIX kg: <https://w3id.org/news-kg/ontology#> SELECT (SAMPLE(?s) AS ?one) { ?s kg:occurrence ?o } "
        "GROUP BY ?o ORDER BY DESC(COUNT(?s)) ?o LIMIT 1"
    )
    return next(iter(rows))[0]


@cache
def dossiers() -> dict[str, Dossier]:
    together = ArticleStore(aligned())
    return {
        "istanbul": istanbul(),
        "pakistan-aligned": make_dossier(together, "Pakistan", most=25, with_text=False),
        "attack-aligned": make_dossier(together, _most_told(together), most=12, with_text=False),
        "pakistan": make_dossier(ArticleStore(unaligned()), "Pakistan", most=25, with_text=False),
        "hostile": make_dossier(store_of(hostile()), hostile().actors[1].label),
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Name → the address of the page on disk."""
    folder = tmp_path_factory.mktemp("dossiers")
    shown = {name: dossier for name, dossier in dossiers().items() if name != "pakistan"}
    for name, dossier in shown.items():
        (folder / f"{name}.html").write_text(write_html(dossier), encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in shown}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


CHECKED = {
    "wide": ("attack-aligned", "hostile"),
    "dark": ("istanbul",),
    "phone": ("istanbul",),
}
"""What axe looks at: it takes seconds over a long page, and the pages are made of the same parts."""


def watched(page: Any) -> Any:
    """A page on which anything that is wrong by itself is noted: console, errors, requests."""
    page.faults = []
    page.on(
        "console", lambda message: page.faults.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda asked: page.faults.append(asked.url) if not asked.url.startswith("file:") else None)
    page.on("dialog", lambda dialog: (page.faults.append(dialog.message), dialog.dismiss()))
    return page


@pytest.mark.parametrize("size", SIZES)
def test_each_dossier_is_sound_and_fits(browser: Any, pages: dict[str, str], size: str) -> None:
    """No error, no request, nothing wider than the screen, and nothing that axe finds."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    context = browser.new_context(bypass_csp=True, **SIZES[size])
    page = watched(context.new_page())
    kept = os.environ.get("KG_SCREENSHOTS")
    for name, address in pages.items():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["viewport"]["width"], name
        if kept:
            page.screenshot(path=Path(kept) / f"dossier-{size}-{name}.png", full_page=True)
        if name not in CHECKED[size]:
            continue
        found = axe.Axe().run(page, options=RULES)
        assert not found.response["violations"], (name, [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found.response["violations"]])  # fmt: skip # noqa: E501
    assert not page.faults
    context.close()


def test_one_drawing_of_each_picture_is_shown_at_the_size_of_the_screen(browser: Any, pages: dict[str, str]) -> None:
    for size, shown in (("wide", "wide"), ("phone", "narrow")):
        context = browser.new_context(**SIZES[size])
        page = context.new_page()
        page.goto(pages["istanbul"])
        visible = page.locator("figure > div:visible")
        assert [one.get_attribute("class") for one in visible.all()] == [shown, shown]
        letters = page.evaluate(
            "[...document.querySelectorAll('figure svg text')].filter(t => t.getClientRects().length)"
            ".map(t => t.getBoundingClientRect().height)"
        )
        assert min(letters) > 9  # pixels: still to be read
        overflow = page.evaluate(
            "[...document.querySelectorAll('figure svg text')].filter(t => t.getClientRects().length)"
            ".filter(t => t.getBoundingClientRect().right > document.documentElement.clientWidth).length"
        )
        assert overflow == 0
        context.close()


def test_it_prints_on_white_paper_with_the_wide_pictures_and_no_contents(browser: Any, pages: dict[str, str]) -> None:
    context = browser.new_context(**SIZES["dark"])
    page = context.new_page()
    page.goto(pages["pakistan-aligned"])
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("nav").is_hidden()
    assert {one.get_attribute("class") for one in page.locator("figure > div:visible").all()} == {"wide"}
    written = page.pdf(prefer_css_page_size=True)
    assert written.startswith(b"%PDF-")
    assert 3 < len(re.findall(rb"/Type\s*/Page\b", written)) < 40
    if os.environ.get("KG_SCREENSHOTS"):
        (Path(os.environ["KG_SCREENSHOTS"]) / "dossier-print.pdf").write_bytes(written)
    context.close()


def test_from_a_dispute_to_the_words_of_the_article(browser: Any, pages: dict[str, str]) -> None:
    context = browser.new_context(**SIZES["wide"])
    page = watched(context.new_page())
    page.goto(pages["istanbul"])
    page.get_by_role("link", name="Disputes").click()
    camp = page.locator(".camp", has_text="Says that it is not so")
    camp.get_by_role("link", name="claim").click()
    statement = page.locator(".statement:target")
    assert "Taliban" in statement.inner_text()
    quoted = statement.locator("blockquote").inner_text()
    statement.get_by_role("link", name=re.compile("^article 1, paragraph")).click()
    passage = page.locator(".passage:target").inner_text()
    assert " ".join(passage.split()).startswith(" ".join(quoted.split())[:60])
    assert not page.faults
    context.close()


def test_the_istanbul_dossier_says_what_the_article_says(browser: Any, pages: dict[str, str]) -> None:
    context = browser.new_context(**SIZES["wide"])
    page = context.new_page()
    page.goto(pages["istanbul"])
    accusations = page.get_by_role("table", name=re.compile("arrows")).locator("tbody tr").all_inner_texts()
    assert any(re.match(r"Pakistan\s+accuses\s+Taliban", row) for row in accusations)
    assert any(re.match(r"Taliban\s+denies or rejects\s+Pakistan", row) for row in accusations)
    assert "sheltering TTP fighters" in page.locator("section", has=page.locator("#disputes")).inner_text()
    assert page.locator(".statement").count() == len(istanbul().statements) > 20
    context.close()


def test_aligned_articles_are_set_against_each_other_and_others_are_not(pages: dict[str, str]) -> None:
    del pages  # they are made of the same dossiers
    apart, together = dossiers()["pakistan"], dossiers()["pakistan-aligned"]
    assert any("not compared" in note for note in apart.provenance)
    assert any("were compared with each other" in note for note in together.provenance)
    assert len(together.disputes) > len(apart.disputes)
    assert any(dispute.reasons for dispute in together.disputes)
    across = {one.source for dispute in together.disputes for camp in dispute.camps for one in camp.statements}
    assert len(across) > 2
    told = ArticleStore(aligned())
    event = make_dossier(told, _most_told(told))
    assert len(event.subject.nodes) > 5
    assert len({one.source for one in event.statements}) >= 5


def test_hostile_words_are_shown_and_do_nothing(browser: Any, pages: dict[str, str]) -> None:
    context = browser.new_context(**SIZES["wide"])
    page = watched(context.new_page())
    page.goto(pages["hostile"])
    assert "<script>alert('x')</script>" in page.locator("blockquote").first.inner_text()
    assert not page.faults
    context.close()
