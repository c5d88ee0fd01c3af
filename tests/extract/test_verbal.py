"""Verbs as cues: which words the cue takes, who speaks, and when nobody has said anything."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("The clerk had been saying that the roof leaked.", "had been saying"),
        ("The clerk did not accept the offer.", "did not accept"),
        ("Officials have confirmed that the roof leaked.", "have confirmed"),
        ("The clerk continued to insist that the roof leaked.", "continued to insist"),
        ("The offer was rejected by the clerk.", "was rejected"),
    ],
)
def test_the_cue_is_the_whole_verb_group(read: Read, sentence: str, cue: str) -> None:
    assert [one.cue for one in read(sentence).said] == [cue]


def test_a_passive_is_said_by_its_agent(read: Read) -> None:
    found = read("The election was condemned by Ghana.")
    assert found.said == [("Ghana", "condemn", "positive", "Ghana", "was condemned", "The election")]


def test_a_passive_without_agent_is_said_by_nobody_named(read: Read) -> None:
    found = read("The minister was accused of taking bribes.")
    assert found.said == [("unnamed source", "accuse", "positive", None, "was accused", "taking bribes")]
    assert found.addressees("was accused") == ["minister"]


def test_coordinated_verbs_share_their_subject_and_its_words(read: Read) -> None:
    found = read("Kenya condemned the raid and urged Sudan to release the crew.")
    assert found.said == [
        ("Kenya", "condemn", "positive", "Kenya", "condemned", "the raid"),
        ("Kenya", "demand", "positive", "Kenya", "urged", "to release the crew"),
    ]


def test_a_participle_is_said_by_the_subject_of_its_clause(read: Read) -> None:
    found = read("The firm apologised, saying the leak had been stopped.")
    assert found.said[-1] == ("firm", "assert", "positive", "The firm", "saying", "the leak had been stopped")


def test_a_participle_behind_a_noun_is_about_the_noun(read: Read) -> None:
    found = read("The leak, described by the chairman as minor, lasted a week.")
    assert found.said == [
        ("chairman", "assert", "positive", "the chairman", "described", "The leak | as minor"),
    ]


def test_a_relative_pronoun_speaks_for_its_antecedent(read: Read) -> None:
    found = read("The man who said the plan was forged left.")
    assert found.said == [("man", "assert", "positive", "who", "said", "the plan was forged")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister might say that the port is safe.",
        "The minister should condemn the attack.",
        "If the minister says that the port is safe, the ships will come.",
        "The minister went to Lima to say that the port was safe.",
        "The minister wants to say that the port is safe.",
        "The minister never said that the port was safe.",
        "No minister said that the port was safe.",
        "Nobody said that the port was safe.",
    ],
)
def test_an_act_that_was_not_performed_is_no_claim(read: Read, sentence: str) -> None:
    assert read(sentence).said == []


@pytest.mark.parametrize("verb", ["refused to confirm", "declined to confirm"])
def test_what_somebody_refuses_to_say_is_not_said(read: Read, verb: str) -> None:
    found = read(f"The minister {verb} that the port was safe.")
    assert [(one.act, one.polarity) for one in found.said] == [("refuse", "negative")]


@pytest.mark.parametrize(
    ("sentence", "act", "polarity", "content"),
    [
        ("Norway did not accept the proposal.", "refuse", "negative", "the proposal"),
        ("Norway never agreed to the proposal.", "refuse", "negative", "the proposal"),
        ("Norway refused to sign the treaty.", "refuse", "negative", "to sign the treaty"),
        ("Norway rejected the proposal.", "refuse", "negative", "the proposal"),
        ("Norway denied that it had signed the treaty.", "deny", "negative", "it had signed the treaty"),
        ("Norway threatened to withdraw its ambassador.", "threaten", "positive", "to withdraw its ambassador"),
        ("Norway vowed not to cross the river.", "promise", "negative", "not to cross the river"),
        ("Norway welcomed the plan.", "praise", "positive", "the plan"),
        ("Norway predicted that prices would fall.", "predict", "positive", "prices would fall"),
        ("Norway suspects that the letter was forged.", "speculate", "positive", "the letter was forged"),
        ("Norway announced that the road was open.", "announce", "positive", "the road was open"),
        ("Norway stressed that the road was open.", "emphasize", "positive", "the road was open"),
    ],
)
def test_the_verb_and_its_negation_tell_the_act(
    read: Read, sentence: str, act: str, polarity: str, content: str
) -> None:
    assert [(one.claimant, one.act, one.polarity, one.content) for one in read(sentence).said] == [
        ("Norway", act, polarity, content)
    ]


def test_asking_whether_somebody_said_so_is_not_saying_that_they_did(read: Read) -> None:
    assert read("Did the minister say that the port was safe?").said == []


@pytest.mark.xfail(strict=True, reason="neither to confirm nor to deny is read as to speculate")
@pytest.mark.parametrize("verbs", ["has neither confirmed nor denied", "did not confirm or deny"])
def test_neither_confirming_nor_denying_is_no_denial(read: Read, verbs: str) -> None:
    assert read(f"Turkey {verbs} that it struck the convoy.").said == []


@pytest.mark.parametrize("who", ["Few people", "Not everyone", "Hardly anyone"])
def test_what_hardly_anybody_says_is_not_claimed(read: Read, who: str) -> None:
    assert read(f"{who} said that the bridge was safe.").said == []


def test_stopping_short_of_condemning_is_not_condemning(read: Read) -> None:
    assert read("Peru stopped short of condemning Chile.").said == []


@pytest.mark.parametrize("thing", ["two million dollars from a builder", "a bribe from a builder", "the prize"])
def test_to_accept_what_is_given_is_no_consent(read: Read, thing: str) -> None:
    assert read(f"Elena Marquez accepted {thing}.").said == []


def test_what_is_asked_for_need_not_be_told(read: Read) -> None:
    found = read("The miners obtained what they asked for.")
    assert found.said == []


@pytest.mark.parametrize(
    "sentence", ["The war threatened to spread.", "The car refused to start.", "The deal promised to end the strike."]
)
def test_things_neither_threaten_nor_refuse_nor_promise(read: Read, sentence: str) -> None:
    assert read(sentence).said == []


def test_only_the_verb_may_be_quoted(read: Read) -> None:
    [said] = read("The ministry “strongly condemned” the theft of the statue.").said
    assert (said.claimant, said.act, said.content) == ("ministry", "condemn", "the theft of the statue")
