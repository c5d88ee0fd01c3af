"""The page needs nothing but itself, leads nowhere that is not there, and shows what is hostile without running it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from kg.report import Dossier, make_dossier
from kg.report.html import write_html
from kg.store import ArticleStore
from tests.report.conftest import ARABIC, HOSTILE, store_of
from tests.sample import SAMPLE, TEXT


class Page(HTMLParser):
    """A page's elements and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [told[attribute] or "" for _, told in self.elements if attribute in told]


@pytest.fixture(params=["sample_article", "sample_actor", "hostile_dossier"])
def page(request: pytest.FixtureRequest) -> Page:
    return Page(write_html(request.getfixturevalue(request.param)))


def test_nothing_is_loaded_and_nothing_runs(page: Page) -> None:
    tags = {tag for tag, _ in page.elements}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form", "base", "image"})
    assert page.values("src") == []
    assert not [name for _, told in page.elements for name in told if name.startswith("on")]
    style = page.text
    assert not re.search(r"url\(\s*['\"]?(?!#)|@import|@font-face", style.partition("Dossier on")[0])


def test_names_are_unique_and_links_lead_to_something(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for target in page.values("href") + page.values("xlink:href"):
        if target.startswith("#"):
            assert target[1:] in ids
        else:
            assert target.startswith(("https://", "http://"))
    for told in page.values("aria-labelledby"):
        assert told in ids


def test_every_claim_stands_there_once_with_its_words(sample_article: Dossier) -> None:
    html = write_html(sample_article)
    assert html.count('class="statement"') == len(sample_article.statements)
    text = " ".join(Page(html).text.split())
    for one in sample_article.statements:
        assert "".join(piece.text for piece in one.quote).strip() in text


def test_a_quotation_leads_to_its_sentence_in_the_text_and_on_the_web(sample_article: Dossier) -> None:
    html = write_html(sample_article)
    (denial,) = (one for one in sample_article.statements if one.act == "deny")
    assert f'href="#source-1-{denial.anchor}"' in html
    passage = html.partition(f'id="source-1-{denial.anchor}">')[2]
    assert passage.startswith(TEXT[denial.anchor :].partition(".")[0].replace("'", "&#39;"))
    assert f'href="{SAMPLE.article.url}#:~:text=Turkey%20denies%20the%20accusation."' in html


def test_what_is_hostile_is_shown_as_it_stands(hostile_dossier: Dossier) -> None:
    html = write_html(hostile_dossier)
    page = Page(html)
    assert HOSTILE in page.text
    assert "49" not in {word.strip("|*`$") for word in page.text.split()}
    assert "javascript:" not in "".join(page.values("href"))
    assert f"<bdi>{ARABIC}</bdi>" in html
    assert "\x01" not in html


def test_pictures_say_what_they_show_and_follow_the_colours_of_the_page(sample_article: Dossier) -> None:
    html = write_html(sample_article)
    pictures = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(pictures) == 4  # each wide and narrow
    for picture in pictures:
        assert 'role="img"' in picture
        assert re.search(r"<title [^>]*>(Timeline|Network) of \d", picture)
        assert "var(--ink)" in picture
        assert not re.search(r"(?<!&)#[0-9a-f]{6}\b", picture.replace("#000000", ""))
    assert all("var(--" not in picture for picture in re.findall(r"<svg.*?</svg>", write_html(sample_article, for_paper=True)))  # fmt: skip # noqa: E501


def test_the_same_dossier_gives_the_same_bytes_and_no_date(sample_actor: Dossier) -> None:
    again = make_dossier(store_of(SAMPLE), "Turkey")
    assert write_html(sample_actor) == write_html(again)
    assert "dc:date" not in write_html(sample_actor)


def test_a_dossier_without_claims_is_short_and_says_so(sample_store: ArticleStore) -> None:
    html = write_html(make_dossier(sample_store, "port of Setúbal"))
    assert "<h1><bdi>port of Setúbal</bdi></h1>" in html
    quiet = write_html(make_dossier(sample_store, "dock workers"))
    assert 'id="claims"' in quiet


def test_without_texts_quotations_lead_to_their_article(sample_store: ArticleStore) -> None:
    page = Page(write_html(make_dossier(sample_store, "Turkey", with_text=False)))
    assert "#source-1" in page.values("href")
    assert {target[1:] for target in page.values("href") if target.startswith("#")} <= set(page.values("id"))
