"""The graph as networks of networkx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kg.export.network import write_graphml
from kg.export.selection import Selection
from kg.frames.converting import missing_extra
from kg.frames.values import Values
from kg.store import ArticleStore
from kg.vocabulary import KG

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]

__all__ = ["network_of_actors", "network_of_claims"]


def network_of_claims(store: ArticleStore) -> nx.MultiDiGraph:
    """Actors, situations and claims as nodes, relations between them as edges: what `kg export` writes as GraphML.

    Nodes are IRIs, with ``label``, ``kind``, ``speech_act`` …; an edge's key is its relation.
    """
    try:
        import networkx as nx
    except ModuleNotFoundError as error:
        raise missing_extra(error) from None
    written = io.BytesIO()
    write_graphml(Selection(store), written)
    written.seek(0)
    read = nx.read_graphml(written, force_multigraph=True)
    network = nx.MultiDiGraph()
    network.add_nodes_from(read.nodes(data=True))
    network.add_edges_from((one, other, told["relation"]) for one, other, told in read.edges(data=True))
    return network


def network_of_actors(values: Values) -> nx.DiGraph:
    """Who speaks of whom: actors as nodes, and an edge from a claimant to whoever takes part in what is claimed.

    An edge has ``weight``, how many claims, ``negative``, how many of them deny, and ``acts``, speech act → how many.
    The articles' own voices are left out.
    """
    try:
        import networkx as nx
    except ModuleNotFoundError as error:
        raise missing_extra(error) from None
    network = nx.DiGraph()
    for claim in values.members(KG.Claim):
        who = next(iter(values.along(claim, (KG.claimant,))), "")
        if not who or claim not in values.of(KG.cueSpan):
            continue
        act = next(iter(values.along(claim, (KG.speechAct,))), "").rpartition("#")[2]
        negative = any(code.endswith("#negative") for code in values.along(claim, (KG.polarity,)))
        for whom in values.along(claim, (KG.content, KG.participant)):
            if whom != who:
                _count(network, who, whom, act, negative)
    for actor in network.nodes:
        network.nodes[actor].update(label=values.label(actor), kind=values.kind(actor))
    return network


def _count(network: nx.DiGraph, who: str, whom: str, act: str, negative: bool) -> None:
    if not network.has_edge(who, whom):
        network.add_edge(who, whom, weight=0, negative=0, acts={})
    edge = network.edges[who, whom]
    edge["weight"] += 1
    edge["negative"] += int(negative)
    edge["acts"][act] = edge["acts"].get(act, 0) + 1
