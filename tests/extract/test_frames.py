"""What stands around a verb of saying: for each frame the content, and whom the act is aimed at."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read

# Sentence, then claimant, act, polarity, cue, content, addressees.
FRAMES = {
    "that": (
        "Elena Marquez said that the harbour would reopen on Friday.",
        ("Elena Marquez", "assert", "positive", "said", "the harbour would reopen on Friday", []),
    ),
    "that, left out": (
        "Nurses in Kumasi believe the ward is unsafe.",
        ("Nurses in Kumasi", "assert", "positive", "believe", "the ward is unsafe", []),
    ),
    "that, with a particle": (
        "The chairman pointed out that the leak was small.",
        ("chairman", "assert", "positive", "pointed out", "the leak was small", []),
    ),
    "obj_that": (
        "Finance minister Paul Okoro told reporters the budget was balanced.",
        ("Paul Okoro", "assert", "positive", "told", "the budget was balanced", ["reporters"]),
    ),
    "to_that": (
        "The pilot admitted to investigators that the engine had been repaired.",
        ("pilot", "confirm", "positive", "admitted", "the engine had been repaired", ["investigators"]),
    ),
    "to": (
        "The union promised to end the strike.",
        ("union", "promise", "positive", "promised", "to end the strike", []),
    ),
    "obj_to": (
        "The mayor urged residents to leave the valley.",
        ("mayor", "demand", "positive", "urged", "to leave the valley", ["residents"]),
    ),
    "on_to": (
        "The union called on the government to raise pensions.",
        ("union", "demand", "positive", "called", "to raise pensions", ["government"]),
    ),
    "obj_of": (
        "Peru accused Bolivia of diverting the river.",
        ("Peru", "accuse", "positive", "accused", "diverting the river", ["Bolivia"]),
    ),
    "obj_for": (
        "Brazil blamed Paraguay for the flood.",
        ("Brazil", "accuse", "positive", "blamed", "the flood", ["Paraguay"]),
    ),
    "of": (
        "The senator complained of delays.",
        ("senator", "condemn", "positive", "complained", "delays", []),
    ),
    "for": (
        "Nurses called for higher wages.",
        ("Nurses", "demand", "positive", "called", "higher wages", []),
    ),
    "about": (
        "The envoy warned Chad about delays.",
        ("envoy", "warn", "positive", "warned", "delays", ["Chad"]),
    ),
    "against": (
        "Doctors warned against the new vaccine.",
        ("Doctors", "warn", "negative", "warned", "the new vaccine", []),
    ),
    "on": (
        "The committee insisted on an inquiry.",
        ("committee", "demand", "positive", "insisted", "an inquiry", []),
    ),
    "as": (
        "The bishop described the law as a disgrace.",
        ("bishop", "condemn", "positive", "described", "the law as a disgrace", []),
    ),
    "small": (
        "The bishop called the law a disgrace.",
        ("bishop", "condemn", "positive", "called", "the law a disgrace", []),
    ),
    "ing": (
        "The company denied dumping waste in the lake.",
        ("company", "deny", "negative", "denied", "dumping waste in the lake", []),
    ),
    "obj": (
        "Kenya condemned the attack on the convoy.",
        ("Kenya", "condemn", "positive", "condemned", "the attack on the convoy", []),
    ),
    "wh": (
        "The judge asked whether the minister had signed the contract.",
        ("judge", "ask", "unspecified", "asked", "whether the minister had signed the contract", ["minister"]),
    ),
    "subjunctive": (
        "Nurses are demanding that the hospital hire more staff.",
        ("Nurses", "demand", "positive", "are demanding", "the hospital hire more staff", ["hospital"]),
    ),
}


@pytest.mark.parametrize("frame", FRAMES)
def test_each_frame_gives_content_and_addressee(read: Read, frame: str) -> None:
    sentence, (claimant, act, polarity, cue, content, addressees) = FRAMES[frame]
    found = read(sentence)
    assert [(one.claimant, one.act, one.polarity, one.cue, one.content) for one in found.said] == [
        (claimant, act, polarity, cue, content)
    ]
    assert found.addressees(cue) == addressees


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        (
            "The harbour, Elena Marquez said, would reopen on Friday.",
            "Elena Marquez",
            "said",
            "The harbour | would reopen on Friday",
        ),
        (
            "The harbour would reopen on Friday, said Elena Marquez, the harbour master.",
            "Elena Marquez, the harbour master",
            "said",
            "The harbour would reopen on Friday",
        ),
        ("The leak was small, the chairman believes.", "the chairman", "believes", "The leak was small"),
        ("As the chairman said, the leak was small.", "the chairman", "said", "the leak was small"),
        ("The chairman said: the leak was small.", "The chairman", "said", "the leak was small"),
    ],
)
def test_a_cue_may_stand_behind_or_inside_what_is_said(
    read: Read, sentence: str, source: str, cue: str, content: str
) -> None:
    assert [one[3:] for one in read(sentence).said] == [(source, cue, content)]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The minister said that prices fell and wages rose.", "prices fell and wages rose"),
        (
            "The governor admitted that the dam was unsafe and had been neglected for years.",
            "the dam was unsafe and had been neglected for years",
        ),
        (
            "The envoy said the talks failed, but the ceasefire did not collapse.",
            "the talks failed, but the ceasefire did not collapse",
        ),
        (
            "The clerk said the archive was closed because the roof leaked.",
            "the archive was closed because the roof leaked",
        ),
    ],
)
def test_a_coordinated_complement_is_one_claim(read: Read, sentence: str, content: str) -> None:
    assert [one.content for one in read(sentence).said] == [content]


def test_each_proposition_of_a_coordinated_complement_is_a_situation(read: Read) -> None:
    found = read("The minister said that prices fell and wages rose.")
    assert [one.trigger.of(found.text) for one in found.contents("said")] == ["fell", "rose"]


def test_a_relative_clause_takes_its_antecedent_into_the_content(read: Read) -> None:
    assert read("It was a step that Chile said was illegal.").told("said").content == "a step | was illegal"
    assert read("The dam, which the governor called unsafe, was closed.").told("called").content == "The dam | unsafe"


def test_a_passive_with_agent_keeps_what_somebody_is_accused_of(read: Read) -> None:
    told = read("The minister was accused by prosecutors of taking bribes.").told("was accused")
    assert told == ("prosecutors", "accuse", "positive", "prosecutors", "was accused", "taking bribes")


def test_is_said_to_attributes_the_infinitive(read: Read) -> None:
    assert (
        read("The minister is said to have fled the country.").told("is said").content
        == "The minister | to have fled the country"
    )


def test_denied_it_denies_what_was_said_before(read: Read) -> None:
    found = read("Togo said that Ghana had forged the treaty. Ghana denied it.")
    assert found.cues(found.claim("denied").denies) == ["said"]


def test_raising_prices_is_not_saying_anything(read: Read) -> None:
    assert read("The dairy board raised prices.").said == []


def test_speaking_on_condition_of_anonymity_is_no_claim(read: Read) -> None:
    found = read("Two officials, speaking on condition of anonymity, said the talks failed.")
    assert [one.cue for one in found.said] == ["said"]


@pytest.mark.xfail(strict=True, reason="make clear is not matched where the parser hangs the clause on clear")
def test_making_clear_is_saying(read: Read) -> None:
    assert read("The chairman made clear that the leak was small.").told("made clear").content == "the leak was small"


@pytest.mark.parametrize("adjective", ["certain", "confident", "convinced", "afraid"])
def test_being_certain_that_is_a_claim(read: Read, adjective: str) -> None:
    found = read(f"The envoy is {adjective} that the talks failed.")
    assert [(one.claimant, one.content) for one in found.said] == [("envoy", "the talks failed")]


def test_asking_not_to_be_named_is_no_demand_of_the_news(read: Read) -> None:
    assert [one.cue for one in read("Officials who asked not to be named said the deal was close.").said] == ["said"]


def test_what_people_call_themselves_is_no_claim(read: Read) -> None:
    assert read("The man calls himself Abu Mohammad.").said == []


def test_a_condition_reaches_its_second_verb(read: Read) -> None:
    found = read("The union said that if the bishop denies the charge and refutes them, it will sue.")
    assert [one.cue for one in found.said] == ["said"]


def test_a_figure_may_be_put_at_something(read: Read) -> None:
    assert read("A day earlier the governor had put the toll at four.").told("had put").content == "the toll at four"
    assert read("The governor put the book at the door.").said == []
