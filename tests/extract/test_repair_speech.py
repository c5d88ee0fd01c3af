"""Speakers behind their words, and acts of speech coordinated over long complements."""

from __future__ import annotations

from collections.abc import Callable

from tests.extract.readable import Readable

Read = Callable[..., Readable]


def test_who_denies_is_who_accuses(read: Read) -> None:
    found = read("The army denied it had shelled the town and accused the rebels of using civilians as shields.")
    assert found.told("denied").content == "it had shelled the town"
    assert found.told("accused").claimant == "army"


def test_a_second_verb_with_its_own_auxiliary_stays_in_the_complement(read: Read) -> None:
    found = read("The minister said he had met the rebels and had urged them to leave.")
    assert found.told("said").content.endswith("urged them to leave")


def test_a_name_and_office_between_commas_speak_what_stands_before(read: Read) -> None:
    found = read(
        "Two civilians were killed when troops shelled the town of Kupiansk, the regional governor, Oleh Syniehubov, "
        "wrote on Telegram."
    )
    said = found.told("wrote")
    assert (said.claimant, said.source) == ("Oleh Syniehubov", "the regional governor, Oleh Syniehubov")
    assert said.content == "Two civilians were killed when troops shelled the town of Kupiansk"


def test_a_demand_beside_a_condemnation_is_one(read: Read) -> None:
    found = read('"We condemn the attack and demand that Mali withdraw its troops," Foreign Minister Ada Cole said.')
    assert found.told("condemn").content == "the attack"
    assert found.told("demand").content == "Mali withdraw its troops"


def test_a_statements_clause_is_what_its_speaker_tells(read: Read) -> None:
    said = read("Steve Whitmore told the paper in a statement that the case was closed.").told("told")
    assert (said.claimant, said.content) == ("Steve Whitmore", "the case was closed")


def test_an_infinitive_that_the_verb_does_not_take_belongs_to_the_noun(read: Read) -> None:
    said = read("The government announced the start of a public process to suggest designs for a flag.").told(
        "announced"
    )
    assert said.content == "the start of a public process to suggest designs for a flag"


def test_a_name_behind_according_to_is_no_verb(read: Read) -> None:
    said = read("According to Rathbun the property in question was returned by mail.").told("According to")
    assert (said.source, said.content) == ("Rathbun", "the property in question was returned by mail")


def test_two_passives_side_by_side_are_one_content(read: Read) -> None:
    said = read(
        "The Government has expressed regret and promised an investigation into how two children were killed and "
        "several others were injured during a raid."
    ).told("promised")
    assert said.content.endswith("and several others were injured during a raid")


def test_what_is_said_goes_on_where_the_tense_changes(read: Read) -> None:
    said = read("The president says Mali wants to end the war, but was prepared to fight on.").told("says")
    assert said.content == "Mali wants to end the war | but was prepared to fight on"


def test_after_was_told_comes_a_subject_and_no_object(read: Read) -> None:
    said = read("A court has been told the wall of water was a natural catastrophe.").told("has been told")
    assert said.content == "the wall of water was a natural catastrophe"


def test_that_as_a_subject_is_part_of_what_is_said(read: Read) -> None:
    assert read("He says that depends on what officials receive.").told("says").content.startswith("that depends")


def test_a_nor_behind_a_verb_does_not_negate_it(read: Read) -> None:
    found = read("The guides denied making any mistakes, nor did they think the weather was bad.")
    assert found.told("denied").act == "deny"


def test_they_stand_for_whoever_is_merely_described_as_speaking(read: Read) -> None:
    found = read(
        "US officials left. Fighters returning from the hills say they have seen nobody and fear they will lose."
    )
    assert "US officials" not in {one.claimant for one in found.said}


def test_calls_beside_a_verb_is_a_verb(read: Read) -> None:
    found = read("The UN’s envoy, Ingrid Solheim, condemns both attacks and calls for an immediate ceasefire.")
    assert found.told("condemns").content == "both attacks"
    assert (found.told("calls").claimant, found.told("calls").content) == ("Ingrid Solheim", "an immediate ceasefire")


def test_the_noun_that_opens_the_sentence_is_who_calls(read: Read) -> None:
    found = read("Turkey, whose ships are queuing outside the harbour, called on Pakistan to settle the row.")
    assert found.told("called").claimant == "Turkey"


def test_denied_once_more_and_denied_having(read: Read) -> None:
    assert read("He denied once more that the troops had fired.").told("denied").content == "the troops had fired"
    assert read("The army denied having shelled the town.").told("denied").content == "having shelled the town"


def test_two_capitals_behind_a_participle_are_the_subject(read: Read) -> None:
    found = read("While strongly condemning the actions, Oslo and Lima continue to insist on the plan.")
    assert found.told("condemning").content == "the actions"


def test_who_released_a_statement_says_what_it_says(read: Read) -> None:
    assert read("Amazon released a separate statement saying it was over.").told("saying").claimant == "Amazon"


def test_allowing_somebody_something_says_nothing(read: Read) -> None:
    assert read("A deal allowing Amazon to cut prices expired.").said == []


def test_a_meeting_is_told_what_follows(read: Read) -> None:
    said = read("He told a meeting of Pacific Island leaders that few people understood the stakes.").told("told")
    assert said.content == "few people understood the stakes"


def test_the_claim_that_is_denied_keeps_its_clause(read: Read) -> None:
    assert read("The army denied reports that Togo had sent troops.").told("reports").content == "Togo had sent troops"


def test_when_something_was_said_is_no_part_of_it(read: Read) -> None:
    said = read("The president told African-Americans this weekend he would consider it an insult.").told("told")
    assert said.content == "he would consider it an insult"


def test_what_she_says_goes_on_behind_but(read: Read) -> None:
    said = read("Cole says she hopes to win, but she knows that Diaz is strong.").told("says")
    assert said.content.endswith("but she knows that Diaz is strong")


def test_who_stands_behind_the_rivals_name_speaks(read: Read) -> None:
    found = read("Edgar Lungu has defeated his rival Hakainde Hichilema, the Electoral Commission of Zambia has said.")
    assert found.told("has said").claimant == "Electoral Commission of Zambia"


def test_a_remark_in_brackets_does_not_part_speaker_and_verb(read: Read) -> None:
    text = "“It is clear that the mayor has lost the trust of his staff, his colleagues and all of us,” City Council"
    found = read(f"{text} Speaker Adrienne Brown (no relation to the mayor) said.")
    assert found.told("said").claimant == "Adrienne Brown"


def test_a_report_that_is_denied_says_what_it_says(read: Read) -> None:
    found = read("Peru denied a Bolivian report saying that the navy had crossed the lake.")
    assert found.told("saying").claimant == "Bolivia"
    assert found.cues(found.claim("denied").denies) == ["saying"]


def test_who_releases_a_statement_says_what_it_says(read: Read) -> None:
    assert read("Peru released a statement saying, “We will talk.”").told("saying").claimant == "Peru"
