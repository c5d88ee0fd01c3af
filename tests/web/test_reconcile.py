"""Reconciliation Service API 0.2; its answers are checked against JSON Schemas."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from kg.config import DEFAULT_BASE
from tests.web.reconciliation import EXTENSION, MANIFEST, PROPERTIES, RESULTS, SUGGESTIONS

jsonschema = pytest.importorskip("jsonschema", reason="pip install jsonschema to check against schemas")


def validate(value: object, schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(value)


def ask(client: httpx.Client, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    found = response.json()
    assert found.keys() == queries.keys()
    validate(found, RESULTS)
    for answer in found.values():
        scores = [one["score"] for one in answer["result"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 100 for score in scores)
    return {key: answer["result"] for key, answer in found.items()}


def test_the_manifest_tells_what_the_service_can_do(client: httpx.Client) -> None:
    told = client.get("/reconcile").json()
    validate(told, MANIFEST)
    assert told["identifierSpace"] == DEFAULT_BASE and told["schemaSpace"].endswith("#")
    assert "{{id}}" in told["view"]["url"] and "{{id}}" in told["preview"]["url"]
    assert isinstance(told["preview"]["width"], int) and isinstance(told["preview"]["height"], int)
    for kind in ("entity", "type", "property"):
        where = told["suggest"][kind]
        address = where["service_url"] + where["service_path"]
        for prefix in ("", "p"):
            validate(client.get(address, params={"prefix": prefix}).json(), SUGGESTIONS)
    where = told["extend"]["propose_properties"]
    proposed = client.get(where["service_url"] + where["service_path"], params={"type": "Actor"}).json()
    validate(proposed, PROPERTIES)
    assert proposed["properties"]


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
    validate(found, EXTENSION)
    assert [one["id"] for one in found["meta"]] == ["wikidata", "claims", "colour"]
    assert found["rows"]["entity/Q43"]["wikidata"] == [{"str": "Q43"}]
    assert found["rows"]["entity/Q43"]["claims"][0]["int"] >= 2
    assert found["rows"]["entity/nobody"]["wikidata"] == []
    every = [{"id": one} for one in ("wikidata", "alsoCalled", "kind", "role", "affiliatedWith", "actsFor", "mentions")]
    asked = {"ids": ["entity/Person/Maria_Duarte"], "properties": every}
    found = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    validate(found, EXTENSION)
    (acts,) = found["rows"]["entity/Person/Maria_Duarte"]["actsFor"]
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
