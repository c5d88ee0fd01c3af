"""Figures are what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.measuring import geometric_mean, interleaved
from benchmarks.page import PAGE, put


def test_contenders_take_turns_and_the_median_counts() -> None:
    order = []
    times = {"a": iter([3.0, 1.0, 2.0]), "b": iter([9.0, 9.0, 9.0])}

    def turn(name: str) -> float:
        order.append(name)
        return next(times[name])

    found = interleaved({name: lambda name=name: turn(name) for name in times}, turns=3, enough=5)
    assert found == {"a": 2.0, "b": 9.0}
    assert order == ["a", "b", "a", "a"]


def test_twice_as_fast_and_half_as_fast_is_as_fast() -> None:
    assert geometric_mean([2.0, 0.5]) == pytest.approx(1)


def test_only_the_part_between_the_marks_is_rewritten(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- a -->\nold\n<!-- end of a -->\nafter\n")
    put("a", "new", page)
    put("a", "newer", page)
    assert page.read_text() == "before\n<!-- a -->\n\nnewer\n\n<!-- end of a -->\nafter\n"
    with pytest.raises(ValueError, match="no place for b"):
        put("b", "", page)


def test_the_page_has_a_place_for_the_queries() -> None:
    assert "<!-- queries -->" in PAGE.read_text(encoding="utf-8")
