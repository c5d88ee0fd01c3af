"""What every command is told from outside: which store, how much to say, and kg.toml."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.config import Config
    from kg.store import ArticleStore

__all__ = ["Settings", "common_options", "on_terminal", "pass_settings"]

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass
class Settings:
    """The options that all commands share. They may stand before the command's name or after it."""

    store: str | None = None
    """As given with --store; what holds is config.store."""
    endpoint: str | None = None
    """As given with --endpoint; what holds is config.endpoint."""
    debug: bool = False
    quiet: bool = False

    @property
    def config(self) -> Config:
        """kg.toml and the environment, with --store or --endpoint over both; ConfigError where kg.toml is unusable."""
        from pathlib import Path

        if self.endpoint:
            return replace(self._of_folder, endpoint=self.endpoint)
        return replace(self._of_folder, store=Path(self.store), endpoint=None) if self.store else self._of_folder

    def open_store(self, *, write: bool = False, create: bool = False) -> ArticleStore:
        """The store that the command is about: the folder's, or the one on a server; raises what opening it does."""
        from kg.store import open_configured

        return open_configured(self.config, write=write, create=create)

    @cached_property
    def _of_folder(self) -> Config:
        from kg.config import load_config

        return load_config()

    def note(self, message: str) -> None:
        """Say something that is not a result: on stderr, and not at all with --quiet."""
        if not self.quiet:
            click.echo(message, err=True)


pass_settings = click.make_pass_decorator(Settings, ensure=True)


def on_terminal() -> bool:
    """Whether results go to somebody's screen."""
    return sys.stdout.isatty()


def _remember(context: click.Context, option: click.Parameter, value: Any) -> None:
    if value and option.name:
        setattr(context.ensure_object(Settings), option.name, value)


_COMMON = (
    click.option(
        "--store",
        metavar="DIR",
        expose_value=False,
        is_eager=True,
        callback=_remember,
        help="The folder of the store.  [default: KG_STORE, or store in kg.toml, or ./kg-store]",
    ),
    click.option(
        "--endpoint",
        metavar="URL",
        expose_value=False,
        is_eager=True,
        callback=_remember,
        help="A SPARQL server that holds the store, in place of the folder.  [default: KG_ENDPOINT, or kg.toml]",
    ),
    click.option(
        "--quiet", "-q", is_flag=True, expose_value=False, callback=_remember, help="Only results and errors."
    ),
    click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_remember,
        help="Show tracebacks and what runs.",
    ),
)


def common_options(command: _F) -> _F:
    """Give a command, or the function that becomes one, the options that all commands share."""
    for option in reversed(_COMMON):
        command = option(command)
    return command
