"""Absolute dates: days, months, years, and parts and multiples of years."""

from __future__ import annotations

import re
from datetime import date

from kg.extract import times_calendar as calendar
from kg.extract.times_calendar import Clock, Reading
from kg.extract.times_wording import (
    DAY,
    DAY_STARTS,
    GAP,
    MONTH,
    MONTH_STARTS,
    MONTHS,
    ORDINALS,
    SEASONS,
    STEPS,
    WEEKDAY,
    YEAR,
    Context,
    Groups,
    any_of,
    at_clock,
    in_some_year,
    month_number,
    offset_of,
    rule,
    span_of,
)

__all__: list[str] = []


@rule(r"(?P<y>[12][0-9]{3})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![0-9-])(?:[T ](?P<h>[0-2][0-9]):(?P<min>[0-5][0-9])"
       r"(?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?P<z>Z|[+-][01][0-9]:?[0-5][0-9])?)?", "0")  # fmt: skip
def _iso(found: Groups, _: Context) -> Reading | None:
    reading = calendar.day(date(int(found["y"] or 0), int(found["m"] or 0), int(found["d"] or 0)))
    if found["h"] is None or reading.day is None:
        return reading
    clock = Clock(int(found["h"]), int(found["min"] or 0), offset_of(found["z"]))
    return at_clock(reading, clock)


@rule(r"(?P<a>[0-3]?[0-9])(?P<sep>[/.])(?P<b>[0-3]?[0-9])(?P=sep)(?P<y>[12][0-9]{3})(?![0-9/.]?[0-9])", "0")
def _numeric(found: Groups, _: Context) -> Reading | None:
    """28/10/2025: only where a number above 12 tells the day from the month; dots put the day first."""
    first, second, in_year = int(found["a"] or 0), int(found["b"] or 0), int(found["y"] or 0)
    if found["sep"] == "." or first > 12 or first == second:
        return calendar.day(date(in_year, second, first))
    return calendar.day(date(in_year, first, second)) if second > 12 else None


_GIVEN_NAME = re.compile(r"(?<!\w)(?!(?:In|Since|Until|By|Of|From|To|During|Before|After|On|Early|Late|And|The)\s)"
                         r"[A-Z][a-z]+\s$")  # fmt: skip


def _is_surname(month: str, context: Context) -> bool:
    """Theresa May 2019."""
    return month in {"April", "May", "June", "August"} and context.follows(_GIVEN_NAME)


@rule(rf"(?:{WEEKDAY},?{GAP}(?:the{GAP})?)?{MONTH}{GAP}{DAY}(?:(?:,{GAP}|,|{GAP}){YEAR})?",
       *MONTH_STARTS, *DAY_STARTS)  # fmt: skip
@rule(rf"(?:{WEEKDAY},?{GAP})?(?:the{GAP})?{DAY}{GAP}(?:of{GAP})?{MONTH}(?:(?:,{GAP}|{GAP}(?:of{GAP})?){YEAR})?",
       "0", "the", *DAY_STARTS)  # fmt: skip
def _month_and_day(found: Groups, context: Context) -> Reading | None:
    number = month_number(found["month"] or "")
    day_number = int(found["day"] or 0)
    if number is None or _is_surname(found["month"] or "", context):
        return None
    if not 1 <= day_number <= (29 if number == 2 else 30 + (number in {1, 3, 5, 7, 8, 10, 12})):
        return None
    if found["year"]:
        return calendar.day(date(int(found["year"]), number, day_number))
    return in_some_year(number, day_number, context)


_DASH = rf"(?:{GAP})?(?:[-–—]|to|through|until|till)(?:{GAP})?"


@rule(rf"{MONTH}{GAP}(?P<a>[0-3]?[0-9]){_DASH}(?P<b>[0-3]?[0-9])(?![0-9%])(?:,?{GAP}{YEAR})?", *MONTH_STARTS)
@rule(rf"(?P<a>[0-3]?[0-9]){_DASH}(?P<b>[0-3]?[0-9]){GAP}{MONTH}(?:,?{GAP}{YEAR})?", "0")
def _days_of_month(found: Groups, context: Context) -> Reading | None:
    number, first, last = month_number(found["month"] or ""), int(found["a"] or 0), int(found["b"] or 0)
    if number is None or not 1 <= first < last <= 31:
        return None
    ends = [
        calendar.day(date(int(found["year"]), number, n)) if found["year"] else in_some_year(number, n, context)
        for n in (first, last)
    ]
    return span_of(*ends)


_NAMED_LIKE_PEOPLE = re.compile(r"\s+[A-Z]")
_MONTH_LEAD = re.compile(
    r"(?ai)(?<!\w)(?:in|since|until|till|by|of|from|to|through|during|before|after|between|early|late|mid|early in"
    r"|late in|around|and|or)[\s-]+$"
)


