import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg.errors import PathError, UnknownFormatError, UnknownNameError
from kg.export import FORMATS, export, format_of
from kg.export.selection import Selection
from kg.model import Actor, ActorKind, Article, Extraction, Mention, Span
from kg.rdf import ArticleGraph, quads
from kg.store import ArticleStore
from tests.sample import SAMPLE, TEXT
from tests.short_articles import ARTICLES, BASE, GRAPH

RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_RDFLIB_WARNS = pytest.mark.filterwarnings("ignore:.*(ConjunctiveGraph|Dataset).* deprecated:DeprecationWarning")
"""Its own parsers use what it has deprecated."""
ODD_NAMES = (
    'O\'Neil & <Sons> "Ltd"',
    "a_b c%20d",
    "..",
    "//x",
    "é\u0301 ❤️ 𝗕",
    "back\\slash",
    "#hash?query=1",
    "kg:Claim",
    "line\nbreak\ttab",
    "]]> --> @base <x> .",
    "\u202eright to left",
)


def odd() -> ArticleGraph:
    """An article that speaks of actors with every kind of odd character."""
    text = " | ".join(ODD_NAMES)
    actors = tuple(Actor(f"a{n}", name, ActorKind.ORGANIZATION) for n, name in enumerate(ODD_NAMES))
    mentions = tuple(
        Mention(Span(text.index(name), text.index(name) + len(name)), f"a{n}") for n, name in enumerate(ODD_NAMES)
    )
    return quads(Extraction(Article(text, title=text, url="not a <url>"), actors, mentions), BASE)


ALL = (GRAPH, odd(), *ARTICLES)


def stored(*graphs: ArticleGraph) -> ArticleStore:
    store = ArticleStore(Store())
    for graph in graphs:
        store.put_article(graph)
    return store


def written(name: str, store: ArticleStore, folder: Path, **options: object) -> bytes:
    path = folder / f"out{FORMATS[name].endings[0]}"
    export(store, path, name, **options)  # type: ignore[arg-type]
    return path.read_bytes()


def parsed(name: str, content: bytes) -> set[Quad] | set[Triple]:
    found = list(parse(content, format=RDF_FORMATS[name]))
    return set(found) if name in ("trig", "nquads") else {quad.triple for quad in found}


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_rdf_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    store = stored(*ALL)
    expected = set(store.oxigraph) if name in ("trig", "nquads") else {quad.triple for quad in store.oxigraph}
    assert parsed(name, written(name, store, tmp_path)) == expected


@_RDFLIB_WARNS
@pytest.mark.parametrize(("name", "rdflib_name"), [("turtle", "turtle"), ("jsonld", "json-ld"), ("rdfxml", "xml")])
def test_rdflib_reads_the_same_graph(name: str, rdflib_name: str, tmp_path: Path) -> None:
    store = stored(*ALL)
    expected = rdflib.Graph().parse(data=written("ntriples", store, tmp_path), format="nt11")
    graph = rdflib.Graph().parse(data=written(name, store, tmp_path), format=rdflib_name)
    assert set(graph) == set(expected)
    assert len(graph) == len({quad.triple for quad in store.oxigraph})


@_RDFLIB_WARNS
def test_rdflib_reads_the_same_named_graphs(tmp_path: Path) -> None:
    store = stored(*ALL)
    dataset = rdflib.Dataset()
    dataset.parse(data=written("trig", store, tmp_path), format="trig")
    sizes = {str(graph.identifier): len(graph) for graph in dataset.graphs() if len(graph)}
    assert sizes == {
        name.value: sum(1 for _ in store.oxigraph.quads_for_pattern(None, None, None, name))
        for name in store.oxigraph.named_graphs()
        if isinstance(name, NamedNode)
    }


EXPORT_ALL = """
import sys
from pathlib import Path
from pyoxigraph import Store
from kg.export import FORMATS, export
from kg.store import ArticleStore
from tests.test_export import ALL
store = ArticleStore(Store())
for graph in reversed(ALL):
    store.put_article(graph)
for name, form in FORMATS.items():
    export(store, Path(sys.argv[1]) / f"out{form.endings[0]}", name)
"""


def test_other_runs_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    (tmp_path / "there").mkdir()
    subprocess.run([sys.executable, "-c", EXPORT_ALL, str(tmp_path / "there")], cwd=root, check=True)
    for name, form in FORMATS.items():
        here = written(name, stored(*ALL), tmp_path)
        assert (tmp_path / "there" / f"out{form.endings[0]}").read_bytes() == here, name


