"""For every shape, changes of the sound graph that break it and no other; and changes that break none.

Each is a SPARQL update. Where a change would break a second shape, the update also mends that.
"""

from __future__ import annotations

import hashlib

from tests.shapes.sound import DOC, TEXT, at

__all__ = ["BREAKING", "HARMLESS", "UNSTATED"]

_DOC = f"<{DOC}>"
_MONDAY, _LISBON, _ANA, _RETURN = at("Monday"), at("Lisbon"), at("Ana Sousa"), at("their return")
_LISBON_LINK, _TURKEY_LINK, _ANA_LINK = (
    f"<https://example.org/id/entity/{name}/link>" for name in ("lisbon", "turkey", "ana")
)
_OTHER = "<https://example.org/id/doc/fedcba9876543210>"
_OTHER_WORDS = "<https://example.org/id/doc/fedcba9876543210#char=0,5>"
_OTHER_CLAIM = "<https://example.org/id/doc/fedcba9876543210/c9>"
_NAIVE = '"2026-03-09T00:00:00"^^xsd:dateTime'
_SAME_DAY = '"2026-03-09T01:00:00+01:00"^^xsd:dateTime'
_SAME_EVENING = '"2026-03-10T00:59:00+01:00"^^xsd:dateTime'
_BOUNDS = {
    "eb": "sem:hasEarliestBeginTimeStamp",
    "lb": "sem:hasLatestBeginTimeStamp",
    "ee": "sem:hasEarliestEndTimeStamp",
    "le": "sem:hasLatestEndTimeStamp",
}


def _add(statements: str) -> str:
    return f"INSERT DATA {{ {statements} }}"


def _drop(subject: str, predicate: str) -> str:
    return f"DELETE WHERE {{ {subject} {predicate} ?value }}"


def _put(subject: str, predicate: str, value: str) -> str:
    """In place of the values that there are."""
    return f"{_drop(subject, predicate)} ; {_add(f'{subject} {predicate} {value}')}"


def _delete(statements: str) -> str:
    return f"DELETE DATA {{ {statements} }}"


def _stretch(start: int, end: int, words: str, name: str = "", more: str = "; kg:denotes e:ana") -> str:
    return _add(
        f"<{DOC}#char={name or f'{start},{end}'}> a kg:Mention ; oa:hasSource {_DOC} ; "
        f'oa:start {start} ; oa:end {end} ; oa:exact "{words}" {more}'
    )


def _bounds(**days: int) -> str:
    """Monday with these bounds only."""
    drops = [_drop("d:monday", predicate) for predicate in _BOUNDS.values()]
    bounds = [f'd:monday {_BOUNDS[key]} "2026-03-{day:02}T00:00:00Z"^^xsd:dateTime' for key, day in days.items()]
    return " ; ".join([*drops, _add(" . ".join(bounds))])


def _claim(more: str) -> str:
    """One more claim of the article."""
    return _add(
        f'd:new a kg:Claim ; rdfs:label "new" ; kg:claimant e:wire ; kg:speechAct act:assert ; kg:appearsIn {_DOC} ; '
        f"kg:polarity val:positive ; kg:contentSpan {_RETURN} {more}"
    )


def _other_article(more: str = "") -> str:
    """A second, sound article in the same graph, with one claim."""
    digest = hashlib.sha256(b"Other words.").hexdigest()
    return _add(
        f'{_OTHER} a kg:Document ; rdfs:label "Other" ; kg:text "Other words." ; kg:textHash "{digest}" ; '
        'schema:publisher e:wire ; schema:datePublished "2026-03-10T00:00:00Z"^^xsd:dateTime . '
        f'{_OTHER_WORDS} a kg:Mention ; oa:hasSource {_OTHER} ; oa:start 0 ; oa:end 5 ; oa:exact "Other" . '
        f'{_OTHER_CLAIM} a kg:Claim ; rdfs:label "other" ; kg:claimant e:wire ; kg:speechAct act:assert ; '
        f"kg:polarity val:negative ; kg:appearsIn {_OTHER} ; kg:content d:return ; kg:contentSpan {_OTHER_WORDS} . "
        f"{more}"
    )


