"""Attributions without a verb of saying."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("sentence", "claimant", "source", "cue", "content"),
    [
        (
            "The harbour would reopen on Friday, according to Elena Marquez.",
            "Elena Marquez",
            "Elena Marquez",
            "according to",
            "The harbour would reopen on Friday",
        ),
        (
            "According to the port authority, the harbour would reopen.",
            "port authority",
            "the port authority",
            "According to",
            "the harbour would reopen",
        ),
        (
            "In the governor's view, the dam is a time bomb.",
            "governor",
            "the governor's",
            "view",
            "the dam is a time bomb",
        ),
        (
            "In the words of Bishop Adeyemi, the law is cruel.",
            "Bishop Adeyemi",
            "Bishop Adeyemi",
            "In the words",
            "the law is cruel",
        ),
        (
            'According to Elena Marquez, "the harbour is shut".',
            "Elena Marquez",
            "Elena Marquez",
            "According to",
            '"the harbour is shut"',
        ),
    ],
)
def test_phrases_attribute_the_clause_around_them(
    read: Read, sentence: str, claimant: str, source: str, cue: str, content: str
) -> None:
    assert read(sentence).said == [(claimant, "assert", "positive", source, cue, content)]


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("The dam is reportedly unsafe.", "reportedly", "The dam is | unsafe"),
        ("The leak was allegedly caused by a worker.", "allegedly", "The leak was | caused by a worker"),
    ],
)
def test_adverbs_of_hearsay_attribute_to_nobody_named(read: Read, sentence: str, cue: str, content: str) -> None:
    found = read(sentence)
    assert found.said == [("unnamed source", "assert", "positive", None, cue, content)]
    assert found.claimant(cue).kind == "UnnamedSource"
    assert found.claim(cue).certainty == "possible"


def test_each_adverb_of_hearsay_has_a_source_of_its_own(read: Read) -> None:
    found = read("The dam is reportedly unsafe. The mayor reportedly left.")
    first, second = found.attributed
    assert first.claimant != second.claimant


def test_apparently_is_the_articles_own_guess(read: Read) -> None:
    found = read("Apparently the leak was small.")
    assert found.said == []
    assert [claim.certainty for claim in found.own] == ["probable"]


@pytest.mark.parametrize("sentence", ["Pay rises according to age.", "In a word, it failed.", "They act in concert."])
def test_the_same_words_used_otherwise_attribute_nothing(read: Read, sentence: str) -> None:
    assert read(sentence).said == []


def test_it_was_reported_attributes_to_nobody_named(read: Read) -> None:
    found = read("It was reported that the leak was small.")
    assert found.said == [("unnamed source", "report", "positive", None, "was reported", "the leak was small")]
