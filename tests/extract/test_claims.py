"""What position a claim takes, and how sure it sounds."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("content", "polarity"),
    [
        ("the talks failed", "positive"),
        ("the talks did not fail", "negative"),
        ("the talks never began", "negative"),
        ("the talks are no longer secret", "negative"),
        ("no agreement was reached", "negative"),
        ("nobody was hurt", "negative"),
    ],
)
def test_the_first_propositions_negation_is_the_claims_polarity(read: Read, content: str, polarity: str) -> None:
    assert read(f"The envoy said {content}.").told("said").polarity == polarity


@pytest.mark.parametrize(
    ("content", "polarity", "absent"),
    [
        ("the plan failed, but the coalition did not collapse", "positive", "collapse"),
        ("the coalition did not collapse, but the plan failed", "negative", "failed"),
    ],
)
def test_a_proposition_put_the_other_way_round_is_a_state_of_absence(
    read: Read, content: str, polarity: str, absent: str
) -> None:
    found = read(f"The envoy said {content}.")
    assert found.told("said").polarity == polarity
    first, second = found.contents("said")
    assert (first.absence_of, second.kind) == (None, "State")
    assert found.situations[str(second.absence_of)].trigger.of(found.text) == absent


def test_propositions_of_one_polarity_need_no_absence(read: Read) -> None:
    found = read("Ghana said its soldiers were not in Togo and that no shots had been fired.")
    assert found.told("said").polarity == "negative"
    assert [one.absence_of for one in found.contents("said")] == [None, None]


@pytest.mark.parametrize(
    ("sentence", "cue", "realis"),
    [
        ("The envoy said the talks failed.", "said", "actual"),
        ("The envoy said the talks will fail.", "said", "future"),
        ("The envoy said the talks might fail.", "said", "hypothetical"),
        ("Norway refused to sign the treaty.", "refused", "future"),
        ("Norway promised to sign the treaty.", "promised", "future"),
        ("Norway urged Chad to sign the treaty.", "urged", "hypothetical"),
        ("Norway expects that the talks fail.", "expects", "future"),
    ],
)
def test_verbs_and_modals_tell_how_real_it_is(read: Read, sentence: str, cue: str, realis: str) -> None:
    assert read(sentence).claim(cue).realis == realis


@pytest.mark.parametrize(
    ("sentence", "cue", "certainty"),
    [
        ("The envoy said the talks failed.", "said", "underspecified"),
        ("The envoy said the talks may fail.", "said", "possible"),
        ("Probably the talks will fail, the envoy said.", "said", "probable"),
        ("The envoy confirmed that the talks failed.", "confirmed", "certain"),
        ("The envoy suspects that the talks failed.", "suspects", "possible"),
        ("The envoy predicted that the talks would fail.", "predicted", "probable"),
        ("The envoy denied that the talks failed.", "denied", "certain"),
    ],
)
def test_verbs_modals_and_adverbs_tell_how_sure_it_is(read: Read, sentence: str, cue: str, certainty: str) -> None:
    assert read(sentence).claim(cue).certainty == certainty


@pytest.mark.parametrize(
    ("sentence", "cue", "condition"),
    [
        ("Peru said it would attack Bolivia if the talks failed.", "said", "failed"),
        ("Peru said that unless Bolivia left the valley, it would close the border.", "said", "left"),
        ("Peru insists that any aid is conditional on the release of the sailors.", "insists", "release"),
        ("Peru said that aid was contingent on reforms.", "said", "reforms"),
        ("Peru said that its help depends on the release of the sailors.", "said", "release"),
    ],
)
def test_what_a_proposition_depends_on_is_its_condition(read: Read, sentence: str, cue: str, condition: str) -> None:
    found = read(sentence)
    claim = found.claim(cue)
    assert found.conditions(claim) == [condition]
    assert claim.realis == "hypothetical"
    assert not set(claim.conditions) & set(claim.content)


@pytest.mark.parametrize("clause", ["because prices fell", "although prices fell", "even if prices fall", "as it is"])
def test_other_clauses_are_no_condition(read: Read, clause: str) -> None:
    assert read(f"Peru said the strike will end {clause}.").claim("said").conditions == ()


def test_a_claim_is_expressed_in_the_event_of_its_cue(read: Read) -> None:
    found = read("Peru accused Bolivia of spying.")
    event = found.situations[str(found.claim("accused").expressed_in)]
    assert (event.kind, event.event_type, event.trigger.of(found.text)) == ("SpeechEvent", "ACCUSE", "accused")
    assert (found.labels(event.initiators), found.labels(event.recipients)) == (["Peru"], ["Bolivia"])


@pytest.mark.parametrize("verb", ["denied", "said", "confirmed"])
def test_what_plover_has_no_type_for_has_none(read: Read, verb: str) -> None:
    found = read(f"The envoy {verb} that prices fell.")
    assert found.situations[str(found.claim(verb).expressed_in)].event_type is None


def test_confidence_falls_with_the_strength_of_the_cue(read: Read) -> None:
    strong, weak = read("The envoy said the talks failed.").claim("said"), read("The dam is reportedly unsafe.")
    assert strong.confidence > weak.claim("reportedly").confidence


def test_a_condition_makes_a_future_hypothetical(read: Read) -> None:
    assert read("Peru said it will sign the treaty if Bolivia leaves.").claim("said").realis == "hypothetical"


@pytest.mark.parametrize("verb", ["said", "announced", "predicted"])
def test_would_in_reported_speech_is_future(read: Read, verb: str) -> None:
    assert read(f"The envoy {verb} that the harbour would reopen on Friday.").claim(verb).realis == "future"


def test_going_to_is_future(read: Read) -> None:
    assert read("The envoy said the talks are going to fail.").claim("said").realis == "future"


def test_unless_makes_the_absence_the_condition(read: Read) -> None:
    found = read("Peru said that unless Bolivia left the valley, it would close the border.")
    (condition,) = found.claim("said").conditions
    assert found.situations[condition].absence_of is not None


def test_calling_something_a_name_requests_nothing(read: Read) -> None:
    found = read("The bishop called the law a rule of thumb.")
    assert found.situations[str(found.claim("called").expressed_in)].event_type is None