NODES = {
    "Node-name": (_add('_:x a kg:Person ; rdfs:label "X" . e:ana kg:affiliatedWith _:x'),),
    "Node-class": (_add("d:c1 a kg:Clam"), _add("e:ana a <http://www.w3.org/ns/prov#Agent>")),
    "Node-label": (
        _drop("d:c1", "rdfs:label"),
        _drop("d:dispute", "rdfs:label"),
        _drop("e:lisbon", "rdfs:label"),
        _drop(_DOC, "rdfs:label"),
        _add('e:ana rdfs:label "Ana"'),
        _put("d:saying", "rdfs:label", '" "'),
        _put("e:ana", "rdfs:label", '"Ana Sousa"@pt'),
    ),
}

DOCUMENTS = {
    "Document-type": (_add('d:x schema:headline "X"'),),
    "Document-text": (_drop(_DOC, "kg:text"),),
    "Document-textHash": (_drop(_DOC, "kg:textHash"), _put(_DOC, "kg:textHash", '"ABC"')),
    "Document-hashed": (_put(_DOC, "kg:textHash", f'"{"0" * 64}"'),),
    "Document-headline": (_add(f'{_DOC} schema:headline "Two"'), _put(_DOC, "schema:headline", '""')),
    "Document-datePublished": (
        _put(_DOC, "schema:datePublished", '"2026-03-10Z"^^xsd:date'),
        _put(_DOC, "schema:datePublished", _NAIVE),
        _put(_DOC, "schema:datePublished", '"some dayZ"^^xsd:dateTime'),
        _add(f'{_DOC} schema:datePublished "2026-03-11T00:00:00Z"^^xsd:dateTime'),
    ),
    "Document-dated": (_drop(_DOC, "schema:datePublished"),),
    "Document-publisher": (_add(f"{_DOC} schema:publisher e:courier"), _add(f"{_DOC} schema:publisher d:saying")),
    "Document-url": (
        _put(_DOC, "schema:url", '"example.org/ships"'),
        _add(f"{_DOC} schema:url <https://example.org/2>"),
    ),
    "Document-identifier": (_add(f'{_DOC} dcterms:identifier "2"'), _put(_DOC, "dcterms:identifier", '""')),
    "Document-language": (_add(f'{_DOC} dcterms:language "de"'), _put(_DOC, "dcterms:language", '"English, mostly"')),
    "Document-extractor": (_add(f'{_DOC} kg:extractor "another"'), _put(_DOC, "kg:extractor", '""')),
    "Document-claims": (
        f"{_other_article()} ; DELETE WHERE {{ {_OTHER_CLAIM} ?p ?o }} ; {_add(f'{_OTHER_WORDS} kg:denotes e:ana')}",
    ),
    "Document-closed": (_add(f"{_DOC} kg:nothing val:positive"), _add(f'{_DOC} schema:headlin "X"')),
}

MENTIONS = {
    "Mention-type": (_add('d:x oa:exact "X"'), _add("d:x kg:denotes e:ana")),
    "Mention-source": (_drop(_MONDAY, "oa:hasSource"),),
    "Mention-start": (_drop(_MONDAY, "oa:start"), _stretch(-1, 3, "X")),
    "Mention-end": (_drop(_MONDAY, "oa:end"),),
    "Mention-order": (_stretch(9, 9, "X"), _stretch(9, 7, "X")),
    "Mention-exact": (_drop(_MONDAY, "oa:exact"),),
    "Mention-inText": (_stretch(len(TEXT) - 1, len(TEXT) + 1, ".X"), _stretch(9000, 9001, "X")),
    "Mention-words": (
        _put(_MONDAY, "oa:exact", '"monday"'),
        _stretch(1, 5, "The "),
        _stretch(3, 6, "The"),
    ),
    "Mention-name": (_stretch(2, 5, "The", name="2,6"), _stretch(2, 5, "The", name="02,05")),
    "Mention-denotes": (_add(f"{_MONDAY} kg:denotes d:nothing"), _add(f"{_MONDAY} kg:denotes d:dispute")),
    "Mention-used": (_stretch(2, 5, "The", more=""),),
    "Mention-closed": (_add(f"{_MONDAY} kg:nothing e:ana"),),
    "MetonymicMention-type": (_add(f"{_MONDAY} kg:literalReferent e:lisbon"),),
    "MetonymicMention-literal": (
        _drop(_LISBON, "kg:literalReferent"),
        _add(f"{_LISBON} kg:literalReferent e:ana"),
        _put(_LISBON, "kg:literalReferent", "d:return"),
    ),
    "MetonymicMention-distinct": (_put(_LISBON, "kg:literalReferent", "e:portugal"),),
}

