"""``kg export``: the graph, for other programs."""

from __future__ import annotations

import click

from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["command"]

FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "graphml", "csv", "parquet", "html")
"""Those of kg.export.FORMATS, which help can list without importing it; a test keeps the two equal."""


@click.command()
@click.option("--output", "-o", metavar="FILE", help="Write to this file, whose ending tells the format.")
@click.option("--format", "form", metavar="FORMAT", help=f"{', '.join(FORMATS)}.  [default: by the ending, or turtle]")
@click.option("--article", metavar="ARTICLE", help="Only this article: its IRI, title, or the hash of its text.")
@click.option("--no-text", is_flag=True, help="Leave out the articles' texts and long quotations.")
@common_options
@pass_settings
def command(settings: Settings, output: str | None, form: str | None, article: str | None, no_text: bool) -> None:
    """Write the graph, or one article's, to a file.

    Without --output, writes to stdout. The same store always gives the same bytes.

    \b
    kg export -o graph.ttl
    kg export --format csv --article "The headline"
    """
    from pathlib import Path

    from kg.export import export, format_of

    target = None if output in (None, "-") else Path(str(output))
    name = format_of(target, form)  # before the store is opened: a wrong format is the nearer mistake
    with settings.open_store() as store:
        export(store, target, name, article=article, with_text=not no_text)
    if target is not None:
        settings.note(f"Wrote {target} as {name}.")
