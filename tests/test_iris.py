from dataclasses import replace
from urllib.parse import unquote

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InternalError
from kg.iris import Names, document_iri, encode, entities_graph, entity_iri, mention_iri
from kg.model import (
    Actor,
    ActorKind,
    Article,
    Claim,
    Extraction,
    Link,
    LinkStatus,
    Mention,
    Polarity,
    Situation,
    SituationKind,
    Span,
    SpeechAct,
)
from tests.sample import SAMPLE

BASE = "https://example.org/id/"
labels = st.text(min_size=1)


def decode(segment: str) -> str:
    return unquote(segment.replace("_", " "), errors="strict")


@given(labels)
def test_an_encoded_label_can_be_had_back(label: str) -> None:
    assert decode(encode(label)) == label


@given(labels, labels)
def test_two_labels_never_share_a_name(one: str, other: str) -> None:
    assert (encode(one) == encode(other)) == (one == other)


@pytest.mark.parametrize("pair", [("a b", "a_b"), ("a%20b", "a b"), ("\0", "_"), (".", "%2E"), ("é", "e\u0301")])
def test_labels_that_look_alike_are_kept_apart(pair: tuple[str, str]) -> None:
    assert encode(pair[0]) != encode(pair[1])


@given(labels, st.sampled_from(ActorKind))
def test_every_entity_has_an_iri_that_both_libraries_take(label: str, kind: ActorKind) -> None:
    iri = entity_iri(kind, label, BASE)
    assert iri.isascii()
    assert str(pyoxigraph.NamedNode(iri)) == f"<{iri}>"
    assert rdflib.URIRef(iri).n3() == f"<{iri}>"
    parsed = next(pyoxigraph.parse(f"<{iri}> <{iri}> <{iri}> .", format=pyoxigraph.RdfFormat.TURTLE))
    assert parsed.subject.value == iri


@given(labels)
def test_an_entity_keeps_its_name_when_an_iri_is_resolved(label: str) -> None:
    iri = entity_iri(ActorKind.PERSON, label, BASE)
    turtle = f"@base <{BASE}entity/Person/> . <{encode(label)}> a <{iri}> ."
    assert next(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)).subject.value == iri


def test_a_document_is_named_after_its_url_and_without_one_after_its_text() -> None:
    article = Article("Rain fell.", url="https://example.org/rain")
    assert document_iri(article, BASE) == document_iri(replace(article, text="Rain fell again."), BASE)
    assert document_iri(replace(article, url=None), BASE) == f"{BASE}doc/{article.text_hash[:16]}"


def test_the_graph_of_entities_lies_beside_the_documents() -> None:
    assert entities_graph(f"{BASE}doc/0123456789abcdef") == f"{BASE}entities"
    with pytest.raises(ValueError, match="not the IRI of a document"):
        entities_graph(f"{BASE}entities")


def test_a_mention_is_named_after_its_offsets() -> None:
    assert mention_iri(f"{BASE}doc/ab", Span(3, 7)) == f"{BASE}doc/ab#char=3,7"


def test_linked_actors_are_named_after_wikidata_and_others_after_their_label() -> None:
    names = Names(SAMPLE, BASE)
    assert names.iri("a4") == f"{BASE}entity/Q45"
    assert names.iri("a8") == f"{BASE}entity/Person/Maria_Duarte"
    assert names.iri("a9") == f"{BASE}entity/Government/Ministry_of_Maritime_Affairs"  # to be reviewed: not yet linked
    assert all(names.is_shared(actor) for actor in ("a4", "a8", "a9"))


def test_what_has_no_name_belongs_to_its_document() -> None:
    names = Names(SAMPLE, BASE)
    for actor in ("a3", "a7", "a10", "a11", "a14"):
        assert names.iri(actor).startswith(f"{names.document}/actor/")
        assert not names.is_shared(actor)


@pytest.mark.parametrize(
    ("actor", "shared"),
    [
        (Actor("a1", "Duarte", ActorKind.PERSON), False),
        (Actor("a1", "Maria Duarte", ActorKind.PERSON), True),
        (Actor("a1", "Pelé", ActorKind.PERSON, known="enwiki:Pelé"), True),
        (Actor("a1", "Setúbal", ActorKind.PLACE), True),
        (Actor("a1", "Maria Duarte", ActorKind.UNNAMED_SOURCE), False),
    ],
)
def test_a_person_known_by_one_word_is_not_taken_for_anyone_elsewhere(actor: Actor, shared: bool) -> None:
    names = Names(Extraction(Article("Duarte left."), (actor,), (Mention(Span(0, 6), "a1"),)), BASE)
    assert names.is_shared("a1") is shared
    if not shared:
        assert names.iri("a1") == f"{names.document}/actor/0-6"


