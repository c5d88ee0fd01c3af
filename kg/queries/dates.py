"""Times as people write them: a day, a week, a month, a quarter, a year or a moment, in English, in UTC.

What is written means a span, from its first second to its last, so that "since October 2025" begins with the month and
"until October 2025" ends with it. No order of bare numbers is guessed: "10.11.2025" is no date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from kg.errors import ParameterError

__all__ = ["EXAMPLES", "Span", "bound_of", "is_relative", "span_of"]

EXAMPLES: Final = ("2025-10-28", "'28 October 2025'", "2025-10", "'last week'", "'3 days ago'", "2025-10-28T09:30:00Z")
"""Some of what can be written, as one types it in a shell."""

_DAY_FORMS: Final = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
_MONTH_FORMS: Final = ("%B %Y", "%b %Y")
_DAYS: Final = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1}
_COUNTS: Final = {
    word: number
    for number, words in enumerate(
        ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
    for word in words.split()
}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
"""Unit → months in one."""
_COUNT: Final = rf"(?P<count>[0-9]{{1,4}}|{'|'.join(_COUNTS)})"
_UNIT: Final = r"(?P<unit>day|week|month|quarter|year)"
_NEAR: Final = re.compile(rf"(?P<which>this|last|next) {_UNIT}")
_AGO: Final = re.compile(rf"{_COUNT} {_UNIT}s? ago")
_HOURS_AGO: Final = re.compile(rf"{_COUNT} (?P<unit>hour|minute)s? ago")
_RECENT: Final = re.compile(rf"(?:the )?(?:last|past) (?:{_COUNT} )?{_UNIT}s?")
_YEAR: Final = re.compile(r"(?P<year>[0-9]{4})")
_MONTH: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
_QUARTER: Final = re.compile(r"(?:(?P<year>[0-9]{4})[ -]?q(?P<q>[1-4])|q(?P<q2>[1-4]) (?P<year2>[0-9]{4}))")
_WEEK: Final = re.compile(r"(?P<year>[0-9]{4})-w(?P<week>[0-9]{2})")


class Span(NamedTuple):
    """A time: both ends belong to it, and are the same for a moment."""

    first: datetime
    last: datetime


def span_of(written: str, now: datetime | None = None) -> Span | None:
    """The time that is meant, in UTC; None for what is none, or none that the calendar has.

    >>> [str(end) for end in span_of("last month", datetime(2026, 3, 10, tzinfo=UTC))]
    ['2026-02-01 00:00:00+00:00', '2026-02-28 23:59:59+00:00']
    >>> span_of("28/10/2025")
    """
    words = " ".join(written.split())
    now = (now or datetime.now(tz=UTC)).astimezone(UTC)
    try:
        for read in _READERS:
            if (span := read(words.lower(), now)) is not None:
                return span
        return _moment(words)
    except (ValueError, OverflowError):
        return None


def bound_of(option: str, written: str, *, last: bool) -> datetime:
    """The first second of the time that is meant, or the last; ParameterError, which names the option, for none."""
    span = span_of(written)
    if span is None:
        raise ParameterError(
            f"{option} takes a date, not {written!r}",
            remedy=f"Write for example {', '.join(f'{option} {one}' for one in EXAMPLES[:-1])} or "
            f"{option} {EXAMPLES[-1]}.",
        )
    return span.last if last else span.first


def is_relative(written: str) -> bool:
    """Whether it means another time on another day, as "yesterday" does."""
    winter, summer = datetime(2023, 1, 15, tzinfo=UTC), datetime(2024, 8, 15, tzinfo=UTC)
    return span_of(written, winter) != span_of(written, summer)


def _days(first: date, last: date) -> Span:
    return Span(datetime.combine(first, time(), UTC), datetime.combine(last, time(23, 59, 59), UTC))


def _months(first: date, count: int) -> Span:
    """So many whole months, from the first day of one."""
    after = _shifted(first, count - 1)
    return _days(first, after.replace(day=monthrange(after.year, after.month)[1]))


def _shifted(day: date, months: int) -> date:
    """The same day some months on, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def _earlier(day: date, count: int, unit: str) -> date:
    if unit in _MONTHS:
        return _shifted(day, -count * _MONTHS[unit])
    return day - timedelta(days=count * (7 if unit == "week" else 1))


