# ruff: noqa: E501 - a case a line

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from kg.config import DEFAULT_BASE, Config
from kg.iris import Names
from kg.store import open_store
from kg.web import Serving
from tests.sample import SAMPLE, TEXT
from tests.web.conftest import running

NAMES = Names(SAMPLE, DEFAULT_BASE)


def path(iri: str) -> str:
    return iri.replace(DEFAULT_BASE, "/id/")


def words(response: httpx.Response) -> str:
    """What a page says, as a reader sees it."""
    assert response.status_code == 200, response.text
    main = response.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


ARTICLE = path(NAMES.document)
ACCUSATION = path(NAMES.iri("c4"))
DENIAL = path(NAMES.iri("c5"))
DISPUTE = path(NAMES.dispute(SAMPLE.disputes[0]))


def test_the_first_page_counts_and_leads_on(browser_like: httpx.Client) -> None:
    shown = words(browser_like.get("/"))
    assert "2 articles" in shown
    assert "Turkey" in shown
    assert "Turkey diverts three grain ships" in shown


def test_an_article_keeps_every_word_of_its_text(browser_like: httpx.Client) -> None:
    text = browser_like.get(ARTICLE).text.partition('<div class="text">')[2].partition('<p class="key')[0]
    without_letters = re.sub(r'<span class="letter[^>]*>[A-Z]+</span>', "", text)
    shown = unescape(re.sub(r"<[^>]+>", "", without_letters))
    assert "".join(shown.split()) == "".join(TEXT.split())


def test_an_article_marks_sources_cues_contents_and_actors(browser_like: httpx.Client) -> None:
    text = browser_like.get(ARTICLE).text
    for role, said in (
        ("source", "Portugal"),
        ("cue", "accuses"),
        ("content", "three grain ships"),
        ("actor", "Turkey"),
    ):
        assert re.search(rf'class="p [^"]*\b{role}\b[^"]*"[^>]*>[^<]*{said}', text), role


def test_every_mention_has_a_place_that_its_iri_leads_to(browser_like: httpx.Client) -> None:
    text = browser_like.get(ARTICLE).text
    for mention in SAMPLE.mentions:
        assert f'id="char={mention.span.start},{mention.span.end}"' in text


def test_choosing_a_claim_shows_its_chain_and_its_answers(browser_like: httpx.Client) -> None:
    shown = words(browser_like.get(ARTICLE, params={"claim": ACCUSATION.rpartition("/")[2]}))
    chain = shown.partition("Through whom it is known")[2]
    order = [chain.index(who) for who in ("Harbour Courier", "two port officials", "Portugal")]
    assert order == sorted(order)
    assert "denied by" in shown
    assert "confidence 0.9" in shown


def test_choosing_words_shows_what_they_denote_and_name(browser_like: httpx.Client) -> None:
    shown = words(browser_like.get(ARTICLE, params={"at": str(TEXT.index("Lisbon"))}))
    assert "Portugal" in shown.partition("What the words denote")[2]
    assert "literally Lisbon" in shown


def test_the_claims_of_one_claimant_can_be_marked_alone(browser_like: httpx.Client) -> None:
    everybody = browser_like.get(ARTICLE).text
    letter = re.search(r'\?by=([A-Z])"><span[^>]*>[A-Z]</span> Turkey', everybody)
    assert letter is not None
    alone = words(browser_like.get(ARTICLE, params={"by": letter.group(1)}))
    assert "What Turkey says" in alone
    assert "Portugal accuse" not in alone.partition("What Turkey says")[2]
    assert "Portugal accuse" in words(browser_like.get(ARTICLE)).partition("Who says what")[2]


def test_a_claim_by_itself_shows_its_sentence(browser_like: httpx.Client) -> None:
    shown = words(browser_like.get(DENIAL))
    assert "Turkey denies the accusation ." in shown
    assert "diverting three grain ships" in shown


def test_a_dispute_shows_its_sides_beside_each_other(browser_like: httpx.Client) -> None:
    shown = words(browser_like.get(DISPUTE))
    holds, denies = shown.index("Says that it holds"), shown.index("Says that it does not hold")
    assert "Portugal" in shown[holds:denies]
    assert "Turkey" in shown[denies:]


def test_an_event_shows_who_takes_part_and_who_says_so(browser_like: httpx.Client) -> None:
    shown = words(browser_like.get(path(NAMES.iri("s4"))))
    assert "Turkey" in shown
    assert "Says that it holds" in shown and "Says that it does not hold" in shown


def test_an_actor_shows_what_it_says_and_what_is_said_of_it(browser_like: httpx.Client) -> None:
    shown = words(browser_like.get(path(NAMES.iri("a5"))))
    says, about = shown.index("What it says"), shown.index("What is said of it")
    assert "the accusation" in shown[says:about]
    assert "diverting three grain ships" in shown[about:]
    assert "Q43" in shown


