"""The catalogue as RDF: what it must say, that SHACL takes it, and that programs can work with it alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, QuerySolutions, RdfFormat, Store, parse
from rdflib.namespace import DCTERMS, RDF, RDFS, SH, XSD
from rdflib.plugins.sparql import prepareQuery

from kg.config import DEFAULT_BASE
from kg.errors import QueryHeaderError, SparqlSyntaxError, UnknownFormatError
from kg.queries import Catalogue
from kg.queries.shacl import FORMATS, QUERY_NS, catalogue_graph, written
from kg.queries.values import terms
from kg.sparql import run
from kg.sparql.binding import bind
from kg.sparql.federation import without_services
from kg.vocabulary import ACT, KG

CATALOGUE = Catalogue()
SHAPES = Path(__file__).with_name("catalogue-shapes.ttl")
TEXTS = (SH.select, SH.ask, SH.construct, rdflib.URIRef(f"{SH}describe"))


@cache
def whole() -> bytes:
    return written(catalogue_graph(list(CATALOGUE), DEFAULT_BASE))


@cache
def graph() -> rdflib.Graph:
    """As somebody reads it who has the file and nothing else."""
    return rdflib.Graph().parse(data=whole(), format="turtle")


@cache
def shapes() -> rdflib.Graph:
    """What every entry must have."""
    return rdflib.Graph().parse(SHAPES, format="turtle")


def text_of(name: str) -> str:
    return str(graph().value(rdflib.URIRef(QUERY_NS + name), SH.select))


def own(folder: Path, **texts: str) -> rdflib.Graph:
    """The description of queries of a user's, and of kg's."""
    for name, text in texts.items():
        (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    return catalogue_graph(list(Catalogue([folder])), "https://paper.example/", "https://paper.example/sparql")


def parameter_of(graph: rdflib.Graph, path: str) -> dict[rdflib.term.Node, rdflib.term.Node]:
    return dict(graph.predicate_objects(rdflib.URIRef(f"https://paper.example/query/{path}")))


def test_every_query_is_in_it() -> None:
    assert {str(name) for name in graph().objects(None, DCTERMS.identifier)} == set(CATALOGUE.names())
    assert set(graph().subjects(DCTERMS.identifier)) == set(graph().subjects(RDF.type, SH.SPARQLExecutable))


def test_every_entry_has_what_it_must() -> None:
    """Our shapes, which are themselves checked against SHACL's shapes of shapes."""
    conforms, _, report = pyshacl.validate(graph(), shacl_graph=shapes(), meta_shacl=True)
    assert conforms, report


def test_it_is_well_formed_shacl() -> None:
    """SHACL's shapes of shapes, told that a parameter is a property shape, which shacl.ttl says and they do not."""
    described = rdflib.Graph()
    for triple in graph():
        described.add(triple)
    for parameter in graph().subjects(RDF.type, SH.Parameter):
        described.add((parameter, RDF.type, SH.PropertyShape))
    conforms, _, report = pyshacl.validate(rdflib.Graph(), shacl_graph=described, meta_shacl=True, advanced=True)
    assert conforms, report


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ((None, RDFS.label, None), "label"),
        ((None, SH.select, None), "select"),
        ((None, SH.path, None), "path"),
        ((None, SH.optional, None), "optional"),
        ((None, SH.nodeKind, None), "nodeKind"),
    ],
)
def test_the_shapes_find_what_is_missing(
    broken: tuple[None, rdflib.URIRef, None], message: str, tmp_path: Path
) -> None:
    (tmp_path / "one.rq").write_text("#+ summary: Who?\n#+ example: kg query one\nSELECT * { ?s ?p ?_of_iri }")
    described = catalogue_graph([Catalogue([tmp_path]).get("one")], "https://paper.example/")
    described.remove(broken)
    conforms, _, report = pyshacl.validate(described, shacl_graph=shapes())
    assert not conforms
    assert message in report


