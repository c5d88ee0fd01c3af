from __future__ import annotations

import math
import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.web.networks import Arrow, Node, network

NODES = st.lists(st.builds(Node, st.text(max_size=50), st.just("/id/a"), st.integers(0, 1000), st.just("Person")), max_size=30)  # fmt: skip # noqa: E501
Box = tuple[float, float, float, float]


def starry(count: int) -> str:
    """A network like those of the news: a few speak of all, and all of the few."""
    nodes = [Node(f"Actor number {place}", f"/id/{place}", 4000 // (place + 1)) for place in range(count)]
    few = range(min(count, 5))
    arrows = [Arrow(place, one, 1 + place % 7, place % 3) for place in range(count) for one in few if place != one]
    return network(nodes, arrows)


def circles(drawn: str) -> list[tuple[float, float, float]]:
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', drawn)
    return [(float(x), float(y), float(r)) for x, y, r in found]


def names(drawn: str) -> list[Box]:
    """The room that each name takes that is written, rather too little."""
    found = re.findall(r'<text class="named"[^>]* x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)">([^<]*)', drawn)
    boxes = []
    for x, y, anchor, label in found:
        wide = 6.5 * len(label)
        left = float(x) - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        boxes.append((left, float(y) - 9, left + wide, float(y) + 2))
    return boxes


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@settings(max_examples=30, deadline=None)
@given(NODES, st.data())
def test_any_network_is_drawn_within_its_frame(nodes: list[Node], data: st.DataObject) -> None:
    if not nodes:
        assert network(nodes, []) == ""
        return
    place = st.integers(0, len(nodes) - 1)
    arrows = data.draw(st.lists(st.builds(Arrow, place, place, st.integers(1, 50), st.integers(0, 3)), max_size=60))
    clean = [
        Node("".join(c for c in node.label if c.isprintable()), node.link, node.weight, node.kind) for node in nodes
    ]
    found = ElementTree.fromstring(network(clean, arrows))
    _, _, wide, high = map(float, (found.get("viewBox") or "").split())
    for circle in found.iter("circle"):
        assert 0 < float(circle.get("cx") or 0) < wide
        assert 0 < float(circle.get("cy") or 0) < high


def test_the_same_network_is_drawn_the_same() -> None:
    assert starry(60) == starry(60)


@pytest.mark.parametrize("count", [2, 60, 500])
def test_no_circle_covers_another(count: int) -> None:
    found = circles(starry(count))
    assert len(found) == count
    for (x1, y1, r1), (x2, y2, r2) in combinations(found, 2):
        assert math.hypot(x1 - x2, y1 - y2) > r1 + r2


@pytest.mark.parametrize("count", [60, 500])
def test_no_name_lies_upon_another_and_many_are_written(count: int) -> None:
    found = names(starry(count))
    assert all(apart(one, other) for one, other in combinations(found, 2))
    assert len(found) >= min(count * 0.8, 150)


def test_the_weightiest_are_named_and_no_circle_is_boundless() -> None:
    drawn = starry(500)
    chief = [place for place in range(5) if re.search(rf'class="named"[^>]*>Actor number {place}<', drawn)]
    assert 0 in chief and len(chief) >= 3  # though they lie close together, amid all others
    assert max(radius for _, _, radius in circles(drawn)) <= 30


def test_who_cannot_be_named_is_so_when_pointed_at() -> None:
    drawn = starry(500)
    written = len(re.findall(r'<text class="named"', drawn)) + len(re.findall(r'<text class="unnamed"', drawn))
    assert written == 500
