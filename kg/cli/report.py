"""``kg report``: a dossier, for people."""

from __future__ import annotations

import click

from kg.cli.settings import Settings, common_options, on_terminal, pass_settings

__all__ = ["command"]

FORMATS = ("html", "markdown", "pdf")
"""Those of kg.report.FORMATS, which help can list without importing it; a test keeps the two equal."""
_MOST = 300
"""kg.report.MOST_CLAIMS; likewise."""


@click.command()
@click.option(
    "--about", required=True, metavar="NAME", help="An actor, event or article: IRI, label, headline or Wikidata id."
)
@click.option("--output", "-o", metavar="FILE", help="Write to this file, whose ending tells the format.")
@click.option(
    "--format", "form", metavar="FORMAT", help=f"{', '.join(FORMATS)}.  [default: by the ending, or markdown]"
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=_MOST,
    show_default=True,
    metavar="N",
    help="Tell of N claims at most, those of the latest articles.",
)
@click.option(
    "--since", metavar="DATE", help="Only articles published then or later: 2025-10-28, 2025-10, 'last week', …"
)
@click.option("--until", metavar="DATE", help="Only articles published then or earlier.")
@click.option("--no-text", is_flag=True, help="Leave out the texts of the articles; quotations stay.")
@common_options
@pass_settings
def command(
    settings: Settings,
    about: str,
    output: str | None,
    form: str | None,
    most: int,
    since: str | None,
    until: str | None,
    no_text: bool,
) -> None:
    """Write a dossier on an actor, an event or an article.

    It tells who claims what and through whom that is known, who accuses whom, what is in dispute and what is left
    open, with every quotation led back to its place in the article, and says how far the method is to be trusted.
    The same store gives the same dossier.

    \b
    kg report --about Pakistan -o pakistan.html
    kg report --about "Shells hit Afghan border market" -o shelling.pdf
    kg report --about Taliban --since "last week" -o taliban.html
    """
    from pathlib import Path

    from kg.queries.dates import bound_of
    from kg.report import format_of, make_dossier, write_dossier

    target = None if output in (None, "-") else Path(str(output))
    name = format_of(target, form)  # before the store is opened: a wrong format is the nearer mistake
    if target is None and name == "pdf" and on_terminal():
        raise click.UsageError("A PDF does not go to a terminal: name a file with -o.")
    first = bound_of("--since", since, last=False) if since is not None else None
    final = bound_of("--until", until, last=True) if until is not None else None
    with settings.open_store() as store:
        dossier = make_dossier(store, about, most=most, with_text=not no_text, since=first, until=final)
    write_dossier(dossier, target, name)
    if target is not None:
        settings.note(f"Wrote {target}: {dossier.lead}")