def test_turtle_is_written_to_be_read(tmp_path: Path) -> None:
    lines = written("turtle", stored(GRAPH), tmp_path).decode().splitlines()
    assert lines[0] == f"@base <{BASE}> ."
    assert "@prefix kg: <https://w3id.org/news-kg/ontology#> ." in lines
    ministry = next(line for line in lines if line.startswith("<entity/Government/Ministry_of_Maritime_Affairs> a"))
    assert ministry.endswith("a kg:Government , kg:Organization , kg:Group , kg:Actor ;")
    subjects = [line.split(" ")[0] for line in lines if line.startswith("<doc/")]
    assert len(subjects) == len(set(subjects))
    chars = [int(subject.split("=")[1].split(",")[0]) for subject in subjects if "#char=" in subject]
    assert chars == sorted(chars)


def test_an_empty_store_gives_an_empty_document(tmp_path: Path) -> None:
    for name in RDF_FORMATS:
        assert parsed(name, written(name, stored(), tmp_path)) == set()
    for name in FORMATS:
        written(name, stored(), tmp_path)


@pytest.mark.parametrize("name", ["rdfxml", "graphml"])
def test_what_xml_cannot_hold_is_replaced_one_for_one(name: str, tmp_path: Path) -> None:
    strange = Extraction(Article("bell \x07 rang", title="bell \x07 rang"))
    content = written(name, stored(quads(strange, BASE)), tmp_path)
    ElementTree.fromstring(content)
    if name == "rdfxml":
        assert "bell \ufffd rang" in content.decode()


def test_one_article_comes_with_what_it_speaks_of_and_no_more(tmp_path: Path) -> None:
    store = stored(*ALL)
    for graph in ALL:
        content = written("nquads", store, tmp_path, article=graph.iri)
        assert parsed("nquads", content) == {*graph.quads, *graph.entities}
    with pytest.raises(UnknownNameError):
        export(store, tmp_path / "none.ttl", article="No such headline")
    assert not (tmp_path / "none.ttl").exists()


def test_one_article_may_be_named_by_hash_or_title(tmp_path: Path) -> None:
    store = stored(*ALL)
    by_iri = written("turtle", store, tmp_path, article=GRAPH.iri)
    assert written("turtle", store, tmp_path, article=SAMPLE.article.text_hash) == by_iri
    assert written("turtle", store, tmp_path, article="Grain ships divide Portugal and Turkey") == by_iri


@pytest.mark.parametrize("name", FORMATS)
def test_without_text_no_sentence_can_be_read(name: str, tmp_path: Path) -> None:
    found = written(name, stored(GRAPH), tmp_path, with_text=False)
    content = str(in_parquet(found)) if name == "parquet" else found.decode()
    sentences = [sentence for sentence in TEXT.replace("\n", " ").split(". ") if len(sentence) > 100]
    assert sentences
    for sentence in sentences:
        assert sentence not in content
        assert json.dumps(sentence)[1:-1] not in content
    assert "diverting three grain ships" in content or name == "html"


