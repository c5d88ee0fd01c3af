"""``kg show``: one node, with all that is known of it."""

from __future__ import annotations

import sys

import click

from kg.cli.output import width
from kg.cli.settings import Settings, common_options, on_terminal, pass_settings

__all__ = ["command"]


@click.command()
@click.argument("name", metavar="IRI|LABEL")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it."
)
@common_options
@pass_settings
def command(settings: Settings, name: str, form: str) -> None:
    """Show all that is known of an actor, claim, event or article.

    It is given by its IRI, its label or another name, or its Wikidata id. Claims are shown with their words in the
    article: the source, the cue and the content marked.

    \b
    kg show Pakistan
    kg show wd:Q843
    """
    from kg.queries.names import resolve
    from kg.queries.values import selector
    from kg.render.show import describe, write_card

    with settings.open_store() as store:
        select = selector(store.oxigraph)
        card = describe(resolve(name, select, ("actor", "article", "situation", "claim")), select)
    if form == "json":
        import json
        from dataclasses import asdict

        json.dump(asdict(card), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        write_card(card, sys.stdout, width() if on_terminal() else 80)
