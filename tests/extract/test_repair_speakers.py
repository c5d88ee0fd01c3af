"""Who speaks at the end of a sentence, and in headlines."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


def test_an_agency_at_the_end_passes_on_who_said_it(read: Read) -> None:
    found = read("The mayor said the bridge had been closed, according to the regional news agency.")
    assert found.told("said").content == "the bridge had been closed"
    assert found.told("according to").content == "The mayor said the bridge had been closed"
    assert found.cues(found.claim("according to").reports) == ["said"]


def test_who_shows_pictures_accuses_and_not_what_they_show(read: Read) -> None:
    found = read("Ana Ruiz said photographs showed some of them were in uniform, accusing the militia of lying.")
    assert found.told("accusing").claimant == "Ana Ruiz"


def test_what_three_countries_announce_at_the_end_is_theirs(read: Read) -> None:
    found = read("Kenya, Uganda and Rwanda failed to agree on the railway, the three countries announced on Monday.")
    assert found.told("announced").content == "Kenya, Uganda and Rwanda failed to agree on the railway"


@pytest.mark.parametrize(
    ("headline", "who", "victims"),
    [
        ("Two miners killed in border clash, says Peru", "Peru", ["Two miners"]),
        ("Opposition senator arrested in Kampala, party says", "party", ["Opposition senator"]),
    ],
)
def test_headlines_leave_a_verb_out(read: Read, headline: str, who: str, victims: list[str]) -> None:
    found = read(f"{headline}\n\nIt rained.")
    assert found.told("says").claimant == who
    assert [one.recipients for one in found.events if one.trigger in ("killed", "arrested")] == [victims]


def test_the_agency_is_told_and_the_jets_strike(read: Read) -> None:
    found = read("A member of the militia told Reuters fighter jets had struck the ceremony.")
    assert found.told("told").content == "fighter jets had struck the ceremony"
    assert found.addressees("told") == ["Reuters"]


def test_who_acts_accuses_and_not_what_fell_apart(read: Read) -> None:
    found = read(
        "Peru and Chile left the talks after a truce they had brokered fell apart, accusing the rebels of lies."
    )
    assert found.told("accusing").claimant == "Peru and Chile"