def in_parquet(content: bytes) -> list[dict[str, object]]:
    """The rows of a Parquet file."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pip install 'news-kg[data]'")
    rows: list[dict[str, object]] = parquet.read_table(io.BytesIO(content)).to_pylist()
    return rows


def test_parquet_has_the_rows_of_the_csv_with_times_and_numbers(tmp_path: Path) -> None:
    store = stored(*ALL)
    rows = list(csv.DictReader(io.StringIO(written("csv", store, tmp_path).decode(), newline="")))
    found = in_parquet(written("parquet", store, tmp_path))
    assert len(found) == len(rows)
    for one, row in zip(found, rows, strict=True):
        published = one.pop("published")
        assert (f"{published:%Y-%m-%dT%H:%M:%SZ}" if published else "") == row.pop("published")
        assert {name: str(value) for name, value in one.items()} == row


def test_the_table_of_claims_has_the_words_and_the_chain(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", stored(*ALL), tmp_path).decode(), newline="")))
    assert len(rows) == len(SAMPLE.claims)
    accusation = next(row for row in rows if row["speech_act"] == "accuse")
    assert accusation["content"] == "diverting three grain ships"
    assert accusation["chain"] == "Northern Wire → Harbour Courier → two port officials → Portugal"
    assert TEXT[int(accusation["start"]) : int(accusation["end"])] == accusation["content"]
    denial = next(row for row in rows if row["speech_act"] == "deny")
    assert (denial["denies"], denial["polarity"], denial["addressee"]) == (accusation["claim"], "negative", "Portugal")
    quotation = next(row for row in rows if row["content"].startswith("“The harbour"))
    assert quotation["content"] == "“The harbour is calm,” … “and it will stay open.”"


def test_a_chain_that_runs_in_a_circle_is_cut(tmp_path: Path) -> None:
    store = stored(GRAPH)
    reports = NamedNode("https://w3id.org/news-kg/ontology#reportsClaim")
    for quad in list(store.oxigraph.quads_for_pattern(None, reports, None, None)):
        assert isinstance(quad.object, NamedNode)
        store.oxigraph.add(Quad(quad.object, reports, quad.subject, quad.graph_name))
    assert len(written("csv", store, tmp_path).splitlines()) == len(SAMPLE.claims) + 1


def test_the_network_joins_actors_through_claims(tmp_path: Path) -> None:
    root = ElementTree.fromstring(written("graphml", stored(*ALL), tmp_path))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = {
        node.get("id"): {data.get("key"): data.text for data in node} for node in root.iterfind(".//g:node", space)
    }
    edges = [(edge.get("source"), edge[0].text, edge.get("target")) for edge in root.iterfind(".//g:edge", space)]
    assert all(source in nodes and target in nodes for source, _, target in edges)
    accusation = next(iri for iri, values in nodes.items() if values.get("speech_act") == "accuse")
    assert (accusation, "claimant", f"{BASE}entity/Q45") in edges
    assert (accusation, "addressee", f"{BASE}entity/Q43") in edges
    assert nodes[f"{BASE}entity/Q45"] == {"kind": "GeopoliticalEntity", "label": "Portugal", "wikidata": WD + "Q45"}
    assert {"speech_act", "kind"} <= {key.get("id") for key in root.iterfind("g:key", space)}


WD = "http://www.wikidata.org/entity/"


def test_the_network_of_one_article_leaves_out_the_others(tmp_path: Path) -> None:
    content = written("graphml", stored(*ALL), tmp_path, article=GRAPH.iri).decode()
    assert "Maria Duarte" in content
    assert "Ada Alm" not in content


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_needs_nothing_else(tmp_path: Path) -> None:
    page = _Page()
    page.feed(written("html", stored(*ALL), tmp_path).decode())
    assert page.open == []
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.tags}
    links = [attributes.get("href") for tag, attributes in page.tags if tag == "a"]
    assert SAMPLE.article.url in links


def test_what_articles_say_cannot_become_part_of_the_page(tmp_path: Path) -> None:
    article = replace(SAMPLE.article, title="<script>alert(1)</script>", url="javascript:alert(1)")
    content = written("html", stored(quads(replace(SAMPLE, article=article), BASE)), tmp_path).decode()
    assert "<script" not in content
    assert 'href="javascript' not in content


def test_every_format_is_found_by_name_and_by_ending() -> None:
    endings = [ending for form in FORMATS.values() for ending in form.endings]
    assert len(endings) == len(set(endings))
    for name, form in FORMATS.items():
        assert form.summary
        assert format_of(None, name) == name
        for ending in form.endings:
            assert format_of(Path(f"out{ending.upper()}")) == name
    assert format_of(None) == format_of(Path("graph")) == "turtle"


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    for target, name in ((None, "docx"), (Path("out.docx"), None)):
        with pytest.raises(UnknownFormatError) as caught:
            format_of(target, name)
        assert all(known in str(caught.value) for known in FORMATS)


def test_a_format_given_goes_before_the_ending(tmp_path: Path) -> None:
    export(stored(GRAPH), tmp_path / "graph.txt", "nquads")
    assert parsed("nquads", (tmp_path / "graph.txt").read_bytes()) == {*GRAPH.quads, *GRAPH.entities}


def test_standard_output_is_written_to_when_no_file_is_named(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    export(stored(GRAPH), None)
    assert capfdbinary.readouterr().out == written("turtle", stored(GRAPH), tmp_path)


class FullDiskError(Exception):
    pass


def test_a_file_that_could_not_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(selection: Selection, file: IO[bytes]) -> None:  # noqa: ARG001
        file.write(b"half")
        raise FullDiskError

    target = tmp_path / "out.ttl"
    target.write_text("old")
    monkeypatch.setitem(FORMATS, "turtle", replace(FORMATS["turtle"], write=fail))
    with pytest.raises(FullDiskError):
        export(stored(GRAPH), target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.ttl"]


def test_a_file_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(PathError, match="cannot be written"):
        export(stored(GRAPH), tmp_path / "none" / "out.ttl")
    with pytest.raises(PathError, match="is a folder"):
        export(stored(GRAPH), tmp_path, "turtle")


@pytest.mark.skipif(os.name != "posix", reason="needs links and devices")
def test_links_and_devices_stay_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "link.ttl").symlink_to(tmp_path / "real.ttl")
    export(stored(GRAPH), tmp_path / "link.ttl")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").stat().st_size > 0
    export(stored(GRAPH), Path("/dev/null"), "turtle")
    assert not Path("/dev/null").is_file()


def test_statements_of_other_graphs_are_exported_too(tmp_path: Path) -> None:
    store = stored(GRAPH)
    node = NamedNode("https://example.org/note")
    store.oxigraph.add(Quad(node, node, Literal("noted", language="en"), node))
    assert Quad(node, node, Literal("noted", language="en"), node) in parsed("trig", written("trig", store, tmp_path))
    assert Triple(node, node, Literal("noted", language="en")) in parsed("jsonld", written("jsonld", store, tmp_path))
