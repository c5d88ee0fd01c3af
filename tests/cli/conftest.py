"""The command, run in this process in a folder of its own, over a store that holds the sample article."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.group import cli
from kg.config import DEFAULT_BASE
from kg.rdf import quads
from kg.store import open_store
from tests.sample import SAMPLE

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "sample"
    with open_store(path, write=True, create=True) as store:
        store.put_article(quads(SAMPLE, DEFAULT_BASE))
    return path


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs kg where there is no store yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    return lambda *words, **options: CliRunner().invoke(cli, words, prog_name="kg", **options)


@pytest.fixture
def run(empty: Run, tmp_path: Path, sample_store: Path) -> Run:
    """Runs kg where ./kg-store holds the sample article."""
    shutil.copytree(sample_store, tmp_path / "kg-store")
    return empty
