"""Times that hang on the publication: weekdays, "yesterday", "last week"; and times of day."""

from __future__ import annotations

import re
from datetime import timedelta

from kg.extract import times_calendar as calendar
from kg.extract.times_calendar import Clock, Reading
from kg.extract.times_wording import (
    GAP,
    MONTHS,
    PART,
    SEASONS,
    STEPS,
    WEEKDAYS,
    ZONES,
    Context,
    Groups,
    any_of,
    month_number,
    offset_of,
    rule,
)

__all__: list[str] = []

_ONE_DAY = timedelta(days=1)

# Weekdays

_PROPER_BEFORE = re.compile(r"(?:Black|Good|Bloody|Super|Holy|Ash|Palm|Easter|Maundy|Cyber|Giving|Whit|Man)\s$")
_ON = re.compile(r"(?ai)(?<!\w)on\s$")
_PROPER_AFTER = re.compile(
    r"\s(?:Times|Telegraph|Mail|Mirror|Express|Post|Herald|Independent|People|Sun|World|Star|Review|Guardian)(?!\w)"
)
_SHOW_AFTER = re.compile(r"\s(?:Live|Lights|Football)(?!\w)")


@rule(
    rf"(?:(?P<rel>(?:this{GAP})?(?:last|past|next|coming)|this|every|each|a){GAP})?(?P<name>{any_of(WEEKDAYS)})"
    rf"(?P<plural>s)?(?:{GAP}{PART})?(?:{GAP}(?:of{GAP})?(?P<week>last|this|next){GAP}week(?!['’]s))?",
    "last", "past", "coming", "next", "this", "every", "each", "a", *WEEKDAYS,
)  # fmt: skip
def _weekday(found: Groups, context: Context) -> Reading | None:
    number = WEEKDAYS.index((found["name"] or "").lower())
    relation = (found["rel"] or "").lower().split()
    proper = context.precedes(_PROPER_AFTER) or (found["part"] == "Night" and context.precedes(_SHOW_AFTER))
    if context.follows(_PROPER_BEFORE) or proper:
        return None
    if relation == ["a"] and not context.follows(_ON):
        return None  # "a Friday rally" is that of one Friday
    if found["plural"] or relation in (["every"], ["each"], ["a"]):
        return Reading(f"XXXX-WXX-{number + 1}", kind="set")
    if context.anchor is None:
        return Reading()
    today = context.anchor.day
    cycle = None if relation or found["week"] else "week"
    if found["week"] or relation == ["this"]:
        monday = today - _ONE_DAY * today.weekday()
        chosen = monday + _ONE_DAY * (7 * STEPS[(found["week"] or "this").lower()] + number)
    elif relation and relation[-1] in {"next", "coming"}:
        chosen = today + _ONE_DAY * ((number - today.weekday() - 1) % 7 + 1)
    elif relation:
        chosen = today - _ONE_DAY * ((today.weekday() - number - 1) % 7 + 1)
    elif context.future:
        chosen = today + _ONE_DAY * ((number - today.weekday()) % 7)
    else:
        chosen = today - _ONE_DAY * ((today.weekday() - number) % 7)
    part = found["part"]
    return calendar.day(chosen, part.lower() if part else None, cycle="week" if cycle else None)


# Days around today

_TITLE_BEFORE = re.compile(r"(?:[A-Z][\w.]*)\s$")


@rule(rf"(?P<day>yesterday|today|tomorrow)(?:{GAP}{PART})?", "yesterday", "today", "tomorrow")
@rule(rf"(?:the{GAP})?day{GAP}(?P<far>before{GAP}yesterday|after{GAP}tomorrow)", "the", "day")
@rule("(?P<tonight>tonight)", "tonight")
@rule(rf"(?P<rel>last|this){GAP}{PART}", "last", "this")
def _near_today(found: Groups, context: Context) -> Reading | None:
    word = (found.get("day") or "").lower()
    if context.text[context.start] == "T" and context.follows(_TITLE_BEFORE):
        return None  # "Russia Today", "CBS This Morning"
    if context.anchor is None:
        return Reading()
    step = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if found.get("far"):
        step = -2 if "before" in (found["far"] or "").lower() else 2
    part = (found.get("part") or "").lower() or ("night" if found.get("tonight") else None)
    if found.get("rel") and (found["rel"] or "").lower() == "last":
        step = -1
    return calendar.day(context.anchor.day + step * _ONE_DAY, part)


# Weeks, months and years around this one


