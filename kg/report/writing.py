"""The formats of a dossier, and writing in one of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UnknownFormatError
from kg.export.files import written
from kg.report.dossier import Dossier
from kg.report.missing import needs_extra

__all__ = ["FORMATS", "Format", "format_of", "write_dossier"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a dossier can be written in."""

    endings: tuple[str, ...]
    """Of files, the usual one first."""
    summary: str
    """What it is, for help and documentation."""
    write: Callable[[Dossier, Path | None], bytes]
    """Gives the dossier's bytes; puts what belongs beside it into files beside the target, where there is one."""


def _html(dossier: Dossier, _target: Path | None) -> bytes:
    from kg.report.html import write_html

    return write_html(dossier).encode()


def _pdf(dossier: Dossier, _target: Path | None) -> bytes:
    from kg.report.pdf import write_pdf

    return write_pdf(dossier)


def _markdown(dossier: Dossier, target: Path | None) -> bytes:
    """With its pictures beside it; without a file there is nowhere to put them, and the tables say the same."""
    from kg.report.markdown import write_markdown

    if target is None:
        return write_markdown(dossier).encode()
    with needs_extra("report"):
        from kg.report.drawing import network, timeline
        from kg.report.html import WIDE

        drawn = [timeline(dossier.timeline, WIDE), network(dossier.accusations, WIDE)]
    beside = []
    for picture in drawn:
        if picture is not None:
            path = target.with_name(f"{target.stem}.{picture.name}.svg")
            with written(path) as file:
                file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n' + picture.svg.encode() + b"\n")
            beside.append((picture, path.name))
    return write_markdown(dossier, beside).encode()


FORMATS: dict[str, Format] = {
    "html": Format((".html", ".htm"), "one page that needs nothing but itself", _html),
    "markdown": Format((".md", ".markdown"), "Markdown, with pictures as SVG beside it", _markdown),
    "pdf": Format((".pdf",), "PDF, to print and to send", _pdf),
}
"""Name → format."""
_FOR_A_PIPE = "markdown"


def format_of(target: Path | None, name: str | None = None) -> str:
    """The name of the format: as given, or by the file's ending; Markdown where there is neither.

    Raises UnknownFormatError, with all formats.
    """
    listed = "Formats are: " + ", ".join(f"{name} ({form.endings[0]})" for name, form in FORMATS.items()) + "."
    if name is not None:
        if name not in FORMATS:
            raise UnknownFormatError(f"no format {name!r}", remedy=listed)
        return name
    if target is None:
        return _FOR_A_PIPE
    for known, form in FORMATS.items():
        if target.suffix.lower() in form.endings:
            return known
    raise UnknownFormatError(
        f"no format of a dossier has the ending {target.suffix!r}", remedy=f"Give --format. {listed}"
    )


def write_dossier(dossier: Dossier, target: Path | None, form: str) -> None:
    """Write a dossier to a file, which is there whole or not at all, or to standard output.

    Raises MissingExtraError where what draws it is not installed, PathError where the file cannot be written.
    """
    content = FORMATS[form].write(dossier, target)
    if target is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    with written(target) as file:
        file.write(content)
