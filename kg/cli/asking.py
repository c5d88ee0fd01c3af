"""Ask the store that the settings name, for as long as the user allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from kg.cli.settings import Settings

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.sparql import Answer
    from kg.sparql.federation import Services
    from kg.sparql.paging import First

__all__ = ["answered", "timeout_option"]


def timeout_option() -> click.Option:
    """The option --timeout."""
    return click.Option(
        ["--timeout"], type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Stop it after so long."
    )


def answered(
    settings: Settings,
    query: str,
    values: Callable[[Store], Mapping[str, Any] | None],
    source: str,
    wanted: First,
    timeout: float | None,
    services: Services | None,
) -> Answer:
    """As much as is wanted of the answer to a query with the values that the store gives, in at most so many seconds.

    Raises what running it does.
    """
    with settings.open_store() as store:  # once: that takes as long as many a query
        bound = values(store.oxigraph)
        if timeout is None:
            from kg.sparql.paging import first

            return first(store.oxigraph, query, bound, wanted, source=source, services=services)
    from kg.sparql.timed import run_within
    from kg.store import open_configured

    return run_within(timeout, open_configured, settings.config, query, bound, wanted, source=source, services=services)
