"""What the rules for time expressions are made of: patterns of words, their context, and the index of the rules.

Patterns are anchored at a word and bounded in length, so that reading takes time in proportion to the text. They match
ASCII letters only (``(?ai:…)``); what stands around a time may be any script. A rule whose reading is None does not
apply, although its pattern fits: "may 5" is a verb, "2014 people" a count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kg.extract import times_calendar as calendar
from kg.extract.times_calendar import Anchor, Clock, Reading
from kg.extract.times_tense import speaks_of_future

__all__ = [
    "ABOUT",
    "COUNTED",
    "DAY",
    "DAY_STARTS",
    "GAP",
    "MONTH",
    "MONTHS",
    "MONTH_STARTS",
    "NUMBER",
    "NUMBER_STARTS",
    "ONES",
    "ORDINALS",
    "PART",
    "RULES_BY_WORD",
    "SEASONS",
    "STEPS",
    "TENS",
    "UNIT",
    "UNITS",
    "VAGUE",
    "WEEKDAY",
    "WEEKDAYS",
    "YEAR",
    "ZONES",
    "Context",
    "Groups",
    "Resolver",
    "any_of",
    "at_clock",
    "in_some_year",
    "month_number",
    "offset_of",
    "rule",
    "span_of",
]


def _words(text: str) -> list[str]:
    return text.split()


GAP = "[\\s\u00a0\u2009\u202f]{1,3}"
MONTHS = _words("january february march april may june july august september october november december")
WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
SEASONS = _words("spring summer autumn fall winter")
ORDINALS = _words("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth") + (
    _words("thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first")
)
ONES = _words("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen") + (
    _words("seventeen eighteen nineteen")
)
TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
UNITS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W"} | {
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
ZONES = {"gmt": 0, "utc": 0, "z": 0, "est": -300, "edt": -240, "cet": 60, "cest": 120, "eet": 120, "eest": 180} | {
    "msk": 180,
    "pkt": 300,
    "jst": 540,
    "pst": -480,
    "pdt": -420,
}
"""Abbreviations that name one zone in news; IST (India, Israel, Ireland), BST and ET do not, and stay unresolved."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


COUNTED = (
    "people|persons?|men|women|children|civilians|soldiers|troops|fighters|militants|migrants|refugees|deaths|dead|cases"
    "|victims|votes|seats|points|dollars|euros|pounds|rupees|percent|per|km|kilomet(?:er|re)s|miles|met(?:er|re)s|feet"
    "|tons|tonnes|barrels|homes|houses|families|members|prisoners|workers|students|others|more|different|times|million"
    "|billion|thousand|hundred|copies|tickets|hectares|acres|calories|homes|workers|officers|police|tanks|missiles"
)
YEAR = rf"(?P<year>1[0-9]{{3}}|2[01][0-9]{{2}})(?![0-9%]|[.,:][0-9]|{GAP}(?:{COUNTED})(?!\w))"
DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9%]|[.,:/][0-9])"
_SHORT = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
MONTH = rf"(?P<month>{any_of(MONTHS)}|{_SHORT}(?!\w)\.?)"
WEEKDAY = rf"(?:{any_of(WEEKDAYS)}|(?:mon|tues?|wed|thurs?|fri|sat|sun)\.?)"
PART = "(?P<part>morning|afternoon|evening|night)"
ABOUT = (
    f"(?P<about>(?:(?:just|well){GAP})?(?:more{GAP}than|less{GAP}than|fewer{GAP}than|at{GAP}least|at{GAP}most|up{GAP}to"
    f"|nearly|almost|about|around|over|under|roughly|approximately|some){GAP})?"
)
VAGUE = f"several|many|some|numerous|(?:a{GAP})?few|(?:a{GAP})?couple(?:{GAP}of)?|dozens{GAP}of|hundreds{GAP}of"
_WORD_NUMBER = rf"(?:{any_of(TENS)})(?:-(?:{any_of(ONES[:9])}))?|{any_of(ONES)}"
NUMBER = rf"[0-9]{{1,3}}(?:,[0-9]{{3}}|[0-9]|\.[0-9])?|{_WORD_NUMBER}"
UNIT = f"(?P<unit>{any_of(UNITS)}|centurie)"


