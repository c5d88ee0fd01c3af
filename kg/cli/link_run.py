"""``kg link run``: link the stored articles again."""

from __future__ import annotations

import click

from kg.cli.link_decide import summarize
from kg.cli.link_options import link_options, linking
from kg.cli.progress import progress
from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["run"]


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE…]")
@link_options
@common_options
@pass_settings
def run(settings: Settings, articles: tuple[str, ...] = ()) -> None:
    """Link the stored articles again.

    After the file of decisions was edited, with another index, or with live services: all articles, or those named by
    IRI, title, or the beginning of their hash. Each is read again from its stored text.

    \b
    kg link run
    kg link run --online
    """
    from kg.pipeline import ArticleReader
    from kg.relinking import relink

    config = linking(settings.config)
    with settings.open_store(write=True) as store:
        wanted = [store.find_article(name).iri for name in articles] or [one.iri for one in store.articles()]
        reader = ArticleReader(config)
        results = []
        with progress("Linking", len(wanted), settings) as advance:
            for one in relink(store, reader, config.base, wanted):
                advance(one.article)
                results.append(one)
        summarize(results, settings)
