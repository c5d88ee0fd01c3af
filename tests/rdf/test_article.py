from dataclasses import replace

import pytest
from pyoxigraph import NamedNode

from kg.model import (
    Article,
    Extraction,
    Mention,
)
from kg.rdf import quads
from kg.vocabulary import ACT, DCTERMS, KG, OA, PLOVER, RDF, RDFS, SCHEMA, SEM, VAL
from tests.rdf.saying import BASE, GRAPH, NAMES, iris, said_of
from tests.sample import REFUSAL, SAMPLE, span


def test_a_claim_says_all_that_was_read() -> None:
    claim = SAMPLE.claims[12]
    assert claim.source and claim.cue
    assert said_of(NAMES.iri("c13")) == {
        RDF.type: [KG.Claim],
        RDFS.label: ["Maria Duarte: threaten – to close the port of Setúbal if the ships were not released by…"],
        KG.appearsIn: [NAMES.document],
        KG.claimant: iris("a8"),
        KG.addressee: iris("a5"),
        KG.speechAct: [ACT.threaten],
        KG.polarity: [VAL.positive],
        KG.realis: [VAL.hypothetical],
        KG.certainty: [VAL.underspecified],
        KG.content: iris("s12"),
        KG.condition: iris("s14"),
        KG.expressedIn: iris("s11"),
        KG.sourceSpan: [NAMES.mention(claim.source)],
        KG.cueSpan: [NAMES.mention(claim.cue)],
        KG.contentSpan: [NAMES.mention(claim.contents[0])],
        KG.confidence: ["0.85"],
        KG.foundBy: ["verbal"],
    }


def test_an_interrupted_content_has_several_spans() -> None:
    claim = next(claim for claim in SAMPLE.claims if claim.id == "c17")
    assert len(said_of(NAMES.iri("c17"))[KG.contentSpan]) == 2
    assert said_of(NAMES.iri("c17"))[KG.contentSpan] == sorted(map(NAMES.mention, claim.contents))


def test_a_denial_and_a_refusal_are_answers() -> None:
    assert said_of(NAMES.iri("c5"))[KG.denies] == said_of(NAMES.iri("c5"))[KG.respondsTo] == iris("c4")
    assert said_of(NAMES.iri("c11"))[KG.rejects] == said_of(NAMES.iri("c11"))[KG.respondsTo] == iris("c9")


def test_a_chain_leads_from_the_article_to_who_said_it() -> None:
    for outer, inner in (("c1", "c2"), ("c2", "c3"), ("c3", "c4")):
        assert said_of(NAMES.iri(outer))[KG.reportsClaim] == iris(inner)
    assert KG.cueSpan not in said_of(NAMES.iri("c1"))
    assert said_of(NAMES.iri("c1"))[KG.claimant] == said_of(NAMES.document)[SCHEMA.publisher]


@pytest.mark.parametrize(
    ("relation", "term"),
    [
        ("accepts", KG.accepts),
        ("confirms", KG.confirms),
        ("responds_to", KG.respondsTo),
        ("supports", KG.supports),
        ("restates", KG.restates),
        ("contradicts", KG.contradicts),
    ],
)
def test_every_relation_between_claims_is_written(relation: str, term: str) -> None:
    claims = list(SAMPLE.claims)
    claims[6] = replace(claims[6], **{relation: ("c4", "c9")})  # type: ignore[arg-type]
    graph = quads(replace(SAMPLE, claims=tuple(claims)), BASE)
    said = said_of(NAMES.iri("c7"), graph)
    assert said[term] == iris("c4", "c9")
    assert (KG.respondsTo in said) == (relation in ("accepts", "confirms", "responds_to"))


def test_a_situation_says_all_that_was_read() -> None:
    assert said_of(NAMES.iri("s3")) == {
        RDF.type: sorted([KG.SpeechEvent, KG.Event, KG.Situation]),
        RDFS.label: ["Portugal accuses Turkey"],
        KG.eventType: [PLOVER.ACCUSE],
        KG.initiator: iris("a4"),
        KG.recipient: iris("a5"),
        KG.participant: iris("a4", "a5"),
        KG.foundBy: ["verbal"],
    }
    assert said_of(NAMES.iri("s12"))[KG.place] == iris("a13")
    assert said_of(NAMES.iri("s7"))[KG.participant] == iris("a7")
    assert said_of(NAMES.iri("s17"))[KG.partOf] == iris("s16")
    assert said_of(NAMES.iri("s18"))[KG.absenceOf] == iris("s17")
    assert said_of(NAMES.iri("s13"))[KG.hasTime] == iris("t2")


