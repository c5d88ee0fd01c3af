import hashlib

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.rdf import quads
from kg.validation import Severity, article_reports, validate_across, validate_article, validate_dataset
from kg.vocabulary import KG, KGS_NS
from tests.sample import SAMPLE
from tests.shapes.sound import DOC, PREFIXES, sound_triples

BASE = "https://example.org/id/"
ENTITIES = NamedNode(f"{BASE}entities")
SECOND = f"{BASE}doc/fedcba9876543210"


def sound_store() -> Store:
    """The sound article in its graph, its shared entities in theirs, and a second article on two of them."""
    store = Store()
    for triple in sound_triples():
        shared = triple.subject.value.startswith(f"{BASE}entity/")
        own_words = triple.predicate.value in (KG.role, KG.affiliatedWith, KG.actsFor)
        graph = ENTITIES if shared and not own_words else NamedNode(DOC)
        store.add(Quad(triple.subject, triple.predicate, triple.object, graph))
    digest = hashlib.sha256(b"Turkey waits.").hexdigest()
    store.update(
        PREFIXES
        + f"""INSERT DATA {{ GRAPH <{SECOND}> {{
            <{SECOND}> a kg:Document ; rdfs:label "Second" ; kg:text "Turkey waits." ; kg:textHash "{digest}" ;
                schema:publisher e:wire ; schema:datePublished "2026-03-11T00:00:00Z"^^xsd:dateTime .
            <{SECOND}#char=0,6> a kg:Mention ; oa:hasSource <{SECOND}> ; oa:start 0 ; oa:end 6 ; oa:exact "Turkey" ;
                kg:denotes e:turkey .
            <{SECOND}/c> a kg:Claim ; rdfs:label "waits" ; kg:claimant e:wire ; kg:speechAct act:assert ;
                kg:polarity val:positive ; kg:appearsIn <{SECOND}> ; kg:content <{SECOND}/s> ;
                kg:contentSpan <{SECOND}#char=0,6> .
            <{SECOND}/s> a kg:State , kg:Situation ; rdfs:label "waits" ; kg:participant e:turkey .
            <{SECOND}#char=0,6> kg:denotes <{SECOND}/s> .
        }} }}"""
    )
    return store


def names(report) -> set[str]:
    return {finding.shape_name for finding in report.findings}


def changed(update: str) -> Store:
    store = sound_store()
    store.update(PREFIXES + update)
    return store


def test_the_sample_extraction_conforms_as_it_is_written():
    graph = quads(SAMPLE, "https://w3id.org/news-kg/id/")
    report = validate_article(graph.quads, graph.entities)
    assert report.findings == ()
    assert report.documents == 1


def test_a_sound_store_conforms():
    report = validate_dataset(sound_store())
    assert report.findings == ()
    assert report.documents == 2


def test_articles_are_reported_one_by_one_in_the_order_of_their_names():
    store = changed(f"DELETE WHERE {{ GRAPH <{SECOND}> {{ ?c a kg:Claim }} }}")
    reports = list(article_reports(store))
    assert [name for name, _ in reports] == [DOC, SECOND]
    assert [report.conforms() for _, report in reports] == [True, False]


def test_only_the_entities_that_an_article_speaks_of_are_looked_at():
    unrelated = f"<{BASE}entity/X> a kg:Person ; rdfs:label 'X' , 'Y' ."
    store = changed(f"INSERT DATA {{ GRAPH <{ENTITIES.value}> {{ {unrelated} }} }}")
    article = list(store.quads_for_pattern(None, None, None, NamedNode(SECOND)))
    entities = list(store.quads_for_pattern(None, None, None, ENTITIES))
    assert validate_article(article, entities).findings == ()
    assert dict(article_reports(store))[SECOND].findings == ()


def test_links_of_the_entities_in_an_article_are_looked_at():
    link = f"<{BASE}entity/turkey/link>"
    store = changed(f"DELETE WHERE {{ GRAPH ?g {{ {link} kg:status ?status }} }}")
    article = list(store.quads_for_pattern(None, None, None, NamedNode(SECOND)))
    entities = list(store.quads_for_pattern(None, None, None, ENTITIES))
    assert names(validate_article(article, entities)) == {"EntityLink-status"}


