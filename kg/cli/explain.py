"""``kg explain``: what an error code means."""

from __future__ import annotations

import difflib

import click

from kg.cli.settings import common_options

__all__ = ["command"]


@click.command()
@click.argument("code", required=False)
@common_options
def command(code: str | None) -> None:
    """Explain an error code.

    Tells what CODE (such as KG012) means, how it comes about and what to do; without CODE, lists all of them.
    """
    from kg.errors import UnknownNameError, all_errors

    by_code = {error.code: error for error in all_errors()}
    if code is None:
        for known, error in sorted(by_code.items()):
            click.echo(f"{known}  {error.title}")
        return
    wanted = "KG" + code.upper().removeprefix("KG").rjust(3, "0")
    if wanted not in by_code:
        close = difflib.get_close_matches(wanted, by_code, n=1)
        hint = f"Did you mean {close[0]}? " if close else ""
        raise UnknownNameError(f"there is no error code {code!r}", remedy=f"{hint}`kg explain` lists them.")
    error = by_code[wanted]
    click.echo(click.wrap_text(f"{wanted}: {error.title}", 78))
    click.echo()
    click.echo(click.wrap_text(error.explanation, 78))
    click.echo(f"\nExit code: {error.exit_code}")