def test_a_time_has_the_bounds_that_are_known_and_no_others() -> None:
    assert said_of(NAMES.iri("t2")) == {
        RDF.type: [KG.TemporalExpression],
        RDFS.label: ["by Friday"],
        KG.timeText: ["by Friday"],
        KG.timexValue: ["2026-03-13"],
        SEM.hasEarliestEndTimeStamp: ["2026-03-10T00:00:00Z"],
        SEM.hasLatestEndTimeStamp: ["2026-03-13T23:59:00Z"],
    }


def test_a_dispute_joins_the_claims_over_a_situation() -> None:
    assert said_of(NAMES.dispute(SAMPLE.disputes[0])) == {
        RDF.type: [KG.Dispute],
        RDFS.label: ["dispute: Turkey diverts three grain ships"],
        KG.over: iris("s4"),
        KG.involvesClaim: iris("c4", "c5"),
    }


def test_the_document_says_what_is_known_of_the_article() -> None:
    article = SAMPLE.article
    assert said_of(NAMES.document) == {
        RDF.type: [KG.Document],
        RDFS.label: [article.title],
        KG.text: [article.text],
        KG.textHash: [article.text_hash],
        KG.extractor: ["by hand"],
        SCHEMA.headline: [article.title],
        SCHEMA.datePublished: ["2026-03-10T00:00:00Z"],
        SCHEMA.url: [article.url],
        SCHEMA.publisher: [f"{BASE}entity/NewsOutlet/Northern_Wire"],
        DCTERMS.language: ["en"],
    }
    named = quads(replace(SAMPLE, article=replace(article, id="wire-7", url=None)), BASE)
    assert said_of(named.iri, named)[DCTERMS.identifier] == ["wire-7"]


def test_an_article_of_which_nothing_is_known_is_called_by_its_first_words() -> None:
    text = "Rain fell on the harbour all day,\n" + "and on the town " * 10
    graph = quads(Extraction(Article(text)), BASE)
    said = said_of(graph.iri, graph)
    assert set(said) == {RDF.type, RDFS.label, KG.text, KG.textHash}
    assert said[RDFS.label][0].startswith("Rain fell on the harbour all day, and on")
    assert len(said[RDFS.label][0]) <= 90
    assert graph.entities == ()


def test_a_mention_is_where_its_words_are() -> None:
    for quad in GRAPH.quads:
        if quad.predicate.value == OA.exact:
            assert isinstance(quad.subject, NamedNode)
            said = said_of(quad.subject.value)
            start, end = int(said[OA.start][0]), int(said[OA.end][0])
            assert said[OA.exact] == [SAMPLE.article.text[start:end]]
            assert said[OA.hasSource] == [NAMES.document]
            assert quad.subject.value == f"{NAMES.document}#char={start},{end}"


def test_one_node_stands_for_a_span_whatever_it_denotes() -> None:
    said = said_of(NAMES.mention(span("the demand", REFUSAL)))
    assert said[KG.denotes] == iris("c9")
    twice = replace(SAMPLE, mentions=(*SAMPLE.mentions, Mention(span("the demand", REFUSAL), "s9")))
    assert said_of(NAMES.mention(span("the demand", REFUSAL)), quads(twice, BASE))[KG.denotes] == iris("c9", "s9")


def test_a_metonym_denotes_one_thing_and_names_another() -> None:
    said = said_of(NAMES.mention(span("Lisbon")))
    assert said[RDF.type] == sorted([KG.Mention, KG.MetonymicMention])
    assert said[KG.denotes] == iris("a4")
    assert said[KG.literalReferent] == iris("a6")


def test_everything_that_an_article_speaks_of_has_words_in_it() -> None:
    denoted = {quad.object.value for quad in GRAPH.quads if quad.predicate.value == KG.denotes}  # type: ignore[union-attr]
    for local in [*(one.id for one in SAMPLE.situations), *(one.id for one in SAMPLE.times)]:
        assert NAMES.iri(local) in denoted
