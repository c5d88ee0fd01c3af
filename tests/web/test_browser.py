"""The main paths in a real browser: Debian's Chromium, driven by Playwright. Skipped where either is missing.

Screenshots are kept in the folder that KG_SCREENSHOTS names.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode

from kg.config import DEFAULT_BASE, Config
from kg.iris import Names
from kg.link.decisions import DecisionFile, read_decisions
from kg.store import open_store
from kg.vocabulary import SCHEMA
from kg.web import Limits, Serving
from tests.sample import SAMPLE
from tests.web.conftest import HOSTILE_TITLE, TOKEN, hostile_article, running

playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright to test in a browser")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("no chromium here: install Debian's package chromium to test in a browser", allow_module_level=True)

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip # noqa: E501
SIZES: dict[str, dict[str, Any]] = {
    "wide": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
}
NAMES = Names(SAMPLE, DEFAULT_BASE)


def path(iri: str) -> str:
    return iri.replace(DEFAULT_BASE, "/id/")


ARTICLE = path(NAMES.document)
PAGES = {
    "home": "/",
    "articles": "/articles",
    "article": ARTICLE,
    "claim-in-article": f"{ARTICLE}?claim={path(NAMES.iri('c4')).rpartition('/')[2]}",
    "claim": path(NAMES.iri("c5")),
    "dispute": path(NAMES.dispute(SAMPLE.disputes[0])),
    "event": path(NAMES.iri("s4")),
    "actor": path(NAMES.iri("a5")),
    "disputes": "/disputes",
    "timeline": "/timeline",
    "network": "/network",
    "ask": "/ask",
    "question": "/ask/says-about?actor=Turkey",
    "editor": "/ask/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20a%20kg%3ADispute",
    "search": "/search?q=turkey",
    "hostile": path(hostile_article().iri),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page on which anything that is wrong by itself is noted: console, errors, requests that lead elsewhere."""
    context = browser.new_context(base_url=address, **SIZES["wide"])
    yield watched(context.new_page(), address)
    context.close()


def watched(page: Any, address: str) -> Any:
    page.faults = []
    page.on(
        "console", lambda message: page.faults.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda asked: page.faults.append(asked.url) if not asked.url.startswith(address) else None)
    page.on("dialog", lambda dialog: (page.faults.append(dialog.message), dialog.dismiss()))
    return page


