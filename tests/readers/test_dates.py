"""Dates as people and feeds write them; what could mean two days is no date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DateError
from kg.readers import parse_date


@pytest.mark.parametrize(
    "text",
    [
        "2025-10-28",
        "28 October 2025",
        "28th October 2025",
        "October 28, 2025",
        "Oct 28, 2025",
        "Oct. 28, 2025",
        "Tuesday, October 28, 2025",
        "Tue 28 Oct 2025",
        " 28 OCTOBER 2025 ",
    ],
)
def test_a_day_is_midnight_utc(text: str) -> None:
    assert parse_date(text) == (datetime(2025, 10, 28, tzinfo=UTC), True)


@pytest.mark.parametrize(
    "text",
    [
        "2025-10-28T09:30:00Z",
        "2025-10-28T14:30:00+05:00",
        "2025-10-28 14:30+05:00",
        "2025-10-28T14:30:00.000+0500",
        "Tue, 28 Oct 2025 14:30:00 +0500",
        "Tue, 28 Oct 2025 09:30:00 GMT",
    ],
)
def test_a_time_with_a_zone_is_turned_into_utc(text: str) -> None:
    assert parse_date(text) == (datetime(2025, 10, 28, 9, 30, tzinfo=UTC), False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "3/4/2025",
        "28.10.2025",
        "2025",
        "2025-10",
        "20251028",
        "2025-02-30",
        "30 February 2025",
        "28 Oktober 2025",
        "2025-10-28T14:30:00",
        "2025-10-28T25:00:00Z",
        "Tue, 28 Oct 2025 14:30:00",
        "0001-01-01T00:00:00+14:00",
        "２０２５-10-28",
        "x" * 1000,
    ],
)
def test_what_is_no_clear_date_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.remedy


@given(st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1)), st.integers(-12 * 60, 14 * 60))
def test_any_iso_time_keeps_its_moment(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_date(aware.isoformat()) == (aware.astimezone(UTC), False)


@given(st.text())
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        moment, _ = parse_date(text)
    except DateError:
        return
    assert moment.tzinfo is UTC
