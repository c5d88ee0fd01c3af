"""Links: what is accepted, what is not known, and what a person should look at."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.link import link, load_gazetteer
from kg.model import Actor, ActorKind, Article, Extraction, Link, LinkStatus, Mention, Span

GAZETTEER = load_gazetteer()


def extraction(text: str, *names: str) -> Extraction:
    """The article with those known names as its actors, each with its first mention."""
    actors, mentions = [], []
    for number, name in enumerate(names):
        at = text.index(name)
        match = next(match for match in GAZETTEER.matches(text) if match.span.start == at)
        actors.append(Actor(f"a{number}", match.entity.label, match.entity.kind, known=match.entity.key))
        mentions.append(Mention(Span(at, at + len(name)), f"a{number}"))
    return Extraction(Article(text), tuple(actors), tuple(mentions))


def links(text: str, *names: str) -> list[Link]:
    return link(extraction(text, *names), GAZETTEER)


def test_countries_are_accepted_as_territories() -> None:
    (found,) = links("Pakistan spoke", "Pakistan")
    assert (found.status, found.qid, found.method) == (LinkStatus.ACCEPTED, "Q843", "territory")
    assert 0 < found.score <= 1
    assert [candidate.qid for candidate in found.candidates] == ["Q843"]


def test_the_rest_of_the_pack_is_accepted_as_curated() -> None:
    (found,) = links("the Taliban spoke", "Taliban")
    assert (found.status, found.qid, found.method) == (LinkStatus.ACCEPTED, "Q42418", "curated")


def test_a_known_actor_without_a_checked_id_is_nil() -> None:
    (found,) = links("The Express Tribune reported", "The Express Tribune")
    assert (found.status, found.qid) == (LinkStatus.NIL, None)


def test_an_unknown_actor_is_nil() -> None:
    (found,) = link(
        Extraction(Article("Zabihullah Mujahid spoke"), (Actor("a0", "Zabihullah Mujahid", ActorKind.PERSON),))
    )
    assert (found.status, found.qid, found.candidates) == (LinkStatus.NIL, None, ())


def test_the_unnamed_get_no_link() -> None:
    actors = (
        Actor("a0", "a source close to the Taliban", ActorKind.UNNAMED_SOURCE, named=False),
        Actor("a1", "Afghan traders", ActorKind.COLLECTIVE, named=False),
        Actor("a2", "the two sides", ActorKind.GROUP, named=False),
    )
    assert link(Extraction(Article("x"), actors)) == []


def test_medium_evidence_goes_to_review_with_its_candidate() -> None:
    (found,) = links("The Pakistani Ministry of Defence said so", "Pakistani Ministry of Defence")
    assert (found.status, found.qid) == (LinkStatus.TO_REVIEW, None)
    assert [candidate.qid for candidate in found.candidates] == ["Q169217"]


@pytest.mark.parametrize("cue", ["Atlanta", "Fulton County", "Republicans in Florida"])
def test_georgia_the_state_is_not_taken_for_the_country(cue: str) -> None:
    (found,) = links(f"Voters in Georgia, among them those of {cue}, went to the polls", "Georgia")
    assert (found.status, found.qid) == (LinkStatus.TO_REVIEW, None)
    assert {candidate.qid for candidate in found.candidates} == {"Q230", "Q1428"}


def test_georgia_the_country_is_accepted_where_nothing_speaks_of_the_state() -> None:
    (found,) = links("Russian troops entered Georgia through South Ossetia", "Georgia")
    assert (found.status, found.qid) == (LinkStatus.ACCEPTED, "Q230")


def test_the_country_that_the_article_speaks_of_decides_between_regions() -> None:
    text = "Pakistan sent troops to Punjab"
    assert [found.qid for found in links(text, "Pakistan", "Punjab")] == ["Q843", "Q4478"]


def test_a_region_of_two_countries_that_are_both_spoken_of_goes_to_review() -> None:
    text = "Pakistan and India sent troops to Punjab"
    found = links(text, "Pakistan", "India", "Punjab")[2]
    assert found.status is LinkStatus.TO_REVIEW
    assert {candidate.qid for candidate in found.candidates} == {"Q22424", "Q4478"}


def test_a_short_name_alone_is_ambiguous_and_the_full_name_settles_it() -> None:
    text = "Congo denied it"
    assert links(text, "Congo")[0].status is LinkStatus.TO_REVIEW
    long = "The Democratic Republic of the Congo denied it. Congo is at war."
    actor = extraction(long, "Democratic Republic of the Congo")
    at = long.index("Congo is")
    both = Extraction(actor.article, actor.actors, (*actor.mentions, Mention(Span(at, at + 5), "a0")))
    assert link(both)[0].qid == "Q974"


def test_only_an_accepted_link_has_an_id() -> None:
    text = "Pakistan, Congo, Torkham, the Taliban and Georgia near Atlanta"
    for found in links(text, "Pakistan", "Congo", "Torkham", "Taliban", "Georgia"):
        assert (found.qid is not None) == (found.status is LinkStatus.ACCEPTED)
        assert Decimal(0) <= found.score <= Decimal(1)
