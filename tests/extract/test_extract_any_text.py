"""Whatever the text, reading it ends well, and what is read keeps the model's promises."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.extract import Extractor
from kg.extract.parse import paragraphs, smooth
from kg.extract.quotes import find_quotations
from kg.link import load_gazetteer
from kg.model import ActorKind, Article, Extraction

LINE_BREAKS = "\n\r\u2028\u2029\u0085\v\f"
PARSING = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
PLAIN = settings(deadline=None, max_examples=300)

# What the rules look for, to be thrown together in any order: words, marks, breaks, and what no keyboard types.
PIECES = (
    *("Peru", "Lima", "Islamabad", "Kenya", "Anna Lind", "Ms. Lind", "the minister", "sources", "he", "they", "which"),
    *(
        "said",
        "says",
        "denied",
        "accused",
        "urged",
        "told",
        "rejected",
        "according to",
        "reportedly",
        "in the words of",
    ),
    *("that", "to", "of", "for", "as", "if", "unless", "not", "no", "never", "without", "and", "but", "because", "who"),
    *("the talks", "an agreement", "the accusation", "attack", "demand", "a warning", "'s", "on Monday", "3", "TTP"),
    *('"', "“", "”", "‘", "’", "'", "''", "``", "«", "»", "„", ":", ",", ".", "…", "...", ";", "?", "!", "—", "-", "("),
    *("\n", "\n\n", "\r\n", "\u2028", "\t", "\u200f", "\u202e", "\u200b", "\u00ad", "\ufeff", "\x00", "🙂", "\u0301"),
    *("ا", "北京", "é", "ß", "İ", "𝔘", ")", "[", "&", "<b>", "http://a.b/c", "@x", "#y"),
)
jumbled = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
tight = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
texts = st.one_of(st.text(max_size=120), jumbled, tight)


def check(extraction: Extraction) -> None:
    """What the model promises of every extraction."""
    text = extraction.article.text
    actors = {one.id for one in extraction.actors}
    situations = {one.id: one for one in extraction.situations}
    times = {one.id for one in extraction.times}
    claims = {one.id: one for one in extraction.claims}
    assert len(actors) == len(extraction.actors)
    assert len(situations) == len(extraction.situations)
    assert len(claims) == len(extraction.claims)
    publisher = {claim.claimant for claim in extraction.claims if claim.cue is None}
    assert len(publisher) <= 1, "the article speaks with one voice"
    for actor in extraction.actors:
        assert actor.label.strip()
        assert actors >= {*actor.affiliated_with, *actor.members}
        assert actor.acts_for is None or actor.acts_for in actors
        assert actor.id not in (*actor.affiliated_with, *actor.members, actor.acts_for)
        assert not (actor.named and actor.kind is ActorKind.UNNAMED_SOURCE)
    for mention in extraction.mentions:
        assert mention.span.end <= len(text)
        assert mention.denotes in actors | situations.keys() | times
        assert mention.literal is None or mention.literal in actors
    denoted = {mention.denotes for mention in extraction.mentions}
    for situation in extraction.situations:
        assert situation.label.strip()
        assert situation.trigger.end <= len(text)
        assert situation.id in denoted
        assert actors >= {*situation.initiators, *situation.recipients, *situation.participants, *situation.places}
        assert times >= set(situation.times)
        assert situation.absence_of is None or situation.absence_of in situations
    for time in extraction.times:
        assert time.text == time.span.of(text)
    check_claims(extraction, claims.keys(), situations.keys(), actors)
    for dispute in extraction.disputes:
        assert dispute.situation in situations
        assert len(dispute.claims) > 1
        assert claims.keys() >= set(dispute.claims)


def check_claims(
    extraction: Extraction, claims: set[str] | object, situations: set[str] | object, actors: set[str]
) -> None:
    assert isinstance(claims, type({}.keys()))
    assert isinstance(situations, type({}.keys()))
    claimed: set[str] = set()
    reported = {inner for claim in extraction.claims for inner in claim.reports}
    for claim in extraction.claims:
        assert claim.claimant in actors
        assert claim.contents, "every claim has words"
        assert claim.content, "every claim is about something"
        assert all(span.end <= len(extraction.article.text) for span in claim.contents)
        assert all(first.end <= second.start for first, second in pairwise(claim.contents))
        assert 0 <= claim.confidence <= 1
        assert situations >= {*claim.content, *claim.conditions}
        assert claims >= {*claim.reports, *claim.denies, *claim.rejects, *claim.accepts, *claim.confirms}
        assert claims >= {*claim.restates, *claim.responds_to, *claim.supports, *claim.contradicts}
        assert claim.id not in (*claim.reports, *claim.denies, *claim.rejects, *claim.accepts, *claim.restates)
        assert actors >= set(claim.addressees)
        assert claim.claimant not in claim.addressees
        if claim.cue is None:
            assert claim.source is None
            assert claim.expressed_in is None
        else:
            assert claim.id in reported, "every chain ends in the article"
            assert claim.expressed_in in situations
            assert not any(span.overlaps(claim.cue) for span in claim.contents)
            assert claim.source is None or not claim.source.overlaps(claim.cue)
        claimed |= {*claim.content, *claim.conditions}
    claimed |= {one.absence_of for one in extraction.situations if one.absence_of}
    claimed |= {claim.expressed_in for claim in extraction.claims if claim.expressed_in}
    assert claimed >= {one.id for one in extraction.situations}, "every situation is somebody's"


@PARSING
@given(texts)
@example("")
@example("Hello")
@example("...!?\"'”“—")
@example("\u202e\u200f\u200b")
@example('"')
@example('Peru said: "')
@example("said said said said that that that")
def test_any_text_is_read_and_what_is_read_holds_together(extractor: Extractor, text: str) -> None:
    check(extractor.extract(Article(text)))


@settings(PARSING, max_examples=10)
@given(jumbled)
def test_the_same_text_gives_the_same_extraction(extractor: Extractor, text: str) -> None:
    assert extractor.extract(Article(text)) == extractor.extract(Article(text))


def test_a_fresh_extractor_reads_the_same(extractor: Extractor) -> None:
    text = 'Peru accused Bolivia of shelling a village. "We deny this," said Ana Roca, the Bolivian minister.'
    assert Extractor(load_gazetteer()).extract(Article(text)) == extractor.extract(Article(text))


def test_a_line_of_200_000_characters_is_read(extractor: Extractor) -> None:
    check(extractor.extract(Article("a" * 200_000)))


def test_a_line_that_must_be_cut_is_cut_between_sentences(extractor: Extractor) -> None:
    sentence = "Ana Roca said that it rained. "
    text = sentence * 700
    cues = [claim.cue for claim in extractor.extract(Article(text)).claims if claim.cue is not None]
    assert [cue.start % len(sentence) for cue in cues] == [sentence.index("said")] * 700


@PLAIN
@given(texts)
def test_smoothing_keeps_every_offset(text: str) -> None:
    plain = smooth(text)
    assert len(plain) == len(text)
    assert all(old == new for old, new in zip(text, plain, strict=True) if old.isalnum())


@PLAIN
@given(texts)
def test_paragraphs_hold_everything_but_line_breaks_and_white_space(text: str) -> None:
    found = paragraphs(text)
    assert all(start < end for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    inside = {offset for start, end in found for offset in range(start, end)}
    for offset, char in enumerate(text):
        assert offset in inside or char in LINE_BREAKS or char.isspace()


@PLAIN
@given(texts)
def test_quotations_lie_inside_paragraphs_and_do_not_overlap(text: str) -> None:
    pieces = paragraphs(smooth(text))
    found = find_quotations(text).found
    for quotation in found:
        start, end = pieces[quotation.paragraph]
        assert start <= quotation.span.start < quotation.inner.start
        assert quotation.inner.end <= quotation.span.end <= end
        assert quotation.closed is (quotation.inner.end < quotation.span.end)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
