"""Who accuses, threatens or denies whom what, as a network: sides in a circle, arrows by what they mean."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from kg.report.dossier import Accusation
from kg.report.drawing.svg import LIGHT, Picture, canvas, picture, wrapped
from kg.report.wording import many

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MOST_SIDES", "network"]

MOST_SIDES: Final = 14
_SIZE: Final = 12.5
_LINES: Final[Mapping[str, Any]] = {"accuses": "solid", "threatens": "dashed", "denies": "dotted"}
"""Told apart by colour and by line, so that colour alone carries nothing."""
_BENDS: Final = (0.12, 0.26, 0.4)
"""Of the first, second and third arrow from one to the other."""
Place = tuple[float, float]


def network(accusations: Sequence[Accusation], width: int, name: str = "network") -> Picture | None:
    """A drawing so many pixels wide; None where nobody accuses anybody. Of many sides, those with most are drawn."""
    weights: Counter[str] = Counter()
    for one in accusations:
        weights[one.side] += len(one.statements)
        weights[one.against] += len(one.statements)
    if not weights:
        return None
    ranked = sorted(weights, key=lambda side: (-weights[side], side))[:MOST_SIDES]
    drawn = [one for one in accusations if one.side in ranked and one.against in ranked]
    height = round(min(width * 0.72, 130 + 44 * len(ranked)))
    title = (
        f"Network of {many(len(ranked), 'side')} with {many(len(drawn), 'arrow')} from who accuses, threatens or "
        "denies to whom; the table that follows says the same in words"
    )
    with canvas(width, height) as (figure, axes):
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        _draw(axes, ranked, drawn, weights, (width, height))
        return picture(figure, name, title, width, len(ranked))


def _draw(
    axes: Axes, sides: Sequence[str], drawn: Sequence[Accusation], weights: Mapping[str, int], size: tuple[int, int]
) -> None:
    import networkx as nx  # type: ignore[import-untyped]

    graph = nx.MultiDiGraph()
    graph.add_nodes_from(sides)
    graph.add_edges_from((one.side, one.against, one.kind) for one in drawn)
    places = _places(graph, size)
    areas = {side: (9 + 3 * math.sqrt(weights[side])) ** 2 for side in sides}
    for one in drawn:
        kinds = [other.kind for other in drawn if (other.side, other.against) == (one.side, one.against)]
        bend = _BENDS[kinds.index(one.kind)]
        nx.draw_networkx_edges(
            graph,
            places,
            edgelist=[(one.side, one.against)],
            nodelist=list(areas),
            node_size=list(areas.values()),
            ax=axes,
            edge_color=LIGHT[one.kind],
            style=_LINES[one.kind],
            width=min(1.4 + 0.6 * math.log2(len(one.statements)), 4),
            arrowstyle="-|>",
            arrowsize=13,
            connectionstyle=f"arc3,rad={bend}",
        )
        if len(one.statements) > 1:
            x, y = _middle(places[one.side], places[one.against], bend)
            box = {"boxstyle": "round,pad=0.15", "facecolor": LIGHT["card"], "edgecolor": LIGHT[one.kind]}
            axes.text(
                x, y, str(len(one.statements)), fontsize=11, color=LIGHT["ink"], ha="center", va="center", bbox=box
            )
    for side, (x, y) in places.items():
        axes.scatter([x], [y], s=areas[side], c=[LIGHT["fill"]], edgecolors=[LIGHT["ink"]], linewidths=1, zorder=3)
        _name(axes, side, (x, y), math.sqrt(areas[side]) / 2, size)


def _places(graph: Any, size: tuple[int, int]) -> dict[str, Place]:
    """In an ellipse that leaves room for names; two stand side by side."""
    import networkx as nx

    width, height = size
    room = min(width * 0.27, 150)
    around = nx.circular_layout(graph)
    return {
        side: (width / 2 - x * (width / 2 - room), height / 2 - y * (height / 2 - 44))
        for side, (x, y) in around.items()
    }


def _middle(one: Place, other: Place, bend: float) -> Place:
    """The middle of a bent arrow: half-way to the point that bends it."""
    (x1, y1), (x2, y2) = one, other
    # the axes run downwards, so that matplotlib bends to the other side than the formula on paper
    control = ((x1 + x2) / 2 - bend * (y2 - y1), (y1 + y2) / 2 + bend * (x2 - x1))
    return (x1 + x2) / 4 + control[0] / 2, (y1 + y2) / 4 + control[1] / 2


def _name(axes: Axes, side: str, place: Place, radius: float, size: tuple[int, int]) -> None:
    """The name outside the circle: beside what stands left and right, above and below what stands in the middle."""
    width, height = size
    x, y = place
    beside = abs(x - width / 2) > width * 0.12
    room = (x if x < width / 2 else width - x) - radius - 6 if beside else width * 0.4
    lines = wrapped(side, room, _SIZE, 3)
    step = _SIZE * 1.2
    top = y - step * (len(lines) - 1) / 2 if beside else y - radius - 8 - step * (len(lines) - 1)
    if not beside and y > height / 2:
        top = y + radius + 12
    anchor = ("right" if x < width / 2 else "left") if beside else "center"
    at = x + ((radius + 5) if x > width / 2 else -(radius + 5)) if beside else x
    for number, line in enumerate(lines):
        axes.text(at, top + number * step, line, fontsize=_SIZE, color=LIGHT["ink"], ha=anchor, va="center", zorder=4)
