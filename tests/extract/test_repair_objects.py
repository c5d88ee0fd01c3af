"""What verbs act on, where the parser takes it for something else."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read
from tests.extract.readable import Took


def test_what_somebody_is_accused_of_is_a_deed(read: Read) -> None:
    assert Took("PROTEST", "looting", ["police"], []) in read("They accused police of looting homes.").events


def test_a_participle_behind_an_object_is_no_clause(read: Read) -> None:
    text = "Kidnappers have freed one of three Filipino fishing boat crew members abducted off the southern island."
    types = {one.type: one.initiators for one in read(text).events}
    assert types["RETREAT"] == ["Kidnappers"]


@pytest.mark.parametrize("text", ["She said shots fired at noon hit a car.", "We heard shots fired nearby."])
def test_verbs_that_take_clauses_keep_them(read: Read, text: str) -> None:
    assert not [one for one in read(text).events if one.recipients == ["shots"]]


def test_the_clause_behind_with_claims_that_is_the_claims(read: Read) -> None:
    found = read("The observers agreed with his claims that the press is biased.")
    assert found.claim("claims").speech_act == "assert"


def test_who_marched_and_was_dispersed_was_dispersed(read: Read) -> None:
    assert "COERCE" in {one.type for one in read("Women marched, but were dispersed by security forces.").events}


def test_what_is_called_for_has_not_come_about(read: Read) -> None:
    assert [one.type for one in read("He called for the resignation of Mayor Paul Miller.").events] == []
    assert [one.type for one in read("He called for an end to the airstrikes.").events] == ["ASSAULT"]
