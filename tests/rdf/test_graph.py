import random
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, parse

from kg.errors import InternalError
from kg.iris import Names
from kg.model import (
    Actor,
    ActorKind,
    Article,
    Claim,
    Extraction,
    Mention,
    Polarity,
    Situation,
    SituationKind,
    Span,
    SpeechAct,
)
from kg.rdf import quads
from kg.vocabulary import RDFS
from tests.rdf.saying import BASE, GRAPH, said_of
from tests.sample import SAMPLE


def test_a_graph_has_no_blank_nodes_and_lies_in_its_two_graphs() -> None:
    for quad in (*GRAPH.quads, *GRAPH.entities):
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
    assert {quad.graph_name for quad in GRAPH.quads} == {NamedNode(GRAPH.iri)}
    assert {quad.graph_name for quad in GRAPH.entities} == {NamedNode(f"{BASE}entities")}
    assert not {quad.triple for quad in GRAPH.quads} & {quad.triple for quad in GRAPH.entities}


def test_what_is_written_is_what_the_store_keeps() -> None:
    store = Store()
    store.extend((*GRAPH.quads, *GRAPH.entities))
    assert sorted(map(str, store)) == sorted(map(str, (*GRAPH.quads, *GRAPH.entities)))
    assert set(parse(GRAPH.nquads(), format=RdfFormat.N_QUADS)) == set(store)


def relabelled(extraction: Extraction, seed: int) -> Extraction:
    """The same extraction, with other local ids and everything in another order."""
    shuffle = random.Random(seed).sample
    things = ("actors", "situations", "times", "claims")
    ids = [thing.id for name in things for thing in getattr(extraction, name)]
    new = dict(zip(ids, (f"x{n}" for n in shuffle(range(len(ids)), len(ids))), strict=True))

    def renamed(value: object) -> object:
        if isinstance(value, str) and not isinstance(value, SpeechAct | ActorKind):
            return new.get(value, value)
        if isinstance(value, tuple):
            return tuple(map(renamed, value))
        return value

    def changed(thing: object) -> object:
        values = {field.name: renamed(getattr(thing, field.name)) for field in fields(thing)}  # type: ignore[arg-type]
        return type(thing)(**values)

    parts = {}
    for name in (*things, "mentions", "disputes", "links"):
        items = [changed(thing) for thing in getattr(extraction, name)]
        parts[name] = tuple(shuffle(items, len(items)))
    return replace(extraction, **parts)  # type: ignore[arg-type]


def crowded() -> Extraction:
    """Several claims on one cue, several situations on one trigger, several actors on one mention."""
    actors = tuple(Actor(f"a{n}", label, ActorKind.GROUP, False) for n, label in enumerate(("they", "them", "those")))
    situations = tuple(
        Situation(f"s{n}", SituationKind.EVENT, "rain", Span(19, 23), initiators=(f"a{n}",)) for n in range(3)
    )
    claims = tuple(
        Claim(
            f"c{n}", f"a{n}", SpeechAct.ASSERT, Polarity.POSITIVE, (Span(24, 33),), cue=Span(19, 23), content=(f"s{n}",)
        )
        for n in range(3)
    )
    mentions = tuple(Mention(Span(0, 4), actor.id) for actor in actors)
    text = "They and the others said it rained."
    return Extraction(Article(text), actors, mentions, situations, claims=claims)


@settings(max_examples=30, deadline=None)
@given(st.integers())
def test_neither_local_ids_nor_their_order_leave_a_trace(seed: int) -> None:
    assert quads(relabelled(SAMPLE, seed), BASE).nquads() == GRAPH.nquads()
    assert quads(relabelled(crowded(), seed), BASE).nquads() == quads(crowded(), BASE).nquads()


def test_another_run_gives_the_same_bytes() -> None:
    code = (
        "import sys; from kg.rdf import quads; from tests.sample import SAMPLE;"
        f"sys.stdout.buffer.write(quads(SAMPLE, {BASE!r}).nquads())"
    )
    root = Path(__file__).parents[2]
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=root)
    assert other.stdout == GRAPH.nquads()


@given(st.text(min_size=1), st.sampled_from(ActorKind), st.booleans())
def test_any_label_can_be_written(label: str, kind: ActorKind, named: bool) -> None:
    extraction = Extraction(Article(label), (Actor("a1", label, kind, named),), (Mention(Span(0, len(label)), "a1"),))
    graph = quads(extraction, BASE)
    assert label in said_of(Names(extraction, BASE).iri("a1"), graph)[RDFS.label]
    assert set(parse(graph.nquads(), format=RdfFormat.N_QUADS)) == {*graph.quads, *graph.entities}


def test_a_dangling_reference_is_our_own_mistake() -> None:
    broken = replace(SAMPLE, claims=(*SAMPLE.claims[:-1], replace(SAMPLE.claims[-1], conditions=("s99",))))
    with pytest.raises(InternalError, match="'s99'"):
        quads(broken, BASE)
