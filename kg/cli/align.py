"""``kg align``: find out what the stored articles have to do with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from kg.cli.progress import progress
from kg.cli.settings import Settings, common_options, pass_settings

if TYPE_CHECKING:
    from kg.align import Alignment

__all__ = ["align_these", "command", "told_of"]

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
    from kg.align import Alignment

    with settings.open_store(write=True) as store:
        alignment = Alignment(store.oxigraph, settings.config.base)
        if again or clear:
            dropped = alignment.clear()
            settings.note(f"Dropped {dropped} relations between articles.")
        if not clear:
            for iri in alignment.gone():
                alignment.forget(iri)
            due = alignment.due()
            found = align_these(alignment, due, settings, store.publish)
            _report(len(due), found, settings)


def align_these(
    alignment: Alignment, due: Sequence[str], settings: Settings, publish: Callable[[], None]
) -> Counter[str]:
    """Align articles, with progress; how many relations of which kind were found."""
    found: Counter[str] = Counter()
    with progress("Aligning", len(due), settings) as advance:
        for number, iri in enumerate(due, 1):
            found.update(str(one.relation) for one in alignment.align(iri).found)
            advance(iri.rpartition("/")[2])
            if number % _PUBLISHED_EVERY == 0:
                publish()
    return found


def _report(articles: int, found: Counter[str], settings: Settings) -> None:
    if not articles:
        settings.note("Nothing to align: all articles are as they were when they were aligned.")
        return
    settings.note(f"Aligned {articles} {'article' if articles == 1 else 'articles'}: {told_of(found)}.")
    settings.note("Next:  kg query contradictions    kg query same-events    kg query casualties")


def told_of(found: Counter[str]) -> str:
    """What was found, in words."""
    words = {
        "sameEventAs": "pairs of one event",
        "restates": "restatements",
        "supports": "supports",
        "contradicts": "contradictions",
    }
    return ", ".join(f"{found[name]} {word}" for name, word in words.items())
