"""Ask the store that the settings name, for as long as the user allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from kg.cli.settings import Settings

if TYPE_CHECKING:
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
    values: Mapping[str, Any] | None,
    source: str,
    wanted: First,
    timeout: float | None,
    services: Services | None,
) -> Answer:
    """As much as is wanted of the answer to a query with these values bound, in at most so many seconds.

    Raises what running it does.
    """
    if timeout is None:
        from kg.sparql.paging import first

        with settings.open_store() as store:
            return first(store.oxigraph, query, values, wanted, source=source, services=services)
    from kg.sparql.timed import run_within
    from kg.store import open_configured

    settings.open_store().close()  # what is wrong with the store is told before a process is started
    return run_within(
        timeout, open_configured, settings.config, query, values, wanted, source=source, services=services
    )
