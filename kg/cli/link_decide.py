"""``kg link accept``, ``reject``, ``nil`` and ``undo``: what a person says of a link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from kg.cli.link_options import link_options, linking
from kg.cli.settings import Settings, common_options, pass_settings

if TYPE_CHECKING:
    from kg.config import Config
    from kg.deciding import Decider
    from kg.link.decisions import Key, Verdict
    from kg.relinking import Relinked
    from kg.store import ArticleStore

__all__ = ["accept", "author_of", "nil", "reject", "summarize", "undo"]

_QID = re.compile(r"(?:wd:|<?https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d*)>?\Z", re.IGNORECASE)


def _qid(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """A Wikidata item, however people copy it: Q843, wd:Q843, or the address of its page."""
    match = _QID.match(value.strip())
    if match is None:
        raise click.BadParameter(f"{value!r} is no Wikidata item: write it like Q843.")
    return match[1].upper()


_ARTICLE = click.option(
    "--article", metavar="ARTICLE", help="Decide for this article alone: its IRI, title, or the beginning of its hash."
)
_COMMENT = click.option("--comment", default="", metavar="TEXT", help="Why; it is kept beside the decision.")
_NAME = click.argument("name", metavar="NAME")


@click.command()
@_NAME
@click.argument("item", metavar="QID", callback=_qid)
@_ARTICLE
@_COMMENT
@link_options
@common_options
@pass_settings
def accept(settings: Settings, name: str, item: str, article: str | None, comment: str) -> None:
    """Say which Wikidata item an actor or place is.

    NAME is its label, or its IRI where several have that label. The decision is kept in the file of decisions, goes
    before whatever the linker finds, and changes the stored articles at once.

    \b
    kg link accept "Khawaja Muhammad Asif" Q6401038
    kg link accept Georgia Q1428 --article 3f2a9c
    """
    from kg.link.decisions import Verdict

    _decide(settings, name, Verdict.ACCEPT, item, article, comment)


@click.command()
@_NAME
@click.argument("item", metavar="QID", callback=_qid)
@_ARTICLE
@_COMMENT
@link_options
@common_options
@pass_settings
def reject(settings: Settings, name: str, item: str, article: str | None, comment: str) -> None:
    """Say that an actor or place is not that Wikidata item.

    Another item may be found for it all the same; `kg link nil` says that there is none.

    \b
    kg link reject Georgia Q230
    """
    from kg.link.decisions import Verdict

    _decide(settings, name, Verdict.REJECT, item, article, comment)


@click.command()
@_NAME
@_ARTICLE
@_COMMENT
@link_options
@common_options
@pass_settings
def nil(settings: Settings, name: str, article: str | None, comment: str) -> None:
    """Say that Wikidata has no item of an actor or place.

    \b
    kg link nil "Zabihullah Mujahid"
    """
    from kg.link.decisions import Verdict

    _decide(settings, name, Verdict.NIL, None, article, comment)


@click.command()
@_NAME
@_ARTICLE
@link_options
@common_options
@pass_settings
def undo(settings: Settings, name: str, article: str | None) -> None:
    """Take back what was decided on an actor or place.

    \b
    kg link undo "Zabihullah Mujahid"
    """
    from kg.deciding import Decider
    from kg.errors import UnknownNameError

    config = linking(settings.config)
    with settings.open_store(write=True) as store:
        try:
            node = _node(store, name)
        except UnknownNameError:
            node = None  # the name of a decision, and of nobody any more
        decider = Decider(store, config)
        keys = decider.undo(name, node, _article(store, article))
        _finish(decider, keys, "nothing is decided any more", config, settings)


def author_of(config: Config) -> str:
    """Who decides: as set, else the name under which somebody is logged in."""
    import getpass

    try:
        return config.author or getpass.getuser()
    except (KeyError, OSError):
        return ""


def summarize(results: Iterable[Relinked], settings: Settings) -> None:
    """Say what became of the stored articles."""
    from collections import Counter

    from kg.relinking import Result

    results = list(results)
    counts = Counter(one.result for one in results)
    left = Counter(one.reason for one in results if one.result is Result.LEFT)
    settings.note(f"{_number(counts[Result.CHANGED])} changed, of {_number(len(results))} linked again.")
    for reason, count in left.items():
        settings.note(f"{_number(count)} left as {'it was' if count == 1 else 'they were'}: {reason}.")


def _decide(
    settings: Settings, name: str, verdict: Verdict, item: str | None, article: str | None, comment: str
) -> None:
    from kg.deciding import Decider

    config = linking(settings.config)
    with settings.open_store(write=True) as store:
        decider = Decider(store, config, author_of(config))
        keys = decider.decide(_node(store, name), verdict, item, _article(store, article), comment)
        said = {"accept": f"is {item}", "reject": f"is not {item}", "nil": "has no item in Wikidata"}[verdict]
        _finish(decider, keys, said, config, settings)


def _finish(decider: Decider, keys: list[Key], said: str, config: Config, settings: Settings) -> None:
    for key in keys:
        where = f" in {key.article}" if key.article else ""
        settings.note(f"{key.label} ({key.kind or 'any kind'}){where}: {said}.  [{config.decisions_file}]")
    summarize(decider.apply(), settings)


def _node(store: ArticleStore, name: str) -> str:
    from kg.queries.names import resolve
    from kg.queries.values import selector

    return resolve(name, selector(store.oxigraph))


def _article(store: ArticleStore, name: str | None) -> str | None:
    return store.find_article(name).iri if name else None


def _number(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"
