"""Whom pronouns, surnames and descriptions stand for."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read

QUISPE = "Maria Quispe, the Peruvian health minister, warned of a shortage."


@pytest.mark.parametrize("who", ["She", "Quispe", "The minister", "Ms Quispe"])
def test_a_person_is_taken_up_by_pronoun_surname_and_office(read: Read, who: str) -> None:
    found = read(f"{QUISPE} {who} said clinics were empty.")
    told = found.told("said")
    assert (told.claimant, told.source) == ("Maria Quispe", who)


def test_the_same_person_is_one_actor(read: Read) -> None:
    found = read(f"{QUISPE} She said clinics were empty. Quispe blamed the banks.")
    assert len({claim.claimant for claim in found.attributed}) == 1


@pytest.mark.parametrize(
    ("sentence", "cue", "claimant"),
    [
        ("Peru opened talks with Chile. It said ships were late.", "said", "Peru"),
        ("The union met on Monday. It said wages fell.", "said", "union"),
        ("Rebels left the town. They said it was empty.", "said", "Rebels"),
        ("Elena Marquez met rebels. She said they were tired.", "said", "Elena Marquez"),
        ("Peru said it had rejected the offer.", "had rejected", "Peru"),
    ],
)
def test_a_pronoun_stands_for_what_agrees_with_it(read: Read, sentence: str, cue: str, claimant: str) -> None:
    assert read(sentence).told(cue).claimant == claimant


def test_pronouns_are_mentions(read: Read) -> None:
    assert read("Elena Marquez left. She said it rained.").denoted("She") == ["Elena Marquez"]


def test_a_pronoun_with_nobody_before_it_is_a_source_of_its_own(read: Read) -> None:
    found = read("He said it rained.")
    assert found.claimant("said").kind == "UnnamedSource"


def test_two_who_speak_together_are_a_group_of_both(read: Read) -> None:
    found = read("Peru and Bolivia said they would meet.")
    group = found.claimant("said")
    assert (group.kind, found.labels(group.members)) == ("Group", ["Peru", "Bolivia"])


@pytest.mark.parametrize("pair", ["The two sides", "Both sides", "The two countries", "The sides"])
def test_the_two_sides_are_the_two_who_were_named_together(read: Read, pair: str) -> None:
    found = read(f"Peru and Bolivia held talks in Quito. {pair} praised the mediators.")
    assert found.labels(found.claimant("praised").members) == ["Peru", "Bolivia"]


def test_an_organisation_is_taken_up_by_what_it_is(read: Read) -> None:
    found = read("The Harbour Workers Union said wages fell. The union called for a strike.")
    assert found.told("called").claimant == "Harbour Workers Union"


def test_an_organisation_is_taken_up_by_its_acronym(read: Read) -> None:
    found = read("The Kenya Cocoa Board (KCB) met on Monday. The KCB said stocks were low.")
    assert found.told("said").claimant == "Kenya Cocoa Board"


def test_a_first_person_outside_quotations_is_not_guessed(read: Read) -> None:
    found = read("Elena Marquez left. We said it rained.")
    assert found.told("said").claimant != "Elena Marquez"


@pytest.mark.xfail(strict=True, reason="a document is no antecedent of it")
def test_it_stands_for_a_report_that_spoke(read: Read) -> None:
    found = read("The report says the leak was small. It blames a worker.")
    assert found.claim("blames").claimant == found.claim("says").claimant


@pytest.mark.xfail(strict=True, reason="it stands for an actor, though an event stands nearer")
def test_it_may_stand_for_an_event(read: Read) -> None:
    found = read("Peru's army attacked a village. The attack killed two farmers. Bolivia condemned it.")
    (condemned,) = (one for one in found.extraction.situations if one.trigger.of(found.text) == "condemned")
    assert found.labels(condemned.recipients) == []


def test_he_stands_for_the_man_the_accusation_was_about(read: Read) -> None:
    found = read(
        "A court sentenced former governor Tunde Bakare. "
        "Prosecutors alleged that Bakare stole money. He denies the charges."
    )
    assert found.told("denies").claimant == "Tunde Bakare"
    assert found.cues(found.claim("denies").denies) == ["alleged"]


def test_whoever_speaks_is_not_he_in_his_own_words(read: Read) -> None:
    found = read('Ambassador Ada Cole met sailor Peter Blake. "The gang robbed him twice," Ms Cole said.')
    (robbed,) = (one for one in found.extraction.situations if one.trigger.of(found.text) == "robbed")
    assert "Ada Cole" not in found.labels([*robbed.recipients, *robbed.participants])


def test_an_object_is_none_of_its_verbs_subjects(read: Read) -> None:
    found = read("President Ada Cole and premier Ben Diaz met envoy Carl Ek and urged him to stay.")
    assert found.labels(found.claim("urged").addressees) == ["Carl Ek"]


def test_a_description_with_a_people_fits_whose_role_leaves_it_out(read: Read) -> None:
    found = read("Spain gave leader Ada Cole a day to comply. The Catalan leader said she could not.")
    assert found.told("said").claimant == "Ada Cole"


def test_she_is_nobody_whom_the_article_calls_mr(read: Read) -> None:
    found = read('Karen White met Mr David Hicks. "He was a normal boy," she said.')
    assert found.told("said").claimant == "Karen White"


def test_who_behind_a_time_stands_for_people(read: Read) -> None:
    found = read("The governor said he relied on church officials at the time, who told him not to intervene.")
    assert "relied" not in found.told("told").claimant


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Moscow and Beijing supported the plan. Both countries said it was fair.", "Russia and China"),
        ("Anna Brown met Paul Miller in Rome. Both men said the talks were fair.", "Anna Brown and Paul Miller"),
        (
            "The Ministry of Foreign Affairs of Peru invited Chile. Peru and Chile met. The sides said it was fair.",
            "Peru and Chile",
        ),
    ],
)
def test_those_known_by_name_who_speak_together_bear_their_names(read: Read, text: str, claimant: str) -> None:
    assert read(text).claimant("said").label == claimant


def test_a_ministry_acts_for_the_state_in_its_name(read: Read) -> None:
    found = read("The Ministry of Foreign Affairs of Peru said talks would follow.")
    assert found.labels(found.claimant("said").affiliated_with) == ["Peru"]


def test_he_is_nobody_who_is_only_said_to_have_alleged_something(read: Read) -> None:
    found = read(
        "Paul Miller said troops repelled an allegedly planned attack. He also claimed two tanks were captured."
    )
    assert found.claimant("claimed").label == "Paul Miller"


def test_the_politician_is_who_was_just_named(read: Read) -> None:
    found = read("Opposition leader Paul Miller's house was surrounded by police, the politician told reporters.")
    assert found.claimant("told").label == "Paul Miller"


def test_of_two_with_one_surname_it_is_who_had_been_named_by_then(read: Read) -> None:
    found = read("Mayor Eric Adams lost. Adams said it was over. Adrienne Adams, who is no relation, agreed.")
    assert found.claimant("said").label == "Eric Adams"


def test_a_lawsuit_filed_in_a_country_is_not_the_countrys(read: Read) -> None:
    assert read("The lawsuit, filed in a US court, says the ads are false.").claimant("says").label == "lawsuit"


def test_one_of_them_is_who_is_named_beside(read: Read) -> None:
    found = read('Villagers blocked a road. "Nobody came," one of them, Elena Marquez, told a newspaper.')
    assert found.told("told").claimant == "Elena Marquez"


def test_it_is_nobody_in_what_it_says(read: Read) -> None:
    found = read("The ministry said on Friday that talks failed. The Bolivian side had been warned in time, it said.")
    assert {one.claimant for one in found.said} == {"ministry"}
