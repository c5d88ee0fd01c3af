"""A store opened in Python gives tables, answers, an RDF view and networks that say what the graph says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.config import DEFAULT_BASE
from kg.errors import (
    MissingExtraError,
    ParameterError,
    QueryFailedError,
    StoreMissingError,
    UnknownNameError,
    UsageError,
)
from kg.frames import TABLES, OpenGraph
from kg.iris import Names
from kg.rdf import quads
from kg.store import open_store
from tests.sample import CLAIMS, SAMPLE, TEXT

pd = pytest.importorskip("pandas", reason="pip install 'news-kg[data]'")
pl = pytest.importorskip("polars", reason="pip install 'news-kg[data]'")
pytest.importorskip("networkx", reason="pip install 'news-kg[data]'")
pytest.importorskip("oxrdflib", reason="pip install 'news-kg[data]'")

NAMES = Names(SAMPLE, DEFAULT_BASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("frames") / "kg-store"
    with open_store(path, write=True, create=True) as store:
        store.put_article(quads(SAMPLE, DEFAULT_BASE))
    return path


@pytest.fixture(scope="module")
def graph(folder: Path) -> Iterator[OpenGraph]:
    with kg.open(folder) as opened:
        yield opened


def row(frame: Any, column: str, value: str) -> Any:
    return frame[frame[column] == value].iloc[0]


def test_importing_kg_imports_nothing_for_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, kg; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint({"pandas", "polars", "pyoxigraph", "rdflib", "networkx", "click"})
    assert "kg.frames" not in done.stdout.split()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_same_in_pandas_and_polars(graph: OpenGraph, name: str) -> None:
    one, other = graph.table(name), graph.table(name, "polars")
    assert list(one.columns) == other.columns == list(TABLES[name].columns)
    assert one.shape == other.shape
    assert all(column.told for column in TABLES[name].columns.values())
    if name != "relations":
        assert len(one) > 0
    for column in other.columns:
        for left, right in zip(one[column].tolist(), other[column].to_list(), strict=True):
            same = right is None if not isinstance(left, list) and pd.isna(left) else left == right
            assert same, (name, column)


def test_claims_stand_in_reading_order_with_their_words(graph: OpenGraph) -> None:
    claims = graph.claims()
    assert len(claims) == len(CLAIMS)
    assert claims.start.is_monotonic_increasing
    for one in claims.itertuples():
        assert TEXT[one.start : one.end].startswith(one.words.split(" … ")[0])
    accusation = row(claims, "claim", NAMES.iri("c4"))
    assert (accusation.who, accusation.speech_act, accusation.to) == ("Portugal", "accuse", ["Turkey"])
    assert accusation.chain == ["Northern Wire", "Harbour Courier", "two port officials", "Portugal"]
    assert accusation.event_types == ["COERCE"]
    assert accusation.published == datetime(2026, 3, 10, tzinfo=UTC)
    assert row(claims, "claim", NAMES.iri("c5")).denies == [NAMES.iri("c4")]
    assert not row(claims, "claim", NAMES.iri("c19")).attributed


def test_types_fit_their_columns(graph: OpenGraph) -> None:
    claims = graph.claims("polars")
    assert claims.schema["published"] == pl.Datetime("us", "UTC")
    assert claims.schema["start"] == pl.Int64
    assert claims.schema["confidence"] == pl.Float64
    assert claims.schema["chain"] == pl.List(pl.String)
    assert str(graph.claims().published.dtype) == "datetime64[us, UTC]"


def test_events_have_bounds_and_actors_their_links(graph: OpenGraph) -> None:
    released = row(graph.events(), "event", NAMES.iri("s13"))
    assert released.time == "by Friday"
    assert released.latest == datetime(2026, 3, 13, 23, 59, tzinfo=UTC)
    turkey = row(graph.actors(), "label", "Turkey")
    assert turkey.kind == "GeopoliticalEntity"
    assert turkey.wikidata.endswith("/Q43")
    assert turkey.mentions == 4
    assert row(graph.links(), "label", "Ministry of Maritime Affairs").status == "toReview"


def test_a_saved_query_takes_its_parameters_and_gives_types(graph: OpenGraph) -> None:
    accusations = graph.query("accusations", against="Turkey")
    assert accusations.accuser.tolist() == ["Portugal"]
    counted = graph.sparql(
        "SELECT ?n (1.5 AS ?d) (true AS ?t) ?e "
        "{ { SELECT (COUNT(?c) AS ?n) { ?c a kg:Claim } } OPTIONAL { ?e a kg:Nothing } }"
    )
    assert [str(kind) for kind in counted.dtypes] == ["Int64", "Float64", "boolean", "string"]
    assert counted.n[0] == len(CLAIMS)
    with pytest.raises(ParameterError, match="no parameter actr"):
        graph.query("says-about", actr="Turkey")
    with pytest.raises(UnknownNameError, match="Turkee"):
        graph.query("says-about", actor="Turkee")
    with pytest.raises(UnknownNameError):
        graph.query("says-abuot")
    with pytest.raises(QueryFailedError, match="SELECT"):
        graph.sparql("ASK { ?s ?p ?o }")


def test_rdflib_sees_the_store_itself(graph: OpenGraph) -> None:
    dataset = graph.dataset()
    found = dataset.query("SELECT ?c { ?c a <https://w3id.org/news-kg/ontology#Claim> }")
    assert len(found) == len(CLAIMS)
    assert len(graph.article(NAMES.document)) > 300


def test_networks(graph: OpenGraph) -> None:
    actors = graph.network()
    portugal, turkey = (f"{DEFAULT_BASE}entity/{item}" for item in ("Q45", "Q43"))
    assert actors.nodes[turkey] == {"label": "Turkey", "kind": "GeopoliticalEntity"}
    assert actors.edges[portugal, turkey]["acts"] == {"accuse": 1}
    claims = graph.network("claims")
    assert claims.has_edge(NAMES.iri("c5"), NAMES.iri("c4"), key="denies")
    assert claims.nodes[NAMES.iri("c4")]["speech_act"] == "accuse"
    with pytest.raises(UsageError, match="no network"):
        graph.network("claim")  # type: ignore[arg-type]


def test_tables_go_to_parquet_and_back(graph: OpenGraph, tmp_path: Path) -> None:
    written = graph.write_parquet(tmp_path / "new" / "tables")
    assert [path.stem for path in written] == list(TABLES)
    assert pl.read_parquet(tmp_path / "new" / "tables" / "claims.parquet").equals(graph.claims("polars"))


def test_what_is_not_there_is_told(graph: OpenGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StoreMissingError):
        kg.open(tmp_path / "nowhere")
    with pytest.raises(UnknownNameError, match="no table 'claim'"):
        graph.table("claim")
    with pytest.raises(UsageError, match="no frames of 'arrow'"):
        graph.table("claims", "arrow")  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtraError, match="polars") as raised:
        graph.claims("polars")
    assert "news-kg[data]" in (raised.value.remedy or "")


def test_the_library_can_be_said_once_and_the_folder_be_the_settings(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(folder))
    with kg.open(frames="polars") as opened:
        assert isinstance(opened.articles(), pl.DataFrame)
        assert isinstance(opened.articles("pandas"), pd.DataFrame)
