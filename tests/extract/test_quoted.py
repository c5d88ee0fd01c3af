"""Direct speech: who says it, and how far it goes."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read

SAFE = "The bridge is safe"


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (f"“{SAFE},” said engineer Lena Roth.", "engineer Lena Roth", f"“{SAFE},”"),
        (f'"{SAFE}," engineer Lena Roth said on Monday.', "engineer Lena Roth", f'"{SAFE},"'),
        (f"«{SAFE}», said Lena Roth.", "Lena Roth", f"«{SAFE}»"),
        (f"„{SAFE}“, said Lena Roth.", "Lena Roth", f"„{SAFE}“"),
        (f"'{SAFE},' said Lena Roth.", "Lena Roth", f"'{SAFE},'"),
        (f"‘{SAFE},’ said Lena Roth.", "Lena Roth", f"‘{SAFE},’"),
        (f"``{SAFE},'' said Lena Roth.", "Lena Roth", f"``{SAFE},''"),
        (f'Lena Roth said: "{SAFE}."', "Lena Roth", f'"{SAFE}."'),
        (f'Lena Roth said, "{SAFE}."', "Lena Roth", f'"{SAFE}."'),
        ('"The bridge," said Lena Roth, "is safe."', "Lena Roth", '"The bridge," | "is safe."'),
        (
            f'"{SAFE}," said Lena Roth. "We checked every bolt."',
            "Lena Roth",
            f'"{SAFE}," | "We checked every bolt."',
        ),
    ],
)
def test_a_quotation_belongs_to_the_speaker_beside_it(read: Read, sentence: str, source: str, content: str) -> None:
    found = read(sentence)
    assert found.said == [("Lena Roth", "assert", "positive", source, "said", content)]
    assert found.claim("said").certainty == "certain"


def test_a_speech_goes_on_over_paragraphs_whose_marks_stay_open(read: Read) -> None:
    found = read('Lena Roth said: "It is safe.\n"We checked every bolt.\n"We open on Monday."\nThe town was quiet.')
    assert found.told("said").content == '"It is safe.\n"We checked every bolt.\n"We open on Monday."'
    assert [found.content_words(claim) for claim in found.own][-1] == "The town was quiet"


def test_a_quotation_without_a_cue_goes_on_from_indirect_speech(read: Read) -> None:
    told = read('The bridge is safe, Lena Roth said. "We checked every bolt."').told("said")
    assert told.content == 'The bridge is safe | "We checked every bolt."'


def test_a_mark_that_never_closes_does_not_lose_the_attribution(read: Read) -> None:
    told = read('"The bridge is safe, said Lena Roth. She left the town.').told("said")
    assert (told.source, told.content) == ("Lena Roth", "The bridge is safe")


def test_nested_single_marks_stay_inside_the_quotation(read: Read) -> None:
    told = read("\"It is 'as good as new'\", Lena Roth told the mayor.").told("told")
    assert told.content == "\"It is 'as good as new'\""


def test_a_quotation_may_be_told_to_somebody(read: Read) -> None:
    assert read('"The bridge is safe," Lena Roth told the mayor.').addressees("told") == ["mayor"]


def test_a_quotation_without_a_verb_is_about_its_words(read: Read) -> None:
    found = read('"Never!" shouted the crowd.')
    assert found.told("shouted").content == '"Never!"'
    assert [one.trigger.of(found.text) for one in found.contents("shouted")] == ["Never"]


def test_a_quoted_phrase_is_part_of_the_indirect_speech_around_it(read: Read) -> None:
    told = read('The engineer said the bridge was "perfectly safe" for trucks.').said
    assert [one.content for one in told] == ['the bridge was "perfectly safe" for trucks']


def test_a_title_in_marks_is_nobodys_speech(read: Read) -> None:
    assert read('The film "The Long Bridge" was shown in Lima.').said == []


def test_what_is_attributed_inside_a_quotation_ends_with_it(read: Read) -> None:
    found = read('"Experts say the bridge will hold," said Lena Roth, who built it.')
    assert found.told("say").content == "the bridge will hold"
    assert found.cues(found.claim("said").reports) == ["say"]


def test_the_first_person_is_the_speaker(read: Read) -> None:
    found = read('Lena Roth said: "I reject this plan."')
    assert found.claimant("reject").label == "Lena Roth"


def test_negation_in_a_quotation_is_the_claims(read: Read) -> None:
    assert read('"I did not take the money," Lena Roth said.').told("said").polarity == "negative"


def test_the_first_person_is_the_speaker_who_is_named_behind(read: Read) -> None:
    found = read('"I reject this plan," Lena Roth said.')
    assert found.claimant("reject").label == "Lena Roth"


@pytest.mark.xfail(strict=True, reason="a speech is followed over open paragraphs forwards only, not back from its cue")
def test_a_speech_begun_in_the_paragraph_before_its_cue_is_the_speakers(read: Read) -> None:
    told = read('"The bridge is safe.\n"We will open it soon," said Lena Roth.').told("said")
    assert told.content == '"The bridge is safe.\n"We will open it soon,"'


@pytest.mark.xfail(strict=True, reason="a direct question is told from a statement only by whether and if")
def test_a_direct_question_takes_no_position(read: Read) -> None:
    assert read('"Is the bridge safe?" asked Lena Roth.').told("asked").polarity == "unspecified"


def test_who_is_spoken_of_in_a_quotation_does_not_speak_it(read: Read) -> None:
    found = read('"They offered us nothing," said Elena Marquez.')
    assert [one.claimant for one in found.said if one.cue == "offered"] != ["Elena Marquez"]
    assert found.told("said").claimant == "Elena Marquez"
