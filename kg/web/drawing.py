"""Drawings as SVG, made here: a timeline with uncertain bounds, and a network. Colours are the style sheet's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from kg.web.facts import Bounds

__all__ = ["Arrow", "Node", "network", "timeline"]

_WIDTH, _LEFT, _ROW = 900, 14, 34
_LETTER = 6.8
"""Width of most letters, rather too much than too little."""
_OPEN = 0.06
"""How far, as a part of the width, a bar fades out whose end is not known."""


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of a network."""

    label: str
    link: str
    weight: int
    """How many claims it makes or is the matter of."""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """Claims of one actor about another."""

    source: int
    target: int
    weight: int
    negative: int
    """How many of them say that something does not hold."""


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


def network(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> str:
    """Actors as circles, and an arrow from who speaks to whom it is about; the names of the weightiest are written."""
    if not nodes:
        return ""
    size = 900 + 2 * min(len(nodes), 300)
    places = _layout(len(nodes), arrows)
    at = [(size * (0.07 + 0.86 * x), size * (0.05 + 0.9 * y) * 0.8) for x, y in places]
    named = _named(nodes, at, size)
    lines = "".join(_arrow(arrow, nodes, at) for arrow in arrows)
    dots = "".join(_dot(node, at[place], place in named, size) for place, node in enumerate(nodes))
    return (
        f'<svg class="network" viewBox="0 0 {size} {size * 0.8:.0f}" role="group" '
        f'aria-label="Network of {len(nodes)} actors; the table below says the same">'
        '<defs><marker id="head" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="5" markerHeight="5" orient="auto">'
        f'<path d="M0 0L6 3L0 6z"/></marker></defs>{lines}{dots}</svg>'
    )


def _named(nodes: Sequence[Node], at: Sequence[tuple[float, float]], size: float) -> set[int]:
    """Whose names are written: the weightiest first, each where its name lies upon no other. The rest have theirs when
    they are pointed at.
    """
    taken: list[tuple[float, float, float, float]] = []
    named = set()
    for place in sorted(range(len(nodes)), key=lambda one: -nodes[one].weight):
        (x, y), radius = at[place], _radius(nodes[place])
        wide = 7.2 * min(len(nodes[place].label), 34)
        left = x - radius - 3 - wide if x > size * 0.8 else x + radius + 3
        box = (left, y - 9, left + wide, y + 7)
        if all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken):
            taken.append(box)
            named.add(place)
    return named


def _radius(node: Node) -> float:
    return 4 + 2.2 * math.sqrt(node.weight)


def _arrow(arrow: Arrow, nodes: Sequence[Node], at: Sequence[tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = at[arrow.source], at[arrow.target]
    if arrow.source == arrow.target:
        return ""
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    short = (length - _radius(nodes[arrow.target]) - 2) / length
    x3, y3 = x1 + (x2 - x1) * short, y1 + (y2 - y1) * short
    bend_x, bend_y = (x1 + x3) / 2 - (y2 - y1) * 0.08, (y1 + y3) / 2 + (x2 - x1) * 0.08
    tone = "against" if arrow.negative * 2 > arrow.weight else "for"
    told = f"{nodes[arrow.source].label} about {nodes[arrow.target].label}: {arrow.weight}"
    return (
        f'<path class="{tone}" d="M{x1:.1f} {y1:.1f}Q{bend_x:.1f} {bend_y:.1f} {x3:.1f} {y3:.1f}" '
        f'stroke-width="{min(0.8 + 0.5 * math.log2(1 + arrow.weight), 4):.1f}" marker-end="url(#head)">'
        f"<title>{escape(told)}</title></path>"
    )


def _dot(node: Node, at: tuple[float, float], named: bool, size: float) -> str:
    x, y = at
    left = x > size * 0.8
    text_x, anchor = (x - _radius(node) - 3, "end") if left else (x + _radius(node) + 3, "start")
    label = escape(node.label if len(node.label) < 34 else node.label[:32] + "…")
    shown = "named" if named else "unnamed"
    name = f'<text class="{shown}" x="{text_x:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">{label}</text>'
    return (
        f'<a href="{escape(node.link)}" class="{escape(node.kind)}"><title>{escape(node.label)}</title>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_radius(node):.1f}"/>{name}</a>'
    )


def _layout(count: int, arrows: Sequence[Arrow]) -> list[tuple[float, float]]:
    """Places in the unit square, by forces: all repel each other, arrows pull (Fruchterman and Reingold 1991). From
    a spiral, not from chance, so that the same network is drawn the same.
    """
    import numpy as np

    turns = np.arange(count) * 2.399963
    place = np.stack([np.cos(turns), np.sin(turns)], axis=1) * np.sqrt((np.arange(count) + 0.5) / count)[:, None]
    pull = np.zeros((count, count))
    for arrow in arrows:
        if arrow.source != arrow.target:
            pull[arrow.source, arrow.target] += math.log2(1 + arrow.weight)
            pull[arrow.target, arrow.source] += math.log2(1 + arrow.weight)
    ideal, heat = 1.4 / math.sqrt(max(count, 1)), 0.15
    for _ in range(120 if count < 250 else 80):
        apart = place[:, None, :] - place[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 0.01)
        force = (apart / distance[..., None] * (ideal**2 / distance - pull * distance**2 / ideal)[..., None]).sum(
            axis=1
        )
        force -= place * 3.5 * ideal
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), 1e-9)
        place = place + force / length[:, None] * np.minimum(length, heat)[:, None]
        heat *= 0.965
    low, high = place.min(axis=0), place.max(axis=0)
    scaled = (place - low) / np.maximum(high - low, 1e-9) if count > 1 else place * 0 + 0.5
    return [(float(x), float(y)) for x, y in scaled]
