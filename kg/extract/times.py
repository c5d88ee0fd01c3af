"""Find the times that an English text names: their words, TIMEX3 value, and SEM's four bounds.

Nothing is guessed. What hangs on a publication date that is not known ("yesterday") keeps its wording, without value or
bounds; "October 28" then has the value XXXX-10-28, and no bounds. The conventions, each with its place:

- Words. A time includes its determiner and what qualifies it ("earlier this month", "over two weeks"), as TIMEX3 does,
  and the prepositions that set its bounds: since, until, by, before, after, from … to, between … and. "In", "on", "at"
  and "for" stay outside. Of overlapping readings the one that begins first counts, then the longest.
- Values are TIMEX3 (``times_calendar``); a range, for which it has no form, is an ISO 8601 interval "2001/2004".
- Bounds are seconds in UTC, both ends included. What happens "in 2021" begins and ends somewhere within it. "Since
  2021" begins within it and lasts to the publication at least; "until" ends within; "by" ends no later; "before" and
  "after" exclude nothing of the period itself, because "after Monday's vote" may still be Monday.
- A weekday without more is the last one not after the publication, or the next not before it where the clause speaks
  of the future (``times_tense``). A date without a year is the last one in the year of publication, in future tense
  the next one, and across New Year the nearer (``times_wording.in_some_year``).
- "Two weeks ago" is the calendar week that lies two before; what is vaguer ("over two weeks ago") is only bounded.
- Not read: ages ("20-year-old"), rates ("twice a day"), "now", "recently" and the like, feasts, fiscal years.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from kg.extract import times_calendar as calendar
from kg.extract import times_dates, times_lengths, times_relative
from kg.extract.times_calendar import Anchor, Period, Reading
from kg.extract.times_wording import GAP, RULES_BY_WORD, Context, Resolver, at_clock, span_of
from kg.model import Span, TimeExpression

__all__ = ["FoundTime", "find_times"]

_RULE_MODULES = (times_dates, times_lengths, times_relative)
"""Importing them enters their rules into the index."""


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time in a text. Bounds are aware, in UTC, and None where wording and publication date do not give them."""

    span: Span
    text: str
    value: str | None = None
    earliest_begin: datetime | None = None
    latest_begin: datetime | None = None
    earliest_end: datetime | None = None
    latest_end: datetime | None = None

    def expression(self, local_id: str) -> TimeExpression:
        """The same as a part of an extraction, under a local id."""
        return TimeExpression(
            local_id,
            self.span,
            self.text,
            self.value,
            self.earliest_begin,
            self.latest_begin,
            self.earliest_end,
            self.latest_end,
        )


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    reading: Reading


def find_times(text: str, published: datetime | None = None, published_is_date: bool = False) -> list[FoundTime]:
    """The times in a text, in order, none overlapping. Takes time in proportion to the text.

    Spans are code points. A naive ``published`` is taken as UTC.

    >>> [(time.text, time.value) for time in find_times("It fell in 2021, after three days.")]
    [('2021', '2021'), ('three days', 'P3D')]
    """
    anchor = Anchor.at(published, published_is_date) if published is not None else None
    found = _join(text, [_qualified(text, item, previous, anchor) for item, previous in _sweep(text, anchor)])
    related = [_related(text, item, found[i - 1].end if i else 0, anchor) for i, item in enumerate(found)]
    return [_bounded(text, item) for item in related]


_WORD = re.compile(r"[^\W_]+")


def _sweep(text: str, anchor: Anchor | None) -> list[tuple[_Found, int]]:
    """What the rules find from left to right, each with where the one before it ends."""
    found: list[tuple[_Found, int]] = []
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        key = word[0].lower()
        best: _Found | None = None
        for pattern, resolve in RULES_BY_WORD.get("0" if "0" <= key[0] <= "9" else key, ()):
            match = pattern.match(text, word.start())
            if match is None or (best is not None and match.end() <= best.end) or _inside_number(text, match.start()):
                continue
            reading = _read(resolve, match, Context(text, match.start(), match.end(), anchor))
            if reading is not None:
                best = _Found(match.start(), match.end(), reading)
        if best is not None:
            found.append((best, end))
            end = best.end
    return found


