"""A timeline with uncertain bounds: what is certain is drawn solid, what is possible pale, an open end as a point."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from kg.report.dossier import Moment
from kg.report.drawing.svg import LETTER, LIGHT, Picture, canvas, picture, wrapped
from kg.report.wording import MONTHS, many, moment, when

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MOST_DRAWN", "timeline"]

MOST_DRAWN: Final = 24
_ROW: Final = 40
_LINE: Final = 16
_NARROW: Final = 500
_TOP: Final = 34
_BAR: Final = 9
_SIZE: Final = 12.0
_DAY: Final = 86_400.0
_MOST, _FAR = 0.6, 4
"""Where this part of all takes up less than a fourth of the time, what is far from it is not drawn to scale."""
_CALENDAR: Final = (datetime(2, 1, 1, tzinfo=UTC).timestamp(), datetime(9998, 1, 1, tzinfo=UTC).timestamp())
"""What Python's calendar has, less a year that ticks may reach beyond."""
_EDGE: Final = 14
"""Pixels at either side that are kept for arrows."""
Range = tuple[float, float]


def timeline(moments: Sequence[Moment], width: int, name: str = "timeline") -> Picture | None:
    """A drawing of what is given a time, so many pixels wide; None where nothing is.

    Of more than MOST_DRAWN, the first are drawn. What lies far from all else stands at the edge, with an arrow.
    """
    placed = [one for one in moments if _range(one) is not None][:MOST_DRAWN]
    if not placed:
        return None
    lines = 1 if width > _NARROW else 2
    row = _ROW + (lines - 1) * _LINE
    scale = _domain([span for one in placed if (span := _range(one)) is not None])
    height = _TOP + row * len(placed) + 6
    title = f"Timeline of {many(len(placed), 'time')}; the table that follows says the same in words"
    with canvas(width, height) as (figure, axes):
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        _rule(axes, scale, width, height)
        for place, one in enumerate(placed):
            _draw(axes, one, _TOP + place * row, scale, width, lines)
        return picture(figure, name, title, width, len(placed))


def _seconds(stamp: str) -> float | None:
    found = moment(stamp)
    if found is None:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _range(one: Moment) -> Range | None:
    ends = [at for at in (_seconds(one.earliest), _seconds(one.latest)) if at is not None]
    return (min(ends), max(ends)) if ends else None


def _domain(spans: Sequence[Range]) -> Range:
    """The time that is drawn to scale: all of it, or where a few lie far away, that in which most do."""
    ordered = sorted(spans)
    first, last = ordered[0][0], max(end for _, end in ordered)
    many_of_them = math.ceil(_MOST * len(ordered))
    windows = []
    for place in range(len(ordered)):
        ends = sorted(end for begin, end in ordered[place:])
        if len(ends) >= many_of_them:
            windows.append((ends[many_of_them - 1] - ordered[place][0], ordered[place][0], ends[many_of_them - 1]))
    length, begin, end = min(windows)
    if last - first > _FAR * max(length, 2 * _DAY):
        near = [span for span in ordered if span[0] >= begin - length and span[1] <= end + length]
        first, last = near[0][0], max(stop for _, stop in near)
    margin = max((last - first) * 0.03, _DAY / 2)
    return max(first - margin, _CALENDAR[0]), min(last + margin, _CALENDAR[1])


def _x(at: float, scale: Range, width: int) -> float:
    return _EDGE + (at - scale[0]) / (scale[1] - scale[0]) * (width - 2 * _EDGE)


