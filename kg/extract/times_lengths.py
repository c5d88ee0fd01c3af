"""Lengths of time: durations, what lies so long ago or ahead, windows up to now, and what recurs."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from kg.extract import times_calendar as calendar
from kg.extract.times_calendar import Anchor, Period, Reading
from kg.extract.times_wording import (
    ABOUT,
    GAP,
    NUMBER,
    NUMBER_STARTS,
    ONES,
    TENS,
    UNIT,
    UNITS,
    VAGUE,
    Context,
    Groups,
    rule,
)

__all__: list[str] = []


_CODE_OF = {unit + "s": code for unit, code in UNITS.items()} | UNITS | {"centuries": "CE", "centurie": "CE"}
_DAYS_AT_MOST = {"M": 31, "Y": 366, "DE": 3653, "CE": 36525}
_LENGTHS = {"TS": 1, "TM": 60, "TH": 3600, "D": 86400, "W": 604800}
_AGE = re.compile(r"(?ai)[\s-]old(?!\w)")
_LASTING = re.compile(
    r"(?ai)(?<!\w)(?:for|over|within|after|than|nearly|almost|about|in|around|least|lasting|lasted|took|taking|another)"
    r"\s+$"
)
_RATE = re.compile(r"(?ai)\s*(?:/|per(?!\w))")
_QUANTITY = rf"(?P<number>{NUMBER}|{VAGUE}|an?)"
_TAIL = rf"(?:['’]?{GAP}(?P<tail>ago|earlier|later|from{GAP}now|time))?"
_HALF = f"and{GAP}a{GAP}half"


def _count(number: str) -> float | None:
    """How many; None where the words leave it open ("several")."""
    word = number.lower()
    if word[0].isdigit():
        return float(word.replace(",", ""))
    if word in {"a", "an"}:
        return 1
    tens, _, ones = word.partition("-")
    if tens in TENS:
        return 20 + 10 * TENS.index(tens) + (ONES.index(ones) + 1 if ones else 0)
    return ONES.index(word) + 1 if word in ONES else None


def _length(count: float | None, code: str, fortnight: bool = False) -> str:
    """As TIMEX3 writes it: P3D, PT2H, P1.5Y, P3DE, PXW."""
    if count is not None and fortnight:
        count *= 2
    amount = "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))
    return f"PT{amount}{code[1]}" if code.startswith("T") else f"P{amount}{code}"


@rule(rf"{ABOUT}{_QUANTITY}(?:{GAP}|-)(?P<half>{_HALF}{GAP})?(?:{UNIT})(?P<many>s)?(?P<behind>{GAP}{_HALF})?{_TAIL}",
      *NUMBER_STARTS, "a", "an", "several", "many", "some", "numerous", "few", "couple", "dozens", "hundreds", "just",
      "well", "more", "less", "fewer", "at", "up", "nearly", "almost", "about", "around", "over", "under", "roughly",
      "approximately")  # fmt: skip
def _duration(found: Groups, context: Context) -> Reading | None:
    unit, number = (found["unit"] or "").lower(), found["number"] or ""
    count, code, tail = _count(number), _CODE_OF[unit], (found["tail"] or "").lower()
    words = context.text[context.start : context.end]
    if context.precedes(_AGE) or context.precedes(_RATE):
        return None
    if number.lower() in {"a", "an"} and not (tail or found["behind"] or found["about"] or context.follows(_LASTING)):
        return None  # "twice a day"
    if unit == "second" and number.lower() == "a":
        return None  # an ordinal
    if not found["many"] and count != 1 and "-" not in words:
        return None  # "two second attempts"
    if (found["half"] or found["behind"]) and count is not None:
        count += 0.5
    if tail in {"ago", "from now"} or tail == "time":
        sign = -1 if tail == "ago" else 1
        return _away(sign, count, unit, (found["about"] or "").lower().split(), context.anchor)
    if tail:
        return Reading()  # "two days later" than something in the text
    return Reading(_length(count, code, unit == "fortnight"), kind="duration")


def _away(sign: int, count: float | None, unit: str, about: list[str], anchor: Anchor | None) -> Reading:
    """So long before or after publication: the calendar unit that is so many away ("two weeks ago": that week)."""
    if anchor is None:
        return Reading()
    if count is None or count != int(count) or about not in ([], ["exactly"]) or unit in {"second", "minute", "hour"}:
        return _roughly_away(sign, count, unit, about, anchor)
    if unit == "fortnight":
        return calendar.shifted(anchor.day, "week", 2 * sign * int(count))
    return calendar.shifted(anchor.day, "day" if unit == "night" else unit, sign * int(count))


def _roughly_away(sign: int, count: float | None, unit: str, about: list[str], anchor: Anchor) -> Reading:
    """What is left of the certainty where the length is vague: before, or after, the publication."""
    code = _CODE_OF[unit]
    if count is not None and not about and code in _LENGTHS:
        shift = timedelta(seconds=sign * count * _LENGTHS[code])
        return Reading(None, Period(anchor.start + shift, anchor.end + shift))
    if sign < 0:
        return Reading(latest_begin=anchor.end, latest_end=anchor.end)
    return Reading(earliest_begin=anchor.start, earliest_end=anchor.start)


@rule(rf"in{GAP}{_QUANTITY}{GAP}(?:{UNIT})(?P<many>s)?(?P<time>['’]?{GAP}time)?", "in")
def _in_some_time(found: Groups, context: Context) -> Reading | None:
    """As in "In two weeks" is ahead in future tense; otherwise it is how long something took."""
    count, unit = _count(found["number"] or ""), (found["unit"] or "").lower()
    if (not found["many"] and count != 1) or not (found["time"] or context.future):
        return None
    return _away(1, count, unit, [], context.anchor)


@rule(r"(?P<units>hours|days|weeks|months|years|decades|centuries)" + _TAIL,
      "hours", "days", "weeks", "months", "years", "decades", "centuries")  # fmt: skip
def _unnumbered(found: Groups, context: Context) -> Reading | None:
    tail, units = (found["tail"] or "").lower(), (found["units"] or "").lower()
    unit = "century" if units == "centuries" else units[:-1]
    if tail in {"ago", "from now"}:
        return _away(-1 if tail == "ago" else 1, None, unit, [], context.anchor)
    if tail in {"earlier", "later"}:
        return Reading()
    return Reading(_length(None, _CODE_OF[unit]), kind="duration") if context.follows(_LASTING) else None


@rule(rf"half(?:{GAP}(?:an?{GAP})?|-)(?P<unit>hour|day|year|decade|century)", "half")
def _half(found: Groups, _: Context) -> Reading:
    unit = (found["unit"] or "").lower()
    whole = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
    return Reading(whole[unit], kind="duration")


@rule(rf"(?:(?:the|this|these){GAP})?(?P<way>last|past|previous|next|coming){GAP}(?P<number>{NUMBER}|{VAGUE}){GAP}"
      rf"(?:{UNIT})s?", "the", "this", "these", "last", "past", "previous", "next", "coming")  # fmt: skip
@rule(rf"(?:the|this){GAP}(?P<way>last|past|coming){GAP}(?P<unit>day|week|fortnight|month|year|decade|century)"
      rf"(?!{GAP}of(?!\w))", "the", "this")  # fmt: skip
def _window(found: Groups, context: Context) -> Reading:
    """As in "The past two weeks": so long, up to the publication; "the next …": from it on."""
    unit, way = (found["unit"] or "").lower(), (found["way"] or "").lower()
    count, code = _count(found.get("number") or "a"), _CODE_OF[unit]
    value = _length(count, code, unit == "fortnight")
    if context.anchor is None or way == "previous":
        return Reading(value, kind="duration")
    edge = _edge(context.anchor, unit, -count if way in {"last", "past"} else count) if count is not None else None
    if way in {"last", "past"}:
        ends = context.anchor.end
        return Reading(
            value, kind="duration", earliest_begin=edge, latest_begin=ends, earliest_end=edge, latest_end=ends
        )
    opens = context.anchor.start
    return Reading(value, kind="duration", earliest_begin=opens, latest_begin=edge, earliest_end=opens, latest_end=edge)


def _edge(anchor: Anchor, unit: str, count: float) -> datetime:
    """The far end of a window. Months and years differ in length, and the longest bounds them all."""
    code = _CODE_OF[unit]
    fortnights = 2 if unit == "fortnight" else 1
    length = timedelta(seconds=_LENGTHS[code]) if code in _LENGTHS else timedelta(days=_DAYS_AT_MOST[code])
    return (anchor.end if count > 0 else anchor.start) + length * count * fortnights


# What recurs


@rule(rf"(?:every|each){GAP}(?:(?P<number>{NUMBER}|other|few){GAP})?(?:{UNIT})s?", "every", "each")
def _every(found: Groups, _: Context) -> Reading | None:
    number = (found["number"] or "1").lower()
    count = 2.0 if number == "other" else None if number == "few" else _count(number)
    return Reading(_length(count, _CODE_OF[(found["unit"] or "").lower()]), kind="set")