@pytest.mark.parametrize("size", SIZES)
def test_each_page_is_sound_and_fits(browser: Any, address: str, size: str) -> None:
    """No error, no request that leaves this machine, nothing wider than the screen, and nothing that axe finds."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    context = browser.new_context(base_url=address, bypass_csp=True, **SIZES[size])
    page = watched(context.new_page(), address)
    kept = os.environ.get("KG_SCREENSHOTS")
    for name, where in PAGES.items():
        page.goto(where)
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["viewport"]["width"], name
        # in the dark only colours are others
        every = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        rules = {"runOnly": ["color-contrast", "link-in-text-block"] if size == "dark" else every}
        found = axe.Axe().run(page, options=rules)
        assert not found.response["violations"], (name, [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found.response["violations"]])  # fmt: skip # noqa: E501
        if kept:
            page.screenshot(path=Path(kept) / f"{size}-{name}.png", full_page=True)
    assert not page.faults
    context.close()


def test_reading_an_article_and_following_a_claim(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name=SAMPLE.article.title or "", exact=False).first.click()
    page.locator("a.p.cue", has_text="accuses").click()
    panel = page.locator("#panel")
    panel.get_by_text("Through whom it is known").wait_for()
    assert "claim=" in page.url
    assert page.evaluate("document.activeElement.id") == "panel"
    panel.locator(".plain").get_by_role("link", name="the accusation").click()
    page.get_by_role("heading", name="Turkey").wait_for()
    page.go_back()
    panel.get_by_text("Through whom it is known").wait_for()
    page.go_back()
    panel.get_by_role("heading", name="Who says what").wait_for()
    assert not page.faults


def test_asking_a_saved_question(page: Any) -> None:
    page.goto("/ask")
    page.get_by_role("link", name="Who says what about an actor or place?").click()
    page.get_by_role("combobox", name="Actor needed").fill("Turkey")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("cell", name="Portugal", exact=True).first.wait_for()
    assert "actor=Turkey" in page.url
    assert not page.faults


def test_writing_a_query_with_a_mistake_and_without(page: Any) -> None:
    page.goto("/ask/sparql")
    page.get_by_label("Query", exact=True).fill("SELECT ?s\nWHERE { ?s a kg:Dispute")
    page.get_by_label("Query", exact=True).press("Control+Enter")
    page.get_by_role("alert").wait_for()
    assert page.evaluate("document.activeElement.id") == "query"
    assert page.locator(".t-mistake").count() == 1
    page.get_by_label("Query", exact=True).fill("SELECT ?s WHERE { ?s a kg:Dispute }")
    page.get_by_role("button", name="Run").click()
    page.get_by_role("cell").first.wait_for()
    assert not page.faults


def test_the_editor_colours_and_completes(page: Any) -> None:
    page.goto("/ask/sparql")
    field = page.get_by_label("Query", exact=True)
    field.fill("")
    field.press_sequentially("SELECT ?claim { ?claim kg:claiman")
    options = page.get_by_role("listbox").get_by_role("option")
    options.first.wait_for()
    assert options.first.inner_text().startswith("kg:claimant")
    field.press("Enter")
    field.press_sequentially(" ?who . ?c")
    options.filter(has_text="?claim").wait_for()
    field.press("Escape")
    field.press_sequentially("laim a kg:Nothing }")
    assert page.locator(".t-keyword", has_text="SELECT").count() == 1
    assert page.locator(".t-unknown", has_text="kg:Nothing").count() == 1
    assert "".join(page.locator(".behind").inner_text().split()) == "".join(field.input_value().split())
    assert not page.faults


def test_an_answer_is_drawn_where_it_connects(page: Any) -> None:
    page.goto(
        "/ask/sparql?query=SELECT+%3Fwho+%3Fwhom+%7B+%3Fc+kg%3Aclaimant+%3Fwho+%3B+kg%3Acontent%2Fkg%3Aparticipant+%3Fwhom+%7D"
    )
    assert page.locator("svg.network a").count() > 2
    assert page.get_by_role("link", name="JSON", exact=True).get_attribute("href").startswith("/sparql?query=")
    assert not page.faults


def test_the_network_leads_to_an_actor(page: Any) -> None:
    page.goto("/network")
    page.locator("svg.network a", has_text="Turkey").first.click()
    page.get_by_role("heading", name="What it says").wait_for()
    assert not page.faults


def test_who_is_pointed_at_in_a_network_stands_out(page: Any) -> None:
    page.goto("/network")
    turkey = page.locator("svg.network a", has_text="Turkey").first
    turkey.locator("circle").hover()
    page.locator("svg.network.chosen path.near").first.wait_for(state="attached")
    assert page.locator("svg.network text.near", has_text="Portugal").count() == 1
    page.mouse.move(0, 0)
    page.locator("svg.network:not(.chosen)").wait_for()
    turkey.focus()
    page.locator("svg.network.chosen").wait_for()
    assert not page.faults


def test_a_drawing_can_be_skipped(page: Any) -> None:
    page.goto("/network")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Tab")
    assert page.locator("a.here").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#pairs') !== null")
    assert not page.faults


def test_everything_can_be_reached_with_the_keyboard(page: Any) -> None:
    page.goto(ARTICLE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className"))
    assert any("cue" in name for name in reached)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert not page.faults


def test_without_scripts_the_main_paths_work_as_well(browser: Any, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(ARTICLE)
    page.locator("a.p.cue", has_text="accuses").click()
    page.get_by_text("Through whom it is known").wait_for()
    page.goto("/search?q=turkey")
    page.get_by_role("link", name="Turkey").first.click()
    page.get_by_role("heading", name="What it says").wait_for()
    context.close()


def test_what_a_hostile_article_says_is_shown_and_not_run(page: Any) -> None:
    page.goto(PAGES["hostile"])
    assert HOSTILE_TITLE in page.locator("h1").inner_text()
    assert not page.faults


def test_a_link_and_a_finding_are_decided_with_a_click(browser: Any, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "kg-store")
    config = Config(store=tmp_path / "kg-store", author="Ada Alm")
    with open_store(config.store, write=True) as store:  # a document without a date is a finding
        for quad in list(store.oxigraph.quads_for_pattern(None, NamedNode(SCHEMA.datePublished), None, None)):
            store.oxigraph.remove(quad)
    serving = Serving(config, port=0, workers=2, token=TOKEN, write=True, limits=Limits(seconds=60))
    with running(serving) as address:
        context = browser.new_context(base_url=address, **SIZES["phone"])
        page = watched(context.new_page(), address)
        page.goto("/sign-in")
        page.get_by_label("token").fill(TOKEN)
        page.locator("main").get_by_role("button").first.click()
        page.wait_for_url("**/review")
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Decide").first.click()
        page.wait_for_url("**/review?told=*")
        page.get_by_label("Why it may stand").first.fill("an old leaflet")
        page.get_by_role("button", name="It may stand").first.click()
        page.get_by_text("that may stand", exact=False).first.wait_for()
        page.locator("summary", has_text="that may stand").click()
        assert page.get_by_text("Ada Alm", exact=False).first.is_visible()
        assert page.get_by_text("an old leaflet").is_visible()
        assert page.faults == []
        context.close()
    assert len(DecisionFile.read(config.decisions_file, config.base).standing()) == 1
    assert len(read_decisions(config.decisions_file, config.base)) == 1