@pytest.mark.parametrize(
    ("owners", "iri"),
    [
        ((), "actor/10-23"),
        (("a2",), "entity/Organization/Supreme_Court_%28Peru%29"),
        (("a3",), "actor/10-23"),  # whom else it belongs to does not tell which one it is
        (("a3", "a2"), "entity/Organization/Supreme_Court_%28Peru%29"),
    ],
)
def test_what_each_state_has_is_shared_only_if_the_state_is_known(owners: tuple[str, ...], iri: str) -> None:
    court = Actor("a1", "Supreme Court", ActorKind.ORGANIZATION, affiliated_with=owners, is_generic=True)
    others = (Actor("a2", "Peru", ActorKind.GEOPOLITICAL), Actor("a3", "Bar Association", ActorKind.ORGANIZATION))
    text = "That much Supreme Court judges said."
    names = Names(Extraction(Article(text), (court, *others), (Mention(Span(10, 23), "a1"),)), BASE)
    assert names.iri("a1").endswith(iri)
    assert names.is_shared("a1") is iri.startswith("entity")


def test_an_actor_without_words_of_its_own_is_named_after_the_article() -> None:
    narrator = Actor("a1", "the article", ActorKind.UNNAMED_SOURCE, named=False)
    names = Names(Extraction(Article("Rain fell."), (narrator,)), BASE)
    assert names.iri("a1") == f"{names.document}/actor/article"


def test_a_rejected_link_does_not_name_an_actor() -> None:
    rejected = SAMPLE.with_links([Link("a4", LinkStatus.REJECTED, "user", qid="Q45")])
    assert Names(rejected, BASE).iri("a4") == f"{BASE}entity/GeopoliticalEntity/Portugal"


def test_claims_are_named_after_their_cue_or_their_content() -> None:
    names = Names(SAMPLE, BASE)
    claims = {claim.id: claim for claim in SAMPLE.claims}
    cue, words = claims["c4"].cue, claims["c1"].contents[0]
    assert cue is not None
    assert names.iri("c4") == f"{names.document}/claim/{cue.start}-{cue.end}"
    assert names.iri("c1") == f"{names.document}/claim/own-{words.start}-{words.end}"


def joint(*claimants: str) -> Extraction:
    """Several say one thing with one verb."""
    text = "Ann Lee and Bo Roy said it rained."
    actors = (Actor("a1", "Ann Lee", ActorKind.PERSON), Actor("a2", "Bo Roy", ActorKind.PERSON))
    claims = tuple(
        Claim(f"c{n}", who, SpeechAct.ASSERT, Polarity.POSITIVE, (Span(24, 33),), cue=Span(19, 23))
        for n, who in enumerate(claimants)
    )
    return Extraction(Article(text), actors, claims=claims)


def test_claims_on_one_cue_are_told_apart_whatever_their_order() -> None:
    there, back = Names(joint("a1", "a2"), BASE), Names(joint("a2", "a1"), BASE)
    assert there.iri("c0") == back.iri("c1") == f"{there.document}/claim/19-23"
    assert there.iri("c1") == back.iri("c0") == f"{there.document}/claim/19-23-2"


def test_situations_on_one_trigger_are_told_apart() -> None:
    situations = tuple(
        Situation(f"s{n}", SituationKind.EVENT, label, Span(0, 4)) for n, label in enumerate(["rain", "flood", "hail"])
    )
    names = Names(Extraction(Article("Rain fell."), situations=situations), BASE)
    assert [names.iri(f"s{n}").rpartition("/")[2] for n in range(3)] == ["0-4-3", "0-4", "0-4-2"]


def test_all_names_in_one_extraction_differ() -> None:
    names = Names(SAMPLE, BASE)
    ids = [actor.id for actor in SAMPLE.actors] + [situation.id for situation in SAMPLE.situations]
    ids += [time.id for time in SAMPLE.times] + [claim.id for claim in SAMPLE.claims]
    iris = [names.iri(local_id) for local_id in ids] + [names.dispute(dispute) for dispute in SAMPLE.disputes]
    assert len(set(iris)) == len(iris)


def test_a_dangling_local_id_is_our_own_mistake() -> None:
    with pytest.raises(InternalError, match="'c99'"):
        Names(SAMPLE, BASE).iri("c99")
