"""An answer as a drawing, where it is one that can be drawn: a bar chart, or a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.web.networks import Arrow, Node, network

__all__ = ["Cell", "bars", "net"]

_BARS = 40
_NODES = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of an answer."""

    text: str
    link: str = ""
    number: bool = False
    label: str = ""
    """What a resource is called."""

    @property
    def name(self) -> str:
        """How it is called in a drawing."""
        return self.label or self.text


def bars(columns: tuple[str, ...], rows: Sequence[Sequence[Cell]]) -> tuple[tuple[str, float, str], ...]:
    """Two columns, words and numbers above 0, make a bar chart: label, share of the largest, number as written."""
    if len(columns) != 2 or not 2 <= len(rows) <= _BARS:
        return ()
    place = next((at for at in (0, 1) if all(row[at].number for row in rows)), None)
    if place is None or all(row[1 - place].number for row in rows):
        return ()
    numbers = [float(row[place].text) for row in rows]
    most = max(numbers)
    if min(numbers) < 0 or most <= 0:
        return ()
    return tuple(
        (row[1 - place].text, number / most, row[place].text) for row, number in zip(rows, numbers, strict=True)
    )


def net(columns: tuple[str, ...], rows: Sequence[Sequence[Cell]]) -> str:
    """A drawing of who or what the rows connect; "" where they connect nothing.

    What they connect are the first two columns of resources. Where none of a row is one, it is the first two columns
    of words that each say the same more than once, such as names. A number beside them is the weight of the arrow.
    """
    pair = _connected(columns, rows)
    if pair is None:
        return ""
    counted = [at for at in range(len(columns)) if rows and all(row[at].number for row in rows)]
    arrows: Counter[tuple[str, str]] = Counter()
    links: dict[str, str] = {}
    for row in rows:
        ends = row[pair[0]], row[pair[1]]
        if not all(end.text for end in ends) or ends[0].name == ends[1].name:
            continue
        links |= {end.name: end.link for end in ends if end.link}
        arrows[ends[0].name, ends[1].name] += max(1, int(float(row[counted[0]].text))) if counted else 1
    weights: Counter[str] = Counter()
    for ends_, count in arrows.items():
        for end in ends_:
            weights[end] += count
    if not 2 <= len(weights) <= _NODES:
        return ""
    places = {name: place for place, name in enumerate(sorted(weights))}
    nodes = [Node(name, links.get(name, "#"), weights[name]) for name in places]
    return network(nodes, [Arrow(places[one], places[two], count, 0) for (one, two), count in sorted(arrows.items())])


def _connected(columns: tuple[str, ...], rows: Sequence[Sequence[Cell]]) -> tuple[int, int] | None:
    if len(rows) < 2:
        return None
    if columns == ("subject", "predicate", "object") and all(row[0].link for row in rows):
        return (0, 2)
    resources = [at for at in range(len(columns)) if all(row[at].link for row in rows)]
    if len(resources) >= 2:
        return resources[0], resources[1]
    repeated = [
        at
        for at in range(len(columns))
        if len({row[at].text for row in rows}) * 3 <= len(rows) * 2 and not any(row[at].number for row in rows)
    ]
    named = [at for at in repeated if columns[at] in _NAMED]
    return (named[0], named[1]) if len(named) >= 2 else None


_NAMED = {"who", "whom", "actor", "claimant", "about", "source", "target", "denier", "accuser", "accused", "other"}
"""Variables that hold names, as the saved questions call them."""
