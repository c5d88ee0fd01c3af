"""A network as SVG, made here: who says what of whom, so that names can be read. Colours are the style sheet's."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["Arrow", "Node", "network"]

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_WIDTH, _EDGE = 1150, 20
_LETTER, _LINE = 7.2, 15
"""Width of most letters and height of a line, rather too much than too little."""
_LONGEST = 34
"""Characters of a name."""
_MANY = 150
"""With more actors than these, arrows are drawn fainter."""
_CHIEF = 15
"""So many of the weightiest have their names even where there is no place but upon other circles."""
_APART = 5.0
"""Room between two circles."""
_FLAT = 1.8
"""How much more room there is beside a circle than above it: names are long and low."""


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


@dataclass(frozen=True, slots=True)
class _Name:
    """Where a name is written."""

    x: float
    y: float
    anchor: str


def network(nodes: Sequence[Node], arrows: Sequence[Arrow]) -> str:
    """Actors as circles, and an arrow from who speaks to whom it is about.

    No circle covers another, and no name: those of the weightiest are written first, as long as there is room; the rest
    have theirs when they are pointed at.
    """
    if not nodes:
        return ""
    count = len(nodes)
    height = 560 + 1.4 * min(count, 500)
    radii = _radii(nodes)
    at = _within(_moved_apart(_spread(_layout(count, arrows), height), radii, height), radii, height)
    names = _names(nodes, at, radii, height)
    lines = "".join(_arrow(arrow, nodes, at, radii) for arrow in arrows)
    dots = "".join(_dot(place, node, at[place], radii[place], names[place]) for place, node in enumerate(nodes))
    written = "".join(_name(place, node, where) for place, (node, where) in enumerate(zip(nodes, names, strict=True)))
    return (
        f'<svg class="network{" many" if count > _MANY else ""}" viewBox="0 0 {_WIDTH} {height:.0f}" role="group" '
        f'aria-label="Network of {count} actors; the table below says the same">'
        '<defs><marker id="head" viewBox="0 0 6 6" refX="6" refY="3" markerUnits="userSpaceOnUse" markerWidth="8" '
        f'markerHeight="8" orient="auto"><path d="M0 0L6 3L0 6z"/></marker></defs>{lines}{dots}{written}</svg>'
    )


def _radii(nodes: Sequence[Node]) -> list[float]:
    """The area of a circle tells the weight, as a part of the largest."""
    largest = 26.0 if len(nodes) <= 60 else 18.0
    most = max(max(node.weight for node in nodes), 9)
    return [4 + (largest - 4) * math.sqrt(max(node.weight, 0) / most) for node in nodes]


def _layout(count: int, arrows: Sequence[Arrow]) -> Floats:
    """Places around the origin, by forces: all repel each other, arrows pull (Fruchterman and Reingold 1991). From a
    spiral, not from chance, so that the same network is drawn the same.
    """
    import numpy as np

    turns = np.arange(count) * 2.399963
    place = np.stack([np.cos(turns), np.sin(turns)], axis=1) * np.sqrt((np.arange(count) + 0.5) / count)[:, None]
    joined = [arrow for arrow in arrows if arrow.source != arrow.target]
    ends = np.array([(arrow.source, arrow.target) for arrow in joined], dtype=np.intp).reshape(-1, 2)
    pull = np.array([math.log2(1 + arrow.weight) for arrow in joined])[:, None]
    ideal, heat = 1.4 / math.sqrt(max(count, 1)), 0.15
    for _ in range(120 if count < 250 else 80):
        # The sum over all others of (mine - theirs) × push is two products of matrices.
        square = (place**2).sum(axis=1)
        push = ideal**2 / np.maximum(square[:, None] + square[None, :] - 2 * place @ place.T, 0.0001)
        force = place * push.sum(axis=1)[:, None] - push @ place
        apart = place[ends[:, 0]] - place[ends[:, 1]]
        drawn = apart * pull * np.sqrt((apart**2).sum(axis=1))[:, None] / ideal
        np.add.at(force, ends[:, 0], -drawn)
        np.add.at(force, ends[:, 1], drawn)
        force -= place * 3.5 * ideal
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), 1e-9)
        place = place + force / length[:, None] * np.minimum(length, heat)[:, None]
        heat *= 0.965
    found: Floats = place - place.mean(axis=0)
    return found


def _spread(place: Floats, height: float) -> Floats:
    """Into the frame, with the crowd about the middle thinned out: what is pulled most lies there."""
    import numpy as np

    count = len(place)
    far = np.maximum(np.sqrt((place**2).sum(axis=1)), 1e-9)
    even = np.empty(count)
    even[np.argsort(far, kind="stable")] = np.sqrt((np.arange(count) + 0.5) / count)
    wanted = 0.3 * far / far.max() + 0.7 * even
    unit = place / far[:, None] * wanted[:, None]
    middle = np.array([_WIDTH / 2, height / 2])
    found: Floats = middle + unit * np.array([_WIDTH * 0.44, height * 0.46])
    return found


def _moved_apart(at: Floats, radii: Sequence[float], height: float) -> Floats:
    """Circles that lie upon each other are pushed apart, each half of the way, until none does."""
    import numpy as np

    flat = np.array([1 / _FLAT, 1.0])
    wide = np.array(radii)
    room = wide[:, None] + wide[None, :] + _APART
    np.fill_diagonal(room, 0)
    edge = np.stack([wide + _EDGE, wide + _EDGE], axis=1)
    for _ in range(60):
        x, y = (at * flat).T
        one, other = np.nonzero((x[:, None] - x) ** 2 + (y[:, None] - y) ** 2 < room**2)
        if not len(one):
            break
        apart = (at[one] - at[other]) * flat
        far = np.maximum(np.sqrt((apart**2).sum(axis=1)), 1e-6)
        step = np.zeros_like(at)
        np.add.at(step, one, apart / flat * (0.5 * (room[one, other] - far) / far)[:, None])
        at = np.clip(at + step, edge, np.array([_WIDTH, height]) - edge)
    return at


def _within(at: Floats, radii: Sequence[float], height: float) -> list[tuple[float, float]]:
    return [
        (min(max(float(x), r + 2), _WIDTH - r - 2), min(max(float(y), r + 2), height - r - 2))
        for (x, y), r in zip(at, radii, strict=True)
    ]


def _shown(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 2] + "…"


def _names(
    nodes: Sequence[Node], at: Sequence[tuple[float, float]], radii: Sequence[float], height: float
) -> list[_Name | None]:
    """Where names are written; None where there is no room."""
    import numpy as np

    circles = np.array([(x - r, y - r, x + r, y + r) for (x, y), r in zip(at, radii, strict=True)])
    taken = np.empty((0, 4))
    found: list[_Name | None] = [None] * len(nodes)
    order = sorted(range(len(nodes)), key=lambda one: -nodes[one].weight)
    for rank, place in enumerate(order):
        tries = _tries(*at[place], radii[place], _LETTER * len(_shown(nodes[place].label)), height)
        chief = (circles[order[:rank]], circles[:0]) if rank < _CHIEF else ()
        for others in (np.delete(circles, place, axis=0), *chief):
            fits = next((one for one in tries if not _hits(one[1], taken) and not _hits(one[1], others)), None)
            if fits is not None:
                found[place] = fits[0]
                taken = np.vstack([taken, fits[1]])
                break
    return found


def _hits(box: Box, boxes: NDArray[Any]) -> bool:
    left, top, right, bottom = box
    clear = (boxes[:, 2] < left) | (boxes[:, 0] > right) | (boxes[:, 3] < top) | (boxes[:, 1] > bottom)
    return bool((~clear).any())


def _tries(x: float, y: float, r: float, wide: float, height: float) -> list[tuple[_Name, Box]]:
    """Beside the circle, below and above it, with the box that the name fills; within the frame."""
    half = _LINE / 2
    beside, low, high = r + 4, y + r + 12, y - r - 4
    tries = [
        (_Name(x + beside, y + 4, "start"), (x + beside, y - half, x + beside + wide, y + half)),
        (_Name(x - beside, y + 4, "end"), (x - beside - wide, y - half, x - beside, y + half)),
        (_Name(x, low, "middle"), (x - wide / 2, low - 11, x + wide / 2, low + 4)),
        (_Name(x, high, "middle"), (x - wide / 2, high - 11, x + wide / 2, high + 4)),
    ]
    return [one for one in tries if min(one[1]) >= 2 and one[1][2] <= _WIDTH - 2 and one[1][3] <= height - 2]


def _arrow(arrow: Arrow, nodes: Sequence[Node], at: Sequence[tuple[float, float]], radii: Sequence[float]) -> str:
    (x1, y1), (x2, y2) = at[arrow.source], at[arrow.target]
    if arrow.source == arrow.target:
        return ""
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    short = max(length - radii[arrow.target] - 1, 0) / length
    x3, y3 = x1 + (x2 - x1) * short, y1 + (y2 - y1) * short
    bend_x, bend_y = (x1 + x3) / 2 - (y2 - y1) * 0.08, (y1 + y3) / 2 + (x2 - x1) * 0.08
    tone = "against" if arrow.negative * 2 > arrow.weight else "for"
    told = f"{nodes[arrow.source].label} about {nodes[arrow.target].label}: {arrow.weight}"
    return (
        f'<path class="{tone}" data-from="{arrow.source}" data-to="{arrow.target}" '
        f'd="M{x1:.1f} {y1:.1f}Q{bend_x:.1f} {bend_y:.1f} {x3:.1f} {y3:.1f}" '
        f'stroke-width="{min(0.8 + 0.4 * math.log2(1 + arrow.weight), 3.5):.1f}" marker-end="url(#head)">'
        f"<title>{escape(told)}</title></path>"
    )


def _dot(place: int, node: Node, at: tuple[float, float], radius: float, name: _Name | None) -> str:
    x, y = at
    left = x > _WIDTH * 0.7
    where = _Name(x - radius - 4 if left else x + radius + 4, y + 4, "end" if left else "start")
    return (
        f'<a href="{escape(node.link)}" class="{escape(node.kind)}" data-place="{place}">'
        f"<title>{escape(f'{node.label}: {node.weight}')}</title>"
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>{"" if name else _text(node, where, "unnamed")}</a>'
    )


def _name(place: int, node: Node, where: _Name | None) -> str:
    """A name, after all circles so that none covers it. The link says it already."""
    return _text(node, where, f'named" aria-hidden="true" data-place="{place}') if where else ""


def _text(node: Node, where: _Name, kind: str) -> str:
    place = f'x="{where.x:.1f}" y="{where.y:.1f}" text-anchor="{where.anchor}"'
    return f'<text class="{kind}" {place}>{escape(_shown(node.label))}</text>'