def test_what_is_wrong_with_a_shared_entity_is_reported_once():
    store = changed(f"INSERT DATA {{ GRAPH <{ENTITIES.value}> {{ e:turkey rdfs:label 'Türkiye' }} }}")
    assert [finding.shape_name for finding in validate_dataset(store).findings] == ["Node-label"]


def test_a_missing_mention_is_reported_for_each_article():
    store = changed("DELETE { GRAPH ?g { ?m kg:denotes e:turkey } } WHERE { GRAPH ?g { ?m kg:denotes e:turkey } }")
    found = [finding for finding in validate_dataset(store).findings if finding.shape_name == "Actor-mention"]
    assert {finding.message.partition("”")[0] for finding in found} == {
        "No words of “Ships",
        "No words of “Second",
    }


def test_inferences_kept_in_a_graph_of_their_own_are_not_validated():
    store = changed(
        f"INSERT DATA {{ GRAPH <{BASE}inferences> {{ e:turkey a <http://www.w3.org/ns/prov#Agent> . "
        "d:c2 kg:reportsClaimTransitively d:c2 ; kg:reportedThrough d:c1 . d:c1 kg:claimant d:nobody } }"
    )
    assert validate_dataset(store).findings == ()


def test_graphs_that_are_named_otherwise_find_their_entities_too():
    renamed = Store()
    for quad in sound_store():
        graph = NamedNode(quad.graph_name.value.replace(f"{BASE}doc/", "urn:x:graph:").replace("entities", "things"))
        renamed.add(Quad(quad.subject, quad.predicate, quad.object, graph))
    report = validate_dataset(renamed)
    assert names(report) == {"Store-graph"}


def test_one_graph_without_names_is_validated_in_one_piece():
    merged = Store()
    merged.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in sound_store())
    assert validate_dataset(merged).findings == ()
    merged.update(PREFIXES + "DELETE WHERE { d:c1 kg:claimant ?x }")
    assert names(validate_dataset(merged)) == {"Claim-claimant"}


def test_parts_of_an_article_are_validated_without_a_document():
    part = Store()
    part.add(Quad(NamedNode("urn:x:c"), NamedNode(KG.confidence), Literal("0.5")))
    report = validate_dataset(part)
    assert names(report) == {"Claim-type"}
    assert report.documents == 0


def test_an_empty_dataset_has_nothing_to_report():
    report = validate_dataset(Store())
    assert (report.findings, report.documents) == ((), 0)


ACROSS = {
    "Store-graph": "INSERT DATA { GRAPH <urn:x:g> { <urn:x:d> a kg:Document } }",
    "Store-foreign": f"INSERT DATA {{ GRAPH <{SECOND}> {{ <{SECOND}/c> kg:claimant d:source }} }}",
    "Store-disjoint": f"INSERT DATA {{ GRAPH <{SECOND}> {{ e:turkey rdfs:label 'Turkey' }} }}",
    "Store-leftOver": f"INSERT DATA {{ GRAPH <{ENTITIES.value}> {{ e:gone a kg:Person ; rdfs:label 'Gone' }} }}",
    "Store-twins": f"INSERT DATA {{ GRAPH <{ENTITIES.value}> {{ e:turkiye kg:wikidata wd:Q43 }} }}",
}


@pytest.mark.parametrize("shape", ACROSS)
def test_each_check_across_articles_reports_what_breaks_it_and_nothing_else(shape):
    assert names(validate_across(changed(ACROSS[shape]))) == {shape}


def test_every_check_across_articles_has_a_change_that_breaks_it():
    from kg.validation.shapes import load_shapes

    assert set(ACROSS) == {check.shape.removeprefix(KGS_NS) for check in load_shapes().store_checks}


def test_a_finding_leads_to_the_sentence_of_the_article():
    report = validate_dataset(
        changed("DELETE { GRAPH ?g { d:c3 kg:claimant ?x } } WHERE { GRAPH ?g { d:c3 kg:claimant ?x } }")
    )
    (finding,) = report.findings
    assert finding.severity is Severity.VIOLATION
    assert finding.document == DOC
    assert finding.sentence.text == "Turkey denies this."
    assert finding.sentence.words == "denies"
