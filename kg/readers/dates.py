"""Dates as people and feeds write them, in English. What could mean two days is refused: 3/4/2025 is no date here."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from kg.errors import DateError

__all__ = ["parse_date"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = r"(?P<month>[a-z]+)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WORDED = (
    re.compile(rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.IGNORECASE),
)
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_ISO_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:?\d{2}.*", re.ASCII)
_REMEDY = "Write it like 2025-10-28, 28 October 2025 or 2025-10-28T14:30:00+05:00."


def parse_date(text: str) -> tuple[datetime, bool]:
    """The time in UTC, and whether only a day was given, which is then midnight UTC.

    Understands ISO 8601 days and date-times with a zone, "28 October 2025", "Oct 28, 2025" and the dates of mail and
    RSS. Raises DateError for anything else, among it a time without a zone.

    >>> parse_date("Tuesday, Oct. 28, 2025")
    (datetime.datetime(2025, 10, 28, 0, 0, tzinfo=datetime.timezone.utc), True)
    >>> parse_date("2025-10-28T14:30:00+05:00")
    (datetime.datetime(2025, 10, 28, 9, 30, tzinfo=datetime.timezone.utc), False)
    """
    stripped = text.strip()
    try:
        day = _day(stripped)
        if day is not None:
            return day, True
        moment = _moment(stripped)
        if moment is not None:
            return _in_utc(moment, text), False
    except (ValueError, OverflowError) as error:
        raise DateError(f"{_shown(text)} is not a date: {error}", remedy=_REMEDY) from None
    raise DateError(f"{_shown(text)} cannot be understood as a date", remedy=_REMEDY)


def _day(text: str) -> datetime | None:
    iso = _ISO_DATE.fullmatch(text)
    if iso:
        return datetime(int(iso["year"]), int(iso["month"]), int(iso["day"]), tzinfo=UTC)
    for pattern in _WORDED:
        worded = pattern.fullmatch(text)
        if worded and worded["month"].lower() in _MONTHS:
            return datetime(int(worded["year"]), _MONTHS[worded["month"].lower()], int(worded["day"]), tzinfo=UTC)
    return None


def _moment(text: str) -> datetime | None:
    if _ISO_TIME.fullmatch(text):
        return datetime.fromisoformat(text)
    if re.search(r"\d:\d\d", text) and "," in text:
        return parsedate_to_datetime(text)
    return None


def _in_utc(moment: datetime, text: str) -> datetime:
    if moment.tzinfo is None:
        raise DateError(
            f"{_shown(text)} has no time zone",
            remedy="Add one (2025-10-28T14:30:00Z), or give the day alone (2025-10-28).",
        )
    return moment.astimezone(UTC)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "…")
