from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from kg.link.live.transport import Transport
from tests.link.live.servers import reconciliation_server, sparql_server
from tests.link.live.stub import FakeTime, Stub, serving

pytest.importorskip("httpx", reason="live services are asked through httpx (extra: online)")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving() as server:
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


MakeTransport = Callable[..., Transport]


@pytest.fixture
def make(time: FakeTime) -> Iterator[MakeTransport]:
    """Transports on the fake clock, closed when the test is over."""
    with ExitStack() as stack:

        def build(**settings: Any) -> Transport:
            return stack.enter_context(Transport(**{"clock": time.clock, "timeout": 5.0, **settings}))

        yield build


@pytest.fixture
def transport(make: MakeTransport) -> Transport:
    return make()


@pytest.fixture(scope="session")
def sparql() -> Iterator[str]:
    with sparql_server() as address:
        yield address


@pytest.fixture(scope="session")
def reconciliation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with reconciliation_server(tmp_path_factory.mktemp("datasette")) as address:
        yield address
