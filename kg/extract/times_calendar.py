"""Calendar arithmetic for time expressions: periods, and the TIMEX3 values that name them.

Values follow TIMEX3 (TimeML Annotation Guidelines 1.2.1, section 2.2; ISO 24617-1), which extends ISO 8601:
``2025-W43`` a week, ``2025-W43-WE`` its weekend, ``199`` a decade, ``18`` a century, ``2024-SP`` a season,
``2024-Q1`` a quarter, ``2024-H1`` a half-year, ``2025-10-28TNI`` a night, ``XXXX-10-28`` a day of an unknown year,
``P2W`` a duration.

A text does not say which clock its days are counted on, so a calendar day is the day in UTC.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

__all__ = [
    "Anchor",
    "Clock",
    "Period",
    "Reading",
    "century",
    "day",
    "decade",
    "half_year",
    "month",
    "month_day",
    "moved",
    "quarter",
    "season",
    "shifted",
    "week",
    "weekend",
    "year",
]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: its first and its last second, in UTC."""

    start: datetime
    end: datetime

    @classmethod
    def of_days(cls, first: date, last: date) -> Period:
        """From the midnight that opens the first day to the last second of the last."""
        return cls(datetime.combine(first, time.min, UTC), datetime.combine(last, time(23, 59, 59), UTC))


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; offset is minutes east of UTC, or None where the text names no zone."""

    hour: int
    minute: int
    offset: int | None = None

    @property
    def value(self) -> str:
        """As TIMEX3 writes it behind a date: ``T09:30``, ``T14:00Z``, ``T14:00+05:00``."""
        clock = f"T{self.hour:02d}:{self.minute:02d}"
        if self.offset is None:
            return clock
        if self.offset == 0:
            return clock + "Z"
        hours, minutes = divmod(abs(self.offset), 60)
        return f"{clock}{'+' if self.offset > 0 else '-'}{hours:02d}:{minutes:02d}"

    def on(self, day: date) -> Period | None:
        """The minute that it names on a day, or None without a zone."""
        if self.offset is None:
            return None
        start = datetime.combine(day, time(self.hour, self.minute), UTC) - timedelta(minutes=self.offset)
        return Period(start, start + timedelta(seconds=59))


@dataclass(frozen=True, slots=True)
class Reading:
    """What words mean: a TIMEX3 value, and the period that they name where that is known."""

    value: str | None = None
    period: Period | None = None
    kind: Literal["date", "clock", "duration", "set"] = "date"
    day: date | None = None
    """The day, where it names exactly one."""
    clock: Clock | None = None
    month_day: tuple[int, int | None] | None = None
    """Month and day of a date whose year the text leaves out."""
    cycle: Literal["week", "year"] | None = None
    """How often its wording comes round, where the publication date chose among its occurrences."""
    lasting: bool = False
    """The period is itself begin and end ("from Monday to Wednesday"), not a frame that something falls into."""
    earliest_begin: datetime | None = None
    """Bounds that say less, or other, than the period does; used where there is no period."""
    latest_begin: datetime | None = None
    earliest_end: datetime | None = None
    latest_end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The publication: its day, and the seconds between which it lies."""

    day: date
    start: datetime
    end: datetime

    @classmethod
    def at(cls, published: datetime, is_date: bool) -> Anchor:
        """The anchor for a publication time; a mere date may be any second of that day."""
        aware = published if published.tzinfo else published.replace(tzinfo=UTC)
        moment = aware.astimezone(UTC).replace(microsecond=0)
        if not is_date:
            return cls(moment.date(), moment, moment)
        whole = Period.of_days(moment.date(), moment.date())
        return cls(moment.date(), whole.start, whole.end)


_PARTS = {
    "morning": ("TMO", (0, 12)),
    "afternoon": ("TAF", (12, 18)),
    "evening": ("TEV", (16, 24)),
    "night": ("TNI", (17, 30)),
}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def day(of: date, part: str | None = None, cycle: Literal["week", "year"] | None = None) -> Reading:
    """A day, or a part of it ("morning"). A night runs into the small hours of the next day."""
    whole = Period.of_days(of, of)
    if part is None:
        return Reading(of.isoformat(), whole, day=of, cycle=cycle)
    code, (first, last) = _PARTS[part]
    hours = Period(whole.start + timedelta(hours=first), whole.start + timedelta(hours=last, seconds=-1))
    return Reading(of.isoformat() + code, hours, day=of, cycle=cycle)


