"""``kg validate``: SHACL over the store, or over RDF files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.settings import Settings, common_options, pass_settings

if TYPE_CHECKING:
    from pathlib import Path

    from kg.validation import Engine, ValidationReport

__all__ = ["command"]

_NAMED = 10
"""Articles that are named at most."""


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
@click.option("--all", "everything", is_flag=True, help="Also what people have let stand, on the server's page Review.")
@click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl"]),
    default="compiled",
    show_default=True,
    help="What runs SHACL Core: shapes compiled to set operations, or the slower reference. Both find the same.",
)
@common_options
@pass_settings
@click.pass_context
def command(
    context: click.Context,
    settings: Settings,
    files: tuple[str, ...],
    form: str,
    fail_on: str,
    everything: bool,
    engine: str,
) -> None:
    """Check the graph against the SHACL shapes.

    Without FILE, checks the store; with files (.ttl .trig .nt .nq .jsonld .rdf), checks those. Each finding tells what
    is wrong, what it means, and the sentence of the article that it comes from. Articles that a build did not store,
    because their graph breaks a shape, are named with their reports.
    """
    from kg.validation import Engine, render_report

    report = _validate(files, settings, Engine(engine))
    if not files and not everything:
        report = _waiting(report, settings)
    click.echo(render_report(report, form), nl=False)
    context.exit(0 if report.conforms(fail_on) else 1)


def _validate(files: tuple[str, ...], settings: Settings, engine: Engine) -> ValidationReport:
    from kg.cli.progress import progress

    if files:
        from pathlib import Path

        from kg.validation import validate_files

        return validate_files((Path(file) for file in files), engine)
    from kg.validation import article_reports, merged, validate_across

    with settings.open_store() as store:
        _tell_of_quarantine(store.path, settings)
        reports = []
        with progress("Checking", len(store.articles()), settings) as advance:
            for iri, report in article_reports(store.oxigraph, engine):
                reports.append(report)
                advance(iri)
        return merged([*reports, validate_across(store.oxigraph)])


def _waiting(report: ValidationReport, settings: Settings) -> ValidationReport:
    """The report without what people have let stand, of which it tells on stderr."""
    from kg.reviewing import reviewed

    waiting, stands = reviewed(report, settings.config)
    if stands:
        what = "finding that may stand is" if len(stands) == 1 else "findings that may stand are"
        settings.note(f"{len(stands):,} {what} left out; --all shows all.  [{settings.config.decisions_file}]")
    return waiting


def _tell_of_quarantine(path: Path | None, settings: Settings) -> None:
    """Name what a build kept beside the store, on stderr: the store itself is what is checked."""
    from kg.quarantine import Quarantine

    kept = list(Quarantine(path))
    for article in kept[:_NAMED]:
        settings.note(f"Not stored, its graph breaks a shape: {article.source}  [{article.report}]")
    if len(kept) > _NAMED:
        settings.note(f"And {len(kept) - _NAMED:,} more in {kept[0].report.parent}")
