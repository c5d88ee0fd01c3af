"""``kg link index``: the user's own index of Wikidata items, and what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.output import format_option, show_answer
from kg.cli.settings import Settings, common_options, pass_settings

if TYPE_CHECKING:
    from kg.link.index import Built, Selection

__all__ = ["index"]

_SHOWN = 10


@click.group(short_help="Build an index of Wikidata items, or see what is in one.")
@common_options
def index() -> None:
    """Build an index of Wikidata items, or see what is in one.

    Names that the curated pack does not know are looked up in such an index, without a network. It is one file, made of
    a dump of Wikidata's or of a part of it.
    """


@index.command("build", short_help="Make an index of a dump, or of a part of Wikidata.")
@click.argument("dump", required=False, type=click.Path(path_type=Path), metavar="[DUMP]")
@click.option(
    "-o", "--output", "path", required=True, type=click.Path(path_type=Path), metavar="FILE", help="The index."
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=("en",),
    metavar="CODE",
    help="Take names in this language; several times for several, the first gives the label.  [default: en]",
)
@click.option("--class", "classes", multiple=True, metavar="QID", help="Only items of this class, such as Q5; several.")
@click.option("--min-sitelinks", type=click.IntRange(0), default=0, metavar="N", help="Only with a page in N wikis.")
@click.option("--country", metavar="QID", help="With --endpoint: only what belongs to this country, such as Q843.")
@click.option("--restart", is_flag=True, help="Throw away what an earlier build has read, and start over.")
@common_options
@pass_settings
def build(
    settings: Settings,
    dump: Path | None,
    path: Path,
    languages: tuple[str, ...],
    classes: tuple[str, ...],
    min_sitelinks: int,
    country: str | None,
    restart: bool,
) -> None:
    """Make an index of a dump, or of a part of Wikidata.

    DUMP is latest-all.json or latest-truthy.nt from dumps.wikimedia.org/wikidatawiki/entities/, packed (.gz, .bz2) or
    not; it is read from beginning to end and takes little memory. A build that was broken off goes on when the same
    command is given again. With --endpoint, that SPARQL endpoint with Wikidata's data is asked
    for the items of --class or --country.

    \b
    kg link index build latest-all.json.gz -o wikidata.sqlite --min-sitelinks 5
    kg link index build --endpoint https://query.wikidata.org/sparql --class Q11032 -o newspapers.sqlite
    """
    from kg.link.index import Selection

    endpoint = settings.endpoint  # of all commands' options: here it names where the items come from
    _check_ids(*classes, *([country] if country else []))
    if (dump is None) == (endpoint is None):
        raise click.UsageError("Give either a dump or --endpoint.")
    if country and not endpoint:
        raise click.UsageError("--country needs --endpoint: a dump's lines tell classes only.")
    selection = Selection(languages, classes, min_sitelinks)
    if dump is not None:
        built = _from_dump(settings, dump, path, selection, restart)
    else:
        assert endpoint is not None
        built = _from_endpoint(settings, endpoint, path, selection, country)
    _tell(settings, built, dump)


def _check_ids(*ids: str) -> None:
    for one in ids:
        if not (one[:1] == "Q" and one[1:].isdecimal()):
            raise click.UsageError(f"{one!r} is not the id of an item: write it like Q843.")


def _from_dump(settings: Settings, dump: Path, path: Path, selection: Selection, restart: bool) -> Built:
    from kg.cli.link_index_progress import bar
    from kg.link.index import build_index

    with bar(f"Reading {dump.name}", settings) as report:
        return build_index(dump, path, selection, restart=restart, report=report)


def _from_endpoint(settings: Settings, endpoint: str, path: Path, selection: Selection, country: str | None) -> Built:
    from kg.cli.link_index_progress import bar
    from kg.link.index.snapshot import index_entries
    from kg.link.live import DAY, AnswerCache, Transport, default_cache_folder
    from kg.link.live.query_service import QueryService

    noted = {**selection.as_record(), "country": country}
    with Transport(cache=AnswerCache(default_cache_folder()), max_age=7 * DAY) as transport:
        service = QueryService(transport, endpoint, language=selection.languages[0])
        found = service.snapshot(classes=selection.classes, country=country, min_sitelinks=selection.min_sitelinks)
        with bar("Asking", settings) as report:
            return index_entries(found, path, endpoint, noted, report=report)


def _tell(settings: Settings, built: Built, dump: Path | None) -> None:
    if built.resumed_at:
        settings.note(
            f"Went on where an earlier build was broken off, at byte {built.resumed_at:,} of the unpacked dump."
        )
    if built.bad_count:
        lines = ", ".join(map(str, built.bad[:_SHOWN])) + (" …" if built.bad_count > _SHOWN else "")
        settings.note(f"{built.bad_count:,} lines of {dump} could not be read and were left out: {lines}")
    size = built.path.stat().st_size / 1e6
    settings.note(f"{built.items:,} items in {built.path} ({size:,.1f} MB). Use it with --index {built.path}.")


@index.command("info", short_help="Tell what an index holds.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@common_options
@pass_settings
def info(settings: Settings, file: Path, form: str | None) -> None:
    """Tell what an index holds.

    How many items and names, in which languages and of which classes, what it was made of, and when.
    """
    from pyoxigraph import Literal

    from kg.link.index.described import described
    from kg.render.answers import Answer

    rows = [(Literal(key), Literal(value)) for key, value in described(file).items()]
    show_answer(Answer("rows", ("what", "value"), rows), form, settings, lambda: "Nothing is known of this index.")


info.params.insert(-3, format_option())
