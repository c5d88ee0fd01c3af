"""What claims of one article have to do with each other beyond answering."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.relations import disputes, relate
from kg.model import Claim, Polarity, Span, SpeechAct
from tests.extract.conftest import Read

FIRST = Claim("c0", "a0", SpeechAct.ASSERT, Polarity.POSITIVE, (Span(5, 9),), cue=Span(0, 4), content=("s0",))
AGAIN = replace(FIRST, id="c1", cue=Span(10, 14), contents=(Span(15, 19),))


def test_a_claim_restates_an_earlier_one_of_the_same_claimant_and_act() -> None:
    assert [claim.restates for claim in relate([FIRST, AGAIN], [])] == [(), ("c0",)]


def test_another_claimant_act_polarity_or_addressee_restates_nothing() -> None:
    others = [
        replace(AGAIN, claimant="a1"),
        replace(AGAIN, speech_act=SpeechAct.WARN),
        replace(AGAIN, polarity=Polarity.NEGATIVE),
        replace(AGAIN, addressees=("a2",)),
        replace(AGAIN, content=("s1",)),
    ]
    assert [relate([FIRST, other], [])[1].restates for other in others] == [()] * len(others)


def test_who_confirms_what_another_said_supports_it() -> None:
    backing = replace(AGAIN, claimant="a1", speech_act=SpeechAct.CONFIRM)
    assert relate([FIRST, backing], [])[1].confirms == ("c0",)
    assert relate([FIRST, backing], [])[1].supports == ("c0",)


def test_who_confirms_the_opposite_confirms_nothing() -> None:
    backing = replace(AGAIN, claimant="a1", speech_act=SpeechAct.CONFIRM, polarity=Polarity.NEGATIVE)
    assert relate([FIRST, backing], [])[1].confirms == ()


def test_nobody_confirms_the_claim_that_they_pass_on() -> None:
    backing = replace(AGAIN, claimant="a1", speech_act=SpeechAct.CONFIRM, reports=("c0",))
    assert relate([FIRST, backing], [])[1].confirms == ()


def test_opposite_claims_are_a_dispute_where_one_denies_the_other() -> None:
    denial = replace(AGAIN, claimant="a1", speech_act=SpeechAct.DENY, polarity=Polarity.NEGATIVE, denies=("c0",))
    (dispute,) = disputes([FIRST, denial])
    assert (dispute.situation, dispute.claims) == ("s0", ("c0", "c1"))


def test_opposite_claims_that_nobody_denies_are_none() -> None:
    other = replace(AGAIN, claimant="a1", polarity=Polarity.NEGATIVE)
    assert list(disputes([FIRST, other])) == []


def test_a_refusal_disputes_nothing() -> None:
    refusal = replace(AGAIN, speech_act=SpeechAct.REFUSE, polarity=Polarity.NEGATIVE, denies=("c0",))
    assert list(disputes([FIRST, refusal])) == []


def test_a_claim_has_the_time_of_its_cue(read: Read) -> None:
    found = read("Elena Marquez announced on Monday that the harbour was shut.")
    assert [time.text for time in found.extraction.times if time.id in found.claim("announced").times] == ["Monday"]


def test_a_time_inside_the_content_is_not_the_claims(read: Read) -> None:
    found = read("Elena Marquez announced that the harbour was shut on Monday.")
    assert found.claim("announced").times == ()
    (shut,) = found.contents("announced")
    assert [time.text for time in found.extraction.times if time.id in shut.times] == ["Monday"]
