"""Events and states: types, parties, places, and when two mentions are one event."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read
from tests.extract.readable import Took

CONGO = "Democratic Republic of the Congo"


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Ugandan troops shelled a village.", ("ASSAULT", "shelled", ["Ugandan troops"], [])),
        ("A village was shelled by Ugandan troops.", ("ASSAULT", "shelled", ["Ugandan troops"], [])),
        (
            "The shelling of the village by Ugandan troops shocked Kenya.",
            ("ASSAULT", "shelling", ["Ugandan troops"], []),
        ),
        ("Uganda attacked Kenya.", ("ASSAULT", "attacked", ["Uganda"], ["Kenya"])),
        ("Kenya was attacked by Uganda.", ("ASSAULT", "attacked", ["Uganda"], ["Kenya"])),
        ("Uganda's attack on Kenya failed.", ("ASSAULT", "attack", ["Uganda"], ["Kenya"])),
        ("Uganda launched an attack on Kenya.", ("ASSAULT", "attack", ["Uganda"], ["Kenya"])),
        ("Uganda's missile attack on Nairobi failed.", ("ASSAULT", "attack", ["Uganda"], ["Kenya"])),
        ("Uganda came under attack from Kenya.", ("ASSAULT", "attack", ["Kenya"], ["Uganda"])),
        ("Uganda imposed sanctions on Kenya.", ("SANCTION", "sanctions", ["Uganda"], ["Kenya"])),
        ("Sanctions were imposed on Kenya by Uganda.", ("SANCTION", "Sanctions", ["Uganda"], ["Kenya"])),
        ("Uganda withdrew its troops from Kenya.", ("RETREAT", "withdrew", ["Uganda"], ["Kenya"])),
        ("Uganda met Kenya in Rome.", ("CONSULT", "met", ["Uganda", "Kenya"], [])),
        ("Uganda and Kenya held talks.", ("CONSULT", "talks", ["Uganda", "Kenya"], [])),
        ("Talks between Uganda and Kenya began.", ("CONSULT", "Talks", ["Uganda", "Kenya"], [])),
        ("Ghana deployed 300 soldiers.", ("MOBILIZE", "deployed", ["Ghana"], ["300 soldiers"])),
        ("Police arrested three protesters.", ("COERCE", "arrested", ["Police"], ["three protesters"])),
    ],
)
def test_an_event_has_type_initiators_and_recipients(
    read: Read, sentence: str, event: tuple[str, str, list[str], list[str]]
) -> None:
    assert read(sentence).events == [Took(*event)]


def test_an_event_has_its_place_and_time(read: Read) -> None:
    found = read("Uganda attacked Kenya at Quito on Monday.")
    attacked = found.event("attacked")
    assert found.labels(attacked.places) == ["Quito"]
    assert [time.text for time in found.extraction.times if time.id in attacked.times] == ["Monday"]


@pytest.mark.parametrize(
    "sentence", ["Uganda and Kenya held talks in Quito.", "Talks in Quito between Uganda and Kenya failed."]
)
def test_a_noun_has_the_place_of_its_phrase_or_light_verb(read: Read, sentence: str) -> None:
    found = read(sentence)
    (talks,) = (one for one in found.extraction.situations if one.event_type == "CONSULT")
    assert found.labels(talks.places) == ["Quito"]


@pytest.mark.parametrize("sentence", ["Uganda may attack Kenya.", "Uganda would attack Kenya.", "Attack Kenya!"])
def test_a_hypothetical_event_has_no_type(read: Read, sentence: str) -> None:
    assert read(sentence).events == []


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [("Uganda did not attack Kenya.", "attack"), ("Uganda has not attacked Kenya.", "attacked")],
)
def test_a_negated_event_is_claimed_not_to_be(read: Read, sentence: str, trigger: str) -> None:
    found = read(sentence)
    assert found.events == [("ASSAULT", trigger, ["Uganda"], ["Kenya"])]
    assert [claim.polarity for claim in found.own if found.event(trigger).id in claim.content] == ["negative"]


def test_what_did_not_come_about_is_a_state_of_absence(read: Read) -> None:
    found = read("The talks between Uganda and Kenya ended without reaching an agreement.")
    (absence,) = (one for one in found.extraction.situations if one.absence_of)
    assert absence.kind == "State"
    assert found.situations[str(absence.absence_of)].event_type == "AGREE"
    (claim,) = found.own
    assert absence.id in claim.content
    assert absence.absence_of not in claim.content


def test_help_that_is_announced_is_a_commitment(read: Read) -> None:
    assert [one.type for one in read("Uganda will provide aid to Kenya.").events] == ["AGREE"]


def test_an_attack_that_is_announced_is_no_event_yet(read: Read) -> None:
    assert read("Uganda will attack Kenya.").events == []


def test_a_definite_noun_takes_up_the_event_before(read: Read) -> None:
    found = read("Uganda and Kenya held talks. The talks were secret.")
    assert [one.trigger for one in found.events] == ["talks"]
    talks = found.event("talks")
    spans = [mention.span.of(found.text) for mention in found.extraction.mentions if mention.denotes == talks.id]
    assert spans == ["talks", "talks"]


def test_an_event_of_others_is_another_event(read: Read) -> None:
    found = read("Uganda and Kenya held talks. New talks between Uganda and Iran began.")
    assert [one.initiators for one in found.events] == [["Uganda", "Kenya"], ["Uganda", "Iran"]]


def test_of_two_demonstrations_each_is_an_event(read: Read) -> None:
    found = read("An attack by Uganda on Kenya failed. An attack by Ghana on Togo failed too.")
    assert [one.initiators for one in found.events] == [["Uganda"], ["Ghana"]]


def test_a_demand_is_aimed_at_who_is_asked(read: Read) -> None:
    assert read("Kenya urged Sudan to release the crew.").speech_events == [
        ("REQUEST", "urged", ["Kenya"], ["Sudan"]),
    ]


def test_a_noun_phrase_that_is_claimed_is_a_state(read: Read) -> None:
    found = read("Nurses called for higher wages.")
    (wages,) = found.contents("called")
    assert (wages.kind, wages.event_type, wages.label) == ("State", None, "higher wages")


def test_a_clause_that_is_claimed_is_an_event_with_its_parties(read: Read) -> None:
    found = read("Chile said that Peru had paid Bolivia.")
    (paid,) = found.contents("said")
    assert (found.labels(paid.initiators), found.labels(paid.recipients)) == (["Peru"], ["Bolivia"])


def test_a_place_is_no_party(read: Read) -> None:
    found = read("Uganda attacked Mount Elgon.")
    (attacked,) = (one for one in found.extraction.situations if one.trigger.of(found.text) == "attacked")
    assert all(found.extraction.actor(one).kind != "Place" for one in (*attacked.initiators, *attacked.recipients))


@pytest.mark.parametrize("verb", ["failed to reach", "did not reach"])
def test_an_agreement_that_was_not_reached_is_not_claimed_to_be(read: Read, verb: str) -> None:
    found = read(f"Uganda {verb} an agreement with Kenya.")
    agreements = {one.id for one in found.extraction.situations if one.event_type == "AGREE"}
    claimed = [claim for claim in found.own if agreements & set(claim.content)]
    assert all(claim.polarity == "negative" for claim in claimed)


@pytest.mark.xfail(strict=True, reason="a light verb has a situation of its own, which alone gets the time")
def test_an_event_has_the_time_of_its_light_verb(read: Read) -> None:
    found = read("Uganda and Kenya held talks on Monday.")
    assert len(found.event("talks").times) == 1


@pytest.mark.xfail(strict=True, reason="the parser hangs the place on the last party")
def test_a_noun_has_the_place_behind_its_parties(read: Read) -> None:
    found = read("Talks between Uganda and Kenya in Quito failed.")
    assert found.labels(found.event("Talks").places) == ["Quito"]


@pytest.mark.xfail(strict=True, reason="take place lends no place")
def test_an_event_has_the_place_where_it_took_place(read: Read) -> None:
    found = read("The talks between Uganda and Kenya took place in Muscat.")
    assert found.labels(found.event("talks").places) == ["Muscat"]


@pytest.mark.xfail(strict=True, reason="sign lends its subject to no agreement")
def test_who_signs_an_agreement_is_a_party_to_it(read: Read) -> None:
    found = read("Uganda signed an agreement with Kenya.")
    assert sorted(found.labels(found.event("agreement").initiators)) == ["Kenya", "Uganda"]


def test_stopping_short_of_an_attack_is_not_attacking(read: Read) -> None:
    found = read("Uganda stopped short of attacking Kenya.")
    attacks = {one.id for one in found.extraction.situations if one.event_type == "ASSAULT"}
    assert not any(attacks & set(claim.content) for claim in found.own if claim.polarity == "positive")


def test_aid_that_is_provided_has_its_recipient(read: Read) -> None:
    assert read("Uganda will provide aid to Kenya.").events == [("AGREE", "aid", ["Uganda"], ["Kenya"])]


@pytest.mark.xfail(strict=True, reason="a noun of saying that takes up a claim is read as a new event of its reader")
def test_agreeing_to_the_request_is_no_new_request(read: Read) -> None:
    found = read("Bolivia called on Peru to free the sailors. Peru agreed to the request.")
    assert found.events == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru averted an attack by Chile.",
        "Peru prevented an attack by Chile.",
        pytest.param(
            "Peru stopped Chile from attacking Bolivia.",
            marks=pytest.mark.xfail(strict=True, reason="a gerund behind stop … from counts as done"),
        ),
        "Peru cancelled talks with Chile.",
        "Peru considered sanctions on Chile.",
    ],
)
def test_what_is_prevented_or_weighed_is_not_claimed_to_be(read: Read, sentence: str) -> None:
    found = read(sentence)
    events = {s.id for s in found.extraction.situations if s.trigger.of(found.text) in sentence.split()[2:]}
    typed = {s.id for s in found.extraction.situations if s.event_type} & events
    assert not any(typed & set(claim.content) for claim in found.own if claim.polarity == "positive")


def test_hardly_ever_is_a_negation(read: Read) -> None:
    (claim,) = read("Peru hardly ever attacks Chile.").own
    assert claim.polarity == "negative"


def test_a_bill_is_no_party(read: Read) -> None:
    found = read("Mexico's Senate approved the bill.")
    assert [one.recipients for one in (*found.events, *found.speech_events)] == [[]]


@pytest.mark.parametrize(
    ("sentence", "triggers"),
    [
        ("The border stayed shut after two nights of airstrikes.", ["airstrikes"]),
        ("The attack lasted an hour.", ["attack"]),
        ("The envoy called for an immediate ceasefire.", []),
        ("The envoy warned of further attacks.", []),
        ("The only way out is dialogue and compromise.", []),
        ("There will not be any talks.", []),
    ],
)
def test_an_event_without_parties_is_told_of_unless_it_is_still_to_come(
    read: Read, sentence: str, triggers: list[str]
) -> None:
    speech = ("REQUEST", "THREATEN")
    assert [one.trigger for one in read(sentence).events if one.type not in speech] == triggers


def test_talks_without_parties_are_those_told_of_before(read: Read) -> None:
    found = read("Uganda and Kenya held talks. The border stayed shut after three days of negotiations.")
    assert [(one.trigger, one.initiators) for one in found.events] == [("talks", ["Uganda", "Kenya"])]


def test_whose_weapons_hit_is_who_attacks(read: Read) -> None:
    found = read("Ugandan missiles hit the Kenyan navy.")
    assert [(one.type, one.initiators) for one in found.events] == [("ASSAULT", ["Uganda"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "An earthquake struck the city of Ica.",
        "The storm hit homes in Peru and killed nine people.",
        "Nine people were killed and forty injured when an earthquake struck Peru.",
        "Nine people died after a landslide buried homes in Peru.",
    ],
)
def test_what_nature_does_is_no_attack(read: Read, sentence: str) -> None:
    assert read(sentence).events == []


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Miners began a 72-hour strike on Monday.", "PROTEST"),
        ("Miners staged a three-day strike.", "PROTEST"),
        ("Bolivia carried out a two-day drone strike on Peru.", "ASSAULT"),
        ("A tribunal fined Bolivia 40 million dollars.", "SANCTION"),
        ("Peru sent nurses and blankets to Bolivia.", "AID"),
        ("Peru sent letters and blankets to Bolivia.", "AID"),
    ],
)
def test_words_around_it_tell_what_event_it_is(read: Read, sentence: str, type_: str) -> None:
    assert [one.type for one in read(sentence).events] == [type_]


def test_to_suggest_that_something_is_so_asks_for_nothing(read: Read) -> None:
    assert read("Peru's report suggests that Bolivia sank the ship.").events[0].type != "REQUEST"


def test_nobody_takes_no_part(read: Read) -> None:
    found = read("No group has claimed responsibility for the attack on Peru.")
    assert [one.initiators for one in found.events] == [[]]


@pytest.mark.parametrize(
    ("sentence", "protests"),
    [
        ("Farmers blocked a road to protest against tolls.", True),
        ("Farmers gathered in Lima to protest against tolls.", True),
        ("Farmers plan to protest against tolls.", False),
        ("Farmers may gather to protest against tolls.", False),
    ],
)
def test_who_does_something_to_protest_protests(read: Read, sentence: str, protests: bool) -> None:
    assert any(one.type == "PROTEST" and one.trigger == "protest" for one in read(sentence).events) is protests
