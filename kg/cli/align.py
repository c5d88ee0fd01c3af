"""``kg align``: find out what the stored articles have to do with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from kg.cli.progress import progress
from kg.cli.settings import Settings, common_options, pass_settings

if TYPE_CHECKING:
    from kg.align import Alignment

__all__ = ["command"]

_PUBLISHED_EVERY = 500
"""Articles after which what was found is given to readers."""


@click.command()
@click.option("--again", is_flag=True, help="Drop what was found before, and align all articles anew.")
@click.option("--clear", is_flag=True, help="Drop what was found before, and stop there.")
@common_options
@pass_settings
def command(settings: Settings, again: bool, clear: bool) -> None:
    """Find out what the stored articles have to do with each other.

    Events of several articles that are one, claims that restate, support or contradict claims of another article, and
    the figures that claims give. Only articles that are new, or were read again, are compared. What is found lies in a
    graph of its own, with its reasons: the articles' graphs stay as they are.

    \b
    kg align
    kg query contradictions
    """
    if again and clear:
        raise click.UsageError("--again and --clear exclude each other: --again clears by itself.")
    if settings.config.endpoint:
        from kg.errors import UsageError

        raise UsageError(
            "a store on a server cannot be aligned from here",
            remedy="Align the folder's store, and load it into the server with `kg load`.",
        )
    from kg.align import Alignment

    with settings.open_store(write=True) as store:
        alignment = Alignment(store.oxigraph, settings.config.base)
        if again or clear:
            dropped = alignment.clear()
            settings.note(f"Dropped {dropped} relations between articles.")
        if not clear:
            _align(alignment, settings, store.publish)


def _align(alignment: Alignment, settings: Settings, publish: Callable[[], None]) -> None:
    for iri in alignment.gone():
        alignment.forget(iri)
    due = alignment.due()
    found: Counter[str] = Counter()
    with progress("Aligning", len(due), settings) as advance:
        for number, iri in enumerate(due, 1):
            found.update(str(one.relation) for one in alignment.align(iri).found)
            advance(iri.rpartition("/")[2])
            if number % _PUBLISHED_EVERY == 0:
                publish()
    _report(len(due), found, settings)


def _report(articles: int, found: Counter[str], settings: Settings) -> None:
    if not articles:
        settings.note("Nothing to align: all articles are as they were when they were aligned.")
        return
    words = {
        "sameEventAs": "pairs of one event",
        "restates": "restatements",
        "supports": "supports",
        "contradicts": "contradictions",
    }
    told = ", ".join(f"{found[name]} {word}" for name, word in words.items())
    settings.note(f"Aligned {articles} {'article' if articles == 1 else 'articles'}: {told}.")
    settings.note("Next:  kg query contradictions    kg query same-events    kg query casualties")
