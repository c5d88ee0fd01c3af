from dataclasses import replace
from decimal import Decimal

from pyoxigraph import NamedNode

from kg.iris import Names
from kg.model import (
    Actor,
    ActorKind,
    Article,
    Extraction,
    KnownEntity,
    Link,
    LinkStatus,
    Mention,
    NameMatch,
)
from kg.rdf import quads
from kg.vocabulary import KG, OA, RDF, RDFS, SCHEMA, SKOS, VAL, WD_NS
from tests.rdf.saying import BASE, GRAPH, NAMES, iris, said_of
from tests.sample import SAMPLE, span


def test_a_publisher_whom_nobody_mentions_is_an_entity_too() -> None:
    graph = quads(Extraction(Article("Rain fell.", publisher="The Daily Rain")), BASE)
    publisher = said_of(graph.iri, graph)[SCHEMA.publisher][0]
    assert said_of(publisher, graph)[RDFS.label] == ["The Daily Rain"]
    assert KG.NewsOutlet in said_of(publisher, graph)[RDF.type]


def test_what_an_article_says_of_an_actor_stays_in_its_graph() -> None:
    own = {quad.predicate.value for quad in GRAPH.quads if quad.subject == NamedNode(NAMES.iri("a8"))}
    shared = {quad.predicate.value for quad in GRAPH.entities if quad.subject == NamedNode(NAMES.iri("a8"))}
    assert own == {KG.role, KG.affiliatedWith, KG.actsFor}
    assert shared == {RDF.type, RDFS.label}


def test_an_unnamed_source_belongs_to_its_document() -> None:
    assert said_of(NAMES.iri("a10")) == {
        RDF.type: sorted([KG.Actor, KG.UnnamedSource]),
        RDFS.label: ["a source close to the Turkish delegation"],
        KG.affiliatedWith: iris("a11"),
        OA.hasSource: [NAMES.document],
    }
    assert all(quad.subject != NamedNode(NAMES.iri("a10")) for quad in GRAPH.entities)


def test_members_of_a_group_are_written() -> None:
    sides = replace(
        SAMPLE, actors=(*SAMPLE.actors, Actor("a15", "both", ActorKind.COLLECTIVE, False, members=("a4", "a5")))
    )
    graph = quads(sides, BASE)
    assert said_of(Names(sides, BASE).iri("a15"), graph)[KG.member] == iris("a4", "a5")


def test_a_link_that_is_accepted_names_the_item() -> None:
    entity = NAMES.iri("a4")
    assert said_of(entity)[KG.wikidata] == [WD_NS + "Q45"]
    assert said_of(f"{entity}/link") == {
        RDF.type: [KG.EntityLink],
        KG.linkOf: [entity],
        KG.candidate: [WD_NS + "Q45"],
        KG.status: [VAL.accepted],
        KG.method: ["curated"],
        KG.score: ["1"],
    }


def test_a_link_to_be_reviewed_shows_its_candidates_and_claims_nothing() -> None:
    entity = NAMES.iri("a9")
    assert KG.wikidata not in said_of(entity)
    assert said_of(f"{entity}/link")[KG.candidate] == [WD_NS + "Q169217"]
    assert said_of(f"{entity}/link")[KG.status] == [VAL.toReview]
    assert said_of(WD_NS + "Q169217") == {RDFS.label: ["Ministry of Defence"]}


def test_only_entities_that_are_spoken_of_are_described() -> None:
    idle = replace(SAMPLE, actors=(*SAMPLE.actors, Actor("a99", "Idle Ltd", ActorKind.ORGANIZATION)))
    assert quads(idle, BASE).entities == GRAPH.entities


class Pack:
    """A gazetteer of one country."""

    portugal = KnownEntity(
        "Q45", "Portugal", ActorKind.GEOPOLITICAL, "Q45", aliases=("Portuguese Republic", "Portugal")
    )

    def matches(self, text: str) -> list[NameMatch]:
        raise AssertionError(text)

    def entity(self, key: str) -> KnownEntity | None:
        return self.portugal if key == "Q45" else None


def test_what_the_gazetteer_knows_of_an_entity_is_the_same_in_every_article() -> None:
    actors = list(SAMPLE.actors)
    actors[3] = replace(actors[3], label="the Portuguese", kind=ActorKind.GOVERNMENT)
    renamed = replace(SAMPLE, actors=tuple(actors))
    for extraction in (SAMPLE, renamed):
        said = said_of(f"{BASE}entity/Q45", quads(extraction, BASE, Pack()))
        assert said[RDFS.label] == ["Portugal"]
        assert said[SKOS.altLabel] == ["Portuguese Republic"]
        assert KG.GeopoliticalEntity in said[RDF.type]
        assert KG.Government not in said[RDF.type]


def test_two_actors_that_are_one_entity_make_one_node() -> None:
    people = Actor("a20", "Portugal's people", ActorKind.GEOPOLITICAL, acts_for="a4")
    double = replace(
        SAMPLE,
        actors=(*SAMPLE.actors, people),
        mentions=(*SAMPLE.mentions, Mention(span("Maria"), "a20")),
        links=(*SAMPLE.links, Link("a20", LinkStatus.ACCEPTED, "user", "Q45", Decimal("0.7"))),
    )
    graph = quads(double, BASE)
    said = said_of(f"{BASE}entity/Q45", graph)
    assert said[RDFS.label] == ["Portugal"]
    assert KG.actsFor not in said
    assert said_of(f"{BASE}entity/Q45/link", graph)[KG.score] == ["1"]
