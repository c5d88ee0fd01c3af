"""``kg doctor``: is all there that kg needs?"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from typing import TypeAlias

import click

from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["command"]

Check: TypeAlias = Callable[[Settings], Iterator[tuple[str, str, str]]]
"""Gives rows of state ("ok", "missing", "wrong"), what was looked at, and what was found or what to do."""

_PACKAGES = ("click", "pyoxigraph", "rdflib", "pyshacl", "owlready2", "spacy", "trafilatura", "rich")


@click.command()
@common_options
@pass_settings
@click.pass_context
def command(context: click.Context, settings: Settings) -> None:
    """Check the installation.

    Looks at Python, the packages, the language model, the extractors, Java, the ontology, shapes and saved queries,
    kg.toml and the store, and tells what to do about what is wrong. Java is needed by no command but `kg reason
    --engine hermit`.
    """
    wrong = False
    for check in (_versions, _settings, _model, _extractors, _java, _resources, _store):
        for state, what, found in _guarded(check, settings):
            wrong = wrong or state == "wrong"
            colour = {"ok": "green", "missing": "yellow", "wrong": "red"}[state]
            click.echo(f"{click.style(state.ljust(8), fg=colour)}{what.ljust(16)}{found}")
    context.exit(1 if wrong else 0)


def _guarded(check: Check, settings: Settings) -> Iterator[tuple[str, str, str]]:
    """What goes wrong in a check is a finding, too."""
    name = check.__name__.removeprefix("_")
    try:
        yield from check(settings)
    except Exception as error:
        yield "wrong", name, " ".join(str(error).split()) or type(error).__name__


def _versions(_: Settings) -> Iterator[tuple[str, str, str]]:
    from importlib.metadata import PackageNotFoundError, version

    from kg import __version__

    yield "ok", "news-kg", __version__
    yield "ok", "Python", f"{platform.python_version()} on {platform.system()}"
    for package in _PACKAGES:
        try:
            yield "ok", package, version(package)
        except PackageNotFoundError:
            yield "wrong", package, f"not installed: pip install {package}"


def _settings(settings: Settings) -> Iterator[tuple[str, str, str]]:
    from pathlib import Path

    from kg.config import CONFIG_FILE

    there = Path(CONFIG_FILE).is_file()
    yield (
        "ok",
        "settings",
        f"{CONFIG_FILE} {'here' if there else 'not here: the defaults hold'}, base {settings.config.base}",
    )


def _model(settings: Settings) -> Iterator[tuple[str, str, str]]:
    from kg.extract.parse import Parser

    yield "ok", "language model", Parser(settings.config.model).name


def _extractors(settings: Settings) -> Iterator[tuple[str, str, str]]:
    from kg.extract import extractor_names, open_extractor
    from kg.link import load_gazetteer

    names, chosen = extractor_names(), settings.config.extractor
    open_extractor(chosen, load_gazetteer(), settings.config.model)
    yield "ok", "extractors", ", ".join(f"{name} (reads here)" if name == chosen else name for name in names)


def _java(_: Settings) -> Iterator[tuple[str, str, str]]:
    from kg.reasoning import java_command

    java = java_command()
    if java:
        yield "ok", "Java", java
    else:
        yield "missing", "Java", "kg reason uses the OWL RL rules; for HermiT: pip install 'news-kg[java]'"


def _resources(_: Settings) -> Iterator[tuple[str, str, str]]:
    from kg.queries import Catalogue
    from kg.reasoning import ontology_triples
    from kg.validation.shapes import load_shapes

    yield "ok", "ontology", f"{len(ontology_triples()):,} triples"
    load_shapes()
    yield "ok", "shapes", "loaded"
    yield "ok", "saved queries", str(len([query.header for query in Catalogue()]))


def _store(settings: Settings) -> Iterator[tuple[str, str, str]]:
    from kg.errors import StoreMissingError
    from kg.store import open_store

    path = settings.config.store
    try:
        with open_store(path) as store:
            stats = store.stats()
            yield "ok", "store", f"{path}: {stats['Document']:,} articles, {stats['triples']:,} triples"
    except StoreMissingError:
        yield "missing", "store", f"{path}: none yet; kg build makes it"
