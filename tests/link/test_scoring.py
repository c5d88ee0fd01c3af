"""What the scorer takes a name for, and what it leaves to a person. The items are Wikidata's, or made up where they
only have to be in the way."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.entry import Entry
from kg.link.index.keys import key_of, keys_of
from kg.link.ranking_context import Context, countries_in
from kg.link.ranking_kinds import Nature, nature_of
from kg.link.ranking_names import long_forms, ways_to_ask
from kg.link.scoring import rank, resolve
from kg.model import Actor, ActorKind, Article, Candidate, Extraction, Link, LinkStatus, Mention, Span

LONDON = Entry("Q84", "London", "capital of England and the United Kingdom", (), ("Q515",), 300)
ONTARIO = Entry("Q92561", "London", "city in Ontario, Canada", (), ("Q515",), 80)
WRITER = Entry("Q45765", "Jack London", "American author", (), ("Q5",), 120)
ASIF = Entry("Q6401038", "Khawaja Muhammad Asif", "Pakistani politician", ("Khawaja Asif",), ("Q5",), 20)
OTHER_ASIF = Entry("Q900001", "Asif Ali", "Pakistani cricketer", ("Asif",), ("Q5",), 12)
IMF = Entry("Q7804", "International Monetary Fund", "international financial institution", ("IMF",), (), 150)
CAPITAL = Entry("Q44210", "Córdoba", "city in Argentina, capital of its province", (), ("Q515",), 90)
PROVINCE = Entry("Q44759", "Córdoba Province", "province of Argentina", ("Córdoba",), (), 80)
SPAIN = Entry("Q5818", "Córdoba", "city in Andalusia, Spain", (), ("Q515",), 100)
UK_TRADE = Entry("Q584148", "Department of Trade and Industry", "former ministry of the United Kingdom", (), (), 8)
PH_TRADE = Entry("Q3545667", "Department of Trade and Industry", "executive department of the Philippines", (), (), 9)
OREGON = Entry("Q824", "Oregon", "state of the United States of America", ("Ore.",), (), 200)
SALEM_OR = Entry("Q43919", "Salem", "capital city of Oregon, United States", (), ("Q515",), 70)
SALEM_MA = Entry("Q54140", "Salem", "city in Massachusetts, United States", (), ("Q515",), 75)
UNITED = Entry("Q174769", "United Airlines", "airline in the United States", ("Continental",), (), 60)
ALL = [value for value in list(globals().values()) if isinstance(value, Entry)]


class Known:
    """A source with these items."""

    name = "test of 2025-10-28"
    sparse = False

    def __init__(self, entries: Sequence[Entry] = ALL) -> None:
        self._entries = sorted(entries, key=lambda entry: -entry.sitelinks)

    def named(self, name: str) -> tuple[Entry, ...]:
        key = key_of(name)
        return tuple(one for one in self._entries if key in keys_of(one.label, one.aliases, one.types))


def article(text: str, *actors: tuple[str, ActorKind]) -> Extraction:
    """An article in which each of these names stands for somebody, wherever the text has it."""
    made, mentions = [], []
    for number, (name, kind) in enumerate(actors):
        made.append(Actor(f"a{number}", name, kind))
        at = text.find(name)
        while at >= 0:
            mentions.append(Mention(Span(at, at + len(name)), f"a{number}"))
            at = text.find(name, at + 1)
    return Extraction(Article(text), tuple(made), tuple(mentions))


def resolved(extraction: Extraction, *settled: Link) -> list[Link]:
    decided = {link.actor: link for link in settled}
    wanted = [actor for actor in extraction.actors if actor.id not in decided]
    return list(resolve(wanted, extraction, Known(), decided).values())


def country(actor: str, qid: str) -> Link:
    return Link(actor, LinkStatus.ACCEPTED, "territory", qid, Decimal("0.95"), (Candidate(qid, Decimal("0.95")),))


def test_the_best_known_place_is_meant_by_a_bare_name() -> None:
    ranked = rank("London", [ONTARIO, LONDON, WRITER], kind=ActorKind.PLACE)
    assert [one.qid for one in ranked][:2] == ["Q84", "Q92561"]
    assert ranked[0].score > Decimal("0.7")


def test_a_person_is_no_city_and_a_city_no_person() -> None:
    assert rank("London", [LONDON, WRITER], kind=ActorKind.PERSON)[0].qid == "Q45765"
    assert rank("Jack London", [WRITER], kind=ActorKind.PLACE) == []


def test_what_is_spelled_otherwise_is_no_candidate() -> None:
    assert rank("Londonderry", [LONDON, ONTARIO, WRITER]) == []


def test_a_common_noun_is_nobody() -> None:
    noun = Entry("Q837171", "financial services", "economic service", (), (), 60)
    assert rank("Financial Services", [noun], kind=ActorKind.ORGANIZATION)[0].score < Decimal("0.7")


@given(st.permutations(ALL), st.sampled_from(["London", "Salem", "Asif", "Córdoba"]), st.sampled_from(list(ActorKind)))
def test_ranking_does_not_depend_on_order_and_leaves_room_for_none(
    entries: list[Entry], name: str, kind: ActorKind
) -> None:
    ranked = rank(name, entries, kind=kind)
    assert ranked == rank(name, ALL, kind=kind)
    assert sum(one.score for one in ranked) <= Decimal("1.01")
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


def test_more_renown_never_makes_an_item_less_likely() -> None:
    scores = []
    for sitelinks in (0, 1, 5, 50, 300):
        entry = Entry("Q92561", "London", "city in Ontario, Canada", (), ("Q515",), sitelinks)
        ranked = rank("London", [LONDON, entry], kind=ActorKind.PLACE)
        scores.append(next(one.score for one in ranked if one.qid == "Q92561"))
    assert scores == sorted(scores)


def test_the_full_name_in_the_article_tells_who_a_surname_is() -> None:
    text = "Khawaja Asif warned of war. Asif spoke in Islamabad."
    extraction = article(text, ("Khawaja Asif", ActorKind.PERSON))
    surname = Mention(Span(text.index("Asif spoke"), text.index(" spoke")), "a0")
    extraction = Extraction(extraction.article, extraction.actors, (*extraction.mentions, surname))
    (link,) = resolved(extraction)
    assert (link.status, link.qid) == (LinkStatus.ACCEPTED, "Q6401038")


def test_a_surname_alone_goes_to_a_person() -> None:
    (link,) = resolved(article("London spoke to reporters.", ("London", ActorKind.PERSON)))
    assert link.status is not LinkStatus.ACCEPTED
    assert link.candidates[0].qid == "Q45765"


def test_an_acronym_stands_for_what_the_text_says() -> None:
    assert (
        long_forms("the Tehrik-i-Taliban Pakistan (TTP) and the World Food Programme (WFP)")["WFP"]
        == "World Food Programme"
    )
    text = "The International Monetary Fund (IMF) agreed. The IMF said so."
    (link,) = resolved(article(text, ("IMF", ActorKind.ORGANIZATION)))
    assert link.qid == "Q7804"


def test_a_place_is_where_the_text_says_that_it_lies() -> None:
    for state, qid in (("Ore.", "Q43919"), ("Oregon", "Q43919")):
        extraction = article(f"A firm of Salem, {state} The company said.", ("Salem", ActorKind.PLACE))
        assert resolved(extraction)[0].qid == qid


def test_the_article_speaks_of_provinces() -> None:
    text = "Rain fell in several provinces of Argentina, in Cordoba most of all."
    extraction = article(text, ("Cordoba", ActorKind.PLACE), ("Argentina", ActorKind.GEOPOLITICAL))
    link = resolved(extraction, country("a1", "Q414"))[0]
    assert link.candidates[0].qid == "Q44759"
    assert "Q5818" not in {one.qid for one in link.candidates if one.score > Decimal("0.2")}


def test_another_countrys_ministry_is_not_accepted() -> None:
    text = "Britain wants to talk. The Department of Trade and Industry said so."
    extraction = article(
        text, ("Britain", ActorKind.GEOPOLITICAL), ("Department of Trade and Industry", ActorKind.GOVERNMENT)
    )
    source = Known([PH_TRADE])
    link = resolve(extraction.actors[1:], extraction, source, {"a0": country("a0", "Q145")})["a1"]
    assert link.status is not LinkStatus.ACCEPTED
    both = resolve(extraction.actors[1:], extraction, Known([PH_TRADE, UK_TRADE]), {"a0": country("a0", "Q145")})["a1"]
    assert both.qid == "Q584148"


def test_a_short_name_next_to_a_longer_one_is_not_somebody_else() -> None:
    text = "Continental Bank of Canada paid out. Continental said so."
    names = (("Continental Bank of Canada", ActorKind.ORGANIZATION), ("Continental", ActorKind.ORGANIZATION))
    assert all(link.status is not LinkStatus.ACCEPTED for link in resolved(article(text, *names)))
    (alone,) = resolved(article("The airline Continental said so.", names[1]))
    assert alone.candidates[0].qid == "Q174769"


def test_nobody_at_hand_is_an_answer() -> None:
    (link,) = resolved(article("Zabihullah Mujahid denied it.", ("Zabihullah Mujahid", ActorKind.PERSON)))
    assert (link.status, link.qid, link.candidates) == (LinkStatus.NIL, None, ())
    assert link.method == Known.name


def test_pronouns_are_no_names() -> None:
    text = "Wedgestone Trust rose. It said so."
    italy = Entry("Q38", "Italy", "country in Europe", ("It",), ("Q6256",), 300)
    extraction = article(text, ("Wedgestone Trust", ActorKind.ORGANIZATION))
    pronoun = Mention(Span(text.index("It "), text.index("It ") + 2), "a0")
    extraction = Extraction(extraction.article, extraction.actors, (*extraction.mentions, pronoun))
    assert resolve(extraction.actors, extraction, Known([italy]), {})["a0"].candidates == ()


@pytest.mark.parametrize(
    ("types", "description", "nature"),
    [
        (("Q5",), "", Nature.PERSON),
        ((), "American politician", Nature.PERSON),
        ((), "county seat of Harris County, Texas", Nature.PLACE),
        ((), "American multinational technology corporation", Nature.ORGANIZATION),
        ((), "daily newspaper published in Lahore", Nature.ORGANIZATION),
        ((), "something that no list has a word for", None),
        ((), "1999 film by somebody", Nature.OTHER),
        ((), "", None),
    ],
)
def test_what_sort_of_thing_an_item_is(types: tuple[str, ...], description: str, nature: Nature | None) -> None:
    assert nature_of(types, description) is nature


def test_countries_are_read_from_descriptions() -> None:
    assert countries_in("Pakistani politician") == {"Q843"}
    assert countries_in("song by nobody") == frozenset()


def test_departments_are_asked_for_the_other_way_round() -> None:
    assert "Department of Defense" in ways_to_ask("Defense Department")
    assert "Ministry of Oil" in ways_to_ask("Oil Ministry")


def test_without_any_context_renown_decides() -> None:
    assert rank("London", [ONTARIO, LONDON], context=Context())[0].qid == "Q84"


def test_old_numbers_count_where_pages_are_not_told() -> None:
    bare = [Entry("Q92561", "London", "city", (), ("Q515",)), Entry("Q84", "London", "city", (), ("Q515",))]
    ranked = rank("London", bare, kind=ActorKind.PLACE, context=Context(sparse=True))
    assert ranked[0].qid == "Q84" and ranked[0].score > 2 * ranked[1].score