def _inside_number(text: str, start: int) -> bool:
    """Whether a number goes on to the left ("+44 20-2021", "$2021", "v1.2021")."""
    return start > 0 and text[start].isdigit() and (text[start - 1] in "$£€¥#+:_/." or text[start - 1] == ",")


def _read(resolve: Resolver, match: re.Match[str], context: Context) -> Reading | None:
    try:
        return resolve(match.groupdict(), context)
    except (ValueError, OverflowError):  # no such day, or beyond the years that dates reach
        return None


_QUALIFIER = re.compile(
    rf"(?ai)(?<!\w)(?:the{GAP})?(?:(?:very{GAP})?(?P<part>end|beginning|start|middle|close|rest){GAP}of"
    rf"|(?P<side>earlier|later)(?:{GAP}(?:in|on))?|early(?:{GAP}(?:in|on))?|late(?:{GAP}(?:in|on))?|mid)"
    rf"(?:{GAP}|-)(?:the{GAP})?$"
)


def _qualified(text: str, item: _Found, previous_end: int, anchor: Anchor | None) -> _Found:
    """Widened by "early", "the end of", "later": the value stays, and later and earlier are cut at the publication."""
    if item.reading.kind != "date" or item.reading.lasting:
        return item
    window = max(previous_end, item.start - 40)
    match = _QUALIFIER.search(text, window, item.start) if _ends_here(text, item.start) else None
    if match is None or match.end() != item.start:
        return item
    reading, period = item.reading, item.reading.period
    if period is not None and anchor is not None:
        if match["side"] and match["side"].lower() == "earlier":
            period = Period(period.start, max(period.start, min(period.end, anchor.end)))
        elif match["side"] or (match["part"] or "").lower() == "rest":
            period = Period(min(period.end, max(period.start, anchor.start)), period.end)
    return _Found(match.start(), item.end, replace(reading, period=period))


def _ends_here(text: str, start: int) -> bool:
    return start > 0 and (text[start - 1].isspace() or text[start - 1] == "-")


# Joining neighbours

_CLOCK_GAP = re.compile(rf"(?ai),?{GAP}(?:(?:at|on|around|about){GAP}){{0,2}}")
_TO_GAP = re.compile(rf"(?ai)(?:{GAP}(?:to|until|till|through){GAP}(?:the{GAP})?|(?:{GAP})?[-–—](?:{GAP})?)")
_AND_GAP = re.compile(rf"(?ai){GAP}and{GAP}(?:the{GAP})?")
_FROM = re.compile(
    rf"(?ai)(?<!\w)(?P<moved>(?:moved|postponed|delayed|rescheduled|shifted|changed){GAP})?from{GAP}(?:the{GAP})?$"
)
_BETWEEN = re.compile(rf"(?ai)(?<!\w)between{GAP}(?:the{GAP})?$")


def _join(text: str, items: list[_Found]) -> list[_Found]:
    """Days with their times of day, then ranges."""
    for join in (_with_clock, _as_range):
        joined: list[_Found] = []
        for item in items:
            before = joined[-2].end if len(joined) > 1 else 0
            both = join(text, joined[-1], item, before) if joined else None
            joined[-1:] = [both] if both is not None else [*joined[-1:], item]
        items = joined
    return items


def _with_clock(text: str, first: _Found, second: _Found, _: int) -> _Found | None:
    date, clock = (second, first) if first.reading.kind == "clock" else (first, second)
    if date.reading.kind != "date" or clock.reading.clock is None:
        return None
    day = date.reading
    unresolved = day.value is None and day.period is None
    if day.clock is not None or not (day.day or unresolved) or not _CLOCK_GAP.fullmatch(text, first.end, second.start):
        return None
    return _Found(first.start, second.end, at_clock(date.reading, clock.reading.clock))


