"""Pictures hold whatever labels and times there are, as text, the same each time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.report.dossier import Accusation, Dossier, Moment
from kg.report.drawing import Picture, network, timeline
from kg.report.drawing.network import MOST_SIDES
from kg.report.drawing.timeline import MOST_DRAWN

SVG = "{http://www.w3.org/2000/svg}"
DAY = Moment("talks", "Monday", *(("2026-03-09T00:00:00Z", "2026-03-09T23:59:59Z") * 2), 1, "event")


def texts(picture: Picture | None) -> list[str]:
    assert picture is not None
    return ["".join(node.itertext()) for node in ET.fromstring(picture.svg).iter(f"{SVG}text")]


def test_nothing_to_draw_gives_no_picture() -> None:
    assert timeline([], 760) is None
    assert timeline([Moment("talks", "last week", "", "", "", "", 1, "event")], 760) is None
    assert network([], 760) is None


@pytest.mark.parametrize("label", ["a $b$ c_{d}", '<b> & "c"', "会谈" * 40, "x" * 500, "e\u0301" * 90, "🔴 ships"])
def test_labels_are_text_as_they_stand(label: str) -> None:
    drawn = "".join(texts(timeline([replace(DAY, label=label)], 760)))
    assert label[:30].split()[0] in drawn


def test_labels_from_right_to_left_are_kept_to_themselves() -> None:
    assert "\u2068متحدث باسم الحكومة\u2069" in texts(timeline([replace(DAY, label="متحدث باسم الحكومة")], 760))


@pytest.mark.parametrize(
    "bounds",
    [
        ("2026-03-09T00:00:00Z", "", "", ""),
        ("", "", "", "2026-03-09T00:00:00Z"),
        ("0001-01-01T00:00:00Z", "", "", "9999-12-31T23:59:59Z"),
        ("-0044-03-15T00:00:00Z", "", "", "2026-03-09T00:00:00Z"),
        ("2026-03-09T00:00:00Z", "2026-03-01T00:00:00Z", "2026-03-20T00:00:00Z", "2026-03-09T00:00:00Z"),
        ("2026-03-09T00:00:00", "nonsense", "", "2026-03-09T24:00:00Z"),
    ],
)
def test_any_bounds_can_be_drawn(bounds: tuple[str, str, str, str]) -> None:
    picture = timeline([DAY, replace(DAY, earliest_begin=bounds[0], latest_begin=bounds[1], earliest_end=bounds[2], latest_end=bounds[3])], 330)  # fmt: skip # noqa: E501
    assert picture is not None
    assert picture.shown == 2


def test_what_lies_far_away_does_not_press_the_rest_together() -> None:
    far = replace(DAY, label="long ago", **dict.fromkeys(("earliest_begin", "latest_begin"), "1947-01-01T00:00:00Z"))
    far = replace(far, earliest_end="1947-12-31T00:00:00Z", latest_end="1947-12-31T00:00:00Z")
    drawn = texts(timeline([far, DAY, replace(DAY, label="other talks"), replace(DAY, label="more talks")], 760))
    assert "1947" in drawn  # told beside its arrow
    assert any(re.fullmatch(r"\d+ Mar", text) for text in drawn)  # the scale is of days


def test_a_time_stays_on_the_picture_however_long_its_bar() -> None:
    long = replace(DAY, latest_end="2026-03-20T00:00:00Z", latest_begin="2026-03-20T00:00:00Z")
    for width in (330, 760):
        picture = timeline([long, DAY], width)
        assert any(text.startswith("9–20 March 2026: talks") for text in texts(picture))
        assert "9 March 2026" in texts(picture)


def test_of_many_the_first_are_drawn() -> None:
    picture = timeline([replace(DAY, label=str(number)) for number in range(100)], 760)
    assert picture is not None
    assert picture.shown == MOST_DRAWN


def test_of_many_sides_those_with_most_are_drawn(sample_article: Dossier) -> None:
    told = sample_article.statements[:1]
    picture = network([Accusation("accuses", f"side {n}", "all", told, ()) for n in range(40)], 760)
    assert picture is not None
    assert picture.shown == MOST_SIDES
    assert "all" in texts(picture)


def test_names_of_two_pictures_differ_and_bytes_do_not(sample_article: Dossier) -> None:
    one, again = (network(sample_article.accusations, 760, "one") for _ in range(2))
    other = network(sample_article.accusations, 760, "other")
    assert one is not None
    assert other is not None
    assert one == again
    ids = [set(re.findall(r'\bid="([^"]+)"', picture.svg)) for picture in (one, other)]
    assert ids[0].isdisjoint(ids[1])


def test_what_people_set_for_matplotlib_changes_nothing(sample_article: Dossier) -> None:
    import matplotlib

    before = timeline(sample_article.timeline, 760)
    with matplotlib.rc_context({"svg.fonttype": "path", "figure.dpi": 33, "timezone": "Asia/Kabul"}):
        assert timeline(sample_article.timeline, 760) == before


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=2, max_size=6, unique=True))
def test_any_names_can_be_drawn(names: list[str]) -> None:
    from kg.report.wording import one_line

    sides = [one_line(name) or "?" for name in names]
    told = (None,)
    picture = network([Accusation("denies", sides[0], side, told, ()) for side in sides[1:]], 330)  # type: ignore[arg-type]
    assert picture is None or ET.fromstring(picture.svg) is not None
