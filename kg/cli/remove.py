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
    other article speaks of go with it; all else stays as it was. Where one ARTICLE is not known, nothing is removed.
    """

    with settings.open_store(write=True) as store:
        for found in dict.fromkeys(store.find_article(name) for name in articles):
            store.remove_article(found.iri)
            settings.note(f"Removed {found.title}  {found.iri}")