@rule(
    rf"(?P<rel>last|this|next){GAP}(?P<unit>week|weekend|month|quarter|year|decade|century|{any_of(SEASONS)}"
    rf"|{any_of(MONTHS)})(?!{GAP}of(?!\w))",
    "last", "this", "next",
)  # fmt: skip
def _last_week(found: Groups, context: Context) -> Reading | None:
    unit, step = (found["unit"] or "").lower(), STEPS[(found["rel"] or "").lower()]
    if unit in MONTHS and month_number(found["unit"] or "") is None:
        return None
    if context.anchor is None:
        return Reading()
    today = context.anchor.day
    if unit == "weekend":
        return calendar.weekend(today + 7 * step * _ONE_DAY)
    if unit == "quarter":
        return calendar.quarter(today.year, (today.month - 1) // 3 + 1 + step)
    if unit in MONTHS:
        number = MONTHS.index(unit) + 1
        if step < 0:
            return calendar.month(today.year - (number >= today.month), number)
        return calendar.month(today.year + (step > 0 and number <= today.month), number)
    if unit in SEASONS:
        return _season_near(today.year, unit, step, today.month)
    return calendar.shifted(today, unit, step)


def _season_near(year: int, name: str, step: int, month: int) -> Reading:
    """As in "This summer" is of this year. Which one "last" and "next" mean depends on the hemisphere."""
    if step == 0 and not (name == "winter" and month <= 3):
        return calendar.season(year, name)
    return Reading()


_PART_OF = re.compile(
    r"(?ai)(?<!\w)(?:(?:end|beginning|start|middle|rest|close|half|quarter)\s+of|(?:earlier|later|early|late)\s+in)\s+$"
)


@rule(rf"the{GAP}(?P<unit>week|month|year|decade|century)", "the")
def _the_year(found: Groups, context: Context) -> Reading | None:
    if not context.follows(_PART_OF):
        return None
    if context.anchor is None:
        return Reading()
    return calendar.shifted(context.anchor.day, (found["unit"] or "").lower(), 0)


@rule(rf"the{GAP}weekend", "the")
def _weekend(_: Groups, context: Context) -> Reading:
    """The one that is now or has last begun; in future tense, the one that is now or comes next."""
    if context.anchor is None:
        return Reading()
    today = context.anchor.day
    begun = today.weekday() >= 5 or context.future
    return calendar.weekend(today if begun else today - 7 * _ONE_DAY)


@rule(
    rf"(?:the{GAP})?(?:same|previous|preceding|following|next){GAP}(?:day|night|morning|afternoon|evening|week|weekend"
    rf"|month|year|decade|century)(?!{GAP}of(?!\w))|that{GAP}(?:same{GAP})?(?:day|night|morning|week|month|year)",
    "the", "same", "that",
)  # fmt: skip
def _in_the_story(_: Groups, __: Context) -> Reading:
    """A time that hangs on another in the text: its wording is kept, and no more."""
    return Reading()


# Times of day

_ZONE = rf"(?:gmt|utc)[+-][0-9]{{1,2}}(?::?[0-9]{{2}})?|{any_of(ZONES)}|ist|bst|[ecmp]t|local{GAP}time"


@rule(rf"(?P<h>[0-9]{{1,2}})(?:[:.](?P<m>[0-5][0-9]))?(?:{GAP})?(?P<half>[ap])(?:\.m\.?|m)"
      rf"(?:{GAP}\(?(?P<zone>{_ZONE})\)?)?", "0")  # fmt: skip
@rule(rf"(?P<h>[0-2]?[0-9])(?:[:.]?(?P<m>[0-5][0-9])){GAP}?(?:h(?:rs)?{GAP})?(?P<zone>{_ZONE})", "0")
@rule(rf"(?P<h>[0-9]{{1,2}}){GAP}o['’]clock", "0")
@rule(rf"(?P<word>noon|midday|midnight)(?:{GAP}(?P<zone>{_ZONE}))?", "noon", "midday", "midnight")
def _clock(found: Groups, _: Context) -> Reading | None:
    word = (found.get("word") or "").lower()
    hour, minute = (12 if word != "midnight" else 0, 0) if word else (int(found["h"] or 0), int(found.get("m") or 0))
    half = (found.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return _time_of_day(hour, minute, found.get("zone"))


_AT = re.compile(r"(?ai)(?<!\w)(?:at|by|until|till|around|from|before|after|about)\s+$")


@rule(r"(?P<h>[0-2]?[0-9]):(?P<m>[0-5][0-9])(?![:0-9]|[.,][0-9])", "0")
def _bare_clock(found: Groups, context: Context) -> Reading | None:
    """10:30 alone may be a score or a verse."""
    if not context.follows(_AT):
        return None
    return _time_of_day(int(found["h"] or 0), int(found["m"] or 0), None)


def _time_of_day(hour: int, minute: int, zone: str | None) -> Reading | None:
    if hour > 23:
        return None
    clock = Clock(hour, minute, offset_of(zone))
    return Reading(f"XXXX-XX-XX{clock.value}", kind="clock", clock=clock)