CLAIMS = {
    "Claim-type": (_add("d:x kg:confidence 0.5"), _add("d:x kg:cueSpan " + at("said"))),
    "Claim-claimant": (
        _drop("d:c1", "kg:claimant"),
        _add("d:c1 kg:claimant e:ana"),
        _put("d:c1", "kg:claimant", "d:return"),
        _put("d:c1", "kg:claimant", '"The Courier"'),
    ),
    "Claim-addressee": (_add("d:c1 kg:addressee d:return"),),
    "Claim-speechAct": (
        _drop("d:c1", "kg:speechAct"),
        _add("d:c1 kg:speechAct act:warn"),
        _put("d:c1", "kg:speechAct", "act:insist"),
        _put("d:c1", "kg:speechAct", '"report"'),
    ),
    "Claim-polarity": (
        _drop("d:c1", "kg:polarity"),
        _add("d:c1 kg:polarity val:unspecified"),
        _put("d:c1", "kg:polarity", "val:maybe"),
    ),
    "Claim-realis": (_add("d:c1 kg:realis val:future"), _put("d:c1", "kg:realis", "val:certain")),
    "Claim-certainty": (_add("d:c1 kg:certainty val:possible"), _put("d:c1", "kg:certainty", "val:actual")),
    "Claim-expressedIn": (_add("d:c1 kg:expressedIn d:accusing"),),
    "Claim-says": (_claim(""),),
    "Claim-content": (_add("d:c1 kg:content e:ana"),),
    "Claim-condition": (_add("d:c1 kg:condition d:c2"),),
    "Claim-hasTime": (_add("d:c1 kg:hasTime e:ana"),),
    "Claim-appearsIn": (_drop("d:c1", "kg:appearsIn"),),
    "Claim-contentSpan": (_drop("d:c1", "kg:contentSpan"),),
    "Claim-cueSpan": (_add(f"d:c1 kg:cueSpan {_MONDAY} . {_MONDAY} kg:denotes d:saying"),),
    "Claim-sourceSpan": (_add(f"d:c1 kg:sourceSpan {at('Portugal')}"),),
    "Claim-spans": (
        _other_article(f"d:c1 kg:contentSpan {_OTHER_WORDS}"),
        _other_article(f"{_OTHER_WORDS} kg:denotes d:refusing") + f" ; {_put('d:c5', 'kg:cueSpan', _OTHER_WORDS)}",
    ),
    "Claim-narrator": (
        _add(f"d:c0 kg:sourceSpan {_MONDAY} . {_MONDAY} kg:denotes e:wire"),
        _put("d:c0", "kg:claimant", "e:turkey"),
    ),
    "Claim-reportsClaim": (_add("d:c1 kg:reportsClaim d:saying"),),
    "Claim-chain": (
        _add("d:c1 kg:reportsClaim d:c1"),
        _add("d:c2 kg:reportsClaim d:c1"),
        _add("d:c2 kg:reportsClaim d:c3 . d:c3 kg:reportsClaim d:c1"),
    ),
    "Claim-chainDocument": (_other_article(f"d:c0 kg:reportsClaim {_OTHER_CLAIM}"),),
    "Claim-reached": (_delete("d:c0 kg:reportsClaim d:c5"),),
    "Claim-saying": (_drop("d:c5", "kg:expressedIn"), _put("d:c5", "kg:expressedIn", "d:saying")),
    "Claim-relation": (_add("d:c1 kg:supports d:diverting"), _add("d:c1 kg:confirms e:ana")),
    "Claim-itself": (_add("d:c1 kg:restates d:c1"),),
    "Claim-sides": (_add("d:c3 kg:confirms d:c2"), _add("d:c5 kg:accepts d:c4")),
    "Claim-denial": (_put("d:c1", "kg:speechAct", "act:deny"),),
    "Claim-denies": (_put("d:c3", "kg:polarity", "val:positive"), _put("d:c3", "kg:polarity", "val:unspecified")),
    "Claim-denied": (_add("d:c5 kg:denies d:c2"),),
    "Claim-rejects": (_add("d:c5 kg:rejects d:c2"), _add("d:c1 kg:accepts d:c2")),
    "Claim-confidence": (
        _put("d:c1", "kg:confidence", "1.01"),
        _put("d:c1", "kg:confidence", "-0.01"),
        _put("d:c1", "kg:confidence", "5e-1"),
        _put("d:c1", "kg:confidence", '"0.5"'),
        _add("d:c1 kg:confidence 0.5"),
    ),
    "Claim-foundBy": (_put("d:c1", "kg:foundBy", '""'), _add('d:c1 kg:foundBy "another"')),
    "Claim-closed": (_add("d:c1 kg:claiment e:ana"), _add('d:c1 skos:altLabel "X"')),
}

