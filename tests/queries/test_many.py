"""The questions over many articles, on the storylines of the gold: what a careful reader of all eleven would answer.

Only what the program can read is asked for; what it misses is measured in tests/align.
"""

from __future__ import annotations

from functools import cache

import pytest
import rdflib
from pyoxigraph import RdfFormat, serialize

from kg.queries import Catalogue
from kg.queries.values import terms
from kg.sparql import Solutions, run
from kg.sparql.binding import bind
from kg.vocabulary import PREFIXES
from tests.align import storyline

TOPIC = "many articles"
CATALOGUE = Catalogue()
ATTEND, QUIT = "promise – to attend", "his side would not take part in the second round"
GIVEN: dict[str, dict[str, str]] = {
    "casualties": {"about": "Sherqal", "counted": "death"},
    "conflict-by-month": {"actor": "Turkey"},
    "contradictions": {"basis": "participant"},
    "contradicts-itself": {},
    "demands-unanswered": {},
    "first-reported": {},
    "named-together": {"actor": "Taliban"},
    "no-second-source": {},
    "position-changes": {"actor": "Tariq Sahibzada", "about": "inquiry"},
    "same-claims": {"actor": "Asad Khaskheli"},
    "same-events": {},
    "share-of-voice": {"outlet": "Radio Corvus"},
    "threats-followed": {"actor": "Taliban"},
    "wordings": {},
}
EXPECTED: dict[str, list[tuple[str, ...]]] = {
    "casualties": [
        ("provincial spokesman", "at_least", "4"),
        ("The Daily Lantern", "at_least", "4"),
        ("Imran Dehlavi", "at_most", "2"),
        ("Nasim Barakwal", "exactly", "9"),
        ("Farida Noorzad", "exactly", "9"),
        ("United Nations", "at_least", "9"),
        ("Hafiz Munir Wardak", "exactly", "9"),
    ],
    "conflict-by-month": [("2025-11", "Turkey", "Pakistan", "verbal", "2")],
    "contradictions": [
        ("Pakistan’s army: accuse – firing the mortars itself", "provincial spokesman: accuse – the attack")
    ],
    "contradicts-itself": [
        ("Hafiz Munir Wardak", QUIT, ATTEND),
        ("Tariq Sahibzada", "Islamabad was now ready to accept an inquiry", "a Turkish call for an inquiry"),
        ("Zubair Lashari", "he would accept a mediator", "an offer"),
    ],
    "demands-unanswered": [
        ("Taliban defence ministry", "a joint inquiry into the shelling"),
        ("United Nations", "to spare civilians"),
        ("Zubair Lashari", "a rise of 20 percent"),
        ("European Union", "to release the detained men"),
        ("Turkey", "to reconsider"),
    ],
    "first-reported": [
        ("2025-11-04T09:40:00Z", "Halden Press Agency", "At least four people were killed"),
        ("2025-11-04T09:40:00Z", "Halden Press Agency", "its forces would strike Pakistani border p"),
        ("2025-11-04T21:15:00Z", "The Daily Lantern", "the militants had hidden explosives"),
        ("2025-11-06T12:15:00Z", "Radio Corvus", "Taliban forces have attacked a Pakistani border post"),
        ("2025-11-10T10:20:00Z", "Halden Press Agency", "to send in the army"),
        ("2025-11-10T10:20:00Z", "Halden Press Agency", "breaking an agreement signed in March"),
        ("2025-11-12T17:00:00Z", "an independent inquiry led by the United Nations"),
    ],
    "named-together": [("Pakistan", "2")],
    "no-second-source": [
        ("security official in Kabul", "the rounds had been fired by howitzers"),
        ("officials in Islamabad", "two batteries had been placed"),
        ("European diplomat", "seven more names"),
    ],
    "position-changes": [
        ("2025-11-13T18:40:00Z", "a Turkish call for an inquiry", "negative"),
        ("2025-11-17T14:10:00Z", "now ready to accept an inquiry", "positive", "a Turkish call for an inquiry"),
    ],
    "same-claims": [
        ("to send in the army", "Halden Press Agency", "restates", "the army would be sent in", "The Daily Lantern"),
        ("to send in the army", "Halden Press Agency", "to use the army against", "The Northern Chronicle"),
    ],
    "same-events": [
        ("6", "2025-11-04T09:40:00Z", "2025-11-12T17:00:00Z"),
        ("Taliban forces have attacked a Pakistani border post at Zarmela", "3"),
        ("a joint inquiry into the shelling", "3"),
    ],
    "share-of-voice": [("Radio Corvus", "Pakistan"), ("Radio Corvus", "Taliban"), ("Radio Corvus", "United Nations")],
    "threats-followed": [
        ("its forces would strike", "Pakistan", "Taliban forces have attacked", "ASSAULT", "Radio Corvus")
    ],
    "wordings": [
        ("The Daily Lantern", "begged", "to sit down in Istanbul"),
        ("Halden Press Agency", "urged", "to return to the table in Istanbul"),
        ("Radio Corvus", "bombing"),
        ("The Northern Chronicle", "shelled"),
        ("The Eastern Post", "stormed"),
    ],
}
MOST = {"contradictions": 4, "contradicts-itself": 4, "threats-followed": 1, "position-changes": 2, "same-claims": 3}
"""Rows at most, of what would be easy to find too much of."""


