"""``kg validate``: SHACL over the store, or over RDF files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.settings import Settings, common_options, pass_settings

if TYPE_CHECKING:
    from kg.validation import ValidationReport

__all__ = ["command"]


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--format", "form", default="text", show_default=True, metavar="FORMAT", help="text, json or turtle.")
@click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info"]),
    default="violation",
    show_default=True,
    help="End with exit code 1 where there is a finding this bad, or worse.",
)
@common_options
@pass_settings
@click.pass_context
def command(context: click.Context, settings: Settings, files: tuple[str, ...], form: str, fail_on: str) -> None:
    """Check the graph against the SHACL shapes.

    Without FILE, checks the store; with files (.ttl .trig .nt .nq .jsonld .rdf), checks those. Each finding tells what
    is wrong, what it means, and the sentence of the article that it comes from.
    """
    from kg.validation import render_report

    report = _validate(files, settings)
    click.echo(render_report(report, form), nl=False)
    context.exit(0 if report.conforms(fail_on) else 1)


def _validate(files: tuple[str, ...], settings: Settings) -> ValidationReport:
    from kg.cli.progress import progress

    if files:
        from pathlib import Path

        from kg.validation import validate_files

        return validate_files(Path(file) for file in files)
    from kg.validation import article_reports, merged, validate_across

    with settings.open_store() as store:
        reports = []
        with progress("Checking", len(store.articles()), settings) as advance:
            for iri, report in article_reports(store.oxigraph):
                reports.append(report)
                advance(iri)
        return merged([*reports, validate_across(store.oxigraph)])
