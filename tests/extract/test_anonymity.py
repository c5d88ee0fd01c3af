"""Sources that are not to be named."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    "sentence",
    [
        "Three miners, who requested anonymity, said the shaft had flooded.",
        "Three miners who spoke on condition of anonymity said the shaft had flooded.",
        "Three miners who asked not to be named said the shaft had flooded.",
        "Three miners said on condition of anonymity that the shaft had flooded.",
    ],
)
def test_who_speaks_on_condition_of_anonymity_is_an_unnamed_source(read: Read, sentence: str) -> None:
    found = read(sentence)
    assert [(one.claimant, one.act) for one in found.said] == [("Three miners", "assert")]
    assert found.claimant("said").kind == "UnnamedSource"


def test_others_who_speak_together_are_a_crowd(read: Read) -> None:
    assert read("Three miners said the shaft had flooded.").claimant("said").kind == "CollectiveActor"


def test_a_wish_to_stay_unnamed_is_no_demand_and_no_event(read: Read) -> None:
    found = read("A nurse requested anonymity. The hospital did not answer a request for comment.")
    assert found.said == []
    assert found.events == []


def test_who_keeps_the_name_back_refuses_nothing_of_weight(read: Read) -> None:
    assert read("A nurse declined to give her name.").said == []
    assert read("A nurse declined to give her keys.").said != []