def _counted(word: str | None) -> int:
    return _COUNTS[word] if word in _COUNTS else int(word or 1)


def _near_day(words: str, now: datetime) -> Span | None:
    """ "yesterday"."""
    days = _DAYS.get(words)
    return None if days is None else _days(*[now.date() + timedelta(days=days)] * 2)


def _near(words: str, now: datetime) -> Span | None:
    """ "last week": the whole of the one before this one, weeks from Monday."""
    match = _NEAR.fullmatch(words)
    if match is None or match["unit"] == "day":
        return None
    unit, today = match["unit"], now.date()
    step = {"last": -1, "this": 0, "next": 1}[match["which"]]
    if unit == "week":
        monday = today + timedelta(days=7 * step - today.weekday())
        return _days(monday, monday + timedelta(days=6))
    size = _MONTHS[unit]
    begun = today.replace(month=today.month - (today.month - 1) % size, day=1)
    return _months(_shifted(begun, step * size), size)


def _ago(words: str, now: datetime) -> Span | None:
    """ "3 days ago": that day."""
    if match := _AGO.fullmatch(words):
        return _days(*[_earlier(now.date(), _counted(match["count"]), match["unit"])] * 2)
    if match := _HOURS_AGO.fullmatch(words):
        back = timedelta(hours=1) if match["unit"] == "hour" else timedelta(minutes=1)
        return Span(*[now.replace(microsecond=0) - _counted(match["count"]) * back] * 2)
    return None


def _recent(words: str, now: datetime) -> Span | None:
    """ "last 7 days": up to and with today."""
    match = _RECENT.fullmatch(words)
    if match is None:
        return None
    return _days(_earlier(now.date(), _counted(match["count"]), match["unit"]), now.date())


def _period(words: str, _now: datetime) -> Span | None:
    """ "2025", "2025-10", "2025-Q4", "2025-W44", "October 2025"."""
    if match := _YEAR.fullmatch(words):
        return _months(date(int(match["year"]), 1, 1), 12)
    if match := _MONTH.fullmatch(words):
        return _months(date(int(match["year"]), int(match["month"]), 1), 1)
    if match := _QUARTER.fullmatch(words):
        return _months(date(int(match["year"] or match["year2"]), 3 * int(match["q"] or match["q2"]) - 2, 1), 3)
    if match := _WEEK.fullmatch(words):
        monday = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
        return _days(monday, monday + timedelta(days=6))
    month = _formed(words, _MONTH_FORMS)
    return None if month is None else _months(month, 1)


def _day(words: str, _now: datetime) -> Span | None:
    """ "28 October 2025", "Oct. 28th, 2025", "2025-10-28"."""
    day = _formed(words, _DAY_FORMS)
    if day is None:
        try:
            day = date.fromisoformat(words.upper())
        except ValueError:
            return None
    return _days(day, day)


def _moment(words: str) -> Span:
    """ "2025-10-28T09:30+02:00"; ValueError for what is none."""
    moment = datetime.fromisoformat(words)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return Span(moment, moment)


def _formed(words: str, forms: tuple[str, ...]) -> date | None:
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", words.replace(",", " ").replace(".", " "))
    for form in forms:
        try:
            return datetime.strptime(" ".join(plain.split()), form).date()
        except ValueError:
            continue
    return None


_READERS: Final[tuple[Callable[[str, datetime], Span | None], ...]] = (_near_day, _near, _ago, _recent, _period, _day)
"""In this order: "last week" is the week before this one, "past week" the last seven days."""
