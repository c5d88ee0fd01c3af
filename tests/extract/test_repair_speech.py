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