def test_uncertain_bounds_are_drawn_as_such(browser_like: httpx.Client) -> None:
    drawn = browser_like.get("/timeline").text.partition("<svg")[2].partition("</svg>")[0]
    assert 'class="possible"' in drawn
    assert "the ships are released" in drawn


def test_a_timeline_of_another_time_is_empty_and_says_so(browser_like: httpx.Client) -> None:
    assert "Nothing is given a time" in words(browser_like.get("/timeline?since=1900-01-01&until=1900-02-01"))


def test_the_network_draws_and_lists_who_speaks_of_whom(browser_like: httpx.Client) -> None:
    response = browser_like.get("/network")
    assert re.search(r"<title>Portugal about Turkey: \d+</title>", response.text)
    assert "Portugal Turkey" in words(response)


@pytest.mark.parametrize(
    ("query", "there"),
    [("act=accuse", True), ("act=praise", False), ("since=2031-01-01", False), ("actor=Turkey", True), ("outlet=Portugal", False)],
)  # fmt: skip
def test_the_network_can_be_filtered(browser_like: httpx.Client, query: str, there: bool) -> None:
    assert ("Portugal about Turkey" in browser_like.get(f"/network?{query}").text) is there


def test_a_name_that_nobody_has_is_told_in_the_page(browser_like: httpx.Client) -> None:
    assert "no actor here is called 'Atlantis'" in words(browser_like.get("/network?actor=Atlantis"))


def test_a_saved_question_is_a_form_and_its_answer_a_table(browser_like: httpx.Client) -> None:
    form = browser_like.get("/ask/says-about")
    assert 'name="actor"' in form.text and "required" in form.text
    assert "Portugal" in words(browser_like.get("/ask/says-about", params={"actor": "Turkey"}))
    assert (
        "no actor here is called 'Atlantis'".lower()
        in words(browser_like.get("/ask/says-about", params={"actor": "Atlantis"})).lower()
    )


def test_the_editor_says_where_a_query_is_wrong(browser_like: httpx.Client) -> None:
    response = browser_like.get("/ask/sparql", params={"query": "SELECT *\nWHERE { ?x kg:claimant }"})
    assert 'data-line="2"' in response.text
    assert "line 2, column" in words(response)


def test_names_and_numbers_make_a_chart(browser_like: httpx.Client) -> None:
    query = "SELECT ?who (COUNT(*) AS ?n) { ?c kg:claimant/rdfs:label ?who } GROUP BY ?who"
    assert '<svg class="bars"' in browser_like.get("/ask/sparql", params={"query": query}).text


def test_search_finds_actors_by_other_names_claims_and_articles(browser_like: httpx.Client) -> None:
    shown = words(browser_like.get("/search?q=grain"))
    assert "Claims" in shown and "Articles" in shown
    assert "Turkey" in words(browser_like.get("/search?q=TURKEY"))
    assert "Nothing here has that word" in words(browser_like.get("/search?q=zzzz"))


def test_an_unknown_address_leads_on(browser_like: httpx.Client) -> None:
    response = browser_like.get("/id/entity/Q0")
    assert response.status_code == 404
    assert "Not here" in response.text and 'href="/search"' in response.text


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    folder = tmp_path / "kg-store"
    open_store(folder, write=True, create=True).close()
    with running(Serving(Config(store=folder), port=0, workers=2)) as address, httpx.Client(base_url=address) as client:
        for page, hint in (("/", "no article in the store yet"), ("/articles", "kg build"), ("/disputes", "denied"), ("/network", "Nobody says"), ("/timeline", "Nothing is given a time")):  # fmt: skip
            assert hint in client.get(page, headers={"Accept": "text/html"}).text, page


def test_pages_need_no_scripts_and_nothing_from_elsewhere(browser_like: httpx.Client) -> None:
    for page in ("/", ARTICLE, DISPUTE, "/network", "/timeline", "/ask/sparql", "/search?q=grain"):
        text = browser_like.get(page).text
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"', text)
        assert loaded and all(address.startswith("/static/") for address in loaded)
        assert not re.search(r"<[^>]+ on[a-z]+=", text) and not re.search(r"<[^>]+ style=", text)


def test_a_query_that_takes_too_long_is_not_lost(browser_like: httpx.Client) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    response = browser_like.get("/ask/sparql", params={"query": endless})
    assert response.status_code == 503
    main = response.text.partition("<main")[2]
    assert endless in unescape(main.partition("<textarea")[2].partition("</textarea>")[0])
    assert "took longer" in main


@pytest.mark.parametrize("query", ["CONSTRUCT { ?s a ?o } { ?s a ?o }", "SELECT ?s { ?s a kg:Claim }"])
def test_every_download_that_is_offered_is_there(browser_like: httpx.Client, query: str) -> None:
    shown = browser_like.get("/ask/sparql", params={"query": query}).text
    offered = re.findall(r'href="([^"]+)"', shown.partition("Download")[2].partition("</p>")[0])
    assert len(offered) >= 3
    for address in offered:
        answered = browser_like.get(unescape(address))
        assert answered.status_code == 200 and len(answered.content) > 100, address