def _rule(axes: Axes, scale: Range, width: int, height: float) -> None:
    """Days, months or years along the top."""
    from matplotlib.dates import AutoDateLocator, num2date

    begin, end = (datetime.fromtimestamp(at, UTC) for at in scale)
    days = (scale[1] - scale[0]) / _DAY
    locator = AutoDateLocator(minticks=2, maxticks=max(5, width // 90), tz=UTC)  # type: ignore[no-untyped-call]
    shown = set()
    for tick in locator.tick_values(begin, end):  # type: ignore[no-untyped-call]
        at: datetime = num2date(tick, tz=UTC)  # type: ignore[no-untyped-call]
        month = MONTHS[at.month - 1][:3]
        words = str(at.year) if days > 3 * 365 else f"{month} {at.year}" if days > 90 else f"{at.day} {month}"
        x = _x(at.timestamp(), scale, width)
        if _EDGE <= x <= width - _EDGE and words not in shown:  # hours of one day need no second date
            shown.add(words)
            axes.plot([x, x], [_TOP - 14, height - 4], color=LIGHT["line"], linewidth=1, zorder=0)
            side = "left" if x < 50 else "right" if x > width - 50 else "center"
            axes.text(x, _TOP - 18, words, fontsize=_SIZE - 1, color=LIGHT["quiet"], ha=side, va="bottom")


def _draw(axes: Axes, one: Moment, y: float, scale: Range, width: int, lines: int) -> None:
    middle = y + 12 + (lines - 1) * _LINE + 4 + _BAR
    left, right = _mark(axes, one, middle, scale, width)
    words = when(one)
    room, label = len(words) * (_SIZE - 1) * LETTER + 9, one.label
    quiet: dict[str, Any] = {"fontsize": _SIZE - 1, "color": LIGHT["quiet"], "va": "center"}
    if right + room < width:
        axes.text(right + 9, middle, words, ha="left", **quiet)
    elif left > room:
        axes.text(left - 9, middle, words, ha="right", **quiet)
    else:  # the bar leaves no room on either side
        label = f"{words}: {label}"
    for place, line in enumerate(wrapped(label, width, _SIZE, lines)):
        axes.text(0, y + 12 + place * _LINE, line, fontsize=_SIZE, color=LIGHT["ink"], va="baseline")


def _mark(axes: Axes, one: Moment, middle: float, scale: Range, width: int) -> Range:
    """The bar, diamond or arrow of a moment; gives where it begins and ends."""
    span = _range(one)
    assert span is not None
    left, right = (min(max(_x(at, scale, width), _EDGE), width - _EDGE) for at in span)
    if span[1] < scale[0] or span[0] > scale[1]:
        before = span[1] < scale[0]
        left = right = _EDGE / 2 if before else width - _EDGE / 2
        _arrow(axes, left, middle, "<" if before else ">")
    elif one.kind == "publication":
        right = left
        axes.plot([left], [middle], marker="D", markersize=7, color=LIGHT["quiet"], linestyle="none")
    else:
        right = max(right, left + 5)
        _bar(axes, one, middle, (left, right), (scale, width))
    return left, right


def _bar(axes: Axes, one: Moment, middle: float, ends: Range, drawn: tuple[Range, int]) -> None:
    """From the earliest begin to the latest end, and within it what is certain; an arrow where an end is open."""
    scale, width = drawn
    left, right = ends
    if not one.earliest or not one.latest:
        _arrow(axes, left if not one.earliest else right, middle, "<" if not one.earliest else ">")
        return
    frame: dict[str, Any] = {"edgecolor": LIGHT["fill"], "linewidth": 1}
    axes.barh([middle], [right - left], height=_BAR, left=[left], facecolor=LIGHT["pale"], **frame)
    sure = (_seconds(one.latest_begin), _seconds(one.earliest_end))
    if sure[0] is not None and sure[1] is not None and sure[0] < sure[1]:
        first, last = (min(max(_x(at, scale, width), left), right) for at in (sure[0], sure[1]))
        axes.barh([middle], [max(last - first, 2)], height=_BAR, left=[first], facecolor=LIGHT["fill"], **frame)


def _arrow(axes: Axes, x: float, y: float, way: str) -> None:
    axes.plot([x], [y], marker=way, markersize=9, color=LIGHT["fill"], linestyle="none")
