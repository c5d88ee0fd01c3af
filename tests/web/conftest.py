from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="kg serve needs the extra: pip install 'news-kg[serve]'")
pytest.importorskip("uvicorn", reason="kg serve needs the extra: pip install 'news-kg[serve]'")
httpx = pytest.importorskip("httpx", reason="these tests ask with httpx")

from kg.config import DEFAULT_BASE, Config  # noqa: E402 - after what may be missing
from kg.model import Article, Extraction  # noqa: E402
from kg.rdf import ArticleGraph, quads  # noqa: E402
from kg.store import open_store  # noqa: E402
from kg.web import Limits, Serving  # noqa: E402
from kg.web.running import WebServer  # noqa: E402
from tests.sample import SAMPLE  # noqa: E402

TOKEN = "a-word-for-tests-only"
HOSTILE_TITLE = "<script>alert('title')</script>=1+1"
HOSTILE_TEXT = "<script>alert('text')</script> \"><img src=x onerror=alert(1)> {{ 7*7 }} said nobody.\n"


def hostile_article(number: int = 0) -> ArticleGraph:
    article = Article(
        HOSTILE_TEXT + "." * number, title=HOSTILE_TITLE, url=f"javascript:alert({number})", id=f"=HYPERLINK({number})"
    )
    return quads(Extraction(article, extractor="tests"), DEFAULT_BASE)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample, and an article that means harm."""
    path = tmp_path_factory.mktemp("web") / "kg-store"
    with open_store(path, write=True, create=True) as store:
        store.put_article(quads(SAMPLE, DEFAULT_BASE))
        store.put_article(hostile_article())
    return path


@contextmanager
def running(serving: Serving) -> Iterator[str]:
    """A server in a thread, until the end of the context; gives its address."""
    server = WebServer(serving)
    ready = threading.Event()
    thread = threading.Thread(target=server.run, args=(lambda _: ready.set(),))
    thread.start()
    assert ready.wait(30), "the server does not start"
    try:
        yield server.address
    finally:
        server.stop()
        thread.join(20)
        assert not thread.is_alive()


LIMITS = Limits(seconds=3.0, waiting_seconds=8.0, upload_seconds=1.5, body_bytes=100_000, url_bytes=20_000)


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    with running(Serving(Config(store=folder), port=0, workers=2, limits=LIMITS)) as found:
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=20) as found:
        yield found


@pytest.fixture
def browser_like(address: str) -> Iterator[httpx.Client]:
    """A client that wants pages."""
    with httpx.Client(base_url=address, timeout=20, headers={"Accept": "text/html,*/*;q=0.8"}) as found:
        yield found
