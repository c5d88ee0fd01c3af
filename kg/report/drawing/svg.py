"""What matplotlib draws, made fit for a page: real text, no dates, names of its own, colours that the page chooses.

Text stays text, so that the browser shapes and orders scripts that matplotlib cannot, and it can be found and read out.
"""

from __future__ import annotations

import io
import re
import textwrap
import unicodedata
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["LETTER", "LIGHT", "Picture", "canvas", "isolated", "picture", "wrapped"]

LIGHT: Final[Mapping[str, str]] = {
    "ink": "#1f2326",
    "quiet": "#5b6166",
    "line": "#dcd8cf",
    "fill": "#2b7183",
    "pale": "#9cc3cc",
    "accuses": "#a3321f",
    "threatens": "#7a4d00",
    "denies": "#4a4fa3",
    "card": "#ffffff",
}
"""Colours on white paper. On a page, each becomes the style sheet's variable of its name."""
_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_WIDE: Final = frozenset("WF")
LETTER: Final = 0.53
"""How wide a letter is on average, in parts of the size of the font."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and what it shows, in words."""

    name: str
    svg: str
    """A whole SVG document, without declaration, in the colours of LIGHT."""
    title: str
    width: int
    """In CSS pixels, at which the text has the size of text."""
    shown: int
    """How many things are drawn."""

    def themed(self) -> str:
        """The drawing with the variables of a style sheet for its colours, to stand in a page."""
        found = self.svg
        for name, colour in LIGHT.items():
            found = found.replace(colour, f"var(--{name})")
        return found


@contextmanager
def canvas(width: int, height: float) -> Iterator[tuple[Figure, Axes]]:
    """A figure whose points are the page's pixels, and axes all over it; closed at the end.

    What people set for matplotlib of their own changes nothing here.
    """
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of glyphs that a font lacks: no font is drawn here
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "kg", "text.parse_math": False})
        figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.axis("off")
        yield figure, axes


def picture(figure: Figure, name: str, title: str, width: int, shown: int) -> Picture:
    """The figure as a picture; its ids begin with the name, so that several can stand on one page."""
    written = io.BytesIO()
    metadata = {"Date": None, "Creator": None, "Format": None, "Type": None}
    figure.savefig(written, format="svg", metadata=metadata, transparent=True)
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    root = ET.fromstring(written.getvalue())
    for child in list(root):
        if child.tag in (f"{{{_SVG}}}metadata",):
            root.remove(child)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{{{_SVG}}}style":
                parent.remove(child)
    for node in root.iter():
        _renamed(node, name)
    for attribute in ("width", "height", "version"):
        root.attrib.pop(attribute, None)
    root.attrib |= {"role": "img", "aria-labelledby": f"{name}-title", "class": "picture"}
    words = ET.Element(f"{{{_SVG}}}title", {"id": f"{name}-title"})
    words.text = title
    root.insert(0, words)
    text = re.sub(r"\s*\n\s*", " ", ET.tostring(root, encoding="unicode"))
    return Picture(name, text, title, width, shown)


def _renamed(node: ET.Element, name: str) -> None:
    for attribute, value in list(node.attrib.items()):
        if attribute == "id":
            node.set("id", f"{name}-{value}")
        elif value.startswith("#") and attribute in ("href", f"{{{_XLINK}}}href"):
            node.set(attribute, f"#{name}-{value[1:]}")
        elif "url(#" in value:
            node.set(attribute, value.replace("url(#", f"url(#{name}-"))
        elif attribute == "style" and "font-family" in value:
            node.set(attribute, re.sub(r"font-family:[^;]*", "font-family: sans-serif", value))


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """A text in at most so many lines that fit a width, both in pixels; wide characters count double.

    >>> wrapped("the talks in Istanbul ended without an agreement", 100, 12, 2)
    ['the talks in', 'Istanbul ended…']
    """
    letters = max(6, int(width / (size * LETTER)))
    if any(unicodedata.east_asian_width(char) in _WIDE for char in text):
        letters = max(4, letters // 2)
    lines = textwrap.wrap(text, letters)
    if len(lines) > most:
        last = lines[most - 1]
        lines[most - 1 :] = [(last if len(last) < letters else last[: letters - 1].rstrip()) + "…"]
    return [isolated(line) for line in lines]


def isolated(text: str) -> str:
    """The text, kept from turning round what stands beside it, where it has letters that run from right to left."""
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN", "RLO", "RLE", "RLI") for char in text):
        return f"\u2068{text}\u2069"
    return text
