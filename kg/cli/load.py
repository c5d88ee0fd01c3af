"""``kg load``: put into the store what ``kg build --shards`` wrote."""

from __future__ import annotations

import click

from kg.cli.progress import progress
from kg.cli.settings import Settings, common_options, pass_settings
from kg.cli.tally import number

__all__ = ["command"]


@click.command()
@click.argument("shards", nargs=-1, required=True, metavar="SHARDS…")
@common_options
@pass_settings
def command(settings: Settings, shards: tuple[str, ...]) -> None:
    """Load graphs that `kg build --shards` wrote.

    SHARDS is the folder (or the address, such as s3://bucket/shards) that was written, or single .nq.gz files in it.
    Each file is checked against the manifest, and loaded whole or not at all: a load that was stopped is run again, and
    loading twice changes nothing. Other RDF is refused.

    \b
    kg load shards/
    kg load s3://bucket/shards --endpoint http://localhost:7878
    """
    from kg.shards import load, manifests

    config = settings.config
    wanted = manifests(shards, config)
    articles = statements = 0
    with settings.open_store(write=True, create=True) as store, progress("Loading", len(wanted), settings) as advance:
        for loaded in load(wanted, store, config):
            advance(loaded.shard)
            articles += loaded.articles
            statements += loaded.statements
    where = config.endpoint or config.store
    told = f"{number(articles, 'article')} with {number(statements, 'statement')}"
    settings.note(f"Loaded {told} from {number(len(wanted), 'shard')}.  [{where}]")
    settings.note("Next:  kg align    kg query")
