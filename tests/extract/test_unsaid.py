"""What is denied to have been said is nobody's claim."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("sentence", "cues"),
    [
        ("Norway denied that it had threatened to close the strait.", ["denied"]),
        ("Norway denied threatening to close the strait.", ["denied"]),
        ("The council said it had no evidence that Norway had threatened to close the strait.", ["said"]),
        ("Norway did not threaten to close the strait.", []),
    ],
)
def test_who_is_said_not_to_have_spoken_claims_nothing(read: Read, sentence: str, cues: list[str]) -> None:
    assert [claim.cue for claim in read(sentence).said] == cues


def test_a_demand_that_is_refused_was_made(read: Read) -> None:
    found = read("Norway rejected Iceland's demand to close the strait.")
    assert [(claim.claimant, claim.act) for claim in found.said] == [("Norway", "refuse"), ("Iceland", "demand")]


def test_what_is_coordinated_with_a_negated_verb_is_said(read: Read) -> None:
    found = read("The report said that Norway did not accept the offer and refused to sign.")
    assert [claim.cue for claim in found.said] == ["said", "did not accept", "refused"]


@pytest.mark.parametrize("name", ["Jack London", "Chad Miller"])
def test_persons_may_have_the_names_of_places(read: Read, name: str) -> None:
    found = read(f"{name} said the mine would close. Later {name.split()[-1]} denied it.")
    assert {claim.claimant for claim in found.said} == {name}
    assert found.actors[name].kind == "Person"


def test_an_event_in_its_own_relative_clause_does_not_go_round_in_circles(read: Read) -> None:
    assert read("Norway, which it accuses of war crimes, agreed to talks.").said


def test_what_somebody_is_accused_of_is_no_part_of_their_name(read: Read) -> None:
    found = read("She accused the rebels of using civilians as shields, a charge the rebels rejected.")
    assert found.labels(found.claim("accused").addressees) == ["rebels"]


def test_the_seat_of_more_than_one_power_stands_for_none_of_them(read: Read) -> None:
    assert "Belgium" not in {claim.claimant for claim in read("Brussels accused Norway of dumping fish.").said}
