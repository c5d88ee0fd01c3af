"""``kg sparql``: any query."""

from __future__ import annotations

import sys

import click

from kg.cli.output import format_option, limit_option, services_of, show_answer
from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["command"]


@click.command()
@click.argument("query", metavar="QUERY|FILE|-")
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Stop it after so long."
)
@click.option(
    "--allow-service",
    multiple=True,
    metavar="URL",
    help="A SPARQL endpoint that SERVICE in the query may ask; none else is.  [default: service in kg.toml]",
)
@common_options
@pass_settings
def command(
    settings: Settings,
    query: str,
    timeout: float | None,
    allow_service: tuple[str, ...],
    limit: int | None,
    form: str | None,
) -> None:
    """Run any SPARQL query.

    The query is given as it is, as a file, or with - on standard input. It is answered over all articles at once; the
    prefixes kg, act, plover, val, rdf, rdfs, skos, oa, sem, schema, prov, dcterms, wd and xsd need no declaration.

    \b
    kg sparql 'SELECT ?who ?what { ?c kg:claimant/rdfs:label ?who ; kg:content/rdfs:label ?what }'
    kg sparql question.rq --format csv
    """
    from kg.render.answers import as_answer
    from kg.sparql import run
    from kg.store import open_store

    text, source = _read(query)
    path = settings.config.store
    services = services_of(settings.config, allow_service)
    if timeout is None:
        with open_store(path) as store:
            found = run(store.oxigraph, text, {}, source=source, services=services)
    else:
        from kg.sparql.timed import run_within

        open_store(path).close()  # what is wrong with the store is told before a process is started
        found = run_within(timeout, open_store, path, text, {}, source=source, services=services)
    show_answer(
        as_answer(found, limit), form, settings, lambda: "Nothing found. `kg stats` tells what is in the store."
    )


command.params[-3:-3] = [limit_option(), format_option()]


def _read(query: str) -> tuple[str, str]:
    """The text of the query, and what it is called in messages."""
    from pathlib import Path

    from kg.errors import EncodingError, Location, PathError

    if query == "-":
        return sys.stdin.read(), "standard input"
    path = Path(query)
    is_name = "\n" not in query and "{" not in query and len(query) < 1000
    if not is_name or not (path.suffix in (".rq", ".sparql", ".ru") or path.is_file()):
        return query, "query"
    try:
        return path.read_text(encoding="utf-8"), query
    except UnicodeDecodeError:
        raise EncodingError("the query is not UTF-8 text", location=Location(query)) from None
    except OSError as error:
        raise PathError(f"the query {query!r} cannot be read: {error.strerror}") from None
