"""The questions about what is said, on the storylines of the gold and on the Istanbul article: what a reader answers.

The articles were read for this, not the answers copied. An answer is whole where a reader finds nothing else, and
"some" where the extractor, which is measured elsewhere, misses or mistakes something. Those over many articles are in
test_many.
"""

from __future__ import annotations

from functools import cache

import pytest
from pyoxigraph import Store

from kg.queries import Catalogue
from kg.queries.values import terms
from kg.sparql import Solutions, run
from tests.align import storyline
from tests.queries.istanbul import ARTICLE, istanbul

CATALOGUE = Catalogue()
BORDER = "Afghanistan–Pakistan border: live updates"
DENIES = "Pakistan denies shelling as Sherqal death toll rises to nine"
SANCTIONS = "EU sanctions Taliban commanders, Kabul quits talks"
STATEMENT = "Statement by the Ministry of Foreign Affairs of Turkey on the talks in Istanbul"
TRUCE = "Truce holds, but nobody agrees what it says"
RELIEF = "the Taliban had been offered relief from European Union sanctions"
CAMPS = "the Taliban had promised to close the camps of the Tehrik-i-Taliban Pakistan"
STOP = "if the gates were not reopened by Wednesday"

Case = tuple[str, dict[str, str], list[tuple[str, ...]]]
WHOLE: list[Case] = [
    (
        "accusations",
        {"actor": "Zubair Lashari"},
        [("Zubair Lashari", "Blue Anchor", "breaking an agreement signed in March", "Hina Farooqi")],
    ),
    ("accusations", {"against": "Taliban"}, [("Bilal Rehmani", "Taliban", "lying about the market", "")]),
    ("chains", {"actor": "diplomat"}, [("The Eastern Post → Indus TV → diplomat", "assert", RELIEF)]),
    (
        "claims-by",
        {"actor": "Hafiz Munir Wardak", "article": TRUCE},
        [
            ("deny", "negative", "any such promise was made"),
            ("agree", "positive", "it"),
            ("promise", "positive", "to attend"),
        ],
    ),
    (
        "conditions",
        {"actor": "Asad Khaskheli"},
        [
            ("threaten", "to send in the army", "the gates were not reopened by Wednesday"),
            ("warn", "the army would be sent in", "the gates stayed shut"),
        ],
    ),
    ("consequences", {}, []),
    ("demands", {"actor": "European Union"}, [("European Union", "Pakistan", "to release the detained men", "", "")]),
    (
        "demands",
        {"actor": "Hina Farooqi"},
        [("Zubair Lashari", "to hold talks under a government mediator", "rejected", "Zubair Lashari")],
    ),
    (
        "demands",
        {"actor": "Turkey", "article": TRUCE},
        [
            ("an inquiry led by the United Nations", "accepted", "Hafiz Munir Wardak"),
            ("an inquiry led by the United Nations", "rejected", "Tariq Sahibzada"),
        ],
    ),
    (
        "denials",
        {"article": TRUCE},
        [
            ("Hafiz Munir Wardak", "any such promise was made", "Tariq Sahibzada", CAMPS),
            ("Turkey", "the report", "Indus TV", RELIEF),
        ],
    ),
    (
        "disputes",
        {"actor": "Yunus Sahak"},
        [
            ("Yunus Sahak", "negative", "deny", "reports that Taliban fighters crossed the frontier last night"),
            ("unnamed source", "positive", "report", "Taliban fighters crossed the frontier last night"),
        ],
    ),
    ("links-to-review", {}, []),
    (
        "meetings",
        {"actor": "Selim Aydogan"},
        [("telephoned both capitals", who) for who in ("Pakistan", "Selim Aydogan", "Taliban")],
    ),
    ("metonyms", {"article": DENIES}, [("Kabul", "Kabul", "Afghanistan", "Kabul’s demand for a joint inquiry")]),
    (
        "speaks-for",
        {"actor": "Turkey"},
        [
            ("Ministry of Foreign Affairs of Turkey", "acts for", "Turkey"),
            ("Selim Aydogan", "acts for", "Turkey", "Turkey’s foreign minister", BORDER),
            ("Selim Aydogan", "acts for", "Turkey", "Turkey’s foreign minister", "Pakistan agrees"),
        ],
    ),
    (
        "threats",
        {"actor": "Asad Khaskheli"},
        [("threaten", f"to send in the army {STOP}", STOP[3:]), ("warn", "the army would be sent in")],
    ),
    ("unnamed-only", {"article": DENIES}, [("officials in Islamabad", "two batteries had been placed")]),
    (
        "unnamed-only",
        {"article": SANCTIONS},
        [("Taliban officials", "Taliban", "a figure"), ("European diplomat", "seven more names")],
    ),
    ("unnamed-only", {"article": TRUCE}, [("Two soldiers", "gunfire after midnight"), ("diplomat", RELIEF)]),
    (
        "words",
        {"actor": "Luc Verhaegen"},
        [
            ("assert", "Its spokesman, Luc Verhaegen", "said", "arresting strikers was “the surest way to"),
            ("assert", "Luc Verhaegen, a spokesman for the EU", "said", "no sanctions would be lifted"),
            ("warn", "He", "warned", "new ones would follow if the men behind the raid on Zarmela"),
        ],
    ),
]
SOME: list[Case] = [
    (
        "article-asserts",
        {"article": SANCTIONS},
        [("Halden Press Agency", "The European Union imposed sanctions on five Taliban commanders", "positive")],
    ),
    (
        "chains",
        {"article": "WHEAT MAY PASS, SAY DEFIANT DOCKERS"},
        [("The Daily Lantern → Halden agency → Asad Khaskheli", "warn", "the army would be sent in")],
    ),
    (
        "disputes",
        {"article": TRUCE},
        [
            ("Tariq Sahibzada", "positive", CAMPS),
            ("Hafiz Munir Wardak", "negative", "any such promise was made"),
            ("Turkey", "negative", "the report"),
            ("diplomat", "positive", RELIEF),
        ],
    ),
    (
        "meetings",
        {"article": STATEMENT},
        [("Delegations of Pakistan and the Taliban met in Istanbul", "Taliban", "Istanbul", "12 November")],
    ),
    (
        "says-about",
        {"actor": "Taliban", "article": TRUCE},
        [
            ("Tariq Sahibzada", "assert", CAMPS),
            ("Hafiz Munir Wardak", "deny", "negative", "any such promise was made"),
            ("diplomat", "assert", RELIEF),
            ("Turkey", "deny", "negative", "the report"),
        ],
    ),
    (
        "timeline",
        {"article": SANCTIONS},
        [
            ("", "", "four days", "to attend"),
            ("2025-11-06T00:00:00Z", "2025-11-06T23:59:59Z", "6 November", "the raid", "ASSAULT"),
            ("2025-11-10T00:00:00Z", "2025-11-16T23:59:59Z", "last week", "a threat", "THREATEN"),
            ("2025-11-13T00:00:00Z", "2025-11-13T23:59:59Z", "Thursday", "Tariq Sahibzada: refuse"),
            ("2025-11-17T00:00:00Z", "2025-11-17T23:59:59Z", "Monday", "imposed sanctions"),
        ],
    ),
]
ISTANBUL: list[Case] = [
    (
        "consequences",
        {},
        [
            ("the article", "resulted in", "intense border clashes between the two sides resulted in numerous"),
            ("Afghan traders", "caused", "the closure of the borders has caused heavy losses to merchants"),
        ],
    ),
    ("consequences", {"actor": "Afghan traders"}, [("Afghan traders", "caused", "heavy losses")]),
    (
        "conditions",
        {},
        [
            ("Pakistan", "emphasize", "any cooperation with the Taliban", "concrete actions against the Tehrik"),
            ("Khawaja Muhammad Asif", "warn", "Islamabad might enter into open conflict", "the talks failed"),
        ],
    ),
    ("denials", {}, [("Taliban", "these accusations", "Pakistan", "sheltering TTP fighters")]),
    (
        "demands",
        {},
        [
            ("Pakistan", "Taliban", "to take action against armed groups on Afghan soil", "rejected", "Taliban"),
            ("Pakistan", "Taliban", "to conduct operations against the strongholds", "rejected", "Taliban"),
        ],
    ),
    ("threats", {}, [("Khawaja Muhammad Asif", "warn", "Afghanistan", "the talks failed", "possible")]),
]


