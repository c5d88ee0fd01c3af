"""``kg build --shards``: read articles into files, here or on a cluster."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.cli.progress import progress
from kg.cli.settings import Settings
from kg.cli.tally import Tally, number

if TYPE_CHECKING:
    from kg.config import Config
    from kg.pipeline import Given
    from kg.shards.building import Run

__all__ = ["Wanted", "write_shards"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options of ``kg build`` say of shards."""

    address: str
    size: int | None
    cluster: str | None
    """The address of a scheduler."""
    workers: int
    """Processes that read, without a cluster."""
    again: bool
    stop: bool
    """Stop at the first article that fails."""
    report: str | None


def write_shards(paths: tuple[str, ...], given: Given, wanted: Wanted, config: Config, settings: Settings) -> int:
    """Build, say what became of the articles, and give the exit code."""
    from kg.cli.build import count_articles, tell
    from kg.pipeline import articles
    from kg.shards import build_shards
    from kg.shards.building import SHARD_SIZE

    items = articles(paths, given)
    with ExitStack() as stack:
        tally = stack.enter_context(Tally(wanted.report, with_unchanged=False))
        run = _run(wanted, stack)
        size = wanted.size or SHARD_SIZE
        built = build_shards(items, wanted.address, config, run, size=size, again=wanted.again)
        try:
            with progress("Reading", count_articles(paths), settings) as advance, closing(built) as results:
                for result in results:
                    advance(result.source)
                    tally.add(result)
                    tell(result, settings)
                    if wanted.stop and tally.exit_code:
                        settings.note("Stopped there (--on-error stop); shards that are written stay.")
                        return tally.exit_code
        except KeyboardInterrupt:
            settings.note("\nInterrupted. Shards that are written stay; run the same command again to go on.")
            return 130
    _summarize(tally, wanted.address, settings)
    return tally.exit_code


def _run(wanted: Wanted, stack: ExitStack) -> Run:
    if wanted.cluster is None:
        from kg.shards.building import in_workers

        return in_workers(wanted.workers)
    from kg.shards.cluster import Cluster

    return stack.enter_context(Cluster(wanted.cluster))


def _summarize(tally: Tally, address: str, settings: Settings) -> None:
    outcomes = tally.outcomes.copy()
    line = f"Wrote {number(outcomes.pop('stored', 0), 'article')}"
    others = ", ".join(f"{count:,} {word}" for word, count in outcomes.items())
    settings.note(f"{line}{f'; {others}' if others else ''}.  [{address}]")
    settings.note(f"Next:  kg load {address}")
