"""Who is in an article: kinds, roles, affiliations, and who is the same."""

from __future__ import annotations

import pytest

from kg.extract.wording import is_generic
from kg.model import ActorKind
from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("sentence", "label", "kind"),
    [
        ("Elena Marquez said it rained.", "Elena Marquez", "Person"),
        ("Peru said it rained.", "Peru", "GeopoliticalEntity"),
        ("The Ministry of Transport said it rained.", "Ministry of Transport", "Government"),
        ("The Nairobi Herald, a newspaper, said it rained.", "Nairobi Herald", "NewsOutlet"),
        ("The World Health Organization said it rained.", "World Health Organization", "Organization"),
        ("The Taliban said it rained.", "Taliban", "ArmedGroup"),
        ("Security sources said it rained.", "Security sources", "UnnamedSource"),
        ("The senator said it rained.", "senator", "UnnamedSource"),
        ("Police said it rained.", "Police", "CollectiveActor"),
        ("Doctors said it rained.", "Doctors", "CollectiveActor"),
        ("The report said it rained.", "report", "UnnamedSource"),
        ("The government said it rained.", "government", "Government"),
        ("Some said it rained.", "some", "UnnamedSource"),
    ],
)
def test_a_speaker_is_of_its_kind(read: Read, sentence: str, label: str, kind: str) -> None:
    found = read(sentence)
    assert found.claimant("said").label == label
    assert found.kind(label) == kind


@pytest.mark.parametrize(
    ("source", "affiliations"),
    [
        ("Kenyan officials", ["Kenya"]),
        ("A source close to the Kenyan delegation", ["Kenya"]),
        ("An official from Kenya", ["Kenya"]),
        ("A Taliban commander", ["Taliban"]),
        ("Officials in Kenya", []),
        ("Diplomats in Nairobi", []),
        ("Two officials", []),
    ],
)
def test_an_unnamed_source_belongs_to_whom_its_words_name(read: Read, source: str, affiliations: list[str]) -> None:
    found = read(f"{source} said the talks failed.")
    actor = found.claimant("said")
    assert actor.kind is ActorKind.UNNAMED_SOURCE
    assert not actor.named
    assert actor.known is None
    assert found.labels(actor.affiliated_with) == affiliations


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("Maria Quispe, the Peruvian health minister,", "the Peruvian health minister"),
        ("Peruvian health minister Maria Quispe", "Peruvian health minister"),
        ("The Peruvian health minister, Maria Quispe,", "The Peruvian health minister"),
    ],
)
def test_a_person_has_the_role_that_stands_beside_the_name(read: Read, phrase: str, role: str) -> None:
    found = read(f"{phrase} said clinics were empty.")
    actor = found.claimant("said")
    assert (actor.label, actor.role) == ("Maria Quispe", role)
    assert found.labels(actor.affiliated_with) == ["Peru"]


def test_a_demonym_before_a_noun_is_a_mention_of_its_country(read: Read) -> None:
    found = read("Kenyan officials said the talks failed.")
    assert found.denoted("Kenyan") == ["Kenya"]
    assert found.actors["Kenya"].kind is ActorKind.GEOPOLITICAL


def test_two_with_one_surname_are_two(read: Read) -> None:
    found = read("Anna Smith said it rained. John Smith denied it had rained.")
    assert (found.told("said").claimant, found.told("denied").claimant) == ("Anna Smith", "John Smith")


def test_a_surname_that_two_bear_is_given_to_neither(read: Read) -> None:
    found = read("Anna Smith met John Smith. Smith said it rained.")
    assert found.told("said").claimant not in ("Anna Smith", "John Smith")


def test_what_nobody_in_the_article_refers_to_is_left_out(read: Read) -> None:
    assert [actor.label for actor in read("It rained.").extraction.actors] == ["the article"]


def test_the_publisher_speaks_for_the_article(read: Read) -> None:
    found = read("It rained.", publisher="The Lima Courier")
    (claim,) = found.own
    publisher = found.extraction.actor(claim.claimant)
    assert (publisher.label, publisher.kind, publisher.named) == ("The Lima Courier", "NewsOutlet", True)


def test_a_publisher_that_is_named_in_the_text_is_one_actor(read: Read) -> None:
    found = read("The Express Tribune reported that it rained.", publisher="The Express Tribune")
    (own,) = found.own
    assert own.claimant == found.claim("reported").claimant


