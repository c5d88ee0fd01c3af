"""A timeline as SVG, made here, with uncertain bounds drawn as such. Colours are the style sheet's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from kg.web.facts import Bounds

__all__ = ["timeline"]

_WIDTH, _LEFT, _ROW = 900, 14, 34
_LETTER = 6.8
"""Width of most letters, rather too much than too little."""
_OPEN = 0.06
"""How far, as a part of the width, a bar fades out whose end is not known."""


def timeline(rows: Sequence[tuple[str, str, Bounds]]) -> str:
    """Label, link and time a row. What is certain is drawn solid, what is possible pale, an open end fades out."""
    if not rows:
        return ""
    moments = [moment for _, _, time in rows for moment in _moments(time)]
    first, last = min(moments), max(moments)
    span = max(last - first, 86_400.0)
    first, last = first - span * 0.08, last + span * 0.08
    height = _ROW * len(rows) + 40

    def x(moment: float) -> float:
        return _LEFT + (moment - first) / (last - first) * (_WIDTH - 2 * _LEFT)

    axis = "".join(
        f'<line class="tick" x1="{x(at):.1f}" x2="{x(at):.1f}" y1="24" y2="{height - 6}"/>'
        f'<text class="ticklabel" x="{x(at):.1f}" y="16" text-anchor="middle">{escape(words)}</text>'
        for at, words in _ticks(first, last)
    )
    body = "".join(_bar(row, 34 + place * _ROW, x) for place, row in enumerate(rows))
    role = "group" if any(link for _, link, _ in rows) else "img"  # what holds links is no image
    return (
        f'<svg class="timeline" viewBox="0 0 {_WIDTH} {height}" role="{role}" '
        f'aria-label="Timeline of {len(rows)} time{"s" if len(rows) > 1 else ""}; the table below says the same">'
        '<defs><linearGradient id="fade-in"><stop offset="0" class="clear"/><stop offset="1" class="pale"/>'
        '</linearGradient><linearGradient id="fade-out"><stop offset="0" class="pale"/><stop offset="1" class="clear"/>'
        f"</linearGradient></defs>{axis}{body}</svg>"
    )


def _bar(row: tuple[str, str, Bounds], y: float, x: object) -> str:
    label, link, time = row
    assert callable(x)
    begin, end = _seconds(time.earliest), _seconds(time.latest)
    fade = _WIDTH * _OPEN
    known = [at for at in (begin, end) if at is not None]
    left = x(begin) if begin is not None else x(known[0]) - fade
    right = max(x(end) if end is not None else x(known[-1]) + fade, left + 4)
    shapes = []
    if begin is None or end is None:
        fill = "url(#fade-in)" if begin is None else "url(#fade-out)"
        shapes.append(f'<rect x="{left:.1f}" y="{y}" width="{right - left:.1f}" height="10" fill="{fill}"/>')
    else:
        shapes.append(f'<rect class="possible" x="{left:.1f}" y="{y}" width="{right - left:.1f}" height="10" rx="2"/>')
        sure = (_seconds(time.latest_begin), _seconds(time.earliest_end))
        if sure[0] is not None and sure[1] is not None and sure[0] < sure[1]:
            wide = max(x(sure[1]) - x(sure[0]), 2)
            shapes.append(f'<rect class="certain" x="{x(sure[0]):.1f}" y="{y}" width="{wide:.1f}" height="10" rx="2"/>')
    shown = escape(label if len(label) < 90 else label[:88] + "…")
    wide = _LETTER * min(len(label), 90)
    fits = left + wide < _WIDTH - _LEFT
    text_x, anchor = (left, "start") if fits else (min(max(right, _LEFT + wide), _WIDTH - _LEFT), "end")
    words = f'<text x="{text_x:.1f}" y="{y + 21}" text-anchor="{anchor}">{shown}</text>'
    tip = f"<title>{escape(f'{label}: {time.text}')}</title>"
    inner = f"{tip}{''.join(shapes)}{words}"
    return f'<a href="{escape(link)}">{inner}</a>' if link else f"<g>{inner}</g>"


def _moments(time: Bounds) -> list[float]:
    found = (time.earliest_begin, time.latest_begin, time.earliest_end, time.latest_end)
    return [seconds for moment in found if (seconds := _seconds(moment)) is not None]


def _seconds(moment: str) -> float | None:
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:  # such as a year before 1, which XSD has and Python has not
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _ticks(first: float, last: float) -> list[tuple[float, str]]:
    """Five to ten days, months or years."""
    begin, end = datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)
    days = (last - first) / 86_400
    if days > 3 * 365:
        step = max(1, math.ceil((end.year - begin.year) / 8))
        years = range(begin.year + 1, end.year + 1, step)
        return [(datetime(year, 1, 1, tzinfo=UTC).timestamp(), str(year)) for year in years if 1 < year < 9999]
    if days > 90:
        months = range(begin.year * 12 + begin.month, end.year * 12 + end.month, max(1, round(days / 30 / 8)))
        dates = [datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC) for month in months]
        return [(date.timestamp(), f"{date:%b %Y}") for date in dates]
    step = max(1, math.ceil(days / 8))
    midnight = begin.replace(hour=0, minute=0, second=0, microsecond=0).timestamp() + 86_400
    return [
        (at, f"{datetime.fromtimestamp(at, UTC):%-d %b}")
        for at in (midnight + 86_400 * step * place for place in range(10))
        if at < last
    ]
