"""An empty store of each kind, for the same tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import ArticleStore, open_store
from kg.store.remote import open_endpoint
from tests.remote.servers import Server, oxigraph_server, virtuoso_server
from tests.short_articles import BASE

KINDS = {"oxigraph": oxigraph_server, "virtuoso": virtuoso_server}
PACKAGES = {"oxigraph": "pip install oxigraph", "virtuoso": "apt install virtuoso-opensource-7-bin"}


@pytest.fixture(scope="session")
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server | None]:
    """The server of the kind that is the parameter, for all tests on it; None for the embedded store."""
    kind = request.param
    if kind == "embedded":
        yield None
        return
    with KINDS[kind](tmp_path_factory.mktemp(kind)) as server:
        if server is None:
            pytest.skip(f"{kind} is not installed: {PACKAGES[kind]}")
        yield server


@pytest.fixture
def opened(running: Server | None, tmp_path: Path) -> Iterator[ArticleStore]:
    """A store without articles."""
    if running is None:
        with open_store(tmp_path / "store", write=True, create=True) as store:
            yield store
        return
    with open_endpoint(running.address, BASE, running.environment) as store:
        for article in store.articles():
            store.remove_article(article.iri)
        yield store
