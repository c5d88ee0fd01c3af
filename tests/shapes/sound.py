"""A small graph in which nothing is wrong and every shape has something to look at; mutations break it one way each."""

from __future__ import annotations

import hashlib

from pyoxigraph import Quad, RdfFormat, Store, Triple, parse

__all__ = ["DOC", "PREFIXES", "STATED_TOO", "TEXT", "at", "mention", "sound_triples", "updated"]

TEXT = (
    "🔴 The Courier said on Monday that Portugal accuses Turkey of diverting ships. Turkey denies this. "
    "Lisbon demanded their return. Turkey refused. "
    "A source says Ana Sousa, the envoy, spoke for both sides, but not long."
)
DOC = "https://example.org/id/doc/0123456789abcdef"
PREFIXES = f"""
PREFIX act: <https://w3id.org/news-kg/speech-act#>
PREFIX d: <{DOC}/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX e: <https://example.org/id/entity/>
PREFIX kg: <https://w3id.org/news-kg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX plover: <https://w3id.org/news-kg/plover#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX val: <https://w3id.org/news-kg/value#>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def at(words: str, nth: int = 0) -> str:
    """The name of the mention of these words in TEXT, in angle brackets."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return f"<{DOC}#char={start},{start + len(words)}>"


def mention(words: str, denotes: str = "", nth: int = 0, kind: str = "kg:Mention", more: str = "") -> str:
    """The mention of these words in Turtle."""
    name = at(words, nth)
    start, end = name.rpartition("=")[2].rstrip(">").split(",")
    said = f"; kg:denotes {denotes}" if denotes else ""
    return (
        f'{name} a {kind} ; oa:hasSource <{DOC}> ; oa:start {start} ; oa:end {end} ; oa:exact "{words}" {said} {more} .'
    )


def claim(name: str, claimant: str, act: str, content: str, words: str, more: str = "") -> str:
    """A claim in Turtle."""
    return (
        f'{name} a kg:Claim ; rdfs:label "{claimant} {act}" ; kg:claimant {claimant} ; kg:speechAct act:{act} ; '
        f"kg:appearsIn <{DOC}> ; kg:content {content} ; kg:contentSpan {words} ; kg:realis val:actual ; "
        f'kg:certainty val:certain ; kg:confidence 0.75 ; kg:foundBy "hand" {more} .'
    )


MENTIONS = (
    mention("The Courier", "e:courier"),
    mention("said", "d:saying"),
    mention("Monday", "d:monday"),
    mention("Portugal", "e:portugal"),
    mention("accuses", "d:accusing"),
    mention("Turkey", "e:turkey"),
    mention("Turkey", "e:turkey", nth=1),
    mention("Turkey", "e:turkey", nth=2),
    mention("diverting ships", "d:diverting"),
    mention("denies", "d:denying"),
    mention("this", "d:c2", nth=0),
    mention("Lisbon", "e:portugal", kind="kg:MetonymicMention", more="; kg:literalReferent e:lisbon"),
    mention("demanded", "d:demanding"),
    mention("their return", "d:return"),
    mention("refused", "d:refusing"),
    mention("A source", "d:source"),
    mention("says", "d:telling"),
    mention("Ana Sousa", "e:ana"),
    mention("spoke", "d:speaking"),
    mention("both sides", "d:sides"),
    mention("not long", "d:short, d:long"),
    mention("Portugal accuses Turkey of diverting ships"),
)

