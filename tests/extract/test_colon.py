"""Speakers set off by a colon."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("headline", "claimant", "polarity", "content"),
    [
        ("Minister: We will not sell the port", "Minister", "negative", "We will not sell the port"),
        ("Poll: Most voters want a new bridge", "Poll", "positive", "Most voters want a new bridge"),
    ],
)
def test_a_headline_names_its_speaker_before_a_colon(
    read: Read, headline: str, claimant: str, polarity: str, content: str
) -> None:
    assert [(one.claimant, one.polarity, one.cue, one.content) for one in read(headline).said] == [
        (claimant, polarity, ":", content)
    ]


def test_a_transcript_names_its_speakers_in_capitals(read: Read) -> None:
    found = read("A debate was held.\nROTH: The port is not for sale.\nWALLACE: It should be.")
    assert [(one.source, one.content) for one in found.said] == [
        ("ROTH", "The port is not for sale"),
        ("WALLACE", "It should be"),
    ]


@pytest.mark.parametrize(
    "text",
    ["At 10:30 the train left.", "Three towns were hit: Ica, Nazca and Pisco.", "Note the following: it rains."],
)
def test_other_colons_name_no_speaker(read: Read, text: str) -> None:
    assert read(text).said == []


def test_reports_in_a_headline_speak_for_themselves(read: Read) -> None:
    assert read("Reports: Peru to close border").claimant(":").label == "Reports"


@pytest.mark.xfail(strict=True, reason="the speaker's name before the colon is read as a clause of the article's own")
def test_the_name_before_the_colon_is_no_claim_of_the_articles(read: Read) -> None:
    found = read("Reports: Peru to close border")
    assert [found.content_words(claim) for claim in found.own] == ["Reports: Peru to close border"]


def test_a_surname_before_the_colon_of_a_headline_speaks(read: Read) -> None:
    assert read("Sanders: Clinton needs to listen\n\nA dispute goes on.").told(":").source == "Sanders"


@pytest.mark.parametrize("slug", ["BARLEY", "BARLEY-EXPORTS"])
def test_what_a_headline_is_filed_under_does_not_speak(read: Read, slug: str) -> None:
    found = read(f"{slug}: Prices are falling\nFarmers said that barley exports had slumped.")
    assert [one.claimant for one in found.said] == ["Farmers"]


def test_a_word_in_capitals_that_a_text_is_filed_under_is_nobodys_name(read: Read) -> None:
    found = read("BARLEY\n\nFarmers said that barley prices had slumped.")
    assert "BARLEY" not in found.actors


def test_a_town_before_a_colon_is_where_the_news_comes_from(read: Read) -> None:
    found = read("Prices rose.\n\nKARACHI: Traders said on Friday that shops would shut.")
    assert [one.claimant for one in found.said] == ["Traders"]


@pytest.mark.parametrize("town", ["ISLAMABAD", "LIMA", "KARACHI"])
def test_so_is_a_town_at_the_head_of_the_first_paragraph(read: Read, town: str) -> None:
    found = read(f"{town}: The foreign ministry on Friday rejected the claim, and farmers said that prices rose.")
    assert [one.claimant for one in found.said] == ["foreign ministry", "farmers"]


def test_a_town_in_small_letters_speaks_in_headlines_only(read: Read) -> None:
    assert [one.claimant for one in read("New Delhi: Farmers said on Friday that prices rose.").said] == ["Farmers"]
