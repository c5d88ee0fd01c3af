"""Times: words, values, bounds, and what must not be taken for one. The publication is Tuesday, 28 October 2025."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.extract.times import FoundTime, find_times
from kg.extract.times_tense import speaks_of_future

PUBLISHED = datetime(2025, 10, 28, tzinfo=UTC)


def read(text: str) -> dict[str, str | None]:
    return {time.text: time.value for time in find_times(text, PUBLISHED, published_is_date=True)}


def only(text: str, published: datetime | None = PUBLISHED, is_date: bool = True) -> FoundTime:
    found = find_times(text, published, published_is_date=is_date)
    assert len(found) == 1, found
    return found[0]


def bounds(time: FoundTime) -> list[str]:
    """The four bounds, to the minute; "-" where there is none."""
    ends = (time.earliest_begin, time.latest_begin, time.earliest_end, time.latest_end)
    return [f"{end:%Y-%m-%d %H:%M}" if end else "-" for end in ends]


ABSOLUTE = [
    ("on 28 October 2025.", "28 October 2025", "2025-10-28"),
    ("on October 28, 2025, they", "October 28, 2025", "2025-10-28"),
    ("the 28th of October 2025", "the 28th of October 2025", "2025-10-28"),
    ("Tuesday, Oct. 28, 2025", "Tuesday, Oct. 28, 2025", "2025-10-28"),
    ("on Oct. 28.", "Oct. 28", "2025-10-28"),
    ("on 2025-10-28.", "2025-10-28", "2025-10-28"),
    ("at 2025-10-28T09:30:00Z", "2025-10-28T09:30:00Z", "2025-10-28T09:30Z"),
    ("on 28/10/2025", "28/10/2025", "2025-10-28"),
    ("on 10/28/2025", "10/28/2025", "2025-10-28"),
    ("in October 2025", "October 2025", "2025-10"),
    ("in May", "May", "2025-05"),
    ("in early 2024", "early 2024", "2024"),
    ("the late 1990s", "the late 1990s", "199"),
    ("during the 1990s", "the 1990s", "199"),
    ("in the 19th century", "the 19th century", "18"),
    ("in the twentieth century", "the twentieth century", "19"),
    ("in spring 2024", "spring 2024", "2024-SP"),
    ("the first quarter of 2024", "the first quarter of 2024", "2024-Q1"),
    ("the second half of last year", "the second half of last year", "2024-H2"),
    ("in 2021 the Taliban returned", "2021", "2021"),
    ("the 2015 accord", "2015", "2015"),
]
RELATIVE = [
    ("said on Monday", "Monday", "2025-10-27"),
    ("said on Tuesday", "Tuesday", "2025-10-28"),
    ("said on Wednesday", "Wednesday", "2025-10-22"),
    ("will meet on Wednesday", "Wednesday", "2025-10-29"),
    ("On Friday, the two sides will meet", "Friday", "2025-10-31"),
    ("On Friday, he said the talks will resume", "Friday", "2025-10-24"),
    ("said the talks would resume on Thursday", "Thursday", "2025-10-30"),
    ("last Tuesday", "last Tuesday", "2025-10-21"),
    ("next Tuesday", "next Tuesday", "2025-11-04"),
    ("Monday of last week", "Monday of last week", "2025-10-20"),
    ("at a Sunday evening rally", "Sunday evening", "2025-10-26TEV"),
    ("it fell on a Sunday", "a Sunday", "XXXX-WXX-7"),
    ("struck on Sunday night", "Sunday night", "2025-10-26TNI"),
    ("every Friday", "every Friday", "XXXX-WXX-5"),
    ("announced yesterday", "yesterday", "2025-10-27"),
    ("the day before yesterday", "the day before yesterday", "2025-10-26"),
    ("this morning", "this morning", "2025-10-28TMO"),
    ("tonight", "tonight", "2025-10-28TNI"),
    ("last week", "last week", "2025-W43"),
    ("next month", "next month", "2025-11"),
    ("last year", "last year", "2024"),
    ("last October", "last October", "2024-10"),
    ("over the weekend", "the weekend", "2025-W43-WE"),
    ("three days ago", "three days ago", "2025-10-25"),
    ("two weeks ago", "two weeks ago", "2025-W42"),
    ("twenty-five years ago", "twenty-five years ago", "2000"),
    ("They will return in two weeks", "in two weeks", "2025-W46"),
    ("earlier this month", "earlier this month", "2025-10"),
    ("by the end of the year", "by the end of the year", "2025"),
    ("was held on December 28", "December 28", "2025-12-28"),
    ("will be held on March 3", "March 3", "2026-03-03"),
    ("was held on March 3", "March 3", "2025-03-03"),
]
LENGTHS = [
    ("closed for over two weeks", "over two weeks", "P2W"),
    ("the three-day talks", "three-day", "P3D"),
    ("after three days of talks", "three days", "P3D"),
    ("for 48 hours", "48 hours", "PT48H"),
    ("several years", "several years", "PXY"),
    ("for decades", "decades", "PXDE"),
    ("two and a half years", "two and a half years", "P2.5Y"),
    ("half an hour", "half an hour", "PT30M"),
    ("killed 40 in two weeks", "two weeks", "P2W"),
    ("every two years", "every two years", "P2Y"),
    ("within a fortnight", "a fortnight", "P2W"),
]
RANGES = [
    ("between 2001 and 2004", "between 2001 and 2004", "2001/2004"),
    ("met from Monday to Wednesday", "from Monday to Wednesday", "2025-10-20/2025-10-22"),
    ("on October 25-27", "October 25-27", "2025-10-25/2025-10-27"),
    ("from March to June 2024", "from March to June 2024", "2024-03/2024-06"),
    ("2001–2004", "2001–2004", "2001/2004"),
]
CLOCKS = [
    ("at 9 a.m. on Monday", "9 a.m. on Monday", "2025-10-27T09:00"),
    ("on Monday at 10:30", "Monday at 10:30", "2025-10-27T10:30"),
    ("yesterday at 14:00 GMT", "yesterday at 14:00 GMT", "2025-10-27T14:00Z"),
    ("at 3 p.m. PKT on Monday", "3 p.m. PKT on Monday", "2025-10-27T15:00+05:00"),
    ("at noon", "noon", "XXXX-XX-XXT12:00"),
]


@pytest.mark.parametrize(("text", "words", "value"), [*ABSOLUTE, *RELATIVE, *LENGTHS, *RANGES, *CLOCKS])
def test_words_and_value(text: str, words: str, value: str) -> None:
    assert read(text) == {words: value}


@pytest.mark.parametrize(
    "text",
    [
        "he may go, and march on in august company",
        "on the second day, a second attempt",
        "the Sunday Times and the Friday Night Lights",
        "Black Friday sales",
        "told Russia Today",
        "told CBS This Morning",
        "2,021 people; $2021; 2014 people killed; killed 2014 people",
        "a 32-year-old man, twice a day, $5 a day",
        "call +44 20 2021 or 555-2021",
        "won 3-2, and then 10:30 up",
        "Theresa May and April Smith",
        "on 03/04/2025",
        "on 31/31/2025, 2025-13-40",
        "the spring offensive, a fall in prices, the seconds",
    ],
)
def test_not_a_time(text: str) -> None:
    assert read(text) == {}


def test_a_range_in_future_tense_runs_forward() -> None:
    assert read("They will meet from Thursday to Saturday") == {"from Thursday to Saturday": "2025-10-30/2025-11-01"}
    assert read("They will meet from Saturday to Monday") == {"from Saturday to Monday": "2025-11-01/2025-11-03"}


def test_a_move_from_one_day_to_another_is_no_range() -> None:
    assert set(read("The meeting was postponed from Sunday to Monday")) == {"Sunday", "Monday"}


def test_a_year_bounds_what_happens_in_it_on_all_sides() -> None:
    assert bounds(only("in 2021")) == ["2021-01-01 00:00", "2021-12-31 23:59"] * 2


def test_since_leaves_the_end_open_after_the_publication() -> None:
    assert bounds(only("since 2021")) == ["2021-01-01 00:00", "2021-12-31 23:59", "2025-10-28 00:00", "-"]
    assert bounds(only("since this year")) == ["2025-01-01 00:00", "2025-10-28 23:59", "2025-10-28 00:00", "-"]
    assert bounds(only("since 2021", published=None)) == [
        "2021-01-01 00:00",
        "2021-12-31 23:59",
        "2021-01-01 00:00",
        "-",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by the end of the year", ["-", "2025-12-31 23:59", "-", "2025-12-31 23:59"]),
        ("before 2024", ["-", "2024-12-31 23:59", "-", "2024-12-31 23:59"]),
        ("after 2024", ["2024-01-01 00:00", "-", "2024-01-01 00:00", "-"]),
        ("until 2024", ["-", "2024-12-31 23:59", "2024-01-01 00:00", "2024-12-31 23:59"]),
        ("earlier this month", ["2025-10-01 00:00", "2025-10-28 23:59"] * 2),
        ("later this week", ["2025-10-28 00:00", "2025-11-02 23:59"] * 2),
        ("from 2001 to 2004", ["2001-01-01 00:00", "2001-12-31 23:59", "2004-01-01 00:00", "2004-12-31 23:59"]),
        ("between 2001 and 2004", ["2001-01-01 00:00", "2004-12-31 23:59"] * 2),
        ("over two weeks ago", ["-", "2025-10-28 23:59"] * 2),
        ("the past two weeks", ["2025-10-14 00:00", "2025-10-28 23:59"] * 2),
        ("the next two weeks", ["2025-10-28 00:00", "2025-11-11 23:59"] * 2),
        ("for two weeks", ["-"] * 4),
        ("yesterday at 14:00 GMT", ["2025-10-27 14:00"] * 4),
        ("yesterday at 2 p.m.", ["2025-10-27 00:00", "2025-10-27 23:59"] * 2),
        ("winter 2024", ["2024-01-01 00:00", "2025-03-31 23:59"] * 2),
    ],
)
def test_bounds(text: str, expected: list[str]) -> None:
    assert bounds(only(text)) == expected


def test_hours_ago_are_reckoned_from_the_minute_of_publication() -> None:
    moment = datetime(2025, 10, 28, 14, 30, tzinfo=UTC)
    assert bounds(only("two hours ago", moment, is_date=False)) == ["2025-10-28 12:30"] * 4


@pytest.mark.parametrize(
    "text",
    ["yesterday", "on Monday", "last week", "two days ago", "this morning", "next May", "by the end of the year"],
)
def test_without_publication_a_relative_time_is_not_guessed(text: str) -> None:
    time = only(text, published=None)
    assert time.value is None
    assert bounds(time) == ["-"] * 4


def test_without_publication_a_date_without_year_keeps_what_it_says() -> None:
    time = only("on October 28", published=None)
    assert (time.value, bounds(time)) == ("XXXX-10-28", ["-"] * 4)


def test_a_weekday_that_may_be_a_term_to_come_is_not_guessed() -> None:
    assert read("The border is closed until Friday") == {"until Friday": None}
    assert read("The border will stay closed until Friday") == {"until Friday": "2025-10-31"}


def test_the_day_of_somebody_s_deed_is_not_widened_by_a_preposition() -> None:
    assert read("after Monday's vote") == {"Monday": "2025-10-27"}


def test_a_time_becomes_part_of_an_extraction() -> None:
    time = only("in 2021").expression("t1")
    assert (time.id, time.text, time.value, time.latest_end) == (
        "t1",
        "2021",
        "2021",
        datetime(2021, 12, 31, 23, 59, 59, tzinfo=UTC),
    )


def test_the_istanbul_article() -> None:
    istanbul_text = (Path(__file__).parents[2] / "examples" / "istanbul-talks.txt").read_text("utf-8")
    assert read(istanbul_text) == {
        "three-day": "P3D",
        "three days": "P3D",
        "yesterday": "2025-10-27",
        "last week": "2025-W43",
        "2021": "2021",
        "over two weeks": "P2W",
    }


VOCABULARY = """since until by from to between and the last next this past 2021 2025 0001 9999 28 31 October Feb. May
Monday week two few days' years ago time in end of mid- 9 a.m. GMT quarter first century 1990s yesterday night at , . –
’s will said half later every a over 99,999 ſ K İ 😀 日"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\u00a0", "\ud800"])
MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC))


