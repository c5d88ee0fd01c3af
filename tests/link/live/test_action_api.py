"""Items by name, id and title, from answers in the form that Wikibase documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import AnswerTooLargeError, ConfigError, ServiceAnswerError, ServiceRefusedError
from kg.link.entry import Entry, Source
from kg.link.live.action_api import WIKIDATA_API, ActionApi
from kg.link.live.items import entry_of, is_qid
from kg.link.live.transport import Transport
from kg.link.tables import read_rows
from tests.link.live.stub import FakeTime, Reply, Stub, said
from tests.link.live.wikibase import Wikibase, entity

TALIBAN = entity(
    "Q42418",
    "Taliban",
    description="Islamist movement in Afghanistan",
    aliases=["Taleban", "The Taliban"],
    types=[("Q17127659", "normal"), ("Q7278", "deprecated")],
    enwiki="Taliban",
    wikis=120,
)
PAKISTANI = entity("Q900001", "Taliban (film)", wikis=2, enwiki="Taliban (film)")
ASIF = entity("Q6401038", "Khawaja Muhammad Asif", language="mul", types=[("Q5", "preferred"), ("Q1", "normal")])
NAMELESS = entity("Q900002", enwiki="Durand Line")


@pytest.fixture
def api(transport: Transport, stub: Stub) -> ActionApi:
    stub.answer = Wikibase(TALIBAN, PAKISTANI, ASIF, NAMELESS, merged={"Q900009": "Q42418"})
    return ActionApi(transport, stub.url + "/w/api.php")


def test_it_is_a_source_that_says_when_it_was_asked(api: ActionApi) -> None:
    source: Source = api
    assert source.name == "Action API of 127.0.0.1, 2023-11-14"


def test_wikidata_is_asked_unless_another_address_is_set(transport: Transport) -> None:
    assert ActionApi(transport)._endpoint == WIKIDATA_API
    with pytest.raises(ConfigError, match="not the address"):
        ActionApi(transport, "www.wikidata.org/w/api.php")


def test_a_name_finds_entries_with_all_that_is_scored_best_known_first(api: ActionApi, stub: Stub) -> None:
    first, second = api.named("taliban")
    assert first == Entry(
        "Q42418",
        "Taliban",
        "Islamist movement in Afghanistan",
        ("Taleban", "The Taliban"),
        ("Q17127659",),
        120,
    )
    assert second.qid == "Q900001"
    search, get = (request.params for request in stub.requests)
    assert (search["type"], search["language"], search["search"]) == ("item", "en", "taliban")
    assert get["props"] == "labels|aliases|descriptions|claims|sitelinks"


def test_a_name_that_nobody_has_finds_nothing_and_asks_no_further(api: ActionApi, stub: Stub) -> None:
    assert api.named("Zabihullah Mujahid") == ()
    assert api.named("  ") == ()
    assert len(stub.requests) == 1


def test_a_search_tells_what_fitted(api: ActionApi) -> None:
    assert [(hit.qid, hit.label, hit.matched) for hit in api.search("taleb")] == [("Q42418", "Taliban", "Taleban")]


def test_never_more_than_fifty_are_asked_for_at_once(transport: Transport, stub: Stub) -> None:
    items = [entity(f"Q{number}", f"Item {number}") for number in range(1, 121)]
    stub.answer = Wikibase(*items)
    api = ActionApi(transport, stub.url, limit=500)
    assert list(api.entities(f"Q{number}" for number in range(1, 121))) == [f"Q{number}" for number in range(1, 121)]
    assert len(stub.requests) == 3
    assert len(api.search("Item")) == 50


def test_ids_that_do_not_exist_are_left_out_and_spoil_nothing(api: ActionApi) -> None:
    asked = ["Q42418", "Q77", "Q99999999999", "P31", "rubbish", "Q6401038"]
    assert list(api.entities(asked)) == ["Q42418", "Q6401038"]


def test_an_id_that_was_merged_gives_its_heir(api: ActionApi) -> None:
    assert api.entities(["Q900009"])["Q900009"].qid == "Q42418"


def test_names_in_no_language_and_preferred_types_count(api: ActionApi) -> None:
    asif = api.entities(["Q6401038"])["Q6401038"]
    assert (asif.label, asif.types) == ("Khawaja Muhammad Asif", ("Q5",))


def test_titles_are_resolved_to_the_item_of_their_article(api: ActionApi, stub: Stub) -> None:
    titles = ["Taliban", "taliban_(film)", "No Such Article", "Durand Line", "a|b", "", "Taliban"]
    found = api.resolve_titles(titles)
    assert {title: entry.qid for title, entry in found.items()} == {
        "Taliban": "Q42418",
        "taliban_(film)": "Q900001",
        "Durand Line": "Q900002",
    }
    assert found["Durand Line"].label == "Durand Line"  # the item has no English name
    assert stub.requests[0].params["sites"] == "enwiki"


def test_one_title(api: ActionApi) -> None:
    entry = api.titled("Taliban")
    assert entry is not None
    assert entry.qid == "Q42418"
    assert api.titled("Nobody") is None


def test_all_titles_of_the_pack_can_be_asked_for(transport: Transport, stub: Stub) -> None:
    titles = sorted({row.enwiki for row in read_rows() if row.entity.qid is None})
    stub.answer = Wikibase(*(entity(f"Q{at}", title, enwiki=title) for at, title in enumerate(titles, start=1)))
    found = ActionApi(transport, stub.url).resolve_titles(titles)
    assert [entry.label for entry in found.values()] == titles
    assert len(stub.requests) == -(-len(titles) // 50)


def test_long_lists_go_as_a_form(transport: Transport, stub: Stub) -> None:
    titles = ["Ж" * 50 + str(number) for number in range(50)]
    stub.answer = Wikibase()
    assert ActionApi(transport, stub.url).resolve_titles(titles) == {}
    assert [request.method for request in stub.requests] == ["POST"]


def test_what_is_too_much_for_one_answer_is_asked_for_in_halves(make: Callable[..., Transport], stub: Stub) -> None:
    stub.answer = Wikibase(*(entity(f"Q{number}", "x" * 500) for number in range(1, 9)))
    api = ActionApi(make(max_bytes=2500), stub.url)
    assert len(api.entities(f"Q{number}" for number in range(1, 9))) == 8
    stub.answer = Wikibase(entity("Q9", "x" * 5000))
    with pytest.raises(AnswerTooLargeError):
        api.entities(["Q9"])


def test_a_lagging_database_is_waited_for(api: ActionApi, stub: Stub, time: FakeTime) -> None:
    lag = {"error": {"code": "maxlag", "info": "Waiting for db1: 9.5 seconds lagged", "host": "db1", "lag": 9.5}}
    calm, turns = stub.answer, iter([said(lag, Retry_After="5"), said(lag)])
    stub.answer = lambda request: next(turns, None) or calm(request)
    assert api.named("taleban")[0].qid == "Q42418"
    assert time.naps == [5.0, 5.0]


def test_a_database_that_lags_for_good_is_a_refusal(api: ActionApi, stub: Stub) -> None:
    stub.will_say(said({"error": {"code": "maxlag", "info": "Waiting for db1"}}))
    with pytest.raises(ServiceRefusedError, match="maxlag: Waiting for db1"):
        api.named("Taliban")
    with pytest.raises(ServiceRefusedError, match="left alone"):
        api.named("Kabul")


@pytest.mark.parametrize(
    ("document", "error", "words"),
    [
        ({"error": {"code": "badvalue", "info": "Unrecognized value"}}, ServiceAnswerError, "badvalue: Unrecognized"),
        ({"error": {"code": "blocked", "info": "You"}}, ServiceRefusedError, "does not let kg in: blocked"),
        ({"error": "broken"}, ServiceAnswerError, "cannot be understood"),
        ({"error": {"code": "no-such-entity", "id": "Q5"}}, ServiceAnswerError, "not asked for"),
        ({"success": 1}, ServiceAnswerError, "without the entities"),
        ({"entities": {"Q1": 7}}, ServiceAnswerError, "without the entities"),
        ({"entities": {"Q1": {"id": "Q1", "labels": "x" * 3}}}, None, ""),
        ({"entities": {"Q1": {"id": "Q1", "labels": {"en": {}}}}}, ServiceAnswerError, "documented form"),
        ({"entities": {"Q1": {"id": "Q1", "claims": {"P31": [1]}}}}, ServiceAnswerError, "documented form"),
    ],
)
def test_errors_in_an_answer_are_named(
    api: ActionApi, stub: Stub, document: object, error: type[Exception] | None, words: str
) -> None:
    stub.will_say(said(document))
    if error is None:
        assert api.entities(["Q1"])["Q1"].label == "Q1"
        return
    with pytest.raises(error, match=words):
        api.entities(["Q1"])


def test_a_search_without_its_list_is_nonsense(api: ActionApi, stub: Stub) -> None:
    stub.will_say(said({"search": {}}))
    with pytest.raises(ServiceAnswerError, match="list of what was found"):
        api.search("x")


def test_errors_are_asked_again_and_answers_are_not(api: ActionApi, stub: Stub) -> None:
    calm = stub.answer
    stub.will_say(Reply(b"<html>", 200))
    with pytest.raises(ServiceAnswerError):
        api.titled("Taliban")
    stub.answer = calm
    assert api.titled("Taliban") == api.titled("Taliban")
    assert len(stub.requests) == 2


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["en", "value", "P31", "mainsnak", "id", "rank"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from(["labels", "aliases", "descriptions", "claims", "sitelinks"]), _JSON))
def test_whatever_an_item_looks_like_it_is_an_entry_or_nonsense(document: dict[str, Any]) -> None:
    try:
        entry = entry_of({"id": "Q1", **document}, ("en", "mul"))
    except ServiceAnswerError:
        return
    assert all(isinstance(word, str) for word in (entry.label, entry.description, *entry.aliases))
    assert all(map(is_qid, entry.types))
    assert entry.sitelinks >= 0