def test_every_actor_but_the_article_is_mentioned(read: Read) -> None:
    text = "Kenyan officials told Reuters that Maria Quispe had left Nairobi. The two sides met."
    found = read(text)
    denoted = {mention.denotes for mention in found.extraction.mentions}
    assert {actor.label for actor in found.extraction.actors if actor.id not in denoted} == {"the article"}


def test_relations_between_states_are_nobody(read: Read) -> None:
    found = read("Relations between Peru and Chile have soured.")
    assert sorted(found.actors) == ["Chile", "Peru", "the article"]


@pytest.mark.xfail(strict=True, reason="a surname that the model missed is anybody's, whatever given name precedes it")
def test_a_given_name_of_their_own_makes_somebody_else(read: Read) -> None:
    found = read("Ana Roca said it rained. Juan Roca denied it had rained.")
    assert found.told("said").claimant != found.told("denied").claimant


@pytest.mark.xfail(strict=True, reason="forms of address are left out of account")
def test_mr_and_mrs_are_two(read: Read) -> None:
    found = read("Mr. Smith met Mrs. Smith.")
    (met,) = (one for one in found.extraction.situations if one.event_type == "CONSULT")
    assert len(met.initiators) == 2


@pytest.mark.parametrize("acronym", ["W.H.O.", "WHO"])
def test_an_acronym_may_have_stops(read: Read, acronym: str) -> None:
    found = read(f"The World Health Organization sent tents. The {acronym} said they had come.")
    assert found.told("said").claimant == "World Health Organization"


def test_who_is_given_a_calling_is_a_person(read: Read) -> None:
    found = read("The organization's regional director, Matondo Kibala, said the tents had come.")
    assert found.claimant("said").kind == "Person"


def test_when_something_was_done_is_no_part_of_who_did_it(read: Read) -> None:
    found = read("Police on Sunday night dispersed a crowd.")
    assert [one.initiators for one in found.events] == [["Police"]]


@pytest.mark.parametrize(("full", "short"), [("Aldera Bank", "Aldera"), ("Obrafina Holdings", "Obrafina")])
def test_a_firm_is_taken_up_by_the_first_word_of_its_name(read: Read, full: str, short: str) -> None:
    found = read(f"{full} fell by a fifth. {short} said the figures were wrong. {short} blamed the press.")
    assert {one.claimant for one in found.said} == {full}
    assert found.claimant("said").kind == "Organization"


def test_a_calling_before_a_name_tells_of_a_person(read: Read) -> None:
    assert read("AIU head Brett Clothier said the test was late.").claimant("said").kind == "Person"


def test_a_surname_is_no_people(read: Read) -> None:
    found = read("Elena Amirabadi left. Amirabadi said it rained. Peru accuses Amirabadi of fraud.")
    assert found.addressees("accuses") == ["Elena Amirabadi"]


@pytest.mark.parametrize("body", ["regulator", "lender"])
def test_bodies_of_the_market_are_it(read: Read, body: str) -> None:
    found = read(f"Spain's {body} said it was hiding nothing. It blamed the press.")
    assert found.told("blamed").claimant == f"Spain's {body}"


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("Peru's Supreme Court", "Peru"),
        ("Kenya's Parliament", "Kenya"),
        ("Norway's Fisheries Ministry", "Norway"),
        ("The Ministry of Health of Chile", "Chile"),
        ("The Supreme Court", None),
    ],
)
def test_a_body_belongs_to_the_state_before_or_after_it(read: Read, body: str, state: str | None) -> None:
    found = read(f"{body} said on Monday that it would wait.")
    claimant = found.claimant("said")
    assert found.labels(claimant.affiliated_with) == ([state] if state else [])
    ministry = claimant.kind is ActorKind.GOVERNMENT
    assert (claimant.acts_for is not None) is ministry  # a court or a parliament does not act for the state


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("Foreign Ministry", True),
        ("Ministry of Trade and Industry", True),
        ("Supreme Court", True),
        ("Central Bank", True),
        ("Parliament", True),
        ("Election Commission", True),
        ("Ugandan Ministry of Trade", False),
        ("Deutsche Bank", False),
        ("High Court of Lagos", False),
        ("International Court", False),
        ("Maria Duarte", False),
        ("Foreign Affairs", False),
    ],
)
def test_names_that_each_state_has_one_of_are_told(name: str, generic: bool) -> None:
    assert is_generic(name) is generic


def test_who_issues_a_statement_speaks_in_it(read: Read) -> None:
    found = read("Prices rose twice, said a statement issued by the Ministry of Trade.")
    assert found.told("said").claimant == "Ministry of Trade"
