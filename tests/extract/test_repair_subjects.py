"""Verbs that the parser parts from their subjects."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    "sentence",
    [
        'Otieno, an Olympic silver medallist, called the ruling "a disgrace".',
        'Elena Marquez, a judge, called the ruling "a disgrace".',
    ],
)
def test_words_about_a_speaker_stand_between_name_and_verb(read: Read, sentence: str) -> None:
    (told,) = read(sentence).said
    assert (told.claimant, told.act) == (sentence.split(",")[0], "condemn")


def test_a_relative_clause_parts_a_speaker_from_the_verb(read: Read) -> None:
    found = read("Grantley Capital, which has bet against the mill, alleged on Monday that the mill had hidden losses.")
    assert [(one.claimant, one.content) for one in found.said] == [("Grantley Capital", "the mill had hidden losses")]


@pytest.mark.parametrize(
    "sentence",
    ["Peru accused Bolivia's miners of poisoning rivers.", "Peru accused Bolivia's miners of poisoning wells."],
)
def test_what_somebody_is_accused_of_is_no_part_of_who_it_is(read: Read, sentence: str) -> None:
    found = read(sentence)
    assert found.addressees("accused") == ["Bolivia's miners"]