SITUATIONS = {
    "Situation-type": (_add("d:x kg:eventType plover:AID"), _add("d:x kg:place e:lisbon")),
    "Situation-eventType": (
        _put("d:accusing", "kg:eventType", "plover:FIGHT"),
        _add("d:accusing kg:eventType plover:REJECT"),
    ),
    "Situation-participant": (_add("d:saying kg:recipient d:return"), _add("d:saying kg:participant e:lisbon")),
    "Situation-place": (_add("d:saying kg:place e:ana"),),
    "Situation-hasTime": (_add("d:saying kg:hasTime e:ana"),),
    "Situation-partOf": (_add("d:saying kg:partOf e:ana"),),
    "Situation-absenceOf": (_add("d:short kg:absenceOf d:return"), _put("d:return", "kg:absenceOf", "e:ana")),
    "Situation-itself": (_add("d:diverting kg:partOf d:return"), _add("d:long kg:absenceOf d:short")),
    "Situation-mention": (_delete(f"{_RETURN} kg:denotes d:return"),),
    "Situation-spoken": (_add(f'd:new a kg:Event ; rdfs:label "new" . {_MONDAY} kg:denotes d:new'),),
    "Situation-foundBy": (_put("d:accusing", "kg:foundBy", '""'), _add('d:accusing kg:foundBy "another"')),
    "Situation-closed": (_add('d:saying skos:altLabel "X"'), _add("d:saying kg:initiater e:ana")),
}

DISPUTES = {
    "Dispute-type": (_add("d:x kg:involvesClaim d:c1"),),
    "Dispute-over": (
        _drop("d:dispute", "kg:over"),
        _add("d:dispute kg:over d:return"),
        _put("d:dispute", "kg:over", "e:ana"),
    ),
    "Dispute-claims": (_delete("d:dispute kg:involvesClaim d:c3"), _add("d:dispute kg:involvesClaim d:saying")),
    "Dispute-document": (_other_article(f"d:dispute kg:involvesClaim {_OTHER_CLAIM}"),),
    "Dispute-opposed": (
        _add('d:new a kg:Dispute ; rdfs:label "new" ; kg:over d:diverting ; kg:involvesClaim d:c2 , d:c4'),
    ),
    "Dispute-closed": (_add("d:dispute kg:nothing e:ana"),),
}

