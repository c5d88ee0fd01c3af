"""``kg stats``: how much of what is in the store."""

from __future__ import annotations

import sys

import click

from kg.cli.settings import Settings, common_options, on_terminal, pass_settings

__all__ = ["command"]


@click.command()
@click.option("--format", "form", metavar="FORMAT", help="table, csv, tsv, json, xml or markdown.")
@common_options
@pass_settings
def command(settings: Settings, form: str | None) -> None:
    """Count what is in the store.

    Tells how many articles, claims, disputes, actors, places, situations and mentions there are, and triples.
    """
    from pyoxigraph import Literal

    from kg.render.answers import Answer
    from kg.render.formats import default_format, write_answer

    with settings.open_store() as store:
        counts = store.stats()
    rows = [(Literal(kind), Literal(count)) for kind, count in counts.items()]
    name = form or default_format("rows", on_terminal())
    write_answer(Answer("rows", ("kind", "count"), rows), name, sys.stdout)
