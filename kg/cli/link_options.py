"""The options of every command that links: which decisions, which index, whether to ask live services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.config import Config

__all__ = ["link_options", "linking"]

_F = TypeVar("_F", bound=Callable[..., Any])
_GIVEN = "kg.cli.link_options"
"""Key in the context: what was given, by the setting that it sets."""


def _remember(context: click.Context, option: click.Parameter, value: Any) -> None:
    if value is not None and option.name:
        setting = Path(value) if isinstance(value, str) else value
        context.meta.setdefault(_GIVEN, {})[option.name] = setting


_OPTIONS = (
    click.option(
        "--decisions",
        metavar="FILE",
        expose_value=False,
        callback=_remember,
        help="Decisions on links.  [default: KG_DECISIONS, or decisions in kg.toml, or links.sssom.tsv by the store]",
    ),
    click.option(
        "--index",
        metavar="FILE",
        expose_value=False,
        callback=_remember,
        help="Index of Wikidata items, made with kg link index.  [default: KG_INDEX, or index in kg.toml]",
    ),
    click.option(
        "--online/--offline",
        default=None,
        expose_value=False,
        callback=_remember,
        help="Ask Wikidata's services what nothing at hand knows.  [default: KG_ONLINE, or online in kg.toml, or not]",
    ),
)


def link_options(command: _F) -> _F:
    """Give a command the options --decisions, --index, and --online or --offline. ``linking`` says what was given."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def linking(config: Config) -> Config:
    """The settings, with what the options of the running command say over them."""
    given: dict[str, Any] = click.get_current_context().meta.get(_GIVEN, {})
    return replace(config, **given)
