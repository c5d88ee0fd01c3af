"""The group of all commands: which there are, and what happens when one of them fails."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kg.cli.settings import Settings, common_options

if TYPE_CHECKING:
    from kg.errors import KgError

__all__ = ["COMMANDS", "cli"]

COMMANDS = {
    "build": "Read articles into the store.",
    "load": "Load graphs that `kg build --shards` wrote.",
    "align": "Find out what the stored articles have to do with each other.",
    "query": "List the saved queries, or run one.",
    "show": "Show all that is known of an actor, claim, event or article.",
    "sparql": "Run any SPARQL query.",
    "export": "Write the graph, or one article's, to a file.",
    "report": "Write a dossier on an actor, an event or an article.",
    "validate": "Check the graph against the SHACL shapes.",
    "link": "Link to Wikidata, and review and correct the links.",
    "reason": "Check consistency and draw inferences.",
    "evaluate": "Measure how well articles are read, against gold.",
    "stats": "Count what is in the store.",
    "remove": "Take an article out of the store.",
    "serve": "Open the graph to browsers and programs.",
    "init": "Write a commented kg.toml to start from.",
    "doctor": "Check the installation.",
    "explain": "Explain an error code.",
}
"""Command → its one line in ``kg --help``. Each is the object ``command`` of the module of its name, and is imported
when it runs: the line stands here so that ``kg --help`` imports none of them."""

EPILOG = """\b
Exit codes: 0 done; 1 findings; 2 wrong use of the command;
3 bad or unreadable input; 4 a mistake in kg itself; 130 interrupted.
"""


class _LazyGroup(click.Group):
    """Imports a command when it runs, and turns every failure into a message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"kg.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            import difflib

            close = difflib.get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
            hint = f"Did you mean {close[0]!r}?" if close else f"Commands are: {', '.join(COMMANDS)}."
            raise click.UsageError(f"No such command {name!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        from kg.errors import KgError

        try:
            value = super().invoke(ctx)
            sys.stdout.flush()  # here, so that a pipe that was closed early is met here
            return value
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            _discard_output()
            ctx.exit(0)
        except KeyboardInterrupt:
            click.echo("\nInterrupted.", err=True)
            ctx.exit(130)
        except KgError as error:
            _fail(ctx, error)
        except Exception as error:
            _fail(ctx, _as_internal(error))


def _discard_output() -> None:
    """Nobody reads any more: what is still buffered goes nowhere, without a word at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _as_internal(error: Exception) -> KgError:
    from kg.errors import InternalError

    internal = InternalError(
        f"{type(error).__name__}: {error}",
        remedy="Run it again with --debug and report what it prints: see `kg explain KG900`.",
    )
    internal.__cause__ = error
    return internal


def _fail(ctx: click.Context, error: KgError) -> NoReturn:
    if ctx.ensure_object(Settings).debug:
        import traceback

        traceback.print_exception(error)
    lines = str(error).splitlines()
    code, colon, message = lines[0].partition(":")
    click.echo("\n".join([click.style(code, fg="red", bold=True) + colon + message, *lines[1:]]), err=True)
    ctx.exit(error.exit_code)


def _version(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if not value or context.resilient_parsing:
        return
    from kg import __version__

    click.echo(f"news-kg {__version__}")
    context.exit()


@click.group(cls=_LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@common_options
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit."
)
@click.pass_context
def cli(context: click.Context) -> None:
    """Read news articles into a graph of who says what about whom, through whom we know it, who denies it, and where
    exactly the article says so.

    \b
    kg build article.txt --published 2025-10-28
    kg query
    kg query disputes
    """
    context.ensure_object(Settings)
