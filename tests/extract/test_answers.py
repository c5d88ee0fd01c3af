"""Claims that answer or pass on other claims."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read

ACCUSED = "Peru accused Bolivia of shelling a village."
DEMANDED = "Bolivia demanded that Peru withdraw its troops."


@pytest.mark.parametrize(
    "answer",
    ["denied the accusation", "denied the allegations", "rejected the accusation", "dismissed these claims"],
)
def test_a_denial_answers_the_accusation_and_is_about_the_same(read: Read, answer: str) -> None:
    found = read(f"{ACCUSED} Bolivia {answer}.")
    denial = found.attributed[1]
    assert (denial.speech_act, denial.polarity) == ("deny", "negative")
    assert found.cues(denial.denies) == ["accused"]
    assert denial.content == found.claim("accused").content
    assert found.labels(denial.addressees) == ["Peru"]


def test_a_denial_and_what_it_denies_are_a_dispute(read: Read) -> None:
    found = read(f"{ACCUSED} Bolivia denied the accusation.")
    (dispute,) = found.extraction.disputes
    assert found.situations[dispute.situation].trigger.of(found.text) == "shelling"
    assert found.cues(dispute.claims) == ["accused", "denied"]


def test_a_denial_reaches_back_over_what_lies_between(read: Read) -> None:
    found = read(f"{ACCUSED} Chile said ships were late. Bolivia rejected the allegations as baseless.")
    assert found.cues(found.claim("rejected").denies) == ["accused"]


def test_a_denial_prefers_what_is_aimed_at_the_denier(read: Read) -> None:
    found = read(f"{ACCUSED} Chile accused Brazil of spying. Bolivia denied the accusation.")
    assert found.cues(found.claim("denied").denies) == ["accused"]
    assert [found.labels([found.claims[one].claimant]) for one in found.claim("denied").denies] == [["Peru"]]


def test_nobody_denies_their_own_accusation(read: Read) -> None:
    found = read(f"{ACCUSED} Peru denied the allegations.")
    assert found.claim("denied").denies == ()


def test_a_denial_answers_the_accusation_inside_it(read: Read) -> None:
    found = read("Togo denied allegations by Ghana that it had forged the treaty.")
    assert found.cues(found.claim("denied").denies) == ["allegations"]
    assert found.addressees("denied") == ["Ghana"]
    assert found.addressees("allegations") == ["Togo"]


def test_a_denial_answers_what_was_said_in_like_words(read: Read) -> None:
    found = read("Peru said Bolivia had shelled a village. Bolivia denied shelling the village.")
    assert found.cues(found.claim("denied").denies) == ["said"]


def test_a_refusal_answers_the_demand(read: Read) -> None:
    found = read(f"{DEMANDED} Peru rejected the demand.")
    refusal = found.claim("rejected")
    assert (refusal.speech_act, refusal.polarity) == ("refuse", "negative")
    assert found.cues(refusal.rejects) == ["demanded"]
    assert refusal.content == found.claim("demanded").content


def test_a_refusal_answers_the_demand_inside_it(read: Read) -> None:
    found = read("Norway rejected Sweden's demand for access to the fjord.")
    assert found.cues(found.claim("rejected").rejects) == ["demand"]
    assert (found.addressees("rejected"), found.addressees("demand")) == (["Sweden"], ["Norway"])


def test_not_accepting_an_offer_refuses_it(read: Read) -> None:
    found = read("Norway did not accept Sweden's offer to mediate.")
    assert found.cues(found.claim("did not accept").rejects) == ["offer"]


def test_consent_answers_the_demand(read: Read) -> None:
    found = read("Bolivia called on Peru to free the sailors. Peru agreed to the request.")
    assert found.cues(found.claim("agreed").accepts) == ["called"]


def test_claims_in_claims_are_a_chain(read: Read) -> None:
    found = read("A police spokesman said witnesses claimed that the driver had said the brakes failed.")
    assert [(one.claimant, one.content) for one in found.said] == [
        ("police spokesman", "witnesses claimed that the driver had said the brakes failed"),
        ("witnesses", "the driver had said the brakes failed"),
        ("driver", "the brakes failed"),
    ]
    assert [found.cues(claim.reports) for claim in found.attributed] == [["claimed"], ["had said"], []]
    (passing_on,) = (claim for claim in found.own if claim.reports)
    assert found.cues(passing_on.reports) == ["said"]


def test_a_refusal_passes_nothing_on(read: Read) -> None:
    found = read("Norway rejected Sweden's demand for access to the fjord.")
    assert found.claim("rejected").reports == ()
    assert sorted(found.cues(one for claim in found.own for one in claim.reports)) == ["demand", "rejected"]


def test_a_negated_refusal_inside_a_report_does_not_negate_the_report(read: Read) -> None:
    found = read("Oman said Qatar had rejected its request to open the port.")
    assert found.told("said").polarity == "positive"
    assert found.cues(found.claim("said").reports) == ["had rejected", "request"]


@pytest.mark.xfail(strict=True, reason="the negation that made the act a refusal is counted again in who reports it")
@pytest.mark.parametrize("verb", ["had not accepted", "did not accept", "had not agreed to"])
def test_who_reports_that_somebody_did_not_accept_reports_a_refusal(read: Read, verb: str) -> None:
    found = read(f"Oman said Qatar {verb} the offer.")
    assert (found.told(verb.removesuffix(" to")).act, found.told("said").polarity) == ("refuse", "positive")


def test_a_denial_in_like_words_is_about_the_same_situation(read: Read) -> None:
    found = read("Peru said Bolivia had shelled a village. Bolivia denied shelling the village.")
    assert found.claim("denied").content == found.claim("said").content
    assert len(found.extraction.disputes) == 1


@pytest.mark.xfail(strict=True, reason="whoever denies a statement is made its addressee")
def test_a_statement_is_not_addressed_to_who_later_denies_it(read: Read) -> None:
    found = read("Anna Smith said it rained. John Smith denied that it had rained.")
    assert found.addressees("said") == []


@pytest.mark.xfail(strict=True, reason="a relative clause or apposition that denies is not tied to what it takes up")
@pytest.mark.parametrize("tail", ["a charge that the government denies", "which the government denies"])
def test_a_denial_in_a_relative_clause_answers_the_accusation(read: Read, tail: str) -> None:
    found = read(f"The opposition accused the government of rigging the vote, {tail}.")
    assert found.told("accused").content == "rigging the vote"
    assert found.told("denies").claimant == "government"
    assert found.cues(found.claim("denies").denies) == ["accused"]


def test_an_accusation_that_was_not_called_one_is_denied(read: Read) -> None:
    found = read(
        "A spokesman said that Ghana was behind the blast. Ghana's minister, Ada Cole, denied the accusation on Friday."
    )
    assert found.cues(found.claim("denied").denies) == ["said"]


@pytest.mark.parametrize(
    ("text", "denial", "claim"),
    [
        (
            "The union said several members had been beaten. The minister denied that anyone had been hurt.",
            "denied",
            "said",
        ),
        ("Peru said the raid killed three soldiers, a claim that Bolivia denies.", "denies", "said"),
        ("Peru accused Bolivia of theft. Bolivia countered that it had paid.", "countered", "accused"),
    ],
)
def test_a_denial_finds_what_it_denies_by_its_kind_or_place(read: Read, text: str, denial: str, claim: str) -> None:
    found = read(text)
    assert found.claim(denial).denies == (found.claim(claim).id,)
    assert not found.claim(denial).reports


def test_what_goes_on_a_denial_denies_the_same(read: Read) -> None:
    found = read("Peru accused Bolivia of theft. Bolivia denied it, saying no money had been taken.")
    assert found.claim("saying").denies == found.claim("denied").denies == (found.claim("accused").id,)


def test_a_participle_behind_a_thing_is_said_by_who_acts(read: Read) -> None:
    found = read("The case that Peru had brought against Bolivia, claiming that the border was open, was lost.")
    assert found.claimant("claiming").label == "Peru"


def test_that_account_is_the_one_just_given(read: Read) -> None:
    found = read(
        "Oman said the port was full, praising Qatar's sailors. Qatar said cranes had failed. A nurse said gloves had"
        " run out. Qatar disputed that account."
    )
    (denied,) = found.claim("disputed").denies
    assert found.content_words(next(claim for claim in found.attributed if claim.id == denied)) == "gloves had run out"


def test_which_may_take_up_all_that_was_said(read: Read) -> None:
    found = read("Rosa Tello complained that her clients had been beaten in custody, which police denied.")
    assert found.cues(found.claim("denied").denies) == ["complained"]


def test_a_claim_is_no_part_of_who_disputes_it(read: Read) -> None:
    found = read("The ministry has said the boxes were open, a claim election experts dispute.")
    assert found.told("dispute").claimant == "election experts"
    assert found.cues(found.claim("dispute").denies) == ["has said"]
