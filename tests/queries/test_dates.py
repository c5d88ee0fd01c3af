from __future__ import annotations

import shlex
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.queries.dates import EXAMPLES, is_relative, span_of

NOW = datetime(2026, 3, 31, 10, 5, 30, 250, tzinfo=UTC)
"""A Tuesday at the end of a month and of a quarter."""


def read(written: str, now: datetime = NOW) -> tuple[str, str]:
    span = span_of(written, now)
    assert span is not None, written
    return span.first.strftime("%Y-%m-%d %H:%M:%S"), span.last.strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("today", "2026-03-31", "2026-03-31"),
        ("Yesterday", "2026-03-30", "2026-03-30"),
        ("the day before yesterday", "2026-03-29", "2026-03-29"),
        ("tomorrow", "2026-04-01", "2026-04-01"),
        ("this week", "2026-03-30", "2026-04-05"),
        ("last week", "2026-03-23", "2026-03-29"),
        ("next week", "2026-04-06", "2026-04-12"),
        ("this month", "2026-03-01", "2026-03-31"),
        ("last  month", "2026-02-01", "2026-02-28"),
        ("next month", "2026-04-01", "2026-04-30"),
        ("this quarter", "2026-01-01", "2026-03-31"),
        ("last quarter", "2025-10-01", "2025-12-31"),
        ("this year", "2026-01-01", "2026-12-31"),
        ("LAST YEAR", "2025-01-01", "2025-12-31"),
        ("3 days ago", "2026-03-28", "2026-03-28"),
        ("a week ago", "2026-03-24", "2026-03-24"),
        ("one month ago", "2026-02-28", "2026-02-28"),
        ("two years ago", "2024-03-31", "2024-03-31"),
        ("past week", "2026-03-24", "2026-03-31"),
        ("the last 7 days", "2026-03-24", "2026-03-31"),
        ("last twelve months", "2025-03-31", "2026-03-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("October 2025", "2025-10-01", "2025-10-31"),
        ("oct. 2025", "2025-10-01", "2025-10-31"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("q1 2025", "2025-01-01", "2025-03-31"),
        ("2025-W44", "2025-10-27", "2025-11-02"),
        ("2025-W44-2", "2025-10-28", "2025-10-28"),
        ("2025-10-28", "2025-10-28", "2025-10-28"),
        ("20251028", "2025-10-28", "2025-10-28"),
        ("28 October 2025", "2025-10-28", "2025-10-28"),
        ("Oct. 28th, 2025", "2025-10-28", "2025-10-28"),
    ],
)
def test_what_people_write_is_a_span_of_days(written: str, first: str, last: str) -> None:
    assert read(written) == (f"{first} 00:00:00", f"{last} 23:59:59")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-10-28T09:30", "2025-10-28 09:30:00"),
        ("2025-10-28 09:30:15+02:00", "2025-10-28 07:30:15"),
        ("5 hours ago", "2026-03-31 05:05:30"),
        ("a minute ago", "2026-03-31 10:04:30"),
    ],
)
def test_a_moment_begins_and_ends_at_once(written: str, moment: str) -> None:
    assert read(written) == (moment, moment)


@pytest.mark.parametrize(
    "written",
    [
        *("", "soon", "last", "last winter", "this day", "next 3 days", "0 years", "28 October", "28/10/2025"),
        *("10.11.2025", "2025-13", "2025-02-29", "31 February 2025", "2025-Q5", "2025-W60", "0000", "25", "٢٠٢٥"),
        *("9999 years ago", "0001-01-01T00:00+02:00", "9999-12-31T23:00-05:00"),
    ],
)
def test_what_is_no_time_or_could_be_two_is_none(written: str) -> None:
    assert span_of(written, NOW) is None


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_the_remedy_names_can_be_written(example: str) -> None:
    (typed,) = shlex.split(example)
    assert span_of(typed) is not None


@given(st.dates())
def test_every_day_lies_in_its_month_quarter_week_and_year(day: date) -> None:
    year, week, _ = day.isocalendar()
    forms = [day.isoformat(), f"{day:%Y-%m}".zfill(7), str(day.year).zfill(4)]
    forms += [f"{day.year:04}-Q{(day.month + 2) // 3}"]
    if 1 < day.year < 9999:
        forms.append(f"{year:04}-W{week:02}")
    for form in forms:
        span = span_of(form)
        assert span is not None, form
        assert span.first.date() <= day <= span.last.date()


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)), st.sampled_from(
    ("week", "month", "quarter", "year")
))  # fmt: skip
def test_last_this_and_next_follow_each_other_without_a_gap(now: datetime, unit: str) -> None:
    last, this, following = (span_of(f"{which} {unit}", now.replace(tzinfo=UTC)) for which in ("last", "this", "next"))
    assert last is not None and this is not None and following is not None
    assert last.last + timedelta(seconds=1) == this.first
    assert this.last + timedelta(seconds=1) == following.first
    assert this.first.date() <= now.date() <= this.last.date()


@given(st.text(), st.datetimes(timezones=st.just(UTC)))
@example("1 day ago", datetime(1, 1, 1, tzinfo=UTC))
@example("next year", datetime(9999, 12, 31, tzinfo=UTC))
def test_any_text_on_any_day_is_a_span_or_none(written: str, now: datetime) -> None:
    span = span_of(written, now)
    assert span is None or span.first <= span.last


def test_today_is_the_day_in_utc() -> None:
    late = datetime(2026, 3, 10, 23, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert read("today", late)[0] == "2026-03-11 00:00:00"


@pytest.mark.parametrize(
    ("written", "relative"),
    [
        ("yesterday", True),
        ("next year", True),
        ("a week ago", True),
        ("2025", False),
        ("1 May 2025", False),
        ("x", False),
    ],
)
def test_it_is_known_what_means_another_time_tomorrow(written: str, relative: bool) -> None:
    assert is_relative(written) is relative
