"""``kg reason``: consistency, and what follows."""

from __future__ import annotations

import sys

import click

from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["command"]


@click.command()
@click.option(
    "--engine",
    type=click.Choice(["auto", "hermit", "owlrl"]),
    default="auto",
    show_default=True,
    help="hermit needs Java; owlrl applies the rules of OWL 2 RL; auto takes hermit where there is Java.",
)
@click.option("--external", is_flag=True, help="Also what follows in the terms of PROV, SEM and other vocabularies.")
@click.option("--save", is_flag=True, help="Keep what follows in the store, in a graph of its own.")
@common_options
@pass_settings
@click.pass_context
def command(context: click.Context, settings: Settings, engine: str, external: bool, save: bool) -> None:
    """Check consistency and draw inferences.

    Tells whether the graph agrees with the ontology, and why not. Where it does, what follows from it is written to
    stdout as Turtle, or kept with --save.
    """
    from typing import cast

    from pyoxigraph import NamedNode, RdfFormat, serialize

    from kg.reasoning import Engine, check, inference_graph, inference_quads
    from kg.vocabulary import PREFIXES

    base = settings.config.base
    with settings.open_store(write=save) as store:
        kept = NamedNode(inference_graph(base))
        stated = (quad for quad in store.oxigraph if quad.graph_name != kept)
        report = check(stated, engine=cast(Engine, engine), external=external)
        report.raise_if_inconsistent()
        if save:
            store.oxigraph.clear_graph(kept)
            store.oxigraph.extend(inference_quads(report.inferences, base))
    count = f"{len(report.inferences):,} statement{'' if len(report.inferences) == 1 else 's'}"
    where = f", kept in <{kept.value}>" if save else ""
    settings.note(
        f"Consistent, says {report.engine}. {count} follow{'s' if len(report.inferences) == 1 else ''}{where}."
    )
    if not save and report.inferences:
        sys.stdout.write((serialize(report.inferences, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode())
    context.exit(0)
