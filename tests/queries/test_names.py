from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg.config import DEFAULT_BASE
from kg.errors import UnknownNameError
from kg.queries.names import Select, labels, resolve
from kg.queries.values import selector
from kg.rdf import quads
from kg.vocabulary import KG, RDF, RDFS, SKOS
from tests.sample import ARTICLE, SAMPLE

TURKEY = f"{DEFAULT_BASE}entity/Q43"


@pytest.mark.parametrize(
    "name",
    [
        "Turkey",
        "turkey",
        " TURKEY ",
        "the Turkey",
        "wd:Q43",
        "Q43",
        "http://www.wikidata.org/entity/Q43",
        TURKEY,
        f"<{TURKEY}>",
    ],
)
def test_an_actor_is_found_by_iri_curie_and_label(name: str, select: Select) -> None:
    assert resolve(name, select) == TURKEY


def test_an_article_is_found_by_url_headline_and_hash(select: Select) -> None:
    by_url = resolve(str(ARTICLE.url), select, ("article",))
    assert (
        by_url == resolve(str(ARTICLE.title), select, ("article",)) == resolve(ARTICLE.text_hash, select, ("article",))
    )


def test_an_unknown_name_is_answered_with_close_ones(select: Select) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'Turkey'"):
        resolve("Turky", select)
    with pytest.raises(UnknownNameError, match="Did you mean 'Maria Duarte'"):
        resolve("Duarte", select)


@pytest.mark.parametrize("name", ["wd:Q1", "https://example.org/none", "kg:Claim"])
def test_an_iri_that_is_no_actor_here_is_unknown(name: str, select: Select) -> None:
    with pytest.raises(UnknownNameError, match="no actor here"):
        resolve(name, select)


def test_a_claim_is_no_actor(select: Select) -> None:
    claim = resolve("Turkey: deny – the accusation", select, ("claim",))
    with pytest.raises(UnknownNameError):
        resolve(claim, select)


def with_actors(*rows: tuple[str, str, str]) -> Select:
    store = Store()
    store.load(quads(SAMPLE, DEFAULT_BASE).nquads(), format=RdfFormat.N_QUADS)
    graph = NamedNode(f"{DEFAULT_BASE}entities")
    for path, term, name in rows:
        node = NamedNode(DEFAULT_BASE + path)
        store.add(Quad(node, NamedNode(RDF.type), NamedNode(KG.Actor), graph))
        store.add(Quad(node, NamedNode(term), Literal(name), graph))
        if term != RDFS.label:
            store.add(Quad(node, NamedNode(RDFS.label), Literal(path), graph))
    return selector(store)


def test_a_name_of_several_lists_them() -> None:
    select = with_actors(("entity/A", RDFS.label, "Front"), ("entity/B", RDFS.label, "Front"))
    with pytest.raises(UnknownNameError, match="several") as caught:
        resolve("Front", select)
    assert "entity/A" in str(caught.value.remedy)
    assert "entity/B" in str(caught.value.remedy)


def test_what_articles_share_goes_before_what_belongs_to_one() -> None:
    select = with_actors(("doc/1/actor/x", RDFS.label, "Front"), ("entity/B", RDFS.label, "Front"))
    assert resolve("Front", select) == f"{DEFAULT_BASE}entity/B"


def test_a_label_goes_before_another_name() -> None:
    select = with_actors(("entity/A", SKOS.altLabel, "Front"), ("entity/B", RDFS.label, "Front"))
    assert resolve("Front", select) == f"{DEFAULT_BASE}entity/B"


def test_another_name_will_do() -> None:
    assert resolve("front", with_actors(("entity/A", SKOS.altLabel, "Front"))) == f"{DEFAULT_BASE}entity/A"


def test_labels_are_completed(select: Select) -> None:
    assert labels("tu", select, "actor") == ["Turkey"]
    assert labels("Turkey: r", select, "claim") == ["Turkey: refuse – the demand"]
    assert labels("GRAIN", select, "article") == ["Grain ships divide Portugal and Turkey"]


def test_what_completes_a_word_begins_with_it(select: Select) -> None:
    """A country is not offered for the letter that its official name begins with."""
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert all(label.lower().startswith(letter) for label in labels(letter, select, "actor"))


def test_another_name_is_completed_where_no_label_begins_so() -> None:
    known = with_actors(("entity/A", RDFS.label, "Turkey"), ("entity/A", SKOS.altLabel, "Republic of Turkey"))
    assert labels("rep", known, "actor") == ["Republic of Turkey"]
    assert "Republic of Turkey" not in labels("", known, "actor")


def test_only_who_publishes_is_an_outlet(select: Select) -> None:
    assert labels("", select, "outlet") == ["Northern Wire"]


@settings(max_examples=60)
@given(name=st.text())
def test_any_text_is_a_name_or_unknown(name: str, select: Select) -> None:
    with contextlib.suppress(UnknownNameError):
        assert resolve(name, select).startswith("http")