TIMES = {
    "Time-type": (_add('d:x kg:timeText "Tuesday"'),),
    "Time-timeText": (
        _drop("d:monday", "kg:timeText"),
        _put("d:monday", "kg:timeText", '""'),
        _add('d:monday kg:timeText "Tuesday"'),
    ),
    "Time-timexValue": (_put("d:monday", "kg:timexValue", '"9 March"'), _add('d:monday kg:timexValue "2026"')),
    "Time-earliestBegin": (
        _add(f"d:monday sem:hasEarliestBeginTimeStamp {_SAME_DAY}"),
        f"{_bounds()} ; {_add(f'd:monday sem:hasEarliestBeginTimeStamp {_NAIVE}')}",
    ),
    "Time-latestBegin": (
        _add(f"d:monday sem:hasLatestBeginTimeStamp {_SAME_EVENING}"),
        f"{_bounds()} ; {_add(f'd:monday sem:hasLatestBeginTimeStamp {_NAIVE}')}",
    ),
    "Time-earliestEnd": (
        _add(f"d:monday sem:hasEarliestEndTimeStamp {_SAME_DAY}"),
        f"{_bounds()} ; {_add(f'd:monday sem:hasEarliestEndTimeStamp {_NAIVE}')}",
    ),
    "Time-latestEnd": (
        _add(f"d:monday sem:hasLatestEndTimeStamp {_SAME_EVENING}"),
        f"{_bounds()} ; {_add(f'd:monday sem:hasLatestEndTimeStamp {_NAIVE}')}",
    ),
    "Time-beginOrder": (_bounds(eb=5, lb=4, ee=6, le=6),),
    "Time-endOrder": (_bounds(eb=1, lb=1, ee=5, le=4),),
    "Time-earliestOrder": (_bounds(eb=5, lb=6, ee=4, le=6),),
    "Time-latestOrder": (_bounds(eb=1, lb=6, ee=2, le=5),),
    "Time-wholeOrder": (_bounds(eb=5, le=4),),
    "Time-mention": (_put(_MONDAY, "kg:denotes", "e:ana"),),
    "Time-used": (f"{_drop('d:c1', 'kg:hasTime')} ; {_drop('d:diverting', 'kg:hasTime')}",),
    "Time-closed": (_add('d:monday skos:altLabel "X"'),),
}

ACTORS = {
    "Actor-type": (_add('d:x kg:role "envoy"'), _add("d:x kg:actsFor e:turkey")),
    "Actor-affiliatedWith": (_add("e:ana kg:affiliatedWith d:return"),),
    "Actor-actsFor": (_add("e:ana kg:actsFor e:lisbon"),),
    "Actor-member": (_add("d:sides kg:member d:return"),),
    "Actor-role": (_add('e:ana kg:role " "'), _add("e:ana kg:role 5"), _add('e:ana kg:role "enviada"@pt')),
    "Actor-itself": (
        _add("e:ana kg:affiliatedWith e:ana"),
        _add("e:ana kg:actsFor e:ana"),
        _add("d:sides kg:member d:sides"),
    ),
    "Actor-kind": (_add("e:ana a kg:NewsOutlet"), _add("e:ana a kg:Place"), _add("d:source a kg:Person")),
    "Actor-mention": (_put(_ANA, "kg:denotes", "e:turkey"),),
    "Actor-used": (_add('e:new a kg:Person ; rdfs:label "New"'),),
    "Actor-altLabel": (_add('e:ana skos:altLabel "Ana"@pt'), _add('e:lisbon skos:altLabel ""')),
    "Actor-wikidata": (
        _add("e:turkey kg:wikidata wd:Q9"),
        _add("e:turkey kg:wikidata <https://www.wikidata.org/wiki/Q43>"),
        _add('e:turkey kg:wikidata "Q43"'),
    ),
    "Actor-linkable": (_add("d:x kg:wikidata wd:Q9"),),
    "Actor-closed": (_add("e:ana kg:nothing e:turkey"), _add("e:lisbon kg:nothing e:turkey")),
    "Group-type": (_add("e:ana kg:member e:turkey"),),
    "UnnamedSource-type": (_add(f"e:ana oa:hasSource {_DOC}"),),
    "UnnamedSource-document": (_drop("d:source", "oa:hasSource"),),
    "UnnamedSource-elsewhere": (
        _other_article(f"{_OTHER_WORDS} kg:denotes d:source"),
        _other_article() + f" ; {_put(_OTHER_CLAIM, 'kg:claimant', 'd:source')}",
    ),
    "UnnamedSource-wikidata": (_add("d:source kg:wikidata wd:Q9"),),
    "UnnamedSource-link": (
        _add('d:link a kg:EntityLink ; kg:linkOf d:source ; kg:status val:accepted ; kg:method "names"'),
    ),
}