@dataclass(frozen=True, slots=True)
class Context:
    """Where a pattern matched, and when the text was published."""

    text: str
    start: int
    end: int
    anchor: Anchor | None

    @property
    def future(self) -> bool:
        """Whether the clause speaks of what is to come."""
        return speaks_of_future(self.text, self.start, self.end)

    def follows(self, pattern: re.Pattern[str]) -> bool:
        """Whether the text just before fits a pattern that ends in ``$``. Sees 24 characters."""
        return pattern.search(self.text[max(0, self.start - 24) : self.start]) is not None

    def precedes(self, pattern: re.Pattern[str]) -> bool:
        """Whether the text right behind fits a pattern. Sees 24 characters."""
        return pattern.match(self.text[self.end : self.end + 24]) is not None


Groups = dict[str, str | None]
Resolver = Callable[[Groups, Context], Reading | None]
Rule = tuple[re.Pattern[str], Resolver]

RULES_BY_WORD: dict[str, list[Rule]] = {}
"""Rules by the word that their wording begins with, in lower case; those that begin with a digit under "0"."""


def rule(pattern: str, *first_words: str) -> Callable[[Resolver], Resolver]:
    """Enters a function into the index as the meaning of a pattern whose wording begins with one of these words."""
    compiled = re.compile(rf"(?ai:{pattern})(?!\w)")

    def enter(resolver: Resolver) -> Resolver:
        for word in dict.fromkeys(first_words):
            RULES_BY_WORD.setdefault(word, []).append((compiled, resolver))
        return resolver

    return enter


NUMBER_STARTS = ("0", *TENS, *ONES)
MONTH_STARTS = (*MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
DAY_STARTS = (*WEEKDAYS, "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")


def month_number(name: str) -> int | None:
    """1–12; None for a lower-case word that means something else ("may", "march", "sep")."""
    stem = name.rstrip(".").lower()
    if name[0].islower() and (stem in {"may", "march", "august"} or stem not in MONTHS):
        return None
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(stem[:3]))


def in_some_year(month: int, day: int | None, context: Context) -> Reading:
    """A date without its year.

    Convention: future tense takes the next occurrence. Otherwise it is the last one, where that lies in the year of
    publication; across New Year, whichever is nearer.
    """
    anchor = context.anchor
    unknown = f"XXXX-{month:02d}" + ("" if day is None else f"-{day:02d}")
    if anchor is None:
        return Reading(unknown, month_day=(month, day))
    today = anchor.day if day is not None else anchor.day.replace(day=1)

    def on(year: int) -> date:
        return date(year, month, day or 1)

    if (month, day) == (2, 29):
        return Reading(unknown, month_day=(month, day))
    past = today.year if on(today.year) <= today else today.year - 1
    upcoming = today.year if on(today.year) >= today else today.year + 1
    if past == upcoming:
        chosen = past
    elif context.future:
        chosen = upcoming
    elif past == today.year:
        chosen = past
    else:
        chosen = past if today - on(past) < on(upcoming) - today else upcoming
    return calendar.month_day(chosen, month, day)


STEPS = {"last": -1, "this": 0, "next": 1}


def span_of(first: Reading, last: Reading) -> Reading:
    """From one to the other; the value is an ISO 8601 interval, for which TIMEX3 has no form of its own."""
    value = f"{first.value}/{last.value}" if first.value and last.value else None
    if first.period is None or last.period is None or first.period.start > last.period.end:
        return Reading(value if first.period is None and last.period is None else None)
    return Reading(
        value,
        lasting=True,
        earliest_begin=first.period.start,
        latest_begin=min(first.period.end, last.period.end),
        earliest_end=max(first.period.start, last.period.start),
        latest_end=last.period.end,
    )


def at_clock(reading: Reading, clock: Clock) -> Reading:
    """A day with a time of day. Without a zone, all that is sure is the day."""
    if reading.day is None:
        return reading
    return Reading(f"{reading.day.isoformat()}{clock.value}", clock.on(reading.day) or reading.period, clock=clock)


def offset_of(zone: str | None) -> int | None:
    """Minutes east of UTC for a zone as worded; None for one that names several, or none."""
    if zone is None:
        return None
    if zone.lower() in ZONES:
        return ZONES[zone.lower()]
    sign = re.match(r"(?ai)(?:gmt|utc)?([+-])([0-9]{1,2}):?([0-9]{2})?", zone)
    if sign is None:
        return None
    minutes = 60 * int(sign[2]) + int(sign[3] or 0)
    return None if minutes > 14 * 60 else (minutes if sign[1] == "+" else -minutes)
