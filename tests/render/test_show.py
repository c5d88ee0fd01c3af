from __future__ import annotations

import io

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.config import DEFAULT_BASE
from kg.queries.names import Select, resolve
from kg.queries.values import selector
from kg.rdf import quads
from kg.render.show import Card, Section, describe, write_card
from kg.vocabulary import KG
from tests.sample import SAMPLE

ACCUSATION = "Portugal: accuse – diverting three grain ships"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(quads(SAMPLE, DEFAULT_BASE).nquads(), format=RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def select(store: Store) -> Select:
    return selector(store)


def card(name: str, select: Select) -> Card:
    return describe(resolve(name, select, ("actor", "article", "situation", "claim")), select)


def section(found: Card, title: str) -> list[str]:
    return [line.partition("\n")[0] for section in found.sections if section.title == title for line in section.lines]


def test_an_actor_comes_with_its_link_and_its_claims(select: Select) -> None:
    found = card("Turkey", select)
    assert (found.label, found.kind) == ("Turkey", "geopolitical entity")
    assert dict(found.facts)["Wikidata"] == "wd:Q43 accepted (curated, score 1)"
    assert section(found, "Claims by it") == ["Turkey: deny – the accusation", "Turkey: refuse – the demand"]
    assert ACCUSATION in section(found, "Claims about it")
    assert section(found, "Those who speak for it or belong to it") == ["the Turkish delegation – acts for it"]


def test_candidates_are_shown_where_somebody_has_to_choose(select: Select) -> None:
    link = dict(card("Ministry of Maritime Affairs", select).facts)["Wikidata"]
    assert link == "to be reviewed (index, score 0.31); candidate wd:Q169217 Ministry of Defence"


def test_a_claim_comes_with_its_words_marked(select: Select) -> None:
    words = section(card(ACCUSATION, select), "Words")
    assert words[0].endswith("that [Portugal] {accuses} Turkey of <diverting three grain ships>.")
    assert words[-1] == "marks: [source] {cue} <content>"


def test_an_interrupted_quotation_is_marked_in_both_parts(select: Select) -> None:
    label = "Maria Duarte: assert – “The harbour is calm,” … “and it will stay open.”"
    words = section(card(label, select), "Words")[0]
    assert words == "<“The harbour is calm,”> [Duarte] {said} on Tuesday, <“and it will stay open.”>"


def test_a_claim_comes_with_the_chain_from_the_article_to_it(select: Select) -> None:
    assert section(card(ACCUSATION, select), "Through whom it is known") == [
        "Northern Wire – assert (in the article's own voice)",
        "  Harbour Courier – report (“reported”)",
        "    two port officials – assert (“citing”)",
        "      Portugal – accuse (“accuses”)  ← this claim",
    ]


def test_a_claim_in_the_middle_shows_what_it_passes_on(select: Select) -> None:
    chain = section(
        card("Harbour Courier: report – Portugal accuses Turkey of diverting three grain ships", select),
        "Through whom it is known",
    )
    assert chain[1].endswith("← this claim")
    assert chain[3] == "      Portugal – accuse (“accuses”)"


def test_a_claim_comes_with_its_answers(select: Select) -> None:
    assert section(card(ACCUSATION, select), "Answers") == ["denied by Turkey: deny – the accusation"]
    assert section(card("Turkey: deny – the accusation", select), "Answers") == [f"denies {ACCUSATION}"]


def test_a_situation_is_shown_as_what_is_claimed_not_as_a_fact(select: Select) -> None:
    found = card("Turkey diverts three grain ships", select)
    assert section(found, "Who says so") == [f"holds – {ACCUSATION}", "does not hold – Turkey: deny – the accusation"]
    assert dict(found.facts)["event type"] == "COERCE"


def test_an_article_lists_who_speaks(select: Select) -> None:
    found = card("Grain ships divide Portugal and Turkey", select)
    assert "Maria Duarte – 3 claims" in section(found, "Who speaks in it")
    assert section(found, "Disputes") == ["Turkey diverts three grain ships"]


def test_a_dispute_has_two_sides(select: Select) -> None:
    found = card("dispute: Turkey diverts three grain ships", select)
    assert len(section(found, "Sides")) == 2


def test_a_circle_of_claims_ends(store: Store) -> None:
    broken = Store()
    broken.extend(store)
    iri = resolve(ACCUSATION, selector(broken), ("claim",))
    graph = NamedNode(iri.partition("/claim/")[0])
    top = resolve(
        "two port officials: assert – Portugal accuses Turkey of diverting three grain ships",
        selector(broken),
        ("claim",),
    )
    broken.add(Quad(NamedNode(iri), NamedNode(KG.reportsClaim), NamedNode(top), graph))
    assert section(describe(iri, selector(broken)), "Through whom it is known")


def test_a_card_fits_the_page_and_keeps_iris_whole() -> None:
    iri = "https://w3id.org/news-kg/id/doc/e57b8117fadb18ab/claim/1047-1054"
    found = Card("label " * 30, "claim", iri, (("role", "words " * 30),), (Section("One", (f"{'a b ' * 30}\n{iri}",)),))
    out = io.StringIO()
    write_card(found, out, 80)
    assert max(map(len, out.getvalue().splitlines())) <= 80
    assert out.getvalue().count(iri) == 2
