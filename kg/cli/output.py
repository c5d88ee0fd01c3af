"""Write an answer where it belongs: rows on stdout, what there is to say of them on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from kg.cli.settings import Settings, on_terminal

if TYPE_CHECKING:
    from kg.config import Config
    from kg.render.answers import Answer
    from kg.sparql.federation import Services

__all__ = ["format_option", "limit_option", "services_of", "show_answer", "width"]

_FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "turtle")
"""Those of kg.render.formats.FORMATS, which help can list without importing it; a test keeps the two equal."""


def _complete_format(_context: click.Context, _option: click.Parameter, incomplete: str) -> list[Any]:
    return [name for name in _FORMATS if name.startswith(incomplete)]


def format_option() -> click.Option:
    """The option --format."""
    return click.Option(
        ["--format", "form"],
        metavar="FORMAT",
        help=f"{', '.join(_FORMATS)}.  [default: table on a terminal, tsv in a pipe, turtle for a graph]",
        shell_complete=_complete_format,
    )


def limit_option(pagination: int | None = None) -> click.Option:
    """The option --limit; a long answer has a limit of its own, which ``--limit all`` lifts.

    Its value is a number of rows, or None for all.
    """
    if pagination is None:
        return click.Option(["--limit"], type=click.IntRange(min=1), metavar="N", help="At most N rows.")
    return click.Option(
        ["--limit"],
        type=_rows,
        metavar="N|all",
        default=str(pagination),
        show_default=True,
        help="At most N rows, or all.",
    )


def _rows(value: str) -> int | None:
    """A number of rows, or None for all."""
    if value == "all":
        return None
    if not (value.isdecimal() and int(value) > 0):
        raise click.BadParameter(f"{value!r} is neither a number of rows nor all.")
    return int(value)


def width() -> int:
    """Characters in a line of the terminal; 80 where there is none."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def services_of(config: Config, endpoints: Iterable[str]) -> Services | None:
    """Where a query may send a part of itself: what kg.toml names, and these endpoints; None for nowhere."""
    allowed = frozenset((*config.service, *endpoints))
    if not allowed:
        return None
    from kg.sparql.federation import Services

    return Services(allowed, config.mirror)


def show_answer(answer: Answer, form: str | None, settings: Settings, when_empty: Callable[[], str]) -> None:
    """Write the answer to stdout, and say on stderr what to do where there is nothing in it."""
    from kg.render.formats import default_format, write_answer

    name = form or default_format(answer.kind, on_terminal())
    written = write_answer(answer, name, sys.stdout, width())
    if not written:
        settings.note(when_empty())