def _as_range(text: str, first: _Found, second: _Found, before: int) -> _Found | None:
    if any(item.reading.kind != "date" or item.reading.lasting for item in (first, second)):
        return None
    window = max(before, first.start - 30)
    if _TO_GAP.fullmatch(text, first.end, second.start):
        lead = _FROM.search(text, window, first.start)
        if lead is not None and lead["moved"]:
            return None
        if lead is None and len(first.reading.value or "") != len(second.reading.value or ""):
            return None
        start, end = _ordered(text, first, second)
        return _Found(lead.start() if lead else first.start, second.end, span_of(start, end))
    lead = _BETWEEN.search(text, window, first.start)
    if lead is None or not _AND_GAP.fullmatch(text, first.end, second.start):
        return None
    whole = span_of(*_ordered(text, first, second))
    if whole.earliest_begin is None or whole.latest_end is None:
        return _Found(lead.start(), second.end, Reading(whole.value))
    return _Found(lead.start(), second.end, Reading(whole.value, Period(whole.earliest_begin, whole.latest_end)))


def _ordered(text: str, first: _Found, second: _Found) -> tuple[Reading, Reading]:
    """The two ends; one that comes round is moved to where the first lies before the second."""
    start, end = first.reading, second.reading
    if start.month_day and end.period is not None and end.cycle is None:
        start = calendar.month_day(end.period.start.year, *start.month_day)
    if start.period is None or end.period is None or start.period.start <= end.period.end:
        return start, end
    if end.cycle and (start.cycle is None or Context(text, first.start, second.end, None).future):
        return start, calendar.moved(end, 1)
    return (calendar.moved(start, -1) if start.cycle else start), end


# Prepositions that set the bounds

_RELATION = re.compile(rf"(?ai)(?<!\w)(?P<word>since|until|till|by|before|after|prior{GAP}to){GAP}(?:the{GAP})?$")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


def _related(text: str, item: _Found, previous_end: int, anchor: Anchor | None) -> _Found:
    """Widened by "since", "until", "by", "before" or "after", with the bounds that follow."""
    if item.reading.kind not in ("date", "clock") or item.reading.lasting or _POSSESSIVE.match(text, item.end):
        return item
    match = _RELATION.search(text, max(previous_end, item.start - 20), item.start)
    if match is None:
        return item
    word, reading = match["word"].lower(), item.reading
    if word in ("by", "until", "till") and _is_doubtful(text, item, anchor):
        reading = Reading()  # "closed until Friday": the last one or the next, nobody can tell
    if reading.period is not None:
        reading = _towards(word, reading.value, reading.period, anchor)
    return _Found(match.start(), item.end, reading)


def _is_doubtful(text: str, item: _Found, anchor: Anchor | None) -> bool:
    """Whether a weekday or date that comes round was taken to be past, where it might be a term still to run."""
    period = item.reading.period
    past = period is not None and anchor is not None and period.start <= anchor.start
    return past and item.reading.cycle is not None and not Context(text, item.start, item.end, None).future


def _towards(word: str, value: str | None, period: Period, anchor: Anchor | None) -> Reading:
    start, end = period.start, period.end
    if word == "since":
        if anchor is None or anchor.end < start:
            return Reading(value, earliest_begin=start, latest_begin=end, earliest_end=start)
        return Reading(
            value, earliest_begin=start, latest_begin=min(end, anchor.end), earliest_end=max(start, anchor.start)
        )
    if word == "after":
        return Reading(value, earliest_begin=start, earliest_end=start)
    if word in ("until", "till"):
        return Reading(value, latest_begin=end, earliest_end=start, latest_end=end)
    return Reading(value, latest_begin=end, latest_end=end)


def _bounded(text: str, item: _Found) -> FoundTime:
    span, reading = Span(item.start, item.end), item.reading
    if reading.period is not None:
        start, end = reading.period.start, reading.period.end
        return FoundTime(span, span.of(text), reading.value, start, end, start, end)
    return FoundTime(
        span,
        span.of(text),
        reading.value,
        reading.earliest_begin,
        reading.latest_begin,
        reading.earliest_end,
        reading.latest_end,
    )
