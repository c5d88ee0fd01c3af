from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.link import load_gazetteer
from kg.link.index import build_index, open_index
from kg.link.index.names_in_text import IndexGazetteer
from kg.model import ActorKind
from tests.link.index.dumps import entity, json_dump

NAMES = [
    entity("Q713750", "West Germany", "Federal Republic of Germany between 1949-1990", types=["Q3624078"], pages=90),
    entity("Q334204", "Morgan Stanley", "American financial services company", ["Morgan Stanley & Co."], pages=40),
    entity("Q193326", "Goldman Sachs", "American investment bank", ["Goldman, Sachs & Co."], pages=50),
    entity("Q837171", "financial services", "economic service provided by the finance industry", pages=60),
    entity("Q44754", "Buenos Aires Province", "province of Argentina", pages=70),
    entity("Q1", "John Smith", "British politician", types=["Q5"], pages=9),
    entity("Q2", "New Order", "album by New Order", pages=9),
    entity("Q3", "Entre Ríos Province", "province of Argentina", ["Entre Rios"], pages=30),
]


KNOWN = {"Germany"}
"""What the pack finds by itself."""


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexGazetteer]:
    folder = tmp_path_factory.mktemp("index")
    build_index(json_dump(folder / "d.json", NAMES), folder / "i.sqlite")
    with open_index(folder / "i.sqlite") as index:
        yield IndexGazetteer(load_gazetteer(), index)


def found(names: IndexGazetteer, text: str) -> list[tuple[str, str]]:
    return [(match.span.of(text), match.entity.kind.value) for match in names.matches(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He lives in West Germany.", [("West Germany", "GeopoliticalEntity")]),
        ("Morgan Stanley and Co Inc said", [("Morgan Stanley and Co Inc", "Organization")]),
        ("Goldman, Sachs & Co. and others", [("Goldman, Sachs & Co", "Organization")]),
        ("rain in Buenos Aires province, and", [("Buenos Aires province", "Place")]),
        ("fell in Entre Rios and elsewhere", [("Entre Rios", "Place")]),
    ],
)
def test_a_name_of_several_words_is_found_whole(
    names: IndexGazetteer, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(names, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Avco Financial Services Inc rose",  # a common noun, and the end of a longer name
        "John Smith said",  # the language model finds persons
        "They call it a New Order",
        "The bank Morgan said",
        "Royal West Germany Railways",
        "Morgan\n\nStanley",
    ],
)
def test_what_is_no_name_of_a_group_or_place_is_left_alone(names: IndexGazetteer, text: str) -> None:
    assert [name for name, _ in found(names, text) if name not in KNOWN] == []


def test_names_of_the_pack_are_found_as_before(names: IndexGazetteer) -> None:
    text = "Pakistan said that Kabul agreed."
    assert names.matches(text) == load_gazetteer().matches(text)
    assert names.entity("Q843") == load_gazetteer().entity("Q843")


def test_who_is_meant_by_a_name_of_the_index_is_left_to_linking(names: IndexGazetteer) -> None:
    match = names.matches("in West Germany")[0]
    assert match.entity.qid is None
    assert names.entity(match.entity.key) is None
    assert match.entity.kind is ActorKind.GEOPOLITICAL
