"""Every term that kg writes or asks for, as plain strings, grouped by namespace.

The names are those of ``ontology/`` to the letter, and a test keeps the two equal: ``KG.reportsClaim`` is
``https://w3id.org/news-kg/ontology#reportsClaim``. The one exception is ``ACT.assert_``, because ``assert`` is a
keyword of Python. To get from a value of one of the enumerations of ``kg.model`` to its term, prefix it with the
namespace: ``ACT_NS + SpeechAct.DENY``.

Nothing is imported here but typing, so that a query on the command line stays quick.
"""
# ruff: noqa: N815 - terms are spelt as in the ontology, so that a search for one finds both

from __future__ import annotations

from typing import Final

__all__ = [
    "ACT",
    "ACT_NS",
    "DCTERMS",
    "KG",
    "KGS_NS",
    "KG_NS",
    "OA",
    "OWL",
    "PLOVER",
    "PLOVER_NS",
    "PREFIXES",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SEM",
    "SKOS",
    "VAL",
    "VAL_NS",
    "WD_NS",
    "XSD",
    "terms_of",
]

KG_NS: Final = "https://w3id.org/news-kg/ontology#"
ACT_NS: Final = "https://w3id.org/news-kg/speech-act#"
PLOVER_NS: Final = "https://w3id.org/news-kg/plover#"
VAL_NS: Final = "https://w3id.org/news-kg/value#"
KGS_NS: Final = "https://w3id.org/news-kg/shapes#"
WD_NS: Final = "http://www.wikidata.org/entity/"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_OA: Final = "http://www.w3.org/ns/oa#"
_SEM: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
_SCHEMA: Final = "https://schema.org/"
_DCTERMS: Final = "http://purl.org/dc/terms/"

PREFIXES: Final[dict[str, str]] = {
    "kg": KG_NS,
    "act": ACT_NS,
    "plover": PLOVER_NS,
    "val": VAL_NS,
    "kgs": KGS_NS,
    "rdf": _RDF,
    "rdfs": _RDFS,
    "owl": _OWL,
    "xsd": _XSD,
    "skos": _SKOS,
    "prov": "http://www.w3.org/ns/prov#",
    "oa": _OA,
    "sem": _SEM,
    "schema": _SCHEMA,
    "time": "http://www.w3.org/2006/time#",
    "org": "http://www.w3.org/ns/org#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "dcterms": _DCTERMS,
    "wd": WD_NS,
}
"""Prefix → namespace, the same in every query, export and message. Treat it as read-only."""


def terms_of(namespace: type) -> dict[str, str]:
    """The terms of one of the classes below: name in Python → IRI.

    >>> terms_of(VAL)["nil"]
    'https://w3id.org/news-kg/value#nil'
    """
    return {name: value for name, value in vars(namespace).items() if not name.startswith("_")}


