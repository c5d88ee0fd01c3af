"""Who may see and who may decide, and what deciding does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode

from kg.config import Config
from kg.link.decisions import DecisionFile, Verdict, read_decisions
from kg.store import open_store
from kg.vocabulary import KG, SCHEMA
from kg.web import Limits, Serving
from tests.web.conftest import TOKEN, running


@pytest.fixture
def config(folder: Path, tmp_path: Path) -> Config:
    shutil.copytree(folder, tmp_path / "kg-store")
    return Config(store=tmp_path / "kg-store", author="somebody")


@pytest.fixture
def writer(config: Config) -> Iterator[httpx.Client]:
    serving = Serving(config, port=0, workers=2, token=TOKEN, write=True, limits=Limits(seconds=60))
    with (
        running(serving) as address,
        httpx.Client(base_url=address, timeout=60, headers={"Accept": "text/html"}) as client,
    ):
        yield client


def sign_in(client: httpx.Client) -> None:
    assert client.post("/sign-in", data={"token": TOKEN}).status_code == 303


def form(client: httpx.Client) -> dict[str, str]:
    text = client.get("/review").text
    found = {name: re.search(rf'name="{name}" value="([^"]+)"', text) for name in ("node", "word", "choice")}
    return {name: match.group(1) for name, match in found.items() if match is not None}


def test_a_server_that_only_reads_has_no_review(browser_like: httpx.Client) -> None:
    assert browser_like.get("/review").status_code == 403
    assert browser_like.post("/review", data={"choice": "nil"}).status_code == 403
    assert "/review" not in browser_like.get("/").text


def test_reviewing_needs_the_token(writer: httpx.Client) -> None:
    assert writer.get("/").status_code == 200
    assert writer.get("/review").status_code == 401
    assert writer.post("/sign-in", data={"token": "a guess"}).status_code == 403
    assert writer.get("/review").status_code == 401
    cookie = writer.post("/sign-in", data={"token": TOKEN}).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and TOKEN not in cookie
    assert writer.get("/review").status_code == 200
    writer.post("/sign-out")
    writer.cookies.clear()
    assert writer.get("/review", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_decision_goes_into_the_file_that_the_command_line_writes(writer: httpx.Client, config: Config) -> None:
    sign_in(writer)
    fields = form(writer)
    assert fields["choice"] == "Q169217"
    response = writer.post("/review", data=fields, headers={"Origin": str(writer.base_url).rstrip("/")})
    assert response.status_code == 303
    (decision,) = read_decisions(config.decisions_file, config.base)
    assert (decision.verdict, decision.qid, decision.key.label) == (
        Verdict.ACCEPT,
        "Q169217",
        "Ministry of Maritime Affairs",
    )
    assert "No link waits for a decision" in writer.get("/review").text
    assert writer.post("/review", data=fields).status_code == 409


def test_a_decision_is_taken_while_a_build_writes(writer: httpx.Client, config: Config) -> None:
    sign_in(writer)
    with open_store(config.store, write=True):
        response = writer.post("/review", data=form(writer) | {"choice": "nil"})
    assert response.status_code == 303
    assert "kg+link+run" in response.headers["location"]
    (decision,) = read_decisions(config.decisions_file, config.base)
    assert decision.verdict is Verdict.NIL


def test_forms_of_other_sites_decide_nothing(writer: httpx.Client, config: Config) -> None:
    sign_in(writer)
    fields = form(writer)
    assert writer.post("/review", data=fields, headers={"Origin": "https://evil.example"}).status_code == 403
    assert writer.post("/review", data=fields | {"word": "a guess"}).status_code == 403
    assert writer.post("/review", data=fields | {"choice": "Q1"}).status_code == 400
    assert writer.post("/review", json=fields).status_code == 415
    assert not config.decisions_file.exists()


def test_beyond_this_machine_even_reading_needs_the_token(folder: Path) -> None:
    serving = Serving(Config(store=folder), host="0.0.0.0", port=0, workers=2, token=TOKEN, names=("kg.example",))
    with running(serving) as address, httpx.Client(base_url=address.replace("0.0.0.0", "127.0.0.1")) as client:
        for path in (
            "/",
            "/articles",
            "/sparql?query=ASK%7B%7D",
            "/api/claims",
            "/id/entity/Q43",
            "/metrics",
            "/openapi.json",
        ):
            assert client.get(path).status_code == 401, path
            assert client.get(path, headers={"Authorization": "Bearer a-guess"}).status_code == 401
            assert client.get(path, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200, path
        assert client.get("/health").status_code == 200
        assert client.get("/sign-in", headers={"Host": "kg.example"}).status_code == 200
        assert client.get("/health", headers={"Host": "other.example"}).status_code == 421


def test_a_site_that_is_allowed_may_ask_and_others_may_not(folder: Path) -> None:
    site = "http://127.0.0.1:3333"
    with running(Serving(Config(store=folder), port=0, workers=2, origins=(site,))) as address, httpx.Client(base_url=address) as client:  # fmt: skip # noqa: E501
        headers = {"Origin": site, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
        response = client.get("/reconcile", headers=headers)
        assert response.headers["access-control-allow-origin"] == site
        assert site in client.get("/reconcile/preview?id=entity/Q43").headers["content-security-policy"]
        assert "POST" in client.options("/sparql", headers=headers).headers["access-control-allow-methods"]
        assert client.get("/reconcile", headers=headers | {"Origin": "http://127.0.0.1:4444"}).status_code == 403


def test_what_the_shapes_found_stands_with_its_sentence(writer: httpx.Client, config: Config) -> None:
    with open_store(config.store, write=True) as store:
        document = store.articles()[0].iri
        (claim, *_) = [quad.subject for quad in store.oxigraph.quads_for_pattern(None, None, NamedNode(KG.Claim), None)]
        for quad in list(store.oxigraph.quads_for_pattern(claim, NamedNode(KG.speechAct), None, None)):
            store.oxigraph.remove(quad)
    sign_in(writer)
    shown = writer.get("/review").text
    assert document and "violation" in shown
    assert str(claim.value).replace(config.base, "/id/") in shown


def undated(config: Config) -> None:
    """Take the date of the article away, of which a shape tells."""
    with open_store(config.store, write=True) as store:
        for quad in list(store.oxigraph.quads_for_pattern(None, NamedNode(SCHEMA.datePublished), None, None)):
            store.oxigraph.remove(quad)


def count(shown: str) -> int:
    """How many findings wait, as the page says."""
    found = re.search(r"(\d+) findings? in \d+ article", shown)
    return int(found[1]) if found else 0


def finding_form(text: str, choice: str) -> dict[str, str]:
    """The fields of the first form with that button."""
    (form,) = [one for one in re.findall(r"<form.*?</form>", text, re.DOTALL) if f'value="{choice}"' in one][:1]
    return dict(re.findall(r'name="(focus|shape|word)" value="([^"]+)"', form)) | {"choice": choice}


def test_a_finding_may_stand_and_is_looked_at_again(writer: httpx.Client, config: Config) -> None:
    undated(config)
    sign_in(writer)
    shown = writer.get("/review").text
    waiting = count(shown)
    assert waiting > 0
    fields = finding_form(shown, "stands") | {"comment": "<b>a leaflet</b>"}
    response = writer.post("/review", data=fields)
    assert response.status_code == 303
    shown = writer.get(response.headers["location"]).text
    assert "may stand" in shown and count(shown) == waiting - 1
    assert "somebody" in shown and "&lt;b&gt;a leaflet&lt;/b&gt;" in shown
    (standing,) = DecisionFile.read(config.decisions_file, config.base).standing()
    assert (standing.author, standing.comment) == ("somebody", "<b>a leaflet</b>")
    assert writer.post("/review", data=finding_form(shown, "waits")).status_code == 303
    assert count(writer.get("/review").text) == waiting


def test_a_decision_on_no_finding_changes_nothing(writer: httpx.Client, config: Config) -> None:
    undated(config)
    sign_in(writer)
    fields = finding_form(writer.get("/review").text, "stands")
    assert writer.post("/review", data=fields | {"focus": "urn:x:none"}).status_code == 409
    assert writer.post("/review", data=fields | {"choice": "gone"}).status_code == 400
    assert writer.post("/review", data=fields | {"word": "a guess"}).status_code == 403
    assert not config.decisions_file.exists()
