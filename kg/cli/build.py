"""``kg build``: read articles into the store."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from kg.cli.build_align import Aligning
from kg.cli.link_options import link_options, linking
from kg.cli.progress import progress
from kg.cli.settings import Settings, common_options, pass_settings
from kg.cli.tally import Tally, number

if TYPE_CHECKING:
    from pathlib import Path

    from kg.config import Config
    from kg.pipeline import BuildResult, Given
    from kg.store import ArticleStore

__all__ = ["command", "count_articles", "tell"]

_CHARACTERS_PER_SECOND = 5_000
"""Measured on two cores with the small English model, one process; the estimate of --dry-run."""
_LOADING = 2.0
"""Seconds until the model is loaded."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--published", metavar="DATE", help="When it was published: 2025-10-28 or 2025-10-28T09:30:00Z.")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--title", metavar="TEXT", help="Its headline; for a single article.")
@click.option("--url", metavar="URL", help="Its address; for a single article.")
@click.option("--model", metavar="NAME", help="The spaCy pipeline that parses English.")
@click.option("--extractor", metavar="NAME", help="What reads them: news-kg, or one that another package registers.")
@click.option("--force", is_flag=True, help="Read texts that do not look English, and stored ones again.")
@click.option("--again", is_flag=True, help="Read again what is stored and has not changed.")
@click.option(
    "--on-error",
    type=click.Choice(["skip", "stop"]),
    default="skip",
    show_default=True,
    help="Go on after an article that fails, or stop there.",
)
@click.option("--report", metavar="FILE.jsonl", help="Write what became of each article, a line of JSON for each.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read.")
@click.option("--shards", metavar="DIR", help="Write files for `kg load` there, and nothing into the store.")
@click.option("--shard-size", type=click.IntRange(1, 100_000), metavar="N", help="Articles in a shard.  [default: 250]")
@click.option("--on", "cluster", metavar="ADDRESS", help="Read on the Dask cluster of that scheduler: tcp://HOST:8786.")
@click.option(
    "--align/--no-align", default=None, help="Compare what is stored with other articles, as `kg align` does."
)
@click.option("--dry-run", is_flag=True, help="Tell what would be read, and read nothing into the store.")
@link_options
@common_options
@pass_settings
@click.pass_context
def command(
    context: click.Context,
    settings: Settings,
    paths: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    title: str | None,
    url: str | None,
    model: str | None,
    extractor: str | None,
    force: bool,
    again: bool,
    on_error: str,
    report: str | None,
    workers: int,
    shards: str | None,
    shard_size: int | None,
    cluster: str | None,
    align: bool | None,
    dry_run: bool,
) -> None:
    """Read articles into the store.

    A PATH is a file (.txt .md .html .json .jsonl .jsonl.gz .warc .warc.gz), a folder, or - for standard input. Articles
    that are stored and have not changed are not read again; so a build that was stopped goes on where it was. An
    article whose graph breaks a shape is not stored, but kept beside the store with the report. A few articles are
    compared with the others at once (--align); after many, that is left to `kg align`.

    \b
    kg build article.txt --published 2025-10-28 --publisher "The Daily"
    kg build articles/ --workers 4
    kg build articles/ --shards s3://bucket/shards --on tcp://scheduler:8786
    """
    from dataclasses import replace

    from kg.pipeline import Given

    given = Given(published, publisher, title, url, force=force, again=again or force)
    if dry_run:
        context.exit(_tell(paths, given, workers, settings))
    config = linking(settings.config)
    config = replace(config, model=model or config.model, extractor=extractor or config.extractor)
    config = replace(config, align=config.align if align is None else align)
    if (cluster or shard_size) and not shards:
        raise click.UsageError("--on and --shard-size need --shards DIR: a place that all machines can write to.")
    if shards:
        from kg.cli.build_shards import Wanted, write_shards

        wanted = Wanted(shards, shard_size, cluster, workers, again=given.again, stop=on_error == "stop", report=report)
        context.exit(write_shards(paths, given, wanted, config, settings))
    context.exit(_build(paths, given, workers, config, settings, report=report, stop=on_error == "stop"))


