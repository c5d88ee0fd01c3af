"""Reconciliation Service API 0.2. What its JSON schemas ask for is checked here in our own words."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from kg.config import DEFAULT_BASE


def ask(client: httpx.Client, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    found = response.json()
    assert found.keys() == queries.keys()
    for answer in found.values():
        for one in answer["result"]:
            assert isinstance(one["id"], str) and isinstance(one["name"], str) and isinstance(one["match"], bool)
            assert isinstance(one["score"], float | int) and 0 <= one["score"] <= 100
            assert all(isinstance(kind["id"], str) for kind in one["type"])
        scores = [one["score"] for one in answer["result"]]
        assert scores == sorted(scores, reverse=True)
    return {key: answer["result"] for key, answer in found.items()}


def test_the_manifest_tells_what_the_service_can_do(client: httpx.Client) -> None:
    told = client.get("/reconcile").json()
    assert "0.2" in told["versions"]
    assert told["identifierSpace"] == DEFAULT_BASE and told["schemaSpace"].endswith("#")
    assert "{{id}}" in told["view"]["url"] and "{{id}}" in told["preview"]["url"]
    assert isinstance(told["preview"]["width"], int) and isinstance(told["preview"]["height"], int)
    for kind in ("entity", "type", "property"):
        where = told["suggest"][kind]
        assert client.get(where["service_url"] + where["service_path"], params={"prefix": ""}).status_code == 200
    where = told["extend"]["propose_properties"]
    assert client.get(where["service_url"] + where["service_path"], params={"type": "Actor"}).json()["properties"]


def test_names_are_matched_and_spelled_as_people_spell_them(client: httpx.Client) -> None:
    found = ask(client, a={"query": "Turkey"}, b={"query": "PORTUGAL"}, c={"query": "the Harbour Courier"}, d={"query": "Atlantis"})  # fmt: skip # noqa: E501
    assert found["a"][0]["id"] == "entity/Q43" and found["a"][0]["match"]
    assert found["b"][0]["id"] == "entity/Q45"
    assert found["c"][0]["name"] == "Harbour Courier"
    assert found["d"] == []


def test_an_identifier_is_a_sure_match(client: httpx.Client) -> None:
    for name in ("Q43", "wd:Q43", f"{DEFAULT_BASE}entity/Q43", "entity/Q43"):
        (best, *_) = ask(client, a={"query": name})["a"]
        assert (best["id"], best["score"], best["match"]) == ("entity/Q43", 100, True)
    (best, *_) = ask(client, a={"query": "Türkiye", "properties": [{"pid": "wikidata", "v": "Q43"}]})["a"]
    assert (best["id"], best["match"]) == ("entity/Q43", True)


def test_a_type_keeps_others_out(client: httpx.Client) -> None:
    found = ask(
        client, a={"query": "Maria Duarte", "type": "Person"}, b={"query": "Maria Duarte", "type": "ArmedGroup"}
    )
    assert [one["name"] for one in found["a"]] == ["Maria Duarte"]
    assert found["b"] == []


def test_no_more_candidates_than_asked_for(client: httpx.Client) -> None:
    assert len(ask(client, a={"query": "Maria Duarte Turkey Portugal", "limit": 1})["a"]) <= 1


def test_values_come_for_many_at_once(client: httpx.Client) -> None:
    asked = {
        "ids": ["entity/Q43", "entity/nobody"],
        "properties": [{"id": "wikidata"}, {"id": "claims"}, {"id": "colour"}],
    }
    found = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    assert [one["id"] for one in found["meta"]] == ["wikidata", "claims", "colour"]
    assert found["rows"]["entity/Q43"]["wikidata"] == [{"str": "Q43"}]
    assert found["rows"]["entity/Q43"]["claims"][0]["int"] >= 2
    assert found["rows"]["entity/nobody"]["wikidata"] == []
    (acts,) = client.post(
        "/reconcile",
        data={"extend": json.dumps({"ids": ["entity/Person/Maria_Duarte"], "properties": [{"id": "actsFor"}]})},
    ).json()["rows"]["entity/Person/Maria_Duarte"]["actsFor"]
    assert acts["name"] == "Ministry of Maritime Affairs"


def test_suggestions_begin_with_what_was_typed(client: httpx.Client) -> None:
    assert [one["name"] for one in client.get("/reconcile/suggest/entity?prefix=tur").json()["result"]] == ["Turkey"]
    assert {"id": "Person", "name": "Person"} in client.get("/reconcile/suggest/type?prefix=per").json()["result"]
    assert client.get("/reconcile/suggest/property?prefix=wiki").json()["result"][0]["id"] == "wikidata"


def test_a_preview_is_a_small_page(client: httpx.Client) -> None:
    shown = client.get("/reconcile/preview?id=entity/Q43")
    assert "<h1>Turkey</h1>" in shown.text and "Q43" in shown.text
    assert client.get("/reconcile/preview?id=entity/Q0").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"queries": "no JSON"},
        {"queries": "[]"},
        {"queries": '{"a": 1}'},
        {"queries": '{"a": {}}'},
        {"queries": '{"a": {"query": 5}}'},
        {"queries": '{"a": {"query": "x", "limit": "many"}}'},
        {"queries": '{"a": {"query": "x", "properties": "all"}}'},
        {"queries": "[" * 20_000},
        {"extend": '{"ids": "a", "properties": []}'},
        {"extend": '{"ids": [], "properties": [{}]}'},
    ],
)
def test_what_is_malformed_is_refused(client: httpx.Client, fields: dict[str, str]) -> None:
    assert client.post("/reconcile", data=fields).status_code == 400
