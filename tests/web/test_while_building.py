from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import httpx

from kg.config import Config
from kg.store import open_store
from kg.web import Serving
from tests.web.conftest import hostile_article, running


def test_a_build_shows_as_it_goes_and_no_request_fails(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "kg-store")
    faults: list[object] = []
    done = threading.Event()
    with running(Serving(Config(store=tmp_path / "kg-store"), port=0, workers=3)) as address:

        def read_on() -> None:
            with httpx.Client(base_url=address, timeout=20) as client:
                while not done.is_set():
                    for path in ("/articles", "/api/claims", "/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D"):
                        if client.get(path, headers={"Accept": "*/*"}).status_code != 200:
                            faults.append(path)

        reader = threading.Thread(target=read_on)
        reader.start()
        waited = []
        with httpx.Client(base_url=address, timeout=20) as client:
            with open_store(tmp_path / "kg-store", write=True) as store:
                for number in range(1, 6):
                    store.put_article(hostile_article(number))
                    store.publish()
                    stored = time.monotonic()
                    while client.get("/api/articles").json()["total"] != 2 + number:
                        assert time.monotonic() - stored < 5
                    waited.append(time.monotonic() - stored)
                store.remove_article(hostile_article(1).iri)
            assert client.get("/api/articles").json()["total"] == 6
        done.set()
        reader.join()
    assert not faults
    assert max(waited) < 5


def test_a_store_that_goes_away_is_told_and_comes_back(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "kg-store"
    shutil.copytree(folder, path)
    with running(Serving(Config(store=path), port=0, workers=2)) as address, httpx.Client(base_url=address) as client:
        path.rename(tmp_path / "away")
        response = client.get("/api/articles")
        assert (response.status_code, response.json()["code"]) == (503, "KG030")
        (tmp_path / "away").rename(path)
        assert client.get("/api/articles").status_code == 200
