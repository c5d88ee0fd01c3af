"""A dossier as one page that needs nothing but itself: no scripts, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.report.dossier import Dossier
from kg.report.drawing import LIGHT, Picture, network, timeline
from kg.report.drawing.timeline import MOST_DRAWN
from kg.report.missing import needs_extra
from kg.report.wording import KINDS, day, direction, many, on_the_web, stance, unquoted, when

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["WIDE", "write_html"]

WIDE, _NARROW = 760, 330
"""Pixels of the two drawings of each picture: for screens and paper, and for phones."""
_DARK = {
    "ink": "#e6e4df",
    "quiet": "#a9b0b6",
    "line": "#363c42",
    "fill": "#5ba6b8",
    "pale": "#2f5965",
    "accuses": "#f59a86",
    "threatens": "#e0ac5e",
    "denies": "#a9adf5",
    "card": "#1c2024",
}


def write_html(dossier: Dossier, *, for_paper: bool = False) -> str:
    """The page. For paper, pictures have fixed colours and one size, which is what WeasyPrint draws.

    Raises MissingExtraError where what draws or lays out is not installed.
    """
    widths = (WIDE,) if for_paper else (WIDE, _NARROW)
    with needs_extra("report"):
        template = _environment().get_template("dossier.html")
        pictures = _pictures(dossier, widths)
    by_iri = {one.iri: one for one in dossier.statements}
    return template.render(
        dossier=dossier,
        pictures=pictures,
        for_paper=for_paper,
        style=_style(for_paper),
        by_iri=by_iri,
        sources={source.number: source for source in dossier.sources},
        most_drawn=MOST_DRAWN,
        legend=("accuses", "threatens", "denies"),
    )


def _pictures(dossier: Dossier, widths: Sequence[int]) -> dict[str, list[Picture]]:
    """Each picture in all widths; none where there is nothing to draw."""
    timelines = [timeline(dossier.timeline, width, f"timeline-{width}") for width in widths]
    networks = [network(dossier.accusations, width, f"network-{width}") for width in widths]
    return {
        name: [picture for picture in drawn if picture is not None]
        for name, drawn in (("timeline", timelines), ("network", networks))
    }


def _style(for_paper: bool) -> str:
    """The style sheet, with the colours of the pictures in both schemes."""

    def variables(colours: dict[str, str]) -> str:
        return " ".join(f"--{name}: {colour};" for name, colour in colours.items())

    templates = files("kg.report") / "templates"
    text = (templates / "dossier.css").read_text(encoding="utf-8")
    if for_paper:
        text += (templates / "paper.css").read_text(encoding="utf-8")
    return text.replace("/* light */", variables(dict(LIGHT))).replace("/* dark */", variables(_DARK))


def _coded(text: str) -> Markup:
    """The program's own words, in which commands stand between backticks."""
    from markupsafe import Markup, escape

    pieces = [
        Markup("<code>{}</code>").format(part) if place % 2 else escape(part)
        for place, part in enumerate(text.split("`"))
    ]
    return Markup("").join(pieces)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("kg.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": day, "when": when, "unquoted": unquoted, "coded": _coded, "ours": Markup}
    environment.globals |= {
        "direction": lambda one: direction("".join(piece.text for piece in one.quote)),
        "runs": lambda paragraph: direction("".join(text for _, text in paragraph)),
    }
    environment.globals |= {"stance": stance, "kinds": KINDS, "many": many, "on_the_web": on_the_web}
    return environment
