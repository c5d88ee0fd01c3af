"""On whose authority something is reported, and what people are said to be sure or afraid of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.readable import Readable

Read = Callable[..., Readable]


@pytest.mark.parametrize(
    ("text", "outer", "inner", "source"),
    [
        ("Reuters reported on Monday, citing two unnamed officials, that Iran had left.", "reported", "citing",
         "two unnamed officials"),
        ("The deal collapsed, the BBC said, quoting a source close to the talks.", "said", "quoting",
         "a source close to the talks"),
        ("The minister, quoted by the news agency, said the rains may end.", "quoted", "said", None),
    ],
)  # fmt: skip
def test_who_is_cited_is_a_link_of_the_chain(read: Read, text: str, outer: str, inner: str, source: str | None) -> None:
    found = read(text)
    assert found.claim(inner).id in found.claim(outer).reports
    if source is not None:
        assert found.told(inner).source == source
        assert found.told(inner).content == found.told(outer).content


def test_the_words_that_name_the_authority_are_no_content(read: Read) -> None:
    found = read("Reuters reported on Monday, citing two unnamed officials, that Iran had left.")
    assert found.told("reported").content == "Iran had left"


@pytest.mark.parametrize(
    ("text", "cue", "act", "content"),
    [
        ("Mr Cole was adamant that he would stay.", "was adamant", "emphasize", "he would stay"),
        ("The unions are concerned the Government will modify the law.", "are concerned", "speculate",
         "the Government will modify the law"),
    ],
)  # fmt: skip
def test_an_adjective_with_a_clause_says_what_somebody_holds(
    read: Read, text: str, cue: str, act: str, content: str
) -> None:
    said = read(text).told(cue)
    assert (said.act, said.content) == (act, content)


def test_an_adjective_before_its_verb_is_no_cue(read: Read) -> None:
    assert read("Confident that he would win, Ben Cole smiled.").said == []


def test_a_source_cited_by_a_paper_is_passed_on_by_it(read: Read) -> None:
    found = read("According to an unnamed source cited by Haaretz, the minister lied.")
    assert found.told("cited").claimant == "Haaretz"
    assert found.claim("According to").id in found.claim("cited").reports


def test_what_did_not_happen_may_be_according_to_somebody(read: Read) -> None:
    assert read("Japan did not try to destroy the missile, according to reports.").told("according to").act == "assert"
