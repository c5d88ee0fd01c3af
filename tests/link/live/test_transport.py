"""What a service's faults end in, how often it is asked, and what is kept of its answers."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path

import pytest

from kg import __version__
from kg.errors import (
    AnswerTooLargeError,
    ConfigError,
    MissingExtraError,
    OfflineError,
    ServiceAnswerError,
    ServiceError,
    ServiceRefusedError,
    ServiceTimeoutError,
)
from kg.link.live.cache import AnswerCache
from kg.link.live.question import BusyError, Question, read_json
from kg.link.live.transport import DAY, Transport
from tests.link.live.stub import FakeTime, Reply, Stub, packed, said

Make = Callable[..., Transport]


def ask(transport: Transport, stub: Stub, path: str = "/api", **params: str) -> object:
    return transport.ask(Question(stub.url + path, tuple(params.items())), read_json)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_the_client_says_who_it_is_and_asks_for_gzip_and_json(make: Make, stub: Stub) -> None:
    ask(make(contact="ana@example.org"), stub, q="Kabul")
    request = stub.requests[0]
    assert request.headers["User-Agent"] == f"news-kg/{__version__} (https://w3id.org/news-kg/; ana@example.org)"
    assert request.headers["Accept-Encoding"] == "gzip"
    assert request.headers["Accept"] == "application/json"
    assert (request.method, request.params) == ("GET", {"q": "Kabul"})


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "ana (home)", "аna@example.org"])
def test_a_contact_that_no_header_can_carry_is_refused(contact: str) -> None:
    with pytest.raises(ConfigError, match="contact"):
        Transport(contact=contact)


def test_packed_answers_are_unpacked(transport: Transport, stub: Stub) -> None:
    stub.will_say(packed(b'{"label": "T\xc3\xbcrkiye"}'))
    assert ask(transport, stub) == {"label": "Türkiye"}


@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_in_seconds_is_kept_to(transport: Transport, stub: Stub, time: FakeTime, status: int) -> None:
    stub.will_say(said({}, status, Retry_After="7"), said({"ok": 1}))
    assert ask(transport, stub) == {"ok": 1}
    assert time.naps == [7.0]


def test_a_pause_until_a_date_is_kept_to(transport: Transport, stub: Stub, time: FakeTime) -> None:
    stub.will_say(said({}, 503, Retry_After=formatdate(time.moment + 30, usegmt=True)), said({"ok": 1}))
    assert ask(transport, stub) == {"ok": 1}
    assert time.naps == [30.0]


def test_without_a_pause_named_the_waits_grow_and_come_to_an_end(
    transport: Transport, stub: Stub, time: FakeTime
) -> None:
    stub.will_say(Reply(b"overloaded", 503))
    with pytest.raises(ServiceRefusedError, match=r"asked 4 times\): HTTP 503, overloaded"):
        ask(transport, stub)
    assert time.naps == [1.0, 2.0, 4.0]
    assert len(stub.requests) == 4


def test_a_429_without_a_pause_named_is_given_a_minute(transport: Transport, stub: Stub, time: FakeTime) -> None:
    stub.will_say(said({}, 429), said({"ok": 1}))
    ask(transport, stub)
    assert time.naps == [60.0]


def test_a_pause_longer_than_the_patience_ends_the_attempt_and_is_remembered_by_later_runs(
    make: Make, stub: Stub, time: FakeTime, tmp_path: Path
) -> None:
    stub.will_say(said({}, 429, Retry_After="3600"))
    with pytest.raises(ServiceRefusedError, match="left alone for 3,600 seconds"):
        ask(make(cache=AnswerCache(tmp_path)), stub)
    later = make(cache=AnswerCache(tmp_path))
    with pytest.raises(ServiceRefusedError, match="left alone until 2023-11-14 23:13:20 UTC"):
        ask(later, stub)
    assert (len(stub.requests), time.naps) == (1, [])
    time.moment += 3601
    stub.will_say(said({"ok": 1}))
    assert ask(later, stub) == {"ok": 1}


def test_no_service_can_shut_itself_out_for_years(make: Make, stub: Stub, time: FakeTime) -> None:
    transport = make()
    stub.will_say(said({}, 429, Retry_After="999999999"), said({"ok": 1}))
    with pytest.raises(ServiceRefusedError):
        ask(transport, stub)
    time.moment += DAY + 1
    assert ask(transport, stub) == {"ok": 1}


def test_busy_told_inside_an_answer_is_waited_for_and_not_kept(
    transport: Transport, stub: Stub, time: FakeTime
) -> None:
    def read(body: bytes) -> object:
        document = read_json(body)
        if "error" in document:
            raise BusyError("lagging", after=5.0)
        return document

    stub.will_say(said({"error": {"code": "maxlag"}}, Retry_After="9"), said({"error": {}}), said({"ok": 1}))
    assert transport.ask(Question(stub.url), read) == {"ok": 1}
    assert time.naps == [9.0, 5.0]
    assert transport.ask(Question(stub.url), read) == {"ok": 1}
    assert len(stub.requests) == 3


def test_a_connection_refused_is_told_once_and_then_known(make: Make, time: FakeTime) -> None:
    transport = make()
    question = Question(f"http://127.0.0.1:{free_port()}/api")
    with pytest.raises(OfflineError, match=r"cannot be reached: .*refused") as first:
        transport.ask(question, read_json)
    assert first.value.remedy is not None
    with pytest.raises(OfflineError, match="not asked again"):
        transport.ask(question, read_json)
    assert (transport.sent, time.naps) == (1, [])


def test_a_name_that_does_not_resolve_is_being_offline(transport: Transport) -> None:
    with pytest.raises(OfflineError):
        transport.ask(Question("http://nowhere.invalid/api"), read_json)


def test_one_absent_service_does_not_silence_another(transport: Transport, stub: Stub) -> None:
    with pytest.raises(OfflineError):
        transport.ask(Question(f"http://127.0.0.1:{free_port()}/"), read_json)
    assert ask(transport, stub) == {}


def test_kept_answers_are_given_without_a_network(make: Make, stub: Stub, tmp_path: Path) -> None:
    ask(make(cache=AnswerCache(tmp_path)), stub)
    offline = make(cache=AnswerCache(tmp_path))
    assert ask(offline, stub) == {}
    assert offline.sent == 0


@pytest.mark.parametrize("hang", ["before", "amid"])
def test_an_answer_that_does_not_come_is_not_waited_for(make: Make, stub: Stub, hang: str) -> None:
    stub.will_say(Reply(b"{", hang=hang, cut=10))
    with pytest.raises(ServiceTimeoutError, match=r"within 0\.2 seconds"):
        ask(make(timeout=0.2), stub)
    assert len(stub.requests) == 1  # asking again would only add to the load


def test_an_answer_in_drips_comes_to_an_end(make: Make, stub: Stub) -> None:
    stub.will_say(Reply(b"{", drip=True))
    with pytest.raises(ServiceTimeoutError, match="not complete"):
        ask(make(timeout=0.2), stub)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b'{"entities": {"Q889": {"lab'), "cut short or malformed"),
        (Reply(b"<!DOCTYPE html><title>Log in</title>"), "a web page in place of JSON.*Log in"),
        (Reply(b""), "nothing at all"),
        (Reply(b"[]"), "no object"),
        (Reply(b"\xff\xfe"), "malformed"),
        (Reply(b"[" * 100_000), "malformed"),
        (Reply(b"not packed", headers={"Content-Encoding": "gzip"}), "unpacked"),
        (Reply(b"no such page", 404), "HTTP 404, no such page"),
        (Reply(b"", 500), "HTTP 500, without a word"),
        (Reply(status=302, headers={"Location": "/api"}), "in a circle"),
        (Reply(status=302, headers={"Location": "ftp://127.0.0.1/"}), "cannot be followed"),
    ],
    ids=str,
)
def test_nonsense_is_named_and_not_kept(transport: Transport, stub: Stub, reply: Reply, words: str) -> None:
    stub.will_say(reply)
    with pytest.raises(ServiceAnswerError, match=words) as raised:
        ask(transport, stub, q="x")
    assert str(raised.value.location) == f"{stub.url}/api"
    stub.will_say(said({"ok": 1}))
    assert ask(transport, stub, q="x") == {"ok": 1}


@pytest.mark.parametrize("status", [401, 403])
def test_a_closed_door_is_not_knocked_at_twice(transport: Transport, stub: Stub, status: int) -> None:
    stub.will_say(Reply(b"Please set a user-agent", status))
    with pytest.raises(ServiceRefusedError, match=r"does not let kg in.*user-agent"):
        ask(transport, stub)
    assert len(stub.requests) == 1


def test_a_connection_that_breaks_off_is_tried_again(transport: Transport, stub: Stub) -> None:
    stub.will_say(Reply(b'{"half', cut=100), said({"ok": 1}))
    assert ask(transport, stub) == {"ok": 1}
    stub.will_say(Reply(b'{"half', cut=100))
    with pytest.raises(ServiceRefusedError, match="broke off"):
        ask(transport, stub, q="another")


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"{" + b" " * 50_000),
        packed(b"{" + b" " * 5_000_000),
        Reply(headers={"Content-Length": "999999999999"}),
    ],
    ids=["long", "a bomb", "announced"],
)
def test_an_answer_that_is_too_large_is_not_read(make: Make, stub: Stub, reply: Reply) -> None:
    stub.will_say(reply)
    with pytest.raises(AnswerTooLargeError):
        ask(make(max_bytes=20_000), stub)


def test_of_a_long_complaint_the_beginning_is_shown_and_cannot_paint_the_terminal(
    transport: Transport, stub: Stub
) -> None:
    stub.will_say(Reply(b"\x1b[31mwrong\n" + b"x" * 1_000_000, 400))
    with pytest.raises(ServiceAnswerError) as raised:
        ask(transport, stub)
    assert raised.value.message.startswith("the service answered HTTP 400, [31mwrong xxx")
    assert len(raised.value.message) < 300


def test_a_redirection_is_followed_but_not_at_the_price_of_the_question(transport: Transport, stub: Stub) -> None:
    stub.will_say(Reply(status=301, headers={"Location": "/new"}), said({"ok": 1}))
    assert ask(transport, stub) == {"ok": 1}
    stub.will_say(Reply(status=301, headers={"Location": "/new?key=secret"}), said({"name": "a manifest"}))
    with pytest.raises(ServiceAnswerError, match=r"moved to .*/new\n"):
        transport.ask(Question(stub.url, form=(("queries", "{}"),)), read_json)
    stub.will_say(Reply(status=307, headers={"Location": "/new"}), said({"ok": 2}))
    assert transport.ask(Question(stub.url, form=(("queries", "{}"),)), read_json) == {"ok": 2}
    assert stub.requests[-1].form == {"queries": "{}"}


def test_answers_are_kept_for_their_age_and_told_apart_by_all_that_was_sent(
    make: Make, stub: Stub, time: FakeTime
) -> None:
    transport = make(max_age=100.0)
    questions = [
        Question(stub.url),
        Question(stub.url + "/other"),
        Question(stub.url, (("a", "1"),)),
        Question(stub.url, (("a", "2"),)),
        Question(stub.url, form=(("a", "1"),)),
        Question(stub.url, form=(("a", "2"),)),
        Question(stub.url, accept="text/csv"),
    ]
    stub.will_say(*(said({"n": number}) for number in range(len(questions))))
    first = [transport.ask(question, read_json) for question in questions]
    assert [transport.ask(question, read_json) for question in questions] == first
    assert len(stub.requests) == len(questions)
    time.moment += 101
    transport.ask(questions[0], read_json)
    assert len(stub.requests) == len(questions) + 1


def test_credentials_appear_nowhere(make: Make, stub: Stub, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    stub.will_say(Reply(b"no", 400))
    secret = stub.url.replace("//", "//ana:s3cret@") + "/api"
    with pytest.raises(ServiceError) as raised:
        make(cache=AnswerCache(tmp_path)).ask(Question(secret), read_json)
    assert stub.requests[0].headers["Authorization"].startswith("Basic ")
    assert "s3cret" not in str(raised.value) + caplog.text
    stub.will_say(said({}))
    make(cache=AnswerCache(tmp_path)).ask(Question(secret, (("key", "s3cret"),)), read_json)
    assert all(b"s3cret" not in file.read_bytes() for file in tmp_path.iterdir())


def test_threads_and_processes_take_turns(make: Make, stub: Stub, tmp_path: Path) -> None:
    transports = [make(cache=AnswerCache(tmp_path)) for _ in range(3)]  # as processes would: each with its connections

    def work(number: int) -> None:
        for turn in range(5):
            ask(transports[number % 3], stub, q=f"{number}.{turn}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stub.requests) == 30
    assert not stub.overlapped


def test_without_httpx_the_extra_is_named(transport: Transport, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    with pytest.raises(MissingExtraError, match="httpx") as raised:
        ask(transport, stub)
    assert "news-kg[online]" in str(raised.value)