def _build(
    paths: tuple[str, ...],
    given: Given,
    workers: int,
    config: Config,
    settings: Settings,
    *,
    report: str | None,
    stop: bool,
) -> int:
    from kg.memory import keep_less
    from kg.pipeline import articles, build
    from kg.store import open_configured

    keep_less()
    items = articles(paths, given)
    aligning = Aligning(config)
    with (
        Tally(report, with_unchanged=config.decisions_file.exists()) as tally,
        open_configured(config, write=True, create=True) as store,
    ):
        try:
            with (
                progress("Reading", count_articles(paths), settings) as advance,
                closing(build(items, store, config, again=given.again, workers=workers)) as results,
            ):
                for result in results:
                    advance(result.source)
                    tally.add(result)
                    aligning.add(result)
                    tell(result, settings)
                    if stop and tally.exit_code:
                        settings.note("Stopped there (--on-error stop); what was stored before stays.")
                        break
            _honour_decisions(tally.unchanged, store, config, settings)
            aligning.run(store, settings)
        except KeyboardInterrupt:
            settings.note("\nInterrupted. What is stored stays; run the same command again to go on.")
            tally.summarize(settings)
            return 130
    tally.summarize(settings)
    return tally.exit_code


def _honour_decisions(unchanged: set[str], store: ArticleStore, config: Config, settings: Settings) -> None:
    """Link those again of the articles that had not changed whose links have been decided otherwise since."""
    if not unchanged:
        return
    from kg.link.decisions import read_decisions
    from kg.link.stale import stale_articles

    stale = stale_articles(store.oxigraph, read_decisions(config.decisions_file, config.base)) & unchanged
    if stale:
        from kg.cli.link_decide import summarize
        from kg.pipeline import ArticleReader
        from kg.relinking import relink

        summarize(relink(store, ArticleReader(config), config.base, sorted(stale)), settings)


def count_articles(paths: tuple[str, ...]) -> int | None:
    """How many articles there will be, where that can be told without reading them: files with one each, and lines."""
    from pathlib import Path

    counts = [_count_at(Path(path)) if path != "-" else None for path in paths]
    return None if None in counts else sum(count or 0 for count in counts)


def _count_at(path: Path) -> int | None:
    import os
    from pathlib import Path

    if path.is_dir():
        total = 0
        for folder, below, files in os.walk(path):
            below[:] = [name for name in below if not name.startswith(".")]
            for name in files:
                count = _count_of(Path(folder, name))
                if count is None:
                    return None
                total += count
        return total
    return _count_of(path) if path.is_file() else 1


def _count_of(path: Path) -> int | None:
    name = path.name.lower()
    if name.endswith((".txt", ".md", ".html", ".htm")) or not path.suffix:
        return 1
    if name.endswith(".jsonl"):
        try:
            with path.open("rb") as file:
                return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b"")) or 1
        except OSError:
            return None  # what is wrong with it is told when it is read
    return None if name.endswith((".json", ".gz", ".warc")) else 0


def tell(result: BuildResult, settings: Settings) -> None:
    """Say at once what is wrong with an article; what went well waits for the summary."""
    if result.error is not None:
        if settings.debug and result.error.__cause__ is not None:
            import traceback

            traceback.print_exception(result.error)
        where = "" if result.error.location else f"{result.source}: "
        click.echo(f"{where}{result.error}", err=True)
    elif result.outcome == "invalid" and result.report is not None:
        from kg.errors import InvalidGraphError
        from kg.validation import render_report

        error = InvalidGraphError(
            f"{result.source} is not stored: its graph breaks a shape",
            remedy="This is a mistake of the extractor. Please report it, with the article if you may share it."
            + (f"\n  Kept for that, with its graph beside it: {result.kept}" if result.kept else ""),
        )
        click.echo(f"{error}\n\n{render_report(result.report)}", err=True)
    elif result.outcome == "skipped":
        endings = sorted({"." + name.rpartition(".")[2] if "." in name else name for name in result.files})
        count = len(result.files)
        files = "1 file" if count == 1 else f"{count} files"
        settings.note(f"{result.source}: left out {files} that kg has no reader for ({', '.join(endings[:5])})")


def _tell(paths: tuple[str, ...], given: Given, workers: int, settings: Settings) -> int:
    """What a run would read, on stdout: one line for each article, then the sum."""
    from kg.model import Article
    from kg.pipeline import articles
    from kg.readers import ReadFailure

    count = characters = worst = 0
    for item in articles(paths, given):
        if isinstance(item, Article):
            count += 1
            characters += len(item.text)
            title = " ".join((item.title or item.text[:60]).split())
            click.echo(f"{item.source or '-'}\t{len(item.text)}\t{title}")
        elif isinstance(item, ReadFailure):
            worst = max(worst, item.error.exit_code)
            click.echo(str(item.error), err=True)
    seconds = _LOADING + characters / (_CHARACTERS_PER_SECOND * workers)
    time = f"{seconds:.0f} seconds" if seconds < 90 else f"{seconds / 60:.0f} minutes"
    settings.note(f"{number(count, 'article')}, {characters:,} characters, about {time}. Nothing has been stored.")
    return worst