class KG:
    """Terms of the news-kg ontology: classes first, then properties by what they are said of."""

    Document: Final = KG_NS + "Document"
    Mention: Final = KG_NS + "Mention"
    MetonymicMention: Final = KG_NS + "MetonymicMention"
    Actor: Final = KG_NS + "Actor"
    Person: Final = KG_NS + "Person"
    Group: Final = KG_NS + "Group"
    Organization: Final = KG_NS + "Organization"
    Government: Final = KG_NS + "Government"
    ArmedGroup: Final = KG_NS + "ArmedGroup"
    NewsOutlet: Final = KG_NS + "NewsOutlet"
    CollectiveActor: Final = KG_NS + "CollectiveActor"
    UnnamedSource: Final = KG_NS + "UnnamedSource"
    Place: Final = KG_NS + "Place"
    GeopoliticalEntity: Final = KG_NS + "GeopoliticalEntity"
    Situation: Final = KG_NS + "Situation"
    Event: Final = KG_NS + "Event"
    SpeechEvent: Final = KG_NS + "SpeechEvent"
    State: Final = KG_NS + "State"
    Claim: Final = KG_NS + "Claim"
    Dispute: Final = KG_NS + "Dispute"
    Alignment: Final = KG_NS + "Alignment"
    Occurrence: Final = KG_NS + "Occurrence"
    Figure: Final = KG_NS + "Figure"
    TemporalExpression: Final = KG_NS + "TemporalExpression"
    EntityLink: Final = KG_NS + "EntityLink"
    CodedValue: Final = KG_NS + "CodedValue"
    EventType: Final = KG_NS + "EventType"
    SpeechActType: Final = KG_NS + "SpeechActType"
    Polarity: Final = KG_NS + "Polarity"
    Realis: Final = KG_NS + "Realis"
    Certainty: Final = KG_NS + "Certainty"
    LinkStatus: Final = KG_NS + "LinkStatus"

    claimant: Final = KG_NS + "claimant"
    addressee: Final = KG_NS + "addressee"
    speechAct: Final = KG_NS + "speechAct"
    polarity: Final = KG_NS + "polarity"
    realis: Final = KG_NS + "realis"
    certainty: Final = KG_NS + "certainty"
    content: Final = KG_NS + "content"
    condition: Final = KG_NS + "condition"
    reportsClaim: Final = KG_NS + "reportsClaim"
    reportedThrough: Final = KG_NS + "reportedThrough"
    reportsClaimTransitively: Final = KG_NS + "reportsClaimTransitively"
    claimRelation: Final = KG_NS + "claimRelation"
    respondsTo: Final = KG_NS + "respondsTo"
    denies: Final = KG_NS + "denies"
    rejects: Final = KG_NS + "rejects"
    accepts: Final = KG_NS + "accepts"
    confirms: Final = KG_NS + "confirms"
    contradicts: Final = KG_NS + "contradicts"
    supports: Final = KG_NS + "supports"
    restates: Final = KG_NS + "restates"
    appearsIn: Final = KG_NS + "appearsIn"
    expressedIn: Final = KG_NS + "expressedIn"
    sourceSpan: Final = KG_NS + "sourceSpan"
    cueSpan: Final = KG_NS + "cueSpan"
    contentSpan: Final = KG_NS + "contentSpan"
    confidence: Final = KG_NS + "confidence"
    foundBy: Final = KG_NS + "foundBy"
    hasTime: Final = KG_NS + "hasTime"

    over: Final = KG_NS + "over"
    involvesClaim: Final = KG_NS + "involvesClaim"

    sameEventAs: Final = KG_NS + "sameEventAs"
    occurrence: Final = KG_NS + "occurrence"
    aligns: Final = KG_NS + "aligns"
    alignedIn: Final = KG_NS + "alignedIn"
    relation: Final = KG_NS + "relation"
    alignmentScore: Final = KG_NS + "alignmentScore"
    basis: Final = KG_NS + "basis"
    reason: Final = KG_NS + "reason"
    signs: Final = KG_NS + "signs"
    signedState: Final = KG_NS + "signedState"
    alignmentKey: Final = KG_NS + "alignmentKey"

    figure: Final = KG_NS + "figure"
    quantity: Final = KG_NS + "quantity"
    comparison: Final = KG_NS + "comparison"
    counted: Final = KG_NS + "counted"
    unit: Final = KG_NS + "unit"

    eventType: Final = KG_NS + "eventType"
    participant: Final = KG_NS + "participant"
    initiator: Final = KG_NS + "initiator"
    recipient: Final = KG_NS + "recipient"
    place: Final = KG_NS + "place"
    partOf: Final = KG_NS + "partOf"
    absenceOf: Final = KG_NS + "absenceOf"

    denotes: Final = KG_NS + "denotes"
    literalReferent: Final = KG_NS + "literalReferent"

    text: Final = KG_NS + "text"
    textHash: Final = KG_NS + "textHash"
    extractor: Final = KG_NS + "extractor"

    affiliatedWith: Final = KG_NS + "affiliatedWith"
    actsFor: Final = KG_NS + "actsFor"
    role: Final = KG_NS + "role"
    member: Final = KG_NS + "member"
    wikidata: Final = KG_NS + "wikidata"

    linkOf: Final = KG_NS + "linkOf"
    candidate: Final = KG_NS + "candidate"
    score: Final = KG_NS + "score"
    method: Final = KG_NS + "method"
    status: Final = KG_NS + "status"

    timeText: Final = KG_NS + "timeText"
    timexValue: Final = KG_NS + "timexValue"


class ACT:
    """Speech acts, and Searle's four classes of them that news needs."""

    Assertive: Final = ACT_NS + "Assertive"
    Directive: Final = ACT_NS + "Directive"
    Commissive: Final = ACT_NS + "Commissive"
    Expressive: Final = ACT_NS + "Expressive"

    assert_: Final = ACT_NS + "assert"
    report: Final = ACT_NS + "report"
    confirm: Final = ACT_NS + "confirm"
    emphasize: Final = ACT_NS + "emphasize"
    announce: Final = ACT_NS + "announce"
    deny: Final = ACT_NS + "deny"
    accuse: Final = ACT_NS + "accuse"
    predict: Final = ACT_NS + "predict"
    speculate: Final = ACT_NS + "speculate"
    agree: Final = ACT_NS + "agree"
    demand: Final = ACT_NS + "demand"
    propose: Final = ACT_NS + "propose"
    warn: Final = ACT_NS + "warn"
    ask: Final = ACT_NS + "ask"
    promise: Final = ACT_NS + "promise"
    threaten: Final = ACT_NS + "threaten"
    refuse: Final = ACT_NS + "refuse"
    condemn: Final = ACT_NS + "condemn"
    praise: Final = ACT_NS + "praise"