@pytest.mark.parametrize("name", CATALOGUE.names())
def test_a_query_can_be_run_from_its_text_alone(name: str) -> None:
    """No prefixes are lent, by neither engine; and it asks what the file asks."""
    text = text_of(name)
    prepareQuery(text)
    Store().query(without_services(text))
    assert CATALOGUE.get(name).sparql.strip() in text


@pytest.mark.parametrize("name", CATALOGUE.names())
def test_parameters_are_the_variables_of_the_text(name: str) -> None:
    node = rdflib.URIRef(QUERY_NS + name)
    described = {}
    for parameter in graph().objects(node, SH.parameter):
        variable = str(graph().value(parameter, SH.path)).rpartition("#")[2]
        assert f"?{variable}" in text_of(name)
        described[variable] = graph().value(parameter, SH.optional).toPython()
    assert described == {one.variable: not one.required for one in CATALOGUE.get(name).parameters}


def test_a_query_answers_from_the_file_with_a_parameter_bound(store: Store) -> None:
    """As a program would that knows SHACL and not kg: it looks the variable up, and binds it."""
    ((text, variable),) = graph().query(
        f"""SELECT ?text (REPLACE(STR(?path), "^.*#", "") AS ?variable) {{
        ?query sh:select ?text ; sh:parameter ?parameter ; dcterms:identifier "claims-by" .
        ?parameter sh:path ?path ; sh:name "actor" ; sh:optional false ; sh:or/rdf:first/sh:class <{KG.Actor}> }}""",
        initNs={"sh": SH, "dcterms": DCTERMS, "rdf": RDF},
    )
    turkey = NamedNode(f"{DEFAULT_BASE}entity/Q43")
    found = store.query(bind(str(text), {str(variable): turkey}), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    rows = [[term.value if term else None for term in row] for row in found]
    query = CATALOGUE.get("claims-by")
    expected = run(store, query.text, terms(query.parameters, {"actor": "Turkey"}, store))
    assert rows == [[term.value if term else None for term in row] for row in expected.rows]
    assert {row[1] for row in rows} == {"deny", "refuse"}


def canonical(content: bytes, form: str) -> Dataset:
    dataset = Dataset(parse(content, FORMATS[form]))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return dataset


@pytest.mark.parametrize("form", FORMATS)
def test_it_is_the_same_in_every_format_and_every_time(form: str) -> None:
    again = written(catalogue_graph(list(CATALOGUE), DEFAULT_BASE), form)
    assert again == written(catalogue_graph(list(CATALOGUE), DEFAULT_BASE), form)
    assert canonical(again, form) == canonical(whole(), "turtle")


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(UnknownFormatError, match="'pdf'") as caught:
        written(rdflib.Graph(), "pdf")
    assert "turtle" in str(caught.value.remedy)


def test_a_query_of_the_user_is_named_below_the_base(tmp_path: Path) -> None:
    described = own(
        tmp_path, disputes="#+ summary: Mine?\nASK {}", **{"Wer sagt’s": "#+ summary: Wer?\nDESCRIBE act:ask"}
    )
    mine = rdflib.URIRef("https://paper.example/query/disputes")
    assert described.value(mine, RDFS.label) == rdflib.Literal("Mine?")
    assert described.value(mine, RDFS.comment) == rdflib.Literal("Mine?")
    assert described.value(mine, SH.ask) == rdflib.Literal("ASK {}")
    assert described.value(mine, rdflib.URIRef("https://schema.org/target")).n3() == "<https://paper.example/sparql>"
    assert (rdflib.URIRef(QUERY_NS + "disputes"), None, None) not in described
    assert (rdflib.URIRef(QUERY_NS + "denials"), RDF.type, SH.SPARQLSelectExecutable) in described
    german = rdflib.URIRef("https://paper.example/query/Wer%20sagt%E2%80%99s")
    assert "DESCRIBE act:ask" in str(described.value(german, TEXTS[3]))
    list(parse(written(described, "ntriples"), RdfFormat.N_TRIPLES))


def test_prefixes_that_kg_lends_are_declared_once(tmp_path: Path) -> None:
    text = "#+ summary: Mine?\nPREFIX act: <https://other.example/>\nSELECT * { ?s a kg:Claim ; act:x act:y , wd:Q1 }"
    described = own(tmp_path, mine=text)
    exported = str(described.value(rdflib.URIRef("https://paper.example/query/mine"), SH.select))
    assert exported.count("PREFIX") == 3
    assert f"PREFIX kg: <{KG.Claim.removesuffix('Claim')}>\n" in exported
    assert "PREFIX act: <https://other.example/>" in exported
    prepareQuery(exported)


def test_defaults_and_choices_are_terms(tmp_path: Path) -> None:
    text = (
        "#+ summary: Mine?\n#+ defaults: {n: 3, since: 2025-10, until: yesterday, act: act:deny, who: Turkey}\n"
        "#+ enumerate: {act: [act:deny, act:ask], who: [Turkey, Portugal]}\n#+ parameters: {who: whoever}\n"
        "SELECT * { ?s ?_n_integer ?_since_datetime , ?_until_datetime , ?_act_iri , ?_who_iri , ?_word_de }"
    )
    described = own(tmp_path, mine=text)
    integer = parameter_of(described, "mine/n")
    assert (integer[SH.defaultValue], integer[SH.optional]) == (rdflib.Literal(3), rdflib.Literal(True))
    begin = rdflib.Literal("2025-10-01T00:00:00Z", datatype=XSD.dateTime, normalize=False)
    assert parameter_of(described, "mine/since")[SH.defaultValue].n3() == begin.n3()
    until = parameter_of(described, "mine/until")
    assert SH.defaultValue not in until, "what means another day tomorrow"
    assert str(until[SH.description]) == "until (default: yesterday)"
    act = parameter_of(described, "mine/act")
    assert act[SH.defaultValue] == rdflib.URIRef(ACT.deny)
    assert [str(one) for one in described.items(act[SH["in"]])] == [ACT.deny, ACT.ask]
    who = parameter_of(described, "mine/who")
    assert {SH.defaultValue, SH["in"]}.isdisjoint(who), "labels mean nothing outside a store"
    assert str(who[SH.description]) == "whoever (default: Turkey) (one of: Turkey, Portugal)"
    assert parameter_of(described, "mine/word")[SH.datatype] == RDF.langString


def test_a_limit_is_a_number_or_left_out(tmp_path: Path) -> None:
    described = own(
        tmp_path,
        one="#+ summary: One?\nSELECT * { ?s ?p ?__o } LIMIT ?__limit_integer",
        two="#+ summary: Two?\n#+ defaults: {limit: 5}\nSELECT * { ?s ?p ?o } LIMIT ?_limit_integer",
    )
    one, two = (rdflib.URIRef(f"https://paper.example/query/{name}") for name in ("one", "two"))
    assert str(described.value(one, SH.select)).split("}")[1].strip() == ""
    assert [str(node).rpartition("/")[2] for node in described.objects(one, SH.parameter)] == ["o"]
    assert str(described.value(two, SH.select)).endswith("LIMIT 5")
    with pytest.raises(QueryHeaderError, match="no value that could stand there"):
        own(tmp_path, three="#+ summary: Three?\nSELECT * { ?s ?p ?o } LIMIT ?_limit_integer")


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p", "CLEAR ALL", ""])
def test_what_is_no_query_is_told_with_its_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(SparqlSyntaxError) as caught:
        own(tmp_path, mine=f"#+ summary: Mine?\n{text}")
    assert "mine.rq" in str(caught.value.location)


def test_a_query_that_asks_another_server_says_so() -> None:
    federates = rdflib.URIRef("https://purl.expasy.org/sparql-examples/ontology#federatesWith")
    (one,) = graph().subject_objects(federates)
    assert one[1] == rdflib.URIRef("https://query.wikidata.org/sparql")
    assert str(one[0]) == QUERY_NS + "claimants-in-wikidata"