@rule(rf"{MONTH}(?:,?{GAP}(?:of{GAP})?(?:{YEAR}|(?P<rel>last|this|next){GAP}year))?", *MONTH_STARTS)
def _month_of_year(found: Groups, context: Context) -> Reading | None:
    name = found["month"] or ""
    number = month_number(name)
    if number is None or _is_surname(name, context):
        return None
    if found["year"]:
        return calendar.month(int(found["year"]), number)
    if found["rel"]:
        if context.anchor is None:
            return Reading()
        return calendar.month(context.anchor.day.year + STEPS[found["rel"].lower()], number)
    alone = name.lower() in MONTHS and context.follows(_MONTH_LEAD) and not context.precedes(_NAMED_LIKE_PEOPLE)
    return in_some_year(number, None, context) if alone else None


# Years and what is longer

_YEAR_LEAD = re.compile(
    r"(?ai)(?:(?<!\w)(?:in|since|until|till|by|from|to|through|of|during|before|after|between|circa|and|or|early|late"
    r"|mid|year|the|pre|post|its|their|this|for|into|than)[\s\u00a0-]+|[(\[]|[0-9]{4}[–—]|[0-9]{4} ?[-–—] ?)$"
)
_NOT_A_YEAR = re.compile(r"[-–/][0-9]|['’]?s?\w|\s*[%°]|,[0-9]")


@rule(YEAR, "0")
def _year(found: Groups, context: Context) -> Reading | None:
    if not context.follows(_YEAR_LEAD) or context.precedes(_NOT_A_YEAR):
        return None
    return calendar.year(int(found["year"] or 0))


@rule(rf"(?P<a>1[0-9]{{3}}|20[0-9]{{2}}){_DASH}(?P<b>1[0-9]{{3}}|20[0-9]{{2}})(?![0-9%]|[.,][0-9])", "0")
@rule(r"(?P<a>1[0-9]{3}|20[0-9]{2})[–/](?P<b>[0-9]{2})(?![0-9%]|[/.,-][0-9])", "0")
def _years(found: Groups, _: Context) -> Reading | None:
    first, last = int(found["a"] or 0), int(found["b"] or 0)
    last = last if last > 99 else first // 100 * 100 + last
    return span_of(calendar.year(first), calendar.year(last)) if first < last else None


@rule(rf"(?:the{GAP})?(?P<tens>1[0-9]{{2}}|20[0-9])0['’]?s", "0", "the")
def _decade(found: Groups, _: Context) -> Reading | None:
    return calendar.decade(int(found["tens"] or 0))


@rule(rf"(?:the{GAP})?(?:(?P<n>[0-9]{{1,2}})(?:st|nd|rd|th)|(?P<word>{any_of(ORDINALS)}))[\s-]centur(?:y|ies)",
       "0", "the", "twenty", *ORDINALS)  # fmt: skip
def _century(found: Groups, _: Context) -> Reading | None:
    number = int(found["n"]) if found["n"] else ORDINALS.index((found["word"] or "").lower()) + 1
    return calendar.century(number) if 1 <= number <= 22 else None


_OF_YEAR = rf"(?:{GAP}(?:of{GAP})?(?:{YEAR}|(?P<rel>last|this|next){GAP}year|(?P<same>the{GAP}year)))"


def _year_named(found: Groups, context: Context) -> int | None:
    if found["year"]:
        return int(found["year"])
    if context.anchor is None or not (found["rel"] or found.get("same")):
        return None
    return context.anchor.day.year + STEPS[(found["rel"] or "this").lower()]


@rule(rf"(?P<season>{any_of(SEASONS)}){GAP}(?:of{GAP})?(?:{YEAR}|(?P<rel>last|this|next){GAP}year)", *SEASONS)
def _season(found: Groups, context: Context) -> Reading | None:
    in_year = _year_named(found, context)
    return Reading() if in_year is None else calendar.season(in_year, (found["season"] or "").lower())


@rule(rf"(?:the{GAP})?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th|last|final)[\s-](?P<what>quarter|half)"
       rf"{_OF_YEAR}", "the", "first", "second", "third", "fourth", "last", "final", "0")  # fmt: skip
@rule(rf"(?P<what>q)(?P<n>[1-4]){_OF_YEAR}", "q1", "q2", "q3", "q4")
def _part_of_year(found: Groups, context: Context) -> Reading | None:
    word, quarter = (found["n"] or "").lower(), (found["what"] or "").lower() != "half"
    number = 4 if quarter else 2
    if word not in {"last", "final"}:
        number = int(word[0]) if word[0].isdigit() else ORDINALS.index(word) + 1
    in_year = _year_named(found, context)
    if number > (4 if quarter else 2):
        return None
    if in_year is None:
        return Reading()
    return calendar.quarter(in_year, number) if quarter else calendar.half_year(in_year, number)
