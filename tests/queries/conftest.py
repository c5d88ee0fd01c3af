"""The sample article in a store in memory."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from kg.config import DEFAULT_BASE
from kg.queries.names import Select
from kg.queries.values import selector
from kg.rdf import quads
from tests.sample import SAMPLE


@pytest.fixture(scope="session")
def store() -> Store:
    store = Store()
    store.load(quads(SAMPLE, DEFAULT_BASE).nquads(), format=RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def select(store: Store) -> Select:
    return selector(store)
