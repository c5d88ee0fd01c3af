"""An answer is kept for as long as the store is as it was, and no longer."""

from __future__ import annotations

import re

import httpx
import pytest

from kg.config import Config
from kg.web import Serving
from kg.web.keeping import Kept
from kg.web.reply import Head


def used(client: httpx.Client) -> int:
    found = re.search(r"kg_answers_kept_used_total (\d+)", client.get("/metrics").text)
    assert found is not None
    return int(found.group(1))


def test_the_same_question_is_worked_on_once(client: httpx.Client) -> None:
    query = {"query": "SELECT (COUNT(*) AS ?kept) { ?s ?p ?o }"}
    first = client.get("/sparql", params=query)
    before = used(client)
    again = client.get("/sparql", params=query)
    assert used(client) == before + 1
    assert (again.text, again.headers["content-type"]) == (first.text, first.headers["content-type"])
    assert client.head("/sparql", params=query).content == b""


@pytest.mark.parametrize(("rows", "kept"), [(400, 1), (5_000, 0)])
def test_an_answer_in_parts_is_kept_when_it_is_not_too_large(client: httpx.Client, rows: int, kept: int) -> None:
    query = {"query": f"SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {rows}"}
    first = client.get("/sparql", params=query)
    assert len(first.content) > 100_000
    before = used(client)
    assert client.get("/sparql", params=query).content == first.content
    assert used(client) == before + kept


def test_what_is_asked_for_in_another_form_is_another_answer(client: httpx.Client) -> None:
    query = {"query": "ASK { ?s ?p ?o }"}
    forms = [client.get("/sparql", params=query, headers={"Accept": f"application/sparql-results+{one}"}) for one in ("json", "xml")]  # fmt: skip # noqa: E501
    assert forms[0].text.startswith("{") and forms[1].text.startswith("<")


def test_what_is_new_each_time_is_asked_anew(client: httpx.Client) -> None:
    for call in ("RAND()", "NOW()", "uuid ()", "STRUUID()"):
        query = {"query": f"SELECT ({call} AS ?v) {{}}"}
        first, again = (client.get("/sparql", params=query).text for _ in range(2))
        assert first != again, call


def test_another_state_forgets_and_large_answers_make_room() -> None:
    kept, lasting = Kept(Serving(Config())), Head(lasting=True)
    assert kept.find("g-1", b"order") is None
    kept.keep("g-1", b"order", lasting, b"answer")
    assert kept.find("g-1", b"order") == (lasting, b"answer")
    kept.keep("g-1", b"passing", Head(), b"answer")
    assert kept.find("g-1", b"passing") is None
    assert kept.find("g-2", b"order") is None
    assert kept.find("g-1", b"order") is None
    kept.keep("g-1", b"huge", lasting, b"x" * 600_000)
    assert kept.find("g-1", b"huge") is None
    for number in range(200):
        kept.keep("g-1", str(number).encode(), lasting, b"x" * 400_000)
    assert kept.find("g-1", b"0") is None
    assert kept.find("g-1", b"199") is not None
