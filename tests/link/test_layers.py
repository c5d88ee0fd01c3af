"""The layers: who is asked before whom, what a person decided, and what happens when a service is away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from kg.errors import KgError
from kg.iris import document_iri
from kg.link import Layers
from kg.link.decisions import Decision, Decisions, Key, Verdict
from kg.link.entry import Entry, Source
from kg.link.items import kind_of
from kg.model import Actor, ActorKind, Article, Candidate, Extraction, Link, LinkStatus
from kg.rdf import quads
from tests.link.test_decide import extraction

BASE = "https://example.org/id/"
PERSON = ActorKind.PERSON
MUJAHID = Extraction(Article("Zabihullah Mujahid spoke"), (Actor("a0", "Zabihullah Mujahid", PERSON),))


class Names:
    """A source that knows a few names, and counts how often it is asked."""

    def __init__(self, *entries: Entry, titles: Mapping[str, Entry] | None = None, broken: bool = False) -> None:
        self.name = "names of 2025-11-01"
        self._entries = entries
        self._titles = titles or {}
        self._broken = broken
        self.asked = 0

    def named(self, name: str) -> tuple[Entry, ...]:
        self._ask()
        return tuple(entry for entry in self._entries if name in (entry.label, *entry.aliases))

    def entry(self, qid: str) -> Entry | None:
        return next((entry for entry in self._entries if entry.qid == qid), None)

    def titled(self, title: str) -> Entry | None:
        self._ask()
        return self._titles.get(title)

    def _ask(self) -> None:
        self.asked += 1
        if self._broken:
            raise KgError("nobody answers")


def first_named(
    actors: Sequence[Actor], _extraction: Extraction, source: Source, _settled: Mapping[str, Link]
) -> dict[str, Link]:
    """Accepts a lone item, and leaves the choice between several."""
    links = {}
    for actor in actors:
        candidates = tuple(Candidate(one.qid, Decimal("0.9"), one.label) for one in source.named(actor.label))
        if len(candidates) == 1:
            links[actor.id] = Link(
                actor.id, LinkStatus.ACCEPTED, source.name, candidates[0].qid, Decimal("0.9"), candidates
            )
        elif candidates:
            links[actor.id] = Link(actor.id, LinkStatus.TO_REVIEW, source.name, None, Decimal("0.5"), candidates)
    return links


def layers(*decided: Decision, index: Names | None = None, online: Names | None = None) -> Layers:
    return Layers(BASE, decisions=Decisions(decided), index=index, online=online, resolver=first_named)


def only(found: Layers, article: Extraction = MUJAHID) -> Link:
    (link,) = found.link(article).links
    return link


def decision(verdict: Verdict, qid: str | None = None, label: str = "Zabihullah Mujahid", **key: object) -> Decision:
    return Decision(Key(label, **key), verdict, qid)  # type: ignore[arg-type]


ITEM = Entry("Q11", "Zabihullah Mujahid", "spokesman", types=("Q5",))
NAMESAKE = Entry("Q12", "Zabihullah Mujahid", "cricketer", types=("Q5",))


def test_what_nothing_knows_is_nil() -> None:
    assert (only(layers()).status, only(layers()).method) == (LinkStatus.NIL, "none")


def test_a_decision_goes_before_everything() -> None:
    index = Names(NAMESAKE)
    link = only(layers(decision(Verdict.ACCEPT, "Q11"), index=index))
    assert (link.status, link.qid, link.method, link.score) == (LinkStatus.ACCEPTED, "Q11", "user", 1)
    link = only(layers(decision(Verdict.NIL), index=index))
    assert (link.status, link.qid, link.method) == (LinkStatus.NIL, None, "user")


def test_a_decision_goes_before_the_pack() -> None:
    article = extraction("Pakistan and the Taliban met", "Pakistan", "Taliban")
    found = layers(decision(Verdict.NIL, label="Pakistan"), decision(Verdict.ACCEPT, "Q1", "Taliban")).link(article)
    assert [(link.status, link.qid) for link in found.links] == [(LinkStatus.NIL, None), (LinkStatus.ACCEPTED, "Q1")]


def test_the_pack_goes_before_the_index() -> None:
    index = Names(Entry("Q1", "Pakistan"))
    link = only(layers(index=index), extraction("Pakistan spoke", "Pakistan"))
    assert (link.qid, link.method, index.asked) == ("Q843", "territory", 0)


def test_the_choice_that_the_pack_leaves_to_a_person_is_not_taken_by_the_index() -> None:
    index = Names(Entry("Q974", "Congo"))
    link = only(layers(index=index), extraction("Congo denied it", "Congo"))
    assert (link.status, link.method) == (LinkStatus.TO_REVIEW, "curated")


def test_the_index_knows_what_the_pack_does_not_and_the_link_says_so() -> None:
    link = only(layers(index=Names(ITEM)))
    assert (link.qid, link.method) == ("Q11", "names of 2025-11-01")


def test_live_services_are_asked_last_and_only_for_the_rest() -> None:
    online = Names(NAMESAKE)
    assert only(layers(index=Names(ITEM), online=online)).qid == "Q11"
    assert online.asked == 0
    assert only(layers(index=Names(), online=online)).qid == "Q12"


def test_what_the_index_is_not_sure_of_a_service_may_be() -> None:
    unsure = Names(ITEM, NAMESAKE)
    assert only(layers(index=unsure, online=Names(ITEM))).status is LinkStatus.ACCEPTED
    link = only(layers(index=unsure, online=Names()))
    assert [candidate.qid for candidate in link.candidates] == ["Q11", "Q12"]


def test_a_row_of_the_pack_without_an_id_is_found_online_by_its_title() -> None:
    article = extraction("The Express Tribune reported", "The Express Tribune")
    entry = Entry("Q990055", "The Express Tribune", types=("Q11032",))
    link = only(layers(online=Names(titles={"The Express Tribune": entry})), article)
    assert (link.status, link.qid) == (LinkStatus.ACCEPTED, "Q990055")
    assert link.method == "curated title, names of 2025-11-01"


def test_a_rejected_item_is_no_candidate_in_any_layer() -> None:
    no = decision(Verdict.REJECT, "Q11")
    assert only(layers(no, index=Names(ITEM), online=Names(NAMESAKE))).qid == "Q12"
    link = only(layers(no, index=Names(ITEM, NAMESAKE)))
    assert (link.status, [candidate.qid for candidate in link.candidates]) == (LinkStatus.TO_REVIEW, ["Q12"])


def test_where_nothing_but_a_no_is_left_the_link_is_rejected() -> None:
    link = only(layers(decision(Verdict.REJECT, "Q11"), index=Names(ITEM)))
    assert (link.status, link.method, link.qid) == (LinkStatus.REJECTED, "user", None)
    assert [candidate.qid for candidate in link.candidates] == ["Q11"]


def test_what_the_pack_says_can_be_rejected() -> None:
    article = extraction("Pakistan spoke", "Pakistan")
    link = only(layers(decision(Verdict.REJECT, "Q843", "Pakistan")), article)
    assert (link.status, link.qid) == (LinkStatus.REJECTED, None)


def test_a_decision_for_one_article_holds_there_alone_and_goes_before_one_for_all() -> None:
    other = Extraction(Article("Mujahid again"), MUJAHID.actors)
    here = decision(Verdict.ACCEPT, "Q12", article=document_iri(MUJAHID.article, BASE))
    found = layers(decision(Verdict.ACCEPT, "Q11"), here)
    assert (only(found).qid, only(found, other).qid) == ("Q12", "Q11")


def test_a_decision_for_one_kind_leaves_the_others() -> None:
    found = layers(decision(Verdict.ACCEPT, "Q11", kind=ActorKind.ORGANIZATION))
    assert only(found).status is LinkStatus.NIL


def in_context(
    actors: Sequence[Actor], article: Extraction, source: Source, settled: Mapping[str, Link]
) -> dict[str, Link]:
    """As sure as the article is long; not sure at all of a cricketer where nobody bowls."""
    links = {}
    for one in first_named(actors, article, source, settled).values():
        sure = Decimal(len(article.article.text)) / 100
        bowled = "bowled" in article.article.text
        kept = tuple(Candidate(c.qid, sure, c.label) for c in one.candidates if bowled or c.qid != NAMESAKE.qid)
        links[one.actor] = Link(one.actor, one.status, one.method, one.qid, sure, kept)
    return links


@pytest.mark.parametrize("entries", [(ITEM,), (ITEM, NAMESAKE)])
def test_what_articles_share_of_a_link_does_not_depend_on_the_words_of_one(entries: tuple[Entry, ...]) -> None:
    others = [Extraction(Article(text), MUJAHID.actors) for text in ("Zabihullah Mujahid bowled", "Nobody knows why")]
    found = Layers(BASE, index=Names(*entries), resolver=in_context)
    first, second = (only(found, article) for article in others)
    assert first == second
    assert first.candidates


def test_a_name_that_alone_would_be_accepted_goes_to_review_where_the_article_speaks_against_it() -> None:
    def here_alone(
        actors: Sequence[Actor], article: Extraction, source: Source, settled: Mapping[str, Link]
    ) -> dict[str, Link]:
        return (
            first_named(actors, article, source, settled)
            if article.article.text == actors[0].label
            else {actor.id: Link(actor.id, LinkStatus.NIL, source.name) for actor in actors}
        )

    link = only(Layers(BASE, index=Names(ITEM), resolver=here_alone))
    assert (link.status, link.qid) == (LinkStatus.TO_REVIEW, None)
    assert [candidate.qid for candidate in link.candidates] == ["Q11"]


def test_the_same_name_with_different_items_makes_two_nodes() -> None:
    other = Extraction(Article("Zabihullah Mujahid bowled"), MUJAHID.actors)
    found = layers(
        decision(Verdict.ACCEPT, "Q11"), decision(Verdict.ACCEPT, "Q12", article=document_iri(other.article, BASE))
    )
    nodes = [
        {quad.subject.value for quad in graph.entities if str(quad.subject).startswith(f"<{BASE}entity/Q")}
        for graph in (
            quads(article.with_links(linked.links), BASE, linked.names)
            for article, linked in ((one, found.link(one)) for one in (published(MUJAHID), published(other)))
        )
    ]
    assert nodes[0] and nodes[1] and not nodes[0] & nodes[1]


def published(article: Extraction) -> Extraction:
    """The article with a mention of its actor, so that the graph speaks of it."""
    from dataclasses import replace

    from kg.model import Mention, Span

    return replace(article, mentions=(Mention(Span(0, 18), "a0"),))


def test_a_service_that_is_away_is_asked_once_and_the_rest_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    online = Names(broken=True)
    found = layers(online=online)
    assert only(found).status is LinkStatus.NIL
    assert only(found).status is LinkStatus.NIL
    assert online.asked == 1
    assert found.trouble is not None
    assert [record.message.splitlines()[0] for record in caplog.records] == ["KG000: nobody answers"]


def test_an_index_that_fails_is_an_error() -> None:
    with pytest.raises(KgError, match="nobody answers"):
        only(layers(index=Names(broken=True)))


def test_an_item_has_the_label_and_kind_that_wikidata_gives_it() -> None:
    article = Extraction(Article("Tribune said"), (Actor("a0", "Tribune", ActorKind.ORGANIZATION),))
    entry = Entry("Q990055", "The Express Tribune", aliases=("Tribune",), types=("Q11032",))
    found = layers(index=Names(entry)).link(article)
    item = found.names.entity("Q990055")
    assert item is not None
    assert (item.label, item.kind) == ("The Express Tribune", ActorKind.NEWS_OUTLET)


@pytest.mark.parametrize(
    ("types", "taken_for", "kind"),
    [
        (("Q5",), ActorKind.ACTOR, ActorKind.PERSON),
        (("Q6256", "Q43229"), ActorKind.ORGANIZATION, ActorKind.GEOPOLITICAL),
        (("Q515",), ActorKind.ORGANIZATION, ActorKind.ORGANIZATION),
        (("Q43229",), ActorKind.PLACE, ActorKind.PLACE),
        (("Q3624078",), ActorKind.PLACE, ActorKind.GEOPOLITICAL),
        ((), ActorKind.PERSON, ActorKind.PERSON),
    ],
)
def test_a_kind_never_turns_who_acts_into_a_mere_place(
    types: tuple[str, ...], taken_for: ActorKind, kind: ActorKind
) -> None:
    assert kind_of(types, taken_for) is kind
