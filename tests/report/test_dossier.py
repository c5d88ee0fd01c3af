"""What a dossier says is what the articles say, and every quotation leads back to its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from kg.align.found import Basis, Found, Relation
from kg.align.writing import dispute_quads, found_quads
from kg.config import DEFAULT_BASE
from kg.iris import Names
from kg.model import Article, Extraction
from kg.report import Dossier, make_dossier
from kg.report.dossier import Statement
from kg.store import ArticleStore
from tests.report.conftest import store_of
from tests.sample import CLAIMS, SAMPLE, TEXT

NAMES = Names(SAMPLE, DEFAULT_BASE)


def claim(dossier: Dossier, local_id: str) -> Statement:
    return next(one for one in dossier.statements if one.iri == NAMES.iri(local_id))


def test_an_article_s_dossier_has_all_claims_but_those_that_only_pass_others_on(sample_article: Dossier) -> None:
    own = {NAMES.iri(one.id) for one in CLAIMS if one.cue or not one.reports}
    assert {one.iri for one in sample_article.statements} == own


def test_quotations_stand_in_the_article_where_they_are_said_to(sample_article: Dossier) -> None:
    paragraphs = TEXT.split("\n\n")
    for one in sample_article.statements:
        quote = "".join(piece.text for piece in one.quote)
        assert quote in TEXT
        assert TEXT[one.anchor :].startswith(quote)
        assert one.anchor <= one.start < one.end <= one.anchor + len(quote)
        assert quote in paragraphs[one.paragraph - 1]
        marked = " ".join(piece.text for piece in one.quote if piece.role == "content")
        assert marked
        assert all(part in one.words for part in marked.split())


def test_a_chain_is_told_from_the_article_inwards(sample_article: Dossier) -> None:
    through = claim(sample_article, "c4").chain
    assert [link.who for link in through] == ["Northern Wire", "Harbour Courier", "two port officials"]
    assert [link.cue for link in through] == ["", "reported", "citing"]


def test_answers_are_told_on_both_sides(sample_article: Dossier) -> None:
    assert ("denies", NAMES.iri("c4")) in claim(sample_article, "c5").answers
    assert ("denied by", NAMES.iri("c5")) in claim(sample_article, "c4").answers
    assert ("rejected by", NAMES.iri("c11")) in claim(sample_article, "c9").answers


def test_claims_stand_under_whom_the_claimant_speaks_for(sample_article: Dossier) -> None:
    sides = {side.label: {one.who for one in side.statements} for side in sample_article.sides}
    assert sides["Turkey"] == {"Turkey", "a source close to the Turkish delegation"}
    assert sides["Ministry of Maritime Affairs"] == {"Maria Duarte"}
    assert sides["Portugal"] == {"Portugal"}
    assert list(sides)[-1] == "The outlets’ own words"


def test_an_actor_s_own_side_stands_first(sample_actor: Dossier) -> None:
    assert sample_actor.sides[0].label == "Turkey"


def test_an_actor_s_dossier_has_what_it_says_what_is_said_of_it_and_the_answers(sample_actor: Dossier) -> None:
    wanted = {"c4", "c5", "c9", "c11", "c15"}
    assert {NAMES.iri(one) for one in wanted} <= {one.iri for one in sample_actor.statements}
    assert NAMES.iri("c17") not in {one.iri for one in sample_actor.statements}


def test_who_accuses_whom(sample_article: Dossier) -> None:
    told = {(one.kind, one.side, one.against) for one in sample_article.accusations}
    assert told == {
        ("accuses", "Portugal", "Turkey"),
        ("threatens", "Ministry of Maritime Affairs", "Turkey"),
        ("denies", "Turkey", "Portugal"),
        ("denies", "Turkey", "Ministry of Maritime Affairs"),
    }


def test_a_dispute_has_its_positions_side_by_side(sample_article: Dossier) -> None:
    (dispute,) = sample_article.disputes
    assert dispute.matter == "Turkey diverts three grain ships"
    assert [(camp.title, [one.who for one in camp.statements]) for camp in dispute.camps] == [
        ("Says that it is so", ["Portugal"]),
        ("Says that it is not so", ["Turkey"]),
    ]


def test_open_questions_are_what_nobody_answers(sample_article: Dossier) -> None:
    questions = {question.title: question for question in sample_article.questions}
    alone = questions["What rests on a single source without a name?"]
    assert [one.iri for one in alone.statements] == [NAMES.iri("c15")]
    assert "Which demands has nobody answered?" not in questions  # the demand was rejected
    assert "Which accusations has nobody answered?" not in questions


def test_a_demand_without_its_refusal_is_open() -> None:
    unanswered = replace(SAMPLE, claims=tuple(one for one in CLAIMS if one.id not in ("c11", "c12", "c5", "c6")))
    unanswered = replace(unanswered, disputes=())
    dossier = make_dossier(store_of(unanswered), "Turkey")
    open_ones = {question.title: [one.who for one in question.statements] for question in dossier.questions}
    assert open_ones["Which demands has nobody answered?"] == ["Maria Duarte"]
    assert open_ones["Which accusations has nobody answered?"] == ["Portugal"]
    assert dossier.disputes == ()


def test_the_timeline_goes_from_the_earliest_with_the_words_of_the_article(sample_article: Dossier) -> None:
    told = [(one.words, one.earliest[:10], one.latest[:10]) for one in sample_article.timeline]
    assert told[0] == ("Monday", "2026-03-09", "2026-03-09")
    assert ("by Friday", "2026-03-10", "2026-03-13") in told
    assert [one.kind for one in sample_article.timeline].count("publication") == 1


def test_figures_count_what_is_told(sample_article: Dossier) -> None:
    figures = {fact.name: fact.value for fact in sample_article.figures}
    assert figures["Claims"] == str(len(sample_article.statements))
    assert figures["Accusations"] == "1"
    assert figures["Disputes"] == "1"
    assert sample_article.lead.startswith(f"{len(sample_article.statements)} claims, ")


def test_it_is_told_that_articles_were_not_compared() -> None:
    second = replace(SAMPLE.article, url="https://elsewhere.example/2", published=datetime(2026, 3, 11, tzinfo=UTC))
    dossier = make_dossier(store_of(SAMPLE, replace(SAMPLE, article=second)), "Turkey")
    assert len(dossier.sources) == 2
    assert any("were not compared" in note for note in dossier.provenance)


def test_only_the_latest_claims_are_told_where_there_are_more() -> None:
    second = replace(SAMPLE.article, url="https://elsewhere.example/2", published=datetime(2026, 3, 11, tzinfo=UTC))
    store = store_of(SAMPLE, replace(SAMPLE, article=second))
    everything = make_dossier(store, "Turkey")
    fewer = make_dossier(store, "Turkey", most=3)
    assert len([one for one in fewer.statements if not one.opposing]) == 3
    assert {one.published[:10] for one in fewer.statements if not one.opposing} == {"2026-03-11"}
    assert any(f"Of {len(everything.statements)} claims" in note for note in fewer.provenance)


def test_only_claims_of_a_period_are_told() -> None:
    """Of three articles, one later and one without a date; what stands against a claim is told whenever it was."""
    later = replace(SAMPLE.article, url="https://elsewhere.example/2", published=datetime(2026, 3, 20, tzinfo=UTC))
    undated = replace(SAMPLE.article, url="https://elsewhere.example/3", published=None)
    store = store_of(SAMPLE, replace(SAMPLE, article=later), replace(SAMPLE, article=undated))
    march = datetime(2026, 3, 15, tzinfo=UTC)
    for period, days in (({"since": march}, {"2026-03-20"}), ({"until": march}, {"2026-03-10"})):
        dossier = make_dossier(store, "Turkey", **period)
        assert {one.published[:10] for one in dossier.statements} == days
        assert len(dossier.sources) == 1
        assert any("15 March 2026" in note for note in dossier.provenance)
    assert {one.published[:10] for one in make_dossier(store, "Turkey").statements} == {"2026-03-10", "2026-03-20", ""}
    none = make_dossier(store, "Turkey", since=datetime(2027, 1, 1, tzinfo=UTC))
    assert none.statements == ()
    assert none.lead == "No claim about it was found in the articles in the store published from 1 January 2027."


def test_what_nobody_claims_anything_about_is_told_with_care(sample_store: ArticleStore) -> None:
    dossier = make_dossier(sample_store, "Harbour Courier")
    assert [one.who for one in dossier.statements] == ["Harbour Courier"]
    quiet = make_dossier(store_of(Extraction(Article("Rain fell.", title="Rain"), extractor="tests")), "Rain")
    assert quiet.statements == quiet.sides == quiet.disputes == quiet.questions == ()
    assert quiet.lead == "No claim was found in this article."


def test_without_texts_there_are_none(sample_store: ArticleStore) -> None:
    dossier = make_dossier(sample_store, "Turkey", with_text=False)
    assert all(source.paragraphs == () for source in dossier.sources)


def test_the_text_of_an_article_is_whole_and_cut_where_quotations_begin(sample_article: Dossier) -> None:
    (source,) = sample_article.sources
    assert ["".join(text for _, text in paragraph) for paragraph in source.paragraphs] == TEXT.strip().split("\n\n")
    begins = {offset for paragraph in source.paragraphs for offset, _ in paragraph}
    assert {one.anchor for one in sample_article.statements} <= begins


def test_the_same_store_gives_the_same_dossier(sample_actor: Dossier) -> None:
    assert make_dossier(store_of(SAMPLE), "Turkey") == sample_actor


def test_claims_of_two_articles_that_contradict_each_other_stand_side_by_side_with_the_reason() -> None:
    second = replace(SAMPLE, article=replace(SAMPLE.article, url="https://elsewhere.example/2"))
    store = store_of(SAMPLE, second)
    later, earlier = Names(second, DEFAULT_BASE).iri("c17"), NAMES.iri("c7")
    why = "one says that it is so, the other that it is not"
    found = Found(Relation.CONTRADICTS, later, earlier, 0.8, Basis.POLARITY, (why,))
    store.oxigraph.extend(found_quads([found], DEFAULT_BASE))
    store.oxigraph.extend(dispute_quads([later, earlier], NAMES.iri("s7"), "boarding", DEFAULT_BASE))
    dossier = make_dossier(store, NAMES.document)
    dispute = next(one for one in dossier.disputes if one.matter == "inspectors board the ships")
    assert sorted([one.iri for one in camp.statements] for camp in dispute.camps) == sorted([[later], [earlier]])
    assert dispute.reasons == (why,)
    (against,) = (side for side in dossier.sides if side.label == "What is set against these claims")
    assert [one.iri for one in against.statements] == [later]
    assert ("contradicts", later) in claim(dossier, "c7").answers
