from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat, Store

from kg.reasoning.ontology import ontology_triples
from kg.reasoning.rules import as_quad
from kg.vocabulary import PREFIXES

Make = Callable[..., Store]


@pytest.fixture
def ontology() -> Make:
    """Makes a store with the ontology, changed by a SPARQL update and with Turtle added."""

    def make(update: str = "", turtle: str = "") -> Store:
        store = Store()
        store.extend(as_quad(triple) for triple in ontology_triples())
        if update:
            before = set(store)
            store.update(update, prefixes=PREFIXES)
            assert set(store) != before, "the mutation changes nothing"
        if turtle:
            head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
            store.load((head + turtle).encode(), format=RdfFormat.TURTLE)
        return store

    return make