@given(st.text() | st.lists(WORDS, max_size=30).map(" ".join), MOMENTS, st.booleans())
@example("next century", datetime(9999, 12, 31, tzinfo=UTC), True)
@example("last century", datetime(1, 1, 1, tzinfo=UTC), True)
def test_any_text_gives_ordered_spans_and_bounds(text: str, published: datetime | None, is_date: bool) -> None:
    end = 0
    for time in find_times(text, published, is_date):
        assert end <= time.span.start < time.span.end <= len(text)
        assert time.text == time.span.of(text)
        end = time.span.end
        begins, ends = (time.earliest_begin, time.latest_begin), (time.earliest_end, time.latest_end)
        for low, high in (begins, ends, (begins[0], ends[0]), (begins[1], ends[1]), (begins[0], ends[1])):
            assert low is None or high is None or low <= high


@pytest.mark.parametrize(
    "unit",
    ["The talks, which began on Monday, will end by May 5. ", "1 ", "the ", "2021-", "Monday to ", "  \n", "the last "],
)
def test_reading_takes_time_in_proportion_to_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        start = perf_counter()
        find_times(text, PUBLISHED, published_is_date=True)
        return perf_counter() - start

    short = min(seconds(20_000) for _ in range(3))
    assert seconds(200_000) < 30 * short + 0.1


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The vote is due on Friday.", True),
        ("A meeting is scheduled for Friday.", True),
        ("Leaders may meet on Friday.", True),
        ("Troops must leave on Friday.", True),
        ("He may have left on Friday.", False),
        ("The storm of May hit on Friday.", False),
        ("The vote was due on Friday.", False),
    ],
)
def test_what_is_due_or_must_be_is_to_come(text: str, ahead: bool) -> None:
    start = text.index("Friday")
    assert speaks_of_future(text, start, start + len("Friday")) is ahead
