"""``kg remove``: take an article out of the store."""

from __future__ import annotations

import click

from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["command"]


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@common_options
@pass_settings
def command(settings: Settings, articles: tuple[str, ...]) -> None:
    """Take an article out of the store.

    ARTICLE is its IRI, its title, or the first digits (six or more) of the hash of its text. Actors and places that no
    other article speaks of go with it, and what it had to do with other articles; all else stays as it was. Where one
    ARTICLE is not known, nothing is removed.
    """

    from kg.align import Alignment

    with settings.open_store(write=True) as store:
        alignment = Alignment(store.oxigraph, settings.config.base)
        for found in dict.fromkeys(store.find_article(name) for name in articles):
            if alignment.knows(found.iri):
                alignment.forget(found.iri)
            store.remove_article(found.iri)
            settings.note(f"Removed {found.title}  {found.iri}")