LINKS = {
    "EntityLink-type": (_add('d:x kg:method "names"'), _add("d:x kg:candidate wd:Q9")),
    "EntityLink-linkOf": (
        _drop(_ANA_LINK, "kg:linkOf"),
        _put(_ANA_LINK, "kg:linkOf", "d:return"),
        _add(f"{_ANA_LINK} kg:linkOf e:courier"),
    ),
    "EntityLink-status": (
        _drop(_ANA_LINK, "kg:status"),
        _put(_ANA_LINK, "kg:status", "val:perhaps"),
        _add(f"{_ANA_LINK} kg:status val:rejected"),
    ),
    "EntityLink-method": (_drop(_ANA_LINK, "kg:method"), _put(_ANA_LINK, "kg:method", '""')),
    "EntityLink-score": (_put(_ANA_LINK, "kg:score", "1.5"), _put(_ANA_LINK, "kg:score", '"high"')),
    "EntityLink-candidate": (
        _add(f"{_LISBON_LINK} kg:candidate <https://www.wikidata.org/wiki/Q597>"),
        _add(f"{_LISBON_LINK} kg:candidate wd:Q0"),
        _add(f'{_LISBON_LINK} kg:candidate "Q597"'),
    ),
    "EntityLink-accepted": (_drop("e:turkey", "kg:wikidata"), _put("e:turkey", "kg:wikidata", "wd:Q9")),
    "EntityLink-unlinked": (_add("e:lisbon kg:wikidata wd:Q597"),),
    "EntityLink-single": (
        _add(
            "d:link a kg:EntityLink ; kg:linkOf e:turkey ; kg:status val:accepted ; kg:method 'names' ; "
            "kg:candidate wd:Q43"
        ),
    ),
    "EntityLink-nil": (" ; ".join([_put(_ANA_LINK, "kg:method", "'user'"), _add(f"{_ANA_LINK} kg:candidate wd:Q9")]),),
    "EntityLink-reason": (_add("e:courier kg:wikidata wd:Q9"),),
    "EntityLink-closed": (_add(f"{_ANA_LINK} kg:nothing e:ana"),),
}

BREAKING: dict[str, tuple[str, ...]] = (
    NODES | DOCUMENTS | MENTIONS | CLAIMS | SITUATIONS | DISPUTES | TIMES | ACTORS | LINKS
)

UNSTATED: dict[str, tuple[str, ...]] = {
    "Node-classesAbove": (
        _delete("e:ana a kg:Actor"),
        _delete("d:saying a kg:Event"),
        _delete(f"{_LISBON} a kg:Mention"),
        _delete("e:turkey a kg:Place"),
    ),
    "Situation-participates": (_delete("d:accusing kg:participant e:turkey"),),
    "Claim-responds": (_delete("d:c3 kg:respondsTo d:c2"), _delete("d:c5 kg:respondsTo d:c4")),
}
"""Changes that take away what follows from the rest and should be stated all the same."""

HARMLESS: tuple[str, ...] = (
    _put("d:c1", "kg:confidence", "0.0"),
    _put("d:c1", "kg:confidence", "1.0"),
    _drop("d:c1", "kg:realis"),
    _drop("d:c1", "kg:hasTime"),
    _add("d:c1 kg:reportedThrough d:c0"),
    _add("d:c1 kg:contentSpan " + at("diverting ships")),
    _add("d:c3 kg:contradicts d:c2 . d:c2 kg:contradicts d:c3"),
    _bounds(),
    _bounds(eb=5, lb=9, ee=5, le=9),
    _bounds(eb=5, lb=5, ee=5, le=5),
    _bounds(lb=9, ee=5),
    _drop(_ANA_LINK, "kg:score"),
    _put(_ANA_LINK, "kg:status", "val:rejected"),
    _drop(_DOC, "schema:url"),
    _drop(_DOC, "schema:headline"),
    _put(_DOC, "schema:url", "<https://example.org/ships>"),
    _stretch(0, 1, "🔴"),
    _stretch(2, 5, "The"),
    _stretch(len(TEXT) - 1, len(TEXT), "."),
    _stretch(0, len(TEXT), TEXT),
    _add("e:turkey a kg:Actor , kg:Place"),
    _add('e:gov a kg:Government , kg:ArmedGroup ; rdfs:label "Gov" . e:ana kg:affiliatedWith e:gov'),
    _other_article(),
)
