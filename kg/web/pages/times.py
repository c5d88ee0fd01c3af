"""What situations are given as times, from the earliest."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from kg.vocabulary import KG, RDF, SEM
from kg.web.facts import Bounds, shared_label
from kg.web.filtering import alone, moment
from kg.web.pages.seen import Named
from kg.web.reading import Reading

__all__ = ["Timed", "starts_of", "timed"]

Timed = tuple[str, Named, Bounds]
"""Label, situation, and its time."""
_STAMPS = (
    SEM.hasEarliestBeginTimeStamp,
    SEM.hasLatestBeginTimeStamp,
    SEM.hasEarliestEndTimeStamp,
    SEM.hasLatestEndTimeStamp,
)
_FEW = 500
_OWN = alone("?situation ?time", "?situation kg:hasTime ?time")
_VOICED = alone("?situation ?claim", "?claim kg:expressedIn ?situation") + alone(
    "?claim ?time", "?claim kg:hasTime ?time"
)
"""A speech event has the time of the claim that it expresses."""


_STARTS = (
    f"SELECT ?time (MIN(?stamp) AS ?first) {{ {' UNION '.join(f'{{ ?time <{one}> ?stamp }}' for one in _STAMPS)} }} "
    "GROUP BY ?time"
)
_BOUNDED = "SELECT DISTINCT ?time {{ ?time {} ?at FILTER(?at {} {}) }}"
_SIDES = {
    "since": ("sem:hasLatestEndTimeStamp|sem:hasLatestBeginTimeStamp", ">="),
    "until": ("sem:hasEarliestBeginTimeStamp|sem:hasEarliestEndTimeStamp", "<="),
}


def timed(reading: Reading, pattern: str, most: int, period: Mapping[str, str] | None = None) -> list[Timed]:
    """The first situations with a time that has bounds: those of a pattern's ?situation, or all where it is empty.

    ``period`` may name ``since`` and ``until``: what may have been within. Raises RequestError where one is no date.
    """
    asked = {name: moment(name, period or {}) for name in _SIDES if (period or {}).get(name)}

    def look() -> list[tuple[str, str]]:
        within = [{row[0] for row in reading.rows(_BOUNDED.format(*_SIDES[name], at))} for name, at in asked.items()]
        pairs = _of_pattern(reading, pattern) if pattern else _of_all(reading, within, most)
        return [(what, time) for _, what, time in pairs if all(time in times for times in within)][:most]

    found = []
    for situation, time in reading.kept(("timed", pattern, most, *asked.items()), look):
        label = shared_label(reading, situation)
        text, value = reading.one(time, KG.timeText), reading.one(time, KG.timexValue)
        found.append((label, Named(situation, label), Bounds(time, text, value, *_stamps(reading, time))))
    return found


def _stamps(reading: Reading, time: str) -> list[str]:
    return [reading.one(time, predicate) for predicate in _STAMPS]


def starts_of(reading: Reading) -> dict[str, str]:
    """Time → the first of its bounds."""
    return reading.kept("starts of times", lambda: {row[0]: row[1] for row in reading.rows(_STARTS)})


def _of_pattern(reading: Reading, pattern: str) -> list[tuple[str, str, str]]:
    """Start, situation and time, in that order."""
    narrow = alone("DISTINCT ?situation", pattern)
    pairs = {row for way in (_OWN, _VOICED) for row in reading.rows(f"SELECT ?situation ?time {{ {narrow} {way} }}")}
    if len(pairs) < _FEW:
        starts = {time: min(filter(None, _stamps(reading, time)), default="") for _, time in pairs}
    else:
        starts = starts_of(reading)
    return sorted((starts[time], situation, time) for situation, time in pairs if starts.get(time))


def _of_all(reading: Reading, within: Sequence[Container[str]], most: int) -> Iterator[tuple[str, str, str]]:
    """The same of all situations, as many as are wanted and those that tie with the last."""
    found = 0
    times = [time for time in starts_of(reading).items() if all(time[0] in one for one in within)]
    for start, tied in groupby(sorted(times, key=itemgetter(1)), key=itemgetter(1)):
        if found >= most:
            break
        pairs = sorted({(start, what, time) for time, _ in tied for what in _situations(reading, time)})
        yield from pairs
        found += len(pairs)


def _situations(reading: Reading, time: str) -> Iterator[str]:
    """What has a time, itself or by the claim that it expresses."""
    for holder in reading.subjects(time, KG.hasTime):
        if KG.Situation in reading.objects(holder, RDF.type):
            yield holder
        yield from reading.objects(holder, KG.expressedIn)
