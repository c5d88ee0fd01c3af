from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.web.drawing import Arrow, Node, network, timeline
from kg.web.facts import Bounds

DAYS = ("", "2026-03-09T00:00:00Z", "2026-03-10T12:00:00Z", "2026-03-11T23:59:59Z")
NODES = st.lists(st.builds(Node, st.text(max_size=50), st.just("/id/a"), st.integers(0, 1000), st.just("Person")), max_size=30)  # fmt: skip # noqa: E501


def drawn(*days: str, text: str = "then") -> ElementTree.Element:
    return ElementTree.fromstring(timeline([("it rained", "/id/a", Bounds("a:a", text, "", *days))]))


def fills(found: ElementTree.Element) -> set[str]:
    return {one.get("class") or one.get("fill") or "" for one in found.iter("rect")}


def test_a_time_that_lies_within_bounds_is_pale() -> None:
    assert fills(drawn(DAYS[1], DAYS[3], DAYS[1], DAYS[3])) == {"possible"}


def test_what_is_sure_to_be_covered_is_solid() -> None:
    assert fills(drawn(DAYS[1], DAYS[1], DAYS[3], DAYS[3])) == {"possible", "certain"}


def test_a_side_without_a_bound_fades_out() -> None:
    assert fills(drawn("", DAYS[2], "", DAYS[2])) == {"url(#fade-in)"}
    assert fills(drawn(DAYS[2], "", DAYS[2], "")) == {"url(#fade-out)"}


@given(st.tuples(*[st.sampled_from(DAYS)] * 4).filter(any), st.text("<>&\"'a", max_size=100))
def test_any_bounds_and_words_make_a_drawing(days: tuple[str, ...], text: str) -> None:
    assert text.split() == [] or drawn(*days, text=text) is not None


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
    nodes = [Node(f"n{number}", "/", number) for number in range(60)]
    arrows = [Arrow(number, (number * 7) % 60, 2, 1) for number in range(60)]
    assert network(nodes, arrows) == network(nodes, arrows)


def test_no_label_of_a_timeline_is_cut_off() -> None:
    import re

    times = [
        Bounds("", "", "", f"20{year}-03-01T00:00:00Z", "", "", f"20{year}-03-31T00:00:00Z") for year in range(10, 26)
    ]
    drawn = timeline([("x" * 80, "", time) for time in times])
    labels = re.findall(r'<text x="([\d.]+)" y="\d+" text-anchor="(start|end)">(x+)', drawn)
    assert len(labels) == len(times)
    for x, anchor, label in labels:
        wide = 6 * len(label)
        assert float(x) + (wide if anchor == "start" else 0) <= 900
        assert float(x) - (wide if anchor == "end" else 0) >= 0