class PLOVER:
    """Event types of PLOVER."""

    AGREE: Final = PLOVER_NS + "AGREE"
    CONSULT: Final = PLOVER_NS + "CONSULT"
    SUPPORT: Final = PLOVER_NS + "SUPPORT"
    CONCEDE: Final = PLOVER_NS + "CONCEDE"
    COOPERATE: Final = PLOVER_NS + "COOPERATE"
    AID: Final = PLOVER_NS + "AID"
    RETREAT: Final = PLOVER_NS + "RETREAT"
    REQUEST: Final = PLOVER_NS + "REQUEST"
    ACCUSE: Final = PLOVER_NS + "ACCUSE"
    REJECT: Final = PLOVER_NS + "REJECT"
    THREATEN: Final = PLOVER_NS + "THREATEN"
    PROTEST: Final = PLOVER_NS + "PROTEST"
    SANCTION: Final = PLOVER_NS + "SANCTION"
    MOBILIZE: Final = PLOVER_NS + "MOBILIZE"
    COERCE: Final = PLOVER_NS + "COERCE"
    ASSAULT: Final = PLOVER_NS + "ASSAULT"


class VAL:
    """Codes of polarity, realis, certainty and link status."""

    positive: Final = VAL_NS + "positive"
    negative: Final = VAL_NS + "negative"
    unspecified: Final = VAL_NS + "unspecified"

    actual: Final = VAL_NS + "actual"
    future: Final = VAL_NS + "future"
    hypothetical: Final = VAL_NS + "hypothetical"
    generic: Final = VAL_NS + "generic"

    certain: Final = VAL_NS + "certain"
    probable: Final = VAL_NS + "probable"
    possible: Final = VAL_NS + "possible"
    underspecified: Final = VAL_NS + "underspecified"

    accepted: Final = VAL_NS + "accepted"
    rejected: Final = VAL_NS + "rejected"
    nil: Final = VAL_NS + "nil"
    toReview: Final = VAL_NS + "toReview"


class RDF:
    """RDF itself."""

    type: Final = _RDF + "type"
    first: Final = _RDF + "first"
    rest: Final = _RDF + "rest"
    nil: Final = _RDF + "nil"
    langString: Final = _RDF + "langString"


class RDFS:
    """RDF Schema."""

    label: Final = _RDFS + "label"
    comment: Final = _RDFS + "comment"
    isDefinedBy: Final = _RDFS + "isDefinedBy"
    subClassOf: Final = _RDFS + "subClassOf"
    subPropertyOf: Final = _RDFS + "subPropertyOf"
    domain: Final = _RDFS + "domain"
    range: Final = _RDFS + "range"
    Literal: Final = _RDFS + "Literal"


class OWL:
    """The part of OWL 2 that the program speaks of itself; the ontology uses more."""

    Ontology: Final = _OWL + "Ontology"
    Class: Final = _OWL + "Class"
    ObjectProperty: Final = _OWL + "ObjectProperty"
    DatatypeProperty: Final = _OWL + "DatatypeProperty"
    NamedIndividual: Final = _OWL + "NamedIndividual"
    Thing: Final = _OWL + "Thing"
    Nothing: Final = _OWL + "Nothing"
    sameAs: Final = _OWL + "sameAs"
    versionIRI: Final = _OWL + "versionIRI"
    versionInfo: Final = _OWL + "versionInfo"


class XSD:
    """Datatypes of literals in the graph."""

    string: Final = _XSD + "string"
    integer: Final = _XSD + "integer"
    decimal: Final = _XSD + "decimal"
    boolean: Final = _XSD + "boolean"
    dateTime: Final = _XSD + "dateTime"
    anyURI: Final = _XSD + "anyURI"


class SKOS:
    """Labels and notes; annotations only, here."""

    altLabel: Final = _SKOS + "altLabel"
    definition: Final = _SKOS + "definition"
    example: Final = _SKOS + "example"
    notation: Final = _SKOS + "notation"
    closeMatch: Final = _SKOS + "closeMatch"
    inScheme: Final = _SKOS + "inScheme"


class OA:
    """Web Annotation: where a mention lies."""

    hasSource: Final = _OA + "hasSource"
    start: Final = _OA + "start"
    end: Final = _OA + "end"
    exact: Final = _OA + "exact"


class SEM:
    """Simple Event Model: the four bounds of an uncertain time."""

    hasEarliestBeginTimeStamp: Final = _SEM + "hasEarliestBeginTimeStamp"
    hasLatestBeginTimeStamp: Final = _SEM + "hasLatestBeginTimeStamp"
    hasEarliestEndTimeStamp: Final = _SEM + "hasEarliestEndTimeStamp"
    hasLatestEndTimeStamp: Final = _SEM + "hasLatestEndTimeStamp"


class SCHEMA:
    """schema.org: what is known of an article."""

    headline: Final = _SCHEMA + "headline"
    datePublished: Final = _SCHEMA + "datePublished"
    publisher: Final = _SCHEMA + "publisher"
    url: Final = _SCHEMA + "url"
    sameAs: Final = _SCHEMA + "sameAs"


class DCTERMS:
    """Dublin Core: an article's own identifier and its language."""

    identifier: Final = _DCTERMS + "identifier"
    language: Final = _DCTERMS + "language"
