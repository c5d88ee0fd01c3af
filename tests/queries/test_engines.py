"""Every saved query gives the same on rdflib as on Oxigraph, without its optional parameters and with each of them.

Values are bound by the same code; what differs is who evaluates. The corpus is a part of the storyline, the Istanbul
article and the sample article, so that every query finds something and rdflib, which is some hundred times slower,
takes seconds. Three queries are asked of less: rdflib evaluates what stands beside VALUES before it looks at the
values, which makes ``first-reported`` try every property and the other two cross their groups.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, serialize

from kg.align import Alignment
from kg.config import DEFAULT_BASE
from kg.queries import Catalogue, SavedQuery
from kg.queries.values import terms
from kg.rdf import quads
from kg.sparql import Solutions, run
from kg.sparql.binding import bind
from kg.vocabulary import PREFIXES
from tests.align import storyline
from tests.queries.istanbul import istanbul
from tests.sample import SAMPLE

pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")  # of itself, by rdflib

CATALOGUE = Catalogue()
ARTICLES = ("shelling_agency", "talks_dispute", "talks_sanctions", "sample")
OTHER_ARTICLES: dict[str, tuple[str, ...]] = {
    "article-asserts": ("shelling_agency", "sample"),
    "conditions": ("shelling_agency", "istanbul"),
    "conflict-by-month": ("istanbul",),
    "consequences": ("shelling_agency", "istanbul"),
    "first-reported": ("shelling_agency", "shelling_broadsheet"),
    "says-about": ("sample",),
    "threats-followed": ("shelling_agency", "shelling_live"),
}
VALUES: dict[str, str] = {
    "about": "inquiry",
    "act": "deny",
    "actor": "Taliban",
    "against": "Taliban",
    "article": "Shells hit Afghan border market, at least four dead",
    "basis": "participant",
    "claim": "Turkey: deny – the report",
    "claimant": "Tariq Sahibzada",
    "counted": "death",
    "event": "At least four people were killed on Tuesday",
    "outlet": "Halden Press Agency",
    "place": "Islamabad",
    "since": "2025-11-05",
    "source": "diplomat",
    "until": "2025-11-13",
}
"""Name of a parameter → a value that leaves out something, and not all."""
OTHERS: dict[str, dict[str, str]] = {
    "accusations": {"article": "EU sanctions Taliban commanders, Kabul quits talks"},
    "position-changes": {"actor": "Tariq Sahibzada"},
    "says-about": {
        "actor": "Turkey",
        "article": "Grain ships divide Portugal and Turkey",
        "claimant": "Maria Duarte",
        "since": "2026-03-01",
        "until": "2026-03-31",
    },
    # rdflib makes a group of nothing, where Oxigraph, as SPARQL has it, makes none: the outlet has articles then
    "share-of-voice": {"outlet": "The Eastern Post"},
}


@cache
def corpus(articles: tuple[str, ...]) -> Store:
    store = Store()
    for name, _, lines in storyline.extractions():
        if name in articles:
            store.load(lines, format=RdfFormat.N_QUADS)
    if "istanbul" in articles:
        store.extend(istanbul())
    if "sample" in articles:
        store.load(quads(SAMPLE, DEFAULT_BASE).nquads(), format=RdfFormat.N_QUADS)
    alignment = Alignment(store, DEFAULT_BASE)
    for iri in alignment.due():
        alignment.align(iri)
    return store


@cache
def in_rdflib(articles: tuple[str, ...]) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=serialize(corpus(articles), format=RdfFormat.N_QUADS), format="nquads")
    return dataset


def cases(query: SavedQuery) -> list[dict[str, str]]:
    """The query with what it needs, and that with each of what it may be given; both ends of a time at once."""
    given = {**VALUES, **OTHERS.get(query.name, {})}
    needed = {one.name: given[one.name] for one in query.parameters if one.required}
    optional = [one.name for one in query.parameters if not one.required]
    times = [name for name in optional if name in ("since", "until")]
    chosen = [[name] for name in optional if name not in times] + ([times] if times else [])
    return [needed, *({**needed, **{name: given[name] for name in names}} for names in chosen)]


@pytest.mark.parametrize("query", [one for one in CATALOGUE if not one.service], ids=lambda query: query.name)
def test_rdflib_gives_the_same_as_oxigraph(query: SavedQuery) -> None:
    """The one that asks another server is in test_federated, where two engines answer."""
    articles = OTHER_ARTICLES.get(query.name, ARTICLES)
    found = []
    for given in cases(query):
        values = terms(query.parameters, given, corpus(articles))
        answer = run(corpus(articles), query.text, values)
        assert isinstance(answer, Solutions)
        rows = in_rdflib(articles).query(bind(query.text, values), initNs=PREFIXES)
        assert bag(rows) == bag(answer.rows), given
        found.append(len(answer.rows))
    assert found[0] > 0, "compares nothing with nothing"
    assert max(found[1:], default=0) <= found[0], "a parameter leaves out, and adds nothing"


def bag(rows: Iterable[Any]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(plain(term) for term in row) for row in rows)


def plain(term: object) -> str:
    """A term as text; numbers and times by value, because the engines write them in different ways."""
    value = str(term.value) if isinstance(term, Literal | NamedNode) else "" if term is None else str(term)
    try:
        return f"{float(value):g}"
    except ValueError:
        return value.replace("+00:00", "Z")