def ask(store: Store, name: str, given: dict[str, str]) -> list[tuple[str, ...]]:
    query = CATALOGUE.get(name)
    found = run(store, query.text, terms(query.parameters, given, store))
    assert isinstance(found, Solutions)
    return [tuple("" if term is None else getattr(term, "value", "") for term in row) for row in found.rows]


def fits(row: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether the parts stand in the cells of the row, in that order; an empty part means an empty cell."""
    cells = iter(row)
    return all(any(part in cell if part else cell == "" for cell in cells) for part in wanted)


def named(case: Case) -> str:
    return "-".join([case[0], *case[1]])


@cache
def at_istanbul() -> Store:
    store = Store()
    store.extend(istanbul())
    return store


def test_every_question_about_what_is_said_is_asked() -> None:
    asked = {name for name, _, _ in (*WHOLE, *SOME)}
    assert asked == {one.name for one in CATALOGUE if not one.service and one.topic != "many articles"}
    assert {name for name, _, rows in (*WHOLE, *SOME, *ISTANBUL) if rows} == asked - {"links-to-review"}, (
        "in test_saved"
    )


@pytest.mark.parametrize("case", WHOLE, ids=named)
def test_the_answer_is_what_a_reader_of_the_storylines_gives(case: Case) -> None:
    name, given, wanted = case
    rows = ask(storyline.aligned(), name, given)
    assert len(rows) == len(wanted), rows
    assert all(fits(row, parts) for row, parts in zip(rows, wanted, strict=True)), rows


@pytest.mark.parametrize("case", SOME, ids=named)
def test_the_answer_has_what_a_reader_of_the_storylines_gives(case: Case) -> None:
    name, given, wanted = case
    rows = ask(storyline.aligned(), name, given)
    assert [parts for parts in wanted if not any(fits(row, parts) for row in rows)] == []


@pytest.mark.parametrize("case", ISTANBUL, ids=named)
def test_the_answer_is_what_a_reader_of_the_istanbul_article_gives(case: Case) -> None:
    name, given, wanted = case
    rows = ask(at_istanbul(), name, given)
    assert len(rows) == len(wanted), rows
    assert all(fits(row, parts) for row, parts in zip(rows, wanted, strict=True)), rows


def test_words_stand_where_it_says() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    rows = ask(at_istanbul(), "words", {})
    assert len(rows) > 20
    for row in rows:
        source, cue, content, start, end = row[2:7]
        assert text[int(start) : int(end)] == content
        assert source in text
        assert cue in text


def test_what_the_article_says_itself_is_said_by_nobody_else() -> None:
    """No claim is both in the article's own voice and of a source that it names."""
    own = {row[1] for row in ask(storyline.aligned(), "article-asserts", {"article": TRUCE})}
    attributed = {row[4] for row in ask(storyline.aligned(), "words", {"article": TRUCE}) if row[3]}
    assert own and attributed
    assert own.isdisjoint(attributed)