def week(of: date) -> Reading:
    """The week, Monday to Sunday, that a day lies in."""
    monday = of - timedelta(days=of.weekday())
    number = monday.isocalendar()
    return Reading(f"{number.year:04d}-W{number.week:02d}", Period.of_days(monday, monday + timedelta(days=6)))


def weekend(of: date) -> Reading:
    """Saturday and Sunday of the week that a day lies in."""
    saturday = of + timedelta(days=5 - of.weekday())
    return Reading(f"{week(of).value}-WE", Period.of_days(saturday, saturday + timedelta(days=1)))


def month(in_year: int, number: int) -> Reading:
    """A month; numbers outside 1–12 count on into the years beside."""
    years, number = divmod(number - 1, 12)
    in_year, number = in_year + years, number + 1
    last = monthrange(in_year, number)[1]
    value = f"{in_year:04d}-{number:02d}"
    return Reading(value, Period.of_days(date(in_year, number, 1), date(in_year, number, last)))


def month_day(in_year: int, number: int, day_number: int | None) -> Reading:
    """A month or a day of it, in a year that the text left out."""
    found = month(in_year, number) if day_number is None else day(date(in_year, number, day_number))
    return Reading(found.value, found.period, day=found.day, month_day=(number, day_number), cycle="year")


def _months(in_year: int, first: int, last: int, value: str) -> Reading:
    return Reading(value, Period.of_days(date(in_year, first, 1), date(in_year, last, monthrange(in_year, last)[1])))


def quarter(in_year: int, number: int) -> Reading:
    """A quarter of a calendar year; numbers outside 1–4 count on."""
    years, number = divmod(number - 1, 4)
    return _months(in_year + years, 3 * number + 1, 3 * number + 3, f"{in_year + years:04d}-Q{number + 1}")


def half_year(in_year: int, number: int) -> Reading:
    """The first or second half of a calendar year."""
    return _months(in_year, 6 * number - 5, 6 * number, f"{in_year:04d}-H{number}")


def season(in_year: int, name: str) -> Reading:
    """A season. Its months depend on the hemisphere, so it is bounded by its year (a winter, to the March after)."""
    code = _SEASONS[name]
    last = date(in_year + 1, 3, 31) if code == "WI" else date(in_year, 12, 31)
    return Reading(f"{in_year:04d}-{code}", Period.of_days(date(in_year, 1, 1), last))


def year(number: int) -> Reading:
    """A calendar year."""
    return Reading(f"{number:04d}", Period.of_days(date(number, 1, 1), date(number, 12, 31)))


def decade(tens: int) -> Reading:
    """A decade by its first three digits: 199 for the 1990s."""
    return Reading(f"{tens:03d}", Period.of_days(date(max(1, tens * 10), 1, 1), date(tens * 10 + 9, 12, 31)))


def century(number: int) -> Reading:
    """A century by its number: 19 for the nineteenth. Whether it opens in 1800 or 1801 is left open."""
    first = max(1, (number - 1) * 100)
    return Reading(f"{number - 1:02d}", Period.of_days(date(first, 1, 1), date(number * 100, 12, 31)))


def shifted(anchor: date, unit: str, count: int) -> Reading:
    """The day, week, month, year, decade or century that lies so many of them after (before, if negative) a day."""
    match unit:
        case "day":
            return day(anchor + timedelta(days=count))
        case "week":
            return week(anchor + timedelta(days=7 * count))
        case "month":
            return month(anchor.year, anchor.month + count)
        case "year":
            return year(anchor.year + count)
        case "decade":
            return decade(anchor.year // 10 + count)
        case "century":
            return century((anchor.year - 1) // 100 + 1 + count)
    raise ValueError(f"no calendar unit: {unit}")


def moved(reading: Reading, rounds: int) -> Reading:
    """The occurrence of a weekday, or of a date without a year, so many rounds after this one."""
    if reading.day is not None and reading.cycle == "week":
        return day(reading.day + timedelta(days=7 * rounds), cycle="week")
    if reading.month_day is not None and reading.period is not None:
        return month_day(reading.period.start.year + rounds, *reading.month_day)
    return reading
