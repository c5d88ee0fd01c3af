"""Which words are names, and which names are one actor's."""

from __future__ import annotations

import pytest

from kg.extract.tokens import Token, runs
from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("The Taliban left.", "Taliban", "Taliban"),
        ("Kenya's army left.", "Kenya", "Kenya"),
        ("The Taliban Ministry of Defense left.", "Taliban Ministry of Defense", "Taliban Ministry of Defense"),
    ],
)
def test_a_name_is_mentioned_without_article_and_ending(read: Read, text: str, label: str, words: str) -> None:
    assert label in read(text).denoted(words)


def test_a_name_inside_a_longer_one_is_not_its_actor(read: Read) -> None:
    found = read("The Taliban Ministry of Defense accused Pakistan of spying.")
    assert found.told("accused").claimant == "Taliban Ministry of Defense"
    assert found.kind("Taliban Ministry of Defense") == "Government"


def test_two_forms_of_a_known_name_are_one_actor(read: Read) -> None:
    found = read("The United Nations met. The UN said it rained.")
    assert found.told("said").claimant == "United Nations"
    assert found.denoted("UN") == ["United Nations"]


def test_the_longer_form_names_the_actor_wherever_it_stands(read: Read) -> None:
    found = read("Marquez wins harbour vote\n\nElena Marquez said it rained. Marquez left.")
    assert "Marquez" not in found.actors
    assert found.denoted("Marquez", 2) == ["Elena Marquez"]


def test_a_known_place_keeps_its_label(read: Read) -> None:
    found = read("It rained in Lima.")
    assert (found.kind("Lima"), found.actors["Lima"].named) == ("Place", True)
    assert found.actors["Lima"].known is not None


def test_pronouns_numbers_and_small_words_are_no_names(read: Read) -> None:
    assert [actor.label for actor in read("It was the first of May. They left at 10.").extraction.actors] == [
        "the article"
    ]


def test_words_with_a_gap_between_them_are_two_runs() -> None:
    tokens = [Token(i, "a", "a", "NN", "dep", i, "") for i in (0, 1, 3)]
    assert [[token.i for token in run] for run in runs(tokens)] == [[0, 1], [3]]


def test_a_known_place_may_be_the_surname_of_somebody_described(read: Read) -> None:
    found = read("Valeska Paris, an Australian woman, has claimed that she was held. Paris claims it lasted years.")
    assert {one.claimant for one in found.said} == {"Valeska Paris"}


def test_an_office_before_the_name_is_no_part_of_it(read: Read) -> None:
    found = read("Zamboanga City Mayor Celso Lobregat rejected the report. “There is no demand,” Lobregat said.")
    assert found.claimant("said").label == "Celso Lobregat"


def test_what_somebody_is_minister_of_is_no_name(read: Read) -> None:
    text = "Nurses unions rejected a letter from the Education Minister as unacceptable, effectively ending the talks."
    assert "Education" not in read(text).actors


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("UN rights chief Volker Turk said he was horrified.", "Volker Turk"),
        ("Parliamentarian Mathias Mpuga said police were wrong.", "Mathias Mpuga"),
        ("Junta spokesman Zaw Min Tun told reporters that talks had failed.", "Zaw Min Tun"),
    ],
)
def test_who_speaks_by_name_is_a_person(read: Read, sentence: str, label: str) -> None:
    [claim] = read(sentence).attributed
    actor = read(sentence).extraction.actor(claim.claimant)
    assert (actor.label, actor.kind) == (label, "Person")
