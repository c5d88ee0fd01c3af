from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from kg.web.drawing import timeline
from kg.web.facts import Bounds

DAYS = ("", "2026-03-09T00:00:00Z", "2026-03-10T12:00:00Z", "2026-03-11T23:59:59Z")


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