CLAIMS = (
    claim(
        "d:c0",
        "e:wire",
        "report",
        "d:saying, d:denying, d:demanding, d:refusing",
        at("Portugal accuses Turkey of diverting ships"),
        "; kg:polarity val:positive ; kg:reportsClaim d:c1, d:c3, d:c4, d:c5, d:c6",
    ),
    claim(
        "d:c1",
        "e:courier",
        "report",
        "d:accusing",
        at("Portugal accuses Turkey of diverting ships"),
        f"; kg:polarity val:positive ; kg:reportsClaim d:c2 ; kg:sourceSpan {at('The Courier')} ; "
        f"kg:cueSpan {at('said')} ; kg:expressedIn d:saying ; kg:hasTime d:monday",
    ),
    claim(
        "d:c2",
        "e:portugal",
        "accuse",
        "d:diverting",
        at("diverting ships"),
        f"; kg:polarity val:positive ; kg:addressee e:turkey ; kg:sourceSpan {at('Portugal')} ; "
        f"kg:cueSpan {at('accuses')} ; kg:expressedIn d:accusing",
    ),
    claim(
        "d:c3",
        "e:turkey",
        "deny",
        "d:diverting",
        at("this"),
        f"; kg:polarity val:negative ; kg:denies d:c2 ; kg:respondsTo d:c2 ; kg:sourceSpan {at('Turkey', 1)} ; "
        f"kg:cueSpan {at('denies')} ; kg:expressedIn d:denying",
    ),
    claim(
        "d:c4",
        "e:portugal",
        "demand",
        "d:return",
        at("their return"),
        f"; kg:polarity val:positive ; kg:condition d:diverting ; kg:sourceSpan {at('Lisbon')} ; "
        f"kg:cueSpan {at('demanded')} ; kg:expressedIn d:demanding",
    ),
    claim(
        "d:c5",
        "e:turkey",
        "refuse",
        "d:return",
        at("their return"),
        f"; kg:polarity val:negative ; kg:rejects d:c4 ; kg:sourceSpan {at('Turkey', 2)} ; "
        f"kg:cueSpan {at('refused')} ; kg:expressedIn d:refusing",
    ),
    claim(
        "d:c6",
        "d:source",
        "assert",
        "d:speaking, d:short",
        at("not long"),
        f"; kg:polarity val:positive ; kg:sourceSpan {at('A source')} ; kg:cueSpan {at('says')} ; "
        "kg:expressedIn d:telling",
    ),
)

OTHERS = f"""
<{DOC}> a kg:Document ; rdfs:label "Ships" ; kg:text "{TEXT}" ; schema:headline "Ships" ;
    kg:textHash "{hashlib.sha256(TEXT.encode()).hexdigest()}" ; kg:extractor "by hand" ; schema:publisher e:wire ;
    schema:datePublished "2026-03-10T00:00:00Z"^^xsd:dateTime ; schema:url "https://example.org/ships"^^xsd:anyURI ;
    dcterms:identifier "ships-1" ; dcterms:language "en" .

d:saying a kg:SpeechEvent ; rdfs:label "said" ; kg:initiator e:courier .
d:accusing a kg:SpeechEvent ; rdfs:label "accuses" ; kg:eventType plover:ACCUSE ; kg:initiator e:portugal ;
    kg:recipient e:turkey ; kg:foundBy "hand" .
d:diverting a kg:Event ; rdfs:label "diverting ships" ; kg:participant e:turkey ; kg:place e:lisbon ;
    kg:hasTime d:monday .
d:denying a kg:SpeechEvent ; rdfs:label "denies" .
d:demanding a kg:SpeechEvent ; rdfs:label "demanded" .
d:return a kg:Event ; rdfs:label "return" ; kg:partOf d:diverting .
d:refusing a kg:SpeechEvent ; rdfs:label "refused" .
d:telling a kg:SpeechEvent ; rdfs:label "says" .
d:speaking a kg:SpeechEvent ; rdfs:label "spoke" ; kg:initiator e:ana .
d:short a kg:State ; rdfs:label "not long" ; kg:absenceOf d:long .
d:long a kg:State ; rdfs:label "long" .
{mention("🔴", "e:lisbon")}

d:dispute a kg:Dispute ; rdfs:label "dispute: diverting" ; kg:over d:diverting ; kg:involvesClaim d:c2 , d:c3 .

d:monday a kg:TemporalExpression ; kg:timeText "Monday" ; kg:timexValue "2026-03-09" ;
    sem:hasEarliestBeginTimeStamp "2026-03-09T00:00:00Z"^^xsd:dateTime ;
    sem:hasLatestBeginTimeStamp "2026-03-09T23:59:00Z"^^xsd:dateTime ;
    sem:hasEarliestEndTimeStamp "2026-03-09T00:00:00Z"^^xsd:dateTime ;
    sem:hasLatestEndTimeStamp "2026-03-09T23:59:00Z"^^xsd:dateTime .

e:wire a kg:NewsOutlet ; rdfs:label "Wire" .
e:courier a kg:NewsOutlet ; rdfs:label "The Courier" .
e:portugal a kg:GeopoliticalEntity ; rdfs:label "Portugal" ; skos:altLabel "Portuguese Republic" ; kg:wikidata wd:Q45 .
e:turkey a kg:GeopoliticalEntity ; rdfs:label "Turkey" ; kg:wikidata wd:Q43 .
e:lisbon a kg:Place ; rdfs:label "Lisbon" .
e:ana a kg:Person ; rdfs:label "Ana Sousa" ; kg:role "the envoy" ; kg:affiliatedWith e:portugal ; kg:actsFor d:sides .
d:sides a kg:CollectiveActor ; rdfs:label "both sides" ; kg:member e:portugal , e:turkey .
d:source a kg:UnnamedSource ; rdfs:label "A source" ; oa:hasSource <{DOC}> .

<https://example.org/id/entity/portugal/link> a kg:EntityLink ; kg:linkOf e:portugal ; kg:status val:accepted ;
    kg:method "curated" ; kg:score 1.0 ; kg:candidate wd:Q45 .
<https://example.org/id/entity/turkey/link> a kg:EntityLink ; kg:linkOf e:turkey ; kg:status val:accepted ;
    kg:method "curated" ; kg:score 1.0 ; kg:candidate wd:Q43 .
<https://example.org/id/entity/lisbon/link> a kg:EntityLink ; kg:linkOf e:lisbon ; kg:status val:toReview ;
    kg:method "names" ; kg:score 0.5 ; kg:candidate wd:Q597 .
<https://example.org/id/entity/ana/link> a kg:EntityLink ; kg:linkOf e:ana ; kg:status val:nil ;
    kg:method "names" ; kg:score 0.0 .
"""