@cache
def ask(name: str) -> tuple[tuple[str, ...], ...]:
    store = storyline.aligned()
    query = CATALOGUE.get(name)
    found = run(store, query.text, terms(query.parameters, GIVEN[name], store))
    assert isinstance(found, Solutions)
    return tuple(tuple("" if term is None else getattr(term, "value", "") for term in row) for row in found.rows)


def test_every_question_over_many_articles_is_asked() -> None:
    assert sorted(GIVEN) == sorted(EXPECTED) == [query.name for query in CATALOGUE if query.topic == TOPIC]


@pytest.mark.parametrize("name", GIVEN)
def test_the_answer_has_what_a_reader_would_give(name: str) -> None:
    rows = ask(name)
    for wanted in EXPECTED[name]:
        assert any(all(any(part in value for value in row) for part in wanted) for row in rows), (wanted, rows)
    assert len(rows) <= MOST.get(name, len(rows))
    assert len(set(rows)) == len(rows)


def test_the_shares_of_an_outlet_are_a_hundred_percent() -> None:
    assert sum(float(row[-1]) for row in ask("share-of-voice")) == pytest.approx(100, abs=1)


@pytest.mark.parametrize("name", ["first-reported", "contradictions", "same-claims", "casualties", "no-second-source"])
def test_a_time_leaves_out_what_it_should(name: str) -> None:
    store = storyline.aligned()
    query = CATALOGUE.get(name)
    for given in ({"since": "2026-01-01"}, {"until": "2025-01-01"}):
        found = run(store, query.text, terms(query.parameters, {**GIVEN[name], **given}, store))
        assert isinstance(found, Solutions)
        assert not found.rows


@cache
def in_rdflib() -> rdflib.Graph:
    """All graphs as one: they are disjoint, so a statement counts once here too."""
    lines = serialize((quad.triple for quad in storyline.aligned()), format=RdfFormat.N_TRIPLES) or b""
    return rdflib.Graph().parse(data=lines, format="nt")


@pytest.mark.parametrize("name", [name for name in GIVEN if name != "first-reported"])
def test_rdflib_gives_the_same_answer(name: str) -> None:
    """On the whole storyline, but for one of which rdflib tries every property; test_engines has it on less."""
    query = CATALOGUE.get(name)
    bound = bind(query.text, terms(query.parameters, GIVEN[name], storyline.aligned()))
    found = in_rdflib().query(bound, initNs=PREFIXES)
    rows = sorted(tuple("" if term is None else _plain(term) for term in row) for row in found)  # type: ignore[union-attr]
    assert rows == sorted(tuple(_number(value) for value in row) for row in ask(name))


def _plain(term: rdflib.term.Node) -> str:
    return _number(str(term).replace("+00:00", "Z"))


def _number(value: str) -> str:
    try:
        return f"{float(value):g}"
    except ValueError:
        return value