STATED_TOO = """
INSERT { ?claim kg:respondsTo ?other } WHERE { ?claim kg:denies|kg:rejects|kg:accepts|kg:confirms ?other } ;
INSERT { ?situation kg:participant ?actor } WHERE { ?situation kg:initiator|kg:recipient ?actor } ;
INSERT { ?node a kg:Organization } WHERE { ?node a ?class FILTER(?class IN (kg:NewsOutlet, kg:Government)) } ;
INSERT { ?node a kg:Group } WHERE { ?node a ?class FILTER(?class IN (kg:Organization, kg:CollectiveActor)) } ;
INSERT { ?node a kg:Actor } WHERE {
    ?node a ?class FILTER(?class IN (kg:Group, kg:Person, kg:UnnamedSource, kg:GeopoliticalEntity))
} ;
INSERT { ?node a kg:Place } WHERE { ?node a kg:GeopoliticalEntity } ;
INSERT { ?node a kg:Event } WHERE { ?node a kg:SpeechEvent } ;
INSERT { ?node a kg:Situation } WHERE { ?node a ?class FILTER(?class IN (kg:Event, kg:State)) } ;
INSERT { ?node a kg:Mention } WHERE { ?node a kg:MetonymicMention }
"""
"""What follows from the rest and is stated all the same; run again after a change that is about something else."""


def sound_triples() -> list[Triple]:
    """The graph."""
    store = Store()
    turtle = PREFIXES + "\n".join([*MENTIONS, *CLAIMS, OTHERS])
    store.extend(parse(turtle, format=RdfFormat.TURTLE))
    store.update(PREFIXES + STATED_TOO)
    return [quad.triple for quad in store]


def updated(*updates: str, complete: bool = True) -> list[Triple]:
    """The graph after SPARQL updates; complete states once more what follows from the rest."""
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in sound_triples())
    for update in (*updates, *([STATED_TOO] if complete else [])):
        store.update(PREFIXES + update)
    return [quad.triple for quad in store]
